"""Figures of the network by period, and of its hubs by year. Time runs from left to right in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.lines import Line2D

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.figures import draw_name, put_titles
from interregional.exhibits.years import _legend, _year_ticks
from interregional.network.marks import MOST_TIES, foremost, kind_styles, level_styles
from interregional.tables.files import records


def ties_by_period(levels: pd.DataFrame, periods: pd.DataFrame, codebook: Codebook, last_year: int) -> pd.DataFrame:
    """The highest level of each dyad within each period: period, from_year, to_year, actor_a, actor_b, level."""
    rank = codebook.rank()
    rows = []
    for period in records(periods):
        first, last = int(period["from"]), min(int(period["to"] or last_year), last_year)
        own = levels[levels["year"].between(first, last) & (levels["level"] != "none")]
        for (a, b), group in own.groupby(["actor_a", "actor_b"], sort=True):
            rows.append((period["period"], first, last, a, b, max(group["level"], key=rank.__getitem__)))
    return pd.DataFrame(rows, columns=["period", "from_year", "to_year", "actor_a", "actor_b", "level"])


def draw_periods(
    placed: pd.DataFrame,
    periods: pd.DataFrame,
    last_year: int,
    names: Mapping[str, str],
    codebook: Codebook,
    wording: Wording,
) -> Any:
    """Small multiples: the network of each period, every actor at the same place.

    Args:
        placed: `figures.place_ties` of `ties_by_period`.
        periods: see `periods.load_periods`.
        last_year: end of a period without one.
    """
    every, rank = len(placed), codebook.rank()
    lines, shapes = level_styles(codebook), kind_styles(codebook)
    kept = [foremost(ties, ties["level"].map(rank), MOST_TIES) for _, ties in placed.groupby("period", sort=False)]
    placed = pd.concat([placed[:0], *kept])
    figure, panels = plt.subplots(2, max(1, (len(periods) + 1) // 2), figsize=(14, 11.6), squeeze=False)
    order = panels[:, ::-1] if wording.direction == "rtl" else panels
    nodes = {
        row[f"actor_{side}"]: (row[f"x_{side}"], row[f"y_{side}"], row[f"kind_{side}"], row[f"label_{side}"])
        for row in records(placed)
        for side in ("a", "b")
    }
    reach_x = max([5.2, *(abs(x) + 0.5 for x, *_ in nodes.values())])
    reach_y = max([4.2, *(abs(y) + 0.5 for _, y, *_ in nodes.values())])
    for axes in panels.flat:
        axes.set_axis_off()
    for axes, period in zip(order.flat, records(periods)):
        ties = placed[placed["period"] == period["period"]]
        axes.set_xlim(-reach_x, reach_x)
        axes.set_ylim(-reach_y, reach_y)
        years = "–".join(wording.number(year) for year in (period["from"], period["to"] or last_year))
        count = wording["ties_counted"].format(wording.number(len(ties)))
        axes.set_title(
            wording.line(f"{years} ({count})"), fontsize=10, loc="right" if wording.direction == "rtl" else "left"
        )
        for tie in records(ties):
            axes.plot([tie["x_a"], tie["x_b"]], [tie["y_a"], tie["y_b"]], zorder=1, **lines[tie["level"]])
        for code in sorted({*ties["actor_a"], *ties["actor_b"]}):
            x, y, kind, side = nodes[code]
            axes.plot([x], [y], markersize=9, markeredgecolor="#222222", linestyle="none", zorder=3, **shapes[kind])
            draw_name(axes, wording.line(names[code]), x, y, side, size=7, far=8)
    labels = codebook.labels("level", wording.language)
    handles = [Line2D([], [], label=wording.line(labels[level]), **style) for level, style in lines.items()]
    _legend(figure, handles, wording)
    put_titles(figure, "network_by_period", wording, shown=(len(placed), every))
    figure.subplots_adjust(left=0.02, right=0.98, top=0.9, bottom=0.1, wspace=0.03, hspace=0.1)
    return figure


def hub_places(nodes: pd.DataFrame, shown: int) -> pd.DataFrame:
    """The data behind the bump chart: the places of the actors that are ever among the first.

    Places follow strength (sum of level ranks); equals are parted by the number of ties, then by code.

    Args:
        nodes: see `evolution.nodes_by_year`.
        shown: places shown.

    Returns:
        year, code, strength, degree, rank_strength (equals alike), place; only years with at least twice as
        many actors.
    """
    ordered = nodes.assign(strength=nodes["strength"].astype(int), degree=nodes["degree"].astype(int)).sort_values(
        ["year", "strength", "degree", "code"], ascending=[True, False, False, True], ignore_index=True
    )
    ordered["place"] = ordered.groupby("year").cumcount() + 1
    sizes = ordered.groupby("year")["place"].transform("max")
    ordered = ordered[(sizes >= 2 * shown) & (ordered["place"] <= shown)]
    return ordered[["year", "code", "strength", "degree", "rank_strength", "place"]].reset_index(drop=True)


def draw_hubs(places: pd.DataFrame, names: Mapping[str, str], wording: Wording) -> Any:
    """Bump chart: the first actors by strength in each year (`hub_places`)."""
    figure, axes = plt.subplots(figsize=(10.5, 5.4))
    last = int(places["year"].max()) if len(places) else 0
    ends = set(places.loc[places["year"] == last, "code"])
    colours = ["#14365c", "#b0562b", "#4f7f52", "#7d5a96", "#8a7a1e", "#3d8c95", "#8c3d4f"]
    markers = ["o", "s", "^", "D", "v", "P", "X", "h", "<", ">", "*"]
    lines = [(0, ()), (0, (5, 2)), (0, (2, 1.5)), (0, (6, 2, 1, 2)), (0, (8, 3))]
    for number, code in enumerate(sorted(set(places["code"]))):
        own = places[places["code"] == code].set_index("year")["place"]
        # A gap in the years is a gap in the line.
        own = own.reindex(range(int(own.index.min()), int(own.index.max()) + 1))
        colour = colours[number % len(colours)]
        axes.plot(
            own.index, own, marker=markers[number % len(markers)], markersize=4, color=colour,
            linestyle=lines[number % len(lines)], linewidth=1.8 if code in ends else 1.0, zorder=2,
        )  # fmt: skip
        end = own.dropna().index.max()
        # Where a line ends before the last year its name stands above, out of the way of the others.
        beside = end == last
        axes.annotate(
            wording.line(names[code]), (end, own[end]), xytext=(7, 0) if beside else (0, 7),
            textcoords="offset points", ha="left" if beside else "center", va="center" if beside else "bottom",
            fontsize=8.5, color=colour, zorder=3,
            bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8},
        )  # fmt: skip
    if len(places):
        highest = int(places["place"].max())
        axes.set_ylim(highest + 0.5, 0.5)
        axes.set_yticks(range(1, highest + 1), [wording.number(place) for place in range(1, highest + 1)])
        shown = list(range(int(places["year"].min()), last + 1))
        axes.set_xlim(shown[0] - 0.5, last + max(2.5, len(shown) / 5))
        _year_ticks(axes, shown, shown[0], wording)
        axes.set_ylabel(wording.line(wording["place_axis"]))
    axes.spines[["top", "right"]].set_visible(False)
    put_titles(figure, "hub_ranks", wording)
    figure.subplots_adjust(left=0.07, right=0.97, top=0.86, bottom=0.13)
    return figure
