"""Levels by year: from when to when evidence counts, and what it adds up to in each year.

Two things must be decided, and each is decided in two ways that bracket the truth.

*Persistence*: under `window`, a standing arrangement (continuous, regular, or of a type that lasts)
counts until it ends and anything else for a number of years; under `cumulative`, what was once shown
counts for good. *Dating* of what the sources leave undated: under `attested`, from the year of the
source that tells it; under `earliest`, from the year since which both actors have existed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from interregional.catalogue.actors import life_of
from interregional.catalogue.sources import load_sources
from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.bounds import BOUND_COLUMNS, Bounds, bounds_of
from interregional.levels.evidence import counted
from interregional.levels.readings import level_of
from interregional.tables import dates
from interregional.tables.files import records

PERSISTENCE = ("window", "cumulative")
DATING = ("attested", "earliest")
DECLARED = ("window", "attested")
STANDING = ("continuous", "regular")
EVENT_COLUMNS = ["event_id", "dated", "standing", "persistence", "dating", "from_year", "to_year"]
LEVEL_COLUMNS = ["reading", "persistence", "dating", "actor_a", "actor_b", "from_year", "to_year", "level"]
Dyad = tuple[str, str]


class Calendar(NamedTuple):
    """The years of an edition.

    Attributes:
        last_year: last year of the series.
        window: years for which an event that happened once counts.
        told: source_key to the year in which the source appeared.
    """

    last_year: int
    window: int
    told: Mapping[str, int]


def declared(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table with persistence and dating that are under the declared rule."""
    persistence, dating = DECLARED
    return table[(table["persistence"] == persistence) & (table["dating"] == dating)]


def source_years(paths: Sequence[str]) -> dict[str, int]:
    """The year of each work of the bibliographies, for those that have one."""
    works = load_sources(paths)
    return {key: int(work["issued"]["date-parts"][0][0]) for key, work in works.items() if "issued" in work}


def event_years(events: pd.DataFrame, actors: pd.DataFrame, codebook: Codebook, calendar: Calendar) -> pd.DataFrame:
    """From when to when each event counts, in every way of reading it.

    Args:
        events, actors: the clean catalogue.
        codebook: says which types of events last.
        calendar: the years of the edition.

    Returns:
        A row for each event between two actors (cuts too), persistence and dating (see `EVENT_COLUMNS`), sorted;
        dated (yes, no) says whether the source dates the start, standing (yes, no) whether it goes on
        until ended. Events that start after the last year are left out.
    """
    lasting = set(codebook.event_types.loc[codebook.event_types["lasting"] == "yes", "event_type"])
    lives = {actor["code"]: life_of(actor) for actor in records(actors)}
    rows = []
    for event in records(pd.concat([counted(events, codebook), counted(events, codebook, polarity="-1")])):
        (born_a, died_a), (born_b, died_b) = lives[event["source"]], lives[event["target"]]
        floor, ceiling = max(born_a, born_b), min(died_a, died_b, calendar.last_year)
        standing = event["recurrence"] in STANDING or event["event_type"] in lasting
        for persistence, dating in itertools.product(PERSISTENCE, DATING):
            start, latest = _start(event, dating, floor, ceiling, calendar)
            if persistence == "cumulative":
                end = calendar.last_year
            elif event["end"] and (standing or dates.last_day(event["end"]).year > latest):
                end = dates.last_day(event["end"]).year
            else:
                # An end in the year of the start says how long the act took: two days count no less than one.
                end = ceiling if standing else latest + calendar.window - 1
            end = min(end, calendar.last_year)
            if start <= end:
                flags = ("yes" if event["start"] else "no", "yes" if standing else "no")
                rows.append((event["event_id"], *flags, persistence, dating, start, end))
    return pd.DataFrame(rows, columns=EVENT_COLUMNS).sort_values(
        ["persistence", "dating", "event_id"], ignore_index=True
    )


def _start(event: Mapping[str, Any], dating: str, floor: int, ceiling: int, calendar: Calendar) -> tuple[int, int]:
    """The year from which an event counts, and the latest in which it can have begun."""
    told = max(min(calendar.told.get(event["source_key"], calendar.last_year), ceiling), floor)
    if event["start"]:
        first, latest = dates.first_day(event["start"]).year, dates.last_day(event["start"]).year
    else:
        latest = min(told, dates.last_day(event["end"]).year) if event["end"] else told
        # Between two actors of unknown age nothing is known but the source.
        first = floor or latest
    return (first if dating == "earliest" else latest), latest


def evidence_by_year(evidence: pd.DataFrame, years: pd.DataFrame) -> pd.DataFrame:
    """The evidence of `find_evidence` with the years of its events.

    Returns:
        actor_a, actor_b, indicator, event_id, dated, standing, persistence, dating, from_year, to_year.
    """
    joined = evidence.drop(columns="rule").merge(years, on="event_id")
    return joined.sort_values(["persistence", "dating", "actor_a", "actor_b", "indicator", "event_id"], kind="stable")


def levels_by_reading(
    spans: pd.DataFrame, readings: Mapping[str, Mapping[str, Groups]], codebook: Codebook, last_year: int
) -> pd.DataFrame:
    """Spells of one level of every dyad, under every reading, persistence and dating.

    Args:
        spans: see `evidence_by_year`.
        readings: the groups of each reading, by level.
        codebook: gives the ranks of the levels.
        last_year: last year of the series.

    Returns:
        See `LEVEL_COLUMNS`; the spells of a dyad follow one another without a gap, from the year of its
        first evidence to the last year.
    """
    rank = codebook.rank()
    rows = []
    grouped = spans.groupby(["persistence", "dating", "actor_a", "actor_b"], sort=True)
    for (persistence, dating, a, b), group in grouped:
        shown = list(_indicators(records(group), last_year))
        for reading, levels in readings.items():
            for start, end, level in _spells(shown, levels, rank):
                rows.append((reading, persistence, dating, a, b, start, end, level))
    return pd.DataFrame(rows, columns=LEVEL_COLUMNS).sort_values(LEVEL_COLUMNS[:6], kind="stable", ignore_index=True)


def _indicators(spans: Sequence[Mapping[str, Any]], last_year: int) -> Iterator[tuple[int, frozenset[str]]]:
    """Each year from the first evidence to the last year, with the indicators in evidence then."""
    for year in range(min(span["from_year"] for span in spans), last_year + 1):
        yield (
            year,
            frozenset(span["indicator"] for span in spans if span["from_year"] <= year <= span["to_year"]),
        )


def _spells(
    shown: Sequence[tuple[int, frozenset[str]]], levels: Mapping[str, Groups], rank: Mapping[str, int]
) -> Iterator[tuple[int, int, str]]:
    by_year = [(year, level_of(indicators, levels, rank)) for year, indicators in shown]
    for level, years in itertools.groupby(by_year, key=lambda row: row[1]):
        run = [year for year, _ in years]
        yield run[0], run[-1], level


def levels_by_year(
    spans: pd.DataFrame, levels: Mapping[str, Groups], codebook: Codebook, last_year: int
) -> pd.DataFrame:
    """The declared levels with their bounds, a row for each dyad and year.

    Args:
        spans: see `evidence_by_year`.
        levels: the groups of the reading of the edition, by level.
        codebook: gives the order of the levels and the indicators of each.
        last_year: last year of the series.

    Returns:
        actor_a, actor_b, year, level and its bounds (see `bounds.Bounds`), from each dyad's first evidence to the
        last year.
    """
    known: dict[frozenset[str], Bounds] = {}
    rows = []
    for (a, b), group in declared(spans).groupby(["actor_a", "actor_b"], sort=True):
        for year, indicators in _indicators(records(group), last_year):
            # Most years show what the one before them does. The level of the reading is the lower bound.
            if indicators not in known:
                known[indicators] = bounds_of(indicators, levels, codebook)
            rows.append((a, b, year, known[indicators].level_low, *known[indicators]))
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "year", "level", *BOUND_COLUMNS])
