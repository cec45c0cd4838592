"""Seeded mutations of a small valid edition: what spreadsheets, haste and malice do to files.

A mutation is harmless (the edition must be accepted and mean the same), wrong (it must be refused), or a
cell of whatever comes (refused with its file and row, or accepted as just that text).
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from interregional.tables.schema import load_schema
from tests.conftest import ROOT

MEMBERSHIPS = """member,organisation,status,start,end,end_reason,source_key,locator,confidence,note
ISL,NORTH,full,1990-05-01,,,work,p. 1,high,
NOR,NORTH,full,1990,2000-06-01,withdrawal,work,p. 1,high,
NOR,SOUTH,observer,2001,,,work,p. 2,medium,the day is not known
"""
STATES = """code,name_en,name_fa,m49_region,m49_subregion,m49_intermediate,from,until,cow,source,confidence,note
ISL,Iceland,ایسلند,Europe,Northern Europe,,1944-05-17,,395,x,high,
NOR,Norway,نروژ,Europe,Northern Europe,,1905,,385,x,high,
"""
TABLES = ("events", "actors", "memberships", "states")
# Every column whose text is free: whatever comes is a name or a note.
FREE = {
    "events": {"others", "recipient", "location", "description_en", "description_fa", "note"},
    "actors": {"aliases", "region", "source", "note", "name_en", "name_fa", "label_en", "label_fa"},
    "memberships": {"locator", "note"},
    "states": {"name_en", "name_fa", "m49_region", "m49_subregion", "m49_intermediate", "source", "note"},
}
NASTY = [
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "<script>alert(1)</script>", "{{ 7*7 }}", "$(rm -rf /)",
    "'; DROP TABLE events; --", "../../etc/passwd", chr(92).join(("C:", "temp", "x")),
    "NA", "NULL", "None", "nan", "TRUE", "#N/A", "#REF!",
    "2003-02-30", "03/04/2003", "37697", "1382-05-12", "2003-13", "9999-99-99", "20XX", "2003.0", "1.6E+09", "1e999",
    "-5", "0", "00", "1,23,4", "١٢٣", "۱۲۳", "∞", "½", "\u202eabc", "\u0000", "\ufeff", "a" * 5000, "é", "ي ك", "👩",
    " ", ";", ";;;", "a;b;c", '"', "''", "\r", "a\nb", "EU;AU", "NORTH", "north", "yes", "high", "full", "work", "ISL",
    "%s%s%n", "\\x00", "｛｝", "\u200c", "\u200f", "\ud83d",
]  # fmt: skip


@dataclass
class Case:
    """An edition on disk and what was done to it.

    Attributes:
        folder: holds the files.
        told: what was done, for whoever reads a failure.
        expected: `same`, `refused`, or `cell` where either may be.
        cell: table, row (as in a spreadsheet) and column of a mutated cell.
        value: what was put there.
        files: names of the files by table; a mutation may have written another kind.
    """

    folder: Path
    told: str = ""
    expected: str = "same"
    cell: tuple[str, int, str] = ("", 0, "")
    value: str = ""
    files: dict[str, str] = field(default_factory=lambda: {name: f"{name}.csv" for name in TABLES})

    def path(self, table: str) -> Path:
        """The file of a table."""
        return self.folder / self.files[table]

    def read(self, table: str) -> list[list[str]]:
        """The rows of a CSV file, header first."""
        with open(self.path(table), encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def write(self, table: str, rows: list[list[str]], **dialect: str | int) -> None:
        """Write rows as CSV."""
        buffer = io.StringIO(newline="")
        csv.writer(buffer, **{"lineterminator": "\n", **dialect}).writerows(rows)
        # A lone surrogate is no text at all: it is written as the bytes that it would be.
        self.path(table).write_bytes(buffer.getvalue().encode("utf-8", "surrogatepass"))


def base(folder: Path) -> Case:
    """The valid edition, unharmed."""
    folder.mkdir(parents=True)
    for name in ("events.csv", "actors.csv", "sources.json"):
        shutil.copy(ROOT / ".test" / "data" / name, folder)
    (folder / "memberships.csv").write_text(MEMBERSHIPS, encoding="utf-8")
    (folder / "states.csv").write_text(STATES, encoding="utf-8")
    return Case(folder)


def mutate(folder: Path, seed: int) -> Case:
    """The edition with one mutation, chosen by the seed."""
    chance = random.Random(seed)
    case = base(folder)
    kinds = [_cell] * 6 + HARMLESS + WRONG
    kind = kinds[seed % len(kinds)]
    kind(case, chance)
    case.told = f"seed {seed}: {kind.__name__.strip('_')} {case.told}"
    return case


def _cell(case: Case, chance: random.Random) -> None:
    table = chance.choice(TABLES)
    rows = case.read(table)
    row, place = chance.randrange(1, len(rows)), chance.randrange(len(rows[0]))
    value = chance.choice(NASTY) if chance.random() < 0.8 else _garbled(rows[row][place], chance)
    rows[row][place] = value
    case.write(table, rows)
    case.expected, case.cell, case.value = "cell", (table, row + 1, rows[0][place]), value
    case.told = f"{case.cell} := {value[:60]!r}"


def _garbled(text: str, chance: random.Random) -> str:
    """The text with a letter lost, doubled or replaced."""
    place = chance.randrange(len(text) + 1)
    before, here, after = text[:place], text[place : place + 1], text[place + 1 :]
    return chance.choice([before + after, before + here * 2 + after, before + chance.choice("xX0ی;- ") + after, ""])


def _any(chance: random.Random) -> str:
    return chance.choice(TABLES)


def _shuffled_rows(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    header, *rows = case.read(table)
    chance.shuffle(rows)
    case.write(table, [header, *rows])


def _shuffled_columns(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    rows = case.read(table)
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    case.write(table, [[row[place] for place in order] for row in rows])


def _mark_and_line_ends(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    text = case.path(table).read_bytes()
    if chance.random() < 0.5:
        text = text.replace(b"\n", b"\r\n")
    case.path(table).write_bytes(codecs.BOM_UTF8 + text)


def _quoted(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    case.write(table, case.read(table), quoting=csv.QUOTE_ALL)


def _blank_rows(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    rows = case.read(table)
    rows.insert(chance.randrange(1, len(rows) + 1), [chance.choice(["", " "])] * len(rows[0]))
    case.write(table, rows)


def _spaces(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    header, *rows = case.read(table)
    case.write(table, [header, *[[cell and f" {cell}\u00a0" for cell in row] for row in rows]])


def _other_digits(case: Case, chance: random.Random) -> None:
    digits = str.maketrans("0123456789", chance.choice(["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"]))
    table, columns = chance.choice([("events", ("start", "end", "amount")), ("memberships", ("start", "end"))])
    header, *rows = case.read(table)
    places = [header.index(column) for column in columns]
    case.write(table, [header, *[[cell.translate(digits) if place in places else cell for place, cell in enumerate(row)] for row in rows]])  # fmt: skip  # noqa: E501


def _other_case(case: Case, chance: random.Random) -> None:
    header, *rows = case.read("events")
    places = [header.index(column) for column in ("event_type", "recurrence", "setting", "scope", "confidence")]
    case.write("events", [header, *[[cell.upper() if place in places else cell for place, cell in enumerate(row)] for row in rows]])  # fmt: skip  # noqa: E501


def _as_tabs(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    rows = case.read(table)
    case.files[table] = f"{table}.tsv"
    case.write(table, rows, delimiter="\t")


def _as_spreadsheet(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    rows = case.read(table)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    case.files[table] = f"{table}.xlsx"
    book.save(case.path(table))


def _utf_16(case: Case, chance: random.Random) -> None:
    """Saved as "Unicode text", with or without a mark."""
    path = case.path(_any(chance))
    encoding = chance.choice(["utf-16", "utf-16-le", "utf-16-be"])
    path.write_bytes(path.read_bytes().decode().encode(encoding))


def _arabic_code_page(case: Case, chance: random.Random) -> None:
    """Saved in Windows-1256 by a program that puts the Arabic yeh for the Persian one."""
    # The others have letters that it lacks.
    path = case.path(chance.choice(["memberships", "states"]))
    text = path.read_bytes().decode().translate(str.maketrans("ی۰۱۲۳۴۵۶۷۸۹", "ي0123456789"))
    path.write_bytes(text.encode("cp1256"))


def _semicolons(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    case.write(table, case.read(table), delimiter=chance.choice(";\t"))


def _title(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    above = [[chance.choice(["Events, 2003", "sep=,", "", "رویدادها"])] for _ in range(chance.randrange(1, 4))]
    case.write(table, [*above, *case.read(table)])


def _second_sheet(case: Case, chance: random.Random) -> None:
    table = _any(chance)
    rows = case.read(table)
    book = openpyxl.Workbook()
    book.active.append(["How this was coded: source, target and start as the works say"])
    sheet = book.create_sheet("data")
    for row in rows:
        sheet.append(row)
    case.files[table] = f"{table}.xlsx"
    book.save(case.path(table))


def _two_sheets(case: Case, chance: random.Random) -> None:
    """The same table on two sheets."""
    _as_spreadsheet(case, chance)
    table = next(name for name in TABLES if case.files[name].endswith(".xlsx"))
    book = openpyxl.load_workbook(case.path(table))
    book.copy_worksheet(book.active)
    book.save(case.path(table))
    case.expected, case.told = "refused", table


def _wrong(change: Callable[[list[list[str]], random.Random], None]) -> Callable[[Case, random.Random], None]:
    """A mutation of the rows of any table that must be refused."""

    def mutation(case: Case, chance: random.Random) -> None:
        table = _any(chance)
        rows = case.read(table)
        change(rows, chance)
        case.write(table, rows)
        case.expected, case.told = "refused", table

    mutation.__name__ = change.__name__
    return mutation


def unknown_column(rows: list[list[str]], chance: random.Random) -> None:
    """A column that no schema knows."""
    for number, row in enumerate(rows):
        row.append("level" if number == 0 else "advanced")


def missing_column(rows: list[list[str]], chance: random.Random) -> None:
    """A column less, one of those that must be there."""
    schemas = [load_schema(table) for table in ("events", "actors", "memberships", "states")]
    needed = next(schema["required"] for schema in schemas if set(rows[0]) <= set(schema["properties"]))
    place = chance.choice([place for place, name in enumerate(rows[0]) if name in needed])
    for row in rows:
        del row[place]


def renamed_column(rows: list[list[str]], chance: random.Random) -> None:
    """A column under another name."""
    rows[0][chance.randrange(len(rows[0]))] += "_"


def column_twice(rows: list[list[str]], chance: random.Random) -> None:
    """The same column again."""
    for row in rows:
        row.append(row[0])


def row_twice(rows: list[list[str]], chance: random.Random) -> None:
    """The same row again."""
    rows.append(list(chance.choice(rows[1:])))


def short_row(rows: list[list[str]], chance: random.Random) -> None:
    """A row that lacks its last cells."""
    del chance.choice(rows[1:])[-1]


def long_row(rows: list[list[str]], chance: random.Random) -> None:
    """A row with a cell too many."""
    chance.choice(rows[1:]).append("x")


def _no_rows(case: Case, chance: random.Random) -> None:
    """The header alone; of events that is an edition that has none yet, which runs."""
    table = chance.choice([table for table in TABLES if table != "events"])
    case.write(table, case.read(table)[:1])
    case.expected, case.told = "refused", table


def nothing(rows: list[list[str]], chance: random.Random) -> None:
    """An empty file."""
    rows.clear()


def _bytes(change: Callable[[bytes, random.Random], bytes]) -> Callable[[Case, random.Random], None]:
    """A mutation of the bytes of any table that must be refused."""

    def mutation(case: Case, chance: random.Random) -> None:
        table = _any(chance)
        case.path(table).write_bytes(change(case.path(table).read_bytes(), chance))
        case.expected, case.told = "refused", table

    mutation.__name__ = change.__name__
    return mutation


def windows_1256(text: bytes, chance: random.Random) -> bytes:
    """Saved in a code page for Arabic letters; Persian that it lacks is marked."""
    return (text.decode() + "گفت").encode("cp1256", "replace")


def zero_byte(text: bytes, chance: random.Random) -> bytes:
    """A zero byte somewhere."""
    place = chance.randrange(len(text))
    return text[:place] + b"\0" + text[place:]


def open_quote(text: bytes, chance: random.Random) -> bytes:
    """A quotation mark that is never closed."""
    place = text.index(b"\n") + 1
    return text[:place] + b'"' + text[place:]


def cut_short(text: bytes, chance: random.Random) -> bytes:
    """A copy that broke off within the header."""
    return text[: chance.randrange(1, text.index(b"\n"))]


def _broken_sources(case: Case, chance: random.Random) -> None:
    path = case.folder / "sources.json"
    works = json.loads(path.read_text(encoding="utf-8"))
    broken = chance.choice(
        ["", "{", "[]x", "{}", "[1]", "null", json.dumps([{"title": "no id"}]), json.dumps(works * 2), "\ufeff\ufeff["]
    )
    path.write_text(broken, encoding="utf-8")
    case.expected, case.told = "refused", broken[:40]


HARMLESS: list[Callable[[Case, random.Random], None]] = [
    _shuffled_rows, _shuffled_columns, _mark_and_line_ends, _quoted, _blank_rows, _spaces, _other_digits,
    _other_case, _as_tabs, _as_spreadsheet, _utf_16, _arabic_code_page, _semicolons, _title, _second_sheet,
]  # fmt: skip
WRONG: list[Callable[[Case, random.Random], None]] = [
    *map(_wrong, (unknown_column, missing_column, renamed_column, column_twice, row_twice, short_row, long_row,
                  nothing)),
    *map(_bytes, (windows_1256, zero_byte, open_quote, cut_short)),
    _broken_sources, _two_sheets, _no_rows,
]  # fmt: skip
