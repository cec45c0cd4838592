"""The report's tables on time and members."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from interregional.pages.report.cells import Cell, Column, Grid, Speech, build_grid
from interregional.tables.files import records


def turning_points(table: pd.DataFrame, say: Speech) -> Grid:
    """Before and after each turning point, by series (`breaks.turning_points`)."""
    columns = [
        say.column("year", lambda row: say.wording.number(row["year"])),
        say.number("before"),
        say.number("after"),
        say.figure("ratio", lambda row: say.decimal(row["ratio"])),
        say.figure("interval_head", say.interval),
        say.figure("p", lambda row: say.decimal(row["p"], 4)),
        say.figure("years_below", lambda row: say.share(row["share_of_years_below"])),
        say.column("note", lambda row: say.label("note", row["note"]) if row["note"] else ""),
    ]
    return build_grid(columns, say.grouped(table, "series"))


def periods(table: pd.DataFrame, say: Speech) -> Grid:
    """Measures of the eras and of the periods within them, a period a column (`periods.compare_periods`)."""
    spans = table[["period", "era", "from_year", "to_year"]].drop_duplicates("period")
    found = {(row["measure"], row["period"]): row["value"] for row in records(table)}
    counts = {"events", "ties", "external", "internal"}

    def shown(measure: str, period: str) -> str:
        value = found.get((measure, period), "")
        if value == "":
            return ""
        if measure in counts:
            return say.wording.count(float(value))
        if "share" in measure:
            return say.wording.share(value)
        return say.decimal(value, 4 if measure.startswith("density") else 2)

    def period(row: Mapping[str, str]) -> Column:
        years = say.years(row["from_year"], row["to_year"])
        head = f"{say.label('era', row['period'])} ({years})" if row["era"] == "whole" else years
        return Column(head, lambda measure: shown(measure, row["period"]), numeric=True)

    order = sorted(records(spans), key=lambda row: (row["era"] != "whole", row["from_year"], row["to_year"]))
    names = say.column("measure", lambda measure: say.label("period_measure", measure))
    return build_grid([names, *map(period, order)], [("", list(dict.fromkeys(table["measure"])))])


def recency(table: pd.DataFrame, say: Speech) -> Grid:
    """How long before their sources the events happened."""
    plain = {"last_dated_year", "sources_from", "sources_to"}

    def shown(row: Mapping[str, str]) -> str:
        measure, value = row["measure"], row["value"]
        if value == "":
            return say.wording["not_defined"]
        if measure in plain:
            return say.wording.number(value)
        return say.wording.count(value) if value.isdecimal() else say.decimal(value, 4 if measure.endswith("_p") else 2)

    columns = [
        say.column("measure", lambda row: say.label("recency", row["measure"])),
        say.figure("value", shown),
    ]
    return build_grid(columns, [("", records(table))])


def sizes(table: pd.DataFrame, regions: Mapping[str, str], last_year: int, say: Speech) -> Grid:
    """Members of each organisation at the end of the last year, and its share of its region.

    Args:
        table: see `memberships.sizes_by_year`.
        regions: name to Persian label.
    """
    named = regions if say.wording.language == "fa" else {}
    tones = {"yes": "good", "no": "quiet", "": "quiet"}
    columns = [
        say.column("organisation", lambda row: say.names.get(row["organisation"], row["organisation"])),
        say.number("members"),
        say.column("region", lambda row: named.get(row["region"], row["region"])),
        say.number("region_members"),
        say.number("region_states"),
        say.figure("region_share", lambda row: say.share(row["region_share"])),
        say.column("most", lambda row: Cell(say.label("most", row["most"] or "open"), tone=tones[row["most"]])),
    ]
    return build_grid(columns, [("", records(table[table["year"] == str(last_year)]))])
