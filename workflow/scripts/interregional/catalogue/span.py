"""Which years count: a series ends with evidence unless the configuration says otherwise; a file may begin later."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from interregional.catalogue.cleaning import LOG_COLUMNS
from interregional.tables import dates
from interregional.tables.files import FILE, ROW, records
from interregional.tables.problems import Problem, refuse

# Ends every series before it begins, where there is no event between two actors yet.
NO_YEAR = 1
# Such an event stands in the tables and in no year.
LEFT_OUT = "after the last year"


def last_year(events: pd.DataFrame, chosen: int | None) -> int:
    """The last year of an edition.

    Args:
        events: clean events.
        chosen: `time.last_year` of the configuration, if it has one.

    Returns:
        That year; else the last in which an event begins, or ends if its beginning is not dated. A later end of what
        has begun may be no more than planned, so it does not stretch the series. NO_YEAR without any event.

    Raises:
        DataError: no event has a date, and none is chosen.
    """
    if chosen is not None:
        return chosen
    dated = events[events["dyadic"] == "yes"]
    if dated.empty:
        return NO_YEAR
    days = {start or end for start, end in zip(dated["start"], dated["end"])} - {""}
    if not days:
        allowed = "a date in the events, or a year here"
        refuse([Problem("time.last_year", 0, "", "", "no event has a date, so the last year is not known", allowed)])
    return max(dates.last_day(day).year for day in days)


def left_out(events: pd.DataFrame, last: int) -> pd.DataFrame:
    """The events that begin after the last year, and so are in no year, as lines of the cleaning log.

    Args:
        events: cleaned events, with `_file` and `_row`.
        last: see `last_year`.
    """
    after = [start != "" and dates.first_day(start).year > last for start in events["start"]]
    late = events.loc[after]
    lines = [
        (file, row, "start", start, start, LEFT_OUT) for file, row, start in zip(late[FILE], late[ROW], late["start"])
    ]
    return pd.DataFrame(lines, columns=LOG_COLUMNS)


def counted_since(rows: pd.DataFrame, since: Mapping[str, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The events from the first year of their file on, and a line of the log for each that is left out.

    Args:
        rows: cleaned events, with `_file` and `_row`.
        since: file to the first year that counts.
    """
    days = rows["end"].where(rows["end"] != "", rows["start"])
    early = [
        bool(day) and dates.last_day(day).year < since.get(file, 0) for day, file in zip(days, rows[FILE], strict=True)
    ]
    lines = [
        (row[FILE], row[ROW], "start", row["start"], "", f"left out: before {since[row[FILE]]}")
        for row in records(rows.loc[early])
    ]
    return rows.loc[[not out for out in early]], pd.DataFrame(lines, columns=LOG_COLUMNS)
