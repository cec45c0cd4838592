"""Meetings that recur: found by their dates, under declared rules."""

from __future__ import annotations

import pandas as pd

from interregional.catalogue.recurrence import MEETINGS
from interregional.streams.coding.rules import Recurring, digest_of
from interregional.streams.coding.store import Store
from interregional.streams.reading import STRENGTH

RECURRENCE_COLUMNS = ["event_id", "rule", "meetings", "first_day", "last_day", "longest_gap", "event_ids"]

# The meetings of each dyad on security, and, where there are others, all its meetings; gap is the days since the last.
_MEETINGS = f"""
CREATE OR REPLACE TABLE meetings AS
WITH own AS (
    SELECT source, target, first_day, event_id, reports, datasets, codes, record,
        {{scope}} >= {STRENGTH.index("broad")} AS on_security
    FROM windows JOIN classes USING (class) WHERE event_type IN {MEETINGS} AND setting = 'own'
), both_kinds AS (
    SELECT *, 'main' AS scope FROM own WHERE on_security
    UNION ALL
    SELECT *, 'unstated' FROM own WHERE (source, target) IN (SELECT (source, target) FROM own WHERE NOT on_security)
)
SELECT * EXCLUDE (on_security), first_day - lag(first_day) OVER in_turn AS gap FROM both_kinds
WINDOW in_turn AS (PARTITION BY source, target, scope ORDER BY first_day, event_id)
"""
# The anniversary of a day; 29 February has it on 1 March.
_YEARS_LATER = """
(min(first_day) + to_years($2))::DATE
    + (day(min(first_day)) <> day((min(first_day) + to_years($2))::DATE))::INTEGER
"""
_RUNS = f"""
SELECT source, target, scope, count(DISTINCT first_day) AS meetings,
    min(first_day) AS first_day, max(first_day) AS last_day,
    coalesce(max(gap) FILTER (gap <= $3), 0) AS longest_gap,
    CASE WHEN max(first_day) + $3 > $4::DATE THEN 'no' ELSE 'yes' END AS ended,
    sum(reports)::BIGINT AS reports,
    array_to_string(list_sort(list_distinct(flatten(list(datasets)))), ';') AS datasets,
    array_to_string(list_sort(list_distinct(flatten(list(codes)))), ';') AS codes,
    arg_min(record, (first_day, event_id)) AS record,
    string_agg(event_id, ';' ORDER BY event_id) AS event_ids
FROM (
    SELECT *, count(*) FILTER (gap > $3) OVER (
        PARTITION BY source, target, scope ORDER BY first_day, event_id ROWS UNBOUNDED PRECEDING
    ) AS run FROM meetings
)
GROUP BY source, target, scope, run
HAVING count(DISTINCT first_day) >= $1 AND {_YEARS_LATER} <= max(first_day)
"""


def make_meetings(store: Store, security_bodies: bool) -> None:
    """Make the table `meetings` of a store from its `windows`, for `find_recurrences`."""
    store.database.execute(_MEETINGS.format(scope="assumed" if security_bodies else "told"))


def find_recurrences(store: Store, name: str, rule: Recurring, last_day: str) -> pd.DataFrame:
    """Regular meetings, or continuous dialogues, told by their days.

    For each dyad the meetings on security (scope broad or main) and all its meetings are looked at in turn.
    A run is a longest sequence of days with no gap above the limit; it recurs if it has enough
    meetings over enough years.

    Args:
        store: with `meetings`.
        name: regular or continuous.
        rule: when a run counts.
        last_day: of all the data; a run whose next meeting may still come has not ended.

    Returns:
        event_id, rule (regular, continuous), source, target, scope (main, unstated), meetings, first_day, last_day,
        longest_gap (days), ended (yes, no), reports, datasets, codes, record, event_ids (of the meetings).
    """
    found = store.database.execute(_RUNS, [rule.meetings, rule.years, rule.longest_gap, last_day or None]).df()
    for column in ("first_day", "last_day"):
        found[column] = found[column].dt.strftime("%Y-%m-%d")
    marks = [
        f"r{day.replace('-', '')}-{digest_of((source, target, name, scope))}"
        for day, source, target, scope in zip(found["first_day"], found["source"], found["target"], found["scope"])
    ]
    found.insert(0, "event_id", pd.Series(marks, dtype=str))
    found.insert(1, "rule", name)
    return found
