"""Records of event streams to events in the form of the event table, and what the streams can see."""

import pandas as pd

from interregional import stream_coding, stream_coverage
from interregional.catalogue import load_actors
from interregional.codebook import load_codebook, load_readings
from interregional.files import read_result, write_table
from interregional.problems import logged
from interregional.stream_tables import load_stream_tables
from interregional.wording import load_wording


def code_stream(given, params, output):
    codebook = load_codebook(given.codebook)
    actors, known = load_actors(given.actors, codebook), load_actors([given.known], codebook)
    tables = load_stream_tables(given.tables, sorted({*actors["code"], *known["code"]}), codebook)
    bodies = frozenset(tables.bodies["actor"])
    rules = stream_coding.make_rules(params.rules, bodies)
    files, unreadable = join(given.files), join(given.unreadable)
    last_day = files["last_day"].max()
    mentions = join(given.mentions).astype({"sides": int})
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
    events = stream_coding.attributes(windows, recurrences)
    write_table(stream_coding.event_rows(events, codebook, load_wording(given.labels)), output.events)
    write_table(recurrences[stream_coding.RECURRENCE_COLUMNS], output.recurrences)
    write_table(coverage, output.coverage)
    write_table(stream_coverage.unmatched(mentions), output.unmatched)
    write_table(unreadable, output.unreadable)
    write_table(files, output.files)


def join(paths):
    return pd.concat([read_result(path) for path in paths]).pipe(lambda rows: rows.sort_values(list(rows.columns)))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        code_stream(snakemake.input, snakemake.params, snakemake.output)
