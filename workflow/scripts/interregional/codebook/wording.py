"""Words of tables and figures in English and Persian."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interregional.tables.files import fault, read_table, records
from interregional.tables.problems import refuse
from interregional.tables.schema import check_cells, check_columns, load_schema
from interregional.tables.text import END_OF_DIRECTION, RIGHT_TO_LEFT, persian_digits

LANGUAGES = ("en", "fa")
# What the words of the project call the publication, and what one is called that says nothing else.
THE_PAPER = {"en": "the paper", "fa": "مقاله"}
A_PUBLICATION = {"en": "the publication", "fa": "نوشته"}
# Words that speak of the paper edition, whatever an edition replicates.
OF_THE_PAPER = ("edition=", "selection_note", "exhibits_")
# Titles of the publication itself, where publication.csv has them.
TITLES = {"figure_1_title": "figure", "report_subtitle": "title"}
# Words for readings that follow the paper; what follows no definitions of a publication is told as without one.
READINGS = "features="
# Ends the key of a word that holds where no publication is replicated.
ALONE = "=alone"


@dataclass(frozen=True)
class Wording:
    """The words of one language.

    Attributes:
        called: what the replicated publication is called, if not as the words of the project call the paper.
    """

    language: str
    words: dict[str, str]
    called: str = ""

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def of_publication(self, text: str) -> str:
        """A text on the paper, told of the publication that the edition replicates."""
        if not self.called:
            return text
        if self.language == "fa":
            joined = "ٔ" if self.called.endswith("ه") else ""
            return text.replace("مقالهٔ", self.called + joined).replace("مقاله", self.called)
        capital = self.called[0].upper() + self.called[1:]
        text = re.sub(r"\bthe (paper|article)\b(?! edition)", self.called, text)
        return re.sub(r"\bThe (paper|article)\b(?! edition)", capital, text)

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
    path: str | Path | Sequence[str],
    caveat: str = "paper",
    languages: Sequence[str] = LANGUAGES,
    publication: Mapping[str, str] | bool = True,
    reading: Mapping[str, str] | None = None,
) -> dict[str, Wording]:
    """The words of the languages, English before Persian.

    Args:
        path: config/labels.csv, or that and tables whose words stand for those of it.
        caveat: which catalogue the caveat under every figure and table (`selection_note`) speaks of.
        languages: those of the edition.
        publication: whether the edition replicates one, and what it is called and named (publication.csv); if not, the
            words `<key>=alone` stand for `<key>`.
        reading: what the declared reading is called, by language; captions name it (`caption_reading`).

    Raises:
        DataError: a file is faulty, or names a word that there is not.
    """
    schema = load_schema("labels")
    frame, *others = [read_table(one) for one in ([path] if isinstance(path, (str, Path)) else path)]
    for table in (frame, *others):
        refuse(check_columns(table, schema))
        refuse(check_cells(table, schema, {}))
        unknown = records(table[~table["key"].isin(frame["key"])])
        refuse([fault(row, "key", "no such word", "a key of config/labels.csv") for row in unknown])
    found = {}
    for language in (language for language in LANGUAGES if language in languages):
        words = {key: text for table in (frame, *others) for key, text in zip(table["key"], table[language])}
        words["selection_note"] = words[f"selection_note={caveat}"]
        words["caption_reading"] = words["caption_reading"].format(reading[language]) if reading else ""
        if not publication:
            words |= {key.removesuffix(ALONE): text for key, text in words.items() if key.endswith(ALONE)}
        found[language] = Wording(language, words)
        if isinstance(publication, Mapping) and publication:
            found[language] = _told_of(publication, found[language])
    return found


def _told_of(publication: Mapping[str, str], wording: Wording) -> Wording:
    """The words of a language, told of a publication."""
    language = wording.language
    called = publication.get(f"called_{language}") or A_PUBLICATION[language]
    told = Wording(language, wording.words, "" if called == THE_PAPER[language] else called)
    name = publication.get(f"name_{language}") or told.called
    doi = publication.get("doi") or ""

    def say(text: str) -> str:
        if "{doi}" in text:
            return text.replace("{doi}", doi) if doi else ""
        return told.of_publication(text).replace("{publication}", name)

    words = {key: text if key.startswith(OF_THE_PAPER) else say(text) for key, text in wording.words.items()}
    words |= {key: title for key, column in TITLES.items() if (title := publication.get(f"{column}_{language}"))}
    if READINGS + (publication.get("definitions") or "") not in words:
        words |= {
            key.removesuffix(ALONE): text
            for key, text in words.items()
            if key.startswith(READINGS) and key.endswith(ALONE)
        }
    return Wording(language, words, told.called)
