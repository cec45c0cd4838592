"""Whether events became more frequent, and how far the sources' own years make it seem so.

The catalogue has few dated events and is coded from one narrative whose sources are mostly of a few recent
years, so a rise towards those years is built in. Hence every comparison gives counts and exact intervals, is
set against the same comparison at all other years, and the recency of the sources is measured itself.
"""

from __future__ import annotations

import itertools
import math
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tools.sm_exceptions import ConvergenceWarning

from interregional.tables.text import shown
from interregional.time.periods import Dated

SIGNIFICANT = 0.05
# With fewer events even the most extreme split of two equal spans stays within chance.
FEWEST = next(n for n in itertools.count(1) if stats.binomtest(n, n).pvalue < SIGNIFICANT)
BREAK_COLUMNS = [
    "series", "year", "window", "years_before", "before", "years_after", "after", "ratio", "low", "high", "p",
    "share_of_years_below", "level_change", "level_p", "slope_change", "slope_p", "note",
]  # fmt: skip


def compare_rates(before: int, years_before: int, after: int, years_after: int) -> dict[str, float]:
    """Two Poisson rates, exactly: given their sum, the later count is binomial.

    Returns:
        ratio of the rates after and before with its 95 % interval (Clopper and Pearson), and p
        (two-sided). NaN where neither span has an event.
    """
    total = before + after
    if not total or not years_before or not years_after:
        return dict.fromkeys(("ratio", "low", "high", "p"), math.nan)
    scale = years_before / years_after
    test = stats.binomtest(after, total, years_after / (years_before + years_after))
    interval = test.proportion_ci(0.95)

    def odds(share: float) -> float:
        return math.inf if share >= 1 else share / (1 - share) * scale

    return {
        "ratio": odds(after / total),
        "low": odds(float(interval.low)),
        "high": odds(float(interval.high)),
        "p": float(test.pvalue),
    }


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


def measure_recency(dated: Dated, undated: int, told: Mapping[str, int]) -> pd.DataFrame:
    """How far the years of the sources shape the series.

    Args:
        dated: see `date_events`.
        undated: number of events between two actors that the sources leave undated.
        told: source_key to the year of the source.

    Returns:
        measure, value: events dated and undated; last_dated_year; the median lag from an event to the source
        that tells it; events by lag (0 to 4 years, 5 to 9, ...); sources_from and sources_to, between which the
        middle half of the dated events' sources appeared; and recency_ratio: events of the last five years before their
        source for each of the five years before those, with its interval. A ratio above 1 is
        recency, or growth, or both: one narrative can't part them.
    """
    has_source = dated.events[dated.events["source_key"].isin(list(told))]
    issued = has_source["source_key"].map(told)
    lags = (issued - has_source["year"]).clip(lower=0)
    rows: list[tuple[str, Any]] = [("events_dated", len(dated.events)), ("events_undated", undated)]
    if len(dated.events):
        rows.append(("last_dated_year", int(dated.events["year"].max())))
    if len(lags):
        rows += [
            ("lag_median", shown(float(lags.median()))),
            ("sources_from", int(issued.quantile(0.25, interpolation="lower"))),
            ("sources_to", int(issued.quantile(0.75, interpolation="higher"))),
        ]
        for low in range(0, 20, 5):
            rows.append((f"lag_{low}_{low + 4}", int(lags.between(low, low + 4).sum())))
        rows.append(("lag_20_or_more", int((lags >= 20).sum())))
        found = compare_rates(int(lags.between(5, 9).sum()), 5, int(lags.between(0, 4).sum()), 5)
        rows += [(f"recency_{key}", shown(found[key])) for key in ("ratio", "low", "high", "p")]
    return pd.DataFrame(rows, columns=["measure", "value"])
