"""The paper's own tables and labels against the coded dyads, and how far they agree."""

from interregional.codebook.decisions import load_readings, read_codebook
from interregional.replication import comparison, published
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def compare_published(given, params, output):
    codebook = read_codebook(given.codebook)
    needs = load_readings(given.readings, codebook)[params.reading]["levels"]
    actors, dyads = read_result(given.actors), read_result(given.dyads)
    printed = published.load_published(given.published, actors, codebook)
    levels = comparison.compare_levels(printed, dyads, read_result(given.evidence), needs, codebook)
    balance = comparison.compare_balance(printed, dyads, read_result(given.transfers))
    ranks = codebook.values("level")
    write_table(levels, output.levels)
    write_table(balance, output.balance)
    write_table(comparison.arrange_table_1(printed, dyads, actors, codebook), output.table_1)
    write_table(comparison.compare_table_2(printed, codebook), output.table_2)
    write_table(comparison.published_ties(printed, codebook, params.levels), output.ties)
    write_table(comparison.measure_agreement(levels, balance, ranks, params.draws, params.seed), output.agreement)
    write_table(comparison.cross_levels(levels, ranks), output.confusion)


if __name__ == "__main__":
    run(compare_published, snakemake)
