"""Faults shown where the scholar works: a copy of each table with the cells at fault marked and commented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from interregional.tables.archives import timeless
from interregional.tables.files import Grid, find_table
from interregional.tables.problems import DataError, Problem
from interregional.tables.schema import load_schema
from interregional.tables.text import clean_spaces

_MARK = PatternFill("solid", fgColor="FFC7CE")


def marked_copies(problems: Iterable[Problem], tables: Mapping[str, Iterable[str]]) -> dict[str, bytes]:
    """An XLSX copy of each file with a problem: its cells marked, each with what is wrong and what is allowed.

    A problem of a whole row or file is told at the first cell of that row, or of the first.

    Args:
        problems: what is wrong, in any files.
        tables: files by the name of their schema.

    Returns:
        Bytes, the same every time, by a name for the copy; nothing for a file that no table could be read from.
    """
    copies = {}
    for schema, paths in tables.items():
        for path in paths:
            own = [problem for problem in sorted(problems) if problem.file == str(path)]
            if own and (copy := _marked(path, own, load_schema(schema)["required"])):
                # Files of one name in two folders stay apart.
                parts = [part for part in Path(path).parts if part not in ("/", "..")]
                name = "_".join(parts).removesuffix(".xlsx").lstrip(".")
                copies[f"{name}.xlsx"] = copy
    return copies


def _marked(path: str, problems: list[Problem], columns: list[str]) -> bytes:
    try:
        grid, first = find_table(path, columns)
    except DataError:
        return b""
    book = openpyxl.load_workbook(path) if path.lower().endswith(".xlsx") else _book(grid)
    sheet = book[grid.sheet] if grid.sheet in book.sheetnames else book.worksheets[0]
    header = [clean_spaces(cell) for cell in grid.rows[first - 1]]
    places: dict[tuple[int, int], list[str]] = {}
    for problem in problems:
        column = header.index(problem.column) + 1 if problem.column in header else 1
        if problem.column.isdecimal():
            column = int(problem.column)
        places.setdefault((problem.row or 1, column), []).append(f"{problem.wrong}; {problem.allowed}")
    for (row, column), messages in places.items():
        cell = sheet.cell(row, column)
        cell.fill = _MARK
        cell.comment = Comment("\n".join(messages)[:2000], "validate", height=120, width=320)
    return timeless(book)


def _book(grid: Grid) -> openpyxl.Workbook:
    """A table kept otherwise, as a workbook of text."""
    book = openpyxl.Workbook()
    for number, row in enumerate(grid.rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = book.active.cell(number, place, ILLEGAL_CHARACTERS_RE.sub("", text)[:32_000])
            # Whatever it begins with, it is text and no formula.
            cell.number_format, cell.data_type = "@", "s"
    return book
