"""Figures of the comparison: the two networks in one, confusion, every reading, and how firm each level is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.patches import Rectangle

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits import plates
from interregional.exhibits.figures import draw_actors, hollow, kind_marks, network_axes, span_of, with_room
from interregional.exhibits.plates import ACCENT, INK, NAME, QUIET, TEXT, WIDE
from interregional.network.marks import MOST_ROWS
from interregional.tables.files import records

Point = tuple[float, float]

# How a tie stands in the two networks, told apart by form as well as by tone.
STANDING_STYLE: dict[str, dict[str, Any]] = {
    "both": {"linestyle": "solid", "linewidth": 2.6, "color": "#14365c"},
    "lower": {"linestyle": (0, (5, 1.6)), "linewidth": 2.2, "color": "#3b6ea5"},
    "higher": {"linestyle": (0, (8, 1.6, 1.5, 1.6)), "linewidth": 2.2, "color": "#3b6ea5"},
    "only_paper": {"linestyle": (0, (1.2, 1.3)), "linewidth": 2.0, "color": "#c0622f"},
    "only_evidence": {"linestyle": (0, (2.6, 2.6)), "linewidth": 1.3, "color": "#222222"},
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
    rank, both = codebook.rank(), ["actor_a", "actor_b"]
    coded = dyads[[*both, "level", "level_low", "level_high", "event_ids"]]
    merged = levels[[*both, "published_level"]].merge(coded, how="outer", on=both).sort_values(both)
    nothing = {"published_level": "", "level": "none", "level_low": "none", "level_high": "none", "event_ids": ""}
    rows = []
    for tie in records(merged.fillna(nothing)):
        published, level, low, high, ids = (str(tie[column]) for column in nothing)
        if level in drawn and published in drawn:
            step = rank[level] - rank[published]
            standing = ("both", "higher", "lower")[(step > 0) - (step < 0)]
        elif level in drawn or published in drawn:
            standing = "only_evidence" if level in drawn else "only_paper"
        else:
            continue
        allowed = low != high and rank[published or low] <= rank[high]
        told = (published, level, low, high, standing, "yes" if allowed else "no", ids)
        rows.append((tie["actor_a"], tie["actor_b"], *told))
    columns = ["published_level", "coded_level", "level_low", "level_high", "standing", "open", "event_ids"]
    return pd.DataFrame(rows, columns=[*both, *columns])


def draw_difference(
    placed: pd.DataFrame,
    names: Mapping[str, str],
    codebook: Codebook,
    wording: Wording,
    years: tuple[int, int] | None = None,
) -> Any:
    """Figure 1 of the paper and of the evidence in one drawing.

    Args:
        placed: `figures.place_ties` of `compare_ties`.
        names: code to short name.
        codebook, wording: labels of the levels, words.
        years: first and last year of the evidence, for the caption.
    """
    every, rank = placed, codebook.rank()
    placed = with_room(every)
    figure = plt.figure(figsize=(WIDE, 5.3))
    counts = {
        "ties": len(placed),
        **{key: int((placed["standing"] == key).sum()) for key in STANDING_STYLE},
        "open": int((placed["open"] == "yes").sum()),
        **span_of(years),
    }
    top, foot = plates.put_titles(
        figure, "figure_1_difference", wording, shown=(len(placed), len(every)), counts=counts
    )
    foot = plates.put_key(figure, kind_marks(placed, codebook, wording), wording, foot)
    foot = _explain_standings(figure, counts, codebook, wording, foot)
    axes = network_axes(figure, top, foot)
    taken = draw_actors(axes, placed, names, codebook, wording)
    lines = [((tie["x_a"], tie["y_a"]), (tie["x_b"], tie["y_b"])) for tie in records(placed)]
    for tie, line in zip(records(placed), lines):
        style = STANDING_STYLE[tie["standing"]]
        axes.plot(*zip(*line), zorder=1, **(hollow(style) if tie["open"] == "yes" else style))
        place = _free_place(line, [other for other in lines if other != line], taken)
        taken.append(place)
        axes.text(
            *place, wording.line(_levels_told(tie, rank, wording)), ha="center", va="center", fontsize=TEXT,
            color=style["color"], weight="bold", zorder=2.5,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip
    return figure


def _free_place(line: tuple[Point, Point], others: Sequence[tuple[Point, Point]], taken: Sequence[Point]) -> Point:
    """The place on a line, not far from its middle, that is farthest from other lines, nodes and names of levels."""

    def on(ends: tuple[Point, Point], share: float) -> Point:
        (x, y), (to_x, to_y) = ends
        return (x + share * (to_x - x), y + share * (to_y - y))

    crossed = [on(other, step / 20) for other in others for step in range(1, 20)]

    def room(place: Point) -> float:
        # A name or a node is wider than a line.
        distances = [*(math.dist(place, mark) / 2 for mark in taken), *(math.dist(place, mark) for mark in crossed)]
        return round(min(distances), 3) if distances else 0.0

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


def _explain_standings(
    figure: Any, counts: Mapping[str, int], codebook: Codebook, wording: Wording, foot: float
) -> float:
    """The key below the drawing: how the two networks stand to each other, with the number of ties of each kind."""
    styles = {**STANDING_STYLE, "open": hollow(STANDING_STYLE["both"])}
    handles = [
        plates.mark(f"{wording[f'standing={key}']} ({wording.number(counts[key])})", wording, **style)
        for key, style in styles.items()
        if counts[key]
    ]
    labels = codebook.labels("level", wording.language)
    told = " | ".join(f"{wording.number(rank)} {labels[level]}" for level, rank in codebook.rank().items())
    foot = plates.put_line(figure, f"{wording['legend_levels']}: {told}", wording, foot)
    return plates.put_key(figure, handles, wording, foot)


# The area of the disc of all readings, in square points.
_LARGEST = 110


def draw_confusion(confusion: pd.DataFrame, codebook: Codebook, wording: Wording) -> Any:
    """The levels that the paper states (rows) against the coded ones (columns), as counts."""
    labels = codebook.labels("level", wording.language)
    counts = confusion.set_index("published_level").astype(int)
    shown = counts.map(lambda count: wording.number(count) if count else "")
    figure, axes = plt.subplots(figsize=(WIDE / 1.3, 3.5))
    sns.heatmap(
        counts, annot=shown, fmt="", cmap="Blues", cbar=False, linewidths=0.5, linecolor="#999999", ax=axes,
        mask=counts == 0, vmax=1.6 * max(1, counts.to_numpy().max()), annot_kws={"fontsize": NAME, "color": "#111111"},
    )  # fmt: skip
    same = counts.index.intersection(counts.columns)
    for level in same:
        corner = (list(counts.columns).index(level), list(counts.index).index(level))
        axes.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=INK, linewidth=1.6, zorder=3))
    axes.set_xticklabels([wording.line(labels[level]) for level in counts.columns], rotation=0)
    axes.set_yticklabels([wording.line(labels[level]) for level in counts.index], rotation=0)
    axes.set_xlabel(wording.line(wording["coded_level"]))
    axes.set_ylabel(wording.line(wording["published_level"]))
    axes.tick_params(length=0)
    agreeing = sum(int(counts.loc[level, level]) for level in same)
    told = {"dyads": int(counts.to_numpy().sum()), "agreeing": agreeing}
    top, foot = plates.put_titles(figure, "confusion", wording, counts=told)
    plates.fit_axes(figure, axes, wording, top, foot + 0.4, wide=1.25)
    return figure


def draw_specifications(sensitivity: pd.DataFrame, wording: Wording) -> Any:
    """The specification curve: agreement above, the choices that make each reading below."""
    # Without dyads to compare there is no agreement.
    table = sensitivity.assign(agreement=pd.to_numeric(sensitivity["agreement"]).fillna(0))
    table = table.sort_values(["agreement", "specification"], ignore_index=True)
    declared = int(table.index[table["declared"] == "yes"][0])
    columns = list(table.columns)
    dimensions = columns[columns.index("specification") + 1 : columns.index("declared")]
    choices = [(name, value) for name in dimensions for value in dict.fromkeys(sensitivity[name])]
    matrix = np.array([(table[name] == value).to_numpy() for name, value in choices], dtype=float)
    figure, (above, below) = plt.subplots(
        2, 1, figsize=(WIDE, 5.6), sharex=True, gridspec_kw={"height_ratios": [1, 1.5], "hspace": 0.05}
    )
    above.plot(table.index, table["agreement"], ".", markersize=2.5, color=INK, markeredgewidth=0)
    above.set_ylim(-0.02, 1.02)
    ticks = [0, 0.25, 0.5, 0.75, 1]
    above.set_yticks(ticks, [wording.number(tick) for tick in ticks])
    above.set_ylabel(wording.line(wording["agreement_axis"]))
    below.imshow(matrix, aspect="auto", cmap="Greys", interpolation="nearest", vmax=1.4)
    below.set_yticks(range(len(choices)), [_choice(name, value, wording) for name, value in choices])
    below.set_xticks([])
    breaks = [place for place in range(1, len(choices)) if choices[place][0] != choices[place - 1][0]]
    below.hlines([place - 0.5 for place in breaks], -0.5, len(table) - 0.5, color=QUIET, linewidth=0.6)
    for axes in (above, below):
        axes.axvline(declared, color=ACCENT, linewidth=1.2)
        axes.tick_params(length=0)
    # Named beside its line, on the side where there is more room.
    ahead = (declared > len(table) / 2) == (wording.direction == "rtl")
    share = float(table["agreement"][declared])
    above.annotate(
        wording.line(f"{wording['declared']}: {wording.share(share)}"), (declared, 0.9),
        xytext=(5 if ahead else -5, 0), textcoords="offset points", ha="left" if ahead else "right", va="center",
        color=ACCENT, fontsize=NAME,
    )  # fmt: skip
    lowest, highest = table["agreement"].min(), table["agreement"].max()
    told = {"compared": int(table["compared"].iloc[0]), "readings": len(table), "declared": wording.share(share)}
    told |= {"lowest": wording.share(lowest), "highest": wording.share(highest)}
    top, foot = plates.put_titles(figure, "specification", wording, counts=told)
    for axes in (above, below):
        plates.fit_axes(figure, axes, wording, top, foot, wide=1.65)
    return figure


def draw_robustness(robustness: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """For each dyad a disc at each level, as large as the share of readings that give it; the coded level is dark.

    With a publication the dyads are those of which it states the level, which a ring marks; without, those with a
    level, the least firm `MOST_ROWS` of them.
    """
    stated = "published_level" in robustness
    if stated:
        table = robustness[robustness["published_level"] != ""]
    else:
        table = robustness[robustness["declared_level"] != "none"]
        table = table.loc[sorted(table["share_declared"].astype(float).nsmallest(MOST_ROWS).index)]
    firm = table["share_declared"].astype(float)
    table = table.assign(firm=firm).sort_values("firm", ascending=False, kind="stable", ignore_index=True)
    levels, labels = codebook.values("level"), codebook.labels("level", wording.language)
    height = 1.35 + 0.2 * max(len(table), 3)
    figure, axes = plt.subplots(figsize=(WIDE, height))
    axes.hlines(np.arange(len(table)), -0.5, len(levels) - 0.5, color="#eeeeee", linewidth=0.6, zorder=0)
    for column, level in enumerate(levels):
        shares = table[f"share_{level}"].astype(float)
        coded = table["declared_level"] == level
        for rows, colour in ((coded, INK), (~coded, "#a9b4c2")):
            axes.scatter(
                [column] * int(rows.sum()), table.index[rows], s=_LARGEST * shares[rows], color=colour, linewidth=0,
                zorder=2,
            )  # fmt: skip
        if stated:
            there = table.index[table["published_level"] == level]
            axes.scatter(
                [column] * len(there), there, s=1.1 * _LARGEST, facecolor="none", edgecolor=ACCENT, linewidth=1.2,
                zorder=3,
            )  # fmt: skip
    for place, share in enumerate(table["firm"]):
        axes.text(len(levels) - 0.1, place, wording.share(share), ha="center", va="center", color=INK)
    heads = [labels[level] for level in levels] + [wording["robustness_share"]]
    axes.set_xticks([*range(len(levels)), len(levels) - 0.1], [wording.line(head) for head in heads])
    axes.xaxis.tick_top()
    axes.set_yticks(np.arange(len(table)), plates.dyad_names(zip(table["actor_a"], table["actor_b"]), names, wording))
    axes.set(xlim=(-0.5, len(levels) + 0.4), ylim=(max(len(table), 1) - 0.4, -0.6), frame_on=False)
    axes.tick_params(length=0)
    told = {"dyads": len(table), "firm": int((table["firm"] > 0.5).sum())}
    top, foot = plates.put_titles(figure, "robustness", wording, counts=told)
    plates.fit_axes(figure, axes, wording, top + 0.25, foot, wide=2.3)
    return figure


def _choice(name: str, value: str, wording: Wording) -> str:
    key = f"{name}={value}"
    if key in wording.words:
        return wording.line(wording[key])
    return wording.line(f"{wording[name]} {wording.number(value)}")
