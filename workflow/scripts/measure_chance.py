"""Hubs and asymmetry beside what chance alone gives."""

from interregional.codebook.decisions import load_readings, read_codebook
from interregional.network import chance
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def measure_chance(given, params, output):
    codebook = read_codebook(given.codebook)
    levels = load_readings(given.readings, codebook)[params.reading]["levels"]
    events, dyads = read_result(given.events), read_result(given.dyads)
    table = chance.measure_chance(events, dyads, levels, codebook, params.balance, params.draws, params.seed)
    write_table(table, output[0])


if __name__ == "__main__":
    run(measure_chance, snakemake)
