"""What a fresh search found to the share of it that the catalogue had."""

from interregional.codebook.decisions import read_codebook
from interregional.corroboration.recall import load_recall, measure_recall
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def write_recall(given, params, output):
    codebook, actors, events = read_codebook(given.codebook), read_result(given.actors), read_result(given.events)
    write_table(measure_recall(*load_recall(given.found, given.drawn, actors, events, codebook)), output[0])


if __name__ == "__main__":
    run(write_recall, snakemake)
