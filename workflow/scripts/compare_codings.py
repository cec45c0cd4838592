"""The catalogue against an independent second coding."""

from interregional.catalogue.loading import load_catalogue
from interregional.codebook.decisions import load_readings, read_codebook
from interregional.replication import reliability
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def compare_codings(given, params, output):
    codebook = read_codebook(given.codebook)
    needs = load_readings(given.readings, codebook)[params.reading]["levels"]
    second = load_catalogue(given.second, given.actors, given.sources, codebook, params.languages).events
    compared = reliability.compare_codings(
        read_result(given.events), second, codebook, needs, params.draws, params.seed
    )
    for table, path in zip(compared, (output.reliability, output.differences)):
        write_table(table, path)


if __name__ == "__main__":
    run(compare_codings, snakemake)
