"""Bring the cells of a table into canonical form, and log every change.

Only what can be read in one way is changed; anything else is left for the validation to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from interregional.catalogue.amounts import clean_number
from interregional.tables import dates
from interregional.tables.files import FILE, ROW, split_list
from interregional.tables.schema import Schema
from interregional.tables.text import ascii_digits, clean_joiners, clean_letters, clean_spaces, fold

LOG_COLUMNS = ["file", "row", "column", "before", "after", "rule"]
Step = tuple[str, Callable[[str], str]]


def clean_table(
    frame: pd.DataFrame, schema: Schema, spellings: Mapping[str, Mapping[str, str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Clean every cell as its column's `x-clean` says.

    Args:
        frame: text cells, with `_file` and `_row`.
        schema: schema of the table.
        spellings: by vocabulary, folded spelling to canonical value.

    Returns:
        The cleaned table, and a log with a row for each change by each rule: file, row, column,
        before, after, rule.
    """
    cleaned = frame.copy()
    log: list[tuple[str, int, str, str, str, str]] = []
    for column, rule in schema["properties"].items():
        if column not in frame:
            continue
        steps = _steps(rule, spellings.get(rule.get("x-vocabulary", ""), {}))
        # Cells that are alike are cleaned once.
        known = {value: _cleaned(value, steps) for value in dict.fromkeys(frame[column])}
        for file, row, value in zip(frame[FILE], frame[ROW], frame[column]):
            log += [(file, row, column, *change) for change in known[value][1]]
        cleaned[column] = [known[value][0] for value in frame[column]]
    return cleaned, pd.DataFrame(log, columns=LOG_COLUMNS)


def _cleaned(value: str, steps: Iterable[Step]) -> tuple[str, list[tuple[str, str, str]]]:
    """What becomes of a cell, and each change: before, after, rule."""
    changes = []
    for name, step in steps:
        after = step(value)
        if after != value:
            changes.append((value, after, name))
        value = after
    return value, changes


def spellings_of(values: Iterable[str], *labels: Mapping[str, str]) -> dict[str, str]:
    """Folded spelling to value, for the values themselves and for their labels."""
    values = list(values)
    known = {fold(label): value for table in labels for value, label in table.items() if value in values}
    return known | {fold(value): value for value in values}


def _steps(rule: Schema, spellings: Mapping[str, str]) -> list[Step]:
    steps: list[Step] = [("spaces", clean_spaces)]
    kind = rule["x-clean"]
    if kind == "text":
        return [*steps, ("letters", clean_letters), ("joiners", clean_joiners)]
    if kind == "code":
        return [*steps, ("digits", ascii_digits)]
    if kind == "date":
        solar = [("solar_day", dates.gregorian_day), ("solar_span", dates.gregorian_span)]
        return [*steps, ("date", dates.normalise), *solar, ("counted_day", dates.counted_day)]
    if kind == "number":
        return [*steps, ("number", clean_number)]
    if kind == "choices":
        return [*steps, ("choice", lambda text: ";".join(_known(part, spellings) for part in split_list(text)))]
    names = {"choice": "choice", "actor": "alias", "currency": "currency"}
    return [*steps, (names[kind], lambda text: _known(text, spellings))]


def _known(text: str, spellings: Mapping[str, str]) -> str:
    return spellings.get(fold(text), text)
