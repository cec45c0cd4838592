"""How much of what a fresh search finds a catalogue has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from interregional.catalogue.actors import alias_index, pair
from interregional.catalogue.cleaning import clean_table
from interregional.catalogue.loading import read_tables, tidy, vocabularies
from interregional.codebook.decisions import Codebook
from interregional.streams.audit import count
from interregional.tables.files import FILE, ROW, records
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, load_schema

RECALL_COLUMNS = ["counted", "actor_a", "actor_b", "year", "found", "in_catalogue", "share", "low", "high"]
ONCE = "once"


def load_recall(
    found: Sequence[str], drawn: Sequence[str], actors: pd.DataFrame, events: pd.DataFrame, codebook: Codebook
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read, clean and check a recall check.

    Args:
        found, drawn: its files: what was found, and the dyad-years in which it was looked for.
        actors, events: the clean catalogue.
        codebook: gives types of events and recurrences.

    Returns:
        See workflow/schemas/recall.schema.yaml and recall_drawn.schema.yaml, the pairs in alphabetical order.

    Raises:
        DataError: every fault of every file; among them an event of another pair, one that answers two that were
            found, one both in the catalogue and added to it, and a dyad-year that was not drawn.
    """
    allowed, spellings = vocabularies(codebook)
    placed = actors.copy()
    placed[FILE], placed[ROW] = "", 0
    spellings |= {"actors": alias_index(placed)[0]}
    allowed |= {"actors": list(actors["code"])}
    tables, problems = [], []
    for name, paths in (("recall", found), ("recall_drawn", drawn)):
        schema = load_schema(name)
        rows, _, faults = read_tables(paths, schema)
        refuse(faults)
        rows, _ = clean_table(rows, schema, spellings)
        problems += check_cells(rows, schema, allowed)
        pairs = [pair(row["actor_a"], row["actor_b"]) for row in records(rows)]
        rows[["actor_a", "actor_b"]] = pd.DataFrame(pairs, columns=["actor_a", "actor_b"], index=rows.index)
        tables.append(rows)
    one, other = tables
    refuse(problems + _misplaced(one, other, {row["event_id"]: row for row in records(events)}))
    return tidy(one, load_schema("recall"), "found_id"), tidy(
        other, load_schema("recall_drawn"), ["actor_a", "actor_b", "year"]
    )


def _misplaced(found: pd.DataFrame, drawn: pd.DataFrame, events: Mapping[str, Mapping[str, str]]) -> list[Problem]:
    """Found events that are of no dyad-year that was drawn, or are answered by no event or by one answer too many."""
    searched = {(row["actor_a"], row["actor_b"], row["year"]) for row in records(drawn)}
    problems, answered = [], set[str]()
    for row in records(found):
        place, dyad = (row[FILE], row[ROW]), (row["actor_a"], row["actor_b"])
        if (*dyad, row["year"]) not in searched:
            problems.append(Problem(*place, "year", row["year"], "no dyad-year that was drawn", "one that was"))
        if row["in_catalogue"] and row["added"]:
            problems.append(Problem(*place, "added", row["added"], "was in the catalogue", "one of the two"))
        for column in ("in_catalogue", "added"):
            told = events.get(row[column])
            if row[column] and (told is None or pair(told["source"], told["target"]) != dyad):
                wrong = "no such event" if told is None else "no event of this pair"
                problems.append(Problem(*place, column, row[column], wrong, "events of the catalogue"))
        if row["in_catalogue"] in answered:
            problems.append(Problem(*place, "in_catalogue", row["in_catalogue"], "answers another", "one for one"))
        answered |= {row["in_catalogue"]} - {""}
    return problems


def measure_recall(found: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """The share of what was found that the catalogue had, with exact intervals (95 %).

    Args:
        found, drawn: see `load_recall`.

    Returns:
        `RECALL_COLUMNS`. First what the protocol admits: `admitted`, of it single acts (`once`) and standing
        arrangements (`standing`); then everything `found`; then `dyad_year`, what is admitted of each dyad-year that
        was drawn, empty shares where nothing was found. Found rows of one dyad-year are not independent, so the
        intervals are too narrow.
    """
    told = records(found)
    admitted = [row for row in told if row["admitted"] == "yes"]
    groups = [
        ("admitted", "", "", "", admitted),
        (ONCE, "", "", "", [row for row in admitted if row["recurrence"] == ONCE]),
        ("standing", "", "", "", [row for row in admitted if row["recurrence"] != ONCE]),
        ("found", "", "", "", told),
    ]
    for row in records(drawn):
        a, b, year = row["actor_a"], row["actor_b"], row["year"]
        own = [each for each in admitted if (each["actor_a"], each["actor_b"], each["year"]) == (a, b, year)]
        groups.append(("dyad_year", a, b, year, own))
    rows = []
    for *group, own in groups:
        number, there, _, _, *interval = count("yes" if row["in_catalogue"] else "no" for row in own)
        rows.append((*group, number, there, *interval))
    return pd.DataFrame(rows, columns=RECALL_COLUMNS)
