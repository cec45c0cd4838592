"""The main results of an edition as one workbook, for those who read tables in a spreadsheet program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.tables import Exhibit, table_2
from interregional.tables.archives import timeless
from interregional.tables.files import records, split_list
from interregional.tables.schema import load_schema

# The sheets of data by their names, in order; their columns are those of the CSV files of the same tables.
DATA = ("dyads", "events", "evidence", "nodes", "ties", "levels_by_year")
# What an edition that records its searches keeps beside, by the names of its sheets: the schema of its columns, if any.
KEPT = {
    "sources": "sources", "searches": "searches", "coverage": "", "recall": "recall", "second_coding": "events",
    "verdicts": "verdicts",
}  # fmt: skip
_HEADS = (
    "actor_one", "actor_other", "type", "level", "at_most", "features", "events", "first_year", "last_year", "balance",
)  # fmt: skip
_HEAD = PatternFill("solid", fgColor="DDE6EE")
_WIDEST, _NARROWEST = 50, 8
# A cell of a spreadsheet holds no more.
_LONGEST = 32_767


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, heads, rows, whether it runs from right to left, lines below the table."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    right_to_left: bool = False
    notes: Sequence[str] = ()


def build_sheets(
    edition: str,
    tables: Mapping[str, pd.DataFrame],
    actors: pd.DataFrame,
    columns: pd.DataFrame,
    codebook: Codebook,
    wordings: Mapping[str, Wording],
    kept: Mapping[str, pd.DataFrame] | None = None,
) -> list[Sheet]:
    """The sheets of an edition: in each of its languages the dyads in words, the features and what the columns hold;
    and the data, with their codes.

    Args:
        edition: its name.
        tables: the results by the names of `DATA`.
        actors: clean actors, which give the names.
        columns: config/result_columns.csv.
        codebook, wordings: labels and words.
        kept: what the edition keeps beside, by the names of `KEPT`.

    Raises:
        KeyError: a column of which nothing says what it holds.
    """
    numeric = set(columns.loc[columns["type"].isin(["integer", "number"]), "column"])
    only_persian = list(wordings) == ["fa"]
    shown = {name: tables[name] for name in DATA} | dict(kept or {})
    data = [
        Sheet(name, list(table.columns), _rows(table, numeric), right_to_left=only_persian)
        for name, table in shown.items()
    ]
    told, meant = [], []
    for wording in wordings.values():
        names = dict(zip(actors["code"], actors[f"name_{wording.language}"]))
        told.append(_dyads(tables["dyads"], names, codebook, wording))
        told.append(_from_exhibit(table_2(tables["evidence"], codebook, wording), wording))
        meant.append(_meanings(edition, shown, columns, wording))
    return [*told, *data, *meant]


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an XLSX file, the same bytes every time; no cell is a formula."""
    book = openpyxl.Workbook(write_only=True)
    for one in sheets:
        sheet = book.create_sheet(one.name)
        sheet.sheet_view.rightToLeft = one.right_to_left
        sheet.freeze_panes = "A2"
        for place, head in enumerate(one.heads):
            longest = max([len(head) + 2, *(len(str(row[place])) for row in one.rows[:200])])
            sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(longest, _NARROWEST), _WIDEST)
        sheet.append([_cell(sheet, head, head=True) for head in one.heads])
        for row in one.rows:
            sheet.append([_cell(sheet, value) for value in row])
        for note in ("", *one.notes) if one.notes else ():
            sheet.append([_cell(sheet, note)])
        if one.rows:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(one.heads))}{len(one.rows) + 1}"
    return timeless(book)


def _cell(sheet: Any, value: Any, head: bool = False) -> Any:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST] or None)
    if value:
        # Whatever it begins with, it is text and no formula.
        cell.data_type = "s"
    if head:
        cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, Alignment(vertical="top", wrap_text=True)
    return cell


def _rows(table: pd.DataFrame, numeric: set[str]) -> list[list[Any]]:
    """The cells of a table, numbers as numbers."""
    return [[_number(cell) if column in numeric else cell for column, cell in row.items()] for row in records(table)]


def _number(cell: str) -> Any:
    try:
        value = float(cell)
    except ValueError:
        return cell
    return int(value) if value.is_integer() and "." not in cell else value


def _dyads(dyads: pd.DataFrame, names: Mapping[str, str], codebook: Codebook, wording: Wording) -> Sheet:
    """The dyads with names and labels, the highest level first."""
    language = wording.language
    levels, types = codebook.labels("level", language), codebook.labels("dyad_type", language)
    indicators = codebook.labels("indicator", language)
    rank, comma = codebook.rank(), f"{wording['report_semicolon']} "
    rows = [
        [
            names[row["actor_a"]],
            names[row["actor_b"]],
            types[row["dyad_type"]],
            levels[row["level"]],
            levels[row["level_high"]],
            comma.join(indicators[indicator] for indicator in split_list(row["indicators"])),
            len({*split_list(row["event_ids"]), *split_list(row["negative_event_ids"])}),
            _number(row["first_year"]),
            _number(row["last_year"]),
            wording[f"balance={row['balance']}"],
        ]
        for row in sorted(records(dyads), key=lambda row: (-rank[row["level"]], row["actor_a"], row["actor_b"]))
    ]
    return Sheet(
        wording["workbook_dyads"],
        [wording[f"workbook_head={head}"] for head in _HEADS],
        rows,
        wording.direction == "rtl",
        [wording["selection_note"]],
    )


def _from_exhibit(exhibit: Exhibit, wording: Wording) -> Sheet:
    rows = [
        [_number(cell) if place in exhibit.numeric else cell for place, cell in enumerate(row)] for row in exhibit.rows
    ]
    return Sheet(wording["workbook_features"], exhibit.headers, rows, wording.direction == "rtl", exhibit.notes)


def _meanings(edition: str, tables: Mapping[str, pd.DataFrame], columns: pd.DataFrame, wording: Wording) -> Sheet:
    """What each column of the sheets of data holds."""
    told = dict(zip(columns["column"], columns[f"description_{wording.language}"]))
    keyword = {"en": "description", "fa": "x-description-fa"}[wording.language]
    schemas = {"events": "events", "nodes": "actors", **KEPT}
    rows = []
    for name, table in tables.items():
        own = load_schema(schemas[name])["properties"] if schemas.get(name) else {}
        known = told | {column: str(rule[keyword]) for column, rule in own.items()}
        rows += [[name, column, known[column]] for column in table.columns]
    heads = [wording[f"workbook_head={head}"] for head in ("sheet", "column", "meaning")]
    notes = [wording["workbook_note"].format(edition), wording["selection_note"]]
    return Sheet(wording["workbook_columns"], heads, rows, wording.direction == "rtl", notes)
