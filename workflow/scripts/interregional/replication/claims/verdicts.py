"""What a test of a claim gives back."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import stats


@dataclass(frozen=True)
class Outcome:
    """What a test found: its statistic in words, the value, the verdict, and what to add."""

    statistic: str
    value: str
    verdict: str
    note: str = ""
    effect: str = ""
    p: float = math.nan


def decided(right: bool) -> str:
    """The verdict of a test that a claim passes or fails."""
    return "supported" if right else "not supported"


def counted_verdict(statistic: str, hits: int, n: int, note: str) -> Outcome:
    """Supported if all cases agree with the claim, mixed if some do; no verdict without cases."""
    if n == 0:
        return Outcome(statistic, "0 of 0", "not testable", "the edition has no such case")
    verdict = "supported" if hits == n else ("mixed" if hits else "not supported")
    return Outcome(statistic, f"{hits} of {n}", verdict, note)


def majority(hits: int, n: int) -> float:
    """Chance of so many or more out of n if each were a toss of a coin (exact binomial test)."""
    return float(stats.binomtest(hits, n, alternative="greater").pvalue) if n else math.nan
