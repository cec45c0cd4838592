"""What the explorer is made of: the results, and what the configuration says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from interregional.tables.files import records, split_list

EVENT_COLUMNS = [
    "event_id", "start", "end", "source", "target", "others", "directed", "event_type", "recurrence", "setting",
    "scope", "resource", "amount", "currency", "recipient", "part_of", "issue_area", "location", "description_en",
    "description_fa", "source_key", "locator", "confidence", "note",
]  # fmt: skip
RANKS = ["degree", "strength", "betweenness", "rank_degree", "rank_strength", "rank_betweenness"]
# What is used of the tables over time and of members.
SPELL_COLUMNS = ["reading", "persistence", "dating", "actor_a", "actor_b", "from_year", "to_year", "level"]
EVIDENCE_YEAR_COLUMNS = [
    "actor_a", "actor_b", "indicator", "event_id", "persistence", "dating", "from_year", "to_year",
]  # fmt: skip
MEASURES = ["degree", "strength", "betweenness", "flows_out", "flows_in"]
MEMBERSHIP_COLUMNS = ["member", "organisation", "status", "start", "end"]
STATE_COLUMNS = ["code", "name_en", "name_fa"]
REGION_COLUMNS = ["region", "label_fa"]
NODE_YEAR_COLUMNS = ["year", "code", *RANKS]


@dataclass(frozen=True)
class Tables:
    """The results that the explorer shows, as text cells.

    Attributes:
        events, evidence, dyads, actors: the coded catalogue.
        nodes, flows: measures of the actors; transfers.
        levels, balance: what the publication states, set against the coded dyads; no rows where there is none.
        layout: positions; see `marks.place_actors`.
        spells: levels by reading, persistence and dating (`SPELL_COLUMNS`).
        evidence_years: from when to when each event shows an indicator.
        node_years: measures and ranks of the actors by year.
        memberships, states: who belongs to which organisation, and the states' names.
        regions: the regions' names in Persian (`config/regions.csv`).
        other: the coded dyads of the edition compared with, None if there is none.
    """

    events: pd.DataFrame
    evidence: pd.DataFrame
    dyads: pd.DataFrame
    actors: pd.DataFrame
    nodes: pd.DataFrame
    flows: pd.DataFrame
    levels: pd.DataFrame
    balance: pd.DataFrame
    layout: pd.DataFrame
    spells: pd.DataFrame
    evidence_years: pd.DataFrame
    node_years: pd.DataFrame
    memberships: pd.DataFrame
    states: pd.DataFrame
    regions: pd.DataFrame
    other: pd.DataFrame | None = None


@dataclass(frozen=True)
class Edition:
    """What the configuration says: name, declared reading, levels of Figure 1, whether there is a publication, and the
    name of the edition that it is compared with, if any."""

    name: str
    reading: str
    levels: Sequence[str]
    publication: bool = True
    other: str = ""


def grouped(frame: pd.DataFrame, by: list[str], columns: list[str]) -> dict[tuple[str, ...], list[list[str]]]:
    """Rows as lists of the columns, by the key columns, in the order of the table."""
    found: dict[tuple[str, ...], list[list[str]]] = {}
    for row in frame[[*by, *columns]].astype(str).itertuples(index=False):
        found.setdefault(row[: len(by)], []).append(list(row[len(by) :]))
    return found


def by_dyad(frame: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    """The row of each dyad."""
    return {(row["actor_a"], row["actor_b"]): row for row in records(frame)}


def event_ids(dyad: Mapping[str, Any]) -> list[str]:
    return sorted({*split_list(dyad["event_ids"]), *split_list(dyad["negative_event_ids"])})
