"""Records of event streams to events in the form of the event table, and what the streams can see."""

from interregional.catalogue.loading import load_actors
from interregional.codebook.decisions import load_codebook, load_readings
from interregional.codebook.wording import load_wording
from interregional.streams.coding import coverage, events, recurrence
from interregional.streams.coding.rules import make_rules
from interregional.streams.coding.store import Store
from interregional.streams.tables import load_stream_tables
from interregional.tables.files import read_parts, write_table
from interregional.tables.problems import logged


def code_stream(given, params, output):
    codebook = load_codebook(given.codebook)
    actors, known = load_actors(given.actors, codebook), load_actors([given.known], codebook)
    tables = load_stream_tables(given.tables, sorted({*actors["code"], *known["code"]}), codebook)
    bodies = frozenset(tables.bodies["actor"])
    rules = make_rules(params.rules, bodies)
    files, unreadable = read_parts(given.files), read_parts(given.unreadable)
    last_day = files["last_day"].max()
    mentions = read_parts(given.mentions).astype({"sides": int})
    with Store(given.records, tables.acts) as store:
        levels = load_readings(given.readings, codebook)[params.reading]["levels"]
        tried = coverage.variants(rules, bodies)
        write_table(coverage.cross_rules(store, tried, last_day, codebook, levels), output.sensitivity)
        windows, recurrences = events.code_events(store, rules, last_day)
        store.assign(windows)
        store.write_records(output.records)
        write_table(store.codes(tables.acts), output.codes)
        write_table(store.years(), output.years)
        seen = coverage.cover(mentions, store.events_by_dataset(), tables, actors)
    found = {
        "events": events.event_rows(windows, recurrences, codebook, load_wording(given.labels)),
        "recurrences": recurrences[recurrence.RECURRENCE_COLUMNS],
        "coverage": seen,
        "unmatched": coverage.unmatched(mentions),
        "unreadable": unreadable,
        "files": files,
    }
    for name, table in found.items():
        write_table(table, getattr(output, name))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        code_stream(snakemake.input, snakemake.params, snakemake.output)
