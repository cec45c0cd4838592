"""Figures of transfers between actors, of the members that organisations share, and of the order of dyads."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Curve

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.figures import level_marks
from interregional.exhibits.plates import NAME, QUIET, TEXT, WIDE, fit_axes, keep_between, put_key, put_titles
from interregional.levels.order import dominance, profiles
from interregional.network.marks import MOST_TIES, foremost, level_styles
from interregional.tables.files import records

GAP = 0.6
WIDTH = 0.05
# What a line of names takes of the height of all transfers of a flow diagram.
LINE = 0.05
# Above this share of members a cell is so dark that its number is white.
DARK = 0.5
# More boxes than this can't be read on a page, nor more names in a box.
MOST_PROFILES, MOST_NAMES = 40, 4
BLANK = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"}
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
    # Every name of the longer side has a line.
    figure, axes = plt.subplots(figsize=(WIDE, max(4.6, 1.1 + max(map(len, sides)) * NAME * 1.35 / 72)))
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
        look = {"facecolor": tone[flow["source"]], "alpha": 0.55, "edgecolor": "white", "linewidth": 0.8}
        axes.add_patch(PathPatch(_band(start, end, thick), **look))
    for side, x in zip(sides, (0.0, 1.0 - WIDTH)):
        for code, (top, count) in side.items():
            first = x == 0
            axes.add_patch(Rectangle((x, top), WIDTH, count, facecolor=tone[code] if first else "#333333"))
            text = wording.line(f"{names[code]} ({wording.number(count)})")
            outer = x - 0.012 if first else x + WIDTH + 0.012
            align = ("left" if right else "right") if first else ("right" if right else "left")
            axes.text(outer, top + count / 2, text, ha=align, va="center", fontsize=NAME)
    counts = {"transfers": int(table["transfers"].sum()), "givers": len(sides[0]), "receivers": len(sides[1])}
    top, foot = put_titles(figure, "flows", wording, shown=(len(table), len(every)), counts=counts)
    keep_between(figure, top + 0.05, foot + 0.05, 0.2, 0.8)
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
    figure, axes = plt.subplots(figsize=(WIDE, 1.0 + 0.2 * max(len(codes), 3)))
    axes.set_frame_on(False)
    if codes:
        for row in records(overlap):
            # Below the diagonal only: the matrix is symmetric.
            low, high = sorted(codes.index(row[side]) for side in ("actor_a", "actor_b"))
            tones[high, low] = tone = float(row["containment"] or 0)
            if row["shared"] != "0":
                axes.text(
                    low + 0.5, high + 0.5, wording.number(row["shared"]), ha="center", va="center", fontsize=TEXT,
                    color="white" if tone > DARK else "#262626",
                )  # fmt: skip
        axes.pcolormesh(tones, cmap="Greys", vmin=0, vmax=1.25, linewidths=0.5, edgecolor="#dddddd")
        # Room for the names beside the diagonal, which tell the columns.
        axes.set(xlim=(0, len(codes) + 3), ylim=(len(codes), 0), xticks=[])
        labels = [wording.line(names[code]) for code in codes]
        axes.set_yticks(np.arange(len(codes)) + 0.5, labels)
        axes.tick_params(length=0)
        for place, code in enumerate(codes):
            middle = place + 0.5
            axes.text(
                middle, middle, wording.number(sizes[code]), ha="center", va="center", weight="bold", fontsize=TEXT
            )
            axes.add_patch(Rectangle((place, place), 1, 1, fill=False, edgecolor="#444444", linewidth=0.8))
            side = "right" if wording.direction == "rtl" else "left"
            axes.text(place + 1.25, middle, labels[place], ha=side, va="center", fontsize=TEXT, color=QUIET, bbox=BLANK)
    counts = {"organisations": len(codes)}
    top, foot = put_titles(figure, "membership_overlap", wording, wording.number(year) if codes else "–", counts=counts)
    fit_axes(figure, axes, wording, top + 0.05, foot, wide=1.55)
    return figure


def draw_order(order: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """Hasse diagram of the dyads: a line leads on from each to those that show part of what it shows, and no more.

    Those that show most stand where reading begins. Dyads that show the same share a box, whose edge tells the level
    and whose foot the indicators. Boxes without a way on from one to the other can't be compared.

    Args:
        order: see `order.order_dyads`.
        names: short names of the actors by code.
        codebook: gives the levels.
    """
    found, styles = profiles(order), level_styles(codebook)
    many = len(found) > MOST_PROFILES
    height = dict(zip(order["indicators"].map(lambda cell: frozenset(cell.split(";"))), order["height"].astype(int)))
    columns = max(height.values(), default=0) + 1
    told = {} if many else {profile: _told(profile, dyads, names, columns, wording) for profile, dyads in found.items()}
    lines = {profile: text.count("\n") + 2.6 for profile, text in told.items()}
    tallest = max([12.0, *(sum(lines[one] for one in lines if height[one] == place) for place in range(columns))])
    figure, axes = plt.subplots(figsize=(WIDE, 1.2 + tallest * TEXT * 1.35 / 72))
    axes.set_axis_off()
    counts = {"dyads": len(order), "boxes": len(found)}
    top, foot = put_titles(figure, "order", wording, counts=counts)
    if many:
        axes.text(0.5, 0.5, wording.line(wording["order_too_many"]), ha="center", va="center")
        return figure
    level = dict(zip(height, order.drop_duplicates("indicators")["level"]))
    graph = dominance(found)
    at = _columns_of_boxes(graph, height, lines, tallest)
    axes.set(xlim=(columns - 0.5, -0.5) if wording.direction == "ltr" else (-0.5, columns - 0.5), ylim=(tallest, 0))
    for high, low in sorted(graph.edges, key=lambda edge: (at[edge[0]], at[edge[1]])):
        (x0, y0), (x1, y1) = at[high], at[low]
        axes.plot([x0, x1], [y0, y1], color="#b5b5b5", linewidth=0.7, zorder=1)
    for profile, text in told.items():
        style = styles[level[profile]]
        axes.text(
            *at[profile], text, ha="center", va="center", fontsize=TEXT, linespacing=1.25, zorder=2,
            bbox={"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": style["color"],
                  "linewidth": 0.7 * style["linewidth"], "linestyle": style["linestyle"]},
        )  # fmt: skip
    foot = put_key(figure, level_marks(codebook, wording), wording, foot)
    keep_between(figure, top + 0.03, foot + 0.03, 0.01, 0.99)
    return figure


def _told(
    profile: frozenset[str], dyads: Sequence[str], names: Mapping[str, str], columns: int, wording: Wording
) -> str:
    """What a box says: its dyads, broken to the width of a column, and the features that they show."""
    letters = int(WIDE * 72 / columns / (0.55 * TEXT)) - 8
    told = [" – ".join(names[code] for code in dyad.split("-")) for dyad in dyads[:MOST_NAMES]]
    if len(dyads) > MOST_NAMES:
        told.append(wording["order_more"].format(wording.number(len(dyads) - MOST_NAMES)))
    told.append(" ".join(sorted(profile)))
    return "\n".join(wording.line(line) for text in told for line in textwrap.wrap(text, max(letters, 12)))


def _columns_of_boxes(
    graph: nx.DiGraph, height: Mapping[frozenset[str], int], lines: Mapping[frozenset[str], float], tallest: float
) -> dict[frozenset[str], tuple[float, float]]:
    """Where each profile stands: a column for each height, each near the middle of those it is joined to.

    The method of Sugiyama's layers (1981) with means, from one end and back, a fixed number of times.

    Args:
        graph: see `order.dominance`.
        height: column of each profile.
        lines: height of each box, in lines.
        tallest: lines of the tallest column.
    """
    columns: dict[int, list[frozenset[str]]] = {}
    for profile in lines:
        columns.setdefault(height[profile], []).append(profile)

    def spread(column: list[frozenset[str]]) -> dict[frozenset[str], float]:
        ends = np.cumsum([lines[profile] for profile in column])
        step = tallest / ends[-1]
        return {profile: float(end - lines[profile] / 2) * step for profile, end in zip(column, ends)}

    y = {profile: place for column in columns.values() for profile, place in spread(column).items()}
    for number in range(12):
        for key in sorted(columns, reverse=bool(number % 2)):
            joined = graph.predecessors if number % 2 else graph.successors
            means = {
                profile: float(np.mean([y[other] for other in joined(profile)] or [y[profile]]))
                for profile in columns[key]
            }
            columns[key].sort(key=lambda profile: (round(means[profile], 9), sorted(profile)))
            y |= spread(columns[key])
    return {profile: (height[profile], place) for profile, place in y.items()}


def _stack(table: pd.DataFrame, column: str) -> dict[str, tuple[float, int]]:
    """Actors of a side from the largest down, none so near to the next that their names touch: code to its top and its
    transfers."""
    sums = {str(code): int(count) for code, count in table.groupby(column)["transfers"].sum().items()}
    top, places, line = 0.0, {}, LINE * sum(sums.values())
    for code in sorted(sums, key=lambda code: (-sums[code], code)):
        places[code] = (top, sums[code])
        top += max(sums[code] + GAP, line)
    return places


def _band(start: float, end: float, thick: float) -> Curve:
    left, right, middle = WIDTH, 1 - WIDTH, 0.5
    points = [
        (left, start), (middle, start), (middle, end), (right, end),
        (right, end + thick), (middle, end + thick), (middle, start + thick), (left, start + thick), (left, start),
    ]  # fmt: skip
    bend = [Curve.CURVE4] * 3
    return Curve(points, [Curve.MOVETO, *bend, Curve.LINETO, *bend, Curve.CLOSEPOLY])


def _sizes(overlap: pd.DataFrame) -> dict[str, int]:
    """Members of each organisation."""
    both = (zip(overlap[f"actor_{side}"], overlap[f"members_{side}"].astype(int)) for side in ("a", "b"))
    return dict(itertools.chain(*both))
