"""The codebook for people: what every table, column, value, rule and setting means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.typesetting import template
from interregional.pages.codebook import sheets
from interregional.pages.codebook.sheets import CONFIGURATION, Sheet, Speech
from interregional.tables.files import split_list
from interregional.tables.schema import Schema

# The chapters of tables by the name of the folder in which these stand.
CHAPTERS = {
    "<edition>": "data",
    "codebook": "coding",
    "streams": "streams",
    "streams_audit": "streams",
    "published": "published",
    "config": "project",
}


@dataclass(frozen=True)
class Chapter:
    """A chapter: key, title, a sentence on it, tables."""

    key: str
    title: str
    text: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Book:
    """The codebook in one language."""

    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]


def build_book(
    schemas: Mapping[str, Schema],
    codebook: Codebook,
    readings: Mapping[str, Mapping[str, Any]],
    settings: Mapping[str, Any],
    uses: Mapping[str, Counter[str]],
    wording: Wording,
) -> Book:
    """Gather the codebook of an edition.

    Args:
        schemas: all schemas of workflow/schemas/, by the name of the table.
        codebook, readings: the coding decisions.
        settings: the configuration of the edition.
        uses: how often the values of each list occur in its data; see `count_uses`.
        wording: words of the language.
    """
    say = Speech(wording)
    tables: dict[str, list[Sheet]] = {chapter: [] for chapter in CHAPTERS.values()}
    for name in sorted(schemas):
        if name != CONFIGURATION:
            folder = PurePosixPath(schemas[name]["x-file"]).parent.name
            tables[CHAPTERS[folder]].append(sheets.of_table(schemas[name], say))
    chapters = {
        "data": tables["data"],
        "lists": sheets.lists(codebook, uses, say),
        "event_types": [sheets.event_types(codebook, uses, say)],
        "evidence": [sheets.indicators(codebook, say), sheets.evidence_rules(codebook, say)],
        "levels": [
            sheets.levels(codebook, say),
            sheets.readings(readings, codebook, say),
            sheets.face_validity(codebook, say),
        ],
        "dyad_types": [sheets.dyad_types(codebook, say)],
        "configuration": [sheets.settings(schemas[CONFIGURATION], settings, say)],
        **{chapter: tables[chapter] for chapter in ("coding", "streams", "published", "project")},
    }
    if not settings["publication"]:
        del chapters["published"]
    return Book(
        say("title"),
        say("subtitle").format(settings["edition"]),
        tuple(Chapter(key, say(f"chapter={key}"), say(f"text={key}"), tuple(own)) for key, own in chapters.items()),
    )


def count_uses(schemas: Mapping[str, Schema], tables: Mapping[str, pd.DataFrame]) -> dict[str, Counter[str]]:
    """How many cells of the clean tables hold each value of a list.

    Args:
        schemas: by the name of the table.
        tables: clean tables by name.

    Returns:
        By the name of the list; a list that no column of these tables has is not among them.
    """
    uses: dict[str, Counter[str]] = {}
    for name, frame in tables.items():
        for column, rule in schemas[name]["properties"].items():
            if "x-vocabulary" in rule:
                counts = uses.setdefault(rule["x-vocabulary"], Counter())
                counts.update(value for cell in frame[column] for value in split_list(cell))
    return uses


def write_page(book: Book, wording: Wording) -> str:
    """The codebook as one HTML page that loads nothing from elsewhere."""
    return template("codebook.html.jinja").render(book=book, wording=wording)
