"""How levels and kinds look, and where actors stand: the same in every figure and page."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

# Each level and each kind is told apart by form, not by colour alone.
LEVEL_STYLE: dict[str, dict[str, Any]] = {
    "nominal": {"linestyle": (0, (1, 3)), "linewidth": 1.0, "color": "#8a8a8a"},
    "initial": {"linestyle": (0, (1, 1.5)), "linewidth": 1.4, "color": "#6a6a6a"},
    "institutionalised": {"linestyle": (0, (5, 2.5)), "linewidth": 1.6, "color": "#3b6ea5"},
    "advanced": {"linestyle": "solid", "linewidth": 3.0, "color": "#14365c"},
}
KIND_STYLE: dict[str, dict[str, Any]] = {
    "regional_organisation": {"marker": "o", "color": "#f2c14e"},
    "subregional_organisation": {"marker": "s", "color": "#f7dfa3"},
    "group_of_states": {"marker": "^", "color": "#a8d5ba"},
    "forum": {"marker": "D", "color": "#cfe8d8"},
    "programme": {"marker": "p", "color": "#e3e3e3"},
    "state": {"marker": "h", "color": "#e58f65"},
}


# More rows, or more ties, than these can't be told apart on a page: a figure shows the foremost and says so.
MOST_ROWS, MOST_TIES = 60, 60


def foremost(table: pd.DataFrame, weight: pd.Series, most: int) -> pd.DataFrame:
    """The rows of the dyads (or pairs of actors) with the greatest summed weight; of equals the first by name.

    Args:
        table: with actor_a and actor_b.
        weight: a number for each row.
        most: so many dyads are kept.
    """
    dyads = pd.Series(list(zip(table["actor_a"], table["actor_b"])), index=table.index, dtype=object)
    sums = weight.groupby(dyads).sum().sort_index().sort_values(ascending=False, kind="stable")
    return table if len(sums) <= most else table[dyads.isin(list(sums.index[:most]))]


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
        placed[code] = (round(6.2 * math.cos(angle), 6), round(5.0 * math.sin(angle), 6), "above")
    return {code: placed[code] for code in wanted}
