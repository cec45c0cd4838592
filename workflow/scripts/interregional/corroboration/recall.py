"""How much of what a fresh search finds a catalogue has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from interregional.catalogue.actors import in_order, names_of
from interregional.catalogue.cleaning import clean_table
from interregional.catalogue.coverage import misplaced, pairs_of
from interregional.catalogue.loading import read_tables, tidy, vocabularies
from interregional.codebook.decisions import Codebook
from interregional.streams.audit import count
from interregional.tables.files import fault, records
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, load_schema

RECALL_COLUMNS = ["counted", "actor_a", "actor_b", "year", "found", "in_catalogue", "share", "low", "high"]
DYAD_YEAR = ["actor_a", "actor_b", "year"]
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
    spellings |= {"actors": names_of(actors)}
    allowed |= {"actors": list(actors["code"])}
    tables, problems = [], []
    for name, paths in (("recall", found), ("recall_drawn", drawn)):
        schema = load_schema(name)
        rows, _, faults = read_tables(paths, schema)
        refuse(faults)
        rows, _ = clean_table(rows, schema, spellings)
        problems += check_cells(rows, schema, allowed)
        tables.append(in_order(rows))
    one, other = tables
    refuse(problems + _unfitting(one, other, pairs_of(events)))
    return tidy(one, load_schema("recall"), "found_id"), tidy(other, load_schema("recall_drawn"), DYAD_YEAR)


def _unfitting(found: pd.DataFrame, drawn: pd.DataFrame, pairs: Mapping[str, tuple[str, str]]) -> list[Problem]:
    """Found events that are of no dyad-year that was drawn, or are answered by no event or by one answer too many."""
    searched = set(drawn[DYAD_YEAR].itertuples(index=False, name=None))
    problems, answered = [], set[str]()
    for row in records(found):
        if tuple(row[key] for key in DYAD_YEAR) not in searched:
            problems.append(fault(row, "year", "no dyad-year that was drawn", "one that was"))
        if row["in_catalogue"] and row["added"]:
            problems.append(fault(row, "added", "was in the catalogue", "one of the two"))
        for column in ("in_catalogue", "added"):
            problems += misplaced(row, column, filter(None, [row[column]]), pairs)
        if row["in_catalogue"] in answered:
            problems.append(fault(row, "in_catalogue", "answers another", "one for one"))
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
    for place in drawn[DYAD_YEAR].itertuples(index=False, name=None):
        groups.append(("dyad_year", *place, [row for row in admitted if tuple(row[key] for key in DYAD_YEAR) == place]))
    rows = []
    for *group, own in groups:
        number, there, _, _, *interval = count("yes" if row["in_catalogue"] else "no" for row in own)
        rows.append((*group, number, there, *interval))
    return pd.DataFrame(rows, columns=RECALL_COLUMNS)
