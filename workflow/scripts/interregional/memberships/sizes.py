"""Sizes of organisations, overlaps of their members, and the network of states and organisations."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

import networkx as nx
import pandas as pd

from interregional.memberships.spells import STATUSES, Regions, stands
from interregional.tables import dates
from interregional.tables.files import records

OVERLAP_COLUMNS = [
    "actor_a", "actor_b", "year", "members_a", "members_b", "shared", "jaccard", "containment", "relation", "members",
]  # fmt: skip


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
