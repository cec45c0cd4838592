"""Figure 1, and what every figure shares: titles, notes, and places of actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import Stroke

from interregional.catalogue.actors import is_part_whole
from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.network.marks import KIND_STYLE, LEVEL_STYLE, MOST_TIES, foremost, place_actors
from interregional.tables.files import records

PART_WHOLE_STYLE: dict[str, Any] = {
    "marker": "o", "markersize": 8, "markerfacecolor": "white", "markeredgecolor": "#14365c", "linestyle": "none",
}  # fmt: skip
NODE_SIZE = 20.0
_GAP = 13.0


def put_titles(figure: Any, key: str, wording: Wording, *values: str, shown: tuple[int, int] = (0, 0)) -> None:
    """Title (`<key>_title`), a line below it (`<key>_note`), and the caveat at the foot of a figure.

    They stand at the same distance from the edges in inches, however tall the figure is. `values` fill the
    places of the title; `shown` is how many dyads are drawn, of how many.
    """
    edge, align = (0.98, "right") if wording.direction == "rtl" else (0.02, "left")
    height = figure.get_figheight()
    for text, inches, style in (
        (wording[f"{key}_title"].format(*values), height - 0.26, {"fontsize": 12, "weight": "bold"}),
        (wording[f"{key}_note"] + only_foremost(*shown, wording), height - 0.5, {"fontsize": 8.5, "color": "#444444"}),
        (wording["selection_note"], 0.14, {"fontsize": 8, "color": "#444444"}),
    ):
        figure.text(edge, inches / height, wording.line(text), ha=align, va="center", **style)


def only_foremost(drawn: int, every: int, wording: Wording) -> str:
    """A sentence that says how many dyads are drawn; nothing where all are."""
    return "" if drawn == every else " " + wording["only_foremost"].format(*map(wording.number, (drawn, every)))


def place_ties(ties: pd.DataFrame, actors: pd.DataFrame, layout: pd.DataFrame) -> pd.DataFrame:
    """The ties with the positions of their two ends: the data behind Figure 1.

    Args:
        ties: actor_a, actor_b, level, fit, giver, receiver and what else is to be kept.
        actors: give the kinds.
        layout: see `marks.place_actors`.

    Returns:
        The ties with kind_a, x_a, y_a, label_a, kind_b, x_b, y_b, label_b, part_whole (yes, no).
    """
    placed = place_actors(set(ties["actor_a"]) | set(ties["actor_b"]), layout)
    kinds = dict(zip(actors["code"], actors["kind"]))
    found = ties.copy()
    for side in ("a", "b"):
        found[f"kind_{side}"] = found[f"actor_{side}"].map(kinds)
        for place, column in enumerate(("x", "y", "label")):
            found[f"{column}_{side}"] = pd.Series(
                [placed[code][place] for code in found[f"actor_{side}"]], index=found.index
            )
    found["part_whole"] = [
        "yes" if is_part_whole(a, b, actors) else "no" for a, b in zip(found["actor_a"], found["actor_b"])
    ]
    return found


def draw_network(
    placed: pd.DataFrame,
    names: Mapping[str, str],
    levels: Sequence[str],
    origin: str,
    note: str,
    codebook: Codebook,
    wording: Wording,
) -> Any:
    """Figure 1 in one language.

    Args:
        placed: see `place_ties`.
        names: code to short name.
        levels: the levels drawn, for the legend.
        origin: key of the wording that says where the levels come from.
        note: key of the note at the foot.
        codebook, wording: labels of levels and kinds, words.

    Returns:
        A matplotlib figure.
    """
    every = placed
    placed = foremost(every, _weight(every, codebook), MOST_TIES)
    figure = plt.figure(figsize=(10, 7.6))
    axes = figure.add_axes((0.01, 0.17, 0.98, 0.74))
    nodes = draw_actors(axes, placed, names, wording)
    for tie in records(placed):
        _draw_tie(axes, tie)
    right = wording.direction == "rtl"
    edge, align = (0.98, "right") if right else (0.02, "left")
    told_of = wording[origin] + only_foremost(len(placed), len(every), wording)
    figure.text(edge, 0.955, wording.line(wording["figure_1_title"]), ha=align, va="center", fontsize=13, weight="bold")
    figure.text(edge, 0.92, wording.line(told_of), ha=align, va="center", fontsize=10, color="#444444")
    told = wording.line(wording[note])
    figure.text(edge, 0.02, told, ha=align, va="center", fontsize=8, color="#444444")
    _draw_legends(figure, placed, nodes, levels, codebook, wording)
    return figure


def _weight(ties: pd.DataFrame, codebook: Codebook) -> pd.Series:
    """The level of a tie first, then its number of events."""
    events = ties["event_ids"].str.count(";") if "event_ids" in ties else pd.Series(0, index=ties.index)
    return ties["level"].map(codebook.rank()) * 1e6 + events


def draw_actors(
    axes: Any, placed: pd.DataFrame, names: Mapping[str, str], wording: Wording
) -> dict[str, tuple[str, float, float, str]]:
    """Draw the actors of `place_ties` with their names at their places, above whatever ties come below them.

    Returns:
        kind, x, y and the side of the name, by code.
    """
    nodes = {
        tie[f"actor_{side}"]: (tie[f"kind_{side}"], tie[f"x_{side}"], tie[f"y_{side}"], tie[f"label_{side}"])
        for tie in records(placed)
        for side in ("a", "b")
    }
    axes.set_axis_off()
    reach_x = max([5.4, *(abs(x) + 0.6 for _, x, _, _ in nodes.values())])
    reach_y = max([4.2, *(abs(y) + 0.6 for _, _, y, _ in nodes.values())])
    axes.set_xlim(-reach_x, reach_x)
    axes.set_ylim(-reach_y, reach_y)
    if placed.empty:
        axes.text(0, 0, wording.line(wording["no_ties"]), ha="center", va="center", color="#444444")
    for code, (kind, x, y, side) in sorted(nodes.items()):
        axes.plot(
            [x], [y], markersize=NODE_SIZE, markeredgecolor="#222222", linestyle="none", zorder=3, **KIND_STYLE[kind]
        )
        draw_name(axes, wording.line(names[code]), x, y, side)
    return dict(sorted(nodes.items()))


def hollow(style: dict[str, Any]) -> dict[str, Any]:
    """The style of a level for a tie whose evidence allows higher levels too: the same line with a white core."""
    width = style["linewidth"]
    return {**style, "path_effects": [Stroke(linewidth=1.8 * width), Stroke(linewidth=0.9 * width, foreground="white")]}


def _draw_tie(axes: Any, tie: Mapping[str, Any]) -> None:
    ends = {tie["actor_a"]: (tie["x_a"], tie["y_a"]), tie["actor_b"]: (tie["x_b"], tie["y_b"])}
    start, end = tie["giver"] or tie["actor_a"], tie["receiver"] or tie["actor_b"]
    style = dict(LEVEL_STYLE[tie["level"]])
    if tie["fit"] == "open":
        style = hollow(style)
    axes.add_patch(
        FancyArrowPatch(
            ends[start], ends[end], arrowstyle="-", shrinkA=0, shrinkB=_GAP if tie["giver"] else 0, zorder=1, **style
        )
    )
    if tie["giver"]:
        # The head is drawn by itself: on a dashed line it would be dashed too.
        axes.annotate(
            "",
            xy=ends[end],
            xytext=ends[start],
            arrowprops={
                "arrowstyle": "-|>,head_length=1.0,head_width=0.5",
                "shrinkA": 0,
                "shrinkB": _GAP - 2,
                "linewidth": 0,
                "color": style["color"],
                "mutation_scale": 12,
            },
            zorder=2,
        )
    if tie["part_whole"] == "yes":
        middle = ((tie["x_a"] + tie["x_b"]) / 2, (tie["y_a"] + tie["y_b"]) / 2)
        axes.plot(*([place] for place in middle), zorder=2, **PART_WHOLE_STYLE)


def draw_name(axes: Any, name: str, x: float, y: float, side: str, size: float = 10, far: int = 20) -> None:
    """The name of an actor on one side of its node, `far` points away."""
    shift = {"above": (0, far), "below": (0, -far), "left": (-far, 0), "right": (far, 0)}[side]
    across = {"above": "center", "below": "center", "left": "right", "right": "left"}[side]
    along = {"above": "bottom", "below": "top", "left": "center", "right": "center"}[side]
    axes.annotate(
        name,
        (x, y),
        xytext=shift,
        textcoords="offset points",
        ha=across,
        va=along,
        fontsize=size,
        zorder=4,
        bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85},
    )


def _draw_legends(
    figure: Any,
    placed: pd.DataFrame,
    nodes: Mapping[str, tuple[str, float, float, str]],
    levels: Sequence[str],
    codebook: Codebook,
    wording: Wording,
) -> None:
    level_names = codebook.labels("level", wording.language)
    kind_names = codebook.labels("kind", wording.language)
    right = wording.direction == "rtl"
    lines = [
        Line2D([], [], label=wording.line(level_names[level]), **LEVEL_STYLE[level])
        for level in LEVEL_STYLE
        if level in levels
    ]
    if (placed["fit"] == "open").any():
        style = hollow(next(LEVEL_STYLE[level] for level in LEVEL_STYLE if level in levels))
        lines.append(Line2D([], [], label=wording.line(wording["legend_open"]), **style))
    if (placed["giver"] != "").any():
        arrow = Line2D([], [], color="#14365c", linestyle="none", marker="<" if right else ">", markersize=8)
        arrow.set_label(wording.line(wording["legend_arrow"]))
        lines.append(arrow)
    if (placed["part_whole"] == "yes").any():
        lines.append(Line2D([], [], label=wording.line(wording["legend_part_whole"]), **PART_WHOLE_STYLE))
    present = {kind for kind, *_ in nodes.values()}
    shapes = [
        Line2D(
            [],
            [],
            linestyle="none",
            markersize=10,
            markeredgecolor="#222222",
            label=wording.line(kind_names[kind]),
            **style,
        )
        for kind, style in KIND_STYLE.items()
        if kind in present
    ]
    common = {
        "frameon": False,
        "fontsize": 9,
        "ncol": 6,
        "markerfirst": not right,
        "alignment": "right" if right else "left",
    }
    places = (
        {"lines": (0.98, 0.175), "shapes": (0.98, 0.11)} if right else {"lines": (0.02, 0.175), "shapes": (0.02, 0.11)}
    )
    corner = "upper right" if right else "upper left"
    for handles, key, place in ((lines, "legend_levels", "lines"), (shapes, "legend_kinds", "shapes")):
        handles = handles[::-1] if right else handles
        figure.legend(
            handles=handles,
            title=wording.line(wording[key]),
            loc=corner,
            bbox_to_anchor=places[place],
            title_fontsize=9,
            **common,
        )


def set_level_axes(
    axes: Any, table: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording, room: float
) -> tuple[float, float]:
    """Levels across and dyads down, the first row above, in the direction of reading; after all is drawn.

    Args:
        table: actor_a, actor_b, a row a line.
        names: code to short name.
        room: share of the width for the names of the dyads.

    Returns:
        Left and right end of the axes.
    """
    rank, labels = codebook.rank(), codebook.labels("level", wording.language)
    axes.set_xticks(list(rank.values()), [wording.line(labels[level]) for level in rank])
    axes.set_xlim(-0.4, len(rank) - 0.6)
    axes.set_ylim(len(table) - 0.4, -0.6)
    dyads = [wording.line(f"{names.get(a, a)} – {names.get(b, b)}") for a, b in zip(table["actor_a"], table["actor_b"])]
    axes.set_yticks(range(len(table)), dyads)
    axes.grid(axis="x", color="#eeeeee")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    if wording.direction == "ltr":
        return room, 0.96
    axes.invert_xaxis()
    axes.yaxis.tick_right()
    return 0.04, 1 - room
