"""What is different between two editions, for people: a figure and a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.plates import INK, WIDE, fit_axes, put_levels, put_titles
from interregional.exhibits.typesetting import template
from interregional.tables.files import records, split_list


def draw_changes(dyads: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Any:
    """The dyads whose level changed.

    Args:
        dyads: see `changes.compare_dyads`.
        names: code to short name.
    """
    changed = dyads[dyads["direction"] != "same"]
    steps = changed.rename(columns={"level_before": "before", "level_after": "after"})
    return draw_steps(steps, names, codebook, wording, "changes_levels")


def draw_steps(steps: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording, key: str) -> Any:
    """Two levels of each dyad: a ring for the one, a disc for the other, an arrow from ring to disc.

    Args:
        steps: actor_a, actor_b, before, after.
        names: code to short name.
        key: of the title and the note in the wording.
    """
    table = steps.reset_index(drop=True)
    rank = codebook.rank()
    figure, axes = plt.subplots(figsize=(WIDE, 1.2 + 0.2 * max(len(table), 3)))
    for place, row in enumerate(records(table)):
        start, end = rank[row["before"]], rank[row["after"]]
        axes.annotate(
            "", (end, place), (start, place),
            arrowprops={"arrowstyle": "-|>", "color": "#555555", "shrinkA": 4, "shrinkB": 4, "linewidth": 0.8},
        )  # fmt: skip
        axes.plot([start], [place], "o", markersize=5.5, markerfacecolor="white", markeredgecolor=INK)
        axes.plot([end], [place], "o", markersize=5.5, color=INK)
    put_levels(axes, table, names, codebook, wording)
    top, foot = put_titles(figure, key, wording, counts={"dyads": len(table)})
    fit_axes(figure, axes, wording, top + 0.05, foot + 0.22, wide=2.3)
    return figure


def write_page(
    tables: Mapping[str, pd.DataFrame],
    catalogues: Sequence[pd.DataFrame],
    editions: Sequence[str],
    names: Mapping[str, str],
    codebook: Codebook,
    wording: Wording,
) -> str:
    """The page of one language: what changed in events, dyads, actors, the whole, and verdicts.

    Args:
        tables: events, dyads, nodes, measures, and claims if both replicate a publication (see `changes`).
        catalogues: coded events of the edition before and of this one, for the descriptions.
        editions: their names.
        names: code to short name.
        codebook, wording: labels and words.

    Returns:
        HTML that loads nothing from elsewhere but the figure beside it.
    """
    language = wording.language
    told = {row["event_id"]: row for catalogue in catalogues for row in records(catalogue)}
    levels = codebook.labels("level", language)
    events = [
        row | {"dyad": _dyad(row, names), "description": told[row["event_id"]][f"description_{language}"],
               "start": told[row["event_id"]]["start"]}
        for row in records(tables["events"])
    ]  # fmt: skip
    dyads = [
        row | {"dyad": _dyad(row, names), "level_before": levels[row["level_before"]],
               "level_after": levels[row["level_after"]], "because": split_list(row["because_of"])}
        for row in records(tables["dyads"])
    ]  # fmt: skip
    return template("changes.html.jinja").render(
        wording=wording,
        told=lambda value: wording.number(value) if re.fullmatch(r"[-0-9.,]+", str(value)) else value,
        editions=editions,
        counts=tables["events"]["change"].value_counts().to_dict(),
        events=events,
        dyads=dyads,
        nodes=[row | {"name": names.get(row["code"], row["code"])} for row in records(tables["nodes"])],
        measures=records(tables["measures"]),
        claims=records(tables["claims"]) if "claims" in tables else None,
        claim="claim" if language == "en" else "claim_fa",
    )


def _dyad(row: Mapping[str, str], names: Mapping[str, str]) -> str:
    codes = (row["actor_a"], row["actor_b"])
    return " – ".join(names.get(code, code) for code in codes) if all(codes) else ""
