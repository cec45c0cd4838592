"""The machine-coded and the hand-coded catalogue to what each sees of the dyads."""

from interregional.changes import catalogues
from interregional.codebook.decisions import read_codebook
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def compare_catalogues(given, params, output):
    codebook = read_codebook(given.codebook)
    coverage = read_result(given.coverage)
    seen = coverage.loc[coverage["visible"] == "yes", "actor"]
    covered = read_result(given.years, year="int64")["year"]
    found, machine, files = (read_result(path) for path in (given.records, given.events, given.files))
    hand = read_result(given.hand)
    events = catalogues.find_hand_coded(hand, found, machine, files, seen, covered, params.days)
    write_table(events, output.hand_events)
    write_table(catalogues.measure_recall(events), output.recall)
    levels = [read_result(path, year="int64") for path in given.levels]
    years = catalogues.compare_years(*levels, covered, seen)
    dyads = catalogues.compare_dyads(years, *map(read_result, given.dyads), codebook)
    write_table(years, output.years)
    write_table(dyads, output.dyads)
    agreement = catalogues.measure_agreement(years, dyads, codebook, params.draws, params.seed)
    write_table(agreement, output.agreement)
    evidence = [read_result(path) for path in given.evidence]
    indicators = catalogues.compare_indicators(*evidence, read_result(given.unseen), codebook)
    write_table(indicators, output.indicators)


if __name__ == "__main__":
    run(compare_catalogues, snakemake)
