"""How right the resolved records are: a sample to be judged by hand, and what the judgements come to."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from interregional.catalogue.cleaning import clean_table
from interregional.catalogue.loading import read_tables, tidy
from interregional.codebook.decisions import Codebook
from interregional.tables.files import fault
from interregional.tables.files import records as rows_of
from interregional.tables.problems import refuse
from interregional.tables.schema import check_cells, load_schema
from interregional.tables.shares import exact_interval

DRAWN_COLUMNS = [
    "sample", "layout", "record", "day", "event_id", "source", "target", "code", "event_type", "scope",
]  # fmt: skip
# What makes two records reports of one act.
ACT = ["source", "target", "event_type", "day"]
VERDICTS = ["actors", "act", "security"]
GROUPED = {"layout": ["layout"], "actor": ["source", "target"], "event_type": ["event_type"]}
PRECISION_COLUMNS = [
    "sample", "verdict", "by", "group", "judged", "right", "wrong", "unclear", "share", "low", "high",
]  # fmt: skip


def load_judgements(path: str, actors: Sequence[str], codebook: Codebook) -> pd.DataFrame:
    """Read and check the judgements.

    Args:
        path: `judgements.csv`.
        actors: codes that it may name.
        codebook: gives types of events and scopes.

    Raises:
        DataError: every cell that is not allowed, and every row with a cause and no fault, or a fault and no cause.
    """
    schema = load_schema("judgements")
    frame, _, problems = read_tables([path], schema)
    refuse(problems)
    frame, _ = clean_table(frame, schema, {})
    allowed = {variable: codebook.values(variable) for variable in ("event_type", "scope")} | {"actors": list(actors)}
    problems = check_cells(frame, schema, allowed)
    for row in rows_of(frame):
        if (row["cause"] == "") is not all(row[key] == "yes" for key in VERDICTS):
            wanted = "a cause where a verdict is not yes, and none where all are"
            problems.append(fault(row, "cause", "doesn't fit the verdicts", wanted))
    refuse(problems)
    return tidy(frame, schema, ["sample", "layout", "record", "source", "target"])


def draw(
    found: pd.DataFrame,
    events: pd.DataFrame,
    judged: pd.DataFrame,
    sample: str,
    layout: str,
    per_stratum: int,
    seed: int,
) -> pd.DataFrame:
    """A stratified random sample of the records of which events were made.

    An act is often written once from each side and told by several reports, so of the records of one kind of act of
    one dyad on one day one at most is drawn, and none where one was judged before.

    Args:
        found: `streams/records.csv` of an edition.
        events: its `streams/events.csv`, for the kind of act and the scope.
        judged: `judgements.csv`.
        sample: what the sample is called.
        layout: of what form the files of the edition are.
        per_stratum: so many of each dyad and kind of act, or all where there are fewer.
        seed: of the draw; the same records, in whatever order, give the same sample.

    Returns:
        `DRAWN_COLUMNS`, sorted.
    """
    before = set(judged.loc[judged["layout"] == layout, ACT].itertuples(index=False, name=None))
    told = found.merge(events[["event_id", "event_type", "scope"]], on="event_id").assign(sample=sample, layout=layout)
    chance = random.Random(seed)
    drawn: list[tuple[str, ...]] = []
    for _, stratum in told.groupby(ACT[:-1], sort=True):
        acts = [
            sorted(set(own[DRAWN_COLUMNS].itertuples(index=False, name=None)))
            for key, own in stratum.groupby(ACT, sort=True)
            if key not in before
        ]
        drawn += [chance.choice(rows) for rows in chance.sample(acts, min(per_stratum, len(acts)))]
    return pd.DataFrame(sorted(drawn), columns=DRAWN_COLUMNS)


def measure_precision(judgements: pd.DataFrame) -> pd.DataFrame:
    """How many of the judged records are right, with exact intervals.

    A verdict that the text of a record does not decide counts as judged and not as right. A record is right `all`
    through if its actors, act and security are. An event is real if of its judged records one has
    the right actors and the right act.

    Args:
        judgements: `judgements.csv`, clean.

    Returns:
        `PRECISION_COLUMNS`; a row for each sample, verdict (actors, act, security, all, or event) and group, by
        nothing, layout, actor, kind of act, and cause (only of what is not right: `judged` is their number);
        share is right by judged, low and high are its Clopper-Pearson interval (95 %).
    """
    rows = []
    for sample, own in judgements.groupby("sample", sort=True):
        told = [_verdicts(row) for row in rows_of(own)]
        for by, group, chosen in groups(told, GROUPED):
            for verdict in (*VERDICTS, "all"):
                rows.append((sample, verdict, by, group, *count(row[verdict] for row in chosen)))
        events: dict[str, list[str]] = {}
        for row in told:
            events.setdefault(row["event_id"], []).append(row["event"])
        best = [next(value for value in ("yes", "unclear", "no") if value in each) for each in events.values()]
        rows.append((sample, "event", "total", "", *count(best)))
        for cause in sorted({row["cause"] for row in told} - {""}):
            faults = [row["all"] for row in told if row["cause"] == cause]
            counts = len(faults), 0, faults.count("no"), faults.count("unclear")
            rows.append((sample, "all", "cause", cause, *counts, "", "", ""))
    return pd.DataFrame(rows, columns=PRECISION_COLUMNS)


def _verdicts(row: dict[str, str]) -> dict[str, str]:
    return row | {"all": _worst(row[key] for key in VERDICTS), "event": _worst((row["actors"], row["act"]))}


def _worst(verdicts: Iterable[str]) -> str:
    given = set(verdicts)
    return next(verdict for verdict in ("no", "unclear", "yes") if verdict in given)


def groups(
    rows: list[dict[str, Any]], columns: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """All rows, and those that have each value in any of the columns: by what, the value, the rows."""
    yield "total", "", rows
    for by, own in columns.items():
        for group in sorted({row[column] for row in rows for column in own}):
            yield by, group, [row for row in rows if group in [row[column] for column in own]]


def count(verdicts: Iterable[str]) -> tuple[int, int, int, int, str, str, str]:
    """How many verdicts there are, how many are yes, no and unclear, and the share of yes with its exact interval.

    The interval is that of Clopper and Pearson (95 %); empty where there is no verdict.
    """
    given = list(verdicts)
    number, right = len(given), given.count("yes")
    counts = number, right, given.count("no"), given.count("unclear")
    if not number:
        return *counts, "", "", ""
    low, high = exact_interval(right, number)
    return *counts, f"{right / number:.4f}", f"{low:.4f}", f"{high:.4f}"
