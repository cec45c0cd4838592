"""Table 1 and Table 2 in both languages and every format."""

from interregional import exhibits
from interregional.codebook import load_codebook
from interregional.files import read_result
from interregional.problems import logged
from interregional.rendering import render
from interregional.wording import load_wording


def make_tables(given, params):
    codebook = load_codebook(given.codebook)
    rows, evidence, actors = (read_result(path) for path in (given.table_1, given.evidence, given.actors))
    for wording in load_wording(given.labels, params.caveat).values():
        render(exhibits.table_1(rows, actors, codebook, wording), wording, f"{params.folder}/table_1")
        render(exhibits.table_2(evidence, codebook, wording), wording, f"{params.folder}/table_2")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        make_tables(snakemake.input, snakemake.params)
