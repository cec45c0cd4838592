"""The section of the report on what stands of a publication by independent evidence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from interregional.pages.report.cells import Cell, Column, Grid, Speech, build_grid
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
    columns = [
        say.dyads(),
        say.column("stated", lambda row: say.level(row["published_level"]) if row["published_level"] else "–"),
        say.column("corroboration_paper", lambda row: _bounds(row, "paper", say)),
        say.column("corroboration_world", lambda row: _bounds(row, "world", say)),
        say.figure("corroboration_paper_n", lambda row: say.wording.count(row["paper_events"])),
        say.figure("corroboration_world_n", lambda row: say.wording.count(row["world_events"])),
    ]
    standings = {how: say(f"corroboration_stands={how}") for how in (*STANDS, "")}
    return build_grid(columns, say.counted(dyads, "stands", standings))


def _bounds(row: Mapping[str, str], side: str, say: Speech) -> str:
    low, high = say.level(row[f"{side}_level_low"]), say.level(row[f"{side}_level_high"])
    return low if low == high else say("up_to").format(low, high)


def _claim_grid(claims: pd.DataFrame, say: Speech) -> Grid:
    """The claims of the conclusion: the verdict by the narrative, and by independent evidence."""

    def side(name: str, when: str) -> list[Column]:
        return [
            say.column(
                f"corroboration_{name}",
                lambda row: Cell(say.wording[f"verdict={row[f'verdict_{when}']}"], tone=TONES[row[f"verdict_{when}"]]),
            ),
            say.column("corroboration_value", lambda row: Cell(row[f"value_{when}"], language="en")),
        ]

    columns = [
        say.column("corroboration_id", lambda row: row["claim_id"]),
        say.column("corroboration_claim", say.claim),
        *side("paper", "before"),
        *side("world", "after"),
    ]
    # The independent catalogue names the places of meetings too, so such a test asks something else of it.
    placed = [row["claim_id"] for row in records(claims) if "location=" in row["statistic"]]
    notes = [say("corroboration_placed").format(say("corroboration_comma").join(placed))] if placed else []
    return build_grid(columns, [("", records(claims[claims["section"] == CONCLUSION]))], notes)


def _recall_grid(recall: pd.DataFrame, say: Speech) -> Grid:
    columns = [
        say.column("corroboration_head=counted", lambda row: say(f"corroboration_counted={row['counted']}")),
        say.figure("corroboration_head=found", lambda row: say.wording.count(row["found"])),
        say.figure("corroboration_head=in_catalogue", lambda row: say.wording.count(row["in_catalogue"])),
        say.figure("corroboration_head=share", lambda row: say.share(row["share"])),
        say.column("corroboration_head=interval", lambda row: say.interval(row, say.wording.share)),
    ]
    return build_grid(columns, [("", records(recall[recall["counted"].isin(RECALL)]))])
