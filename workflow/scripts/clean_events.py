"""Raw files to a clean, checked catalogue, in which meetings add up."""

from interregional.catalogue.loading import load_catalogue
from interregional.catalogue.recurrence import add_recurrences, find_recurrences
from interregional.catalogue.span import last_year
from interregional.codebook.decisions import load_codebook
from interregional.tables.files import write_table
from interregional.tables.problems import run


def clean_events(given, params, output):
    codebook = load_codebook(given.codebook)
    files = given.events, given.actors, given.sources
    catalogue = load_catalogue(*files, codebook, params.languages, params.since, params.last_year)
    last = last_year(catalogue.events, params.last_year)
    recurrences = find_recurrences(catalogue.events, params.recurrence, last, codebook)
    write_table(add_recurrences(catalogue.events, recurrences, codebook), output.events)
    write_table(recurrences, output.recurrences)
    write_table(catalogue.actors, output.actors)
    write_table(catalogue.log, output.log)


if __name__ == "__main__":
    run(clean_events, snakemake)
