"""Figures of the comparison: the two networks in one, confusion, every reading, and how firm each level is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.lines import Line2D

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.figures import draw_actors, hollow, put_titles
from interregional.network.marks import MOST_ROWS, MOST_TIES, foremost
from interregional.tables.files import records

Point = tuple[float, float]

# How a tie stands in the two networks, told apart by form as well as by tone.
STANDING_STYLE: dict[str, dict[str, Any]] = {
    "both": {"linestyle": "solid", "linewidth": 3.2, "color": "#14365c"},
    "lower": {"linestyle": (0, (5, 1.6)), "linewidth": 2.6, "color": "#3b6ea5"},
    "higher": {"linestyle": (0, (8, 1.6, 1.5, 1.6)), "linewidth": 2.6, "color": "#3b6ea5"},
    "only_paper": {"linestyle": (0, (1.2, 1.3)), "linewidth": 2.4, "color": "#c0622f"},
    "only_evidence": {"linestyle": (0, (2.6, 2.6)), "linewidth": 1.5, "color": "#222222"},
}


def compare_ties(levels: pd.DataFrame, dyads: pd.DataFrame, drawn: Sequence[str], codebook: Codebook) -> pd.DataFrame:
    """The ties of Figure 1 that the paper states, that the evidence has, or both.

    Args:
        levels: see `comparison.compare_levels`.
        dyads: see `dyads.code_dyads`.
        drawn: the levels that Figure 1 draws.
        codebook: gives the order of the levels.

    Returns:
        actor_a, actor_b, published_level (empty where the paper names none), coded_level, level_low, level_high,
        standing (`both`: the same level; `higher`, `lower`: both draw the tie, and the coded level is above or below
        the stated one; `only_paper`, `only_evidence`), open (yes: the evidence leaves a higher level open, and what
        the paper states is no higher than that), event_ids.
    """
    rank = codebook.rank()
    stated = {(row["actor_a"], row["actor_b"]): row["published_level"] for row in records(levels)}
    coded = {(row["actor_a"], row["actor_b"]): row for row in records(dyads)}
    nothing = {"level": "none", "level_low": "none", "level_high": "none", "event_ids": ""}
    rows = []
    for dyad in sorted(set(stated) | set(coded)):
        published, found = stated.get(dyad, ""), coded.get(dyad, nothing)
        level, low, high = (str(found[column]) for column in ("level", "level_low", "level_high"))
        if level in drawn and published in drawn:
            step = rank[level] - rank[published]
            standing = ("both", "higher", "lower")[(step > 0) - (step < 0)]
        elif level in drawn or published in drawn:
            standing = "only_evidence" if level in drawn else "only_paper"
        else:
            continue
        allowed = low != high and rank[published or low] <= rank[high]
        rows.append((*dyad, published, level, low, high, standing, "yes" if allowed else "no", found["event_ids"]))
    columns = ["published_level", "coded_level", "level_low", "level_high", "standing", "open", "event_ids"]
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", *columns])


def draw_difference(placed: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """Figure 1 of the paper and of the evidence in one drawing.

    Args:
        placed: `figures.place_ties` of `compare_ties`.
        names: code to short name.
        codebook, wording: labels of the levels, words.
    """
    every, rank = placed, codebook.rank()
    weight = every[["published_level", "coded_level"]].apply(lambda levels: levels.map(rank).fillna(0)).max(axis=1)
    placed = foremost(every, weight, MOST_TIES)
    figure = plt.figure(figsize=(10, 7.6))
    axes = figure.add_axes((0.01, 0.13, 0.98, 0.77))
    nodes = draw_actors(axes, placed, names, wording)
    taken = [(x, y) for _, x, y, _ in nodes.values()]
    lines = [((tie["x_a"], tie["y_a"]), (tie["x_b"], tie["y_b"])) for tie in records(placed)]
    for tie, line in zip(records(placed), lines):
        style = STANDING_STYLE[tie["standing"]]
        axes.plot(*zip(*line), zorder=1, **(hollow(style) if tie["open"] == "yes" else style))
        place = _free_place(line, [other for other in lines if other != line], taken)
        taken.append(place)
        axes.text(
            *place, wording.line(_levels_told(tie, rank, wording)), ha="center", va="center", fontsize=9,
            color=style["color"], weight="bold", zorder=2.5,
            bbox={"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip
    put_titles(figure, "figure_1_difference", wording, shown=(len(placed), len(every)))
    _explain_standings(figure, placed, codebook, wording)
    return figure


def _free_place(line: tuple[Point, Point], others: Sequence[tuple[Point, Point]], taken: Sequence[Point]) -> Point:
    """The place on a line, not far from its middle, that is farthest from other lines, nodes and names of levels."""

    def on(ends: tuple[Point, Point], share: float) -> Point:
        (x, y), (to_x, to_y) = ends
        return (x + share * (to_x - x), y + share * (to_y - y))

    marks = [*taken, *(on(other, step / 20) for other in others for step in range(1, 20))]

    def room(place: Point) -> float:
        return round(min(math.dist(place, mark) for mark in marks), 3) if marks else 0.0

    # The first of equals counts: the nearest to the middle.
    return max((on(line, share) for share in (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7)), key=room)


def _levels_told(tie: Mapping[str, Any], rank: Mapping[str, int], wording: Wording) -> str:
    """The ranks of the level stated and of the level in evidence; one of them where they are the same."""
    low, high = (wording.number(rank[tie[column]]) for column in ("level_low", "level_high"))
    evidence = low if low == high else wording["span"].format(low, high)
    if tie["standing"] == "both":
        return evidence
    stated = wording.number(rank[tie["published_level"]]) if tie["published_level"] else "–"
    return wording["paper_against_evidence"].format(stated, evidence)


def _explain_standings(figure: Any, placed: pd.DataFrame, codebook: Codebook, wording: Wording) -> None:
    """The key below the drawing: how the two networks stand to each other, with the number of ties of each kind."""
    right = wording.direction == "rtl"
    handles = [
        Line2D([], [], label=wording.line(f"{wording[f'standing={standing}']} ({wording.number(number)})"), **style)
        for standing, style in STANDING_STYLE.items()
        if (number := int((placed["standing"] == standing).sum()))
    ]
    number = int((placed["open"] == "yes").sum())
    if number:
        told = f"{wording['standing_open']} ({wording.number(number)})"
        handles.append(Line2D([], [], label=wording.line(told), **hollow(STANDING_STYLE["both"])))
    if right:
        # Columns are filled from the left, and a Persian reader begins at the right.
        handles += [Line2D([], [], linestyle="none", label=" ")] * (len(handles) % 2)
        handles = handles[len(handles) // 2 :] + handles[: len(handles) // 2]
    labels = codebook.labels("level", wording.language)
    told = " · ".join(f"{wording.number(rank)} {labels[level]}" for level, rank in codebook.rank().items())
    figure.legend(
        title=wording.line(f"{wording['legend_levels']}: {told}"), title_fontsize=9,
        handles=handles,
        loc="lower right" if right else "lower left",
        bbox_to_anchor=(0.985 if right else 0.015, 0.04),
        frameon=False, fontsize=9, ncol=2, handlelength=4, markerfirst=not right, columnspacing=3,
        alignment="right" if right else "left",
    )  # fmt: skip


def draw_confusion(confusion: pd.DataFrame, codebook: Codebook, wording: Wording) -> Any:
    """The levels that the paper states (rows) against the coded ones (columns), as counts."""
    labels = codebook.labels("level", wording.language)
    counts = confusion.set_index("published_level").astype(int)
    shown = counts.map(lambda count: wording.number(count) if count else "")
    figure, axes = plt.subplots(figsize=(8.4, 6))
    sns.heatmap(counts, annot=shown, fmt="", cmap="Greys", cbar=False, linewidths=0.5, linecolor="#999999", ax=axes)
    axes.set_xticklabels([wording.line(labels[level]) for level in counts.columns], rotation=0)
    axes.set_yticklabels([wording.line(labels[level]) for level in counts.index], rotation=0)
    axes.set_xlabel(wording.line(wording["coded_level"]))
    axes.set_ylabel(wording.line(wording["published_level"]))
    if wording.direction == "rtl":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
    put_titles(figure, "confusion", wording)
    figure.subplots_adjust(left=0.2, right=0.8, top=0.86, bottom=0.17)
    return figure


def draw_specifications(sensitivity: pd.DataFrame, wording: Wording) -> Any:
    """The specification curve: agreement above, the choices that make each reading below."""
    table = sensitivity.astype({"agreement": float}).sort_values(["agreement", "specification"], ignore_index=True)
    declared = int(table.index[table["declared"] == "yes"][0])
    columns = list(table.columns)
    dimensions = columns[columns.index("specification") + 1 : columns.index("declared")]
    choices = [(name, value) for name in dimensions for value in dict.fromkeys(sensitivity[name])]
    matrix = np.array([(table[name] == value).to_numpy() for name, value in choices], dtype=float)
    figure, (above, below) = plt.subplots(
        2, 1, figsize=(10, 8), sharex=True, gridspec_kw={"height_ratios": [1, 1.4], "hspace": 0.05}
    )
    sns.scatterplot(x=table.index, y=table["agreement"], s=6, color="#14365c", linewidth=0, ax=above)
    above.set_ylim(-0.02, 1.02)
    ticks = [0, 0.25, 0.5, 0.75, 1]
    above.set_yticks(ticks, [wording.number(tick) for tick in ticks])
    above.set_ylabel(wording.line(wording["agreement_axis"]))
    below.imshow(matrix, aspect="auto", cmap="Greys", interpolation="nearest", vmax=1.4)
    below.set_yticks(range(len(choices)), [_choice(name, value, wording) for name, value in choices])
    below.set_xticks([])
    breaks = [place for place in range(1, len(choices)) if choices[place][0] != choices[place - 1][0]]
    below.hlines([place - 0.5 for place in breaks], -0.5, len(table) - 0.5, color="#444444", linewidth=0.6)
    for axes in (above, below):
        axes.axvline(declared, color="#c0392b", linewidth=1.2, label=wording.line(wording["declared"]))
    above.legend(loc="upper left", frameon=False)
    if wording.direction == "rtl":
        above.invert_xaxis()
        for axes in (above, below):
            axes.yaxis.tick_right()
            axes.yaxis.set_label_position("right")
        above.legend(loc="upper right", frameon=False, markerfirst=False)
    put_titles(figure, "specification", wording)
    wide, narrow = 0.27, 0.04
    left, right = (narrow, 1 - wide) if wording.direction == "rtl" else (wide, 1 - narrow)
    figure.subplots_adjust(left=left, right=right, top=0.88, bottom=0.08)
    return figure


def draw_robustness(robustness: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """For each dyad the share of readings that give each level.

    With a publication the dyads are those of which it states the level; without, those with a level, the least firm
    `MOST_ROWS` of them.
    """
    marks = [("published_level", "o", 15), ("declared_level", "s", 19)]
    if "published_level" in robustness:
        table = robustness[robustness["published_level"] != ""].reset_index(drop=True)
    else:
        marks = marks[1:]
        table = robustness[robustness["declared_level"] != "none"]
        weakest = table["share_declared"].astype(float).nsmallest(MOST_ROWS).index
        table = table.loc[sorted(weakest)].reset_index(drop=True)
    levels = codebook.values("level")
    shares = table[[f"share_{level}" for level in levels]].astype(float)
    labels = codebook.labels("level", wording.language)
    height = 8.5 if len(marks) == 2 else 1.8 + 0.36 * max(len(table), 3)
    figure, axes = plt.subplots(figsize=(9, height))
    percent = shares.map(lambda share: wording.number(round(100 * share)) if share >= 0.005 else "")
    sns.heatmap(shares, annot=percent, fmt="", cmap="Greys", vmin=0, vmax=1.2, cbar=False, linewidths=0.5, ax=axes)
    dyads = [wording.line(f"{names[a]} – {names[b]}") for a, b in zip(table["actor_a"], table["actor_b"])]
    axes.set_yticklabels(dyads, rotation=0)
    axes.set_xticklabels([wording.line(labels[level]) for level in levels], rotation=0)
    for column, marker, size in marks:
        places = [levels.index(level) + 0.5 for level in table[column]]
        axes.plot(
            places, np.arange(len(table)) + 0.5, linestyle="none", marker=marker, markersize=size,
            markerfacecolor="none", markeredgecolor="#c0392b" if marker == "o" else "#14365c", markeredgewidth=1.6,
        )  # fmt: skip
    wide, narrow = 0.36, 0.05
    left, right = (wide, 1 - narrow)
    if wording.direction == "rtl":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        left, right = narrow, 1 - wide
    put_titles(figure, "robustness", wording)
    figure.subplots_adjust(left=left, right=right, top=1 - 0.935 / height, bottom=0.765 / height)
    return figure


def _choice(name: str, value: str, wording: Wording) -> str:
    key = f"{name}={value}"
    if key in wording.words:
        return wording.line(wording[key])
    return wording.line(f"{wording[name]} {wording.number(value)}")
