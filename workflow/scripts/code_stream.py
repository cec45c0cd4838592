"""Records of event streams to events in the form of the event table, and what the streams can see."""

from interregional import stream_coding, stream_coverage
from interregional.catalogue import load_actors
from interregional.codebook import load_codebook, load_readings
from interregional.files import read_parts, write_table
from interregional.problems import logged
from interregional.stream_tables import load_stream_tables
from interregional.wording import load_wording


def code_stream(given, params, output):
    codebook = load_codebook(given.codebook)
    actors, known = load_actors(given.actors, codebook), load_actors([given.known], codebook)
    tables = load_stream_tables(given.tables, sorted({*actors["code"], *known["code"]}), codebook)
    bodies = frozenset(tables.bodies["actor"])
    rules = stream_coding.make_rules(params.rules, bodies)
    files, unreadable = read_parts(given.files), read_parts(given.unreadable)
    last_day = files["last_day"].max()
    mentions = read_parts(given.mentions).astype({"sides": int})
    with stream_coding.Store(given.records, tables.acts) as store:
        levels = load_readings(given.readings, codebook)[params.reading]["levels"]
        tried = stream_coverage.variants(rules, bodies)
        write_table(stream_coverage.cross_rules(store, tried, last_day, codebook, levels), output.sensitivity)
        windows, recurrences = stream_coding.code_events(store, rules, last_day)
        store.assign(windows)
        store.write_records(output.records)
        write_table(store.codes(tables.acts), output.codes)
        write_table(store.years(), output.years)
        coverage = stream_coverage.cover(mentions, store.events_by_dataset(), tables, actors)
    found = {
        "events": stream_coding.event_rows(windows, recurrences, codebook, load_wording(given.labels)),
        "recurrences": recurrences[stream_coding.RECURRENCE_COLUMNS],
        "coverage": coverage,
        "unmatched": stream_coverage.unmatched(mentions),
        "unreadable": unreadable,
        "files": files,
    }
    for name, table in found.items():
        write_table(table, getattr(output, name))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        code_stream(snakemake.input, snakemake.params, snakemake.output)
