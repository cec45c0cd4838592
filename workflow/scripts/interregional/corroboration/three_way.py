"""One publication and two catalogues: what it states, what its own narrative shows, what independent evidence shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.lines import Line2D

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.plates import ACCENT, WIDE, fit_axes, put_key, put_levels, put_titles
from interregional.tables.files import records, split_list

OWN, OTHER = "paper", "world"
EVIDENCE = ("level_low", "level_high", "missing", "indicators", "events", "first_year", "last_year")
THREE_WAY_COLUMNS = [
    "actor_a", "actor_b", "published_level", *(f"{side}_{cell}" for side in (OWN, OTHER) for cell in EVIDENCE),
    "state", "published_within_paper", "published_within_world", "stands",
]  # fmt: skip


def compare_three_ways(
    levels: pd.DataFrame, own: pd.DataFrame, other: pd.DataFrame, coverage: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """The dyads of the publication beside both kinds of evidence.

    Args:
        levels: see `comparison.compare_levels`, of the edition of the publication's own narrative.
        own, other: `dyads.csv` of that edition and of the independent one.
        coverage: see `coverage.measure_coverage`, of the independent one; empty where it records no searches.
        codebook: gives the ranks of the levels.

    Returns:
        A row for each dyad of which the publication or its narrative speaks (see `THREE_WAY_COLUMNS`): the level that
        it states, then of each catalogue the bounds of the level, what is missing between, indicators, number of
        events and years; state of the search; whether the stated level lies within either bounds (yes, no, empty where
        none is stated or nothing was looked for); and stands: `yes` where it does by the independent evidence, `lower`
        or `higher` where that evidence allows only less or shows more, `not searched`.
    """
    rank = codebook.rank()
    states = {(row["actor_a"], row["actor_b"]): row["state"] for row in records(coverage)}
    sides = [{(row["actor_a"], row["actor_b"]): row for row in records(table)} for table in (own, other)]
    rows = []
    for row in records(levels):
        dyad = (row["actor_a"], row["actor_b"])
        stated, state = row["published_level"], states.get(dyad, "not searched")
        cells, within = [], []
        for side in sides:
            found = side.get(dyad, dict.fromkeys(own.columns, "") | {"level_low": "none", "level_high": "none"})
            events = len(split_list(found["event_ids"]))
            cells += [*(found[key] for key in EVIDENCE[:4]), events, *(found[key] for key in EVIDENCE[5:])]
            within.append((rank[found["level_low"]], rank[found["level_high"]]))
        unseen = state == "not searched"
        told = ["" if not stated else _within(rank[stated], bounds) for bounds in within]
        stands = "" if not stated else "not searched" if unseen else _stands(rank[stated], within[1])
        rows.append((*dyad, stated, *cells, state, told[0], "" if unseen else told[1], stands))
    return pd.DataFrame(rows, columns=THREE_WAY_COLUMNS)


def _within(stated: int, bounds: tuple[int, int]) -> str:
    return "yes" if bounds[0] <= stated <= bounds[1] else "no"


def _stands(stated: int, bounds: tuple[int, int]) -> str:
    return "lower" if stated > bounds[1] else "higher" if stated < bounds[0] else "yes"


def draw_three_ways(table: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """For each dyad: a ring for the stated level, a light bar for its own evidence, a dark one for the other.

    A bar runs from the level that the evidence fulfils, marked by a disc, to the highest of which it shows any feature.

    Args:
        table: see `compare_three_ways`.
        names: code to short name.
    """
    rank = codebook.rank()
    shown = table.assign(rank=table["published_level"].map(rank).fillna(-1)).sort_values(
        ["rank", "actor_a", "actor_b"], ascending=[False, True, True], ignore_index=True
    )
    figure, axes = plt.subplots(figsize=(WIDE, 1.5 + 0.21 * max(len(shown), 3)))
    looks = {OWN: ("#8fabc9", -0.16), OTHER: ("#14365c", 0.16)}
    for place, row in enumerate(records(shown)):
        for side, (colour, shift) in looks.items():
            if side == OTHER and row["state"] == "not searched":
                continue
            low, high = rank[row[f"{side}_level_low"]], rank[row[f"{side}_level_high"]]
            axes.plot([low, high], [place + shift] * 2, color=colour, linewidth=2, solid_capstyle="butt")
            axes.plot([low], [place + shift], "o", color=colour, markersize=4)
        if row["published_level"]:
            axes.plot(
                [rank[row["published_level"]]], [place], "o", markersize=9.5, markerfacecolor="none",
                markeredgecolor=ACCENT, markeredgewidth=1.2,
            )  # fmt: skip
    put_levels(axes, shown, names, codebook, wording)
    words = iter(wording.line(wording[f"three_way_{key}"]) for key in ("stated", OWN, OTHER))
    ring: dict[str, Any] = {"marker": "o", "markersize": 8, "markerfacecolor": "none", "linestyle": ""}
    marks = [Line2D([], [], markeredgecolor=ACCENT, label=next(words), **ring)]
    for colour, _ in looks.values():
        marks.append(Line2D([], [], color=colour, linewidth=2, marker="o", markersize=4, label=next(words)))
    stated = int((shown["published_level"] != "").sum())
    top, foot = put_titles(figure, "three_way", wording, counts={"dyads": len(shown), "stated": stated})
    fit_axes(figure, axes, wording, top + 0.05, put_key(figure, marks, wording, foot) + 0.22, wide=2.1)
    return figure
