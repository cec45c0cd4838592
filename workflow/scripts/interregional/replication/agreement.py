"""How far two sets of labels agree, beyond chance and with honest intervals."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

import krippendorff
import numpy as np
import pandas as pd
from statsmodels.stats.inter_rater import cohens_kappa

from interregional.tables.text import shown

Statistic = Callable[[Sequence[int], Sequence[int], int], float]


def confusion(first: Sequence[str], second: Sequence[str], values: Sequence[str]) -> pd.DataFrame:
    """Counts of pairs of labels: a row for each value of the first, a column for each of the second."""
    counts = Counter(zip(first, second))
    rows = [[counts[one, other] for other in values] for one in values]
    return pd.DataFrame(rows, index=list(values), columns=list(values))


def observed(first: Sequence[int], second: Sequence[int], size: int) -> float:
    """Share of units on which the two agree; NaN for none."""
    return float(np.mean(np.equal(first, second))) if len(first) else math.nan


def kappa(weights: str | None) -> Statistic:
    """Cohen's kappa with no, `linear` or `quadratic` weights (Cohen 1960, 1968), by statsmodels.

    The statistic is NaN where chance agreement is complete, so that kappa is not defined.
    """

    def statistic(first: Sequence[int], second: Sequence[int], size: int) -> float:
        table = np.zeros((size, size))
        np.add.at(table, (list(first), list(second)), 1)
        kinds = {None: None, "linear": "linear", "quadratic": "fc"}
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            value = cohens_kappa(table, wt=kinds[weights], return_results=False)
        return float(value) if np.isfinite(value) else math.nan

    return statistic


def alpha(level: Literal["nominal", "ordinal"]) -> Statistic:
    """Krippendorff's alpha (2019) for two coders, for labels of a level of measurement; NaN if undefined."""

    def statistic(first: Sequence[int], second: Sequence[int], size: int) -> float:
        if len({*first, *second}) < 2:
            return math.nan
        data = np.array([first, second], dtype=float)
        return float(krippendorff.alpha(data, level_of_measurement=level, value_domain=np.arange(size)))

    return statistic


STATISTICS: dict[str, Statistic] = {
    "agreement": observed,
    "kappa": kappa(None),
    "kappa_linear": kappa("linear"),
    "kappa_quadratic": kappa("quadratic"),
    "alpha_ordinal": alpha("ordinal"),
}
NOMINAL: dict[str, Statistic] = {"agreement": observed, "kappa": kappa(None), "alpha_nominal": alpha("nominal")}


def bootstrap(
    statistic: Statistic, first: Sequence[int], second: Sequence[int], size: int, draws: int, seed: int
) -> tuple[float, float]:
    """95 per cent percentile interval over resampled units; NaN where too few draws are defined."""
    generator = np.random.default_rng(seed)
    one, other = np.array(first, dtype=int), np.array(second, dtype=int)
    found = []
    for _ in range(draws):
        chosen = generator.integers(0, len(one), len(one))
        found.append(statistic(one[chosen].tolist(), other[chosen].tolist(), size))
    defined = [value for value in found if math.isfinite(value)]
    if len(defined) < draws / 2:
        return math.nan, math.nan
    low, high = np.quantile(defined, [0.025, 0.975])
    return float(low), float(high)


def measure(
    first: Sequence[str],
    second: Sequence[str],
    values: Sequence[str],
    statistics: dict[str, Statistic],
    draws: int,
    seed: int,
) -> list[tuple[str, int, str, str, str]]:
    """Every statistic with its interval, as text: (statistic, n, value, low, high); empty if undefined."""
    place = {value: number for number, value in enumerate(values)}
    one, other = [place[value] for value in first], [place[value] for value in second]
    rows = []
    for name, statistic in statistics.items():
        value = statistic(one, other, len(values)) if one else math.nan
        low, high = bootstrap(statistic, one, other, len(values), draws, seed) if one else (math.nan, math.nan)
        rows.append((name, len(one), shown(value), shown(low), shown(high)))
    return rows
