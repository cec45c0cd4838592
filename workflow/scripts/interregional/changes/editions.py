"""What is different between two editions, and because of which events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from interregional.catalogue.actors import pair
from interregional.codebook.decisions import Codebook
from interregional.levels.evidence import counted
from interregional.tables.files import join_list, records, split_list

EVENT_COLUMNS = ["event_id", "change", "columns", "actor_a", "actor_b", "before", "after"]
DYAD_COLUMNS = [
    "actor_a", "actor_b", "level_before", "level_after", "direction", "indicators_gained", "indicators_lost",
    "balance_before", "balance_after", "flow_ab_before", "flow_ab_after", "flow_ba_before", "flow_ba_after",
    "because_of", "added", "withdrawn", "changed",
]  # fmt: skip
CLAIMS_COLUMNS = [
    "claim_id", "section", "claim", "claim_fa", "verdict_before", "verdict_after", "flips",
    "statistic", "value_before", "value_after",
]  # fmt: skip
NODE_MEASURES = ("degree", "strength", "betweenness", "flows_out", "flows_in")
Dyad = tuple[str, str]


@dataclass(frozen=True)
class Edition:
    """The results of an edition that are compared.

    Attributes:
        events: coded events, with `indicators`.
        evidence, dyads: see `evidence.find_evidence` and `dyads.code_dyads`.
        nodes, measures: see `network.measure_nodes` and `network.measure_network`.
        claims: see `claims.judge_claims`; none where no publication is replicated.
    """

    events: pd.DataFrame
    evidence: pd.DataFrame
    dyads: pd.DataFrame
    nodes: pd.DataFrame
    measures: pd.DataFrame
    claims: pd.DataFrame | None = None


def compare_events(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The events added, withdrawn and changed.

    Returns:
        event_id, change (added, withdrawn, changed), columns (those that differ), the dyad (of the later
        edition, where it is there), and for a changed event the cells before and after, in the
        order of the columns, parted by ` | `.
    """
    old, new = ({row["event_id"]: row for row in records(table)} for table in (before, after))
    columns = [str(column) for column in after.columns if column not in ("event_id", "indicators")]
    rows = []
    for event_id in sorted({*old, *new}):
        event = new.get(event_id) or old[event_id]
        dyad = pair(event["source"], event["target"]) if event["dyadic"] == "yes" else ("", "")
        if event_id not in old or event_id not in new:
            rows.append((event_id, "added" if event_id in new else "withdrawn", "", *dyad, "", ""))
            continue
        differing = [column for column in columns if old[event_id][column] != new[event_id][column]]
        if differing:
            cells = [" | ".join(str(table[event_id][column]) for column in differing) for table in (old, new)]
            rows.append((event_id, "changed", ";".join(differing), *dyad, *cells))
    return pd.DataFrame(rows, columns=EVENT_COLUMNS)


def compare_dyads(before: Edition, after: Edition, events: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The dyads whose level, indicators, flows or balance changed.

    Args:
        before, after: the two editions.
        events: see `compare_events`.
        codebook: gives the ranks of the levels and what counts as evidence.

    Returns:
        See `DYAD_COLUMNS`. `direction` is that of the level (higher, lower, same); `because_of` names the
        events that are different and show an indicator gained or lost, or pass something on; added,
        withdrawn and changed count all events of the dyad that are different.
    """
    old, new = (_by_dyad(edition.dyads) for edition in (before, after))
    rank = codebook.rank()
    touched = _touched(before.events, after.events, events, codebook)
    rows = []
    for dyad in sorted({*old, *new}):
        was, now = old.get(dyad, {}), new.get(dyad, {})
        levels = was.get("level", "none"), now.get("level", "none")
        shown = [set(split_list(row.get("indicators", ""))) for row in (was, now)]
        gained, lost = shown[1] - shown[0], shown[0] - shown[1]
        values = [
            (row.get("balance", "undetermined"), int(row.get("flow_ab", 0)), int(row.get("flow_ba", 0)))
            for row in (was, now)
        ]
        if levels[0] == levels[1] and not gained | lost and values[0] == values[1]:
            continue
        own = touched.get(dyad, {})
        because = {
            event
            for edition in (before, after)
            for event in _showing(edition.evidence, dyad, gained | lost)
            if event in own
        }
        if values[0][1:] != values[1][1:]:
            because |= {event for event, (_, moves) in own.items() if moves}
        step = rank[levels[1]] - rank[levels[0]]
        kinds = [kind for kind, _ in own.values()]
        rows.append(
            (
                *dyad, *levels, "higher" if step > 0 else "lower" if step < 0 else "same",
                join_list(gained), join_list(lost), values[0][0], values[1][0],
                values[0][1], values[1][1], values[0][2], values[1][2], join_list(because),
                *(kinds.count(kind) for kind in ("added", "withdrawn", "changed")),
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=DYAD_COLUMNS)


def compare_nodes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The measures of actors that changed: code, measure, before, after, and the ranks (1 is the highest).

    An actor without a tie has empty cells.
    """
    old, new = (_with_ranks(table) for table in (before, after))
    rows = []
    for code in sorted({*old, *new}):
        for measure in NODE_MEASURES:
            was, now = (table.get(code, {}).get(measure, ("", "")) for table in (old, new))
            if was != now:
                rows.append((code, measure, was[0], now[0], was[1], now[1]))
    return pd.DataFrame(rows, columns=["code", "measure", "before", "after", "rank_before", "rank_after"])


def compare_measures(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The measures of the whole before and after: network, measure, before, after; all of them."""
    both = before.merge(after, on=["network", "measure"], how="outer", suffixes=("_before", "_after"), sort=False)
    return both.rename(columns={"value_before": "before", "value_after": "after"}).fillna("")


def pair_claims(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The claims of the second table, each with its verdict and value in both.

    Returns:
        `CLAIMS_COLUMNS`, in the order of the text; flips: yes if the verdict is another.
    """
    old = {row["claim_id"]: row for row in records(before)}
    rows = []
    for row in records(after):
        was = old.get(row["claim_id"], {"verdict": "", "value": ""})
        flips = "yes" if was["verdict"] != row["verdict"] else "no"
        told = (row[key] for key in CLAIMS_COLUMNS[:4])
        rows.append((*told, was["verdict"], row["verdict"], flips, row["statistic"], was["value"], row["value"]))
    return pd.DataFrame(rows, columns=CLAIMS_COLUMNS)


def compare_claims(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The claims of `pair_claims` whose verdict or value changed, without their section."""
    both = pair_claims(before, after)
    changed = (both["flips"] == "yes") | (both["value_before"] != both["value_after"])
    return both[changed].drop(columns="section").reset_index(drop=True)


def _by_dyad(dyads: pd.DataFrame) -> dict[Dyad, dict[str, Any]]:
    return {(row["actor_a"], row["actor_b"]): row for row in records(dyads)}


def _touched(
    before: pd.DataFrame, after: pd.DataFrame, events: pd.DataFrame, codebook: Codebook
) -> dict[Dyad, dict[str, tuple[str, bool]]]:
    """The events that are different, by dyad (a changed one under both of its own): change, and whether directed."""
    change = dict(zip(events["event_id"], events["change"]))
    found: dict[Dyad, dict[str, tuple[str, bool]]] = {}
    for table in (before, after):
        for polarity in ("1", "-1"):
            for event in records(counted(table[table["event_id"].isin(change)], codebook, polarity)):
                own = found.setdefault(pair(event["source"], event["target"]), {})
                own[event["event_id"]] = (change[event["event_id"]], event["directed"] == "yes")
    return found


def _showing(evidence: pd.DataFrame, dyad: Dyad, indicators: Iterable[str]) -> set[str]:
    own = (evidence["actor_a"] == dyad[0]) & (evidence["actor_b"] == dyad[1])
    return set(evidence.loc[own & evidence["indicator"].isin(list(indicators)), "event_id"])


def _with_ranks(nodes: pd.DataFrame) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """By code and measure the value and its rank."""
    found: dict[str, dict[str, tuple[str, str]]] = {code: {} for code in nodes["code"]}
    for measure in NODE_MEASURES:
        ranks = nodes[measure].astype(float).rank(ascending=False, method="min").astype(int)
        for code, value, rank in zip(nodes["code"], nodes[measure], ranks):
            found[code][measure] = (str(value), str(rank))
    return found
