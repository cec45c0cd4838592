"""What a fresh search found to the share of it that the catalogue had."""

from interregional.codebook.decisions import load_codebook
from interregional.corroboration.recall import load_recall, measure_recall
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import logged


def write_recall(given, output):
    codebook, actors, events = load_codebook(given.codebook), read_result(given.actors), read_result(given.events)
    write_table(measure_recall(*load_recall(given.found, given.drawn, actors, events, codebook)), output[0])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_recall(snakemake.input, snakemake.output)
