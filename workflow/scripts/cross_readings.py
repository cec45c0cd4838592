"""Every reading of the rules crossed, and the search for the best rule of the family."""

from interregional.codebook.decisions import load_codebook, load_readings
from interregional.replication import rule_search, sensitivity
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import logged


def cross_readings(given, params, output):
    codebook = load_codebook(given.codebook)
    needs = {name: entry["levels"] for name, entry in load_readings(given.readings, codebook).items()}
    levels = read_result(given.levels)
    stated = levels[levels["published_level"] != ""]
    published = dict(zip(zip(stated["actor_a"], stated["actor_b"]), stated["published_level"]))
    events, recurrences = read_result(given.events), read_result(given.recurrences)
    ways = sensitivity.ways_of_recurring(events, recurrences, params.recurrence, params.last_year, codebook)
    evidence = sensitivity.Evidence(events, read_result(given.dyads), codebook, ways)
    choices = sensitivity.every_specification(needs, params.years, evidence.rows)
    judged = needs, published, params.reading, params.levels
    table, found = sensitivity.cross_readings(evidence, choices, *judged)
    write_table(table, output.sensitivity)
    write_table(sensitivity.robustness(evidence, found, *judged), output.robustness)
    shown = evidence.indicators(sensitivity.Specification(params.reading))
    shown = {dyad: shown.get(dyad, set()) for dyad in published}
    write_table(rule_search.search_rules(shown, published, evidence.rank), output.search)
    write_table(rule_search.unreproducible_pairs(shown, published, evidence.rank), output.pairs)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        cross_readings(snakemake.input, snakemake.params, snakemake.output)
