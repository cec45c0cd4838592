"""Figures of transfers between actors, and of the members that organisations share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Curve

from interregional.codebook.wording import Wording
from interregional.exhibits.figures import put_titles
from interregional.tables.files import records

GAP = 0.6
WIDTH = 0.05
# Above this share of members a cell is so dark that its number is white.
DARK = 0.5
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
    table = transfers.astype({"transfers": int})
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
    put_titles(figure, "flows", wording)
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
