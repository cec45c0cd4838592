"""The report of the edition: one page for the reviewer, and its short text as a PDF in each language."""

from pathlib import Path

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.pages.report import material
from interregional.pages.report.page import build_report, build_views
from interregional.pages.report.pdf import write_pdf
from interregional.tables.files import read_result
from interregional.tables.problems import run
from interregional.tables.textfiles import read_text, read_yaml, write_text


def write_report(given, params, output):
    publication, languages = params.spoken["publication"], params.spoken["languages"]
    exhibits = material.load_exhibits(given.exhibits, bool(publication))
    drawings, pictures = material.load_figures(exhibits, languages, params.folder)
    pictures |= material.load_pictures(given.corroboration)
    tables = [*given.tables, *(path for path in given.corroboration if path.endswith(".csv"))]
    regions = read_result(given.regions)
    parts = material.Material(
        tables={Path(path).stem: read_result(path) for path in tables},
        prose=dict(zip(languages, map(read_text, given.prose))),
        short=dict(zip(languages, map(read_text, given.short))),
        places=material.places(tables, params.folder, params.made_by),
        pictures=pictures,
        exhibits=exhibits,
        packages=material.pinned_packages(read_yaml(given.environment)),
        regions=dict(zip(regions["region"], regions["label_fa"])),
    )
    last = last_year(parts.tables["events"], params.last_year)
    edition = material.Edition(params.edition, params.reading, last, params.settings, publication)
    wordings = load_wording(given.labels, **params.spoken)
    views = build_views(parts, read_codebook(given.codebook), wordings, edition)
    write_text(build_report(views, edition), output.page)
    for view, path in zip(views, output.pdfs):
        Path(path).write_bytes(write_pdf(view, drawings[view["language"]]))


if __name__ == "__main__":
    run(write_report, snakemake)
