"""Figures of the network by period, and of its hubs by year. Time runs from left to right in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.figures import (
    draw_actors,
    find_nodes,
    kind_marks,
    level_marks,
    set_reach,
    span_of,
    with_room,
)
from interregional.exhibits.plates import GHOST, MARGIN, NAME, WIDE, keep_between, put_key, put_titles, rule_lightly
from interregional.exhibits.years import year_ticks
from interregional.network.marks import level_styles
from interregional.tables.files import records

# Lines that are told apart by their marks too.
LINES = ["#14365c", "#b3541e", "#4f7f52", "#7d5a96", "#8a7a1e", "#3d8c95", "#8c3d4f"]
MARKERS = ["o", "s", "^", "D", "v", "P", "X", "h", "<", ">", "*"]


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
    every, placed, styles = placed, with_room(placed), level_styles(codebook)
    rows = max(1, (len(periods) + 1) // 2)
    figure, panels = plt.subplots(rows, 2, figsize=(WIDE, 1 + 2.95 * rows), squeeze=False)
    order = panels[:, ::-1] if wording.direction == "rtl" else panels
    ends = [str(period["to"] or last_year) for period in records(periods)]
    first, last = (periods["from"].iloc[0], ends[-1]) if ends else ("–", "–")
    counts = {"ties": len(every), "periods": len(periods), "first": first, "last": last}
    top, foot = put_titles(figure, "network_by_period", wording, shown=(len(placed), len(every)), counts=counts)
    foot = put_key(figure, kind_marks(placed, codebook, wording), wording, foot)
    foot = put_key(figure, level_marks(codebook, wording), wording, foot)
    keep_between(figure, top + 0.2, foot, MARGIN / WIDE, 1 - MARGIN / WIDE, wspace=0.02, hspace=0.12)
    nodes = find_nodes(placed)
    for axes in panels.flat:
        set_reach(axes, nodes, names, 1.1)
    for axes, period, end in zip(order.flat, records(periods), ends):
        ties = placed[placed["period"] == period["period"]]
        years = "–".join(wording.number(year) for year in (period["from"], end))
        count = wording.number(int((every["period"] == period["period"]).sum()))
        told = wording.line(f"{years} ({wording['ties_counted'].format(count)})")
        side = "right" if wording.direction == "rtl" else "left"
        axes.set_title(told, fontsize=NAME, weight="bold", loc=side, pad=3)
        for tie in records(ties):
            axes.plot([tie["x_a"], tie["x_b"]], [tie["y_a"], tie["y_b"]], zorder=1, **styles[tie["level"]])
        tied = set(find_nodes(ties))
        idle = [(x, y) for code, (_, x, y, _) in nodes.items() if code not in tied]
        axes.plot(*(zip(*idle) if idle else ([], [])), "o", markersize=3.5, color=GHOST, zorder=0.5)
        draw_actors(axes, ties, names, codebook, wording, size=7, framed=True)
    return figure


def hub_places(nodes: pd.DataFrame, shown: int) -> pd.DataFrame:
    """The data behind the lines of strength: the actors that are among the first in any year, in every year.

    Places follow strength (sum of level ranks); equals are parted by the number of ties, then by code.

    Args:
        nodes: see `evolution.nodes_by_year`.
        shown: so many places make an actor one of the first.

    Returns:
        year, code, strength, degree, rank_strength (equals alike), place; only years with at least twice as
        many actors.
    """
    ordered = nodes.assign(strength=nodes["strength"].astype(int), degree=nodes["degree"].astype(int)).sort_values(
        ["year", "strength", "degree", "code"], ascending=[True, False, False, True], ignore_index=True
    )
    ordered["place"] = ordered.groupby("year").cumcount() + 1
    ordered = ordered[ordered.groupby("year")["place"].transform("max") >= 2 * shown]
    ordered = ordered[ordered["code"].isin(ordered.loc[ordered["place"] <= shown, "code"])]
    return ordered[["year", "code", "strength", "degree", "rank_strength", "place"]].reset_index(drop=True)


def draw_hubs(places: pd.DataFrame, shown: int, names: Mapping[str, str], wording: Wording) -> Any:
    """The strength of the first actors by year, each named at the end of its line (`hub_places`)."""
    figure, axes = plt.subplots(figsize=(WIDE, 3.6))
    years = list(range(int(places["year"].min()), int(places["year"].max()) + 1)) if len(places) else []
    ends = []
    for number, code in enumerate(sorted(set(places["code"]))):
        own = places[places["code"] == code].set_index("year")["strength"]
        # A gap in the years is a gap in the line.
        own = own.reindex(range(int(own.index.min()), int(own.index.max()) + 1))
        colour, marker = LINES[number % len(LINES)], MARKERS[number % len(MARKERS)]
        axes.plot(own.index, own, marker=marker, markersize=3.5, color=colour, linewidth=1.1, zorder=2)
        ends.append((float(own.iloc[-1]), int(own.index[-1]), code, colour))
    counts = {"actors": len(ends), "places": shown, **span_of((years[0], years[-1]) if years else None)}
    top, foot = put_titles(figure, "hub_ranks", wording, counts=counts)
    keep_between(figure, top + 0.1, foot + 0.25, 0.07, 0.97)
    if years:
        highest = int(places["strength"].max())
        axes.set_ylim(0, 1.06 * highest + 0.5)
        axes.set_xlim(years[0] - 0.5, years[-1] + max(1.5, len(years) / 5))
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500, 1000) if highest / step <= 8)
        axes.set_yticks(range(0, highest + 1, step), [wording.number(value) for value in range(0, highest + 1, step)])
        year_ticks(axes, years, years[0], wording)
        axes.set_ylabel(wording.line(wording["strength_axis"]))
        _name_ends(axes, ends, names, wording)
    rule_lightly(axes)
    return figure


def _name_ends(axes: Any, ends: list[tuple[float, int, str, str]], names: Mapping[str, str], wording: Wording) -> None:
    """The names of lines beside their ends, moved up so far that none stands on another of the same year's end."""
    low, high = axes.get_ylim()
    step = (high - low) * 1.25 * NAME / 72 / (axes.get_position().height * axes.figure.get_figheight())
    highest: dict[int, float] = {}
    for value, year, code, colour in sorted(ends):
        at = highest[year] = max(value, highest.get(year, low) + step)
        axes.annotate(
            wording.line(names[code]), (year, value), xytext=(year + 0.35, at), textcoords="data", ha="left",
            va="center", fontsize=NAME, color=colour, zorder=3,
            arrowprops={
                "arrowstyle": "-", "color": colour, "linewidth": 0.5, "shrinkA": 1, "shrinkB": 2, "relpos": (0, 0.5)
            },
        )  # fmt: skip
