"""Actors: their names, their kinds, and the types of dyads that follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.tables import dates
from interregional.tables.files import FILE, ROW, fault, records, split_list
from interregional.tables.problems import Problem
from interregional.tables.text import fold

NAME_COLUMNS = ["code", "name_en", "name_fa", "label_en", "label_fa"]


def alias_index(actors: pd.DataFrame) -> tuple[dict[str, str], list[Problem]]:
    """Folded name to code, over codes, names, labels and aliases.

    Returns:
        The index, and a problem for each name that two actors share.
    """
    index: dict[str, str] = {}
    problems = []
    for actor in records(actors):
        names = [(column, actor[column]) for column in NAME_COLUMNS if actor[column]]
        names += [("aliases", alias) for alias in split_list(actor["aliases"])]
        for column, name in names:
            owner = index.setdefault(fold(name), actor["code"])
            if owner != actor["code"]:
                told = f"also a name of {owner}", "a name that belongs to one actor"
                problems.append(fault(actor, column, *told, name))
    return index, problems


def names_of(actors: pd.DataFrame) -> dict[str, str]:
    """Folded name to code of clean actors, no two of whom share a name."""
    placed = actors.copy()
    placed[FILE], placed[ROW] = "", 0
    return alias_index(placed)[0]


def life_of(actor: Mapping[str, Any]) -> tuple[int, int]:
    """First and last year of an actor, predecessors included; 0 and 9999 where none is known."""
    born = actor["counted_from"] or actor["founded"]
    return (
        dates.first_day(born).year if born else 0,
        dates.last_day(actor["dissolved"]).year if actor["dissolved"] else 9999,
    )


def pair(one: str, other: str) -> tuple[str, str]:
    """Two codes in alphabetical order, the key of a dyad."""
    return (one, other) if one <= other else (other, one)


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows on pairs of actors (actor_a, actor_b), each pair in alphabetical order."""
    pairs = [pair(one, other) for one, other in zip(rows["actor_a"], rows["actor_b"])]
    return rows.assign(actor_a=[a for a, _ in pairs], actor_b=[b for _, b in pairs])


def dyad_type(kind_a: str, kind_b: str, codebook: Codebook) -> str:
    """The type of a dyad by the kinds of its actors, in either order.

    Raises:
        KeyError: the codebook has no such pair of kinds.
    """
    table = codebook.dyad_types
    types: dict[tuple[str, str], str] = dict(zip(zip(table["kind_a"], table["kind_b"]), table["dyad_type"]))
    return types[kind_a, kind_b] if (kind_a, kind_b) in types else types[kind_b, kind_a]


def wholes(actors: pd.DataFrame) -> dict[str, list[str]]:
    """The actors of which each is a part or a member, by code."""
    return {code: split_list(part_of) for code, part_of in zip(actors["code"], actors["part_of"])}


def is_part_whole(one: str, other: str, within: Mapping[str, list[str]]) -> bool:
    """Whether one actor is a part or a member of the other (`wholes`)."""
    return other in within[one] or one in within[other]
