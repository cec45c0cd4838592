"""Reports of one kind of act within some days are one event: the windows of time that events take."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from interregional.streams.coding.store import Store


def openings(days: Iterable[tuple[int, int]], repeat_days: int) -> list[int]:
    """The number of the event to which each day of reports belongs.

    The first day opens an event; reports within `repeat_days` after it belong to it; the next opens another.

    Args:
        days: class and day (counted in days), sorted.
        repeat_days: 0 keeps every day apart.
    """
    numbers = []
    number, previous, until = 0, None, 0
    for own, day in days:
        if own != previous or day > until:
            number, previous, until = number + 1, own, day + repeat_days
        numbers.append(number)
    return numbers


def make_windows(store: Store, repeat_days: int) -> None:
    """Make the table `windows` of a store: its events under a rule for repeats, one row each.

    event (a number), class, first_day, last_day (of the reports), reports, datasets, codes and record, told and assumed
    (see `Store`), and event_id, made of the class and the first day, so that it stays the same when data are added. The
    table `opened` has the event of each class and day.
    """
    days = store.database.execute(
        "SELECT class, day, datediff('day', DATE '1970-01-01', day) AS number FROM days ORDER BY class, day"
    ).df()
    numbers = openings(zip(days["class"], days["number"]), repeat_days)
    opened = pd.DataFrame({"class": days["class"], "day": days["day"], "event": numbers})
    store.fill("opened", opened.astype({"event": int}))
    store.database.execute(
        """
        CREATE OR REPLACE TABLE windows AS
        SELECT event, any_value(class) AS class, min(day) AS first_day, max(day) AS last_day,
            sum(reports)::BIGINT AS reports,
            list_sort(list_distinct(flatten(list(datasets)))) AS datasets,
            list_sort(list_distinct(flatten(list(codes)))) AS codes,
            arg_min(record, day) AS record, max(told) AS told, max(assumed) AS assumed,
            'm' || strftime(min(day), '%Y%m%d') || '-' || any_value(digest) AS event_id
        FROM days JOIN opened USING (class, day) JOIN digests USING (class) GROUP BY event
        """
    )
