"""When the rate of events changed: at the turning points claimed, and wherever the series itself has a break."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tools.sm_exceptions import ConvergenceWarning

from interregional.tables.text import shown
from interregional.time.rates import FEWEST, SIGNIFICANT, compare_rates

BREAK_COLUMNS = [
    "series", "year", "window", "years_before", "before", "years_after", "after", "ratio", "low", "high", "p",
    "share_of_years_below", "level_change", "level_p", "slope_change", "slope_p", "note",
]  # fmt: skip


def turning_points(series: pd.DataFrame, names: Sequence[str], years: Sequence[int], window: int) -> pd.DataFrame:
    """Each series before and after each year, within the declared window.

    Args:
        series: see `yearly_series`.
        names: columns of it.
        years: the turning points claimed.
        window: years on either side, cut where the series ends.

    Returns:
        See `BREAK_COLUMNS`: counts, the exact comparison of rates, share_of_years_below (of all other years
        that could be turning points, those with a smaller ratio), and the interrupted series (Poisson
        regression with a change of level and of slope at the year), where it can be estimated.
    """
    rows = []
    for name in names:
        counts = dict(zip(series["year"], series[name]))
        possible = [year for year in counts if year - 1 in counts]
        ratios = {year: compare_rates(*_sides(counts, year, window))["ratio"] for year in possible}
        for year in years:
            before, years_before, after, years_after = _sides(counts, year, window)
            found = compare_rates(before, years_before, after, years_after)
            others = [ratio for other, ratio in ratios.items() if other != year and not math.isnan(ratio)]
            below = np.mean([ratio < found["ratio"] for ratio in others]) if others else math.nan
            interrupted = interrupted_series(counts, year, window)
            few = "too few events to tell" if before + after < FEWEST else ""
            rows.append(
                (
                    name, year, window, years_before, before, years_after, after,
                    *(shown(found[key]) for key in ("ratio", "low", "high", "p")), shown(float(below)),
                    *(shown(value) for value in interrupted), few,
                )
            )  # fmt: skip
    return pd.DataFrame(rows, columns=BREAK_COLUMNS)


def _sides(counts: Mapping[int, int], year: int, window: int) -> tuple[int, int, int, int]:
    before = [counts[y] for y in range(year - window, year) if y in counts]
    after = [counts[y] for y in range(year, year + window) if y in counts]
    return int(sum(before)), len(before), int(sum(after)), len(after)


def interrupted_series(counts: Mapping[int, int], year: int, window: int) -> tuple[float, float, float, float]:
    """Change of level and of slope at a year, with their p, by Poisson regression.

    Log rates, after Bernal, Cummins and Gasparrini (2017). All NaN where a side has fewer than three years
    with an event: the regression would then only trace the zeros.
    """
    nothing = (math.nan,) * 4
    chosen = [y for y in range(year - window, year + window) if y in counts]
    for side in ([y for y in chosen if y < year], [y for y in chosen if y >= year]):
        if sum(counts[y] > 0 for y in side) < 3:
            return nothing
    time = np.array([y - year for y in chosen], dtype=float)
    after = (time >= 0).astype(float)
    design = np.column_stack([np.ones(len(time)), time, after, time * after])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", category=ConvergenceWarning)
        try:
            fit = GLM([counts[y] for y in chosen], design, family=Poisson()).fit()
        except (ConvergenceWarning, np.linalg.LinAlgError):
            return nothing
    return float(fit.params[2]), float(fit.pvalues[2]), float(fit.params[3]), float(fit.pvalues[3])


def change_points(series: pd.DataFrame, names: Sequence[str], draws: int, seed: int) -> pd.DataFrame:
    """Years at which the rate of a series changes, found without looking at history.

    The year that splits a span best into two Poisson rates is taken (likelihood ratio), judged against draws in
    which the same number of events falls on the years by chance, and the search goes on within the parts
    (binary segmentation) as long as p stays below 0.05.

    Returns:
        series, from_year, to_year (the span searched), change (first year of the new rate), before, after
        (events a year), statistic, p. Spans with no change that holds are listed too, so that nothing found
        can be seen.
    """
    rows = []
    for name in names:
        spans = [(list(series["year"]), list(series[name]))]
        while spans:
            years, counts = spans.pop(0)
            if len(years) < 2 or not sum(counts):
                continue
            place, best = _best_split(np.array([counts]))
            rng = np.random.default_rng(seed)
            random = rng.multinomial(sum(counts), [1 / len(counts)] * len(counts), size=draws)
            p = (1 + int((_best_split(random)[1] >= best[0] - 1e-9).sum())) / (1 + draws)
            cut = int(place[0])
            rates = (sum(counts[:cut]) / cut, sum(counts[cut:]) / (len(counts) - cut))
            rows.append((name, years[0], years[-1], years[cut], *map(shown, (*rates, float(best[0]), p))))
            if p < SIGNIFICANT:
                spans += [(years[:cut], counts[:cut]), (years[cut:], counts[cut:])]
    columns = ["series", "from_year", "to_year", "change", "before", "after", "statistic", "p"]
    return pd.DataFrame(rows, columns=columns)


def _best_split(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each row of counts the best place to split it, and twice the gain in log likelihood there."""
    n = counts.shape[1]
    total = counts.sum(axis=1, keepdims=True)
    left = counts.cumsum(axis=1)[:, :-1]
    length = np.arange(1, n)

    def part(events: np.ndarray, years: np.ndarray) -> Any:
        return np.where(events > 0, events * np.log(np.where(events > 0, events, 1) / years), 0.0)

    gain = 2 * (part(left, length) + part(total - left, n - length) - part(total, np.array([n])))
    return gain.argmax(axis=1) + 1, gain.max(axis=1)
