"""What the schemas can't say: rules between the columns, the rows and the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.tables import dates
from interregional.tables.files import FILE, ROW, fault, records, split_list
from interregional.tables.problems import Problem


def check_unique(frame: pd.DataFrame, column: str) -> list[Problem]:
    """A problem for each row whose value of the column an earlier row has."""
    first: dict[str, str] = {}
    problems = []
    for row in records(frame[frame.duplicated(column, keep=False)]):
        if row[column] in first:
            problems.append(fault(row, column, f"stands already at {first[row[column]]}", "each once"))
        first.setdefault(row[column], f"{row[FILE]}:{row[ROW]}")
    return problems


def check_events(
    events: pd.DataFrame, actors: pd.DataFrame, codebook: Codebook, parents: Mapping[str, str]
) -> list[Problem]:
    """Problems between the columns of cleaned events whose single cells are in order.

    Args:
        events: rows to judge.
        actors: the actors of the edition.
        codebook: gives the polarity of the event types.
        parents: event_id to part_of, for every event of the edition.
    """
    polarity = dict(zip(codebook.event_types["event_type"], codebook.event_types["polarity"]))
    lives = dict(zip(actors["code"], zip(actors["counted_from"], actors["dissolved"])))
    return [fault(row, *told) for row in records(events) for told in _faults(row, polarity, lives, parents)]


def check_actors(actors: pd.DataFrame) -> list[Problem]:
    """Problems between the columns of cleaned actors: unknown wholes, dates in a wrong order."""
    problems = []
    codes = set(actors["code"])
    for row in records(actors):
        for whole in split_list(row["part_of"]):
            if whole not in codes or whole == row["code"]:
                wrong = "not another actor of the table"
                problems.append(fault(row, "part_of", wrong, "codes of the table", whole))
        start, end = row["counted_from"] or row["founded"], row["dissolved"]
        if start and end and dates.last_day(end) < dates.first_day(start):
            problems.append(fault(row, "dissolved", f"before {start}", "a later date"))
    return problems


def _faults(
    row: dict[str, Any],
    polarity: dict[str, str],
    lives: dict[str, tuple[str, str]],
    parents: Mapping[str, str],
) -> Iterator[tuple[str, str, str]]:
    """The faults of one event as (column, what is wrong, what is allowed)."""
    source, target = row["source"], row["target"]
    if row["dyadic"] == "yes":
        for column in ("source", "target"):
            if not row[column]:
                yield column, "an event between two actors without one of them", "an actor, or dyadic no"
        if polarity[row["event_type"]] == "0":
            yield "event_type", "a type for context only", "dyadic no, or another type"
    if row["directed"] == "yes" and not (source and target):
        yield "directed", "directed with no direction", "a source and a target, or directed no"
    if source and source == target:
        yield "target", "the same actor as the source", "another actor"
    start, end = row["start"], row["end"]
    if start and end and dates.last_day(end) < dates.first_day(start):
        yield "end", f"before the start {start}", "the start or a later date"
    for actor in (source, target):
        counted_from, dissolved = lives.get(actor, ("", ""))
        if start and counted_from and dates.last_day(start) < dates.first_day(counted_from):
            yield "start", f"before {actor} counts as an actor ({counted_from})", "a later date or another actor"
        if start and dissolved and dates.first_day(start) > dates.last_day(dissolved):
            yield "start", f"after the end of {actor} ({dissolved})", "an earlier date or another actor"
    if row["amount"] and not row["currency"]:
        yield "currency", f"an amount ({row['amount']}) without currency", "a currency of the codebook"
    if row["currency"] and not row["amount"]:
        yield "amount", f"a currency ({row['currency']}) without amount", "a number, or no currency"
    if row["amount"] and row["resource"] != "economic":
        yield "resource", "an amount of money that is no economic resource", "economic"
    if row["part_of"] and row["part_of"] not in parents:
        yield "part_of", "no event has this id", "the event_id of another event"
    elif row["part_of"] and _runs_in_circle(row["event_id"], parents):
        yield "part_of", "part of itself", "the event_id of a larger event"


def _runs_in_circle(event: str, parents: Mapping[str, str]) -> bool:
    seen = {event}
    while parent := parents.get(event, ""):
        if parent in seen:
            return True
        seen.add(parent)
        event = parent
    return False
