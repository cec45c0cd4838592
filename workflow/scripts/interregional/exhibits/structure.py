"""Figures of transfers between actors, of the members that organisations share, and of the order of dyads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Curve

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.figures import put_titles
from interregional.levels.order import dominance, profiles
from interregional.network.marks import MOST_TIES, foremost, level_styles
from interregional.tables.files import records

GAP = 0.6
WIDTH = 0.05
# Above this share of members a cell is so dark that its number is white.
DARK = 0.5
# More boxes than this can't be read on a page, nor more names in a box.
MOST_PROFILES, MOST_NAMES, CROWDED = 40, 4, 8
TONES = ["#14365c", "#8fabc9", "#4a4a4a", "#c9c9c9", "#3b6ea5", "#7d7d7d"]


def sum_transfers(flows: pd.DataFrame) -> pd.DataFrame:
    """The data behind the flow diagram: source, target, transfers (`flows.find_flows` over currencies)."""
    once = flows.drop_duplicates(["source", "target"])
    return once[["source", "target", "events"]].rename(columns={"events": "transfers"}).reset_index(drop=True)


def draw_flows(transfers: pd.DataFrame, names: Mapping[str, str], wording: Wording) -> Any:
    """Flow diagram (Sankey): givers on the side where reading begins, receivers on the other.

    Bands are as wide as the number of transfers; the tone is that of the giver.

    Args:
        transfers: see `sum_transfers`.
    """
    every = transfers.astype({"transfers": int}).rename(columns={"source": "actor_a", "target": "actor_b"})
    table = foremost(every, every["transfers"], MOST_TIES).rename(columns={"actor_a": "source", "actor_b": "target"})
    sides = [_stack(table, "source"), _stack(table, "target")]
    tall = max([1.0, *(top + count for side in sides for top, count in side.values())])
    figure, axes = plt.subplots(figsize=(9, 6.4))
    axes.set_axis_off()
    axes.set_xlim(-0.05, 1.05)
    axes.set_ylim(tall + 0.3, -0.3)
    right = wording.direction == "rtl"
    if right:
        axes.invert_xaxis()
    tone = {code: TONES[number % len(TONES)] for number, code in enumerate(sides[0])}
    at = [{code: top for code, (top, _) in side.items()} for side in sides]
    for flow in records(table.sort_values(["source", "target"])):
        thick = flow["transfers"]
        start, end = at[0][flow["source"]], at[1][flow["target"]]
        at[0][flow["source"]] += thick
        at[1][flow["target"]] += thick
        axes.add_patch(
            PathPatch(
                _band(start, end, thick), facecolor=tone[flow["source"]], alpha=0.55, edgecolor="white", linewidth=0.8
            )
        )  # fmt: skip
    for side, x in zip(sides, (0.0, 1.0 - WIDTH)):
        for code, (top, count) in side.items():
            first = x == 0
            axes.add_patch(Rectangle((x, top), WIDTH, count, facecolor=tone[code] if first else "#333333"))
            text = wording.line(f"{names[code]} ({wording.number(count)})")
            outer = x - 0.012 if first else x + WIDTH + 0.012
            align = ("left" if right else "right") if first else ("right" if right else "left")
            axes.text(outer, top + count / 2, text, ha=align, va="center", fontsize=9.5)
    put_titles(figure, "flows", wording, shown=(len(table), len(every)))
    figure.subplots_adjust(left=0.2, right=0.8, top=0.87, bottom=0.07)
    return figure


def draw_overlap(overlap: pd.DataFrame, year: int, names: Mapping[str, str], wording: Wording) -> Any:
    """Matrix: members that two organisations share (number), and their share of the smaller one (tone).

    Args:
        overlap: rows of one year of `memberships.overlaps`.
        year: that year.
    """
    sizes = _sizes(overlap)
    codes = sorted(sizes, key=lambda code: (-sizes[code], code))
    tones = np.full((len(codes), len(codes)), np.nan)
    figure, axes = plt.subplots(figsize=(11, 9.6))
    axes.set_frame_on(False)
    if codes:
        for row in records(overlap):
            # Below the diagonal only: the matrix is symmetric.
            low, high = sorted(codes.index(row[side]) for side in ("actor_a", "actor_b"))
            tones[high, low] = tone = float(row["containment"] or 0)
            if row["shared"] != "0":
                axes.text(
                    low + 0.5, high + 0.5, wording.number(row["shared"]), ha="center", va="center", fontsize=7.5,
                    color="white" if tone > DARK else "#262626",
                )  # fmt: skip
        axes.pcolormesh(tones, cmap="Greys", vmin=0, vmax=1.25, linewidths=0.5, edgecolor="#dddddd")
        places = np.arange(len(codes)) + 0.5
        axes.set(xlim=(0, len(codes)), ylim=(len(codes), 0), xticks=places, yticks=places)
        for place, code in enumerate(codes):
            middle = place + 0.5
            axes.text(middle, middle, wording.number(sizes[code]), ha="center", va="center", weight="bold", fontsize=8)
            axes.add_patch(Rectangle((place, place), 1, 1, fill=False, edgecolor="#444444", linewidth=0.8))
        labels = [wording.line(names[code]) for code in codes]
        axes.set_xticklabels(labels, rotation=90)
        axes.set_yticklabels(labels, rotation=0)
        if wording.direction == "rtl":
            axes.invert_xaxis()
            axes.yaxis.tick_right()
    put_titles(figure, "membership_overlap", wording, wording.number(year))
    wide, narrow = 0.2, 0.03
    left, right = (narrow, 1 - wide) if wording.direction == "rtl" else (wide, 1 - narrow)
    figure.subplots_adjust(left=left, right=right, top=0.91, bottom=0.25)
    return figure


def draw_order(order: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """Hasse diagram of the dyads: a line leads down from each to those that show part of what it shows, and no more.

    Dyads that show the same share a box, whose edge tells the level and whose foot the indicators. Boxes without a way
    down from one to the other can't be compared.

    Args:
        order: see `order.order_dyads`.
        names: short names of the actors by code.
        codebook: gives the levels.
    """
    levels, styles = codebook.labels("level", wording.language), level_styles(codebook)
    figure, axes = plt.subplots(figsize=(12, 8))
    axes.set_axis_off()
    found = profiles(order)
    if len(found) > MOST_PROFILES:
        axes.text(0.5, 0.5, wording.line(wording["order_too_many"]), ha="center", va="center")
        put_titles(figure, "order", wording)
        return figure
    graph = dominance(found)
    height = dict(zip(order["indicators"].map(lambda cell: frozenset(cell.split(";"))), order["height"].astype(int)))
    level = dict(zip(height, order.drop_duplicates("indicators")["level"]))
    at = _rows_of_boxes(graph, found, height)
    widest = max([1, *(sum(h == row for h in height.values()) for row in height.values())])
    axes.set(xlim=(-0.6, widest - 0.4), ylim=(-0.5, max(height.values(), default=0) + 0.4))
    if wording.direction == "rtl":
        axes.invert_xaxis()
    for high, low in sorted(graph.edges, key=lambda edge: (at[edge[0]], at[edge[1]])):
        (x0, y0), (x1, y1) = at[high], at[low]
        axes.plot([x0, x1], [y0, y1], color="#b5b5b5", linewidth=0.9, zorder=1)
    for profile, dyads in found.items():
        told = [" –\n".join(names[code] for code in dyad.split("-")) for dyad in dyads]
        lines = told[:MOST_NAMES]
        if len(told) > MOST_NAMES:
            lines.append(wording["order_more"].format(wording.number(len(told) - MOST_NAMES)))
        lines.append(" ".join(sorted(profile)))
        style = styles[level[profile]]
        axes.text(
            *at[profile], "\n".join(map(wording.line, "\n".join(lines).split("\n"))), ha="center", va="center",
            fontsize=7, linespacing=1.35, zorder=2,
            bbox={"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": style["color"],
                  "linewidth": style["linewidth"], "linestyle": style["linestyle"]},
        )  # fmt: skip
    marks = [
        axes.plot([], [], color=style["color"], linewidth=style["linewidth"], linestyle=style["linestyle"])[0]
        for style in styles.values()
    ]
    labels = [wording.line(levels[name]) for name in styles]
    figure.legend(
        marks,
        labels,
        loc="lower center",
        bbox_to_anchor=(0.5, 0.03),
        ncols=len(marks),
        frameon=False,
        fontsize=8,
        handlelength=3,
    )
    put_titles(figure, "order", wording)
    figure.subplots_adjust(left=0.02, right=0.98, top=0.93, bottom=0.08)
    return figure


def _rows_of_boxes(
    graph: nx.DiGraph, found: Mapping[frozenset[str], list[str]], height: Mapping[frozenset[str], int]
) -> dict[frozenset[str], tuple[float, float]]:
    """Where each profile stands: a row for each height, each near the middle of those it is joined to below.

    The method of Sugiyama's layers (1981) with means, from below and back, a fixed number of times.
    """
    rows: dict[int, list[frozenset[str]]] = {}
    for profile in found:
        rows.setdefault(height[profile], []).append(profile)
    wide = max((len(row) for row in rows.values()), default=1)

    def spread(row: list[frozenset[str]]) -> dict[frozenset[str], float]:
        step = wide / len(row)
        return {profile: (place + 0.5) * step - 0.5 for place, profile in enumerate(row)}

    x = {profile: place for row in rows.values() for profile, place in spread(row).items()}
    for number in range(12):
        for key in sorted(rows, reverse=bool(number % 2)):
            joined = graph.predecessors if number % 2 else graph.successors
            means = {
                profile: float(np.mean([x[other] for other in joined(profile)] or [x[profile]]))
                for profile in rows[key]
            }
            rows[key].sort(key=lambda profile: (round(means[profile], 9), sorted(profile)))
            x |= spread(rows[key])
    # In a crowded row neighbours stand a little higher and lower in turn.
    return {
        profile: (x[profile], key + (0.13 if place % 2 else -0.13) * (len(row) > CROWDED))
        for key, row in rows.items()
        for place, profile in enumerate(row)
    }


def _stack(table: pd.DataFrame, column: str) -> dict[str, tuple[float, int]]:
    """Actors of a side from the largest down: code to its top and its transfers."""
    sums = {str(code): int(count) for code, count in table.groupby(column)["transfers"].sum().items()}
    top, places = 0.0, {}
    for code in sorted(sums, key=lambda code: (-sums[code], code)):
        places[code] = (top, sums[code])
        top += sums[code] + GAP
    return places


def _band(start: float, end: float, thick: float) -> Curve:
    left, right, middle = WIDTH, 1 - WIDTH, 0.5
    points = [
        (left, start), (middle, start), (middle, end), (right, end),
        (right, end + thick), (middle, end + thick), (middle, start + thick), (left, start + thick), (left, start),
    ]  # fmt: skip
    codes = [Curve.MOVETO, Curve.CURVE4, Curve.CURVE4, Curve.CURVE4, Curve.LINETO, Curve.CURVE4, Curve.CURVE4,
             Curve.CURVE4, Curve.CLOSEPOLY]  # fmt: skip
    return Curve(points, codes)


def _sizes(overlap: pd.DataFrame) -> dict[str, int]:
    """Members of each organisation."""
    sizes: dict[str, int] = {}
    for row in records(overlap):
        sizes |= {row["actor_a"]: int(row["members_a"]), row["actor_b"]: int(row["members_b"])}
    return sizes
