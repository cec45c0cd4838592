"""The replication report: one page for the reviewer."""

from pathlib import Path

from interregional.codebook.decisions import load_codebook
from interregional.codebook.wording import LANGUAGES, load_wording
from interregional.pages import report
from interregional.tables.files import read_result, read_text, read_yaml, write_text
from interregional.tables.problems import logged


def write_report(given, params, output):
    exhibits = report.load_exhibits(given.exhibits)
    folder = Path(params.folder)
    pictures = {
        (key, language): report.choose_picture(*((folder / f"{stem}.{end}").read_bytes() for end in ("svg", "png")))
        for key, language, stem in report.picture_files(exhibits)
    }
    regions = read_result(given.regions)
    material = report.Material(
        tables={Path(path).stem: read_result(path) for path in given.tables},
        prose=dict(zip(LANGUAGES, map(read_text, given.prose))),
        pictures=pictures,
        exhibits=exhibits,
        packages=report.pinned_packages(read_yaml(given.environment)),
        regions=dict(zip(regions["region"], regions["label_fa"])),
    )
    edition = report.Edition(params.edition, params.reading, params.last_year, params.settings)
    page = report.build_report(
        material, load_codebook(given.codebook), load_wording(given.labels, params.caveat), edition
    )
    write_text(page, output)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_report(snakemake.input, snakemake.params, snakemake.output[0])
