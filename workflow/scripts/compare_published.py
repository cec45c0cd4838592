"""The paper's own tables and labels against the coded dyads."""

from interregional import replication
from interregional.codebook import load_codebook, load_readings
from interregional.files import read_result, write_table
from interregional.problems import logged


def compare_published(given, params, output):
    codebook = load_codebook(given.codebook)
    needs = load_readings(given.readings, codebook)[params.reading]["levels"]
    actors, dyads = read_result(given.actors), read_result(given.dyads)
    published = replication.load_published(given.published, actors, codebook)
    write_table(
        replication.compare_levels(published, dyads, read_result(given.evidence), needs, codebook), output.levels
    )
    write_table(replication.compare_balance(published, dyads), output.balance)
    write_table(replication.arrange_table_1(published, dyads, actors, codebook), output.table_1)
    write_table(replication.compare_table_2(published, codebook), output.table_2)
    write_table(replication.published_ties(published, codebook, params.levels), output.ties)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        compare_published(snakemake.input, snakemake.params, snakemake.output)
