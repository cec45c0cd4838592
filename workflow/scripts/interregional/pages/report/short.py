"""The short text of the report: prose of docs/ whose every number is drawn from a table and says from which rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2
import pandas as pd

from interregional.codebook.wording import Wording
from interregional.tables.text import MINUS

# A number stands in the filled text as its place in the list of sources between these two.
_BEGIN, _END = "\ue000", "\ue001"
_PARTS = re.compile(rf"(\*\*.+?\*\*|`[^`]+`|{_BEGIN}\d+{_END})")


@dataclass(frozen=True)
class Place:
    """A table of the results: its file, seen from the report, and the rule that makes it."""

    file: str
    rule: str


@dataclass(frozen=True)
class Source:
    """Where a number comes from: its table, the rows in the language of `DataFrame.query`, and what is told of them."""

    shown: str
    place: Place
    rows: str
    column: str
    measure: str


@dataclass(frozen=True)
class Run:
    """A piece of text: plain, `strong`, `code`, or a number `from` the source at a place of its section, from 1."""

    text: str
    kind: str = ""
    place: int = 0


@dataclass(frozen=True)
class Short:
    """The short text of a section: paragraphs and items of lists in order, and the sources of its numbers."""

    blocks: Sequence[Sequence[Run]]
    sources: Sequence[Source]


class Numbers:
    """Draws numbers from tables for the prose of one language, and keeps where each comes from."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], known: Mapping[str, Place], wording: Wording) -> None:
        self.tables, self.known, self.wording = tables, known, wording
        self.sources: list[Source] = []

    def count(self, table: str, rows: str = "") -> str:
        """So many rows."""
        return self._told(self.wording.count(len(self._rows(table, rows))), table, rows, "", "rows")

    def number(self, table: str, rows: str, column: str) -> str:
        """A whole number that a cell holds."""
        return self._cell(self.wording.count, table, rows, column)

    def share(self, table: str, rows: str, column: str, of: str = "") -> str:
        """A share that a cell, or the middle or an end of many, holds, in per cent."""
        return self._cell(self.wording.share, table, rows, column, of)

    def decimal(self, table: str, rows: str, column: str, places: int = 2) -> str:
        """A number with decimals that a cell holds."""
        return self._cell(lambda value: self.wording.decimal(value, places).replace("-", MINUS), table, rows, column)

    def value(self, table: str, rows: str, column: str, of: str = "") -> float | None:
        """The number itself, to decide what is said; none where there is none."""
        cells = self._rows(table, rows)[column]
        numbers = pd.to_numeric(cells[cells != ""]).astype(float)
        if numbers.empty:
            return None
        # The first cell where one row is meant; the middle or an end of many otherwise (`min`, `median`, `max`).
        return float(getattr(numbers, of)() if of else numbers.iloc[0])

    def _rows(self, table: str, rows: str) -> pd.DataFrame:
        # What no row can be asked of has none.
        frame = self.tables[table]
        return frame.query(rows, engine="python") if rows and len(frame) else frame

    def _cell(self, show: Callable[[Any], str], table: str, rows: str, column: str, of: str = "") -> str:
        value = self.value(table, rows, column, of)
        shown = self.wording["not_defined"] if value is None else show(value)
        return self._told(shown, table, rows, column, of or "cell")

    def _told(self, shown: str, table: str, rows: str, column: str, measure: str) -> str:
        self.sources.append(Source(shown, self.known[table], rows, column, measure))
        return f"{_BEGIN}{len(self.sources) - 1}{_END}"


def write_short(template: str, numbers: Numbers, words: Mapping[str, Any]) -> dict[str, Short]:
    """Fill the prose and take it apart, by the names of its sections.

    Args:
        template: text of a template of docs/; `## name` begins a section.
        numbers: draws the numbers of the language.
        words: what else the template names.
    """
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    drawn = {name: getattr(numbers, name) for name in ("count", "number", "share", "decimal", "value")}
    filled = environment.from_string(template).render(**drawn, has=numbers.tables.__contains__, **words)
    parts = re.split(r"^## (\w+)$", filled, flags=re.MULTILINE)[1:]
    return {name: _section(text, numbers.sources) for name, text in zip(parts[::2], parts[1::2])}


def _section(text: str, sources: Sequence[Source]) -> Short:
    own: dict[Source, int] = {}

    def run(part: str) -> Run:
        if part.startswith(_BEGIN):
            source = sources[int(part[1:-1])]
            return Run(source.shown, "from", own.setdefault(source, len(own) + 1))
        if part.startswith("**"):
            return Run(part[2:-2], "strong")
        return Run(part[1:-1], "code") if part.startswith("`") and len(part) > 1 else Run(part)

    blocks = (" ".join(block.split()).removeprefix("- ") for block in re.split(r"\n\s*\n|\n(?=- )", text.strip()))
    return Short([[run(part) for part in _PARTS.split(block) if part] for block in blocks if block], list(own))
