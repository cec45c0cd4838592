"""The table of dyads: type, level, evidence, flows and balance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from interregional.catalogue.actors import dyad_type, is_part_whole, wholes
from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.bounds import BOUND_COLUMNS, Bounds, bounds_of
from interregional.levels.evidence import by_dyad, counted
from interregional.levels.flows import asymmetry, balance, find_flows
from interregional.tables import dates
from interregional.tables.files import join_list, records, split_list

DYAD_COLUMNS = [
    "actor_a", "actor_b", "dyad_type", "level", *BOUND_COLUMNS, "indicators", "event_ids", "negative_event_ids",
    "first_year", "last_year", "flow_ab", "flow_ba", "asymmetry", "balance", "amounts_ab", "amounts_ba", "part_whole",
]  # fmt: skip


def code_dyads(
    events: pd.DataFrame,
    evidence: pd.DataFrame,
    actors: pd.DataFrame,
    codebook: Codebook,
    levels: Mapping[str, Groups],
    balance_rule: Mapping[str, int],
) -> pd.DataFrame:
    """One row for each pair of actors with an event between them.

    Args:
        events, actors: the clean catalogue.
        evidence: see `find_evidence`.
        codebook: the coding decisions.
        levels: the groups of the reading, by level.
        balance_rule: `minimum_flows` and `ratio`.

    Returns:
        actor_a, actor_b (codes, alphabetical), dyad_type, level, its bounds (see `bounds.Bounds`), indicators,
        event_ids (those that add evidence or could), negative_event_ids (cuts), first_year and last_year (of the
        dated ones), flow_ab and flow_ba (transfers), asymmetry (from actor_a's side), balance,
        amounts_ab and amounts_ba (`EUR 100;USD 5`), part_whole (yes, no).
    """
    shown = evidence.groupby(["actor_a", "actor_b"])["indicator"].agg(join_list).to_dict()
    kinds = dict(zip(actors["code"], actors["kind"]))
    counts, amounts = _flow_lookups(find_flows(events, codebook))
    told = ["event_id", "source", "target", "start", "end"]
    cuts = by_dyad(counted(events, codebook, polarity="-1")[told])
    within = wholes(actors)
    # Few profiles of indicators, and few pairs of kinds, are those of many dyads.
    known: dict[str, Bounds] = {}
    types: dict[tuple[str, str], str] = {}
    rows = []
    for (a, b), group in sorted(by_dyad(counted(events, codebook)[told]).items()):
        indicators = shown.get((a, b), "")
        flow_ab, flow_ba = counts.get((a, b), 0), counts.get((b, a), 0)
        if indicators not in known:
            known[indicators] = bounds_of(split_list(indicators), levels, codebook)
        if (kinds[a], kinds[b]) not in types:
            types[kinds[a], kinds[b]] = dyad_type(kinds[a], kinds[b], codebook)
        # The level of the reading is the lower bound.
        bounds = known[indicators]
        skew = asymmetry(flow_ab, flow_ba)
        first_year, last_year = _years(group)
        rows.append(
            (
                a, b, types[kinds[a], kinds[b]],
                bounds.level_low, *bounds, indicators,
                join_list(event["event_id"] for event in group),
                join_list(event["event_id"] for event in cuts.get((a, b), [])),
                first_year, last_year,
                flow_ab, flow_ba, "" if skew is None else f"{skew:.6f}", balance(flow_ab, flow_ba, balance_rule),
                amounts.get((a, b), ""), amounts.get((b, a), ""),
                "yes" if is_part_whole(a, b, within) else "no",
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=DYAD_COLUMNS)


def _flow_lookups(flows: pd.DataFrame) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], str]]:
    """Transfers, and money as one cell, by direction."""
    counts: dict[tuple[str, str], int] = {}
    money: dict[tuple[str, str], list[str]] = {}
    for flow in records(flows):
        direction = (flow["source"], flow["target"])
        counts[direction] = flow["events"]
        if flow["currency"]:
            money.setdefault(direction, []).append(f"{flow['currency']} {flow['amount']}")
    return counts, {direction: ";".join(sums) for direction, sums in money.items()}


def _years(events: Iterable[Mapping[str, str]]) -> tuple[str, str]:
    """First and last year named by the events, as text; empty where none is dated."""
    days = [day for event in events for day in (event["start"], event["end"]) if day]
    years, ends = [dates.first_day(day).year for day in days], [dates.last_day(day).year for day in days]
    return (str(min(years)), str(max(ends))) if years else ("", "")
