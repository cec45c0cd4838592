"""The configuration of an edition, checked."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema

from interregional.streams.files import matching
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import load_schema
from interregional.tables.textfiles import read_text, read_yaml

# The tables of a publication and of a codebook, each a CSV file in the folder that the configuration names.
PUBLISHED = ("table_1", "table_2", "statements", "text_dyads", "claims", "inconsistencies", "publication")
CODEBOOK = (
    "vocabularies", "event_types", "currencies", "levels", "indicators", "dyad_type_labels", "dyad_types",
    "evidence_rules", "face_validity", "prices",
)  # fmt: skip


# What event streams are coded by.
ACTS = "config/streams/acts.csv"


def with_defaults(settings: Mapping[str, Any], defaults: str) -> dict[str, Any]:
    """An edition's own settings over those of every edition.

    Args:
        settings: what the edition's configuration says.
        defaults: name of the file whose values hold for what it leaves out.
    """
    return settings_over(read_yaml(defaults), settings)


def check_settings(settings: Mapping[str, Any], file: str) -> None:
    """Check a configuration.

    Args:
        settings: see `with_defaults`.
        file: name to tell the user.

    Raises:
        DataError: unknown or missing keys, values of another type, an unknown reading, files that
            do not exist.
    """
    schema = load_schema("config")
    problems = []
    for error in jsonschema.Draft202012Validator(schema).iter_errors(dict(settings)):
        where = ".".join(str(part) for part in error.absolute_path if isinstance(part, str))
        if error.validator in ("additionalProperties", "required"):
            problems += _key_problems(error, where, file)
            continue
        rule = _rule(schema, error.absolute_path)
        allowed = rule.get("x-allowed", "keys of the codebook")
        problems.append(Problem(file, 0, where, str(error.instance), "not what is expected here", allowed))
    reading = settings.get("reading")
    if isinstance(reading, str) and Path(str(settings.get("readings"))).is_file():
        readings = read_yaml(settings["readings"])
        if reading not in readings:
            problems.append(Problem(file, 0, "reading", reading, "no such reading", f"allowed: {', '.join(readings)}"))
    problems += _unknown_levels(settings, file)
    refuse(problems)
    patterns = settings["streams"]["files"]
    if not settings["events"] and not patterns:
        problems.append(Problem(file, 0, "events", "[]", "no events at all", "event files, or files of streams"))
    problems += [
        Problem(file, 0, "streams.files", pattern, "there is no such file", "a name or pattern of files that are there")
        for pattern in patterns
        if not any(matching(pattern))
    ]
    refuse(problems)
    members, second = settings["memberships"], settings["replication"]["second_coding"]
    files = [settings[key] for key in ("events", "actors", "sources", "words")]
    files += [members[key] for key in ("files", "states", "sources")]
    files += [[settings["readings"]], [f"{settings['codebook']}/{table}.csv" for table in CODEBOOK]]
    if settings["time"]["periods"]:
        files.append([settings["time"]["periods"]])
    if settings["publication"]:
        files.append([f"{settings['publication']}/{table}.csv" for table in PUBLISHED])
    refuse(
        [
            Problem(path, 0, "", "", "the file is missing", f"a file, or another name in {file}")
            for paths in (*files, second)
            for path in paths
            if not Path(path).is_file()
        ]
        + [
            Problem(file, 0, "", path, "signs that mean something to Snakemake", "a name without { } < >")
            for paths in (*files, second)
            for path in paths
            if set("{}<>") & set(path)
        ]
    )
    refuse(_unknown_definitions(settings) + _uncoded_acts(settings, file))


def named(folder: str) -> dict[str, str]:
    """What the publication of a folder is called and named; nothing where there is none."""
    if not folder:
        return {}
    return next(iter(_rows(f"{folder}/publication.csv")), {}) | {"folder": folder}


def _rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read_text(path))))


def drawn_levels(settings: Mapping[str, Any]) -> list[str]:
    """The levels whose ties are drawn: those of the configuration, else all levels of the codebook but the lowest."""
    return list(settings["figure_1"]["levels"]) or _levels(settings)[1:]


def manner_of_speaking(settings: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """What an edition's tables, figures and pages take their words by: the arguments of `wording.load_wording`."""
    name = settings["reading"]
    entry = read_yaml(settings["readings"])[name]
    # What is wrong with an entry is told by the job that reads it.
    found = entry if isinstance(entry, Mapping) else {}
    return {
        "caveat": settings["caveat"],
        "languages": list(languages),
        "publication": named(settings["publication"]),
        "reading": {language: str(found.get(f"label_{language}", name)) for language in languages},
    }


def _levels(settings: Mapping[str, Any]) -> list[str]:
    """The levels of the codebook by rank."""
    rows = _rows(f"{settings['codebook']}/levels.csv")
    return [row["level"] for row in sorted(rows, key=lambda row: int(row["rank"]))]


def _unknown_levels(settings: Mapping[str, Any], file: str) -> list[Problem]:
    chosen = settings.get("figure_1")
    if not isinstance(chosen, Mapping) or not Path(f"{settings.get('codebook')}/levels.csv").is_file():
        return []
    known = _levels(settings)[1:]
    allowed = f"a list out of {', '.join(known)}"
    return [
        Problem(file, 0, "figure_1.levels", str(level), "not what is expected here", allowed)
        for level in chosen.get("levels", [])
        if level not in known
    ]


def _uncoded_acts(settings: Mapping[str, Any], file: str) -> list[Problem]:
    """Whether streams would be coded into types of events that another codebook lacks."""
    if not settings["streams"]["files"] or not Path(ACTS).is_file():
        return []
    own = f"{settings['codebook']}/event_types.csv"
    missing = {row["event_type"] for row in _rows(ACTS)} - {"", *(row["event_type"] for row in _rows(own))}
    if not missing:
        return []
    wrong = f"event streams are coded by {ACTS} into types of events that it lacks, such as {min(missing)}"
    return [Problem(file, 0, "codebook", settings["codebook"], wrong, "config/codebook, or an edition without streams")]


def _unknown_definitions(settings: Mapping[str, Any]) -> list[Problem]:
    """What publication.csv says of a reading that there isn't."""
    own, known = named(settings["publication"]).get("definitions", ""), read_yaml(settings["readings"])
    if not own or own in known:
        return []
    file = f"{settings['publication']}/publication.csv"
    return [Problem(file, 2, "definitions", own, "no such reading", f"allowed: {', '.join(known)}")]


def other_edition(settings: Mapping[str, Any], defaults: str) -> dict[str, Any]:
    """The configuration of the edition that this one is compared with, checked.

    Args:
        settings: of this edition; `compare_with` names the other's file.
        defaults: see `with_defaults`.

    Returns:
        What the other edition would run with, itself compared with none; empty if there is none.

    Raises:
        DataError: no such file, or one with faults, or one of the same edition.
    """
    path = settings["compare_with"]
    if not path:
        return {}
    other = read_yaml(path)
    if not isinstance(other, dict):
        refuse([Problem(path, 0, "", "", "not a configuration", "key: value")])
    found: dict[str, Any] = with_defaults(other, defaults) | {"compare_with": ""}
    check_settings(found, path)
    if found["edition"] == settings["edition"]:
        refuse([Problem(path, 0, "edition", found["edition"], "this edition itself", "another edition")])
    return found


def is_independent(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether an edition has a catalogue found by searches of its own, and no file of events with another in common."""
    return bool(one["searches"]["files"]) and set(one["events"]).isdisjoint(other["events"])


def settings_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """One configuration laid over another, key by key, as Snakemake does it."""
    found = dict(under)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(found.get(key), dict)
        found[key] = settings_over(found[key], value) if both else value
    return found


def _key_problems(error: Any, where: str, file: str) -> list[Problem]:
    known = error.schema["properties"]
    path = f"{where}." if where else ""
    if error.validator == "required":
        return [
            Problem(file, 0, path + key, "", "the key is missing", known[key]["description"])
            for key in error.schema["required"]
            if key not in error.instance
        ]
    return [
        Problem(file, 0, path + str(key), str(key), "unknown key", f"allowed: {', '.join(known)}")
        for key in error.instance
        if key not in known
    ]


def _rule(schema: Mapping[str, Any], path: Any) -> Mapping[str, Any]:
    for part in path:
        if isinstance(part, str):
            schema = schema.get("properties", {}).get(part, schema)
    return schema
