"""What the paper's two tables say, before any file format."""

from __future__ import annotations

import itertools
import operator
from dataclasses import dataclass, field

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording

MARKS = {"": "", "printed": "", "not_printed": " †", "no_evidence": " ‡", "other_type": " §"}


@dataclass(frozen=True)
class Exhibit:
    """A table to be rendered.

    Attributes:
        title: caption.
        headers: column heads.
        rows: cells as shown; the first cell of a row is its group, the same for rows that belong
            together, and is shown once.
        notes: lines below the table.
        numeric: places of the columns that hold numbers.
        data: the same for machines, with codes beside the labels.
    """

    title: str
    headers: list[str]
    rows: list[list[str]]
    notes: list[str]
    data: pd.DataFrame
    numeric: list[int] = field(default_factory=list)

    def groups(self) -> list[tuple[str, list[list[str]]]]:
        """The rows by group, in order: (group, the other cells of each of its rows)."""
        groups = itertools.groupby(self.rows, key=operator.itemgetter(0))
        return [(group, [cells for _, *cells in rows]) for group, rows in groups]


def arrange_dyads(dyads: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The dyads with a level by type, where no publication gives them an order.

    Args:
        dyads: see `dyads.code_dyads`.

    Returns:
        dyad_type, actor_a, actor_b, first, second, status (empty), event_ids; as `table_1` takes it.
    """
    place = {kind: number for number, kind in enumerate(codebook.values("dyad_type"))}
    found = dyads[dyads["level"] != "none"].assign(place=dyads["dyad_type"].map(place))
    found = found.sort_values(["place", "actor_a", "actor_b"], ignore_index=True)
    found = found.assign(first=found["actor_a"], second=found["actor_b"], status="")
    return found[["dyad_type", "actor_a", "actor_b", "first", "second", "status", "event_ids"]]


def table_1(rows: pd.DataFrame, actors: pd.DataFrame, codebook: Codebook, wording: Wording) -> Exhibit:
    """Table 1: dyads by type.

    Args:
        rows: see `comparison.arrange_table_1`, or `arrange_dyads`.
        actors: give the names.
        codebook: gives the labels of the types.
        wording: words of one language.
    """
    names = dict(zip(actors["code"], actors[f"name_{wording.language}"]))
    types = rows["dyad_type"].map(codebook.labels("dyad_type", wording.language))
    dyads = [f"{names[first]} – {names[second]}" for first, second in zip(rows["first"], rows["second"])]
    data = rows[["dyad_type", "actor_a", "actor_b", "status", "event_ids"]].copy()
    data.insert(1, "type", types)
    data.insert(4, "actors", dyads)
    used = [status for status in MARKS if status not in ("", "printed") and (rows["status"] == status).any()]
    return Exhibit(
        title=wording["table_1_title"],
        headers=[wording["type"], wording["dyad"]],
        rows=[[kind, dyad + MARKS[status]] for kind, dyad, status in zip(types, dyads, rows["status"])],
        notes=[wording[status] for status in used] + [wording["selection_note"]],
        data=data,
    )


def table_2(evidence: pd.DataFrame, codebook: Codebook, wording: Wording) -> Exhibit:
    """Table 2: levels, their features, and how many events and dyads show each.

    Args:
        evidence: see `evidence.find_evidence`.
        codebook: gives levels and indicators with their labels.
        wording: words of one language.
    """
    labels = codebook.labels("indicator", wording.language)
    levels = codebook.labels("level", wording.language)
    shown = []
    data = []
    for level, group in codebook.indicators.groupby("level", sort=False):
        for place, indicator in enumerate(group["indicator"], start=1):
            found = evidence[evidence["indicator"] == indicator]
            events = found["event_id"].nunique()
            dyads = len(found[["actor_a", "actor_b"]].drop_duplicates())
            feature = f"{wording.number(place)}. {labels[indicator]}"
            shown.append([levels[str(level)], feature, wording.number(events), wording.number(dyads)])
            ids = ";".join(sorted(found["event_id"].unique()))
            data.append((level, levels[str(level)], indicator, labels[indicator], events, dyads, ids))
    return Exhibit(
        title=wording["table_2_title"],
        headers=[wording["level"], wording["feature"], wording["events"], wording["dyads"]],
        rows=shown,
        notes=[wording["table_2_note"], wording["selection_note"]],
        data=pd.DataFrame(
            data, columns=["level", "level_label", "indicator", "feature", "events", "dyads", "event_ids"]
        ),
        numeric=[2, 3],
    )
