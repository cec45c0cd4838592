"""What every figure shares: its width in a journal, the sizes of its letters, titles, keys, names that stay apart.

Figures are drawn at the size at which they are printed: two columns of a journal wide, no letter under seven points.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.lines import Line2D

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.network.names import Point, offer_places, settle

# Inches, and points.
WIDE, MARGIN = 7.2, 0.1
TITLE, NAME, TEXT = 9.5, 7.5, 7.0
INK, QUIET, ACCENT, GHOST = "#14365c", "#444444", "#b3541e", "#d9d9d9"
# The width of a letter of the font, and the step of lines, as shares of its size.
_LETTER, _BOLD, _LINE = 0.52, 0.62, 1.35
# Letters after which a name is broken.
_LONG = 16


def put_titles(
    figure: Any,
    key: str,
    wording: Wording,
    *values: str,
    shown: tuple[int, int] = (0, 0),
    counts: Mapping[str, Any] | None = None,
) -> tuple[float, float]:
    """Title (`<key>_title`), a line below it (`<key>_note`), and the caveat at the foot of a figure.

    `values` fill the places of the title; `shown` is how many dyads are drawn, of how many; for `counts` see
    `put_texts`.

    Returns:
        Inches that they take at the top and at the foot.
    """
    note = with_foremost(wording[f"{key}_note"], *shown, wording)
    return put_texts(figure, key, (wording[f"{key}_title"].format(*values), note), "selection_note", wording, counts)


def put_texts(
    figure: Any,
    key: str,
    above: tuple[str, str],
    foot: str,
    wording: Wording,
    counts: Mapping[str, Any] | None = None,
) -> tuple[float, float]:
    """Title and note above a figure, a note at its foot, and its caption, which `saving.save` writes beside it.

    Args:
        figure: of its final size.
        key: of the figure's caption in the wording (`caption=<key>`), which `counts` fill.
        above: title and note.
        foot: key of the note at the foot.
        wording: words.
        counts: what was drawn, in numbers or words; the first is how much, and where that is nothing, figure and
            caption say so.

    Returns:
        Inches that the texts take at the top and at the foot.
    """
    width, height = figure.get_size_inches()
    if counts and _is_empty(counts):
        for axes in figure.axes:
            axes.set_visible(False)
        figure.text(0.5, 0.5, wording.line(_nothing(key, wording)), ha="center", va="center", color=QUIET)
    edge, align = _begin(width, wording)
    taken = MARGIN
    for text, size, style in ((above[0], TITLE, {"weight": "bold"}), (above[1], TEXT, {"color": QUIET})):
        lines = _wrap(text, size * (_BOLD if size == TITLE else _LETTER), width)
        told = "\n".join(map(wording.line, lines))
        figure.text(edge, 1 - taken / height, told, ha=align, va="top", fontsize=size, linespacing=1.2, **style)
        taken += len(lines) * size * _LINE / 72
    lines = _wrap(wording[foot], TEXT * _LETTER, width)
    told = "\n".join(map(wording.line, lines))
    figure.text(edge, MARGIN / height, told, ha=align, va="bottom", fontsize=TEXT, linespacing=1.2, color=QUIET)
    figure.set_label(_caption(key, above, wording[foot], wording, counts))
    return taken + 0.05, MARGIN + 0.06 + len(lines) * TEXT * _LINE / 72


def _is_empty(counts: Mapping[str, Any]) -> bool:
    """Whether nothing was drawn: the first of the counts says how much."""
    return bool(next(iter(counts.values())) == 0)


def _nothing(key: str, wording: Wording) -> str:
    """What a figure says in which there is nothing."""
    return wording.words.get(f"nothing={key}", wording["nothing"])


def _caption(key: str, above: tuple[str, str], foot: str, wording: Wording, counts: Mapping[str, Any] | None) -> str:
    """What stands alone under a printed figure: what, how, how many, which years, which reading, which catalogue."""
    numbers = {name: wording.number(value) for name, value in (counts or {}).items()}
    told = wording[f"caption={key}"].format(**numbers, reading=wording["caption_reading"]) if counts else ""
    told = _nothing(key, wording) if counts and _is_empty(counts) else told
    parts = [part.strip() for part in (*above, told, foot) if part.strip()]
    return " ".join(map(_closed, parts))


def _closed(text: str) -> str:
    return text if text[-1] in ".!?" else f"{text}."


def _begin(width: float, wording: Wording) -> tuple[float, str]:
    """Where reading begins on a page of so many inches: the share of its width, and the side."""
    return (1 - MARGIN / width, "right") if wording.direction == "rtl" else (MARGIN / width, "left")


def _wrap(text: str, letter: float, width: float) -> list[str]:
    return textwrap.wrap(text, int((width - 2 * MARGIN) * 72 / letter), break_on_hyphens=False)


def with_foremost(text: str, drawn: int, every: int, wording: Wording) -> str:
    """A text, and a sentence that says how many dyads are drawn where not all are."""
    if drawn == every:
        return text
    return f"{_closed(text)} {wording['only_foremost'].format(*map(wording.number, (drawn, every)))}"


def fit_axes(
    figure: Any, axes: Any, wording: Wording, top: float, foot: float, wide: float, mirrored: bool = True
) -> None:
    """Fit the axes of a table of names between title and foot: the names where reading begins, with all that is drawn.

    The names have `wide` inches, and more if one needs more. The columns begin on their side too if they are to be
    `mirrored`; time runs from left to right in both languages.
    """
    width = figure.get_figwidth()
    longest = max((label.get_window_extent().width for label in axes.get_yticklabels()), default=0)
    near, far = max(wide, longest / figure.dpi + 2 * MARGIN) / width, 1 - 2 * MARGIN / width
    if wording.direction == "rtl":
        if mirrored and not axes.xaxis_inverted():
            axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
        near, far = 1 - far, 1 - near
    keep_between(figure, top, foot, near, far)


def put_levels(axes: Any, table: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> None:
    """Levels across and dyads down, the first row above.

    Args:
        table: actor_a, actor_b, a row a line.
        names: code to short name.
    """
    rank, labels = codebook.rank(), codebook.labels("level", wording.language)
    axes.set_xticks(list(rank.values()), [wording.line(labels[level]) for level in rank])
    axes.set_xlim(-0.4, len(rank) - 0.6)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.set_yticks(range(len(table)), dyad_names(zip(table["actor_a"], table["actor_b"]), names, wording))
    axes.grid(axis="x", color="#eeeeee")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)


def mark(text: str, wording: Wording, **style: Any) -> Line2D:
    """An entry of the key: a line or a mark in a style, and what it says."""
    return Line2D([], [], label=wording.line(text), **style)


def dyad_names(dyads: Iterable[tuple[str, str]], names: Mapping[str, str], wording: Wording) -> list[str]:
    """The names of dyads, as they are written beside an axis."""
    return [wording.line(f"{names.get(a, a)} – {names.get(b, b)}") for a, b in dyads]


def keep_between(figure: Any, top: float, foot: float, left: float, right: float, **gaps: float) -> None:
    """Keep the axes so many inches from the top and the foot of the page, and between shares of its width."""
    height = figure.get_figheight()
    figure.subplots_adjust(left=left, right=right, top=1 - top / height, bottom=foot / height, **gaps)


def rule_lightly(axes: Any) -> None:
    """Thin lines behind what is drawn for the values of the y axis, and no frame but on its two sides."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#eeeeee", linewidth=0.6)
    axes.set_axisbelow(True)


def put_line(figure: Any, text: str, wording: Wording, foot: float) -> float:
    """A line of text in the key, so many inches above the foot; returns the inches up to its top."""
    width, height = figure.get_size_inches()
    edge, align = _begin(width, wording)
    figure.text(edge, foot / height, wording.line(text), ha=align, va="bottom", fontsize=TEXT)
    return foot + 0.19


def put_key(figure: Any, handles: Sequence[Any], wording: Wording, foot: float) -> float:
    """The key of a figure in as few rows as its width allows, read from where reading begins.

    Args:
        foot: inches below it.

    Returns:
        Inches up to its top.
    """
    if not handles:
        return foot
    width, height = figure.get_size_inches()
    edge, align = _begin(width, wording)
    right = align == "right"
    rows: list[list[Any]] = [[]]
    room = left = (width - 2 * MARGIN) * 72
    for handle in handles:
        needed = len(handle.get_label()) * TEXT * _LETTER + 5.2 * TEXT
        if rows[-1] and needed > left:
            rows.append([])
            left = room
        rows[-1].append(handle)
        left -= needed
    for number, row in enumerate(reversed(rows)):
        figure.legend(
            handles=row[::-1] if right else row,
            loc=f"lower {align}", bbox_to_anchor=(edge, (foot + number * 0.17) / height),
            ncol=len(row), frameon=False, fontsize=TEXT, markerfirst=not right, borderpad=0, borderaxespad=0,
            handletextpad=0.6, columnspacing=1.6, handlelength=2.4,
        )  # fmt: skip
    return foot + 0.17 * len(rows) + 0.04


def put_names(
    axes: Any,
    nodes: Mapping[str, tuple[str, float, float, str]],
    names: Mapping[str, str],
    lines: Sequence[tuple[Point, Point]],
    wording: Wording,
    far: float,
) -> list[Point]:
    """Write the name of each actor where fewest lines, nodes and names are in its way, if need be in two lines.

    Args:
        axes: at their final place, with final limits.
        nodes: kind, x, y and preferred side by code.
        lines: ends of the ties.
        far: points from the middle of a node to its farthest edge.

    Returns:
        The middles and corners of the names.
    """
    if not nodes:
        return []
    to_points = 72 / axes.figure.dpi
    renderer = axes.figure.canvas.get_renderer()
    places = {code: _points(axes, (x, y)) for code, (_, x, y, _) in nodes.items()}
    ends = [(_points(axes, start), _points(axes, end)) for start, end in lines]
    x0, y0, x1, y1 = (value * to_points for value in axes.bbox.extents)
    texts: dict[str, Any] = {}
    offers = {}
    for code, (_, x, y, preferred) in nodes.items():
        told = "\n".join(map(wording.line, _broken(names[code])))
        text = axes.text(x, y, told, fontsize=NAME, ha="center", va="center", zorder=4, linespacing=1.1)
        texts[code], extent = text, text.get_window_extent(renderer)
        size = (extent.width * to_points, extent.height * to_points)
        near = [place for other, place in places.items() if other != code]
        offers[code] = offer_places(places[code], size, preferred, far + 2, near, ends, (x0, y0, x1, y1))
    dots = {code: (px - far, py - far, px + far, py + far) for code, (px, py) in places.items()}
    spots = []
    back = axes.transData.inverted()
    for code, (left, bottom, right, top) in settle(offers, dots).items():
        middle = ((left + right) / 2, (bottom + top) / 2)
        for place in (middle, (left, bottom), (left, top), (right, bottom), (right, top)):
            x, y = back.transform([value / to_points for value in place])
            spots.append((float(x), float(y)))
        texts[code].set_position(spots[-5])
        texts[code].set_bbox({"boxstyle": "square,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.8})
    return spots


def wide_as(name: str) -> float:
    """Inches that the name of an actor takes, as it is broken."""
    return max(map(len, _broken(name)), default=0) * NAME * _BOLD / 72


def _broken(name: str) -> list[str]:
    return textwrap.wrap(name, _LONG, break_on_hyphens=False)


def _points(axes: Any, place: Point) -> Point:
    x, y = axes.transData.transform(place) * 72 / axes.figure.dpi
    return float(x), float(y)
