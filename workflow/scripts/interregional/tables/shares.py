"""Intervals of shares of few cases."""

from __future__ import annotations

import math

EXACT = "exact interval"
# With fewer units a resampled interval of a coefficient says more about the units than about the coefficient.
FEWEST = 10
TOO_FEW = "fewer than ten units: no interval"


def exact_interval(hits: int, cases: int) -> tuple[float, float]:
    """The 95 per cent interval of a share (Clopper and Pearson 1934); NaN for no cases."""
    if not cases:
        return math.nan, math.nan
    # Not above: scipy takes longer to start than the jobs that only name the words of this module.
    from scipy.special import betaincinv

    low = float(betaincinv(hits, cases - hits + 1, 0.025)) if hits else 0.0
    high = float(betaincinv(hits + 1, cases - hits, 0.975)) if hits < cases else 1.0
    return low, high
