"""Judgements on resolved records to how many are right."""

from interregional.catalogue.loading import load_actors
from interregional.codebook.decisions import read_codebook
from interregional.streams.audit import load_judgements, measure_precision
from interregional.tables.files import write_table
from interregional.tables.problems import run


def write_precision(given, params, output):
    codebook = read_codebook(given.codebook)
    known = load_actors([given.known], codebook)
    judgements = load_judgements(given.judgements, list(known["code"]), codebook)
    write_table(measure_precision(judgements), output[0])


if __name__ == "__main__":
    run(write_precision, snakemake)
