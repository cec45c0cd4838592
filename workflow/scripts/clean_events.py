"""Raw files to a clean, checked catalogue."""

from interregional.catalogue.loading import load_catalogue
from interregional.codebook.decisions import load_codebook
from interregional.tables.files import write_table
from interregional.tables.problems import logged


def clean_events(given, output):
    catalogue = load_catalogue(given.events, given.actors, given.sources, load_codebook(given.codebook))
    write_table(catalogue.events, output.events)
    write_table(catalogue.actors, output.actors)
    write_table(catalogue.log, output.log)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        clean_events(snakemake.input, snakemake.output)
