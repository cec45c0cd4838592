"""Reading and writing tables, the same way everywhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from interregional.tables.problems import DataError, Problem
from interregional.tables.textfiles import read_text, write_text

ROW = "_row"
FILE = "_file"
ENDINGS = ".csv, .tsv, .xlsx or .ods"


def read_table(path: str | Path, may_be_empty: bool = False) -> pd.DataFrame:
    """A table as text cells, nothing guessed: `NA`, `012` and `1.0` stay as they are.

    Read are CSV and TSV (UTF-8) and the first sheet of XLSX and ODS, by the ending of the name.

    Args:
        path: the file.
        may_be_empty: whether a header without rows will do, as where nothing has been filled in yet.

    Returns:
        The columns of the file, as str, and `_file` and `_row` (1 is the header, as in a
        spreadsheet), which tell where a row came from. Rows with no text at all are left out.

    Raises:
        DataError: file missing, empty, of another kind, not UTF-8, without rows, a column twice or without
            a name, rows of another length than the header, cells that a spreadsheet has changed.
    """
    name = str(path)
    rows = _rows(path)
    header, *body = rows
    header = [cell.strip() for cell in header]
    problems = [
        Problem(name, 1, cell, cell, "column stands twice", "each column once")
        for cell in sorted({cell for cell in header if header.count(cell) > 1} - {""})
    ]
    problems += [
        Problem(name, 1, str(place), "", "column without a name", "a name from the codebook")
        for place, cell in enumerate(header, start=1)
        if not cell
    ]
    numbered = [(number, row) for number, row in enumerate(body, start=2) if any(cell.strip() for cell in row)]
    problems += [
        Problem(name, number, "", row[0], f"the row has {len(row)} cells", f"{len(header)} cells, as the header has")
        for number, row in numbered
        if len(row) != len(header)
    ]
    if not numbered and not may_be_empty:
        problems.append(Problem(name, 0, "", "", "the file has no rows", "a header and at least one row"))
    if problems:
        raise DataError(problems)
    frame = pd.DataFrame([row for _, row in numbered], columns=header, dtype=str)
    frame[FILE] = name
    frame[ROW] = [number for number, _ in numbered]
    return frame


def _rows(path: str | Path) -> list[list[str]]:
    ending = Path(path).suffix.lower()
    if ending in (".xlsx", ".ods"):
        # Imported here: only an edition with spreadsheets pays for it.
        from interregional.tables.spreadsheets import read_sheet

        rows = read_sheet(path)
        if not rows:
            raise DataError([Problem(str(path), 0, "", "", "the file is empty", "a header and at least one row")])
        return [row + [""] * (len(rows[0]) - len(row)) for row in rows]
    if ending not in (".csv", ".tsv"):
        raise DataError([Problem(str(path), 0, "", "", f"not a kind of table that is read ({ending})", ENDINGS)])
    comma = "," if ending == ".csv" else "\t"
    try:
        return list(csv.reader(io.StringIO(read_text(path), newline=""), delimiter=comma, strict=True))
    except csv.Error as error:
        between = "commas" if ending == ".csv" else "tabs"
        raise DataError(
            [Problem(str(path), 0, "", "", f"not a table ({error})", f"{between} between cells, quotes in pairs")]
        ) from None


def read_result(path: str | Path, **types: str) -> pd.DataFrame:
    """A table that the workflow wrote itself, as text, the named columns as `types` say."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8").astype(types)


def read_parts(paths: Iterable[str | Path]) -> pd.DataFrame:
    """Tables of the same columns that the workflow wrote itself, as one, as text, sorted by all columns."""
    rows = pd.concat([read_result(path) for path in paths])
    return rows.sort_values(list(rows.columns), ignore_index=True)


def write_table(frame: pd.DataFrame, path: str | Path, mark: str = "") -> None:
    """Write a table as CSV: UTF-8, one line feed a row, no index; begun with a mark, if one is given."""
    write_text(mark + frame.to_csv(index=False, lineterminator="\n"), path)


def join_list(values: Iterable[str]) -> str:
    """Values as one cell: sorted, each once, parted by `;`."""
    return ";".join(sorted(set(values)))


def split_list(cell: str) -> list[str]:
    """The values of a `;`-separated cell, without empty ones."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dicts from column to cell."""
    return [{str(column): cell for column, cell in row.items()} for row in frame.to_dict("records")]
