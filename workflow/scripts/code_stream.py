"""Records of event streams to events in the form of the event table, and what the streams can see."""

from interregional.catalogue.loading import load_actors
from interregional.codebook.decisions import load_readings, read_codebook
from interregional.codebook.wording import load_wording
from interregional.streams.coding import coverage, events, recurrence
from interregional.streams.coding.rules import make_rules
from interregional.streams.coding.store import Store
from interregional.streams.tables import load_stream_tables
from interregional.tables.files import read_parts, write_table
from interregional.tables.problems import run


def code_stream(given, params, output):
    codebook = read_codebook(given.codebook)
    actors, known = load_actors(given.actors, codebook, params.languages), load_actors([given.known], codebook)
    tables = load_stream_tables(given.tables, sorted({*actors["code"], *known["code"]}), codebook)
    rules = make_rules(params.rules)
    files = read_parts(given.files)
    last_day = files["last_day"].max()
    mentions = read_parts(given.mentions).astype({"sides": int})
    words, levels = load_wording(given.labels), load_readings(given.readings, codebook)[params.reading]["levels"]
    with Store(given.records, tables.acts, tables.bodies["actor"]) as store:
        tried = coverage.cross_rules(store, coverage.variants(rules), last_day, codebook, levels)
        write_table(tried, output.sensitivity)
        recurrences = events.code_events(store, rules, last_day, codebook)
        events.write_events(store, recurrences, rules.security_bodies, codebook, words, output.events)
        store.write_records(output.records)
        write_table(store.codes(tables.acts), output.codes)
        write_table(store.years(), output.years)
        seen = coverage.cover(mentions, store.sightings(), tables, actors)
        elsewhere = files["file"].map(store.elsewhere()).fillna(0).astype(int)
    write_table(recurrences[recurrence.RECURRENCE_COLUMNS], output.recurrences)
    write_table(seen, output.coverage)
    write_table(coverage.unmatched(mentions), output.unmatched)
    write_table(coverage.missing(read_parts(given.missing).astype({"files": int}), tables.fields), output.missing)
    write_table(coverage.unknown(read_parts(given.unknown).astype({"rows": int})), output.unknown)
    write_table(read_parts(given.unreadable), output.unreadable)
    files.insert(files.columns.get_loc("repeated") + 1, "elsewhere", elsewhere)
    write_table(files, output.files)


if __name__ == "__main__":
    run(code_stream, snakemake)
