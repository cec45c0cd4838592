"""Clean events to indicators, and indicators to levels."""

from interregional.codebook.decisions import load_readings, read_codebook
from interregional.levels import dyads, evidence, giving
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def code_dyads(given, params, output):
    codebook = read_codebook(given.codebook)
    levels = load_readings(given.readings, codebook)[params.reading]["levels"]
    events, actors = read_result(given.events), read_result(given.actors)
    found = evidence.find_evidence(events, codebook)
    write_table(evidence.add_indicators(events, found), output.events)
    write_table(found, output.evidence)
    coded = dyads.code_dyads(events, found, actors, codebook, levels, params.balance)
    write_table(coded, output.dyads)
    write_table(giving.compare_giving(events, coded, codebook, params.balance), output.transfers)


if __name__ == "__main__":
    run(code_dyads, snakemake)
