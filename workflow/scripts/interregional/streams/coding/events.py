"""From machine-coded records to events: what is reported twice counts once, what recurs is found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.streams.coding.recurrence import find_recurrences, make_meetings
from interregional.streams.coding.rules import Rules
from interregional.streams.coding.store import Store
from interregional.streams.coding.windows import make_windows
from interregional.streams.reading import STRENGTH
from interregional.tables.files import records
from interregional.tables.schema import load_schema

# What a recurrence is in the attributes of an event.
AGAIN = {"directed": "no", "resource": "none", "setting": "own"}
TYPES = {"regular": "meeting", "continuous": "dialogue"}


def code_events(store: Store, rules: Rules, last_day: str, codebook: Codebook) -> pd.DataFrame:
    """Make the events of a store under rules: its tables `windows` and `meetings`, and the recurrences, sorted.

    Args:
        store: the records.
        rules: see `Rules`.
        last_day: of all the data.
        codebook: tells which types of events recur.
    """
    make_windows(store, rules.repeat_days)
    make_meetings(store, rules.security_bodies, codebook.recurring())
    found = [find_recurrences(store, name, getattr(rules, name), last_day) for name in TYPES]
    return pd.concat(found).sort_values("event_id", ignore_index=True)


def kinds(store: Store, security_bodies: bool) -> pd.DataFrame:
    """What the evidence rules ask of the events of a store, each combination once, with source and target."""
    return store.database.execute(
        "SELECT DISTINCT source, target, dyadic, directed, event_type, recurrence, setting, scope, resource "
        f"FROM ({_once(security_bodies)}) ORDER BY ALL"
    ).df()


def recurring(recurrences: pd.DataFrame) -> pd.DataFrame:
    """Recurrences with the attributes of events."""
    return recurrences.assign(
        **AGAIN, event_type=recurrences["rule"].map(TYPES), recurrence=recurrences["rule"], dyadic="yes"
    )


def write_events(
    store: Store,
    recurrences: pd.DataFrame,
    security_bodies: bool,
    codebook: Codebook,
    wordings: Mapping[str, Wording],
    path: str,
) -> None:
    """Write events in the columns of the event table, as CSV, sorted by event_id.

    The source is the dataset, the locator its record; an event that one report tells has low confidence, since one
    report may be one mistake of the machine.

    Args:
        store: with `windows`.
        recurrences: see `code_events`.
        security_bodies: whether meetings of security bodies are on security.
        codebook: labels of the types of events.
        wordings: words of both languages.
        path: of the file.
    """
    labels = {language: codebook.labels("event_type", language) for language in wordings}
    words = [f"description_{language}" for language in wordings]
    told = [
        (kind, reports, *(word["stream_event"].format(event=labels[language][kind], reports=word.count(reports))
         for language, word in wordings.items()))
        for kind, reports in store.database.execute(
            "SELECT DISTINCT event_type, reports FROM windows JOIN classes USING (class)"
        ).fetchall()
    ]  # fmt: skip
    store.fill("words", pd.DataFrame(told, columns=["event_type", "reports", *words]).astype({"reports": int}))
    again = recurring(recurrences)
    again["end"] = again["last_day"].where(again["ended"] == "yes", "")
    for language, word in wordings.items():
        again[f"description_{language}"] = [_told(row, word) for row in records(again)]
    store.fill("again", again.rename(columns={"first_day": "start"})[[*_ATTRIBUTES, *words]].astype({"reports": int}))
    columns = [
        _TOLD.get(name, f'"{name}"' if name in [*_ATTRIBUTES, *words] else "NULL") + f' AS "{name}"'
        for name in load_schema("events")["properties"]
    ]
    shared, chosen = ", ".join(f'"{name}"' for name in [*_ATTRIBUTES, *words]), ", ".join(columns)
    store.database.execute("SET preserve_insertion_order = true")
    store.database.execute(
        f"""
        COPY (
            SELECT {chosen} FROM (
                SELECT {shared} FROM ({_once(security_bodies)}) JOIN words USING (event_type, reports)
                UNION ALL SELECT {shared} FROM again
            ) ORDER BY event_id
        ) TO $1 (FORMAT csv, HEADER true)
        """,
        [path],
    )


_ATTRIBUTES = [
    "event_id", "start", "end", "source", "target", "dyadic", "directed", "event_type", "recurrence", "setting",
    "scope", "resource", "reports", "codes", "datasets", "record",
]  # fmt: skip
# What other columns of the event table say. An empty cell is null, or DuckDB would write quotes.
_TOLD = {
    "end": "nullif(\"end\", '')",
    "source_key": "split_part(record, ' ', 1)",
    "locator": "split_part(record, ' ', 1) || ': ' || substr(record, instr(record, ' ') + 1)",
    "confidence": "CASE WHEN reports > 1 THEN 'medium' ELSE 'low' END",
    "note": "'machine-coded; reports ' || reports || '; codes ' || codes || '; datasets ' || datasets",
}


def _once(security_bodies: bool) -> str:
    return f"""
        SELECT event_id, first_day::VARCHAR AS start, '' AS "end", source, target, 'yes' AS dyadic, directed,
            event_type, 'once' AS recurrence, setting, {_scope(security_bodies)} AS scope, resource, reports,
            array_to_string(codes, ';') AS codes, array_to_string(datasets, ';') AS datasets, record
        FROM windows JOIN classes USING (class)
    """


def _scope(security_bodies: bool) -> str:
    return f"{STRENGTH}[{'assumed' if security_bodies else 'told'} + 1]"


def _told(row: Mapping[str, Any], wording: Wording) -> str:
    return wording[f"stream_{row['recurrence']}"].format(
        meetings=wording.count(row["meetings"]),
        first=wording.number(row["first_day"][:4]),
        last=wording.number(row["last_day"][:4]),
        gap=wording.count(row["longest_gap"]),
    )
