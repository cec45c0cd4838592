"""The section of the report on what stands of a publication by independent evidence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from interregional.pages.report.cells import Cell, Grid, Speech
from interregional.tables.files import records

# What the table of claims shows; how many all of them are is told.
CONCLUSION = "conclusion"
STANDS = ("yes", "higher", "lower", "not searched")
TONES = {"supported": "good", "mixed": "", "not supported": "bad", "not testable": "quiet"}
RECALL = ("admitted", "once", "standing", "found")


def corroborate(tables: Mapping[str, pd.DataFrame], say: Speech) -> list[tuple[str, str, Grid, str]]:
    """The tables of the section, each with its name, title and the file that it is from.

    Args:
        tables: three_way and three_way_claims (see `corroboration.three_way`), and recall (`corroboration.recall`) if
            it was checked.
        say: words, labels and names.
    """
    shown = [
        ("three_way", _dyad_grid(tables["three_way"], say), "replication/three_way.csv"),
        ("three_way_claims", _claim_grid(tables["three_way_claims"], say), "replication/three_way_claims.csv"),
    ]
    if "recall" in tables:
        shown.append(("recall", _recall_grid(tables["recall"], say), "recall.csv"))
    return [(name, say(f"corroboration_title={name}"), grid, file) for name, grid, file in shown]


def _dyad_grid(dyads: pd.DataFrame, say: Speech) -> Grid:
    """The stated dyads by how they stand; then those of which the publication states no level."""
    groups = []
    for how in (*STANDS, ""):
        rows = [
            [
                say.dyad(row["actor_a"], row["actor_b"]),
                Cell(say.level(row["published_level"]) if row["published_level"] else "–"),
                Cell(_bounds(row, "paper", say)),
                Cell(_bounds(row, "world", say)),
                Cell(say.wording.count(row["paper_events"])),
                Cell(say.wording.count(row["world_events"])),
            ]
            for row in records(dyads[dyads["stands"] == how])
        ]
        if rows:
            groups.append((f"{say(f'corroboration_stands={how}')} ({say.wording.count(len(rows))})", rows))
    heads = ("stated", "corroboration_paper", "corroboration_world", "corroboration_paper_n", "corroboration_world_n")
    return Grid([say.wording["dyad"], *map(say, heads)], groups, [4, 5])


def _bounds(row: Mapping[str, str], side: str, say: Speech) -> str:
    low, high = say.level(row[f"{side}_level_low"]), say.level(row[f"{side}_level_high"])
    return low if low == high else say("up_to").format(low, high)


def _claim_grid(claims: pd.DataFrame, say: Speech) -> Grid:
    """The claims of the conclusion: the verdict by the narrative, and by independent evidence."""
    persian = say.wording.language == "fa"
    rows = []
    for row in records(claims[claims["section"] == CONCLUSION]):
        own = row["claim_fa"] if persian else row["claim"]
        verdicts = [
            Cell(say.wording[f"verdict={row[key]}"], tone=TONES[row[key]])
            for key in ("verdict_before", "verdict_after")
        ]
        values = [Cell(row[key], language="en") for key in ("value_before", "value_after")]
        told = Cell(own) if own else Cell(row["claim"], language="en")
        rows.append([Cell(row["claim_id"]), told, verdicts[0], values[0], verdicts[1], values[1]])
    sides = [head for side in ("paper", "world") for head in (f"corroboration_{side}", "corroboration_value")]
    # The independent catalogue names the places of meetings too, so such a test asks something else of it.
    placed = [row["claim_id"] for row in records(claims) if "location=" in row["statistic"]]
    notes = [say("corroboration_placed").format(say("corroboration_comma").join(placed))] if placed else []
    return Grid([*map(say, ("corroboration_id", "corroboration_claim", *sides))], [("", rows)], notes=notes)


def _recall_grid(recall: pd.DataFrame, say: Speech) -> Grid:
    rows = [
        [
            Cell(say(f"corroboration_counted={row['counted']}")),
            Cell(say.wording.count(row["found"])),
            Cell(say.wording.count(row["in_catalogue"])),
            Cell(say.share(row["share"])),
            Cell(say.interval(row, say.wording.share)),
        ]
        for row in records(recall[recall["counted"].isin(RECALL)])
    ]
    heads = ("counted", "found", "in_catalogue", "share", "interval")
    return Grid([say(f"corroboration_head={head}") for head in heads], [("", rows)], [1, 2, 3])
