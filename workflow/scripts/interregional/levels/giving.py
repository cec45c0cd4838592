"""Asymmetry with more than counts: kinds of resource, sums made comparable, who decides and who carries out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.levels.evidence import by_dyad, counted
from interregional.levels.flows import transfers, wholes_of
from interregional.tables import dates
from interregional.tables.files import records

GIVING_COLUMNS = [
    "actor_a", "actor_b", "balance", "flow_ab", "flow_ba", "kinds_ab", "kinds_ba", "constant_ab", "constant_ba",
    "unpriced", "doubtful", "decides_a", "decides_b", "decides_both", "carries_out_a", "carries_out_b",
    "carries_out_both", "needed", "note",
]  # fmt: skip
ROLES = ("decides", "carries_out")
# A sum that spans so many years has none of its own.
LONG_SPAN = 2


def constant_prices(codebook: Codebook) -> dict[tuple[str, int], Decimal]:
    """What one unit of a currency of a year is worth in dollars of the last year of the codebook's prices."""
    rows = records(codebook.prices)
    index = {row["year"]: Decimal(row["price_index"]) for row in rows if row["price_index"]}
    return {
        (row["currency"], int(row["year"])): index[max(index)] / index[row["year"]] / Decimal(row["per_dollar"])
        for row in rows
        if row["year"] in index
    }


def compare_giving(
    events: pd.DataFrame, dyads: pd.DataFrame, codebook: Codebook, balance_rule: Mapping[str, int]
) -> pd.DataFrame:
    """What each side of a dyad gives, decides and carries out.

    Args:
        events: clean events.
        dyads: see `dyads.code_dyads`.
        codebook: says which types of events are transfers, which decide and which carry out, and has the prices.
        balance_rule: `minimum_flows` and `ratio` of the configuration.

    Returns:
        A row a dyad: balance and transfers as in dyads.csv; kinds_ab and kinds_ba (transfers by resource, `economic 3;
        human 1`); constant_ab and constant_ba (sums in constant dollars of the last year of the prices, whole, empty
        where none is stated; a part of another sum is not added again); unpriced (events whose sum has no rate or
        no year); doubtful (events whose sum spans years, taken at the middle one); decides_… and carries_out_…
        (events by a alone, by b alone, by both); needed (transfers wanting for a judgement), note.
    """
    prices = constant_prices(codebook)
    moved = {event["event_id"] for event in records(transfers(events, codebook))}
    roles = dict(zip(codebook.event_types["event_type"], codebook.event_types["role"]))
    every = {event["event_id"]: event for event in records(events)}
    found = by_dyad(counted(events, codebook))
    rows = []
    for dyad in records(dyads):
        a, b = dyad["actor_a"], dyad["actor_b"]
        own = found.get((a, b), [])
        kinds: dict[str, Counter[str]] = {a: Counter(), b: Counter()}
        sums: dict[str, Decimal] = {}
        unpriced, doubtful = [], []
        for event in own:
            if event["event_id"] not in moved:
                continue
            kinds[event["source"]][event["resource"]] += 1
            if not event["amount"] or any(whole["amount"] for whole in wholes_of(event, every)):
                continue
            year, sure = _year(event)
            price = prices.get((event["currency"], year)) if year else None
            if price is None:
                unpriced.append(event["event_id"])
                continue
            if not sure:
                doubtful.append(event["event_id"])
            sums[event["source"]] = sums.get(event["source"], Decimal(0)) + Decimal(event["amount"]) * price
        acts = [_acts(own, roles, role, a, b) for role in ROLES]
        ab, ba = int(dyad["flow_ab"]), int(dyad["flow_ba"])
        needed, note = _needed(ab, ba, balance_rule)
        rows.append(
            (
                a, b, dyad["balance"], ab, ba,
                *(";".join(f"{kind} {number}" for kind, number in sorted(kinds[one].items())) for one in (a, b)),
                *(f"{sums[one]:.0f}" if one in sums else "" for one in (a, b)),
                ";".join(unpriced), ";".join(doubtful), *acts[0], *acts[1], needed, note,
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=GIVING_COLUMNS)


def _year(event: Mapping[str, str]) -> tuple[int, bool]:
    """The middle year of an event and whether it is its own; 0 where no date is told."""
    days = [day for day in (event["start"], event["end"]) if day]
    if not days:
        return 0, False
    first, last = dates.first_day(days[0]).year, dates.last_day(days[-1]).year
    return (first + last) // 2, last - first < LONG_SPAN


def _acts(own: list[dict[str, str]], roles: Mapping[str, str], role: str, a: str, b: str) -> tuple[int, int, int]:
    """Events of a role by a alone, by b alone and by both."""
    chosen = [event for event in own if roles[event["event_type"]] == role]
    by = [event["source"] if event["directed"] == "yes" else "" for event in chosen]
    return by.count(a), by.count(b), by.count("")


def _needed(ab: int, ba: int, rule: Mapping[str, int]) -> tuple[int, str]:
    """How many more transfers a judgement needs, and what they would decide."""
    wanting = max(rule["minimum_flows"] - ab - ba, 0)
    if not wanting:
        return 0, ""
    told = {
        to_a: "asymmetric" if max(ab + to_a, ba + wanting - to_a) >= rule["ratio"] * min(ab + to_a, ba + wanting - to_a)
        else "symmetric"
        for to_a in range(wanting + 1)
    }  # fmt: skip
    cases = [f"{to_a} from the first and {wanting - to_a} from the second: {verdict}" for to_a, verdict in told.items()]
    return wanting, "; ".join(cases)
