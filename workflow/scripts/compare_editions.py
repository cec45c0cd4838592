"""Two editions to what is different between them."""

from interregional.changes import editions
from interregional.codebook.decisions import read_codebook
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def compare_editions(given, params, output):
    before, after = (editions.Edition(*map(read_result, paths)) for paths in (given.before, given.after))
    events = editions.compare_events(before.events, after.events)
    write_table(events, output.events)
    write_table(editions.compare_dyads(before, after, events, read_codebook(given.codebook)), output.dyads)
    write_table(editions.compare_nodes(before.nodes, after.nodes), output.nodes)
    write_table(editions.compare_measures(before.measures, after.measures), output.measures)
    if before.claims is not None:
        write_table(editions.compare_claims(before.claims, after.claims), output.claims)


if __name__ == "__main__":
    run(compare_editions, snakemake)
