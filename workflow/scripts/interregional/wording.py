"""Words of tables and figures in English and Persian."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .files import read_table
from .problems import refuse
from .schema import check_cells, check_columns, load_schema
from .text import RLM, persian_digits

LANGUAGES = ("en", "fa")


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

    def number(self, value: object) -> str:
        """A number in the digits of the language."""
        return persian_digits(value) if self.language == "fa" else str(value)

    def line(self, text: str) -> str:
        """A line whose base direction is that of the language, whatever letter it begins with."""
        return RLM + text if self.language == "fa" else text


def load_wording(path: str | Path) -> dict[str, Wording]:
    """The words of both languages, from config/labels.csv. Raises DataError if it is faulty."""
    frame = read_table(path)
    schema = load_schema("labels")
    refuse(check_columns(frame, schema))
    refuse(check_cells(frame, schema, {}))
    return {language: Wording(language, dict(zip(frame["key"], frame[language]))) for language in LANGUAGES}
