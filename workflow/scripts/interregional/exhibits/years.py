"""Figures of the network as a process. Time runs from left to right in both languages."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch, Rectangle

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits import plates
from interregional.exhibits.figures import span_of
from interregional.exhibits.plates import INK, NAME, WIDE
from interregional.network.marks import MOST_ROWS, foremost, level_colours
from interregional.tables.files import records
from interregional.time.years import DECLARED, declared

# A year without a level after one with some is hatched.
LAPSED: dict[str, Any] = {"facecolor": "white", "edgecolor": "#b5b5b5", "hatch": "////", "linewidth": 0}
_FAMILY_MARKERS = ("o", "s", "D", "^", "v", "p", "h", "P", "X")


def order_dyads(levels: pd.DataFrame) -> list[tuple[str, str]]:
    """The dyads by the first year with a level above none, those that never have one left out."""
    return _by_first_year(levels[levels["level"] != "none"], "year")


def _by_first_year(table: pd.DataFrame, year: str) -> list[tuple[str, str]]:
    first = table.groupby(["actor_a", "actor_b"])[year].min().sort_values(kind="stable")
    return [(str(a), str(b)) for a, b in first.index]


def draw_levels(levels: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """Heat map: the level of each dyad in each year (`years.levels_by_year`)."""
    rank, colours, every = codebook.rank(), level_colours(codebook), len(order_dyads(levels))
    levels = foremost(levels, levels["level"].map(rank), MOST_ROWS)
    dyads = order_dyads(levels)
    shown = list(range(int(levels["year"].min()), int(levels["year"].max()) + 1)) if dyads else [0]
    by_dyad = {(row["actor_a"], row["actor_b"], row["year"]): rank[row["level"]] for row in records(levels)}
    # Before the first evidence the cell stays empty, which is not the same as a level of none.
    table = pd.DataFrame([[by_dyad.get((*dyad, year), np.nan) for year in shown] for dyad in dyads], columns=shown)
    figure, axes = _tall(len(dyads))
    labels = codebook.labels("level", wording.language)
    handles: list[Any] = [
        Patch(facecolor=colour, edgecolor="#888888", linewidth=0.6, label=wording.line(labels[level]))
        for level, colour in colours.items()
        if level != "none"
    ]
    handles.append(Patch(label=wording.line(wording["lapsed"]), **LAPSED))
    counts = {"dyads": len(dyads), **span_of((shown[0], shown[-1]) if dyads else None)}
    top, foot = plates.put_titles(figure, "levels_by_year", wording, shown=(len(dyads), every), counts=counts)
    foot = plates.put_key(figure, handles, wording, foot) + 0.22
    if dyads:
        every_level = ListedColormap(list(colours.values()))
        ends = {"vmin": -0.5, "vmax": len(colours) - 0.5}
        axes.pcolormesh(table, cmap=every_level, linewidths=0.4, edgecolor="#dddddd", **ends)
        axes.set(xlim=(0, len(shown)), ylim=(len(dyads), 0), frame_on=False)
        for place, dyad in enumerate(dyads):
            for year in shown:
                if by_dyad.get((*dyad, year)) == 0:
                    axes.add_patch(Rectangle((year - shown[0], place), 1, 1, **LAPSED))
        year_ticks(axes, shown, 0.5, wording)
        axes.set_yticks(np.arange(len(dyads)) + 0.5, plates.dyad_names(dyads, names, wording), rotation=0)
    plates.fit_axes(figure, axes, wording, top + 0.05, foot, wide=2.05, mirrored=False)
    return figure


def event_marks(events: pd.DataFrame, years: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The data behind the timeline: each event with evidence, its dyad, family and years under the declared rule.

    Args:
        events: coded events, with `indicators`.
        years: see `years.event_years`.
        codebook: gives the families.
    """
    family = dict(zip(codebook.event_types["event_type"], codebook.event_types["family"]))
    found = events[events["indicators"] != ""].merge(declared(years), on="event_id")
    pairs = [sorted(pair) for pair in zip(found["source"], found["target"])]
    marks = pd.DataFrame(pairs, columns=["actor_a", "actor_b"], index=found.index)
    kept = ["event_id", "event_type", "dated", "standing", "from_year", "to_year", "indicators"]
    marks[kept] = found[kept]
    marks.insert(3, "family", [family[kind] for kind in found["event_type"]])
    return marks.sort_values(["actor_a", "actor_b", "from_year", "event_id"], ignore_index=True)


def draw_events(marks: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """Timeline: every event with evidence by dyad; hollow where the year is that of the source."""
    families = codebook.labels("family", wording.language)
    markers = dict(zip(families, itertools.cycle(_FAMILY_MARKERS)))
    every = len(_by_first_year(marks, "from_year"))
    marks = foremost(marks, pd.Series(1, index=marks.index), MOST_ROWS)
    dyads = _by_first_year(marks, "from_year")
    figure, axes = _tall(len(dyads))
    point: dict[str, Any] = {"markersize": 4.5, "linestyle": "none"}
    handles = [
        plates.mark(families[name], wording, marker=shape, color=INK, **point) for name, shape in markers.items()
    ]
    handles += [
        plates.mark(wording["undated"], wording, marker="o", markerfacecolor="white", markeredgecolor=INK, **point),
        plates.mark(wording["standing"], wording, color="#b8b8b8"),
        plates.mark(wording["once"], wording, color="#b8b8b8", linestyle=(0, (1, 1))),
    ]
    span = (int(marks["from_year"].min()), int(marks["to_year"].max())) if dyads else None
    counts = {"events": marks["event_id"].nunique(), "dyads": len(dyads), **span_of(span)}
    top, foot = plates.put_titles(figure, "events_by_dyad", wording, shown=(len(dyads), every), counts=counts)
    foot = plates.put_key(figure, handles, wording, foot) + 0.22
    place = {dyad: number for number, dyad in enumerate(dyads)}
    crowd: dict[tuple[int, int], int] = {}
    # What looks alike is drawn at once.
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    spans: dict[str, list[tuple[float, float, float]]] = {}
    for event in records(marks):
        row = place[event["actor_a"], event["actor_b"]]
        at = crowd[row, event["from_year"]] = crowd.get((row, event["from_year"]), -1) + 1
        # Events of one year stand beside and above each other in a grid of three rows.
        x = event["from_year"] + 0.32 * (at // 3)
        y = row + (0, -0.27, 0.27)[at % 3]
        if event["to_year"] > event["from_year"]:
            spans.setdefault(event["standing"], []).append((y, x, event["to_year"]))
        points.setdefault((event["family"], event["dated"]), []).append((x, y))
    for standing, lines in sorted(spans.items()):
        width, dashes = (1.4, "solid") if standing == "yes" else (0.7, (0, (1, 1)))
        axes.hlines(*zip(*lines), linewidth=width, color="#b8b8b8", linestyle=dashes, zorder=1)
    for (family, dated), places in sorted(points.items()):
        axes.plot(
            *zip(*places), marker=markers[family], markersize=3.4, markeredgecolor=INK, markeredgewidth=0.7,
            markerfacecolor=INK if dated == "yes" else "white", linestyle="none", zorder=2,
        )  # fmt: skip
    if dyads:
        axes.set_ylim(len(dyads) - 0.4, -0.6)
        axes.hlines(np.arange(len(dyads) - 1) + 0.5, *axes.get_xlim(), color="#eeeeee", linewidth=0.6, zorder=0)
        shown = list(range(int(marks["from_year"].min()), int(marks["to_year"].max()) + 1))
        axes.set_xlim(shown[0] - 1, shown[-1] + 1)
        year_ticks(axes, shown, shown[0], wording)
        axes.set_yticks(np.arange(len(dyads)), plates.dyad_names(dyads, names, wording), rotation=0)
    plates.fit_axes(figure, axes, wording, top + 0.05, foot, wide=2.05, mirrored=False)
    return figure


def most_told(marks: pd.DataFrame, number: int) -> list[str]:
    """So many dyads of which most events tell, as A-B; equals in alphabetical order (`event_marks`)."""
    counts = (marks["actor_a"] + "-" + marks["actor_b"]).value_counts()
    return sorted(counts.index, key=lambda dyad: (-counts[dyad], dyad))[:number]


def trajectories(
    spells: pd.DataFrame, reading: str, dyads: Sequence[str], codebook: Codebook, last_year: int
) -> pd.DataFrame:
    """The data behind the trajectories: dyad, year, declared level, and the lowest and highest of all four rules.

    Args:
        spells: see `years.levels_by_reading`.
        reading: reading of the edition.
        dyads: as A-B.
    """
    rank = codebook.rank()
    own = spells[spells["reading"] == reading].astype({"from_year": int, "to_year": int})
    own = own.assign(dyad=own["actor_a"] + "-" + own["actor_b"])
    rows = []
    for dyad in dyads:
        group = records(own[own["dyad"] == dyad])
        if not group:
            continue
        rules = sorted({(row["persistence"], row["dating"]) for row in group})
        for year in range(min(row["from_year"] for row in group), last_year + 1):
            now = {
                (row["persistence"], row["dating"]): row["level"]
                for row in group
                if row["from_year"] <= year <= row["to_year"]
            }
            found = sorted((now.get(rule, "none") for rule in rules), key=rank.__getitem__)
            rows.append((dyad, year, now.get(DECLARED, "none"), found[0], found[-1]))
    return pd.DataFrame(rows, columns=["dyad", "year", "level", "lowest", "highest"])


def draw_trajectories(
    table: pd.DataFrame, dyads: Sequence[str], names: Mapping[str, str], codebook: Codebook, wording: Wording
) -> Any:
    """The level of chosen dyads by year, with the span of the four rules (`trajectories`)."""
    rank, labels = codebook.rank(), codebook.labels("level", wording.language)
    told = [dyad for dyad in dyads if (table["dyad"] == dyad).any()]
    across = {0: 1, 1: 1, 2: 2, 4: 2}.get(len(told), 3)
    rows = max(1, -(-len(told) // across))
    size = (WIDE, 1.3 + 1.55 * rows)
    figure, panels = plt.subplots(rows, across, figsize=size, squeeze=False, sharex=True, sharey=True)
    order = panels[:, ::-1] if wording.direction == "rtl" else panels
    years = list(range(int(table["year"].min()), int(table["year"].max()) + 1)) if len(table) else [0, 1]
    title = {dyad: " – ".join(names.get(code, code) for code in dyad.split("-")) for dyad in dyads}
    span = (years[0], years[-1]) if told else None
    counts = {"with_evidence": len(told), "dyads": len(dyads), **span_of(span)}
    top, foot = plates.put_titles(figure, "trajectories", wording, counts=counts)
    handles = [
        plates.mark(wording["declared_rule"], wording, color=INK, linewidth=1.6),
        Patch(facecolor="#cfd9e6", label=wording.line(wording["four_rules"])),
    ]
    if len(told) < len(dyads):
        silent = (", ", "، ")[wording.direction == "rtl"].join(title[dyad] for dyad in dyads if dyad not in told)
        foot = plates.put_line(figure, wording["no_evidence_at_all"].format(silent), wording, foot)
    foot = plates.put_key(figure, handles, wording, foot)
    for axes, dyad in zip(order.flat, told):
        own = table[table["dyad"] == dyad]
        side = "right" if wording.direction == "rtl" else "left"
        axes.set_title(wording.line(title[dyad]), fontsize=NAME, weight="bold", loc=side, pad=4)
        low, high = own["lowest"].map(rank), own["highest"].map(rank)
        # As far as a year reaches, so that a single year is seen too.
        edges = [*(own["year"] - 0.5), own["year"].iloc[-1] + 0.5]
        axes.stairs(high, edges, baseline=low, fill=True, color="#cfd9e6", linewidth=0)
        axes.stairs(own["level"].map(rank), edges, baseline=None, color=INK, linewidth=1.6)
    for axes in panels.flat:
        axes.set_yticks(list(rank.values()), [wording.line(labels[level]) for level in rank])
        axes.set_ylim(-0.3, max(rank.values()) + 0.3)
        axes.set_xlim(years[0] - 1, years[-1] + 1)
        year_ticks(axes, years, years[0], wording, 10 if len(years) > 24 else 5)
        axes.tick_params(labelbottom=True)
        plates.rule_lightly(axes)
    for axes in list(order.flat)[len(told) :]:
        axes.set_visible(False)
    near, far = 0.125, 0.985
    if wording.direction == "rtl":
        near, far = 1 - far, 1 - near
        for axes in panels.flat:
            axes.tick_params(left=False, labelleft=False)
        for axes in order[:, 0]:
            axes.tick_params(labelright=True)
    plates.keep_between(figure, top + 0.25, foot + 0.25, near, far, wspace=0.08, hspace=0.5)
    return figure


def _tall(rows: int) -> tuple[Any, Any]:
    """A figure that grows with its rows."""
    return plt.subplots(figsize=(WIDE, 1.3 + 0.175 * max(rows, 4)))


def year_ticks(axes: Any, years: Sequence[int], start: float, wording: Wording, far: int = 5) -> None:
    """Every year where there are few, else every so many years."""
    step = far if len(years) > 12 else 1
    shown = [year for year in years if year % step == 0]
    places = [start + years.index(year) for year in shown]
    axes.set_xticks(places, [wording.number(year) for year in shown], rotation=0)
