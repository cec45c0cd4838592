"""Figures of the comparison: confusion, every reading, and how firm each level is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.figures import put_titles

# So many dyads are legible in one figure.
MOST_DYADS = 40


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
    `MOST_DYADS` of them.
    """
    marks = [("published_level", "o", 15), ("declared_level", "s", 19)]
    if "published_level" in robustness:
        table = robustness[robustness["published_level"] != ""].reset_index(drop=True)
    else:
        marks = marks[1:]
        table = robustness[robustness["declared_level"] != "none"]
        weakest = table["share_declared"].astype(float).nsmallest(MOST_DYADS).index
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
