"""Raw memberships and states to clean, checked tables."""

from interregional.codebook.decisions import read_codebook
from interregional.memberships.spells import load_memberships
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def clean_memberships(given, params, output):
    tables = load_memberships(
        given.memberships, given.states, given.sources, read_result(given.actors), read_codebook(given.codebook)
    )
    write_table(tables.memberships, output.memberships)
    write_table(tables.states, output.states)
    write_table(tables.log, output.log)


if __name__ == "__main__":
    run(clean_memberships, snakemake)
