"""The codebook as a page and a PDF, in both languages."""

from pathlib import Path

from interregional import codebook_pages, codebook_pdf, figures
from interregional.codebook import load_codebook, load_readings
from interregional.files import read_result, write_text
from interregional.problems import logged
from interregional.schema import load_schemas
from interregional.wording import load_wording


def write_codebook(given, params, output):
    codebook = load_codebook(given.codebook)
    readings = load_readings(given.readings, codebook)
    schemas = load_schemas()
    tables = {name: read_result(given[name]) for name in ("events", "actors", "memberships", "states")}
    uses = codebook_pages.count_uses(schemas, tables)
    figures.set_style()
    for wording, page, pdf in zip(load_wording(given.labels).values(), output.pages, output.pdfs):
        book = codebook_pages.build_book(schemas, codebook, readings, params.settings, uses, wording)
        write_text(codebook_pages.write_page(book, wording), page)
        codebook_pdf.write_pdf(book, wording, Path(pdf))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_codebook(snakemake.input, snakemake.params, snakemake.output)
