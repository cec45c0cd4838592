"""The coding decisions, which are tables in config/codebook/ and config/readings.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from interregional.tables.files import FILE, fault, read_given, records
from interregional.tables.problems import Problem, file_error, refuse
from interregional.tables.schema import check_cells, load_schema, read_by_schema
from interregional.tables.textfiles import read_yaml

Groups = list[list[str]]
NO_LEVEL = "none"
# What the code itself speaks of: a codebook may have more values than these, under any label, and other definitions.
MEANT = {
    "level": (NO_LEVEL,),
    "dyadic": ("yes", "no"),
    "directed": ("yes", "no"),
    "recurrence": ("once", "occasional", "regular", "continuous", "unstated"),
    "setting": ("own", "margins", "none"),
    "scope": ("none", "broad", "main", "unstated"),
    "resource": ("none", "economic"),
    "confidence": ("low", "medium", "high"),
}
# What a study can do without.
MAY_BE_EMPTY = ("currencies", "face_validity", "prices")
READING_KEYS = {"label_en", "label_fa", "reason_en", "reason_fa", "levels"}


@dataclass(frozen=True)
class Codebook:
    """The tables of config/codebook/, checked, as text cells in the order of the files."""

    vocabularies: pd.DataFrame
    event_types: pd.DataFrame
    currencies: pd.DataFrame
    levels: pd.DataFrame
    indicators: pd.DataFrame
    dyad_type_labels: pd.DataFrame
    dyad_types: pd.DataFrame
    evidence_rules: pd.DataFrame
    face_validity: pd.DataFrame
    prices: pd.DataFrame

    def values(self, variable: str) -> list[str]:
        """The allowed values of a variable, in the order of the codebook."""
        table, key = self._listed(variable)
        return list(table[key])

    def labels(self, variable: str, language: str) -> dict[str, str]:
        """Value to label of a variable, `language` being en or fa."""
        table, key = self._listed(variable)
        return dict(zip(table[key], table[f"label_{language}"]))

    def meanings(self, variable: str, language: str) -> list[tuple[str, str]]:
        """The values of a variable with label and, where there is one, definition, for people."""
        table, key = self._listed(variable)
        labels, definition = table[f"label_{language}"], f"definition_{language}"
        texts = table[definition] if definition in table else [""] * len(table)
        return list(zip(table[key], (f"{label}: {text}" if text else label for label, text in zip(labels, texts))))

    def _listed(self, variable: str) -> tuple[pd.DataFrame, str]:
        """The table that lists the values of a variable, and the column in which they stand."""
        own = {
            "event_type": (self.event_types, "event_type"),
            "level": (self.levels, "level"),
            "indicator": (self.indicators, "indicator"),
            "dyad_type": (self.dyad_type_labels, "dyad_type"),
            "currencies": (self.currencies, "currency"),
        }
        return own.get(variable) or (self.vocabularies[self.vocabularies["variable"] == variable], "value")

    def rank(self) -> dict[str, int]:
        """Level to its rank, 0 for none."""
        return {level: int(rank) for level, rank in zip(self.levels["level"], self.levels["rank"])}

    def recurring(self) -> list[str]:
        """The types of events that meet in a form of their own, so that single ones of a series add up."""
        return list(self.event_types.loc[self.event_types["recurs"] == "yes", "event_type"])

    def level_of_indicator(self) -> dict[str, str]:
        """Indicator to the level of which it is a feature."""
        return dict(zip(self.indicators["indicator"], self.indicators["level"]))


def read_codebook(paths: Iterable[str | Path]) -> Codebook:
    """The tables of a codebook that an earlier job has checked: all jobs wait for one that calls `load_codebook`.

    Args:
        paths: the files of config/codebook/, each named after its table.
    """
    return Codebook(**{Path(path).stem: read_given(path, [], may_be_empty=True).table for path in paths})


def load_codebook(paths: Iterable[str | Path]) -> Codebook:
    """Read and check the tables of a codebook.

    Args:
        paths: the files of config/codebook/, each named after its table.

    Raises:
        DataError: every fault of every table.
    """
    frames = read_by_schema(paths, MAY_BE_EMPTY)
    codebook = Codebook(**frames)
    problems: list[Problem] = []
    for name, frame in frames.items():
        schema = load_schema(name)
        wanted = {rule["x-vocabulary"] for rule in schema["properties"].values() if "x-vocabulary" in rule}
        problems += check_cells(frame, schema, {variable: codebook.values(variable) for variable in wanted})
    for name, key in [
        ("event_types", ["event_type"]),
        ("vocabularies", ["variable", "value"]),
        ("evidence_rules", ["rule"]),
        ("dyad_types", ["kind_a", "kind_b"]),
        ("face_validity", ["comparison"]),
        ("prices", ["year", "currency"]),
    ]:
        for row in records(frames[name][frames[name].duplicated(key)]):
            value = ", ".join(row[column] for column in key)
            problems.append(fault(row, key[-1], "stands twice", "each once", value))
    refuse(problems + _without_what_the_code_means(frames, codebook))
    return codebook


def _without_what_the_code_means(frames: dict[str, pd.DataFrame], codebook: Codebook) -> list[Problem]:
    """Problems of a codebook that lacks values of which the code speaks, or marks that a figure needs."""
    problems = []
    for variable, needed in MEANT.items():
        for value in needed:
            if value not in codebook.values(variable):
                file = frames["levels" if variable == "level" else "vocabularies"][FILE].iloc[0]
                told = f"missing among the values of {variable}"
                problems.append(Problem(file, 0, "value", value, told, "more values than these, but not fewer"))
    for row in records(frames["levels"]):
        if (row["level"] == NO_LEVEL) != (int(row["rank"]) == 0):
            problems.append(fault(row, "rank", f"{NO_LEVEL}, and no other, has rank 0", "ranks from 0"))
    for row in records(frames["event_types"]):
        if row["polarity"] == "1" and not row["family"]:
            allowed = ", ".join(codebook.values("family"))
            problems.append(fault(row, "family", "a type that is evidence has one", allowed))
    return problems


def load_readings(path: str | Path, codebook: Codebook) -> dict[str, dict[str, Any]]:
    """Read and check the readings of the levels.

    Returns:
        By name: label and reason in both languages, and `levels`, which maps a level to groups of
        indicators (see the head of config/readings.yaml).

    Raises:
        DataError: unknown levels or indicators, or another structure.
    """
    name = str(path)
    readings = read_yaml(path)
    problems = []
    levels = [level for level in codebook.values("level") if level != NO_LEVEL]
    indicators = codebook.values("indicator")
    example = f"[[{', '.join(indicators[:2])}], [{', '.join(indicators[-1:])}]]"
    if not isinstance(readings, dict):
        raise file_error(path, "not a set of readings", "name: {levels: ...}", value=str(readings))
    for reading, entry in readings.items():
        if not isinstance(entry, dict) or set(entry) != READING_KEYS:
            allowed = "label_en, label_fa, reason_en, reason_fa and levels"
            problems.append(Problem(name, 0, str(reading), "", "a reading with other keys than it needs", allowed))
            continue
        for level, groups in entry["levels"].items():
            where = f"{reading}.levels.{level}"
            if level not in levels:
                problems.append(Problem(name, 0, where, str(level), "not a level", ", ".join(levels)))
            if not _are_groups(groups):
                problems.append(Problem(name, 0, where, str(groups), "not groups of indicators", example))
                continue
            for indicator in (indicator for group in groups for indicator in group):
                if indicator not in indicators:
                    allowed = ", ".join(indicators)
                    problems.append(Problem(name, 0, where, str(indicator), "not an indicator", allowed))
    refuse(problems)
    return readings


def _are_groups(groups: Any) -> bool:
    return isinstance(groups, list) and bool(groups) and all(isinstance(group, list) and group for group in groups)
