"""How far two sets of labels agree, beyond chance and with honest intervals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from interregional.tables.shares import EXACT, FEWEST, TOO_FEW, exact_interval
from interregional.tables.text import shown

Tables = npt.NDArray[np.float64]
# A measure of agreement: from an array of samples × labels × labels, the counts of pairs of labels in each sample, to
# its value for each; NaN where it is not defined. Every draw of a bootstrap is such a table: all are measured at once.
Statistic = Callable[[Tables], Tables]


def confusion(first: Sequence[str], second: Sequence[str], values: Sequence[str]) -> pd.DataFrame:
    """Counts of pairs of labels: a row for each value of the first, a column for each of the second."""
    counts = Counter(zip(first, second))
    rows = [[counts[one, other] for other in values] for one in values]
    return pd.DataFrame(rows, index=list(values), columns=list(values))


def tables_of(first: npt.ArrayLike, second: npt.ArrayLike, size: int) -> Tables:
    """Counts of pairs in samples of labels numbered from 0 (both samples × units): samples × size × size."""
    pairs = np.atleast_2d(first).astype(int) * size + np.atleast_2d(second).astype(int)
    samples = len(pairs)
    placed = pairs + size * size * np.arange(samples)[:, None]
    return np.bincount(placed.ravel(), minlength=samples * size * size).reshape(samples, size, size).astype(float)


def _ratio(above: Tables, below: Tables) -> Tables:
    """Quotients, NaN where the lower part is zero."""
    found: Tables = np.divide(above, below, out=np.full(above.shape, math.nan), where=below != 0)
    return found


def observed(tables: Tables) -> Tables:
    """Share of units on which the two agree; NaN for none."""
    return _ratio(np.einsum("dii->d", tables), tables.sum((1, 2)))


def kappa(weights: str | None) -> Statistic:
    """Cohen's kappa with no, `linear` or `quadratic` weights (Cohen 1960, 1968); NaN where chance agrees fully."""

    def statistic(tables: Tables) -> Tables:
        apart = np.abs(np.subtract.outer(np.arange(tables.shape[1]), np.arange(tables.shape[1])))
        cost = {None: apart > 0, "linear": apart, "quadratic": apart**2}[weights].astype(float)
        total = tables.sum((1, 2))
        chance = np.einsum("di,dj,ij->d", tables.sum(2), tables.sum(1), cost)
        return 1 - _ratio((tables * cost).sum((1, 2)) * total, chance)

    return statistic


def alpha(level: Literal["nominal", "ordinal"]) -> Statistic:
    """Krippendorff's alpha (2019) for two coders and a level of measurement; NaN for fewer than two labels."""

    def statistic(tables: Tables) -> Tables:
        pairs = tables + tables.swapaxes(1, 2)
        counts = pairs.sum(2)
        if level == "nominal":
            cost = np.broadcast_to(1.0 - np.eye(tables.shape[1]), tables.shape)
        else:
            # Between two ranks lie the labels from one to the other, the outer two counted by half.
            below = np.cumsum(counts, 1) - counts / 2
            cost = (below[:, :, None] - below[:, None, :]) ** 2
        chance = np.einsum("di,dj,dij->d", counts, counts, cost)
        return 1 - _ratio((pairs * cost).sum((1, 2)) * (counts.sum(1) - 1), chance)

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
    chosen = np.random.default_rng(seed).integers(0, len(first), (draws, len(first)))
    found = statistic(tables_of(np.array(first)[chosen], np.array(second)[chosen], size))
    defined = found[np.isfinite(found)]
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
) -> list[tuple[str, int, str, str, str, str]]:
    """Every statistic with its 95 per cent interval, as text.

    Returns:
        (statistic, n, value, low, high, note), empty where undefined. The interval of a share is exact, that of a
        coefficient from a bootstrap over units; with fewer than ten a coefficient has none, and the note says so.
    """
    place = {value: number for number, value in enumerate(values)}
    one, other = [place[value] for value in first], [place[value] for value in second]
    rows = []
    for name, statistic in statistics.items():
        value = float(statistic(tables_of(one, other, len(values)))[0]) if one else math.nan
        low, high, note = math.nan, math.nan, ""
        if statistic is observed:
            low, high = exact_interval(int(np.sum(np.equal(one, other))), len(one))
            note = EXACT
        elif len(one) < FEWEST:
            note = TOO_FEW
        else:
            low, high = bootstrap(statistic, one, other, len(values), draws, seed)
        rows.append((name, len(one), shown(value), shown(low), shown(high), note))
    return rows
