"""Meetings add up: single meetings of one format that recur are a regular series, by one declared rule."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from interregional.catalogue.actors import pair
from interregional.codebook.decisions import Codebook
from interregional.tables import dates
from interregional.tables.files import records
from interregional.tables.text import fold, persian_digits

RECURRENCE_COLUMNS = [
    "event_id", "actor_a", "actor_b", "series", "meetings", "first_day", "last_day", "longest_gap", "ended",
    "event_ids",
]  # fmt: skip
# Only what meets in a form of its own can recur, wherever recurrence is looked for: told meeting by meeting, told as
# occasional, or coded by machine. A contact of which no form is told, or an exchange of information, is of no series.
MEETINGS = ("summit", "ministerial", "meeting", "dialogue")
SINGLE = ("once", "occasional", "unstated")
ON_SECURITY = ("broad", "main")
CONFIDENCE = ("low", "medium", "high")


def single_meetings(events: pd.DataFrame) -> pd.DataFrame:
    """The dated meetings of two actors for their own sake, on security, that name the series they belong to."""
    return events[
        (events["series"] != "")
        & (events["start"] != "")
        & (events["dyadic"] == "yes")
        & events["event_type"].isin(MEETINGS)
        & events["recurrence"].isin(SINGLE)
        & (events["setting"] == "own")
        & events["scope"].isin(ON_SECURITY)
    ]


def find_recurrences(events: pd.DataFrame, rule: Mapping[str, int], last_year: int) -> pd.DataFrame:
    """The series that are regular by their dates.

    Within a series of a dyad the meetings are a run as long as no two that follow each other are too far apart; a run
    of enough meetings over enough years is regular (docs/coding.md).

    Args:
        events: clean events, with `series`.
        rule: `meetings` (fewest), `years` (shortest span) and `longest_gap` (years).
        last_year: a run has ended if a longest gap has passed by then without another meeting.

    Returns:
        event_id (of the series as one event, `R-AU-EU-1`), actor_a, actor_b, series, meetings, first_day, last_day
        (starts of the first and last), longest_gap (years, one decimal), ended (yes, no), event_ids.
    """
    runs: dict[tuple[str, str], list[list[dict[str, Any]]]] = {}
    for meetings in _series(single_meetings(events)):
        for run in _runs(meetings, rule["longest_gap"]):
            first, last = (dates.first_day(run[place]["start"]) for place in (0, -1))
            if len(run) >= rule["meetings"] and (last - first).days >= 365.25 * rule["years"] - 1:
                runs.setdefault(pair(run[0]["source"], run[0]["target"]), []).append(run)
    rows = []
    for (a, b), found in sorted(runs.items()):
        for place, run in enumerate(sorted(found, key=lambda run: (run[0]["start"], run[0]["event_id"])), start=1):
            last = dates.first_day(run[-1]["start"])
            rows.append(
                (
                    f"R-{a}-{b}-{place}", a, b, run[0]["series"], len(run), run[0]["start"], run[-1]["start"],
                    f"{max(_gaps(run)):.1f}", "yes" if last.year + rule["longest_gap"] < last_year else "no",
                    ";".join(meeting["event_id"] for meeting in run),
                )
            )  # fmt: skip
    return pd.DataFrame(rows, columns=RECURRENCE_COLUMNS)


def add_recurrences(events: pd.DataFrame, found: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The events and, for each series found, one regular event that lasts from its first meeting on.

    It has the commonest type, scope and place of its meetings (scope and confidence in doubt the lower), their
    subjects, and the source of the first; the note names the meetings.
    """
    by_id = {event["event_id"]: event for event in records(events)}
    rows = []
    for series in records(found):
        meetings = [by_id[event_id] for event_id in series["event_ids"].split(";")]
        kind = _commonest([meeting["event_type"] for meeting in meetings])
        years = (series["first_day"][:4], series["last_day"][:4])
        label = {language: codebook.labels("event_type", language)[kind] for language in ("en", "fa")}
        rows.append(
            dict.fromkeys(events.columns, "")
            | {
                "event_id": series["event_id"], "start": series["first_day"],
                "end": series["last_day"] if series["ended"] == "yes" else "",
                "source": series["actor_a"], "target": series["actor_b"], "dyadic": "yes", "directed": "no",
                "event_type": kind, "recurrence": "regular", "setting": "own", "resource": "none",
                "scope": "main" if all(meeting["scope"] == "main" for meeting in meetings) else "broad",
                "issue_area": ";".join(
                    sorted({area for meeting in meetings for area in meeting["issue_area"].split(";") if area})
                ),
                "series": series["series"],
                "description_en": f"Series of {series['meetings']} meetings ({label['en']}), {years[0]} to {years[1]}",
                "description_fa": persian_digits(
                    f"رشته‌ای از {series['meetings']} نشست ({label['fa']})، از {years[0]} تا {years[1]}"
                ),
                "source_key": meetings[0]["source_key"],
                "locator": f"series: {series['event_ids']}",
                "confidence": min((meeting["confidence"] for meeting in meetings), key=CONFIDENCE.index),
                "note": "Regular by the dates of its meetings.",
            }
        )  # fmt: skip
    if not rows:
        return events
    return pd.concat([events, pd.DataFrame(rows, columns=events.columns)]).sort_values("event_id", ignore_index=True)


def _series(meetings: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """The meetings of each dyad and series, by their start; a series is spelt in any way that reads the same."""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for meeting in records(meetings.sort_values(["start", "event_id"])):
        key = (*pair(meeting["source"], meeting["target"]), fold(meeting["series"]))
        found.setdefault(key, []).append(meeting)
    return [found[key] for key in sorted(found)]


def _runs(meetings: list[dict[str, Any]], longest_gap: int) -> list[list[dict[str, Any]]]:
    runs = [meetings[:1]]
    for before, after in pairwise(meetings):
        if _gaps([before, after])[0] > longest_gap:
            runs.append([])
        runs[-1].append(after)
    return runs


def _gaps(run: list[dict[str, Any]]) -> list[float]:
    """Years between the starts of meetings that follow each other."""
    days = [dates.first_day(meeting["start"]) for meeting in run]
    return [(after - before).days / 365.25 for before, after in pairwise(days)] or [0.0]


def _commonest(values: list[str]) -> str:
    return min(set(values), key=lambda value: (-values.count(value), value))
