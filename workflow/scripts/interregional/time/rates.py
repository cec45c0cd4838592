"""Whether events became more frequent, and how far the sources' own years make it seem so.

The catalogue has few dated events and is coded from one narrative whose sources are mostly of a few recent
years, so a rise towards those years is built in. Hence every comparison gives counts and exact intervals, is
set against the same comparison at all other years, and the recency of the sources is measured itself.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
from scipy import stats

from interregional.tables.text import shown
from interregional.time.periods import Dated

SIGNIFICANT = 0.05
# With fewer events even the most extreme split of two equal spans stays within chance.
FEWEST = next(n for n in itertools.count(1) if stats.binomtest(n, n).pvalue < SIGNIFICANT)


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
