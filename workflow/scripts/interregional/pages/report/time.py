"""The report's tables on time and members."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from interregional.pages.report.cells import Cell, Grid, Speech
from interregional.tables.files import records


def turning_points(table: pd.DataFrame, say: Speech) -> Grid:
    """Before and after each turning point, by series.

    Args:
        table: see `breaks.turning_points`.
    """
    groups = []
    for series, own in table.groupby("series", sort=False):
        cells = [
            [
                Cell(say.wording.number(row["year"])),
                Cell(say.wording.number(row["before"])),
                Cell(say.wording.number(row["after"])),
                Cell(say.decimal(row["ratio"])),
                Cell(say.interval(row)),
                Cell(say.decimal(row["p"], 4)),
                Cell(say.share(row["share_of_years_below"])),
                Cell(say.label("note", row["note"]) if row["note"] else ""),
            ]
            for row in records(own)
        ]
        groups.append((say.label("series", str(series)), cells))
    heads = [
        say("year"), say("before"), say("after"), say("ratio"), say("interval_head"), say("p"), say("years_below"),
        say("note"),
    ]  # fmt: skip
    return Grid(heads, groups, [1, 2, 3, 4, 5, 6])


def periods(table: pd.DataFrame, say: Speech) -> Grid:
    """Measures of the eras and of the periods within them, a period a column.

    Args:
        table: see `periods.compare_periods`.
    """
    spans = table[["period", "era", "from_year", "to_year"]].drop_duplicates("period")
    order = sorted(records(spans), key=lambda row: (row["era"] != "whole", row["from_year"], row["to_year"]))
    found = {(row["measure"], row["period"]): row["value"] for row in records(table)}
    measures = list(dict.fromkeys(table["measure"]))
    counts = {"events", "ties", "external", "internal"}

    def shown(measure: str, value: str) -> str:
        if value == "":
            return ""
        if measure in counts:
            return say.wording.count(float(value))
        if "share" in measure:
            return say.wording.share(value)
        return say.decimal(value, 4 if measure.startswith("density") else 2)

    def era_of(era: str) -> str:
        return say.wording.words.get(f"report_era={era}", era)

    rows = [
        [
            Cell(say.label("period_measure", measure)),
            *(Cell(shown(measure, found.get((measure, row["period"]), ""))) for row in order),
        ]
        for measure in measures
    ]
    heads = [say("measure")]
    for row in order:
        years = say.years(row["from_year"], row["to_year"])
        heads.append(f"{era_of(row['period'])} ({years})" if row["era"] == "whole" else years)
    return Grid(heads, [("", rows)], list(range(1, len(order) + 1)))


def recency(table: pd.DataFrame, say: Speech) -> Grid:
    """How long before their sources the events happened."""
    plain = {"last_dated_year", "sources_from", "sources_to"}

    def shown(measure: str, value: str) -> str:
        if value == "":
            return say.wording["not_defined"]
        if measure in plain:
            return say.wording.number(value)
        return say.wording.count(value) if value.isdecimal() else say.decimal(value, 4 if measure.endswith("_p") else 2)

    rows = [
        [Cell(say.label("recency", row["measure"])), Cell(shown(row["measure"], row["value"]))]
        for row in records(table)
    ]
    return Grid([say("measure"), say("value")], [("", rows)], [1])


def sizes(table: pd.DataFrame, regions: Mapping[str, str], last_year: int, say: Speech) -> Grid:
    """Members of each organisation at the end of the last year, and its share of its region.

    Args:
        table: see `memberships.sizes_by_year`.
        regions: name to Persian label.
    """
    persian = say.wording.language == "fa"
    tones = {"yes": "good", "no": "quiet", "": "quiet"}
    rows = []
    for row in records(table[table["year"] == str(last_year)]):
        region = regions.get(row["region"], row["region"]) if persian else row["region"]
        rows.append(
            [
                Cell(say.names.get(row["organisation"], row["organisation"])),
                Cell(say.wording.number(row["members"])),
                Cell(region),
                Cell(say.wording.number(row["region_members"])),
                Cell(say.wording.number(row["region_states"])),
                Cell(say.share(row["region_share"])),
                Cell(say.label("most", row["most"] or "open"), tone=tones[row["most"]]),
            ]
        )
    heads = [
        say("organisation"), say("members"), say("region"), say("region_members"), say("region_states"),
        say("region_share"), say("most"),
    ]  # fmt: skip
    return Grid(heads, [("", rows)], [1, 3, 4, 5])
