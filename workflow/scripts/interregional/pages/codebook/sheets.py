"""The sheets of the codebook: what each table, list, rule, reading and setting holds, in the words of one language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
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

    def heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self(f"head={key}") for key in keys)

    def of(self, rule: Mapping[str, Any], keyword: str) -> str:
        """A text of a schema: the Persian one stands under a keyword of its own."""
        own = {"en": {"description": "description", "allowed": "x-allowed"},
               "fa": {"description": "x-description-fa", "allowed": "x-allowed-fa"}}  # fmt: skip
        return str(rule[own[self.language][keyword]])

    def number(self, text: object) -> str:
        return persian_digits(text) if self.language == "fa" else str(text)


def may_be_empty(rule: Schema) -> bool:
    """Whether a cell of the column may be empty, which says that the value is missing or does not apply."""
    if "x-default" in rule or "x-derived" in rule:
        return True
    if "x-vocabulary" in rule:
        return bool(rule.get("x-optional"))
    if rule.get("format") == "edtf":
        return True
    return bool(jsonschema.Draft202012Validator(rule).is_valid(""))


def _columns(schema: Schema, say: Speech) -> Sheet:
    rows = []
    for name, rule in _leaves(schema):
        if "x-clean" in rule:
            kind = say(f"type={rule['x-clean']}")
            empty = say("empty=yes" if may_be_empty(rule) else "empty=no")
        else:
            kind, empty = _json_type(rule, say), ""
        rows.append((name, say.of(rule, "description"), kind, _allowed(rule, say), empty))
    heads = say.heads("column", "holds", "type", "allowed", "missing")
    return Sheet(schema["x-file"], say.of(schema, "description"), heads, tuple(rows), (0.18, 0.36, 0.12, 0.22, 0.12),
                 frozenset({0}))  # fmt: skip


def _allowed(rule: Schema, say: Speech) -> str:
    if "x-vocabulary" in rule:
        name = rule["x-vocabulary"]
        return say.wording.words.get(f"codebook_from={name}") or say("from_list").format(name)
    if "enum" in rule:
        return say.comma.join(str(value) for value in rule["enum"] if value != "")
    if rule.get("format") == "edtf":
        return say("dates")
    return say.of(rule, "allowed") if "x-allowed" in rule else ""


def _json_type(rule: Schema, say: Speech) -> str:
    return say(f"type={rule.get('type', 'choice' if 'enum' in rule else 'other')}")


def _leaves(schema: Schema, before: str = "") -> Iterable[tuple[str, Schema]]:
    """The columns of a table or keys of a configuration with their rules; nested ones with a point between."""
    for name, rule in schema["properties"].items():
        yield f"{before}{name}", rule
        if "properties" in rule:
            yield from _leaves(rule, f"{before}{name}.")


def _settings(schema: Schema, settings: Mapping[str, Any], say: Speech) -> Sheet:
    rows = []
    for name, rule in _leaves(schema):
        group = "properties" in rule
        value = "" if group else _shown(_setting(settings, name))
        rows.append((name, say.of(rule, "description"), "" if group else _allowed(rule, say), value))
    heads = say.heads("key", "meaning", "allowed", "here")
    return Sheet(
        schema["x-file"], say.of(schema, "description"), heads, tuple(rows), (0.24, 0.34, 0.2, 0.22), frozenset({0, 3})
    )


def _shown(value: Any) -> str:
    """A value of the configuration as one would write it; a dash where it holds nothing."""
    if value in ("", [], {}):
        return "–"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _setting(settings: Mapping[str, Any], name: str) -> Any:
    found: Any = settings
    for part in name.split("."):
        found = found.get(part, "")
    return found


def _lists(codebook: Codebook, uses: Mapping[str, Counter[str]], say: Speech) -> list[Sheet]:
    found = [
        _values(variable, list(rows), uses.get(variable), say)
        for variable, rows in groupby(
            sorted(records(codebook.vocabularies), key=lambda row: str(row["variable"])), lambda row: row["variable"]
        )
    ]
    currencies = [
        (row["currency"], row[f"label_{say.language}"], say.comma.join(split_list(row["aliases"])))
        for row in records(codebook.currencies)
    ]
    heads = say.heads("value", "label", "written")
    return [*found, Sheet("currencies", "", heads, tuple(currencies), (0.25, 0.25, 0.5), frozenset({0}))]


def _values(variable: str, rows: Sequence[Mapping[str, str]], counts: Mapping[str, int] | None, say: Speech) -> Sheet:
    """A list; the last column counts its values where the data have them."""
    cells = tuple(
        (row["value"], row[f"label_{say.language}"], row[f"definition_{say.language}"],
         "–" if counts is None else say.number(counts[row["value"]]))
        for row in rows
    )  # fmt: skip
    heads = say.heads("value", "label", "definition", "cells")
    return Sheet(variable, "", heads, cells, (0.22, 0.22, 0.44, 0.12), frozenset({0}))


def _event_types(codebook: Codebook, uses: Mapping[str, Counter[str]], say: Speech) -> Sheet:
    rows = tuple(
        (row["event_type"], row[f"label_{say.language}"], row[f"definition_{say.language}"],
         say(f"said={row['transfer']}"), say(f"polarity={row['polarity']}"), say(f"said={row['lasting']}"),
         say(f"role={row['role']}"),
         say.number(uses["event_type"][row["event_type"]]))
        for row in records(codebook.event_types)
    )  # fmt: skip
    heads = say.heads("value", "label", "definition", "transfer", "polarity", "lasting", "role", "cells")
    widths = (0.16, 0.14, 0.26, 0.08, 0.08, 0.1, 0.1, 0.08)
    return Sheet("event_type", "", heads, rows, widths, frozenset({0}))


def _indicators(codebook: Codebook, say: Speech) -> Sheet:
    levels = codebook.labels("level", say.language)
    rows = tuple(
        (row["indicator"], row[f"label_{say.language}"], levels[row["level"]]) for row in records(codebook.indicators)
    )
    heads = say.heads("value", "label", "level")
    return Sheet("indicator", "", heads, rows, (0.15, 0.6, 0.25), frozenset({0}))


def _evidence_rules(codebook: Codebook, say: Speech) -> Sheet:
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
        rows.append(
            (row["rule"], row["indicator"], f"{say('semicolon')} ".join(conditions), row[f"reason_{say.language}"])
        )
    heads = say.heads("rule", "indicator", "conditions", "reason")
    return Sheet(say("rules"), "", heads, tuple(rows), (0.08, 0.1, 0.44, 0.38), frozenset({0, 1}))


def _face_validity(codebook: Codebook, say: Speech) -> Sheet:
    rows = tuple(
        (row["comparison"], row["higher"].replace(";", " "), say(f"relation={row['relation']}"),
         row["lower"].replace(";", " "), row[f"reason_{say.language}"])
        for row in records(codebook.face_validity)
    )  # fmt: skip
    heads = say.heads("rule", "higher", "relation", "lower", "reason")
    return Sheet(say("face_validity"), "", heads, rows, (0.08, 0.16, 0.14, 0.16, 0.46), frozenset({0, 1, 3}))


def _levels(codebook: Codebook, say: Speech) -> Sheet:
    rows = tuple(
        (row["level"], row[f"label_{say.language}"], say.number(row["rank"]), row[f"definition_{say.language}"])
        for row in records(codebook.levels)
    )
    return Sheet(
        "level", "", say.heads("value", "label", "rank", "definition"), rows, (0.2, 0.2, 0.1, 0.5), frozenset({0})
    )


def _readings(readings: Mapping[str, Mapping[str, Any]], codebook: Codebook, say: Speech) -> Sheet:
    """The readings with what each level needs: `or` within a group of indicators, `and` between groups."""
    labels = codebook.labels("level", say.language)
    rows = []
    for name, entry in readings.items():
        needs = [f"{labels[level]}: {_needed(groups, say)}" for level, groups in entry["levels"].items()]
        reason = str(entry[f"reason_{say.language}"])
        rows.append((name, entry[f"label_{say.language}"], f"{say('semicolon')} ".join(needs), reason))
    heads = say.heads("reading", "label", "needs", "reason")
    return Sheet(say("readings"), "", heads, tuple(rows), (0.13, 0.15, 0.34, 0.38), frozenset({0}))


def _needed(groups: Sequence[Sequence[str]], say: Speech) -> str:
    alternatives = [f" {say('or')} ".join(group) for group in groups]
    return f" {say('and')} ".join(f"({text})" if len(group) > 1 else text for group, text in zip(groups, alternatives))


def _dyad_types(codebook: Codebook, say: Speech) -> Sheet:
    kinds, types = codebook.labels("kind", say.language), codebook.labels("dyad_type", say.language)
    rows = tuple(
        (kinds[row["kind_a"]], kinds[row["kind_b"]], row["dyad_type"], types[row["dyad_type"]])
        for row in records(codebook.dyad_types)
    )
    heads = say.heads("kind", "kind_other", "value", "label")
    return Sheet("dyad_type", "", heads, rows, (0.22, 0.22, 0.22, 0.34), frozenset({2}))
