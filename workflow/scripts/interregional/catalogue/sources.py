"""The works that tell of the events: a sheet, CSL-JSON, or what Zotero exports besides (CSV, RIS, BibTeX)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from interregional.catalogue.cleaning import clean_table
from interregional.tables.files import FILE, ROW, read_given, records
from interregional.tables.problems import DataError, Problem, file_error, refuse
from interregional.tables.schema import check_cells, check_columns, load_schema
from interregional.tables.textfiles import read_json, read_text

Work = dict[str, Any]
SHEETS = (".csv", ".tsv", ".xlsx", ".ods")
# Columns of Zotero's CSV, in the words of the sheet.
ZOTERO = {
    "Key": "key", "Title": "title", "Author": "author", "Publication Year": "year", "Publication Title": "container",
    "Publisher": "publisher", "Url": "url", "DOI": "doi",
}  # fmt: skip
RIS = {
    "ID": "key", "TI": "title", "T1": "title", "AU": "author", "A1": "author", "PY": "year", "Y1": "year",
    "T2": "container", "JO": "container", "PB": "publisher", "UR": "url", "DO": "doi",
}  # fmt: skip
BIBTEX = {
    "title": "title", "author": "author", "year": "year", "date": "year", "journal": "container",
    "journaltitle": "container", "booktitle": "container", "publisher": "publisher", "url": "url", "doi": "doi",
}  # fmt: skip
ALLOWED = "CSL-JSON, or a sheet with key and title, or Zotero's CSV, RIS or BibTeX"


def read_sources(paths: Sequence[str]) -> tuple[dict[str, Work], list[Problem]]:
    """The works of bibliographies in the terms of CSL-JSON, by key, and what is wrong with the files.

    Args:
        paths: file names; the ending says the kind.
    """
    found: dict[str, Work] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            found |= _works(path)
        except DataError as error:
            problems += error.problems
    return found, problems


def load_sources(paths: Sequence[str]) -> dict[str, Work]:
    """As `read_sources`. Raises DataError with every fault."""
    found, problems = read_sources(paths)
    refuse(problems)
    return found


def list_works(works: Mapping[str, Work]) -> pd.DataFrame:
    """The works as a sheet, by key: title, authors, day or year, container, publisher and addresses."""
    rows = []
    for key, one in sorted(works.items()):
        authors = (
            name.get("literal") or f"{name['family']}, {name.get('given', '')}" for name in one.get("author", [])
        )
        [parts] = one.get("issued", {}).get("date-parts", [[]])
        told = (one.get(name, "") for name in ("container-title", "publisher", "URL", "DOI"))
        rows.append((key, one["title"], "; ".join(authors), "-".join(f"{part:02}" for part in parts), *told))
    return pd.DataFrame(rows, columns=["key", "title", "author", "year", "container", "publisher", "url", "doi"])


def _works(path: str) -> dict[str, Work]:
    ending = Path(path).suffix.lower()
    if ending == ".json":
        placed = _csl(path)
    elif ending in SHEETS:
        placed = _sheet(path)
    elif ending in (".ris", ".bib"):
        placed = [(0, work(entry)) for entry in (ris if ending == ".ris" else bibtex)(read_text(path))]
    else:
        raise file_error(path, f"not a kind of bibliography that is read ({ending})", ALLOWED)
    if not placed and ending not in SHEETS:
        raise file_error(path, "no works in it", ALLOWED)
    keys = [entry["id"] for _, entry in placed]
    name = "id" if ending == ".json" else "key"
    nameless = [row for row, entry in placed if not entry["id"]]
    refuse(
        [Problem(path, row, "key", "", "a work without a key", "a key for each") for row in nameless]
        + [
            Problem(path, 0, name, key, "stands twice", "each once")
            for key in sorted({key for key in keys if key and keys.count(key) > 1})
        ]
    )
    return {entry["id"]: entry for _, entry in placed}


def _csl(path: str) -> list[tuple[int, Work]]:
    items = read_json(path)
    if not isinstance(items, list) or not all(isinstance(item, dict) and item.get("id") for item in items):
        raise DataError(
            [Problem(path, 0, "id", "", "not a bibliography", "CSL-JSON: a list of works, each with an id")]
        )
    return [(0, item | {"id": str(item["id"])}) for item in items]


def _sheet(path: str) -> list[tuple[int, Work]]:
    schema = load_schema("sources")
    frame = read_given(path, [], may_be_empty=True).table
    if "Item Type" in frame and "Key" in frame:
        frame = frame[[*(set(ZOTERO) & set(frame.columns)), FILE, ROW]].rename(columns=ZOTERO)
    refuse(check_columns(frame, schema, file=path))
    frame, _ = clean_table(frame, schema, {})
    refuse(check_cells(frame, schema, {}))
    return [(int(row[ROW]), work(row)) for row in records(frame.reindex(columns=[*schema["properties"], FILE, ROW]))]


def work(entry: Mapping[str, Any]) -> Work:
    """A row of the sheet in the terms of CSL-JSON; several authors are parted by semicolons."""
    told = {name: str(text) for name, text in entry.items() if not pd.isna(text) and text != ""}
    names = {"key": "id", "title": "title", "container": "container-title", "publisher": "publisher", "url": "URL",
             "doi": "DOI"}  # fmt: skip
    found: Work = {"id": ""} | {csl: told[name] for name, csl in names.items() if name in told}
    if "author" in told:
        found["author"] = [{"literal": name.strip()} for name in told["author"].split(";") if name.strip()]
    if year := re.search(r"\d{4}", told.get("year", "")):
        found["issued"] = {"date-parts": [[int(year[0])]]}
    return found


def ris(text: str) -> Iterator[dict[str, str]]:
    """The records of a RIS file in the words of the sheet."""
    entry: dict[str, str] = {}
    for tag, value in re.findall(r"^([A-Z][A-Z0-9])  - ?(.*?)\s*$", text, re.MULTILINE):
        if tag == "ER":
            yield entry
            entry = {}
        elif tag in RIS and value:
            name = RIS[tag]
            entry[name] = f"{entry[name]}; {value}" if name == "author" and name in entry else value


def bibtex(text: str) -> Iterator[dict[str, str]]:
    """The entries of a BibTeX file in the words of the sheet, without braces."""
    starts = list(re.finditer(r"^\s*@(\w+)\s*\{\s*([^,\s]+)\s*,", text, re.MULTILINE))
    for start, after in zip(starts, [*(match.start() for match in starts[1:]), len(text)]):
        if start[1].lower() in ("comment", "string", "preamble"):
            continue
        entry = {"key": start[2]}
        for name, value in re.findall(
            r"(\w+)\s*=\s*(\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\"[^\"]*\"|\w+)", text[start.end() : after]
        ):
            if name.lower() in BIBTEX:
                entry[BIBTEX[name.lower()]] = " ".join(re.sub(r'[{}"]', "", value).split())
        if "author" in entry:
            entry["author"] = "; ".join(entry["author"].split(" and "))
        yield entry
