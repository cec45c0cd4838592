"""Whether the levels are a scale in the evidence of the dyads."""

from interregional.codebook.decisions import load_codebook
from interregional.levels import scale
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import logged


def measure_scale(given, params, output):
    codebook, dyads = load_codebook(given.codebook), read_result(given.dyads)
    write_table(scale.measure_scale(dyads, codebook, params.draws, params.seed), output[0])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        measure_scale(snakemake.input, snakemake.params, snakemake.output)
