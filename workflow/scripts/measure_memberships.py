"""Memberships to sizes, shares of regions, overlaps and the two-mode network."""

from interregional.catalogue.span import last_year
from interregional.memberships import sizes, spells
from interregional.network.exports import graphml
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run
from interregional.tables.textfiles import write_text


def measure_memberships(given, params, output):
    actors, states = read_result(given.actors), read_result(given.states)
    regions = spells.load_regions(given.regions, states)
    roll = sizes.Roll(read_result(given.memberships), actors, params.statuses)
    levels = read_result(given.levels, year="int")
    last = last_year(read_result(given.events), params.last_year)
    by_year = sizes.sizes_by_year(roll, actors, states, regions, last)
    write_table(by_year, output.sizes)
    write_table(sizes.overlaps(roll, [*params.as_of, last]), output.overlap)
    write_table(sizes.dyads_by_year(roll, levels), output.dyads)
    write_text(graphml(sizes.build_two_mode(roll, actors, states, last)), output.two_mode)


if __name__ == "__main__":
    run(measure_memberships, snakemake)
