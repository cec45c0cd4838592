"""The paper's claims, each with a test on the coded catalogue.

A claim names its test and the arguments in the register of claims; each test is a
function here. A verdict is `supported`, `not supported`, `mixed` (part of the claim, or in part of the
networks) or `not testable`. The catalogue is small and selected: where chance is spoken of, the
probabilities are corrected over all claims (Holm) and an effect size stands beside them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import pandas as pd
from statsmodels.stats.multitest import multipletests

from interregional.replication.claims.dyads import judge_balance, judge_level, judge_order, judge_share, judge_type
from interregional.replication.claims.evidence import Catalogue, Row
from interregional.replication.claims.memberships import judge_members
from interregional.replication.claims.network import (
    judge_dominance,
    judge_giving,
    judge_hub,
    judge_integrated,
    judge_structure,
)
from interregional.replication.claims.time import judge_trend
from interregional.replication.claims.verdicts import Outcome
from interregional.tables.files import records

CLAIM_COLUMNS = [
    "claim_id", "section", "claim", "test", "statistic", "value", "verdict", "note", "effect",
    "p", "p_holm", "locator", "claim_fa",
]  # fmt: skip
SIGNIFICANT = 0.05


def judge_claims(claims: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Test every claim.

    Args:
        claims: rows of the register of claims.
        catalogue: what is tested.

    Returns:
        One row a claim (see `CLAIM_COLUMNS`): the claim, its test, statistic, value and verdict; a
        note with what the reader must know; an effect size; p and its Holm correction over all
        claims, where chance is a question.
    """
    rows = records(claims)
    found = [TESTS[row["test"]](row, catalogue) for row in rows]
    judged = [place for place, outcome in enumerate(found) if math.isfinite(outcome.p)]
    corrected = dict.fromkeys(range(len(found)), math.nan)
    if judged:
        corrected |= dict(zip(judged, multipletests([found[place].p for place in judged], method="holm")[1]))
    table = []
    for place, (row, outcome) in enumerate(zip(rows, found)):
        needed = f"needed: {row['needs_en']}" if outcome.verdict == "not testable" and row["needs_en"] else ""
        verdict, note = outcome.verdict, "; ".join(part for part in (outcome.note, needed, row["comment"]) if part)
        if verdict == "supported" and corrected[place] >= SIGNIFICANT:
            verdict = "mixed"
            note = "in the direction claimed, but within chance for so few cases; " + note
        chance = (outcome.effect, _number(outcome.p), _number(corrected[place]))
        told = (row["claim_id"], row["section"], row["claim_en"], row["test"], outcome.statistic, outcome.value)
        table.append((*told, verdict, note.strip("; "), *chance, row["locator"], row["claim_fa"]))
    return pd.DataFrame(table, columns=CLAIM_COLUMNS)


TESTS: dict[str, Callable[[Row, Catalogue], Outcome]] = {
    "level": judge_level,
    "balance": judge_balance,
    "hub": judge_hub,
    "dominance": judge_dominance,
    "donor": partial(judge_giving, sign=1),
    "receiver": partial(judge_giving, sign=-1),
    "integrated": judge_integrated,
    "share": judge_share,
    "order": judge_order,
    "type": judge_type,
    "structure": judge_structure,
    "trend": lambda claim, catalogue: judge_trend(claim, catalogue.history),
    "membership": lambda claim, catalogue: judge_members(claim, catalogue.history),
    "none": lambda claim, catalogue: Outcome("none", "", "not testable"),
}


def _number(value: float) -> str:
    return f"{value:.4f}" if math.isfinite(value) else ""
