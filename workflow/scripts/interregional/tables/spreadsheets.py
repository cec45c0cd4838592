"""The sheets of a spreadsheet as text cells, with what the program changed told instead of passed on.

A spreadsheet holds numbers, days and formulas where a scholar typed text. Whole numbers come without
a decimal point and days as YYYY-MM-DD. A month that the program made a day of, a time, a formula (whose
value may be of yesterday) and an error are refused. XLSX is read with openpyxl, which tells all
this; for ODS there is no kept library that does, so its XML is read here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from interregional.tables.problems import file_error

# Larger than any table of events, smaller than what would fill the memory.
LARGEST = 500_000_000
_MOST_CELLS = 2_000
Fault = tuple[str, str]
Cell = tuple[str, Fault | None]
FORMULA = ("a formula", "its value, as text")
ERROR = ("an error of the spreadsheet", "text")
TIME = ("a time of day", "a day, or text")
MONTH = ("a day that the spreadsheet made of a month or year", "the date as text, such as 2003-03")


@dataclass(frozen=True)
class Sheet:
    """One sheet as text.

    Attributes:
        name: of the sheet.
        rows: cells as text, the empty ones at the ends of rows and the empty rows at the end cut off.
        faults: row (from 1), place in the row (from 0), value and fault of each cell that can't be taken as text.
    """

    name: str
    rows: list[list[str]]
    faults: list[tuple[int, int, str, Fault]]


def read_sheets(path: str | Path) -> list[Sheet]:
    """Every sheet with anything in it. Raises DataError for a file that is no spreadsheet of its kind."""
    ending = Path(path).suffix
    reader = {".xlsx": _xlsx, ".ods": _ods}[ending.lower()]
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise file_error(path, "the spreadsheet is too large", "CSV UTF-8")
        sheets = [_collect(title, rows) for title, rows in reader(path)]
    except FileNotFoundError:
        raise file_error(path, "the file is missing", "check the name in the configuration") from None
    except (zipfile.BadZipFile, InvalidFileException, ElementTree.ParseError, KeyError, ValueError, OSError):
        raise file_error(path, f"not a spreadsheet ({ending})", "save it anew, or as CSV UTF-8") from None
    return [sheet for sheet in sheets if sheet.rows]


def _collect(title: str, cells_by_row: Iterable[list[Cell]]) -> Sheet:
    rows, faults = [], []
    for number, cells in enumerate(cells_by_row, start=1):
        texts = [text for text, _ in cells]
        while texts and not texts[-1]:
            texts.pop()
        rows.append(texts)
        faults += [(number, place, text, fault) for place, (text, fault) in enumerate(cells) if fault]
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(title, rows, faults)


def _xlsx(path: str | Path) -> Iterator[tuple[str, Iterable[list[Cell]]]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    try:
        for sheet in book.worksheets:
            # What the file says of its size may be wrong, and a column formatted to its end is not data.
            sheet.reset_dimensions()
            yield sheet.title, ([_xlsx_cell(cell) for cell in row[:_MOST_CELLS]] for row in sheet.iter_rows())
    finally:
        book.close()


def _xlsx_cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return "", None
    if cell.data_type == "f":
        return str(getattr(value, "text", value)), FORMULA
    if cell.data_type == "e":
        return str(value), ERROR
    if isinstance(value, (datetime, date)):
        return _day(value, "d" in cell.number_format.lower())
    if isinstance(value, (time, timedelta)):
        return str(value), TIME
    if isinstance(value, bool):
        return str(value).upper(), None
    return (_number(value) if isinstance(value, (int, float)) else str(value)), None


def _day(value: datetime | date, shown: bool) -> Cell:
    if isinstance(value, datetime) and value.time() != time(0):
        return value.isoformat(sep=" "), TIME
    day = value.strftime("%Y-%m-%d")
    return day, (None if shown else MONTH)


def _number(value: float) -> str:
    """A number as one would type it: 2003, not 2003.0; all digits, no exponent."""
    exact = Decimal(repr(value))
    return format(exact.to_integral_value() if exact == exact.to_integral_value() else exact, "f")


_NS = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


def _q(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NS[prefix]}}}{local}"


def _ods(path: str | Path) -> Iterator[tuple[str, Iterable[list[Cell]]]]:
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    sheets = root.findall(".//table:table", _NS)
    if not sheets:
        raise KeyError("table")
    for sheet in sheets:
        yield str(sheet.get(_q("table:name"))), _ods_rows(sheet)


def _ods_rows(sheet: ElementTree.Element) -> Iterator[list[Cell]]:
    for row in sheet.iter(_q("table:table-row")):
        cells: list[Cell] = []
        for cell in row:
            if cell.tag in (_q("table:table-cell"), _q("table:covered-table-cell")):
                found = _ods_cell(cell)
                times = int(cell.get(_q("table:number-columns-repeated"), "1"))
                cells += [found] * min(times, _MOST_CELLS - len(cells))
        filled = any(text for text, _ in cells)
        # Empty rows are repeated to the end of the sheet; only those between others matter.
        times = int(row.get(_q("table:number-rows-repeated"), "1"))
        for _ in range(times if filled else min(times, 1000)):
            yield cells


def _ods_cell(cell: ElementTree.Element) -> Cell:
    text = "\n".join("".join(part.itertext()) for part in cell.findall("text:p", _NS))
    kind = cell.get(_q("office:value-type"))
    if cell.get(_q("table:formula")):
        return str(cell.get(_q("table:formula"))), FORMULA
    if kind == "date":
        value = datetime.fromisoformat(str(cell.get(_q("office:date-value"))))
        # The text is the day as shown: a month or year alone has no day of the month in it.
        return _day(value, any(part in text for part in (f"{value.day}", f"{value.day:02d}")) and _parts(text) > 2)
    if kind == "time":
        return text, TIME
    if kind == "boolean":
        return str(cell.get(_q("office:boolean-value"))).upper(), None
    if kind in ("float", "percentage", "currency"):
        return _number(float(str(cell.get(_q("office:value"))))), None
    return text, (ERROR if text in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?") else None)


def _parts(text: str) -> int:
    """Runs of letters or digits in a day as shown."""
    return len("".join(letter if letter.isalnum() else " " for letter in text).split())
