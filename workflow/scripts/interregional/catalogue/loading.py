"""From an edition's raw files to its clean, checked catalogue of actors and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from interregional.catalogue import span
from interregional.catalogue.actors import alias_index
from interregional.catalogue.amounts import part_currencies
from interregional.catalogue.assumptions import assume_actors, assume_events
from interregional.catalogue.cleaning import LOG_COLUMNS, clean_table, spellings_of
from interregional.catalogue.sources import read_sources
from interregional.codebook.decisions import Codebook
from interregional.codebook.validation import check_actors, check_events, check_unique
from interregional.codebook.wording import LANGUAGES
from interregional.tables.files import FILE, ROW, Change, read_given
from interregional.tables.problems import DataError, Problem, refuse
from interregional.tables.schema import Schema, check_cells, check_columns, in_languages, load_schema

CODED_VARIABLES = [
    "dyadic", "directed", "event_type", "recurrence", "setting", "scope", "resource",
    "issue_area", "confidence", "kind",
]  # fmt: skip


@dataclass(frozen=True)
class Catalogue:
    """Clean events (sorted by event_id) and actors (sorted by code), and the log of changes."""

    events: pd.DataFrame
    actors: pd.DataFrame
    log: pd.DataFrame


def load_catalogue(
    events: Sequence[str],
    actors: Sequence[str],
    sources: Sequence[str],
    codebook: Codebook,
    languages: Sequence[str] = LANGUAGES,
    since: Mapping[str, int] | None = None,
    last_year: int | None = None,
) -> Catalogue:
    """Read, clean and check the files of an edition.

    Args:
        events, actors, sources: file names as the configuration gives them.
        codebook: the coding decisions.
        languages: those of the edition, in which events and actors must be told.
        since: of an event file, the first year that counts; dated events before it are left out, and logged.
        last_year: `time.last_year` of the configuration, if it has one; the log tells what begins after it.

    Raises:
        DataError: every problem of every file; nothing has been written by then.
    """
    event_schema = in_languages(load_schema("events"), languages)
    event_rows, event_reading, problems = read_tables(events, event_schema, may_be_empty=True)
    actor_schema = in_languages(load_schema("actors"), languages)
    actor_rows, actor_reading, actor_problems = read_tables(actors, actor_schema, may_be_empty=True)
    source_keys, source_problems = read_sources(sources)
    refuse(problems + actor_problems + source_problems)

    allowed, spellings = vocabularies(codebook)
    actor_rows, actor_log, names, problems = _clean_actors(actor_rows, actor_schema, allowed, spellings)

    spellings |= {"actors": names, "currencies": _currency_spellings(codebook)}
    allowed |= {
        "actors": sorted(set(actor_rows["code"])),
        "currencies": codebook.values("currencies"),
        "sources": sorted(source_keys),
    }
    event_rows, parted, money_problems = part_currencies(event_rows, spellings["currencies"])
    event_rows, event_log = clean_table(event_rows, event_schema, spellings)
    told = {(fault.file, fault.row, fault.column) for fault in money_problems}
    event_rows, assumed = assume_events(event_rows, event_schema, codebook)
    faults = check_cells(event_rows, event_schema, allowed)
    faults = [fault for fault in faults if (fault.file, fault.row, fault.column) not in told] + money_problems
    if not problems:
        # Rules between columns make sense only where each single cell does.
        bad = {(fault.file, fault.row) for fault in faults}
        sound = [place not in bad for place in zip(event_rows[FILE], event_rows[ROW])]
        parents = dict(zip(event_rows["event_id"], event_rows["part_of"]))
        faults += check_events(event_rows.loc[sound], actor_rows, codebook, parents)
    refuse(problems + faults + check_unique(event_rows, "event_id"))
    event_rows, early = span.counted_since(event_rows, since or {})
    # Refuses what has no last year at all.
    last = span.last_year(event_rows, last_year)
    late = [] if last_year is None else [span.left_out(event_rows, last)]
    return Catalogue(
        events=tidy(event_rows, event_schema, "event_id"),
        actors=tidy(actor_rows, actor_schema, "code"),
        log=one_log(actor_reading, event_reading, as_log(parted), actor_log, event_log, assumed, early, *late),
    )


def load_actors(paths: Sequence[str], codebook: Codebook, languages: Sequence[str] = LANGUAGES) -> pd.DataFrame:
    """The clean, checked actors of an edition, sorted by code. Raises DataError with every fault."""
    schema = in_languages(load_schema("actors"), languages)
    rows, _, problems = read_tables(paths, schema, may_be_empty=True)
    refuse(problems)
    rows, _, _, problems = _clean_actors(rows, schema, *vocabularies(codebook))
    refuse(problems)
    return tidy(rows, schema, "code")


def vocabularies(
    codebook: Codebook, variables: Sequence[str] = CODED_VARIABLES
) -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    """The allowed values of the coded variables, and by folded spelling the value that is meant."""
    allowed = {variable: codebook.values(variable) for variable in variables}
    spellings = {
        variable: spellings_of(values, codebook.labels(variable, "en"), codebook.labels(variable, "fa"))
        for variable, values in allowed.items()
    }
    return allowed, spellings


def _clean_actors(
    rows: pd.DataFrame,
    schema: Schema,
    allowed: Mapping[str, list[str]],
    spellings: Mapping[str, Mapping[str, str]],
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str], list[Problem]]:
    """Clean actors, the log of changes, the code of each folded name, and what is wrong."""
    rows, log = clean_table(rows, schema, spellings)
    rows, assumed = assume_actors(rows, schema)
    names, problems = alias_index(rows)
    problems += check_cells(rows, schema, allowed) + check_unique(rows, "code")
    problems += [] if problems else check_actors(rows)
    return rows, pd.concat([log, assumed]), names, problems


def read_tables(
    paths: Sequence[str], schema: Schema, may_be_empty: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """The files one below the other, what was done to read them (a cleaning log), and what is wrong with them.

    `may_be_empty` as in `read_given`.
    """
    frames: list[pd.DataFrame] = []
    log: list[Change] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found = read_given(path, schema["required"], may_be_empty)
            problems += check_columns(found.table, schema, found.header, str(path))
            absent = [name for name in schema["properties"] if name not in {*schema["required"], *found.table}]
            frames.append(found.table.assign(**dict.fromkeys(absent, "")))
            log += found.log
        except DataError as error:
            problems += error.problems
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    return rows, as_log(log), problems


def as_log(changes: Sequence[Change]) -> pd.DataFrame:
    """Changes as a cleaning log."""
    return pd.DataFrame(changes, columns=LOG_COLUMNS)


def one_log(*logs: pd.DataFrame) -> pd.DataFrame:
    """The changes of several logs by file, row and column."""
    return pd.concat(logs).sort_values(["file", "row", "column"], kind="stable")


def _currency_spellings(codebook: Codebook) -> dict[str, str]:
    table = codebook.currencies
    spellings = spellings_of(table["currency"])
    for code, aliases in zip(table["currency"], table["aliases"]):
        spellings |= spellings_of([code], *({code: alias} for alias in aliases.split(";") if alias))
    return spellings


def tidy(frame: pd.DataFrame, schema: Schema, key: str | list[str]) -> pd.DataFrame:
    """The columns of the schema, sorted by the key."""
    return frame[list(schema["properties"])].sort_values(key, ignore_index=True)
