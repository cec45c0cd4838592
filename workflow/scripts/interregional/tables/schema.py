"""Check a table of text cells against its schema in workflow/schemas/."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from interregional.tables import dates
from interregional.tables.files import FILE, ROW, read_given, split_list
from interregional.tables.problems import DataError, Problem, refuse
from interregional.tables.textfiles import read_yaml

if TYPE_CHECKING:
    import jsonschema

Schema = dict[str, Any]
FORMULA_SIGNS = ("=", "+", "-", "@")
# Lists that are tables of the edition itself: what is not in them can be given a row.
ADDITIONS = {
    "actors": "an actor of your own gets a row in a file under `actors`",
    "sources": "a new source gets a row or entry in a file under `sources`",
}
FOLDER = Path(__file__).resolve().parents[3] / "schemas"


def load_schema(name: str) -> Schema:
    """The schema of a table or of the configuration, as a dict."""
    schema: Schema = read_yaml(FOLDER / f"{name}.schema.yaml")
    return schema


def load_schemas() -> dict[str, Schema]:
    """All schemas of workflow/schemas/, by the name of the table."""
    names = sorted(path.name.removesuffix(".schema.yaml") for path in FOLDER.glob("*.schema.yaml"))
    return {name: load_schema(name) for name in names}


def in_languages(schema: Schema, languages: Sequence[str]) -> Schema:
    """The schema for an edition: texts in its languages are required, those in others may be empty or left out."""
    texts = {column: rule["x-language"] for column, rule in schema["properties"].items() if "x-language" in rule}
    asked = [column for column, language in texts.items() if language in languages]
    properties = {
        column: {key: part for key, part in rule.items() if key != "minLength"}
        if column in texts and column not in asked
        else rule
        for column, rule in schema["properties"].items()
    }
    derived = {column for column in asked if properties[column].get("x-derived")}
    required = [*schema["required"], *(column for column in asked if column not in derived)]
    return schema | {"properties": properties, "required": required}


def read_by_schema(paths: Iterable[str | Path], may_be_empty: Sequence[str] = ()) -> dict[str, pd.DataFrame]:
    """Tables whose files bear the names of their schemas, by name, with the columns that these have.

    Args:
        may_be_empty: names of those of which a header without rows will do.

    Raises:
        DataError: every file that can't be read, and every fault of the headers of the others.
    """
    frames: dict[str, pd.DataFrame] = {}
    problems, faults = [], []
    for path in paths:
        try:
            name = Path(path).stem
            frames[name] = read_given(path, [], may_be_empty=name in may_be_empty).table
            faults += check_columns(frames[name], load_schema(name), file=str(path))
        except DataError as error:
            problems += error.problems
    refuse(problems + faults)
    return frames


def check_columns(frame: pd.DataFrame, schema: Schema, header: int = 1, file: str = "") -> list[Problem]:
    """Problems of the header, which stands in that row: columns missing and columns that the schema doesn't know.

    `file` is what it is called where the table has no rows that say so.
    """
    expected = list(schema["properties"])
    found = [column for column in frame.columns if column not in (FILE, ROW)]
    problems = []
    for name in sorted(set(frame[FILE])) or [file]:
        for column in found:
            if column not in expected:
                problems.append(Problem(name, header, column, column, "unknown column", _allowed(column, expected)))
        for column in schema["required"]:
            if column not in found:
                needed = ", ".join(schema["required"])
                problems.append(Problem(name, header, column, "", "the column is missing", f"needed: {needed}"))
    return problems


def check_cells(frame: pd.DataFrame, schema: Schema, vocabularies: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Problems of single cells.

    Each distinct value of a column is judged once, so that long tables cost little.

    Args:
        frame: text cells, with `_file` and `_row`.
        schema: JSON Schema of a row.
        vocabularies: allowed values by the name that `x-vocabulary` refers to.
    """
    # Most jobs read what another has checked, and do without.
    import jsonschema

    problems = []
    for column, rule in schema["properties"].items():
        if column not in frame:
            continue
        checked = jsonschema.Draft202012Validator(rule)
        found = ((value, _fault(value, rule, checked, vocabularies)) for value in frame[column].unique())
        faults = {value: fault for value, fault in found if fault}
        bad = frame[frame[column].isin(list(faults))]
        for file, row, value in zip(bad[FILE], bad[ROW], bad[column]):
            problems.append(Problem(file, int(row), column, value, *faults[value]))
    return problems


def _fault(
    value: str, rule: Schema, checked: jsonschema.Draft202012Validator, vocabularies: Mapping[str, Sequence[str]]
) -> tuple[str, str] | None:
    if "x-vocabulary" in rule:
        return _vocabulary_fault(value, rule, vocabularies[rule["x-vocabulary"]])
    if rule["x-clean"] == "text" and value.startswith(FORMULA_SIGNS):
        # Results are CSV files, which people open with a spreadsheet program: it would run such a cell.
        return "begins as a formula of a spreadsheet does", "text that begins with another sign than = + - @"
    if rule.get("format") == "edtf":
        return None if value == "" or dates.is_date(value) else (_date_fault(value), dates.FORMS)
    for error in checked.iter_errors(value):
        if error.validator == "enum":
            return "not in the list", _allowed(value, rule["enum"])
        if error.validator == "minLength":
            return "the cell is empty", "some text"
        return "not in the form expected", rule["x-allowed"]
    return None


def _vocabulary_fault(value: str, rule: Schema, allowed: Sequence[str]) -> tuple[str, str] | None:
    if value == "":
        return None if rule.get("x-optional") else ("the cell is empty", _allowed(value, allowed))
    for part in split_list(value) if rule.get("x-list") else [value]:
        if part not in allowed:
            named = f" ({part})" if part != value else ""
            addition = ADDITIONS.get(rule["x-vocabulary"])
            return f"not in the list{named}", "; ".join(filter(None, (_allowed(part, allowed), addition)))
    return None


def _date_fault(value: str) -> str:
    year = value[:4]
    if year.isdigit() and len(value) != 5 and 1250 <= int(year) <= 1450:
        if int(year) in dates.SOLAR_YEARS:
            return "not a Gregorian date, and no such day of the solar Hijri calendar"
        return "not a Gregorian date (a solar or a lunar Hijri year?)"
    if dates.looks_like_date(value):
        return "there is no such day"
    return "not a date that can be read in one way"


def _allowed(value: str, allowed: Sequence[str]) -> str:
    if not allowed:
        return "the list is still empty"
    close = difflib.get_close_matches(value, allowed, n=1)
    shown = ", ".join(item or "(empty)" for item in list(allowed)[:40]) + (", ..." if len(allowed) > 40 else "")
    return (f"did you mean {close[0]}? " if close else "") + f"allowed: {shown}"
