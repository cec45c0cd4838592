"""Reading and writing tables, the same way everywhere."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from interregional.tables.delimited import SEPARATORS, UTF_8, parse, read_given_text
from interregional.tables.problems import DataError, Problem, file_error, refuse
from interregional.tables.text import clean_spaces
from interregional.tables.textfiles import read_text, write_text

ROW = "_row"
FILE = "_file"
ENDINGS = ".csv, .tsv, .txt, .xlsx or .ods"
# A title, who coded and when, and empty rows between.
_HEADER_WITHIN = 20
Change = tuple[str, int, str, str, str, str]


@dataclass(frozen=True)
class Reading:
    """A file as it was read.

    Attributes:
        table: the columns of the file, as str, and `_file` and `_row` (as a spreadsheet counts), which tell where a
            row came from. Rows with no text at all are left out.
        header: the row of the header.
        sheet: the name of the sheet; empty if the file has none.
        log: what was done to read it: file, row, column, before, after, rule.
    """

    table: pd.DataFrame
    header: int
    sheet: str
    log: list[Change]


@dataclass(frozen=True)
class Grid:
    """Cells that may be the table looked for: a sheet, or a text with one of the separators."""

    rows: list[list[str]]
    sheet: str = ""
    faults: Sequence[tuple[int, int, str, tuple[str, str]]] = ()
    log: Sequence[Change] = ()


def read_table(path: str | Path) -> pd.DataFrame:
    """A table of the project itself, header first, UTF-8: the `table` of `read_given`, which tells what is refused."""
    return read_given(path, []).table


def read_given(path: str | Path, columns: Sequence[str], may_be_empty: bool = False) -> Reading:
    """A table as text cells, nothing guessed: `NA`, `012` and `1.0` stay as they are.

    Read are CSV and TSV, and XLSX and ODS, by the ending of the name. Where the columns are told, the table is
    found by them: on any sheet, below other rows, between commas, semicolons or tabs, as UTF-8, UTF-16 or
    Windows-1256, and all that is in the log.

    Args:
        columns: names of which the header has more than half; without any, it is the first row.
        may_be_empty: whether a header without rows will do, as where nothing has been filled in yet.

    Raises:
        DataError: file missing, empty, of another kind or encoding, without rows, a column twice or without
            a name, rows of another length than the header, cells that a spreadsheet has changed, two sheets
            with the table.
    """
    name = str(path)
    grid, first = find_table(path, columns)
    header, *body = grid.rows[first - 1 :]
    header = [clean_spaces(cell) for cell in header]
    while header and not header[-1] and not any("".join(row[len(header) - 1 :]).strip() for row in body):
        header.pop()
    problems = [
        Problem(name, first, cell, cell, "column stands twice", "each column once")
        for cell in sorted({cell for cell in header if header.count(cell) > 1} - {""})
    ]
    problems += [
        Problem(name, first, str(place), "", "column without a name", "a name from the codebook")
        for place, cell in enumerate(header, start=1)
        if not cell
    ]
    numbered = [(number, row) for number, row in enumerate(body, start=first + 1) if any(map(str.strip, row))]
    numbered = [(number, row[: len(header)] if not any(row[len(header) :]) else row) for number, row in numbered]
    if grid.sheet:
        numbered = [(number, row + [""] * (len(header) - len(row))) for number, row in numbered]
    problems += [
        Problem(name, number, "", row[0], f"the row has {len(row)} cells", f"{len(header)} cells, as the header has")
        for number, row in numbered
        if len(row) != len(header)
    ]
    problems += [
        Problem(name, row, header[place] if place < len(header) else str(place + 1), value, *fault)
        for row, place, value, fault in grid.faults
        if row >= first
    ]
    if not numbered and not may_be_empty:
        problems.append(Problem(name, 0, "", "", "the file has no rows", "a header and at least one row"))
    refuse(problems)
    frame = pd.DataFrame([row for _, row in numbered], columns=header, dtype=str)
    frame[FILE] = name
    frame[ROW] = [number for number, _ in numbered]
    above = [(number, " ".join(row).strip()) for number, row in enumerate(grid.rows[: first - 1], start=1)]
    log = [*grid.log, *((name, number, "", text, "", "above_header") for number, text in above if text)]
    return Reading(frame, first, grid.sheet, log)


def find_table(path: str | Path, columns: Sequence[str]) -> tuple[Grid, int]:
    """The table looked for, and the row of its header; the first row with any text if no header is found.

    Raises DataError as `read_given` does, for the file as a whole.
    """
    grids = _grids(path, columns)
    found = [(grid, number) for grid in grids for number in _headers(grid, columns)]
    sheets = [grid.sheet for grid, _ in found if grid.sheet]
    if len(set(sheets)) > 1:
        told = ", ".join(dict.fromkeys(sheets))
        raise file_error(path, "more than one sheet has the table", "one such sheet in a file", value=told)
    if found:
        return found[0]
    number = next((number for number, row in enumerate(grids[0].rows, start=1) if any(map(str.strip, row))), 1)
    return grids[0], number if columns else 1


def _headers(grid: Grid, columns: Sequence[str]) -> list[int]:
    """The rows that have more than half of the columns' names."""
    return [
        number
        for number, row in enumerate(grid.rows[:_HEADER_WITHIN], start=1)
        if 2 * len(set(columns) & {clean_spaces(cell) for cell in row}) > len(columns) > 0
    ]


def _grids(path: str | Path, columns: Sequence[str]) -> list[Grid]:
    """What may be the table, the likeliest first; never empty."""
    name, ending = str(path), Path(path).suffix.lower()
    if ending in (".xlsx", ".ods"):
        # Imported here: only an edition with spreadsheets pays for it.
        from interregional.tables.spreadsheets import read_sheets

        sheets = read_sheets(path)
        if not sheets:
            raise file_error(path, "the file is empty", "a header and at least one row")
        chosen = [(name, 0, "", sheets[0].name, sheet.name, "sheet") for sheet in sheets]
        grids = [
            Grid(sheet.rows, sheet.name, sheet.faults, [log] if number else [])
            for number, (sheet, log) in enumerate(zip(sheets, chosen))
        ]
        return grids if columns else grids[:1]
    if ending not in (".csv", ".tsv", ".txt"):
        raise file_error(path, f"not a kind of table that is read ({ending})", ENDINGS)
    usual = "," if ending == ".csv" else "\t"
    text, encoding = read_given_text(path) if columns else (read_text(path), UTF_8)
    log = [] if encoding == UTF_8 else [(name, 0, "", encoding, UTF_8, "encoding")]
    problem: DataError | None = None
    grids = []
    try:
        grids.append(Grid(parse(text, usual, path), log=log))
        if not columns or _headers(grids[0], columns):
            return grids
    except DataError as error:
        # Not between these separators, but perhaps between others.
        problem = error
    for separator in SEPARATORS:
        told = (name, 0, "", SEPARATORS[separator], SEPARATORS[usual], "separator")
        if columns and separator != usual:
            with contextlib.suppress(DataError):
                grids.append(Grid(parse(text, separator, path), log=[*log, told]))
    likely = [grid for grid in grids if _headers(grid, columns)]
    if problem and not likely:
        raise problem
    return likely if problem else grids


def read_result(path: str | Path, **types: str) -> pd.DataFrame:
    """A table that the workflow wrote itself, as text, the named columns as `types` say."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8").astype(types)


def read_parts(paths: Iterable[str | Path]) -> pd.DataFrame:
    """Tables of the same columns that the workflow wrote itself, as one, as text, sorted by all columns."""
    rows = pd.concat([read_result(path) for path in paths])
    return rows.sort_values(list(rows.columns), ignore_index=True)


def write_table(frame: pd.DataFrame, path: str | Path, mark: str = "") -> None:
    """Write a table as CSV: UTF-8, one line feed a row, no index; begun with a mark, if one is given."""
    write_text(mark, path)
    frame.to_csv(path, mode="a", encoding="utf-8", index=False, lineterminator="\n")


def join_list(values: Iterable[str]) -> str:
    """Values as one cell: sorted, each once, parted by `;`."""
    return ";".join(sorted(set(values)))


def split_list(cell: str) -> list[str]:
    """The values of a `;`-separated cell, without empty ones."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dicts from column to cell."""
    names = [str(column) for column in frame.columns]
    return [dict(zip(names, row)) for row in zip(*(frame[column].tolist() for column in frame.columns))]


def fault(row: Mapping[str, Any], column: str, wrong: str, allowed: str, value: str | None = None) -> Problem:
    """A problem of a cell in a row that was read; the value is what stands there, unless another is told."""
    return Problem(row[FILE], int(row[ROW]), column, row[column] if value is None else value, wrong, allowed)
