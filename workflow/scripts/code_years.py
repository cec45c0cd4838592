"""Evidence to levels by year, under every rule."""

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import load_readings, read_codebook
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run
from interregional.time import years


def code_years(given, params, output):
    codebook = read_codebook(given.codebook)
    readings = {name: entry["levels"] for name, entry in load_readings(given.readings, codebook).items()}
    events = read_result(given.events)
    last = last_year(events, params.last_year)
    calendar = years.Calendar(last, params.window, years.source_years(given.sources))
    dated = years.event_years(events, read_result(given.actors), codebook, calendar)
    spans = years.evidence_by_year(read_result(given.evidence), dated)
    spells = years.levels_by_reading(spans, readings, codebook, last)
    write_table(dated, output.years)
    write_table(spans, output.evidence)
    write_table(spells, output.spells)
    write_table(years.levels_by_year(spans, readings[params.reading], codebook, last), output.levels)


if __name__ == "__main__":
    run(code_years, snakemake)
