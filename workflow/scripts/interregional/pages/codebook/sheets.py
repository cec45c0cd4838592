"""The sheets of the codebook: what each table, list, rule, reading and setting holds, in the words of one language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import jsonschema

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.tables.files import records, split_list
from interregional.tables.schema import Schema
from interregional.tables.text import persian_digits

CONFIGURATION = "config"
CONDITIONS = ("event_type", "recurrence", "setting", "scope", "resource", "directed")


@dataclass(frozen=True)
class Sheet:
    """One table of the codebook.

    `shares` are the widths of the columns as shares of the whole; `codes` the places of those columns that hold
    what is written in the data, in Latin letters in either language.
    """

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    codes: frozenset[int]


class Speech:
    """Words of the codebook and texts of tables in one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording, self.language = wording, wording.language
        self.comma = "، " if self.language == "fa" else ", "

    def __call__(self, key: str) -> str:
        return self.wording[f"codebook_{key}"]

    def sheet(
        self,
        title: str,
        columns: Mapping[str, float],
        rows: Iterable[tuple[str, ...]],
        codes: Sequence[str],
        note: str = "",
    ) -> Sheet:
        """A sheet in the words of the language.

        Args:
            columns: keys of the heads, with their widths.
            codes: those of them that hold what is written in the data.
        """
        heads = tuple(self(f"head={key}") for key in columns)
        places = frozenset(place for place, key in enumerate(columns) if key in codes)
        return Sheet(title, note, heads, tuple(rows), tuple(columns.values()), places)

    def of(self, rule: Mapping[str, Any], keyword: str) -> str:
        """A text of a schema: the Persian one stands under a keyword of its own."""
        own = {"en": {"description": "description", "allowed": "x-allowed"},
               "fa": {"description": "x-description-fa", "allowed": "x-allowed-fa"}}  # fmt: skip
        return str(rule[own[self.language][keyword]])

    def number(self, text: object) -> str:
        return persian_digits(text) if self.language == "fa" else str(text)


def may_be_empty(rule: Schema) -> bool:
    """Whether a cell of the column may be empty, which says that the value is missing or does not apply."""
    if "x-default" in rule or "x-derived" in rule or rule.get("format") == "edtf":
        return True
    if "x-vocabulary" in rule:
        return bool(rule.get("x-optional"))
    return bool(jsonschema.Draft202012Validator(rule).is_valid(""))


def of_table(schema: Schema, say: Speech) -> Sheet:
    rows = []
    for name, rule in leaves(schema):
        if "x-clean" in rule:
            kind = say(f"type={rule['x-clean']}")
            empty = say("empty=yes" if may_be_empty(rule) else "empty=no")
        else:
            kind, empty = say(f"type={rule.get('type', 'choice' if 'enum' in rule else 'other')}"), ""
        rows.append((name, say.of(rule, "description"), kind, _allowed(rule, say), empty))
    columns = {"column": 0.18, "holds": 0.36, "type": 0.12, "allowed": 0.22, "missing": 0.12}
    return say.sheet(schema["x-file"], columns, rows, ["column"], say.of(schema, "description"))


def _allowed(rule: Schema, say: Speech) -> str:
    if "x-vocabulary" in rule:
        name = rule["x-vocabulary"]
        return say.wording.words.get(f"codebook_from={name}") or say("from_list").format(name)
    if "enum" in rule:
        return say.comma.join(str(value) for value in rule["enum"] if value != "")
    if rule.get("format") == "edtf":
        return say("dates")
    return say.of(rule, "allowed") if "x-allowed" in rule else ""


def leaves(schema: Schema, before: str = "") -> Iterable[tuple[str, Schema]]:
    """The columns of a table or keys of a configuration with their rules; nested ones with a point between."""
    for name, rule in schema["properties"].items():
        yield f"{before}{name}", rule
        if "properties" in rule:
            yield from leaves(rule, f"{before}{name}.")


def settings(schema: Schema, settings: Mapping[str, Any], say: Speech) -> Sheet:
    rows = []
    for name, rule in leaves(schema):
        group = "properties" in rule
        # A key names the groups above it.
        value = "" if group else _shown(reduce(lambda found, part: found.get(part, ""), name.split("."), settings))
        rows.append((name, say.of(rule, "description"), "" if group else _allowed(rule, say), value))
    columns = {"key": 0.24, "meaning": 0.34, "allowed": 0.2, "here": 0.22}
    return say.sheet(schema["x-file"], columns, rows, ["key", "here"], say.of(schema, "description"))


def _shown(value: Any) -> str:
    """A value of the configuration as one would write it; a dash where it holds nothing."""
    if value in ("", [], {}):
        return "–"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def lists(codebook: Codebook, uses: Mapping[str, Counter[str]], say: Speech) -> list[Sheet]:
    lists = codebook.vocabularies.groupby("variable")
    found = [_values(str(variable), records(rows), uses.get(str(variable)), say) for variable, rows in lists]
    currencies = [
        (row["currency"], row[f"label_{say.language}"], say.comma.join(split_list(row["aliases"])))
        for row in records(codebook.currencies)
    ]
    return [*found, say.sheet("currencies", {"value": 0.25, "label": 0.25, "written": 0.5}, currencies, ["value"])]


def _values(variable: str, rows: Sequence[Mapping[str, str]], counts: Mapping[str, int] | None, say: Speech) -> Sheet:
    """A list; the last column counts its values where the data have them."""
    cells = [
        (row["value"], row[f"label_{say.language}"], row[f"definition_{say.language}"],
         "–" if counts is None else say.number(counts[row["value"]]))
        for row in rows
    ]  # fmt: skip
    return say.sheet(variable, {"value": 0.22, "label": 0.22, "definition": 0.44, "cells": 0.12}, cells, ["value"])


def event_types(codebook: Codebook, uses: Mapping[str, Counter[str]], say: Speech) -> Sheet:
    rows = [
        (row["event_type"], row[f"label_{say.language}"], row[f"definition_{say.language}"],
         say(f"said={row['transfer']}"), say(f"polarity={row['polarity']}"), say(f"said={row['lasting']}"),
         say(f"role={row['role']}"), say.number(uses["event_type"][row["event_type"]]))
        for row in records(codebook.event_types)
    ]  # fmt: skip
    columns = {
        "value": 0.16, "label": 0.14, "definition": 0.26, "transfer": 0.08, "polarity": 0.08, "lasting": 0.1,
        "role": 0.1, "cells": 0.08,
    }  # fmt: skip
    return say.sheet("event_type", columns, rows, ["value"])


def indicators(codebook: Codebook, say: Speech) -> Sheet:
    levels = codebook.labels("level", say.language)
    rows = [
        (row["indicator"], row[f"label_{say.language}"], levels[row["level"]]) for row in records(codebook.indicators)
    ]
    return say.sheet("indicator", {"value": 0.15, "label": 0.6, "level": 0.25}, rows, ["value"])


def evidence_rules(codebook: Codebook, say: Speech) -> Sheet:
    """The rules with their conditions in words, `and` between conditions, `or` between values."""
    labels = {column: codebook.labels(column, say.language) for column in CONDITIONS}
    rows = []
    for row in records(codebook.evidence_rules):
        conditions = [
            f"{say(f'condition={column}')}: "
            + f" {say('or')} ".join(labels[column][value] for value in split_list(row[column]))
            for column in CONDITIONS
            if row[column]
        ]
        told = f"{say('semicolon')} ".join(conditions)
        rows.append((row["rule"], row["indicator"], told, row[f"reason_{say.language}"]))
    columns = {"rule": 0.08, "indicator": 0.1, "conditions": 0.44, "reason": 0.38}
    return say.sheet(say("rules"), columns, rows, ["rule", "indicator"])


def face_validity(codebook: Codebook, say: Speech) -> Sheet:
    rows = [
        (row["comparison"], row["higher"].replace(";", " "), say(f"relation={row['relation']}"),
         row["lower"].replace(";", " "), row[f"reason_{say.language}"])
        for row in records(codebook.face_validity)
    ]  # fmt: skip
    columns = {"rule": 0.08, "higher": 0.16, "relation": 0.14, "lower": 0.16, "reason": 0.46}
    return say.sheet(say("face_validity"), columns, rows, ["rule", "higher", "lower"])


def levels(codebook: Codebook, say: Speech) -> Sheet:
    rows = [
        (row["level"], row[f"label_{say.language}"], say.number(row["rank"]), row[f"definition_{say.language}"])
        for row in records(codebook.levels)
    ]
    return say.sheet("level", {"value": 0.2, "label": 0.2, "rank": 0.1, "definition": 0.5}, rows, ["value"])


def readings(readings: Mapping[str, Mapping[str, Any]], codebook: Codebook, say: Speech) -> Sheet:
    """The readings with what each level needs: `or` within a group of indicators, `and` between groups."""
    labels = codebook.labels("level", say.language)
    rows = []
    for name, entry in readings.items():
        needs = [f"{labels[level]}: {_needed(groups, say)}" for level, groups in entry["levels"].items()]
        label, reason = (str(entry[f"{text}_{say.language}"]) for text in ("label", "reason"))
        rows.append((name, label, f"{say('semicolon')} ".join(needs), reason))
    columns = {"reading": 0.13, "label": 0.15, "needs": 0.34, "reason": 0.38}
    return say.sheet(say("readings"), columns, rows, ["reading"])


def _needed(groups: Sequence[Sequence[str]], say: Speech) -> str:
    alternatives = [f" {say('or')} ".join(group) for group in groups]
    return f" {say('and')} ".join(f"({text})" if len(group) > 1 else text for group, text in zip(groups, alternatives))


def dyad_types(codebook: Codebook, say: Speech) -> Sheet:
    kinds, types = codebook.labels("kind", say.language), codebook.labels("dyad_type", say.language)
    rows = [
        (kinds[row["kind_a"]], kinds[row["kind_b"]], row["dyad_type"], types[row["dyad_type"]])
        for row in records(codebook.dyad_types)
    ]
    columns = {"kind": 0.22, "kind_other": 0.22, "value": 0.22, "label": 0.34}
    return say.sheet("dyad_type", columns, rows, ["value"])
