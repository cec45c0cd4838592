"""From machine-coded records to events: what is reported twice counts once, what recurs is found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.streams.reading import MEMORY, STRENGTH
from interregional.tables.files import records
from interregional.tables.schema import load_schema

MEETINGS = ("summit", "ministerial", "meeting", "dialogue", "contact")
SECURITY = ("broad", "main")
# One class of acts: what must be alike for two reports to be of the same event. `source` and `target` are in
# alphabetical order where the act has no direction, so that an act written once from each side is one.
CLASS = ["source", "target", "directed", "event_type", "resource", "setting"]
RECURRENCE_COLUMNS = ["event_id", "rule", "meetings", "first_day", "last_day", "longest_gap", "event_ids"]
CODE_COLUMNS = ["scheme", "code", "label_en", "label_fa", "event_type", "scope", "records", "events"]


class Recurring(NamedTuple):
    """When meetings are regular, or a dialogue continuous.

    Attributes:
        meetings: at least so many.
        years: from the first to the last at least so many years.
        longest_gap: never more than so many days between two.
    """

    meetings: int
    years: int
    longest_gap: int


@dataclass(frozen=True)
class Rules:
    """How records become events.

    Attributes:
        repeat_days: reports of one class within so many days after the first are one event.
        regular, continuous: see `Recurring`.
        bodies: actors whose meetings are on security by what they are; none where that is not assumed.
    """

    repeat_days: int
    regular: Recurring
    continuous: Recurring
    bodies: frozenset[str]


def make_rules(streams: Mapping[str, Any], bodies: frozenset[str]) -> Rules:
    """The rules of a configuration.

    Args:
        streams: `repeat_days`, `regular`, `continuous` and `security_bodies` of the configuration.
        bodies: the actors of bodies.csv.
    """
    return Rules(
        repeat_days=streams["repeat_days"],
        regular=Recurring(**streams["regular"]),
        continuous=Recurring(**streams["continuous"]),
        bodies=bodies if streams["security_bodies"] else frozenset(),
    )


class Store:
    """The distinct records of all parts, held by DuckDB in bounded memory.

    Args:
        parts: files of records (`stream_reading.RECORD_COLUMNS`), in any order and split.
        acts: `acts.csv`, clean.
    """

    def __init__(self, parts: Sequence[str], acts: pd.DataFrame) -> None:
        self._stack = ExitStack()
        folder = self._stack.enter_context(TemporaryDirectory())
        self.database = self._stack.enter_context(duckdb.connect())
        for setting in ("threads = 2", f"memory_limit = '{MEMORY}'", f"temp_directory = '{folder}'"):
            self.database.execute(f"SET {setting}")
        columns = ["scheme", "code", "event_type", "directed", "direction", "setting", "scope", "resource"]
        self.database.register("acts", acts[columns])
        self.database.execute(
            "CREATE TABLE records AS SELECT DISTINCT * FROM read_csv($1, header=true, all_varchar=true, nullstr='\\N')",
            [list(parts)],
        )

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def code(self, bodies: frozenset[str]) -> None:
        """Give each record what its code means: the table `coded`.

        The scope is the code's own where it says one, else that of contexts or roles, else `main` where
        either actor is a body whose meetings are on security.
        """
        self.database.execute(
            """
            CREATE OR REPLACE TABLE coded AS
            WITH meant AS (
                SELECT r.*, a.event_type, a.directed, a.direction, a.resource,
                    CASE WHEN r.wider = 'yes' THEN 'wider' ELSE a.setting END AS setting,
                    CASE
                        WHEN a.scope <> 'unstated' THEN a.scope
                        WHEN r.security <> '' THEN r.security
                        WHEN list_contains($1, r.source) OR list_contains($1, r.target) THEN 'main'
                        ELSE 'unstated'
                    END AS scope
                FROM records r JOIN acts a USING (scheme, code)
                WHERE a.event_type <> ''
            ), turned AS (
                SELECT * EXCLUDE (direction),
                    CASE WHEN directed = 'yes' THEN direction = 'reverse' ELSE source > target END AS swapped
                FROM meant
            )
            SELECT * EXCLUDE (source, target, source_match, target_match),
                CASE WHEN swapped THEN target ELSE source END AS source,
                CASE WHEN swapped THEN source ELSE target END AS target,
                CASE WHEN swapped THEN target_match ELSE source_match END AS source_match,
                CASE WHEN swapped THEN source_match ELSE target_match END AS target_match
            FROM turned
            """,
            [sorted(bodies) or [""]],
        )

    def days(self) -> pd.DataFrame:
        """The days of each class on which it is reported.

        Returns:
            The columns of `CLASS`, day, scope (the strongest, by its place), reports (distinct records, of the side
            with more), datasets and codes (`;`-separated), record (the first of the first dataset), sorted.
        """
        ranked = " ".join(f"WHEN '{scope}' THEN {place}" for place, scope in enumerate(STRENGTH))
        keys = ", ".join(CLASS)
        return self.database.execute(
            f"""
            SELECT {keys}, day,
                max(CASE scope {ranked} END) AS scope,
                -- An act without direction is often written once from each side: the greater number counts.
                greatest(
                    count(DISTINCT dataset || ' ' || record) FILTER (swapped),
                    count(DISTINCT dataset || ' ' || record) FILTER (NOT swapped)
                ) AS reports,
                string_agg(DISTINCT dataset, ';' ORDER BY dataset) AS datasets,
                string_agg(DISTINCT code, ';' ORDER BY code) AS codes,
                min(dataset || ' ' || record) AS record
            FROM coded GROUP BY {keys}, day ORDER BY {keys}, day
            """
        ).df()

    def assign(self, windows: pd.DataFrame) -> None:
        """Say of each coded record to which event it belongs: the table `assigned`.

        Args:
            windows: see `collapse`.
        """
        self.database.register("windows", windows[[*CLASS, "first_day", "last_day", "event_id"]])
        keys = " AND ".join(f"c.{key} = w.{key}" for key in CLASS)
        self.database.execute(
            f"""
            CREATE OR REPLACE TABLE assigned AS
            SELECT w.event_id, c.day, c.dataset, c.record, c.scheme, c.code, c.source, c.target,
                c.source_match, c.target_match
            FROM coded c JOIN windows w ON {keys} AND c.day BETWEEN w.first_day AND w.last_day
            """
        )

    def write_records(self, path: str) -> None:
        """Write every assigned record with its event and with why its actors were found, as CSV, sorted."""
        # The name of the file goes to DuckDB as a parameter: it is no part of the query.
        self.database.execute("COPY (SELECT * FROM assigned ORDER BY ALL) TO $1 (FORMAT csv, HEADER true)", [path])

    def events_by_dataset(self) -> pd.DataFrame:
        """dataset, source and target of each event, once for each dataset that reports it."""
        return self.database.execute(
            "SELECT DISTINCT dataset, event_id, source, target FROM assigned ORDER BY ALL"
        ).df()

    def years(self) -> pd.DataFrame:
        """The records of each dataset and year between two actors of the edition: dataset, year, records."""
        return self.database.execute(
            "SELECT dataset, left(day, 4) AS year, count(*) AS records FROM records GROUP BY ALL ORDER BY ALL"
        ).df()

    def codes(self, acts: pd.DataFrame) -> pd.DataFrame:
        """How often each code occurs between two actors of the edition, and in how many events (`CODE_COLUMNS`)."""
        counts = self.database.execute("SELECT scheme, code, count(*) AS records FROM records GROUP BY ALL").df()
        shown = self.database.execute(
            "SELECT scheme, code, count(DISTINCT event_id) AS events FROM assigned GROUP BY ALL"
        ).df()
        found = counts.merge(shown, how="left", on=["scheme", "code"]).merge(acts, on=["scheme", "code"])
        found["events"] = found["events"].fillna(0).astype(int)
        return found.sort_values(["scheme", "code"], ignore_index=True)[CODE_COLUMNS]


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
        rows.append(row | {"first_day": row["day"], "last_day": row["day"], "event_id": _event_id(row["day"], key)})
    columns = [*CLASS, "first_day", "last_day", "scope", "reports", "datasets", "codes", "record", "event_id"]
    found = pd.DataFrame(rows, columns=columns)
    found["scope"] = [STRENGTH[place] for place in found["scope"]]
    return found


def _event_id(day: str, key: Sequence[str], mark: str = "m") -> str:
    digest = hashlib.sha256("\0".join(key).encode()).hexdigest()[:10]
    return f"{mark}{day.replace('-', '')}-{digest}"


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
        "event_id": _event_id(days[0], (*dyad, name, scope), mark="r"),
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
