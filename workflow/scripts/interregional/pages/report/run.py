"""The report's tables on what was run: raw files, settings, packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from interregional.pages.report.cells import Cell, Grid, Speech
from interregional.tables.files import records


def inputs(table: pd.DataFrame, say: Speech) -> Grid:
    """The raw files with their digests, by role.

    Args:
        table: see `manifest.input_digests`.
    """
    groups = [
        (
            say.label("role", str(role)),
            [
                [
                    Cell(row["file"], language="code"),
                    Cell(say.wording.count(row["bytes"])),
                    Cell(row["sha256"], language="code"),
                ]
                for row in records(own)
            ],
        )
        for role, own in table.groupby("role", sort=False)
    ]
    return Grid([say("file"), say("bytes"), "SHA-256"], groups, [1])


def settings(configuration: Mapping[str, Any], say: Speech) -> Grid:
    """The configuration, a key a row."""
    rows = [[Cell(key, language="code"), Cell(value, language="code")] for key, value in _flat(configuration)]
    return Grid([say("key"), say("value")], [("", rows)])


def _flat(configuration: Mapping[str, Any], above: str = "") -> list[tuple[str, str]]:
    found = []
    for key, value in configuration.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{above}{key}.")
        else:
            many = isinstance(value, Sequence) and not isinstance(value, str)
            found.append((f"{above}{key}", (", ".join(str(item) for item in value) or "[]") if many else str(value)))
    return found


def packages(pinned: Sequence[tuple[str, str]], say: Speech) -> Grid:
    """The pinned packages and their versions."""
    rows = [[Cell(name, language="code"), Cell(version, language="code")] for name, version in pinned]
    return Grid([say("package"), say("version")], [("", rows)])
