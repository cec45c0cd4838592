"""Classic against new interregionalism: the periods, what begins in each year, and measures of each period."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from interregional.catalogue.recurrence import ON_SECURITY
from interregional.codebook.decisions import Codebook
from interregional.codebook.validation import check_unique
from interregional.levels.evidence import counted
from interregional.tables.files import FILE, ROW, fault, read_table, records
from interregional.tables.problems import refuse
from interregional.tables.schema import check_cells, check_columns, load_schema
from interregional.tables.text import shown
from interregional.time.years import declared


@dataclass(frozen=True)
class Dated:
    """The dated events between two actors, with the year in which each starts, and all years of the series."""

    events: pd.DataFrame
    years: range


def load_periods(path: str, years: Collection[int]) -> pd.DataFrame:
    """The periods that begin within the series, sorted by year; the decades of the series where none are set.

    Args:
        path: the table of the periods; empty where an edition sets none.
        years: those of the series.

    Raises:
        DataError: faults of the table, and periods that overlap.
    """
    if not path:
        return _decades(years)
    table = read_table(path)
    schema = load_schema("periods")
    refuse(check_columns(table, schema))
    refuse(check_cells(table, schema, {}) + check_unique(table, "period"))
    table = table.sort_values("from", kind="stable", ignore_index=True)
    problems, last = [], 0
    for row in records(table):
        first, to = int(row["from"]), int(row["to"] or 9999)
        if first > to or first <= last:
            wrong = "not after the period before it" if first <= last else "after its own end"
            problems.append(fault(row, "from", wrong, "years in order"))
        last = to
    refuse(problems)
    begun = table["from"].astype(int) <= max(years, default=9999)
    return table.loc[begun].drop(columns=[FILE, ROW])


def _decades(years: Collection[int]) -> pd.DataFrame:
    """The calendar decades of a series, from its first year to its last, of no era."""
    first, last = min(years, default=0), max(years, default=-1)
    rows = [
        (f"decade_{decade}", "", str(max(first, decade)), str(min(last, decade + 9)), "A calendar decade.")
        for decade in range(first // 10 * 10, last + 1, 10)
    ]
    return pd.DataFrame(rows, columns=["period", "era", "from", "to", "reason"])


def date_events(events: pd.DataFrame, years: pd.DataFrame, codebook: Codebook, last_year: int) -> Dated:
    """The events between two actors whose start the sources date.

    Args:
        events: clean events.
        years: see `years.event_years`.
        codebook: the coding decisions.
        last_year: last year of the series.
    """
    own = declared(years)
    dated = own[own["dated"] == "yes"]
    found = counted(events, codebook).merge(dated[["event_id", "from_year"]], on="event_id")
    found = found.rename(columns={"from_year": "year"})
    return Dated(found, range(int(found["year"].min()), last_year + 1) if len(found) else range(0))


def yearly_series(dated: Dated, ties: pd.DataFrame, told: Mapping[str, int], cited: Sequence[str]) -> pd.DataFrame:
    """What begins in each year.

    Args:
        dated: see `date_events`.
        ties: see `evolution.tie_histories`.
        told: source_key to the year of the source.
        cited: source keys that the events cite.

    Returns:
        year, events (dated ones that start), security_events (of them, those in which security is the
        subject or broadly discussed), ties (that begin, under the declared rule), sources (cited works that
        appeared).
    """
    security = dated.events["scope"].isin(ON_SECURITY)
    issued = [told[key] for key in sorted(set(cited)) if key in told]
    columns = {
        "events": dated.events["year"],
        "security_events": dated.events.loc[security, "year"],
        "ties": ties["born"],
        "sources": pd.Series(issued, dtype=int),
    }
    index = pd.Index(list(dated.years), name="year")
    counts = {
        name: column.astype(int).value_counts().reindex(index, fill_value=0).astype(int)
        for name, column in columns.items()
    }
    return pd.DataFrame(counts, index=index).reset_index()


def compare_periods(
    periods: pd.DataFrame,
    dated: Dated,
    levels: pd.DataFrame,
    overlap: pd.DataFrame,
    measures: pd.DataFrame,
    actors: pd.DataFrame,
    last_year: int,
) -> pd.DataFrame:
    """Measures of each period and of the eras, if the periods belong to any.

    Args:
        periods: see `load_periods`.
        dated: see `date_events`.
        levels: see `years.levels_by_year`.
        overlap: see `memberships.dyads_by_year`; gives which ties are external.
        measures: see `evolution.measures_by_year`.
        actors: clean actors; give the states.
        last_year: end of a period without one.

    Returns:
        period, era, from_year, to_year, measure, value. Measures: events (dated, that start), events_per_year,
        security_share (of them, security the subject or broadly discussed), state_share_events (with a state as
        a party), state_share_actors (of the actors with an event); ties (dyads with a level in some year),
        ties_mean (a year), density_mean (among tied actors) and density_existing_mean (among all
        that exist); external and internal ties (no shared member, or some) and ei_index (their difference
        over their sum, after Krackhardt and Stern); issue_areas_per_dyad and share_multiplex (dyads
        with two subjects or more, among those with a dated event).
    """
    states = set(actors.loc[actors["kind"] == "state", "code"])
    relation = {(row["actor_a"], row["actor_b"], row["year"]): row["relation"] for row in records(overlap)}
    spans = [(row["period"], row["era"], int(row["from"]), int(row["to"] or last_year)) for row in records(periods)]
    for era in filter(None, dict.fromkeys(periods["era"])):
        own = [span for span in spans if span[1] == era]
        spans.append((era, "whole", own[0][2], own[-1][3]))
    rows = []
    for name, era, first, last in spans:
        last = min(last, last_year)
        events = dated.events[dated.events["year"].between(first, last)]
        tied = levels[(levels["level"] != "none") & levels["year"].between(first, last)]
        yearly = measures[(measures["network"] == "all") & measures["year"].between(first, last)]
        values = {
            **_of_events(events, last - first + 1, states),
            **_of_ties(tied, yearly, relation, last - first + 1),
        }
        rows += [(name, era, first, last, measure, value) for measure, value in values.items()]
    return pd.DataFrame(rows, columns=["period", "era", "from_year", "to_year", "measure", "value"])


def _of_events(events: pd.DataFrame, years: int, states: set[str]) -> dict[str, Any]:
    actors = sorted({*events["source"], *events["target"]})
    with_state = events["source"].isin(states) | events["target"].isin(states)
    areas: dict[tuple[str, str], set[str]] = {}
    for event in records(events):
        pair = tuple(sorted((event["source"], event["target"])))
        own = areas.setdefault((pair[0], pair[1]), set())
        if event["issue_area"]:
            own |= set(event["issue_area"].split(";"))
    counts = [len(found) for found in areas.values()]
    return {
        "events": len(events),
        "events_per_year": shown(len(events) / years),
        "security_share": _share(events["scope"].isin(ON_SECURITY)),
        "state_share_events": _share(with_state),
        "state_share_actors": _share(pd.Series([code in states for code in actors], dtype=bool)),
        "issue_areas_per_dyad": shown(float(np.mean(counts))) if counts else "",
        "share_multiplex": shown(float(np.mean([count > 1 for count in counts]))) if counts else "",
    }


def _of_ties(
    tied: pd.DataFrame, yearly: pd.DataFrame, relation: Mapping[tuple[str, str, int], str], years: int
) -> dict[str, Any]:
    kinds: dict[tuple[str, str], str] = {}
    for row in records(tied):
        kinds[row["actor_a"], row["actor_b"]] = relation.get((row["actor_a"], row["actor_b"], row["year"]), "unknown")
    external = sum(kind == "interregional" for kind in kinds.values())
    internal = sum(kind in ("nested", "overlapping") for kind in kinds.values())

    def mean(measure: str) -> str:
        return shown(float(yearly.loc[yearly["measure"] == measure, "value"].astype(float).sum()) / years)

    return {
        "ties": len(kinds),
        "ties_mean": mean("ties"),
        "density_mean": mean("density"),
        "density_existing_mean": mean("density_existing"),
        "external": external,
        "internal": internal,
        "ei_index": shown((external - internal) / (external + internal)) if external + internal else "",
    }


def _share(flags: pd.Series) -> str:
    return shown(float(flags.mean())) if len(flags) else ""
