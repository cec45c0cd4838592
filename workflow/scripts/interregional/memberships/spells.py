"""Who is a member of what: sizes, overlaps, shares of regions, and the network of states and organisations.

A membership counts for a year if it stands at the end of it (31 December), so that dates known to the
year alone need no guess: what began in a year counts for it, what ended in it does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from interregional.catalogue.actors import names_of
from interregional.catalogue.cleaning import clean_table
from interregional.catalogue.loading import one_log, read_tables, tidy, vocabularies
from interregional.catalogue.sources import read_sources
from interregional.codebook.decisions import Codebook
from interregional.codebook.validation import check_unique
from interregional.tables import dates
from interregional.tables.files import FILE, ROW, fault, read_table, records, split_list
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, check_columns, load_schema

UNCORROBORATED = "uncorroborated"
STATUSES = ("full", "suspended", "associate", "observer", "partner")
KEY = ["organisation", "member", "start"]
Regions = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Memberships:
    """Clean memberships (by organisation, member and start), states (by code), and the log of changes."""

    memberships: pd.DataFrame
    states: pd.DataFrame
    log: pd.DataFrame


def load_memberships(
    memberships: Sequence[str], states: Sequence[str], sources: Sequence[str], actors: pd.DataFrame, codebook: Codebook
) -> Memberships:
    """Read, clean and check the membership and state files of an edition.

    Args:
        memberships, states, sources: file names as the configuration gives them.
        actors: the clean actors of the edition.
        codebook: the coding decisions.

    Raises:
        DataError: every problem of every file; nothing has been written by then.
    """
    schemas = {"memberships": load_schema("memberships"), "states": load_schema("states")}
    rows, reading, problems = read_tables(memberships, schemas["memberships"])
    state_rows, state_reading, state_problems = read_tables(states, schemas["states"])
    keys, source_problems = read_sources(sources)
    refuse(problems + state_problems + source_problems)
    empty = {name: pd.DataFrame(columns=[*schema["properties"], FILE, ROW]) for name, schema in schemas.items()}
    rows, state_rows = rows if len(rows) else empty["memberships"], state_rows if len(state_rows) else empty["states"]

    allowed, spellings = vocabularies(codebook, ("membership_status", "end_reason", "confidence"))
    spellings |= {"actors": names_of(actors)}
    state_rows, state_log = clean_table(state_rows, schemas["states"], spellings)
    rows, log = clean_table(rows, schemas["memberships"], spellings)
    allowed |= {
        "actors": sorted(actors["code"]),
        "members": sorted({*state_rows["code"], *actors["code"]}),
        "sources": [*sorted(keys), UNCORROBORATED],
    }
    problems = check_cells(state_rows, schemas["states"], allowed) + check_unique(state_rows, "code")
    faults = check_cells(rows, schemas["memberships"], allowed)
    bad = {(fault.file, fault.row) for fault in faults}
    sound = rows.loc[[place not in bad for place in zip(rows[FILE], rows[ROW])]]
    refuse(problems + faults + _check_spells(sound, actors))
    return Memberships(
        memberships=tidy(rows, schemas["memberships"], KEY),
        states=tidy(state_rows, schemas["states"], "code"),
        log=one_log(state_reading, reading, state_log, log),
    )


def _check_spells(rows: pd.DataFrame, actors: pd.DataFrame) -> list[Problem]:
    """Problems between the columns: no start, an end that is no later, spells of one member that overlap."""
    problems = []
    born = {actor["code"]: actor["counted_from"] or actor["founded"] for actor in records(actors)}
    seen: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in records(rows):
        if not row["start"]:
            problems.append(fault(row, "start", "the cell is empty", dates.FORMS))
            continue
        if row["end"] and dates.last_day(row["end"]) <= dates.first_day(row["start"]):
            problems.append(fault(row, "end", f"not after the start {row['start']}", "a later date"))
            continue
        begun = born[row["organisation"]]
        if begun and dates.last_day(row["start"]) < dates.first_day(begun):
            wrong = f"before {row['organisation']} counts as an actor ({begun})"
            problems.append(fault(row, "start", wrong, "a later date"))
        if row["end_reason"] and not row["end"]:
            problems.append(fault(row, "end", f"no end, but {row['end_reason']}", "a date, or no reason"))
        for other in seen.setdefault((row["member"], row["organisation"]), []):
            if _overlap(row, other):
                wrong = f"overlaps the spell from {other['start']} at {other[FILE]}:{other[ROW]}"
                problems.append(fault(row, "start", wrong, "one standing at a time"))
        seen[row["member"], row["organisation"]].append(row)
    return problems


def _overlap(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two spells share a day for certain, whatever their dates mean exactly."""

    def sure(row: Mapping[str, str]) -> tuple[date, date]:
        return dates.last_day(row["start"]), dates.first_day(row["end"]) if row["end"] else date.max

    (start, end), (other_start, other_end) = sure(one), sure(other)
    return max(start, other_start) < min(end, other_end)


def load_regions(path: str, states: pd.DataFrame) -> dict[str, frozenset[str]]:
    """The states of each region.

    Args:
        path: the table of regions.
        states: clean states.

    Returns:
        Region to codes; those of dependent territories are not among them.

    Raises:
        DataError: every fault of the table.
    """
    table = read_table(path)
    schema = load_schema("regions")
    refuse(check_columns(table, schema))
    places = {column for name in ("m49_region", "m49_subregion", "m49_intermediate") for column in states[name]}
    problems = check_cells(table, schema, {"states": sorted(states["code"])}) if len(states) else []
    for row in records(table):
        for name in split_list(row["m49"]):
            if name not in places and len(states):
                problems.append(fault(row, "m49", f"no state is in it ({name})", "a region of UN M49", name))
    refuse(problems + check_unique(table, "region"))
    independent = states[states["from"] != ""]
    regions = {}
    for row in records(table):
        named = set(split_list(row["m49"]))
        inside = {
            state["code"]
            for state in records(independent)
            if named & {state["m49_region"], state["m49_subregion"], state["m49_intermediate"]}
        }
        added = set(split_list(row["with"])) & set(independent["code"])
        regions[row["region"]] = frozenset((inside | added) - set(split_list(row["without"])))
    return regions


def stands(row: Mapping[str, str], year: int) -> bool:
    """Whether a membership stands at the end of a year."""
    day = date(year, 12, 31)
    return dates.first_day(row["start"]) <= day and not (row["end"] and dates.first_day(row["end"]) <= day)
