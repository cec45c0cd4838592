"""Every reading of the rules crossed, and the search for the best rule of the family."""

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import load_readings, read_codebook
from interregional.replication import rule_search, sensitivity
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def cross_readings(given, params, output):
    codebook = read_codebook(given.codebook)
    needs = {name: entry["levels"] for name, entry in load_readings(given.readings, codebook).items()}
    events, recurrences = read_result(given.events), read_result(given.recurrences)
    last = last_year(events, params.last_year)
    ways = sensitivity.ways_of_recurring(events, recurrences, params.recurrence, last, codebook)
    evidence = sensitivity.Evidence(events, read_result(given.dyads), codebook, ways)
    choices = sensitivity.every_specification(needs, params.years, evidence.rows)
    plain = sensitivity.Specification(params.reading)
    # Without a publication each reading is set against the declared one.
    published = read_stated(given.levels) if given.levels else {}
    judged = needs, published if given.levels else evidence.levels(plain, needs), params.reading, params.levels
    table, found = sensitivity.cross_readings(evidence, choices, *judged)
    write_table(table, output.sensitivity)
    firm = sensitivity.robustness(evidence, found, *judged)
    if not given.levels:
        write_table(firm.drop(columns="published_level"), output.robustness)
        return
    write_table(firm, output.robustness)
    shown = evidence.indicators(plain)
    shown = {dyad: shown.get(dyad, set()) for dyad in published}
    write_table(rule_search.search_rules(shown, published, codebook), output.search[0])
    write_table(rule_search.unreproducible_pairs(shown, published, evidence.rank), output.search[1])


def read_stated(path):
    levels = read_result(path)
    stated = levels[levels["published_level"] != ""]
    return dict(zip(zip(stated["actor_a"], stated["actor_b"]), stated["published_level"]))


if __name__ == "__main__":
    run(cross_readings, snakemake)
