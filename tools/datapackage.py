"""Write datapackage.json, the Frictionless description of every raw table, config table and main results table.

`make metadata` runs this, after the paper edition. The world catalogue, which others may cite by itself, has one of its
own in its folder. Columns are described by workflow/schemas/ and, in results, by
config/result_columns.csv; values by the codebook.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from interregional.codebook.decisions import Codebook, load_codebook
from interregional.tables.files import read_table, records
from interregional.tables.problems import refuse
from interregional.tables.schema import Schema, check_cells, load_schema
from interregional.tables.textfiles import write_text
from tools.project import RESULTS, citation, exhibits

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


DESCRIPTOR = "datapackage.json"
# The catalogue that is a data set of its own, and what it is called.
CATALOGUE = "data/raw/world"
TITLE = "Interregional security cooperation, 1990 to 2025: a catalogue of events from primary sources"
ABOUT = (
    "Acts and standing arrangements between regional organisations, forums and great powers, found by recorded "
    "searches of every pair, each with its source and the words that it rests on; a blind second coding of a quarter, "
    "a tenth held against the sources again, and what a fresh search found. How it was made and what it can't tell: "
    "docs/world.md."
)


def build(root: Path, results: Path) -> dict[str, Any]:
    """The descriptor of the project.

    Args:
        root: folder of the project.
        results: results of the paper edition, of which the headers are read.
    """
    codebook = load_codebook(sorted((root / "config" / "codebook").glob("*.csv")))
    schemas = table_schemas(root / "workflow" / "schemas")
    columns = result_columns(root / "config" / "result_columns.csv", codebook)
    titles = {file: exhibit["title"] for exhibit in exhibits(root) for file in exhibit["files"]}
    told = citation(root)
    resources = []
    for path in sorted([*(root / "data").rglob("*.*"), *(root / "config").rglob("*.csv")]):
        if path.name != DESCRIPTOR:
            resources.append(raw(path, path.relative_to(root).as_posix(), schemas, codebook))
    for path in sorted(results.rglob("*.csv")):
        schema = result_schema(path, schemas, columns)
        if schema:
            name = path.relative_to(results).as_posix()
            resources.append(table(f"{RESULTS}/{name}", {**schema, "title": titles.get(name, name)}, codebook))
    [article] = told["references"]
    described = package("interregional-security-cooperation", told["title"], " ".join(told["abstract"].split()), told)
    described["sources"] = [{"title": article["title"], "path": f"https://doi.org/{article['doi']}"}]
    return described | {"resources": resources}


def build_catalogue(root: Path) -> dict[str, Any]:
    """The descriptor of the world catalogue, whose paths are seen from its own folder."""
    codebook = load_codebook(sorted((root / "config" / "codebook").glob("*.csv")))
    schemas = table_schemas(root / "workflow" / "schemas")
    files = [path for path in sorted((root / CATALOGUE).iterdir()) if path.name != DESCRIPTOR]
    described = package("interregional-security-cooperation-world", TITLE, ABOUT, citation(root))
    return described | {"resources": [raw(path, path.name, schemas, codebook) for path in files]}


def package(name: str, title: str, description: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What a descriptor says of the package as a whole.

    Args:
        told: the citation of the project.
    """
    return {
        "profile": "data-package",
        "name": name,
        "title": title,
        "description": description,
        "version": str(told["version"]),
        "keywords": told["keywords"],
        "licenses": [LICENCE],
        "contributors": [{"title": author["name"], "role": "author"} for author in told["authors"]],
    }


def raw(path: Path, name: str, schemas: Mapping[str, Schema], codebook: Codebook) -> dict[str, Any]:
    """A resource for a file of data or configuration, under a name."""
    return table(name, matching(path, schemas), codebook) if path.suffix == ".csv" else document(name)


def table_schemas(folder: Path) -> dict[str, Schema]:
    """The schemas of tables by name: all but those of a YAML file, whose keys are no columns."""
    named = {path.name.removesuffix(".schema.yaml") for path in folder.glob("*.schema.yaml")}
    schemas = {name: load_schema(name) for name in sorted(named)}
    return {
        name: schema
        for name, schema in schemas.items()
        if all("x-clean" in rule for rule in schema.get("properties", {"": {}}).values())
    }


def matching(path: Path, schemas: Mapping[str, Schema]) -> Schema:
    """The schema of a CSV file, with the columns that the file has: some may be left out."""
    header = _header(path)
    [schema] = [
        schema
        for schema in schemas.values()
        if [column for column in schema["properties"] if column in header] == header
        and set(schema["required"]) <= set(header)
    ]
    return {**schema, "properties": {column: schema["properties"][column] for column in header}}


def result_columns(path: Path, codebook: Codebook) -> dict[str, Schema]:
    """The columns of results by name, in the form of a schema's properties."""
    frame = read_table(path)
    refuse(check_cells(frame, load_schema("result_columns"), {}))
    columns = {}
    for row in records(frame):
        if row["vocabulary"] and not codebook.values(row["vocabulary"]):
            raise ValueError(f"{path}: {row['vocabulary']} is no list of the codebook")
        columns[row["column"]] = {
            "description": row["description_en"],
            "x-description-fa": row["description_fa"],
            "x-type": row["type"],
            **({"x-vocabulary": row["vocabulary"], "x-optional": True} if row["vocabulary"] else {}),
            **({"x-list": True} if row["list"] == "yes" else {}),
        }
    return columns


def result_schema(path: Path, schemas: Mapping[str, Schema], columns: Mapping[str, Schema]) -> Schema | None:
    """A schema for a table of results, None if it has a column of which nothing is told.

    A table that holds all columns of a raw table, as the coded events do, has that schema and its own columns.
    """
    header = _header(path)
    raw: list[Schema] = [schema["properties"] for schema in schemas.values()]
    known = dict(columns)
    for own in sorted(raw, key=len):
        if own.keys() <= set(header):
            known.update(own)
    if set(header) <= known.keys():
        return {"properties": {column: known[column] for column in header}}
    return None


def table(name: str, schema: Schema, codebook: Codebook) -> dict[str, Any]:
    """A resource for a CSV file; those for Persian readers bear a byte order mark, for spreadsheet programs."""
    told = _both(schema)
    return {
        "name": _slug(name),
        "path": name,
        "profile": "tabular-data-resource",
        "title": schema["title"],
        **({"description": told} if told else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if name.endswith(".fa.csv") else "utf-8",
        "schema": {
            "fields": [field(column, rule, codebook) for column, rule in schema["properties"].items()],
            "missingValues": [""],
        },
    }


def document(name: str) -> dict[str, Any]:
    """A resource for a bibliography in CSL-JSON, which is no table."""
    return {
        "name": _slug(name),
        "path": name,
        "profile": "data-resource",
        "title": "bibliography (CSL-JSON) / کتاب‌نامه (CSL-JSON)",
        "format": "json",
        "mediatype": "application/vnd.citationstyles.csl+json",
        "encoding": "utf-8",
    }


def field(column: str, rule: Schema, codebook: Codebook) -> dict[str, Any]:
    """A field of Table Schema for a column of a schema."""
    kind = rule.get("x-type") or ("number" if rule["x-clean"] == "number" else "string")
    values = [value for value in rule.get("enum", []) if value]
    if "x-vocabulary" in rule:
        values = codebook.values(rule["x-vocabulary"])
    constraints: dict[str, Any] = {"required": True} if _required(rule) else {}
    if values and rule.get("x-list"):
        one = "|".join(re.escape(value) for value in values)
        constraints["pattern"] = f"^({one})(;({one}))*$"
    elif values:
        constraints["enum"] = values
    elif "pattern" in rule and kind == "string":
        constraints["pattern"] = rule["pattern"]
    return {
        "name": column,
        "type": kind,
        "description": _both(rule),
        **({"constraints": constraints} if constraints else {}),
    }


def _required(rule: Schema) -> bool:
    if "x-vocabulary" in rule:
        return not rule.get("x-optional")
    if "enum" in rule:
        return "" not in rule["enum"]
    return "minLength" in rule or ("pattern" in rule and not re.match(rule["pattern"], ""))


def _both(rule: Schema) -> str:
    return "\n".join(rule[key] for key in ("description", "x-description-fa") if key in rule)


def _header(path: Path) -> list[str]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9._-]", "-", name.lower()).removesuffix(".csv")


def text(described: Mapping[str, Any]) -> str:
    """A descriptor as it is written."""
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write_text(text(build(Path(), Path(RESULTS))), DESCRIPTOR)
    write_text(text(build_catalogue(Path())), f"{CATALOGUE}/{DESCRIPTOR}")
