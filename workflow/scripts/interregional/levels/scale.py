"""Whether the levels are a scale: does a dyad that shows features of a level show those of the levels below?

The test is of the typology, not of a reading: it asks only which levels a dyad shows any feature of. Loevinger's
H compares the errors (a higher level shown, a lower one not) with those expected of independent items of the same
frequencies: 1 is a perfect scale, 0 is chance, and 0.3 is asked of a weak one (Loevinger 1947; Mokken 1971). Guttman's
coefficient of reproducibility is the share of cells as the number of levels shown predicts them (Guttman 1944, errors
counted as by Goodenough 1944); 0.9 is asked, and much of it can come from the frequencies alone.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.tables.files import records, split_list
from interregional.tables.shares import EXACT, FEWEST, TOO_FEW, exact_interval
from interregional.tables.text import shown

SCALE_COLUMNS = ["item", "statistic", "value", "low", "high", "n", "note"]
# What is asked of a weak scale (Mokken 1971), and of a scale that reproduces its answers (Guttman 1950).
WEAK_SCALE, REPRODUCIBLE = 0.3, 0.9
ORDER_OF_CODEBOOK, ORDER_OF_FREQUENCY = "order of the codebook", "order of frequency"
Patterns = npt.NDArray[np.float64]
Statistic = Callable[[Patterns], npt.NDArray[np.float64]]


def patterns(dyads: pd.DataFrame, codebook: Codebook) -> tuple[list[str], list[str], Patterns]:
    """Which levels each dyad with evidence shows any feature of.

    Returns:
        The dyads (`AU-EU`), the levels with features from low to high, and dyads × levels of 0 and 1.
    """
    rank = codebook.rank()
    home = codebook.level_of_indicator()
    levels = sorted(set(home.values()), key=rank.__getitem__)
    judged = [dyad for dyad in records(dyads) if dyad["indicators"]]
    found = [{home[indicator] for indicator in split_list(dyad["indicators"])} for dyad in judged]
    cells = np.array([[level in levels_shown for level in levels] for levels_shown in found], dtype=float)
    return [f"{dyad['actor_a']}-{dyad['actor_b']}" for dyad in judged], levels, cells.reshape(len(judged), len(levels))


def loevinger(samples: Patterns) -> npt.NDArray[np.float64]:
    """Loevinger's H of samples × units × items, the items from low to high; NaN where no error is possible."""
    units, items = samples.shape[1:]
    errors, expected = np.zeros(len(samples)), np.zeros(len(samples))
    for low, high in combinations(range(items), 2):
        errors += (samples[:, :, high] * (1 - samples[:, :, low])).sum(1)
        expected += samples[:, :, high].sum(1) * (1 - samples[:, :, low]).sum(1) / units
    found: npt.NDArray[np.float64] = 1 - np.divide(
        errors, expected, out=np.full(len(samples), np.nan), where=expected > 0
    )
    return found


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
    ranked = list(range(len(levels)))
    frequent = sorted(ranked, key=lambda place: (-cells[:, place].sum(), place))
    asked: list[tuple[str, str, Statistic, list[int], str]] = []
    for item, order in ((ORDER_OF_CODEBOOK, ranked), (ORDER_OF_FREQUENCY, frequent)):
        told = " < ".join(levels[place] for place in order)
        asked += [
            (item, "loevinger_h", loevinger, order, told),
            (item, "reproducibility", reproducibility, order, told),
        ]
    for low, high in combinations(ranked, 2):
        alone = int((cells[:, high] * (1 - cells[:, low])).sum())
        pair = f"{levels[low]} < {levels[high]}"
        asked.append((pair, "loevinger_h", loevinger, [low, high], f"{alone} show the higher alone"))
    rows: list[tuple[Any, ...]] = []
    for item, statistic, measure, order, told in asked:
        [value] = measure(cells[None][:, :, order])
        expected = measure(chance[:, :, order])
        note = f"{told}; {TOO_FEW}" if units < FEWEST else told
        rows.append(
            (item, statistic, shown(float(value)), *_middle(measure(resampled[:, :, order]), units), units, note)
        )
        mean = float(np.mean(expected[np.isfinite(expected)])) if np.isfinite(expected).any() else np.nan
        rows.append((item, f"{statistic}_by_chance", shown(mean), *_middle(expected, units), units, note))
    for place, level in enumerate(levels):
        hits = int(cells[:, place].sum())
        bounds = map(shown, exact_interval(hits, units))
        rows.append((level, "share_of_dyads", shown(hits / units), *bounds, units, EXACT))
    for name, row in zip(names, cells):
        errors = sum(row[high] > row[low] for low, high in combinations(range(len(levels)), 2))
        told = ";".join(level for level, cell in zip(levels, row) if cell)
        rows.append((name, "errors", str(int(errors)), "", "", len(levels), told))
    return pd.DataFrame(rows, columns=SCALE_COLUMNS)


def _middle(found: npt.NDArray[np.float64], units: int) -> tuple[str, str]:
    """The middle 95 per cent of what is defined; nothing for too few units."""
    defined = found[np.isfinite(found)]
    if units < FEWEST or not len(defined):
        return "", ""
    low, high = np.quantile(defined, [0.025, 0.975])
    return shown(float(low)), shown(float(high))
