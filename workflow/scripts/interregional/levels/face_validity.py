"""Face validity: do the readings rank profiles as any scholar of the field would?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.readings import level_of
from interregional.tables.files import records, split_list

FACE_COLUMNS = [
    "comparison", "reading", "relation", "higher", "lower", "level_of_higher", "level_of_lower", "verdict",
    "dyads", "held",
]  # fmt: skip
HOLDS, EQUAL, REVERSED = "holds", "same level", "reversed"


def judge_face_validity(
    dyads: pd.DataFrame, readings: Mapping[str, Mapping[str, Groups]], codebook: Codebook
) -> pd.DataFrame:
    """Every comparison of the codebook under every reading.

    Args:
        dyads: see `dyads.code_dyads`; gives the pairs of dyads that fit a comparison.
        readings: the groups of each reading, by level.
        codebook: `face_validity` and the order of the levels.

    Returns:
        comparison, reading, relation, higher and lower (the profiles), level_of_higher, level_of_lower, verdict
        (holds, same level, reversed), dyads (pairs of dyads of which one shows at least the higher profile and
        the other no more than the lower) and held (those of them that the reading ranks as it should).
    """
    rank = codebook.rank()
    evidence = [frozenset(split_list(cell)) for cell in dyads["indicators"] if cell]
    rows = []
    for comparison in records(codebook.face_validity):
        higher, lower = (frozenset(split_list(comparison[key])) for key in ("higher", "lower"))
        strict = comparison["relation"] == "above"
        upper = [shown for shown in evidence if shown >= higher]
        under = [shown for shown in evidence if shown <= lower]
        for reading, levels in readings.items():
            above, below = level_of(higher, levels, rank), level_of(lower, levels, rank)
            ranks = [[rank[level_of(shown, levels, rank)] for shown in side] for side in (upper, under)]
            held = sum(a > b or (a == b and not strict) for a in ranks[0] for b in ranks[1])
            rows.append(
                (
                    comparison["comparison"], reading, comparison["relation"], comparison["higher"],
                    comparison["lower"], above, below, _verdict(rank[above] - rank[below], strict),
                    len(upper) * len(under), held,
                )
            )  # fmt: skip
    return pd.DataFrame(rows, columns=FACE_COLUMNS)


def _verdict(difference: int, strict: bool) -> str:
    if difference > 0 or (difference == 0 and not strict):
        return HOLDS
    return EQUAL if difference == 0 else REVERSED


def failures(table: pd.DataFrame, reading: str) -> list[dict[str, Any]]:
    """The comparisons that a reading fails."""
    return records(table[(table["reading"] == reading) & (table["verdict"] != HOLDS)])
