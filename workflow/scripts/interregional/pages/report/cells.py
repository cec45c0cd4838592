"""A table of the report as cells of one language, before any markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.tables import Exhibit
from interregional.tables.files import records
from interregional.tables.text import MINUS

# Statistics that are shares.
SHARES = (
    "agreement", "within_bounds", "within_bounds_by_chance", "share_of_dyads", "pairs_comparable",
    "ranked_by_level_that_dominance_ranks", "ranked_by_dominance_that_levels_rank",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One cell: its text, where it leads to, the language of the text if it is not the table's, its look."""

    text: str
    href: str = ""
    language: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Grid:
    """A table to be shown.

    Attributes:
        heads: column heads.
        groups: rows by group, (name, rows); a nameless group has no row of its own. The first
            cell heads its row.
        numeric: places of the columns that hold numbers.
        notes: lines below the table.
    """

    heads: Sequence[str]
    groups: Sequence[tuple[str, Sequence[Sequence[Cell]]]]
    numeric: Sequence[int] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, what it shows of a row of the results, and whether that is a number."""

    head: str
    show: Callable[[Any], Cell | str]
    numeric: bool = False


def build_grid(
    columns: Sequence[Column], groups: Iterable[tuple[str, Sequence[Any]]], notes: Sequence[str] = ()
) -> Grid:
    """A table of rows of the results by group; a group that has a name but no rows is left out."""

    def cells(row: Any) -> list[Cell]:
        shown = [column.show(row) for column in columns]
        return [cell if isinstance(cell, Cell) else Cell(cell) for cell in shown]

    return Grid(
        [column.head for column in columns],
        [(name, [cells(row) for row in rows]) for name, rows in groups if rows or not name],
        [place for place, column in enumerate(columns) if column.numeric],
        notes,
    )


@dataclass(frozen=True)
class Speech:
    """What every table needs of one language: words of the report, labels, names of the actors, long and short."""

    wording: Wording
    codebook: Codebook
    names: Mapping[str, str]
    short: Mapping[str, str]

    def __call__(self, key: str) -> str:
        return self.wording[f"report_{key}"]

    def label(self, variable: str, value: str) -> str:
        """A word of the report for a value of a result; the value itself if there is none."""
        return self.wording.words.get(f"report_{variable}={value}", value)

    def level(self, level: str) -> str:
        """The label of a level."""
        return self.codebook.labels("level", self.wording.language).get(level, level)

    def claim(self, row: Mapping[str, str]) -> Cell:
        """A claim in the language; one that is not worded in it is told in English."""
        own = row["claim_fa"] if self.wording.language == "fa" else row["claim"]
        return Cell(own) if own else Cell(row["claim"], language="en")

    def dyad(self, a: str, b: str) -> Cell:
        """Both short names, with a link to the dyad in the explorer."""
        names = [self.short.get(code, code) for code in (a, b)]
        return Cell(" – ".join(names), f"explorer.html#lang={self.wording.language}&tie={quote(a)}-{quote(b)}")

    def dyads(self, prefix: str = "") -> Column:
        """The column of the dyads, whose actors stand in `<prefix>actor_a` and `<prefix>actor_b`."""
        return Column(self.wording["dyad"], lambda row: self.dyad(row[f"{prefix}actor_a"], row[f"{prefix}actor_b"]))

    def column(self, head: str, show: Callable[[Any], Cell | str]) -> Column:
        """A column under a word of the report."""
        return Column(self(head), show)

    def figure(self, head: str, show: Callable[[Any], Cell | str]) -> Column:
        """A column of numbers under a word of the report."""
        return Column(self(head), show, numeric=True)

    def number(self, key: str) -> Column:
        """The whole numbers of a column, under the word of the report for its name."""
        return self.figure(key, lambda row: self.wording.number(row[key]))

    def grouped(self, table: pd.DataFrame, column: str) -> list[tuple[str, list[dict[str, Any]]]]:
        """Groups of a table: the rows of each value of a column, in its order, under the word for it."""
        return [(self.label(column, str(value)), records(own)) for value, own in table.groupby(column, sort=False)]

    def counted(
        self, table: pd.DataFrame, column: str, names: Mapping[str, str]
    ) -> list[tuple[str, list[dict[str, Any]]]]:
        """Groups of a table: the rows of each value that is named, under its name and their number."""
        groups = [(name, records(table[table[column] == value])) for value, name in names.items()]
        return [(f"{name} ({self.wording.count(len(rows))})", rows) for name, rows in groups]

    def decimal(self, value: Any, places: int = 2) -> str:
        """A number with decimals and a true minus; nothing where there is none."""
        return "" if value == "" else self.wording.decimal(value, places).replace("-", MINUS)

    def share(self, value: Any) -> str:
        """A share in per cent; nothing where there is none."""
        return "" if value == "" else self.wording.share(value)

    def interval(self, row: Mapping[str, Any], show: Callable[[Any], str] | None = None) -> str:
        """The interval of a statistic in words; nothing where there is none."""
        if row["low"] == "" or row["high"] == "":
            return ""
        show = show or self.decimal
        return self("interval").format(show(row["low"]), show(row["high"]))

    def statistic(self, row: Mapping[str, str]) -> Callable[[Any], str]:
        """How the numbers of a row of statistics are shown: as shares, or with decimals."""
        return self.share if row["statistic"] in SHARES else self.decimal

    def years(self, first: str, last: str) -> str:
        """A span of years; a single one where it begins and ends in the same."""
        if first == last:
            return self.wording.number(first)
        return f"{self.wording.number(first)}–{self.wording.number(last)}"


def from_exhibit(exhibit: Exhibit) -> Grid:
    """A table of the paper, with its groups and marks."""
    heads = exhibit.headers[1:]
    groups = [(group, [[Cell(cell) for cell in row] for row in rows]) for group, rows in exhibit.groups()]
    return Grid(heads, groups, [place - 1 for place in exhibit.numeric], exhibit.notes)
