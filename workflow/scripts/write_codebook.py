"""The codebook as a page and a PDF, in both languages."""

from pathlib import Path

from interregional.codebook.decisions import load_readings, read_codebook
from interregional.codebook.wording import load_wording
from interregional.pages.codebook.book import build_book, count_uses, write_page
from interregional.pages.codebook.pdf import write_pdf
from interregional.tables.files import read_result
from interregional.tables.problems import run
from interregional.tables.schema import load_schemas
from interregional.tables.textfiles import write_text


def write_codebook(given, params, output):
    codebook = read_codebook(given.codebook)
    readings = load_readings(given.readings, codebook)
    schemas = load_schemas()
    tables = {name: read_result(given[name]) for name in ("events", "actors", "memberships", "states")}
    uses = count_uses(schemas, tables)
    for wording, page, pdf in zip(load_wording(given.labels, **params.spoken).values(), output.pages, output.pdfs):
        book = build_book(schemas, codebook, readings, params.settings, uses, wording)
        write_text(write_page(book, wording), page)
        Path(pdf).write_bytes(write_pdf(book, wording))


if __name__ == "__main__":
    run(write_codebook, snakemake)
