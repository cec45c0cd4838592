"""The report of the edition: one page for the reviewer."""

from pathlib import Path

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import load_codebook
from interregional.codebook.wording import load_wording
from interregional.pages.report import material
from interregional.pages.report.page import build_report
from interregional.tables.files import read_result
from interregional.tables.problems import logged
from interregional.tables.textfiles import read_text, read_yaml, write_text


def write_report(given, params, output):
    publication = params.spoken["publication"]
    exhibits = material.load_exhibits(given.exhibits, publication)
    folder = Path(params.folder)
    pictures = {
        (key, language): material.choose_picture(*((folder / f"{stem}.{end}").read_bytes() for end in ("svg", "png")))
        for key, language, stem in material.picture_files(exhibits, params.spoken["languages"])
    }
    pictures |= material.load_pictures(given.corroboration)
    regions = read_result(given.regions)
    parts = material.Material(
        tables={Path(path).stem: read_result(path) for path in [*given.tables, *given.corroboration] if ".csv" in path},
        prose=dict(zip(params.spoken["languages"], map(read_text, given.prose))),
        pictures=pictures,
        exhibits=exhibits,
        packages=material.pinned_packages(read_yaml(given.environment)),
        regions=dict(zip(regions["region"], regions["label_fa"])),
    )
    last = last_year(parts.tables["events"], params.last_year)
    edition = material.Edition(params.edition, params.reading, last, params.settings, publication)
    page = build_report(parts, load_codebook(given.codebook), load_wording(given.labels, **params.spoken), edition)
    write_text(page, output)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_report(snakemake.input, snakemake.params, snakemake.output[0])
