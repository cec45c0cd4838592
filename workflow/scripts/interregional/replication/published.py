"""What the paper prints, set against what the catalogue gives.

The only module that reads data/raw/published/; nothing that codes, builds or draws from events
depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.validation import check_unique
from interregional.tables.files import fault, records, split_list
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, load_schema, read_by_schema


@dataclass(frozen=True)
class Published:
    """The tables of data/raw/published/ that are compared, checked, as text cells."""

    table_1: pd.DataFrame
    table_2: pd.DataFrame
    statements: pd.DataFrame
    text_dyads: pd.DataFrame


def load_published(paths: Sequence[str | Path], actors: pd.DataFrame, codebook: Codebook) -> Published:
    """Read and check what the paper states.

    Args:
        paths: the files, each named after its table.
        actors: the actors of the edition.
        codebook: gives levels, indicators and types of dyads.

    Raises:
        DataError: every fault of every table.
    """
    allowed = {variable: codebook.values(variable) for variable in ("level", "indicator", "dyad_type")}
    allowed["actors"] = list(actors["code"])
    allowed["statement"] = ["", *allowed["level"], "symmetric", "asymmetric"]
    frames, problems = _read_tables(paths, allowed)
    for name in ("statements", "text_dyads"):
        for row in records(frames[name]):
            if row["actor_a"] >= row["actor_b"]:
                wrong = "not in alphabetical order of the codes"
                problems.append(fault(row, "actor_b", wrong, "a later code"))
    refuse(problems)
    return Published(**frames)


# A publication may have no slips, and print every dyad that it treats.
MAY_BE_EMPTY = ("inconsistencies", "text_dyads")


def load_register(paths: Sequence[str | Path]) -> dict[str, pd.DataFrame]:
    """Read and check the registers of claims and of slips, and what the publication is.

    Args:
        paths: the files, each named after its table.

    Raises:
        DataError: every fault of every table.
    """
    frames, problems = _read_tables(paths, {})
    for name, frame in frames.items():
        problems += check_unique(frame, load_schema(name)["required"][0])
    if "claims" in frames and "publication" in frames:
        known = set(frames["claims"]["claim_id"])
        problems += [
            fault(row, "conclusion", "no such claim", "a claim_id of claims.csv", claim)
            for row in records(frames["publication"])
            for claim in split_list(row.get("conclusion", ""))
            if claim not in known
        ]
    refuse(problems)
    return frames


def slips(register: pd.DataFrame) -> pd.DataFrame:
    """The slips of the paper: id, where, what, how_handled, and the same in Persian, and kind."""
    columns = ["id", "where", "what", "how_handled", "what_fa", "how_handled_fa", "kind"]
    return register[columns].sort_values("id", ignore_index=True)


def _read_tables(
    paths: Sequence[str | Path], allowed: Mapping[str, Sequence[str]]
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """The tables by name, and what is wrong in their cells; faulty files and headers are refused."""
    frames = read_by_schema(paths, MAY_BE_EMPTY)
    faults = (check_cells(frame, load_schema(name), allowed) for name, frame in frames.items())
    return frames, [fault for found in faults for fault in found]
