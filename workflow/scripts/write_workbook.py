"""The main results as one workbook."""

from pathlib import Path

import pandas as pd

from interregional.catalogue.sources import list_works, load_sources
from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.editions.workbook import DATA, KEPT, build_sheets, write_workbook
from interregional.tables.files import read_result, read_table
from interregional.tables.problems import run


def make_workbook(given, params, output):
    tables = {name: read_result(path) for name, path in zip(DATA, given.tables)}
    actors, columns = read_result(given.actors), read_table(given.columns)
    words = read_codebook(given.codebook), load_wording(given.labels, **params.spoken)
    kept = {name: pd.concat(map(read_result, given[name])) for name in list(KEPT)[1:] if given.get(name)}
    kept = {"sources": list_works(load_sources(given.sources)), **kept} if kept else {}
    Path(output[0]).write_bytes(write_workbook(build_sheets(params.edition, tables, actors, columns, *words, kept)))


if __name__ == "__main__":
    run(make_workbook, snakemake)
