"""What an empty cell is taken to mean, by declared rules; each assumption is a line of the cleaning log.

The rules stand in the schemas (`x-default`: a value; `x-derived`: told by the description) and, where they hang on the
type of an event, in config/codebook/event_types.csv.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from interregional.catalogue.cleaning import LOG_COLUMNS
from interregional.codebook.decisions import Codebook
from interregional.tables.files import FILE, ROW, records
from interregional.tables.schema import Schema

ASSUMED = "assumed"
# A name no longer than this serves as label too.
LABEL_LENGTH = 24
Rules = Mapping[str, Callable[[Mapping[str, Any]], str]]


def assume_events(rows: pd.DataFrame, schema: Schema, codebook: Codebook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Events whose empty cells are filled, and a line of the log for each (`cleaning.LOG_COLUMNS`).

    Args:
        rows: cleaned events, with `_file` and `_row`.
        schema: of the events.
        codebook: gives what the types of events usually are.
    """
    types = {row["event_type"]: row for row in records(codebook.event_types)}

    def usual(column: str, otherwise: str) -> Callable[[Mapping[str, Any]], str]:
        return lambda row: str(types[row["event_type"]][column]) if row["event_type"] in types else otherwise

    rules: Rules = {
        "dyadic": lambda row: "no" if usual("polarity", "1")(row) == "0" else "yes",
        "directed": usual("transfer", "no"),
        "setting": usual("usual_setting", "none"),
        "resource": lambda row: "economic" if row["amount"] else usual("usual_resource", "none")(row),
    }
    filled, log = _fill(rows, schema, rules)
    named = _identifiers(filled)
    lines = [
        (row[FILE], int(row[ROW]), "event_id", "", name, ASSUMED)
        for row, name in zip(records(filled), named)
        if not row["event_id"]
    ]
    return filled.assign(event_id=named), pd.concat([log, pd.DataFrame(lines, columns=LOG_COLUMNS)])


def assume_actors(rows: pd.DataFrame, schema: Schema) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Actors whose empty cells are filled, and a line of the log for each.

    A short name serves as label, else the code.
    """

    def label(language: str) -> Callable[[Mapping[str, Any]], str]:
        def rule(row: Mapping[str, Any]) -> str:
            name = str(row[f"name_{language}"])
            return (name if len(name) <= LABEL_LENGTH else str(row["code"])) if name else ""

        return rule

    return _fill(rows, schema, {f"label_{language}": label(language) for language in ("en", "fa")})


def _fill(rows: pd.DataFrame, schema: Schema, rules: Rules) -> tuple[pd.DataFrame, pd.DataFrame]:
    defaults = {column: rule["x-default"] for column, rule in schema["properties"].items() if "x-default" in rule}
    filled = [*defaults, *rules]
    found = records(rows)
    lines = []
    for column in filled:
        for row in found:
            value = row[column] or (defaults[column] if column in defaults else rules[column](row))
            if value != row[column]:
                lines.append((row[FILE], int(row[ROW]), column, "", value, ASSUMED))
                row[column] = value
    return rows.assign(**{column: [row[column] for row in found] for column in filled}), pd.DataFrame(
        lines, columns=LOG_COLUMNS
    )


def _identifiers(rows: pd.DataFrame) -> list[str]:
    """The identifier of each event; one without has the actors and the year, and a number where several have those.

    It hangs on what the rows say and on no order of theirs.
    """
    found = dict(enumerate(map(str, rows["event_id"])))
    taken = {name for name in found.values() if name}
    unnamed = [number for number, name in found.items() if not name]
    cells = rows.iloc[unnamed].drop(columns=[FILE, ROW]).itertuples(index=False)
    content = {number: "\x1f".join(map(str, row)) for number, row in zip(unnamed, cells)}
    for number in sorted(unnamed, key=content.__getitem__):
        row = rows.iloc[number]
        year = row["start"][:4] if re.match(r"\d{4}", row["start"]) else "undated"
        parts = (re.sub(r"[^A-Za-z0-9]", "", row[side])[:12] for side in ("source", "target"))
        stem = "-".join(part for part in (*parts, year) if part)
        stem = stem if stem[0].isalpha() else f"E-{stem}"
        name, place = stem, 2
        while name in taken:
            name, place = f"{stem}-{place}", place + 1
        taken.add(name)
        found[number] = name
    return list(found.values())
