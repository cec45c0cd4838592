"""Meetings that recur: found by their dates, under declared rules."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pandas as pd

from interregional.streams.coding.rules import MEETINGS, SECURITY, Recurring, Rules, event_id_of

RECURRENCE_COLUMNS = ["event_id", "rule", "meetings", "first_day", "last_day", "longest_gap", "event_ids"]


def find_recurrences(windows: pd.DataFrame, rules: Rules, last_day: str) -> pd.DataFrame:
    """Regular meetings and continuous dialogues, told by their days.

    For each dyad the meetings on security (scope broad or main) and all its meetings are looked at in turn.
    A run is a longest sequence of days with no gap above the limit; it recurs if it has enough
    meetings over enough years.

    Args:
        windows: see `collapse`.
        rules: when a run counts.
        last_day: of all the data; a run whose next meeting may still come has not ended.

    Returns:
        event_id, rule (regular, continuous), source, target, scope (main, unstated), meetings, first_day, last_day,
        longest_gap (days), ended (yes, no), reports, datasets, codes, record, event_ids (of the meetings).
    """
    rows: list[dict[str, Any]] = []
    chosen = windows[windows["event_type"].isin(MEETINGS) & (windows["setting"] == "own")]
    for source, target in sorted(set(zip(chosen["source"], chosen["target"]))):
        own = chosen[(chosen["source"] == source) & (chosen["target"] == target)]
        on_security = own[own["scope"].isin(SECURITY)]
        for scope, meetings in (("main", on_security), ("unstated", own)):
            if scope == "unstated" and len(on_security) == len(own):
                continue
            for name, rule in (("regular", rules.regular), ("continuous", rules.continuous)):
                for run in _runs(meetings.sort_values(["first_day", "event_id"]), rule):
                    rows.append(_recurrence(run, name, rule, scope, (source, target), last_day))
    columns = [
        "event_id", "rule", "source", "target", "scope", "meetings", "first_day", "last_day", "longest_gap", "ended",
        "reports", "datasets", "codes", "record", "event_ids",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).sort_values("event_id", ignore_index=True)


def _runs(meetings: pd.DataFrame, rule: Recurring) -> list[pd.DataFrame]:
    if meetings.empty:
        return []
    days = pd.to_datetime(meetings["first_day"])
    run = (days.diff().dt.days > rule.longest_gap).cumsum()
    found = []
    for _, part in meetings.groupby(run.to_numpy(), sort=True):
        first, last = (date.fromisoformat(part["first_day"].iloc[place]) for place in (0, -1))
        if part["first_day"].nunique() >= rule.meetings and _years_after(first, rule.years) <= last:
            found.append(part)
    return found


def _years_after(day: date, years: int) -> date:
    # 29 February has its anniversary on 1 March.
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _recurrence(
    run: pd.DataFrame, name: str, rule: Recurring, scope: str, dyad: tuple[str, str], last_day: str
) -> dict[str, Any]:
    days = sorted(set(run["first_day"]))
    gaps = [(date.fromisoformat(b) - date.fromisoformat(a)).days for a, b in pairwise(days)]
    to_come = date.fromisoformat(days[-1]) + timedelta(days=rule.longest_gap) > date.fromisoformat(last_day)
    return {
        "event_id": event_id_of(days[0], (*dyad, name, scope), mark="r"),
        "rule": name,
        "source": dyad[0],
        "target": dyad[1],
        "scope": scope,
        "meetings": len(days),
        "first_day": days[0],
        "last_day": days[-1],
        "longest_gap": max(gaps, default=0),
        "ended": "no" if to_come else "yes",
        "reports": int(run["reports"].sum()),
        "datasets": _joined(run["datasets"]),
        "codes": _joined(run["codes"]),
        "record": run["record"].iloc[0],
        "event_ids": ";".join(sorted(run["event_id"])),
    }


def _joined(cells: pd.Series[str]) -> str:
    return ";".join(sorted({part for cell in cells for part in cell.split(";")}))
