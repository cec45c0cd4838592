"""Tests of claims on dyads: levels, symmetry, shares, orders and types."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from interregional.replication.claims.evidence import Catalogue, Row
from interregional.replication.claims.verdicts import Outcome, counted_verdict, decided, majority
from interregional.tables.files import records, split_list


def judge_level(claim: Row, catalogue: Catalogue) -> Outcome:
    wanted = split_list(claim["value"])
    dyads = catalogue.chosen(claim)
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
    hits = sum(dyad["level"] in wanted for dyad in dyads.values())
    return counted_verdict("dyads coded at the level", hits, len(dyads) + missing, note)


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
    statistic = f"{kind} with {condition}" + (f" among those with {subset}" if subset else "")
    if threshold == "=1":
        return counted_verdict(statistic, hits, n, "")
    share = hits / n
    return Outcome(statistic, f"{hits} of {n}", decided(share > 0.5), "", f"{share:.2f}", majority(hits, n))


def judge_order(claim: Row, catalogue: Catalogue) -> Outcome:
    left = catalogue.chosen(claim)
    against = split_list(claim["against"])
    right = {
        key: dyad
        for key, dyad in catalogue.dyads.items()
        if key not in left and (key in against or dyad["dyad_type"] in against)
    }
    if not left or not right:
        return counted_verdict("dyads compared", 0, 0, "")
    if claim["value"] == "asymmetry":
        one, other = (max(abs(float(dyad["asymmetry"] or 0)) for dyad in side.values()) for side in (left, right))
        told = ", ".join(f"{key}: {dyad['asymmetry']}" for key, dyad in {**left, **right}.items())
        if one == other:
            return Outcome("difference of asymmetry", "0", "not testable", f"the index is the same ({told})")
        return Outcome("difference of asymmetry", f"{one - other:.4f}", decided(one > other), told)
    ranks = [[catalogue.rank[dyad["level"]] for dyad in side.values()] for side in (left, right)]
    gap = float(np.mean(ranks[0]) - np.mean(ranks[1]))
    verdict = "mixed" if gap > 0 and min(ranks[0]) <= max(ranks[1]) else decided(gap > 0)
    told = f"{len(ranks[0])} against {len(ranks[1])} dyads"
    return Outcome("difference of mean level rank", f"{gap:.4f}", verdict, told, f"{gap:.2f} ranks")


def judge_type(claim: Row, catalogue: Catalogue) -> Outcome:
    dyads, statistic = catalogue.dyads.values(), "difference of mean level rank"
    ranks = [
        [catalogue.rank[dyad["level"]] for dyad in dyads if dyad["dyad_type"] in split_list(claim[side])]
        for side in ("dyads", "against")
    ]

    def gap(one: np.ndarray, other: np.ndarray, axis: int) -> Any:
        return np.mean(one, axis=axis) - np.mean(other, axis=axis)

    if min(map(len, ranks)) < 2:
        return Outcome(statistic, "", "not testable", "fewer than two dyads on a side")
    rng = np.random.default_rng(catalogue.seed)
    found = stats.permutation_test(
        ranks, gap, vectorized=True, n_resamples=catalogue.draws, alternative="greater", rng=rng
    )
    difference, p = float(found.statistic), float(found.pvalue)
    note = f"{len(ranks[0])} against {len(ranks[1])} dyads; permutation test"
    return Outcome(statistic, f"{difference:.4f}", decided(difference > 0), note, f"{difference:.2f} ranks", p)


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
