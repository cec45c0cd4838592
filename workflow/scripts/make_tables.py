"""Table 1 and Table 2 in both languages and every format."""

from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import tables
from interregional.exhibits.rendering import render
from interregional.tables.files import read_result
from interregional.tables.problems import run


def make_tables(given, params, output):
    codebook = read_codebook(given.codebook)
    evidence, actors = read_result(given.evidence), read_result(given.actors)
    rows = read_result(given.table_1) if given.table_1 else tables.arrange_dyads(read_result(given.dyads), codebook)
    for wording in load_wording(given.labels, **params.spoken).values():
        render(tables.table_1(rows, actors, codebook, wording), wording, f"{params.folder}/table_1")
        render(tables.table_2(evidence, codebook, wording), wording, f"{params.folder}/table_2")


if __name__ == "__main__":
    run(make_tables, snakemake)
