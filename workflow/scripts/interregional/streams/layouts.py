"""How event files are laid out, and which layout a file has."""

from __future__ import annotations

import csv
import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO, Any

import jsonschema

from interregional.tables.problems import DataError, Problem, refuse
from interregional.tables.schema import load_schema
from interregional.tables.textfiles import read_yaml

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";"}
# Codes of CAMEO are text of two to four digits, the first two from 01 to 20.
CAMEO = re.compile(r"(0[1-9]|1[0-9]|20)[0-9]{0,2}")
# How a spreadsheet shows a long number: 20180101000000 becomes 2.02E+13.
FLOATED, EXPONENT = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+"), "E+"
# So many bytes, several hundred rows, show what a spreadsheet has done to a file.
HEAD = 1 << 18
# So many codes, of which more than half begin with 0 in every source known, tell whether the zeros are there.
ENOUGH = 50


@dataclass(frozen=True)
class Layout:
    """How one kind of event file is laid out; see config/streams/layouts.yaml.

    `fields` are columns by name or by place; `columns` the widths that a row may have, none where the header decides;
    `column_names` those of a file's header, once it is read.
    """

    name: str
    title: str
    dataset: str
    scheme: str
    roles: str
    separator: str
    header: bool
    columns: tuple[int, ...]
    day_format: str
    fields: Mapping[str, tuple[str | int, ...]]
    missing: tuple[str, ...] = ()
    roles_between: str = ""
    participants_between: str = ""
    quoted: bool = False
    column_names: tuple[str, ...] = ()

    def places(self, field: str) -> list[int]:
        """The columns of a field, counted from 0; none if the layout lacks it."""
        named = self.fields.get(field, ())
        return [self.column_names.index(column) if isinstance(column, str) else column - 1 for column in named]


def load_layouts(path: str | Path, own: Mapping[str, Any], file: str) -> list[Layout]:
    """The layouts that are known, and the user's own.

    Args:
        path: config/streams/layouts.yaml.
        own: `streams.layouts` of the configuration.
        file: name of the configuration to tell the user.

    Raises:
        DataError: every fault of a layout, by its key.
    """
    layouts = []
    problems: list[Problem] = []
    validator = jsonschema.Draft202012Validator(load_schema("layouts"))
    for named, place in ((read_yaml(path), str(path)), (own, file)):
        for name, layout in named.items():
            faults = sorted(validator.iter_errors(layout), key=lambda error: str(error.message))
            problems += [
                Problem(
                    place, 0, ".".join([name, *map(str, error.absolute_path)]), "", error.message, "see layouts.yaml"
                )
                for error in faults
            ]
            if not faults:
                layouts.append(_layout(name, layout))
    refuse(problems)
    return layouts


def _layout(name: str, given: Mapping[str, Any]) -> Layout:
    fields = {field: _tuple(columns) for field, columns in given["fields"].items()}
    return Layout(
        name=name,
        title=given["title"],
        dataset=given["dataset"],
        scheme=given["scheme"],
        roles=given.get("roles", given["scheme"]),
        separator=SEPARATORS[given["separator"]],
        header=given["header"],
        columns=_tuple(given.get("columns", [])),
        day_format=given["day_format"],
        fields=fields,
        missing=tuple(given.get("missing", [])),
        roles_between=given.get("roles_between", ""),
        participants_between=given.get("participants_between", ""),
        quoted=given.get("quoted", False),
    )


def _tuple(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def recognise(path: str | Path, layouts: list[Layout]) -> Layout:
    """The layout of a file, by its first lines.

    Args:
        path: a file, plain, gzipped or zipped.
        layouts: those that are known.

    Raises:
        DataError: a layout that is not known, or a file that a spreadsheet has changed: codes without
            their zeros, dates or numbers as 2.02E+13, commas in place of tabs.
    """
    name = str(path)
    lines = _first_lines(path)
    for layout in layouts:
        found = _fits(lines[0], layout)
        if found is None:
            continue
        refuse(_changed(name, found, lines[1 if found.header else 0 :]))
        return found
    problem = _unknown(name, lines, layouts)
    raise DataError([problem])


def _fits(line: str, layout: Layout) -> Layout | None:
    cells = _cells(line, layout)
    if layout.columns and len(cells) not in layout.columns:
        return None
    if not layout.header:
        # Files of this kind have none, but some copies of them begin with the names of the columns.
        named = all(re.fullmatch(r"[A-Za-z]\w*", cell) for cell in cells)
        return Layout(**{**vars(layout), "header": True}) if named else layout
    wanted = {column for columns in layout.fields.values() for column in columns}
    if not wanted <= set(cells):
        return None
    return Layout(**{**vars(layout), "column_names": tuple(cells), "columns": (len(cells),)})


def _cells(line: str, layout: Layout) -> list[str]:
    if layout.quoted:
        return next(csv.reader([line], delimiter=layout.separator), [])
    return line.split(layout.separator)


def _unknown(name: str, lines: list[str], layouts: list[Layout]) -> Problem:
    known = "; ".join(
        f"{layout.title} ({' or '.join(map(str, layout.columns)) or 'a header of its own'} columns)"
        for layout in layouts
    )
    commas = next(csv.reader(lines[:1]), [])
    if len(commas) in {width for layout in layouts if layout.separator == "\t" for width in layout.columns}:
        wrong = "commas where tabs belong: a spreadsheet has saved it"
        return Problem(name, 1, "", "", wrong, "the file as it was distributed")
    wrong = f"no layout that is known ({max(lines[0].count(chr(9)) + 1, len(commas))} columns)"
    return Problem(name, 1, "", lines[0][:60], wrong, known)


def _changed(name: str, layout: Layout, lines: list[str]) -> list[Problem]:
    """What a spreadsheet has changed in the first rows; one problem of each kind, at its first place."""
    first = 2 if layout.header else 1
    as_distributed = "the file as it was distributed, never opened and saved in a spreadsheet"
    problems: dict[str, Problem] = {}
    codes = []
    code_at = layout.places("code")[0]
    for row, line in enumerate(lines, start=first):
        cells = _cells(line, layout)
        for place, cell in enumerate(cells if EXPONENT in line else [], start=1):
            if FLOATED.fullmatch(cell):
                problems.setdefault(
                    "floated",
                    Problem(name, row, str(place), cell, "a number that a spreadsheet has rounded", as_distributed),
                )
        if layout.scheme == "cameo" and len(cells) in layout.columns:
            code = cells[code_at]
            codes.append(code)
            if code.isdigit() and not CAMEO.fullmatch(code):
                problems.setdefault(
                    "zeros", Problem(name, row, "code", code, "an event code without its leading zero", as_distributed)
                )
    if "zeros" not in problems and len(codes) >= ENOUGH and not any(code.startswith("0") for code in codes):
        wrong = f"none of the first {len(codes)} event codes begins with 0: they have lost their zeros"
        problems["zeros"] = Problem(name, first, "code", codes[0], wrong, as_distributed)
    return list(problems.values())


def _first_lines(path: str | Path) -> list[str]:
    name = str(path)
    try:
        with _opened(path) as stream:
            head = stream.read(HEAD)
            whole = len(head) < HEAD
    except (OSError, zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise DataError(
            [Problem(name, 0, "", "", f"the file can't be read ({error})", "zip, gzip or plain text")]
        ) from None
    if not head.strip():
        raise DataError([Problem(name, 0, "", "", "the file is empty", "an event file (a download that failed?)")])
    if b"\0" in head:
        raise DataError([Problem(name, 0, "", "", "not a text file", "an event file: zip, gzip or plain text")])
    lines = head.decode("utf-8-sig", errors="replace").split("\n")
    lines = [line.removesuffix("\r") for line in (lines if whole else lines[:-1]) if line.strip()]
    if not lines:
        raise DataError([Problem(name, 1, "", "", f"a line of more than {HEAD:,} characters", "an event file")])
    return lines


@contextmanager
def _opened(path: str | Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked."""
    kind = Path(path).suffix.lower()
    if kind == ".gz":
        with gzip.open(path) as packed:
            yield packed  # type: ignore[misc]
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            members = archive.namelist()
            if len(members) != 1:
                wrong = f"the archive holds {len(members)} files"
                raise DataError([Problem(str(path), 0, "", "", wrong, "one event file in a zip archive")])
            with archive.open(members[0]) as stream:
                yield stream
    else:
        with open(path, "rb") as stream:
            yield stream


@contextmanager
def plain(path: str | Path) -> Iterator[str]:
    """The name of a file that DuckDB can read: the file itself, or what a zip archive holds, unpacked for the time."""
    if not zipfile.is_zipfile(path):
        yield str(path)
        return
    with NamedTemporaryFile(suffix=".txt") as unpacked, _opened(path) as stream:
        copyfileobj(stream, unpacked, 1 << 20)
        unpacked.flush()
        yield unpacked.name
