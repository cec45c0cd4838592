"""Whether the levels are a scale: does a dyad that shows features of a level show those of the levels below?

The test is of the typology, not of a reading: it asks only which levels a dyad shows any feature of. Loevinger's
H compares the errors (a higher level shown, a lower one not) with those expected of independent items of the same
frequencies: 1 is a perfect scale, 0 is chance, and 0.3 is asked of a weak one (Loevinger 1947; Mokken 1971). Guttman's
coefficient of reproducibility is the share of cells as the number of levels shown predicts them (Guttman 1944, errors
counted as by Goodenough 1944); 0.9 is asked, and much of it can come from the frequencies alone.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.tables.files import records, split_list
from interregional.tables.shares import FEWEST, exact_interval
from interregional.tables.text import shown

SCALE_COLUMNS = ["item", "statistic", "value", "low", "high", "n", "note"]
DECLARED, FREQUENT = "order of the codebook", "order of frequency"
Patterns = npt.NDArray[np.float64]


def patterns(dyads: pd.DataFrame, codebook: Codebook) -> tuple[list[str], list[str], Patterns]:
    """Which levels each dyad with evidence shows any feature of.

    Returns:
        The dyads (`AU-EU`), the levels with features from low to high, and dyads × levels of 0 and 1.
    """
    rank = codebook.rank()
    home = dict(zip(codebook.indicators["indicator"], codebook.indicators["level"]))
    levels = sorted(set(home.values()), key=rank.__getitem__)
    judged = [dyad for dyad in records(dyads) if dyad["indicators"]]
    found = [{home[indicator] for indicator in split_list(dyad["indicators"])} for dyad in judged]
    cells = np.array([[level in levels_shown for level in levels] for levels_shown in found], dtype=float)
    return [f"{dyad['actor_a']}-{dyad['actor_b']}" for dyad in judged], levels, cells.reshape(len(judged), len(levels))


def loevinger(samples: Patterns) -> npt.NDArray[np.float64]:
    """Loevinger's H of samples × units × items, the items from the most to the least frequent, or as they are said to
    follow; NaN where no error is possible."""
    units, items = samples.shape[1:]
    errors = expected = np.zeros(len(samples))
    for low, high in combinations(range(items), 2):
        errors = errors + (samples[:, :, high] * (1 - samples[:, :, low])).sum(1)
        expected = expected + samples[:, :, high].sum(1) * (1 - samples[:, :, low]).sum(1) / units
    return 1 - np.divide(errors, expected, out=np.full(len(samples), np.nan), where=expected > 0)


def reproducibility(samples: Patterns) -> npt.NDArray[np.float64]:
    """Guttman's coefficient of reproducibility of samples × units × items, the items from low to high."""
    predicted = np.arange(samples.shape[2]) < samples.sum(2, keepdims=True)
    found: npt.NDArray[np.float64] = (samples == predicted).mean((1, 2))
    return found


def measure_scale(dyads: pd.DataFrame, codebook: Codebook, draws: int, seed: int) -> pd.DataFrame:
    """Whether the levels are a cumulative scale in the evidence of an edition.

    Args:
        dyads: see `dyads.code_dyads`.
        codebook: the levels, and the indicators of each.
        draws, seed: of the bootstrap over dyads, and of the samples in which every level is drawn on its own.

    Returns:
        item (all levels in an order, a pair of levels, a level, a dyad), statistic, value, low and high (95 per cent,
        over dyads; none for fewer than ten), n, note. `..._by_chance` is what levels independent of each other give.
    """
    names, levels, cells = patterns(dyads, codebook)
    units = len(names)
    if not units:
        return pd.DataFrame(columns=SCALE_COLUMNS)
    generator = np.random.default_rng(seed)
    resampled = cells[generator.integers(0, units, (draws, units))]
    chance = generator.permuted(np.broadcast_to(cells, (draws, *cells.shape)), axis=1)
    frequent = sorted(range(len(levels)), key=lambda place: (-cells[:, place].sum(), place))
    few = "fewer than ten dyads: no interval" if units < FEWEST else ""
    rows: list[tuple[Any, ...]] = []

    def add(item: str, statistic: str, measure: Any, order: list[int], note: str) -> None:
        [value] = measure(cells[None][:, :, order])
        for name, point, samples in (
            (statistic, value, resampled),
            (f"{statistic}_by_chance", np.nan, chance),
        ):
            found = measure(samples[:, :, order])
            found = found[np.isfinite(found)]
            point = float(np.mean(found)) if np.isnan(point) and len(found) and samples is chance else point
            low, high = np.quantile(found, [0.025, 0.975]) if len(found) and units >= FEWEST else (np.nan, np.nan)
            rows.append((item, name, shown(float(point)), shown(float(low)), shown(float(high)), units, note or few))

    for item, order in ((DECLARED, list(range(len(levels)))), (FREQUENT, frequent)):
        told = " < ".join(levels[place] for place in order)
        add(item, "loevinger_h", loevinger, order, told)
        add(item, "reproducibility", reproducibility, order, told)
    for low, high in combinations(range(len(levels)), 2):
        alone = int((cells[:, high] * (1 - cells[:, low])).sum())
        add(f"{levels[low]} < {levels[high]}", "loevinger_h", loevinger, [low, high], f"{alone} show the higher alone")
    for place, level in enumerate(levels):
        hits = int(cells[:, place].sum())
        bounds = map(shown, exact_interval(hits, units))
        rows.append((level, "share_of_dyads", shown(hits / units), *bounds, units, "exact interval"))
    for name, row in zip(names, cells):
        errors = sum(row[high] > row[low] for low, high in combinations(range(len(levels)), 2))
        told = ";".join(level for level, cell in zip(levels, row) if cell)
        rows.append((name, "errors", str(int(errors)), "", "", len(levels), told))
    return pd.DataFrame(rows, columns=SCALE_COLUMNS)
