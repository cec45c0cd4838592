"""Blank tables to fill in: the columns of a schema, the needed ones first, with drop-downs of the codebook's lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from interregional.codebook.wording import LANGUAGES, Wording
from interregional.tables.archives import timeless
from interregional.tables.schema import Schema

ROWS = 1000
_WIDE = {"description_en": 50, "description_fa": 50, "note": 40, "locator": 30}
_DESCRIPTION = {"en": "description", "fa": "x-description-fa"}
Lists = Mapping[str, Sequence[tuple[str, str]]]


def blank_csv(schema: Schema) -> str:
    """The header alone."""
    return ",".join(schema["properties"]) + "\n"


def blank_xlsx(schema: Schema, lists: Lists, wording: Wording, languages: Sequence[str] = LANGUAGES) -> bytes:
    """A spreadsheet with the header, what each column holds, and drop-downs.

    Every cell is formatted as text, so that the program makes no day of `2003-03` and no 2 of `002`.

    Args:
        schema: of the table; its title names the sheet. What it requires stands first, under darker heads.
        lists: by vocabulary, the values with what they mean in the language.
        wording: the language of the spreadsheet; Persian sheets run from right to left.
        languages: those of the texts to be filled in.

    Returns:
        An XLSX file, the same bytes every time.
    """
    book = openpyxl.Workbook()
    sheet, told, allowed = book.active, book.create_sheet("columns"), book.create_sheet("lists")
    sheet.title = schema["title"]
    for one in book.worksheets:
        one.sheet_view.rightToLeft = wording.direction == "rtl"
        one.freeze_panes = "A2"
    _row(told, 1, [wording[f"template_{key}"] for key in ("column", "needed", "meaning")], bold=True)
    for letter, width in (("A", 20), ("B", 10), ("C", 110)):
        told.column_dimensions[letter].width = width
    columns = {
        column: rule
        for column, rule in sorted(schema["properties"].items(), key=lambda item: item[0] not in schema["required"])
        if rule.get("x-language", languages[0]) in languages
    }
    used = sorted({rule["x-vocabulary"] for rule in columns.values() if "x-vocabulary" in rule} & set(lists))
    ranges = {name: _list(allowed, place, name, lists[name]) for place, name in enumerate(used)}
    for place, (column, rule) in enumerate(columns.items(), start=1):
        letter = get_column_letter(place)
        meaning = rule.get(_DESCRIPTION[wording.language], rule["description"])
        needed = column in schema["required"]
        _row(told, place + 1, [column, wording["template_yes"] if needed else "", meaning])
        head = sheet.cell(1, place, column)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="9DB8D2" if needed else "DDE6EE")
        head.comment = Comment(meaning, schema["title"], height=90, width=320)
        sheet.column_dimensions[letter].width = _WIDE.get(column, 14)
        sheet.column_dimensions[letter].number_format = "@"
        if rule.get("x-vocabulary") in ranges:
            # A list in one cell, or the name of an actor, may be more than one value of the list.
            strict = not rule.get("x-list") and rule["x-clean"] == "choice"
            choice = DataValidation("list", formula1=ranges[rule["x-vocabulary"]], allow_blank=True)
            choice.showErrorMessage, choice.errorTitle = strict, column
            choice.add(f"{letter}2:{letter}{ROWS + 1}")
            sheet.add_data_validation(choice)
    return timeless(book)


def _list(sheet: Any, place: int, name: str, values: Sequence[tuple[str, str]]) -> str:
    """Write a vocabulary with its meanings into two columns; returns the range of the values."""
    first = 2 * place + 1
    sheet.cell(1, first, name).font = Font(bold=True)
    for row, (value, meaning) in enumerate(values, start=2):
        for column, text in ((first, value), (first + 1, meaning)):
            cell = sheet.cell(row, column, text)
            cell.number_format, cell.data_type = "@", "s"
    sheet.column_dimensions[get_column_letter(first)].width = 22
    sheet.column_dimensions[get_column_letter(first + 1)].width = 60
    letter = get_column_letter(first)
    return f"lists!${letter}$2:${letter}${len(values) + 1}"


def _row(sheet: Any, number: int, texts: Sequence[str], bold: bool = False) -> None:
    for place, text in enumerate(texts, start=1):
        cell = sheet.cell(number, place, text)
        # Whatever it begins with, it is text and no formula.
        cell.data_type, cell.font = "s", Font(bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
