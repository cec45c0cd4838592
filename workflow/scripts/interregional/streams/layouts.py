"""How kinds of event files are laid out: config/streams/layouts.yaml, and the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema

from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import load_schema
from interregional.tables.textfiles import read_yaml

# What is known of one side of a record.
PARTS = ("name", "code", "group", "country", "roles")
SIDES = ("source", "target")
# How days are written where a layout says nothing else; what follows them, as a time, is left out.
DAY_FORMATS = ("%Y%m%d", "%Y-%m-%d")


@dataclass(frozen=True)
class Layout:
    """How one kind of event file is laid out; see config/streams/layouts.yaml.

    `fields` are the names of columns, each with its alternatives; `places` the columns (from 1) of files in which no
    line names them, and `widths` the numbers of columns that such a file may have, each group for one kind of file.
    """

    name: str
    title: str
    dataset: str
    scheme: str
    roles: str
    fields: Mapping[str, tuple[tuple[str, ...], ...]]
    places: Mapping[str, int]
    widths: tuple[tuple[int, ...], ...]
    day_format: str
    missing: tuple[str, ...]
    roles_between: str
    participants_between: str
    spaces: str

    def columns(self, names: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """The columns (from 0) of each field, in a file whose columns have these names; only of fields it has."""
        places = {folded(name): place for place, name in reversed(list(enumerate(names))) if name}
        found = {}
        for field, columns in self.fields.items():
            own = (
                next((places[folded(name)] for name in column if folded(name) in places), None) for column in columns
            )
            found[field] = tuple(place for place in own if place is not None)
        return {field: columns for field, columns in found.items() if columns}

    def without_header(self, width: int) -> list[str]:
        """The names of the columns of a file in which no line names them."""
        names = {place: name for name, place in self.places.items()}
        return [names.get(place, "") for place in range(1, width + 1)]


def lacks(columns: Iterable[str]) -> list[tuple[str, ...]]:
    """What a file must have beside these fields: one of each of the groups; nothing if they do."""
    had = set(columns)
    needed = [("day",), ("code", "text"), *((f"{side}_name", f"{side}_code") for side in SIDES)]
    return [fields for fields in needed if had.isdisjoint(fields)]


def folded(name: str) -> str:
    """A name of a column as it is compared: without regard to capitals, spaces and signs."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def load_layouts(path: str | Path, own: Mapping[str, Any], file: str) -> list[Layout]:
    """The user's own layouts, and those that are known; a file has the first that fits.

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
    for named, place in ((own, file), (read_yaml(path), str(path))):
        for name, layout in named.items():
            faults = sorted(validator.iter_errors(layout), key=lambda error: str(error.message))
            problems += [
                Problem(
                    place, 0, ".".join([name, *map(str, error.absolute_path)]), "", error.message, "see layouts.yaml"
                )
                for error in faults
            ]
            if faults:
                continue
            known = _layout(name, layout)
            layouts.append(known)
            if any(lacks(known.columns(known.without_header(min(group)))) for group in known.widths):
                wrong = "no place of a day, of a code or its text, or of both sides"
                problems.append(Problem(place, 0, f"{name}.places", "", wrong, "see layouts.yaml"))
    refuse(problems)
    return layouts


def _layout(name: str, given: Mapping[str, Any]) -> Layout:
    fields = {
        field: tuple(tuple(column.split("|")) for column in (columns if isinstance(columns, list) else [columns]))
        for field, columns in given["fields"].items()
    }
    return Layout(
        name=name,
        title=given["title"],
        dataset=given["dataset"],
        scheme=given["scheme"],
        roles=given.get("roles", given["scheme"]),
        fields=fields,
        places=given.get("places", {}),
        widths=tuple(tuple(group) for group in given.get("widths", [])),
        day_format=given.get("day_format", ""),
        missing=tuple(given.get("missing", [])),
        roles_between=given.get("roles_between", ""),
        participants_between=given.get("participants_between", ""),
        spaces=given.get("spaces", ""),
    )
