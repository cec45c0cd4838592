"""Which level the indicators of a dyad add up to, under a reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interregional.codebook.decisions import Groups


def level_of(indicators: Iterable[str], levels: Mapping[str, Groups], rank: Mapping[str, int]) -> str:
    """The highest level that the indicators meet.

    Args:
        indicators: codes of the indicators in evidence.
        levels: for each level its groups; it is met if every group has an indicator in evidence.
        rank: level to rank.

    Returns:
        A level, `none` if none is met.
    """
    shown = set(indicators)
    met = [level for level, groups in levels.items() if all(shown & set(group) for group in groups)]
    return max(met, key=lambda level: rank[level], default="none")
