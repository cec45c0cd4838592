"""Words of tables and figures in English and Persian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interregional.tables.files import read_table
from interregional.tables.problems import refuse
from interregional.tables.schema import check_cells, check_columns, load_schema
from interregional.tables.text import END_OF_DIRECTION, RIGHT_TO_LEFT, persian_digits

LANGUAGES = ("en", "fa")
# Ends the key of a word that holds where no publication is replicated.
ALONE = "=alone"


@dataclass(frozen=True)
class Wording:
    """The words of one language."""

    language: str
    words: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    @property
    def direction(self) -> str:
        """Reading direction: `rtl` or `ltr`."""
        return "rtl" if self.language == "fa" else "ltr"

    def edition(self, name: str) -> str:
        """The name of an edition in words; one of somebody's own is called as it is."""
        return self.words.get(f"edition={name}", name)

    def number(self, value: object) -> str:
        """A number in the digits of the language."""
        return persian_digits(value) if self.language == "fa" else str(value)

    def count(self, value: Any) -> str:
        """A whole number with the language's separator of thousands; where there is none, a word that says so."""
        if value == "":
            return self["not_defined"]
        return self.number(f"{int(value):,}".replace(",", "٬" if self.language == "fa" else ","))

    def decimal(self, value: Any, places: int = 2) -> str:
        """A number with decimals; where there is none, a word that says so."""
        return self["not_defined"] if value == "" else self.number(f"{round(float(value), places) + 0.0:.{places}f}")

    def share(self, value: Any) -> str:
        """A share in whole per cent; where there is none, a word that says so."""
        sign = "٪" if self.language == "fa" else " %"
        return self["not_defined"] if value == "" else self.number(round(100 * float(value))) + sign

    def line(self, text: str) -> str:
        """A line whose base direction is that of the language, whatever letter it begins with."""
        return f"{RIGHT_TO_LEFT}{text}{END_OF_DIRECTION}" if self.language == "fa" else text


def load_wording(
    path: str | Path,
    caveat: str = "paper",
    languages: Sequence[str] = LANGUAGES,
    publication: bool = True,
    reading: Mapping[str, str] | None = None,
) -> dict[str, Wording]:
    """The words of the languages, English before Persian.

    Args:
        path: config/labels.csv.
        caveat: which catalogue the caveat under every figure and table (`selection_note`) speaks of.
        languages: those of the edition.
        publication: whether the edition replicates one; if not, the words `<key>=alone` stand for `<key>`.
        reading: what the declared reading is called, by language; captions name it (`caption_reading`).

    Raises:
        DataError: the file is faulty.
    """
    frame = read_table(path)
    schema = load_schema("labels")
    refuse(check_columns(frame, schema))
    refuse(check_cells(frame, schema, {}))
    found = {}
    for language in (language for language in LANGUAGES if language in languages):
        words = dict(zip(frame["key"], frame[language]))
        words["selection_note"] = words[f"selection_note={caveat}"]
        words["caption_reading"] = words["caption_reading"].format(reading[language]) if reading else ""
        if not publication:
            words |= {key.removesuffix(ALONE): text for key, text in words.items() if key.endswith(ALONE)}
        found[language] = Wording(language, words)
    return found
