"""The searches of an edition to what was looked for and found, by pair."""

from interregional.catalogue import coverage
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def measure_coverage(given, params, output):
    events = read_result(given.events)
    searches = coverage.load_searches(given.searches, read_result(given.actors), events)
    write_table(coverage.measure_coverage(searches, events, params.frame), output[0])


if __name__ == "__main__":
    run(measure_coverage, snakemake)
