"""Who is a member of what: sizes, overlaps, shares of regions, and the network of states and organisations.

A membership counts for a year if it stands at the end of it (31 December), so that dates known to the
year alone need no guess: what began in a year counts for it, what ended in it does not.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx
import pandas as pd

from interregional.catalogue.actors import alias_index
from interregional.catalogue.cleaning import clean_table, spellings_of
from interregional.catalogue.loading import read_sources, read_tables, tidy
from interregional.codebook.decisions import Codebook
from interregional.codebook.validation import check_unique
from interregional.tables import dates
from interregional.tables.files import FILE, ROW, read_table, records, split_list
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, check_columns, load_schema

UNCORROBORATED = "uncorroborated"
STATUSES = ("full", "suspended", "associate", "observer", "partner")
KEY = ["organisation", "member", "start"]
OVERLAP_COLUMNS = [
    "actor_a", "actor_b", "year", "members_a", "members_b", "shared", "jaccard", "containment", "relation", "members",
]  # fmt: skip
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
    rows, problems = read_tables(memberships, schemas["memberships"])
    state_rows, state_problems = read_tables(states, schemas["states"])
    keys, source_problems = read_sources(sources)
    refuse(problems + state_problems + source_problems)
    empty = {name: pd.DataFrame(columns=[*schema["properties"], FILE, ROW]) for name, schema in schemas.items()}
    rows, state_rows = rows if len(rows) else empty["memberships"], state_rows if len(state_rows) else empty["states"]

    placed = actors.copy()
    placed[FILE], placed[ROW] = "", 0
    names, _ = alias_index(placed)
    allowed = {variable: codebook.values(variable) for variable in ("membership_status", "end_reason", "confidence")}
    spellings = {
        variable: spellings_of(values, codebook.labels(variable, "en"), codebook.labels(variable, "fa"))
        for variable, values in allowed.items()
    } | {"actors": names}
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
    sound = rows[[place not in bad for place in zip(rows[FILE], rows[ROW])]]
    refuse(problems + faults + _check_spells(sound, actors))
    return Memberships(
        memberships=tidy(rows, schemas["memberships"], KEY),
        states=tidy(state_rows, schemas["states"], "code"),
        log=pd.concat([state_log, log]).sort_values(["file", "row", "column"], kind="stable"),
    )


def _check_spells(rows: pd.DataFrame, actors: pd.DataFrame) -> list[Problem]:
    """Problems between the columns: no start, an end that is no later, spells of one member that overlap."""
    problems = []
    born = {actor["code"]: actor["counted_from"] or actor["founded"] for actor in records(actors)}
    seen: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in records(rows):
        place = (row[FILE], int(row[ROW]))
        if not row["start"]:
            problems.append(Problem(*place, "start", "", "the cell is empty", dates.FORMS))
            continue
        if row["end"] and dates.last_day(row["end"]) <= dates.first_day(row["start"]):
            problems.append(Problem(*place, "end", row["end"], f"not after the start {row['start']}", "a later date"))
            continue
        begun = born[row["organisation"]]
        if begun and dates.last_day(row["start"]) < dates.first_day(begun):
            wrong = f"before {row['organisation']} counts as an actor ({begun})"
            problems.append(Problem(*place, "start", row["start"], wrong, "a later date"))
        if row["end_reason"] and not row["end"]:
            problems.append(Problem(*place, "end", "", f"no end, but {row['end_reason']}", "a date, or no reason"))
        for other in seen.setdefault((row["member"], row["organisation"]), []):
            if _overlap(row, other):
                wrong = f"overlaps the spell from {other['start']} at {other[FILE]}:{other[ROW]}"
                problems.append(Problem(*place, "start", row["start"], wrong, "one standing at a time"))
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
                wrong = f"no state is in it ({name})"
                problems.append(Problem(row[FILE], int(row[ROW]), "m49", name, wrong, "a region of UN M49"))
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


class Roll:
    """The members of every organisation in every year.

    Args:
        memberships: clean memberships.
        actors: clean actors; a state is its own and only member.
        statuses: standings that count as membership.
    """

    def __init__(self, memberships: pd.DataFrame, actors: pd.DataFrame, statuses: Collection[str]) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {}
        for row in records(memberships):
            self.rows.setdefault(row["organisation"], []).append(row)
        self.lone = set(actors.loc[actors["kind"] == "state", "code"])
        self.statuses = set(statuses)
        self.known = sorted(set(self.rows) & set(actors["code"]))

    def by_status(self, organisation: str, year: int) -> dict[str, set[str]]:
        """The members at the end of a year, by standing."""
        found: dict[str, set[str]] = {status: set() for status in STATUSES}
        for row in self.rows.get(organisation, []):
            if stands(row, year):
                found[row["status"]].add(row["member"])
        return found

    def members(self, actor: str, year: int) -> frozenset[str]:
        """Those whose standing counts as membership; a state alone has itself."""
        if actor in self.lone:
            return frozenset([actor])
        return frozenset(member for status, found in self.by_status(actor, year).items()
                         if status in self.statuses for member in found)  # fmt: skip


def sizes_by_year(
    roll: Roll, actors: pd.DataFrame, states: pd.DataFrame, regions: Regions, last_year: int
) -> pd.DataFrame:
    """Size of each organisation, and its share of the states of its region, at the end of each year.

    Returns:
        organisation, year, full, suspended, associate, observer, partner, members (those that count),
        region, region_states (independent then), region_members (of them, members), region_share, most
        (yes if more than half: the paper's own test of a regional organisation); the last four are
        empty where the region is not in config/regions.csv. Years without any member are left out.
    """
    region_of = dict(zip(actors["code"], actors["region"]))
    lives = {
        row["code"]: (int(row["from"][:4]), int(row["until"][:4]) if row["until"] else 9999)
        for row in records(states)
        if row["from"]
    }
    rows = []
    for organisation in roll.known:
        first = min(dates.first_day(row["start"]).year for row in roll.rows[organisation])
        region = region_of[organisation]
        for year in range(first, last_year + 1):
            by_status = roll.by_status(organisation, year)
            members = roll.members(organisation, year)
            counts = [len(by_status[status]) for status in STATUSES]
            if not any(counts):
                continue
            told = ["", "", "", ""]
            if region in regions:
                there = {code for code in regions[region] if lives[code][0] <= year < lives[code][1]}
                inside = len(there & members)
                share = inside / len(there) if there else 0.0
                told = [str(len(there)), str(inside), f"{share:.4f}", "yes" if 2 * inside > len(there) else "no"]
            rows.append((organisation, year, *counts, len(members), region, *told))
    columns = ["organisation", "year", *STATUSES, "members", "region"]
    columns += ["region_states", "region_members", "region_share", "most"]
    return pd.DataFrame(rows, columns=columns)


def overlap(roll: Roll, a: str, b: str, year: int) -> dict[str, object]:
    """How far the members of two actors are the same at the end of a year.

    Returns:
        See `OVERLAP_COLUMNS`: jaccard = shared / either, containment = shared / the smaller, and the
        relation: `nested` where all members of one are in the other, or one is a member of the other;
        `overlapping` where some are shared; `interregional` where none is; `unknown` where the
        members of one are not in the data.
    """
    one, other = roll.members(a, year), roll.members(b, year)
    shared = one & other
    either, smaller = len(one | other), min(len(one), len(other))
    if not smaller:
        relation = "unknown"
    elif len(shared) == smaller or a in other or b in one:
        relation = "nested"
    else:
        relation = "overlapping" if shared else "interregional"
    return {
        "actor_a": a,
        "actor_b": b,
        "year": year,
        "members_a": len(one),
        "members_b": len(other),
        "shared": len(shared),
        "jaccard": f"{len(shared) / either:.4f}" if smaller else "",
        "containment": f"{len(shared) / smaller:.4f}" if smaller else "",
        "relation": relation,
        "members": ";".join(sorted(shared)),
    }


def overlaps(roll: Roll, years: Sequence[int]) -> pd.DataFrame:
    """The overlap of every two organisations that have members in given years (see `overlap`)."""
    rows = []
    for year in sorted(set(years)):
        alive = [code for code in roll.known if roll.members(code, year)]
        rows += [overlap(roll, a, b, year) for a, b in itertools.combinations(alive, 2)]
    return pd.DataFrame(rows, columns=OVERLAP_COLUMNS)


def dyads_by_year(roll: Roll, levels: pd.DataFrame) -> pd.DataFrame:
    """The overlap of the two actors of each dyad in each year (see `overlap`).

    Args:
        levels: see `years.levels_by_year`; gives the dyads and years.
    """
    rows = [overlap(roll, row["actor_a"], row["actor_b"], row["year"]) for row in records(levels)]
    return pd.DataFrame(rows, columns=OVERLAP_COLUMNS)


def build_two_mode(roll: Roll, actors: pd.DataFrame, states: pd.DataFrame, year: int) -> nx.Graph:
    """The network of members and organisations at the end of a year.

    Members have mode `member`, organisations mode `organisation` and codes with the prefix `org:`, since
    an organisation can be a member itself; edges carry the status.
    """
    names = {row["code"]: row for table in (actors, states) for row in records(table)}
    graph = nx.Graph()
    edges = []
    for organisation in roll.known:
        by_status = roll.by_status(organisation, year)
        for status in STATUSES:
            edges += [(f"org:{organisation}", member, status) for member in sorted(by_status[status])]
    for node in sorted({code for edge in edges for code in edge[:2]}):
        mode, code = ("organisation", node[4:]) if node.startswith("org:") else ("member", node)
        graph.add_node(node, mode=mode, name_en=names[code]["name_en"], name_fa=names[code]["name_fa"])
    for organisation, member, status in edges:
        graph.add_edge(organisation, member, status=status)
    return graph
