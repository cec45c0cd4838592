"""Where a catalogue has looked: for each pair of its frame, what was searched and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from interregional.catalogue.actors import alias_index, pair
from interregional.catalogue.cleaning import clean_table
from interregional.catalogue.loading import read_tables, tidy
from interregional.tables import dates
from interregional.tables.files import FILE, ROW, records, split_list
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, load_schema

COVERAGE_COLUMNS = ["actor_a", "actor_b", "searches", "documents", "events", "first_year", "last_year", "state"]


def load_searches(paths: Sequence[str], actors: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Read, clean and check the searches of an edition.

    Args:
        paths: their files.
        actors, events: the clean catalogue; a search names events of it.

    Returns:
        See workflow/schemas/searches.schema.yaml, the pair in alphabetical order; sorted by search and pair.

    Raises:
        DataError: every fault of every file.
    """
    schema = load_schema("searches")
    rows, _, problems = read_tables(paths, schema)
    refuse(problems)
    placed = actors.copy()
    placed[FILE], placed[ROW] = "", 0
    names, _ = alias_index(placed)
    rows, _ = clean_table(rows, schema, {"actors": names})
    problems = check_cells(rows, schema, {"actors": list(actors["code"])})
    known = {event["event_id"]: pair(event["source"], event["target"]) for event in records(events)}
    for row in records(rows):
        for event_id in split_list(row["events"]):
            if known.get(event_id) != pair(row["actor_a"], row["actor_b"]):
                wrong = "no event of this pair" if event_id in known else "no such event"
                problems.append(Problem(row[FILE], row[ROW], "events", event_id, wrong, "events of the catalogue"))
    refuse(problems)
    ordered = [pair(row["actor_a"], row["actor_b"]) for row in records(rows)]
    rows[["actor_a", "actor_b"]] = pd.DataFrame(ordered, columns=["actor_a", "actor_b"], index=rows.index)
    return tidy(rows, schema, ["search_id", "actor_a", "actor_b"])


def measure_coverage(searches: pd.DataFrame, events: pd.DataFrame, frame: Sequence[str]) -> pd.DataFrame:
    """What was looked for and found, by pair.

    Args:
        searches: see `load_searches`.
        events: clean events.
        frame: the actors of which every pair was to be looked for.

    Returns:
        A row for each pair of the frame: actor_a, actor_b, searches, documents (looked at), events (between the two),
        first_year, last_year (of their starts), state (`found`, `nothing found`, `not searched`). Sorted.
    """
    asked: dict[tuple[str, str], list[int]] = {}
    for search in records(searches):
        asked.setdefault((search["actor_a"], search["actor_b"]), []).append(int(search["looked_at"]))
    years: dict[tuple[str, str], list[str]] = {}
    for event in records(events[events["dyadic"] == "yes"]):
        start = str(dates.first_day(event["start"]).year) if event["start"] else ""
        years.setdefault(pair(event["source"], event["target"]), []).append(start)
    rows = []
    for a, b in combinations(sorted(frame), 2):
        found, dated = years.get((a, b), []), sorted(filter(None, years.get((a, b), [])))
        documents = asked.get((a, b), [])
        state = "found" if found else "nothing found" if documents else "not searched"
        ends = (dated[0], dated[-1]) if dated else ("", "")
        rows.append((a, b, len(documents), sum(documents), len(found), *ends, state))
    return pd.DataFrame(rows, columns=COVERAGE_COLUMNS)
