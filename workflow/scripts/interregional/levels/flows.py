"""Directed transfers between actors: how many, how much money, and how balanced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.levels.evidence import counted
from interregional.tables.files import records

Row = Mapping[str, Any]
FLOW_COLUMNS = ["source", "target", "events", "event_ids", "currency", "amount"]


def transfers(events: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The events that pass something from one actor of the dyad to the other.

    These are directed events of a type that the codebook calls a transfer, about security in
    some sense, where no recipient outside the dyad is named; posts, statements and cuts are none.
    """
    types = codebook.event_types
    chosen = types.loc[types["transfer"] == "yes", "event_type"]
    judged = counted(events, codebook)
    return judged[
        (judged["directed"] == "yes")
        & judged["event_type"].isin(chosen)
        & (judged["scope"] != "none")
        & (judged["recipient"] == "")
    ]


def wholes_of(event: Row, events: Mapping[str, Row]) -> Iterator[Row]:
    """The events of which an event is a part, from the smallest to the largest."""
    whole = events.get(event["part_of"])
    while whole:
        yield whole
        whole = events.get(whole["part_of"])


def sum_money(events: Iterable[Row], wholes: Mapping[str, Row]) -> dict[str, Decimal]:
    """Sum of amounts by currency; an amount that is a part of another is not added again.

    Args:
        events: the events to sum.
        wholes: every event by its event_id, of which one may be a part.
    """
    sums: dict[str, Decimal] = {}
    for event in events:
        currency = event["currency"]
        held = any(whole["amount"] and whole["currency"] == currency for whole in wholes_of(event, wholes))
        if event["amount"] and not held:
            sums[currency] = sums.get(currency, Decimal(0)) + Decimal(event["amount"])
    return dict(sorted(sums.items()))


def find_flows(events: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Transfers by direction.

    Returns:
        A row for each source, target and currency (an empty currency where no sum is stated):
        source, target, events (transfers of the pair in that direction), event_ids, currency,
        amount (units of the currency). Sorted.
    """
    columns = ["event_id", "source", "target", "part_of", "currency", "amount"]
    wholes = {event["event_id"]: event for event in records(events[columns])}
    groups: dict[tuple[str, str], list[Row]] = {}
    for event in records(transfers(events, codebook)[columns]):
        groups.setdefault((event["source"], event["target"]), []).append(event)
    rows = []
    for (source, target), group in sorted(groups.items()):
        ids = ";".join(sorted(event["event_id"] for event in group))
        sums = {currency: str(amount) for currency, amount in sum_money(group, wholes).items()}
        for currency, amount in (sums or {"": ""}).items():
            rows.append((source, target, len(group), ids, currency, amount))
    return pd.DataFrame(rows, columns=FLOW_COLUMNS)


def asymmetry(flow_ab: int, flow_ba: int) -> float | None:
    """(out − in) / (out + in), seen from the first actor: 1 gives only, −1 receives only.

    None where there is no transfer.
    """
    total = flow_ab + flow_ba
    return None if total == 0 else round((flow_ab - flow_ba) / total, 6)


def balance(flow_ab: int, flow_ba: int, rule: Mapping[str, int]) -> str:
    """`symmetric`, `asymmetric` or, with too few transfers, `undetermined`.

    Args:
        flow_ab, flow_ba: transfers in either direction.
        rule: `minimum_flows` and `ratio` of the configuration.
    """
    if flow_ab + flow_ba < rule["minimum_flows"]:
        return "undetermined"
    low, high = sorted((flow_ab, flow_ba))
    return "asymmetric" if high >= rule["ratio"] * low else "symmetric"
