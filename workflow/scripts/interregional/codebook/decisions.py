"""The coding decisions, which are tables in config/codebook/ and config/readings.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from interregional.tables.files import FILE, ROW
from interregional.tables.problems import DataError, Problem, refuse
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
        own = {
            "event_type": (self.event_types, "event_type"),
            "level": (self.levels, "level"),
            "indicator": (self.indicators, "indicator"),
            "dyad_type": (self.dyad_type_labels, "dyad_type"),
            "currencies": (self.currencies, "currency"),
        }
        if variable in own:
            frame, column = own[variable]
            return list(frame[column])
        chosen = self.vocabularies[self.vocabularies["variable"] == variable]
        return list(chosen["value"])

    def labels(self, variable: str, language: str) -> dict[str, str]:
        """Value to label of a variable, `language` being en or fa."""
        own = {
            "event_type": self.event_types,
            "level": self.levels,
            "indicator": self.indicators,
            "dyad_type": self.dyad_type_labels,
        }
        if variable in own:
            frame, key = own[variable], variable
        else:
            frame, key = self.vocabularies[self.vocabularies["variable"] == variable], "value"
        return dict(zip(frame[key], frame[f"label_{language}"]))

    def meanings(self, variable: str, language: str) -> list[tuple[str, str]]:
        """The values of a variable with label and, where there is one, definition, for people."""
        table = self.event_types if variable == "event_type" else self.vocabularies
        key = "event_type" if variable == "event_type" else "value"
        if variable == "currencies":
            return list(zip(self.currencies["currency"], self.currencies[f"label_{language}"]))
        chosen = table if variable == "event_type" else table[table["variable"] == variable]
        labels, definitions = chosen[f"label_{language}"], chosen[f"definition_{language}"]
        told = [f"{label}: {text}" if text else label for label, text in zip(labels, definitions)]
        return list(zip(chosen[key], told))

    def rank(self) -> dict[str, int]:
        """Level to its rank, 0 for none."""
        return {level: int(rank) for level, rank in zip(self.levels["level"], self.levels["rank"])}

    def recurring(self) -> list[str]:
        """The types of events that meet in a form of their own, so that single ones of a series add up."""
        return list(self.event_types.loc[self.event_types["recurs"] == "yes", "event_type"])

    def level_of_indicator(self) -> dict[str, str]:
        """Indicator to the level of which it is a feature."""
        return dict(zip(self.indicators["indicator"], self.indicators["level"]))


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
        frame = frames[name]
        for _, row in frame[frame.duplicated(key)].iterrows():
            value = ", ".join(row[column] for column in key)
            problems.append(Problem(row[FILE], int(row[ROW]), key[-1], value, "stands twice", "each once"))
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
    for row in frames["levels"].to_dict("records"):
        if (row["level"] == NO_LEVEL) != (int(row["rank"]) == 0):
            wrong = f"{NO_LEVEL}, and no other, has rank 0"
            problems.append(Problem(row[FILE], int(row[ROW]), "rank", row["rank"], wrong, "ranks from 0"))
    for row in frames["event_types"].to_dict("records"):
        if row["polarity"] == "1" and not row["family"]:
            allowed = ", ".join(codebook.values("family"))
            problems.append(Problem(row[FILE], int(row[ROW]), "family", "", "a type that is evidence has one", allowed))
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
        raise DataError([Problem(name, 0, "", str(readings), "not a set of readings", "name: {levels: ...}")])
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
