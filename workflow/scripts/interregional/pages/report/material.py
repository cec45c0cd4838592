"""What the report is made of: tables, prose, pictures, exhibits, pinned packages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mistune
import pandas as pd
from markupsafe import Markup

from interregional.codebook.wording import LANGUAGES
from interregional.pages.pictures import Picture, load_picture
from interregional.pages.report.short import Place
from interregional.tables.files import ROW, read_table, records, split_list
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, check_columns, load_schema

# The sections of the findings, in the order of the templates in docs/, and those without a publication.
PROSE = ("question", "method", "levels", "bounds", "readings", "coders", "claims", "time", "members", "limits")
PROSE_ALONE = tuple(name for name in PROSE if name not in ("question", "claims"))


@dataclass(frozen=True)
class Edition:
    """What the configuration says: name, declared reading, last year, the whole of it; what publication.csv says."""

    name: str
    reading: str
    last_year: int
    settings: Mapping[str, Any]
    publication: Mapping[str, str]


@dataclass(frozen=True)
class Material:
    """What the report is made of.

    Attributes:
        tables: the results by name: events, evidence, dyads, actors, table_1, table_2, levels, balance,
            agreement, scale, face_validity, transfers, chance, rule_search, unreproducible_pairs, claims,
            inconsistencies, sensitivity, robustness, recency, turning_points, periods, sizes_by_year, dyads_by_year,
            cleaning_log, inputs, and reliability if there is one.
        prose: the findings in Markdown, by language.
        short: the templates of the short text, by language.
        places: the tables' files and rules, by name.
        pictures: the figures by key of the exhibit and language.
        exhibits: see `load_exhibits`.
        packages: names and versions of the pinned packages.
        regions: name of a region to its Persian label.
    """

    tables: Mapping[str, pd.DataFrame]
    prose: Mapping[str, str]
    short: Mapping[str, str]
    places: Mapping[str, Place]
    pictures: Mapping[tuple[str, str], Picture]
    exhibits: pd.DataFrame
    packages: Sequence[tuple[str, str]]
    regions: Mapping[str, str]


def load_exhibits(path: str | Path, publication: bool = True) -> pd.DataFrame:
    """The exhibits of an edition with or without a publication, with their files and rules.

    Raises:
        DataError: the list is faulty.
    """
    frame = read_table(path)
    schema = load_schema("exhibits")
    refuse(check_columns(frame, schema))
    problems = check_cells(frame, schema, {})
    problems += [
        Problem(str(path), int(row[ROW]), f"alt_{language}", "", "a figure without a text for who can't see it", "text")
        for row in records(frame)
        for language in LANGUAGES
        if row["kind"] == "figure" and not row[f"alt_{language}"]
    ]
    refuse(problems)
    return frame[frame["edition"].isin(["", "publication" if publication else "alone"])]


def pinned_packages(environment: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and versions of environment.yml: the interpreter first, then the packages in its order."""
    found = []
    for entry in environment["dependencies"]:
        pins = entry.get("pip", []) if isinstance(entry, Mapping) else [entry]
        for pin in pins:
            name, _, version = str(pin).replace("==", "=").partition("=")
            if version:
                found.append((name, version))
    return found


def prose_sections(text: str, publication: bool = True) -> dict[str, tuple[str, Markup]]:
    """The sections of the findings, with or without a publication: title and HTML by name.

    Only paragraphs, lists, emphasis and code are marked up. Anything else, such as tags, links or
    pictures in a claim that is told, stays text.
    """
    body = re.sub(r"^</?div[^>]*>$", "", text, flags=re.MULTILINE)
    parts = re.split(r"^## (.+)$", body, flags=re.MULTILINE)[1:]
    markdown = mistune.create_markdown(escape=True)
    markdown.block.rules = ["blank_line", "list"]
    markdown.block.list_rules = ["blank_line", "list"]
    markdown.inline.rules = ["escape", "codespan", "emphasis"]
    pairs = zip(parts[::2], parts[1::2])
    return {
        name: (title.strip(), Markup(markdown(content.strip())))
        for name, (title, content) in zip(PROSE if publication else PROSE_ALONE, pairs, strict=True)
    }


def picture_files(frame: pd.DataFrame, languages: Sequence[str] = LANGUAGES) -> Iterable[tuple[str, str, str]]:
    """For each figure and language: key, language, and the name of its SVG file."""
    for row in records(frame[frame["kind"] == "figure"]):
        drawn = next(name for name in split_list(row["files"]) if name.endswith(".svg"))
        yield from ((row["key"], language, drawn.format(language=language)) for language in languages)


def load_figures(
    frame: pd.DataFrame, languages: Sequence[str], folder: str | Path
) -> tuple[dict[str, dict[str, bytes]], dict[tuple[str, str], Picture]]:
    """The figures of the exhibits: SVG files by language and key, and pictures for the page by key and language."""
    drawings: dict[str, dict[str, bytes]] = {language: {} for language in languages}
    pictures = {}
    for key, language, name in picture_files(frame, languages):
        drawings[language][key] = Path(folder, name).read_bytes()
        pictures[key, language] = load_picture(Path(folder, name))
    return drawings, pictures


def places(files: Sequence[str], folder: str, made_by: Mapping[str, str]) -> dict[str, Place]:
    """The tables by name, as the report names them.

    Args:
        files: paths of the tables.
        folder: the report's.
        made_by: names of the rules by path.
    """
    return {Path(file).stem: Place(Path(file).relative_to(folder).as_posix(), made_by[file]) for file in files}


def load_pictures(files: Sequence[str]) -> dict[tuple[str, str], Picture]:
    """The pictures among files `<name>.<language>.svg` and the PNG beside each, by name and language."""
    drawn = [Path(file) for file in files if file.endswith(".svg")]
    return {tuple(path.stem.split(".")): load_picture(path) for path in drawn}  # type: ignore[misc]
