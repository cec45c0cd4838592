"""From machine-coded records to events: what is reported twice counts once, what recurs is found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.streams.coding.recurrence import find_recurrences
from interregional.streams.coding.rules import Rules, event_id_of
from interregional.streams.coding.store import CLASS, Store
from interregional.streams.reading import STRENGTH
from interregional.tables.files import records
from interregional.tables.schema import load_schema


def collapse(days: pd.DataFrame, repeat_days: int) -> pd.DataFrame:
    """Events from the days on which each class is reported.

    The first day opens an event; reports within `repeat_days` after it belong to it; the next opens another.

    Args:
        days: see `Store.days`.
        repeat_days: 0 keeps every day apart.

    Returns:
        A row an event: `CLASS`, first_day, last_day (of the reports), scope, reports, datasets, codes, record,
        event_id (made of the class and the first day, so that it stays the same when data are added).
    """
    rows: list[dict[str, Any]] = []
    previous: tuple[Any, ...] = ()
    until = ""
    for row in records(days):
        key = tuple(row[column] for column in CLASS)
        if key == previous and row["day"] <= until:
            event = rows[-1]
            event["last_day"] = row["day"]
            event["scope"] = max(event["scope"], row["scope"])
            event["reports"] += row["reports"]
            for several in ("datasets", "codes"):
                event[several] = ";".join(sorted({*event[several].split(";"), *row[several].split(";")}))
            continue
        previous = key
        until = (date.fromisoformat(row["day"]) + timedelta(days=repeat_days)).isoformat()
        rows.append(row | {"first_day": row["day"], "last_day": row["day"], "event_id": event_id_of(row["day"], key)})
    columns = [*CLASS, "first_day", "last_day", "scope", "reports", "datasets", "codes", "record", "event_id"]
    found = pd.DataFrame(rows, columns=columns)
    found["scope"] = [STRENGTH[place] for place in found["scope"]]
    return found


def attributes(windows: pd.DataFrame, recurrences: pd.DataFrame) -> pd.DataFrame:
    """What the evidence rules ask of events, once and recurring alike, sorted by event_id.

    Args:
        windows, recurrences: see `collapse` and `find_recurrences`.

    Returns:
        The columns of both, with event_type, directed, resource, setting, dyadic, recurrence, start and end.
    """
    once = windows.assign(recurrence="once", start=windows["first_day"], end="")
    again = recurrences.assign(
        event_type=recurrences["rule"].map({"regular": "meeting", "continuous": "dialogue"}),
        directed="no",
        resource="none",
        setting="own",
        recurrence=recurrences["rule"],
        start=recurrences["first_day"],
        end=recurrences["last_day"].where(recurrences["ended"] == "yes", ""),
    )
    both = [table for table in (once, again) if len(table)] or [once]
    return pd.concat(both).assign(dyadic="yes").sort_values("event_id", ignore_index=True)


def event_rows(
    windows: pd.DataFrame, recurrences: pd.DataFrame, codebook: Codebook, wordings: Mapping[str, Wording]
) -> pd.DataFrame:
    """Events in the columns of the event table, sorted by event_id.

    Args:
        windows, recurrences: see `collapse` and `find_recurrences`.
        codebook: labels of the types of events.
        wordings: words of both languages.

    Returns:
        One row an event. The source is the dataset, the locator its record; an event that one report tells has low
        confidence, since one report may be one mistake of the machine.
    """
    labels = {language: codebook.labels("event_type", language) for language in wordings}
    rows = []
    for row in records(attributes(windows, recurrences)):
        dataset, _, record = row["record"].partition(" ")
        told = {
            f"description_{language}": _told(row, labels[language], wording) for language, wording in wordings.items()
        }
        rows.append(
            row
            | told
            | {
                "source_key": dataset,
                "locator": f"{dataset}: {record}",
                "confidence": "medium" if row["reports"] > 1 else "low",
                "note": f"machine-coded; reports {row['reports']}; codes {row['codes']}; datasets {row['datasets']}",
            }
        )
    columns = list(load_schema("events")["properties"])
    return pd.DataFrame([[row.get(column, "") for column in columns] for row in rows], columns=columns, dtype=str)


def _told(row: Mapping[str, Any], labels: Mapping[str, str], wording: Wording) -> str:
    if row["recurrence"] == "once":
        return wording["stream_event"].format(event=labels[row["event_type"]], reports=wording.count(row["reports"]))
    return wording[f"stream_{row['recurrence']}"].format(
        meetings=wording.count(row["meetings"]),
        first=wording.number(row["first_day"][:4]),
        last=wording.number(row["last_day"][:4]),
        gap=wording.count(row["longest_gap"]),
    )


def find_windows(store: Store, rules: Rules) -> pd.DataFrame:
    """The events of a store under the rules for repeats and bodies; see `collapse`."""
    store.code(rules.bodies)
    return collapse(store.days(), rules.repeat_days)


def code_events(store: Store, rules: Rules, last_day: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Events and recurrences of a store under rules; see `collapse` and `find_recurrences`."""
    windows = find_windows(store, rules)
    return windows, find_recurrences(windows, rules, last_day)
