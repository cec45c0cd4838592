"""Tests of claims on dyads: levels, symmetry, shares, orders and types."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from interregional.replication.claims.evidence import Catalogue, Row
from interregional.replication.claims.verdicts import Outcome, counted_verdict, majority
from interregional.tables.files import records, split_list


def judge_level(claim: Row, catalogue: Catalogue) -> Outcome:
    wanted = split_list(claim["value"])
    dyads = catalogue.chosen(claim)
    found = [dyad["level"] for dyad in dyads.values()]
    missing = len(split_list(claim["dyads"])) - len(dyads) if dyads else 0
    note = "coded " + ", ".join(f"{key}: {dyad['level']}" for key, dyad in dyads.items())
    rank = catalogue.rank
    open_ = [
        key
        for key, dyad in dyads.items()
        if dyad["level"] not in wanted
        and any(rank[dyad["level_low"]] <= rank[level] <= rank[dyad["level_high"]] for level in wanted)
    ]
    note += f"; the evidence leaves the level open for {', '.join(open_)}" if open_ else ""
    return counted_verdict(
        "dyads coded at the level", sum(level in wanted for level in found), len(found) + missing, note
    )


def judge_balance(claim: Row, catalogue: Catalogue) -> Outcome:
    dyads = catalogue.chosen(claim)
    coded = [dyad["balance"] for dyad in dyads.values()]
    told = ", ".join(f"{key}: {dyad['flow_ab']} and {dyad['flow_ba']} transfers" for key, dyad in dyads.items())
    if set(coded) <= {"undetermined"}:
        return Outcome("dyads with the balance", f"0 of {len(coded)}", "not testable", f"too few transfers ({told})")
    return counted_verdict("dyads with the balance", coded.count(claim["value"]), len(coded), told)


def judge_share(claim: Row, catalogue: Catalogue) -> Outcome:
    kind, subset, condition, threshold = (part.strip() for part in claim["value"].split("|"))
    if kind == "events":
        dyads = catalogue.chosen(claim)
        rows = [event for event in catalogue.events if event["dyad"] in dyads]
    elif kind == "dyads":
        rows = list(catalogue.chosen(claim).values())
    else:
        rows = records(catalogue.nodes["all ties"])
    base = [row for row in rows if _holds(row, subset)]
    if not base:
        return counted_verdict("share", 0, 0, "")
    hits, n = sum(_holds(row, condition) for row in base), len(base)
    value = f"{hits} of {n}"
    statistic = f"{kind} with {condition}" + (f" among those with {subset}" if subset else "")
    if threshold == "=1":
        return counted_verdict(statistic, hits, n, "")
    verdict = "supported" if hits / n > 0.5 else "not supported"
    return Outcome(statistic, value, verdict, "", f"{hits / n:.2f}", majority(hits, n))


def judge_order(claim: Row, catalogue: Catalogue) -> Outcome:
    left = catalogue.chosen(claim)
    right = {
        key: dyad
        for key, dyad in catalogue.dyads.items()
        if (key in split_list(claim["against"]) or dyad["dyad_type"] in split_list(claim["against"]))
        and key not in left
    }
    if not left or not right:
        return counted_verdict("dyads compared", 0, 0, "")
    if claim["value"] == "asymmetry":
        one, other = (max(abs(float(dyad["asymmetry"] or 0)) for dyad in side.values()) for side in (left, right))
        told = ", ".join(f"{key}: {dyad['asymmetry']}" for key, dyad in {**left, **right}.items())
        if one == other:
            return Outcome("difference of asymmetry", "0", "not testable", f"the index is the same ({told})")
        return Outcome(
            "difference of asymmetry", f"{one - other:.4f}", "supported" if one > other else "not supported", told
        )
    ranks = [[catalogue.rank[dyad["level"]] for dyad in side.values()] for side in (left, right)]
    gap = float(np.mean(ranks[0]) - np.mean(ranks[1]))
    verdict = "supported" if gap > 0 else "not supported"
    if gap > 0 and min(ranks[0]) <= max(ranks[1]):
        verdict = "mixed"
    return Outcome(
        "difference of mean level rank",
        f"{gap:.4f}",
        verdict,
        f"{len(ranks[0])} against {len(ranks[1])} dyads",
        f"{gap:.2f} ranks",
    )


def judge_type(claim: Row, catalogue: Catalogue) -> Outcome:
    sides = [split_list(claim["dyads"]), split_list(claim["against"])]
    ranks = [
        [catalogue.rank[dyad["level"]] for dyad in catalogue.dyads.values() if dyad["dyad_type"] in side]
        for side in sides
    ]

    def gap(one: np.ndarray, other: np.ndarray, axis: int) -> Any:
        return np.mean(one, axis=axis) - np.mean(other, axis=axis)

    if min(map(len, ranks)) < 2:
        return Outcome("difference of mean level rank", "", "not testable", "fewer than two dyads on a side")
    result = stats.permutation_test(
        ranks,
        gap,
        vectorized=True,
        n_resamples=catalogue.draws,
        alternative="greater",
        rng=np.random.default_rng(catalogue.seed),
    )
    difference = float(result.statistic)
    verdict = "supported" if difference > 0 else "not supported"
    note = f"{len(ranks[0])} against {len(ranks[1])} dyads; permutation test"
    return Outcome(
        "difference of mean level rank",
        f"{difference:.4f}",
        verdict,
        note,
        f"{difference:.2f} ranks",
        float(result.pvalue),
    )


def _holds(row: Row, conditions: str) -> bool:
    """Whether a row meets `column=a/b & column!=c & column~d/e` (~: a `;`-list has one of the values)."""
    for condition in (part.strip() for part in conditions.split("&") if part.strip()):
        sign = next(sign for sign in ("!=", "~", "=") if sign in condition)
        column, values = condition.split(sign, 1)
        allowed, cell = values.split("/"), str(row[column])
        met = bool(set(allowed) & set(split_list(cell))) if sign == "~" else (cell in allowed) == (sign == "=")
        if not met:
            return False
    return True
