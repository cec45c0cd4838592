"""Where a catalogue has looked: for each pair of its frame, what was searched and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import pandas as pd

from interregional.catalogue.actors import in_order, names_of, pair
from interregional.catalogue.cleaning import clean_table
from interregional.catalogue.loading import read_tables, tidy
from interregional.tables import dates
from interregional.tables.files import fault, records, split_list
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
    rows, _ = clean_table(rows, schema, {"actors": names_of(actors)})
    problems = check_cells(rows, schema, {"actors": list(actors["code"])})
    rows, pairs = in_order(rows), pairs_of(events)
    for row in records(rows):
        problems += misplaced(row, "events", split_list(row["events"]), pairs)
    refuse(problems)
    return tidy(rows, schema, ["search_id", "actor_a", "actor_b"])


def pairs_of(events: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The two actors of each event, in alphabetical order."""
    return dict(zip(events["event_id"], map(pair, events["source"], events["target"])))


def misplaced(
    row: Mapping[str, str], column: str, named: Iterable[str], pairs: Mapping[str, tuple[str, str]]
) -> list[Problem]:
    """A problem for each event that a cell names and that is not of the pair of its row, or that there is not."""
    return [
        fault(row, column, "no event of this pair" if one in pairs else "no such event", "events of the catalogue", one)
        for one in named
        if pairs.get(one) != (row["actor_a"], row["actor_b"])
    ]


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
