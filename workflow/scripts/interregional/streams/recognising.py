"""Which layout a file has, by its own first lines, and what a spreadsheet has done to it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import duckdb

from interregional.streams.layouts import DAY_FORMATS, Layout, lacks
from interregional.streams.opening import HEAD, KINDS, EventFile, told
from interregional.tables.problems import DataError, Problem, refuse

SEPARATORS = ("\t", ",", ";")
# Codes of CAMEO are text of two to four digits, the first two from 01 to 20.
CAMEO = re.compile(r"(0[1-9]|1[0-9]|20)[0-9]{0,2}")
# How a spreadsheet shows a long number: 20180101000000 becomes 2.02E+13.
FLOATED, EXPONENT = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+"), "E+"
# So many codes, of which more than half begin with 0 in every source known, tell whether the zeros are there.
ENOUGH = 50
# So many rows tell whether a file has a day where a layout has it.
SAMPLE = 50
Rows = list[tuple[int, list[str]]]


class _Head(NamedTuple):
    """The first row of a file, which may name its columns; and its first rows with their numbers, when wanted."""

    names: tuple[str, ...]
    rows: Callable[[], Rows]
    separator: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Recognised:
    """A file and how it is laid out.

    Attributes:
        file, layout: both.
        names: its columns.
        columns: the columns of each field, from 0; of a field that the file lacks there are none.
        separator, quoted, header: of a text.
        widths: so many columns a row of a text may have.
    """

    file: EventFile
    layout: Layout
    names: tuple[str, ...]
    columns: dict[str, tuple[int, ...]]
    separator: str = ""
    quoted: bool = False
    header: bool = True
    widths: tuple[int, ...] = ()


def recognise(file: EventFile, layouts: Sequence[Layout], database: duckdb.DuckDBPyConnection) -> Recognised:
    """The layout of a file.

    Args:
        file: open.
        layouts: those that are known; the first that fits is taken.
        database: reads the first rows.

    Raises:
        DataError: a layout that is not known, or a file that a spreadsheet has changed: codes without their zeros,
            numbers as 2.02E+13.
    """
    heads = _text_heads(file.head) if file.kind == "text" else [_head(file, database)]
    named = (_by_name(file, head, layout) for head in heads for layout in layouts)
    by_place = heads if file.kind == "text" else []
    placed = (
        _by_place(file, head, layout, widths) for head in by_place for layout in layouts for widths in layout.widths
    )
    for known in chain(named, placed):
        if known:
            found, rows = known
            refuse(_changed(found, rows))
            return found
    raise DataError([_unknown(file, max(heads, key=lambda head: len(head.names)), layouts)])


def _head(file: EventFile, database: duckdb.DuckDBPyConnection) -> _Head:
    """Names and first rows of Parquet or JSON lines."""
    if file.kind == "parquet":
        with told(file.name):
            found = database.execute(f"SELECT * FROM read_parquet($1) LIMIT {HEAD}", [file.path])
            names = [column[0] for column in found.description or []]
            rows = [dict(zip(names, row)) for row in found.fetchall()]
    else:
        rows = [row for row in map(_object, file.head) if row]
        names = list(dict.fromkeys(key for row in rows for key in row))
    cells = [["" if row.get(name) is None else str(row[name]) for name in names] for row in rows]
    return _Head(tuple(names), lambda: list(enumerate(cells, start=1)))


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _text_heads(lines: Sequence[str]) -> list[_Head]:
    """The first rows, once for each separator that the first line has."""
    found = []
    for separator in SEPARATORS:
        if separator in lines[0]:
            # Files with tabs have quotes as signs like any other, unless their first line stands in quotes itself.
            quoted = separator != "\t" or lines[0].startswith('"')
            _, names = next(iter(_rows(lines[:1], separator, quoted)), (1, [lines[0]]))
            found.append(_Head(tuple(names), partial(_rows, lines, separator, quoted), separator, quoted))
    return found or [_Head((lines[0],), list)]


def _rows(lines: Sequence[str], separator: str, quoted: bool) -> Rows:
    reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    rows: Rows = []
    # A cell longer than a field may be ends the look; reading itself tells of its row.
    with suppress(csv.Error):
        rows += ((reader.line_num, row) for row in reader)
    return rows


def _by_name(file: EventFile, head: _Head, layout: Layout) -> tuple[Recognised, Rows] | None:
    """The file and the first of its rows below the names, if these are names of the layout."""
    columns = layout.columns(head.names)
    if lacks(columns):
        return None
    found = Recognised(file, layout, head.names, columns, head.separator, head.quoted, True, (len(head.names),))
    return found, head.rows()[1:] if file.kind == "text" else head.rows()


def _by_place(file: EventFile, head: _Head, layout: Layout, widths: tuple[int, ...]) -> tuple[Recognised, Rows] | None:
    """The file, if most of its first rows have so many columns and a day where the layout has it."""
    names = tuple(layout.without_header(max(widths)))
    columns = layout.columns(names)
    place = columns["day"][0]
    rows = head.rows()
    sound = [len(row) in widths and _is_day(row[place], layout) for _, row in rows[:SAMPLE]]
    if sum(sound) * 2 <= len(sound) - 1 or not sound:
        return None
    # Some copies begin with names of columns, which need not be those that are known.
    named = not sound[0] and all(re.fullmatch(r"[A-Za-z]\w*", cell) for cell in head.names)
    return Recognised(file, layout, names, columns, head.separator, head.quoted, named, widths), rows[named:]


def _is_day(cell: str, layout: Layout) -> bool:
    for form in [layout.day_format] if layout.day_format else DAY_FORMATS:
        try:
            datetime.strptime(cell if layout.day_format else cell[:10], form)
        except ValueError:
            continue
        return True
    return False


def _unknown(file: EventFile, head: _Head, layouts: Sequence[Layout]) -> Problem:
    """What the file lacks of the layout that it is nearest to, or which layouts are known."""
    nearest = max(layouts, key=lambda layout: len(layout.columns(head.names)))
    columns = nearest.columns(head.names)
    if len(columns) > 2:
        names = [
            " or ".join(
                " and ".join(map("|".join, nearest.fields[field])) for field in fields if field in nearest.fields
            )
            for fields in lacks(columns)
        ]
        wrong = f"looks like {nearest.title} but lacks a column: {'; '.join(names)}"
        return Problem(file.name, 1, "", "", wrong, "the columns that config/streams/layouts.yaml names")
    known = "; ".join(
        layout.title + "".join(f" ({' or '.join(map(str, group))} columns without names)" for group in layout.widths)
        for layout in layouts
    )
    first = head.separator.join(head.names)[:60]
    return Problem(file.name, 1, "", first, f"no layout that is known ({len(head.names)} columns)", f"{KINDS}: {known}")


def _changed(found: Recognised, rows: Rows) -> list[Problem]:
    """What a spreadsheet has changed in the first rows; one problem of each kind, at its first place."""
    as_distributed = "the file as it was distributed, never opened and saved in a spreadsheet"
    name = found.file.name
    problems: dict[str, Problem] = {}
    codes = []
    for row, cells in rows:
        for place, cell in enumerate(cells if EXPONENT in "".join(cells) else []):
            if FLOATED.fullmatch(cell):
                column = found.names[place] if place < len(found.names) and found.names[place] else str(place + 1)
                wrong = "a number that a spreadsheet has rounded"
                problems.setdefault("floated", Problem(name, row, column, cell, wrong, as_distributed))
        if found.layout.scheme == "cameo" and "code" in found.columns and len(cells) > found.columns["code"][0]:
            code = cells[found.columns["code"][0]]
            codes += [code] if code else []
            if re.fullmatch(r"[0-9]+(\.0)?", code) and not CAMEO.fullmatch(code):
                wrong = "an event code without its leading zero"
                problems.setdefault("zeros", Problem(name, row, "code", code, wrong, as_distributed))
    if "zeros" not in problems and len(codes) >= ENOUGH and not any(code.startswith("0") for code in codes):
        wrong = f"none of the first {len(codes)} event codes begins with 0: they have lost their zeros"
        problems["zeros"] = Problem(name, rows[0][0], "code", codes[0], wrong, as_distributed)
    return list(problems.values())
