"""How far the evidence of a dyad goes: the set of levels that it allows, and what would narrow it.

A reading gives one level, as if what is not in evidence did not exist. Bounds say what the evidence alone allows
(partial identification: Manski, Partial Identification of Probability Distributions, 2003): at least the level whose
definition it fulfils, at most the highest of which it shows any feature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.readings import level_of

BOUND_COLUMNS = ["level_low", "level_high", "fit", "missing"]


class Bounds(NamedTuple):
    """The levels that the evidence of a dyad allows.

    Attributes:
        level_low: the level whose definition the evidence fulfils.
        level_high: the highest level of which any feature is in evidence; never below the other.
        fit: `exact` where they meet, `open` where not, `none` without evidence.
        missing: what the levels above the lower bound, up to the upper one, need that is not in evidence:
            `advanced: S2|S3 & A3; ...`, of each group one.
    """

    level_low: str
    level_high: str
    fit: str
    missing: str


def bounds_of(indicators: Iterable[str], levels: Mapping[str, Groups], codebook: Codebook) -> Bounds:
    """The bounds that indicators allow under a reading.

    Args:
        indicators: codes of the indicators in evidence.
        levels: the groups of the reading, by level.
        codebook: says of which level each indicator is a feature, and the order of the levels.
    """
    shown, rank = set(indicators), codebook.rank()
    home = codebook.level_of_indicator()
    low = level_of(shown, levels, rank)
    high = max([low, *(home[indicator] for indicator in shown)], key=rank.__getitem__)
    between = sorted((level for level in levels if rank[low] < rank[level] <= rank[high]), key=rank.__getitem__)
    needs = {level: [group for group in levels[level] if not shown & set(group)] for level in between}
    missing = "; ".join(
        f"{level}: {' & '.join('|'.join(group) for group in groups)}" for level, groups in needs.items()
    )
    return Bounds(low, high, "none" if not shown else ("exact" if low == high else "open"), missing)
