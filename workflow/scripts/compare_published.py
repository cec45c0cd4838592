"""The paper's own tables and labels against the coded dyads."""

from interregional.codebook.decisions import load_codebook, load_readings
from interregional.replication import published
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import logged


def compare_published(given, params, output):
    codebook = load_codebook(given.codebook)
    needs = load_readings(given.readings, codebook)[params.reading]["levels"]
    actors, dyads = read_result(given.actors), read_result(given.dyads)
    printed = published.load_published(given.published, actors, codebook)
    write_table(published.compare_levels(printed, dyads, read_result(given.evidence), needs, codebook), output.levels)
    write_table(published.compare_balance(printed, dyads), output.balance)
    write_table(published.arrange_table_1(printed, dyads, actors, codebook), output.table_1)
    write_table(published.compare_table_2(printed, codebook), output.table_2)
    write_table(published.published_ties(printed, codebook, params.levels), output.ties)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        compare_published(snakemake.input, snakemake.params, snakemake.output)
