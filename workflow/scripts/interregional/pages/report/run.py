"""The report's tables on what was run: raw files, settings, packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from interregional.pages.report.cells import Cell, Column, Grid, Speech, build_grid


def inputs(table: pd.DataFrame, say: Speech) -> Grid:
    """The raw files with their digests, by role (`manifest.input_digests`)."""
    columns = [
        say.column("file", lambda row: Cell(row["file"], language="code")),
        say.figure("bytes", lambda row: say.wording.count(row["bytes"])),
        Column("SHA-256", lambda row: Cell(row["sha256"], language="code")),
    ]
    return build_grid(columns, say.grouped(table, "role"))


def settings(configuration: Mapping[str, Any], say: Speech) -> Grid:
    """The configuration, a key a row."""
    return _pairs(say("key"), say("value"), _flat(configuration))


def packages(pinned: Sequence[tuple[str, str]], say: Speech) -> Grid:
    """The pinned packages and their versions."""
    return _pairs(say("package"), say("version"), pinned)


def _pairs(name: str, value: str, rows: Sequence[tuple[str, str]]) -> Grid:
    columns = [
        Column(name, lambda row: Cell(row[0], language="code")),
        Column(value, lambda row: Cell(row[1], language="code")),
    ]
    return build_grid(columns, [("", rows)])


def _flat(configuration: Mapping[str, Any], above: str = "") -> list[tuple[str, str]]:
    found = []
    for key, value in configuration.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{above}{key}.")
        else:
            many = isinstance(value, Sequence) and not isinstance(value, str)
            found.append((f"{above}{key}", (", ".join(str(item) for item in value) or "[]") if many else str(value)))
    return found
