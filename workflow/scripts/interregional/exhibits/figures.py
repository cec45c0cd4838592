"""Figure 1, and how actors and ties are drawn in every network."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import Stroke

from interregional.catalogue.actors import is_part_whole, wholes
from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.plates import INK, WIDE, mark, put_key, put_names, put_titles, wide_as
from interregional.network.marks import (
    MOST_ACTORS,
    MOST_TIES,
    RING,
    among_few,
    foremost,
    kind_styles,
    level_styles,
    place_actors,
)
from interregional.tables.files import records

PART_WHOLE_STYLE: dict[str, Any] = {
    "marker": "o", "markersize": 5, "markerfacecolor": "white", "markeredgecolor": INK, "linestyle": "none",
}  # fmt: skip
EDGE: dict[str, Any] = {"markeredgecolor": "#222222", "markeredgewidth": 0.8}
Nodes = dict[str, tuple[str, float, float, str]]
NODE_SIZE = 12.0
_GAP = 8.0
# Inches between the outer ring and the edge, beside the names.
_BESIDE = 0.2
# Inches of a network as wide as the page.
_HIGH = 3.7


def place_ties(
    ties: pd.DataFrame, actors: pd.DataFrame, layout: pd.DataFrame, codebook: Codebook, panel: str = ""
) -> pd.DataFrame:
    """The ties with the positions of their two ends: the data behind Figure 1.

    Args:
        ties: actor_a, actor_b, level (or published_level and coded_level), and what else is to be kept.
        actors: give the kinds.
        layout: see `marks.place_actors`.
        codebook: gives the order of the levels.
        panel: column whose values have a panel each, where there are several.

    Returns:
        The ties with kind_a, x_a, y_a, label_a, kind_b, x_b, y_b, label_b, part_whole (yes, no). Those that a drawing
        has no room for have no position: drawn are the ties of the highest levels, of equals those of which most
        events tell, so many a panel, and between so many actors in all.
    """
    weight = _weight(ties, codebook)
    panels = [own for _, own in ties.groupby(panel, sort=False)] if panel else [ties]
    kept = pd.concat([ties[:0], *(foremost(own, weight[own.index], MOST_TIES) for own in panels)])
    kept = among_few(kept, weight[kept.index], MOST_ACTORS)
    placed = place_actors(set(kept["actor_a"]) | set(kept["actor_b"]), layout)
    nowhere = (math.nan, math.nan, "")
    kinds = dict(zip(actors["code"], actors["kind"]))
    found = ties.copy()
    for side in ("a", "b"):
        codes = found[f"actor_{side}"]
        found[f"kind_{side}"] = codes.map(kinds)
        ends = [placed[code] if own in kept.index else nowhere for own, code in codes.items()]
        places = pd.DataFrame(ends, index=found.index, columns=["x", "y", "label"])
        found = found.join(places.add_suffix(f"_{side}"))
    within = wholes(actors)
    part_whole = [is_part_whole(a, b, within) for a, b in zip(found["actor_a"], found["actor_b"])]
    return found.assign(part_whole=["yes" if part else "no" for part in part_whole])


def draw_network(
    placed: pd.DataFrame,
    names: Mapping[str, str],
    levels: Sequence[str],
    origin: str,
    note: str,
    codebook: Codebook,
    wording: Wording,
    years: tuple[int, int] | None = None,
) -> Any:
    """Figure 1 in one language.

    Args:
        placed: see `place_ties`.
        names: code to short name.
        levels: the levels drawn, for the legend.
        origin: key of the wording that says where the levels come from.
        note: key of the note at the foot.
        codebook, wording: labels of levels and kinds, words.
        years: first and last year of the evidence, for the caption.

    Returns:
        A matplotlib figure.
    """
    every, lines = placed, level_styles(codebook)
    placed = with_room(every)
    figure = plt.figure(figsize=(WIDE, _HIGH + 1.3))
    counts = {"ties": len(placed), "actors": len(find_nodes(placed)), **span_of(years)}
    words = {"title": "figure_1_title", "note": origin, "foot": note}
    top, foot = put_titles(figure, origin, wording, counts=counts, shown=(len(placed), len(every)), **words)
    foot = put_key(figure, kind_marks(placed, codebook, wording), wording, foot)
    foot = put_key(figure, _line_marks(placed, levels, codebook, wording), wording, foot)
    axes = network_axes(figure, top, foot)
    for tie in records(placed):
        _draw_tie(axes, tie, lines[tie["level"]])
    draw_actors(axes, placed, names, codebook, wording)
    return figure


def with_room(placed: pd.DataFrame) -> pd.DataFrame:
    """The ties of `place_ties` that a drawing has room for."""
    return placed[placed["x_a"].notna()]


def years_of(dyads: pd.DataFrame) -> tuple[int, int] | None:
    """First and last year of the evidence of all dyads (`dyads.code_dyads`), if any has one."""
    dated = dyads[dyads["first_year"] != ""]
    if dated.empty:
        return None
    return int(dated["first_year"].astype(int).min()), int(dated["last_year"].astype(int).max())


def span_of(years: tuple[int, int] | None) -> dict[str, Any]:
    """First and last year for a caption; a dash for each where nothing is dated."""
    first, last = years or ("–", "–")
    return {"first": first, "last": last}


def network_axes(figure: Any, top: float, foot: float) -> Any:
    """A frame for a network over the whole width of a page, so many inches from its top and foot."""
    height = figure.get_figheight()
    return figure.add_axes((0.01, foot / height, 0.98, 1 - (top + foot) / height))


def _weight(ties: pd.DataFrame, codebook: Codebook) -> pd.Series:
    """The level of a tie first, the higher one where it is told twice, then its number of events."""
    told = [column for column in ("level", "published_level", "coded_level") if column in ties]
    ranks = pd.DataFrame({column: ties[column].map(codebook.rank()) for column in told}, index=ties.index)
    events = ties["event_ids"].str.count(";") if "event_ids" in ties else pd.Series(0, index=ties.index)
    return ranks.max(axis=1).fillna(0) * 1e6 + events


def draw_actors(
    axes: Any,
    placed: pd.DataFrame,
    names: Mapping[str, str],
    codebook: Codebook,
    wording: Wording,
    size: float = NODE_SIZE,
    framed: bool = False,
) -> list[tuple[float, float]]:
    """Draw the actors of `place_ties` with their names at their places, above whatever ties come below them.

    Args:
        axes, placed, names, codebook, wording: see `draw_network`.
        size: of a node.
        framed: whether the axes have their limits already (`set_reach`).

    Returns:
        The middles of nodes, and of names with their corners.
    """
    nodes, shapes = find_nodes(placed), kind_styles(codebook)
    if not framed:
        set_reach(axes, nodes, names)
    for kind, x, y, _ in nodes.values():
        axes.plot([x], [y], markersize=size, linestyle="none", zorder=3, **EDGE, **shapes[kind])
    lines = [((tie["x_a"], tie["y_a"]), (tie["x_b"], tie["y_b"])) for tie in records(placed)]
    named = put_names(axes, nodes, names, lines, wording, 0.7 * size)
    return [*((x, y) for _, x, y, _ in nodes.values()), *named]


def find_nodes(placed: pd.DataFrame) -> Nodes:
    """Kind, x, y and the layout's side of the name of each actor of `place_ties`, by code."""
    nodes = {
        tie[f"actor_{side}"]: (tie[f"kind_{side}"], tie[f"x_{side}"], tie[f"y_{side}"], tie[f"label_{side}"])
        for tie in records(placed)
        for side in ("a", "b")
    }
    return dict(sorted(nodes.items()))


def set_reach(axes: Any, nodes: Nodes, names: Mapping[str, str], room: float = 0.9) -> None:
    """Frame the actors with room for their names, and for nothing else."""
    axes.set_axis_off()
    x = [node[1] for node in nodes.values()] or [0.0]
    y = [node[2] for node in nodes.values()] or [0.0]
    # Names of those on the outer ring stand beside it.
    aside = [wide_as(names[code]) for code, node in nodes.items() if abs(node[1]) > 0.6 * RING[0]]
    share = (max(aside, default=0) + _BESIDE) / (axes.get_position().width * axes.figure.get_figwidth())
    beside = (max(x) - min(x)) * share / (1 - 2 * share) if max(map(abs, x)) > 0.9 * RING[0] else 0.8
    axes.set_xlim(min(x) - beside, max(x) + beside)
    axes.set_ylim(min(y) - room, max(y) + room)


def hollow(style: dict[str, Any]) -> dict[str, Any]:
    """The style of a level for a tie whose evidence allows higher levels too: the same line with a white core."""
    width = style["linewidth"]
    return {**style, "path_effects": [Stroke(linewidth=1.8 * width), Stroke(linewidth=0.9 * width, foreground="white")]}


def _draw_tie(axes: Any, tie: Mapping[str, Any], style: dict[str, Any]) -> None:
    ends = {tie["actor_a"]: (tie["x_a"], tie["y_a"]), tie["actor_b"]: (tie["x_b"], tie["y_b"])}
    start, end = tie["giver"] or tie["actor_a"], tie["receiver"] or tie["actor_b"]
    if tie["fit"] == "open":
        style = hollow(style)
    axes.add_patch(
        FancyArrowPatch(
            ends[start], ends[end], arrowstyle="-", shrinkA=0, shrinkB=_GAP if tie["giver"] else 0, zorder=1, **style
        )
    )
    if tie["giver"]:
        # The head is drawn by itself: on a dashed line it would be dashed too.
        head = {
            "arrowstyle": "-|>,head_length=0.8,head_width=0.4", "shrinkA": 0, "shrinkB": _GAP - 2, "linewidth": 0,
            "color": style["color"], "mutation_scale": 9,
        }  # fmt: skip
        axes.annotate("", xy=ends[end], xytext=ends[start], arrowprops=head, zorder=2)
    if tie["part_whole"] == "yes":
        middle = ((tie["x_a"] + tie["x_b"]) / 2, (tie["y_a"] + tie["y_b"]) / 2)
        axes.plot(*([place] for place in middle), zorder=2, **PART_WHOLE_STYLE)


def level_marks(codebook: Codebook, wording: Wording, levels: Sequence[str] = ()) -> list[Line2D]:
    """What the key says of the lines of these levels, or of all."""
    labels = codebook.labels("level", wording.language)
    return [
        mark(labels[level], wording, **style)
        for level, style in level_styles(codebook).items()
        if level in levels or not levels
    ]


def _line_marks(placed: pd.DataFrame, levels: Sequence[str], codebook: Codebook, wording: Wording) -> list[Line2D]:
    """What the key says of lines."""
    marks = level_marks(codebook, wording, levels)
    if (placed["fit"] == "open").any():
        style = next(style for level, style in level_styles(codebook).items() if level in levels)
        marks.append(mark(wording["legend_open"], wording, **hollow(style)))
    if (placed["giver"] != "").any():
        head = "<" if wording.direction == "rtl" else ">"
        marks.append(mark(wording["legend_arrow"], wording, color=INK, linestyle="none", marker=head, markersize=5))
    if (placed["part_whole"] == "yes").any():
        marks.append(mark(wording["legend_part_whole"], wording, **PART_WHOLE_STYLE))
    return marks


def kind_marks(placed: pd.DataFrame, codebook: Codebook, wording: Wording) -> list[Line2D]:
    """What the key says of the shapes of actors."""
    labels = codebook.labels("kind", wording.language)
    present = {*placed["kind_a"], *placed["kind_b"]}
    return [
        mark(labels[kind], wording, linestyle="none", markersize=7, **EDGE, **style)
        for kind, style in kind_styles(codebook).items()
        if kind in present
    ]
