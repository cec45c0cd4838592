"""How levels and kinds look, and where actors stand: the same in every figure and page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook

# Each level and each kind is told apart by form, not by colour alone. From the lowest level to the highest a line
# becomes wider, darker and less broken: dash and gap in widths of the line, width in points, colour.
_LINES = (((1, 3), 1.0, "#8a8a8a"), ((1, 1.5), 1.4, "#6a6a6a"), ((5, 2.5), 1.6, "#3b6ea5"), ((5, 0), 3.0, "#14365c"))
# Areas go from light to dark, so that they are told apart in grey too.
_AREAS = ("#d3deea", "#a9bfd6", "#5f87b5", "#14365c")
_MARKERS = ("o", "s", "^", "D", "p", "h")
_KINDS = ("#f2c14e", "#f7dfa3", "#a8d5ba", "#cfe8d8", "#e3e3e3", "#e58f65", "#9db8d2")


def level_styles(codebook: Codebook) -> dict[str, dict[str, Any]]:
    """The lines of the levels above none, from the lowest to the highest, however many there are."""
    levels = _above_none(codebook)
    found: dict[str, dict[str, Any]] = {}
    for level, place in zip(levels, _places(len(levels), len(_LINES))):
        dash, gap = (_between([line[0][end] for line in _LINES], place) for end in (0, 1))
        found[level] = {
            "linestyle": (0, (dash, gap)) if gap else "solid",
            "linewidth": _between([line[1] for line in _LINES], place),
            "color": _mixed([line[2] for line in _LINES], place),
        }
    return found


def level_colours(codebook: Codebook) -> dict[str, str]:
    """The colours of areas by level, that of none white."""
    levels = _above_none(codebook)
    return {"none": "#ffffff"} | {
        level: _mixed(_AREAS, place) for level, place in zip(levels, _places(len(levels), len(_AREAS)))
    }


def kind_styles(codebook: Codebook) -> dict[str, dict[str, Any]]:
    """The marks of the kinds of actors, in the order of the codebook, no two alike."""
    kinds = enumerate(codebook.values("kind"))
    return {
        kind: {"marker": _MARKERS[place % len(_MARKERS)], "color": _KINDS[place % len(_KINDS)]} for place, kind in kinds
    }


def _above_none(codebook: Codebook) -> list[str]:
    rank = codebook.rank()
    return sorted((level for level in rank if rank[level]), key=rank.__getitem__)


def _places(number: int, stops: int) -> list[float]:
    """So many places spread evenly over a scale of stops; a single one is the last stop."""
    return [place * (stops - 1) / (number - 1) for place in range(number)] if number > 1 else [stops - 1.0]


def _between(stops: Sequence[float], place: float) -> float:
    under = min(int(place), len(stops) - 2)
    share = place - under
    return round(stops[under] * (1 - share) + stops[under + 1] * share, 2)


def _mixed(colours: Sequence[str], place: float) -> str:
    channels = ([int(colour[start : start + 2], 16) for colour in colours] for start in (1, 3, 5))
    return "#" + "".join(f"{round(_between(own, place)):02x}" for own in channels)


# More rows, ties or named actors than these can't be told apart on a page: a figure shows the foremost and says so.
MOST_ROWS, MOST_TIES, MOST_ACTORS = 60, 60, 32
# The outer ring: half its width and height, and how much closer actors stand at its sides, where names have room beside
# each other, than at its top and bottom.
RING, _CLOSER = (6.2, 5.0), 0.15


def foremost(table: pd.DataFrame, weight: pd.Series, most: int) -> pd.DataFrame:
    """The rows of the dyads (or pairs of actors) with the greatest summed weight; of equals the first by name.

    Args:
        table: with actor_a and actor_b.
        weight: a number for each row.
        most: so many dyads are kept.
    """
    dyads, ordered = _by_weight(table, weight)
    return table if len(ordered) <= most else table[dyads.isin(ordered[:most])]


def among_few(table: pd.DataFrame, weight: pd.Series, most: int) -> pd.DataFrame:
    """The rows of the dyads with the greatest summed weight that no more than so many actors have among them."""
    dyads, ordered = _by_weight(table, weight)
    actors: set[str] = set()
    kept = []
    for dyad in ordered:
        if len(actors | set(dyad)) <= most:
            actors |= set(dyad)
            kept.append(dyad)
    return table[dyads.isin(kept)]


def _by_weight(table: pd.DataFrame, weight: pd.Series) -> tuple[pd.Series, list[tuple[str, str]]]:
    """The dyad of each row, and the dyads from the greatest summed weight down; of equals the first by name."""
    dyads = pd.Series(list(zip(table["actor_a"], table["actor_b"])), index=table.index, dtype=object)
    sums = weight.groupby(dyads).sum().sort_index().sort_values(ascending=False, kind="stable")
    return dyads, list(sums.index)


def place_actors(codes: Iterable[str], layout: pd.DataFrame) -> dict[str, tuple[float, float, str]]:
    """Positions of actors: x, y and the side on which the name stands, by code.

    Actors that config/layout.csv doesn't place stand on an outer ring, in alphabetical order.

    Args:
        codes: the actors to place.
        layout: code, x, y, label.
    """
    placed = {row.code: (float(str(row.x)), float(str(row.y)), str(row.label)) for row in layout.itertuples()}
    wanted = sorted(set(codes))
    outside = [code for code in wanted if code not in placed]
    for number, code in enumerate(outside):
        angle = 2 * math.pi * number / len(outside) + math.pi / 2
        angle -= _CLOSER * math.sin(2 * angle)
        x, y = (round(reach * side(angle), 6) for reach, side in zip(RING, (math.cos, math.sin)))
        # Ties lead inwards, so names stand outwards.
        aside = "right" if x > 0 else "left"
        placed[code] = (x, y, aside if abs(x) > RING[0] / 2 else "above" if y > 0 else "below")
    return {code: placed[code] for code in wanted}
