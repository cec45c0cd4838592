"""Which indicators of Table 2 an event shows, by the rules of the codebook."""

from __future__ import annotations

from typing import Any

import pandas as pd

from interregional.catalogue.actors import pair
from interregional.codebook.decisions import Codebook
from interregional.tables.files import join_list, records, split_list

CONDITIONS = ["event_type", "recurrence", "setting", "scope", "resource", "directed"]
EVIDENCE_COLUMNS = ["actor_a", "actor_b", "indicator", "event_id", "rule"]


def counted(events: pd.DataFrame, codebook: Codebook, polarity: str = "1") -> pd.DataFrame:
    """The events between two actors whose type adds evidence (or, with "-1", takes it away)."""
    types = codebook.event_types
    chosen = types.loc[types["polarity"] == polarity, "event_type"]
    return events[(events["dyadic"] == "yes") & events["event_type"].isin(chosen)]


def by_dyad(events: pd.DataFrame) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Events between two actors, by the codes of these in alphabetical order."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for event in records(events):
        found.setdefault(pair(event["source"], event["target"]), []).append(event)
    return found


def find_evidence(events: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Every indicator that every event shows.

    Args:
        events: clean events.
        codebook: `evidence_rules` are applied to the events between two actors.

    Returns:
        One row for each indicator and event, sorted: actor_a, actor_b (the dyad), indicator,
        event_id, rule (the rules that hold, `;`-separated).
    """
    judged = counted(events, codebook)
    found = []
    for rule in records(codebook.evidence_rules):
        holds = pd.Series(True, index=judged.index)
        for column in CONDITIONS:
            if rule[column]:
                holds &= judged[column].isin(split_list(rule[column]))
        for event in records(judged[holds]):
            dyad = pair(event["source"], event["target"])
            found.append((*dyad, rule["indicator"], event["event_id"], rule["rule"]))
    evidence = pd.DataFrame(found, columns=EVIDENCE_COLUMNS, dtype=str)
    keys = EVIDENCE_COLUMNS[:-1]
    return evidence.groupby(keys, sort=True).agg({"rule": join_list}).reset_index()


def add_indicators(events: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """The events with a column `indicators`: what each shows, `;`-separated."""
    shown = evidence.groupby("event_id")["indicator"].agg(join_list).to_dict()
    cells = [shown.get(event, "") for event in events["event_id"]]
    return events.assign(indicators=pd.Series(cells, index=events.index, dtype=str))
