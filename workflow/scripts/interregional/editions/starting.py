"""The start of an edition: a configuration and spreadsheets to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from interregional.catalogue.loading import CODED_VARIABLES, load_actors
from interregional.codebook.decisions import Codebook, load_readings
from interregional.codebook.wording import LANGUAGES, Wording
from interregional.editions.blank_tables import blank_csv, blank_xlsx
from interregional.editions.settings import PUBLISHED
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import in_languages, load_schema

SHEETS = ("events", "actors", "sources")
NEXT = """
Fill in the spreadsheets: in each, the columns with a dark head are needed, the others may stay empty. Then

  .venv/bin/snakemake validate --cores all --configfile config/{name}.yaml
  .venv/bin/snakemake --cores all --configfile config/{name}.yaml

The first says what is wrong in the files, if anything; the second makes everything, in results/{name}/."""
CONFIGURATION = """\
# The edition {name}. What is left out holds as in config/defaults.yaml; config/README.md tells what each key means.

edition: {name}
# [en], [fa] or [en, fa]: events and actors are told, and results written, in these.
languages: [{languages}]

events:
  - data/raw/{name}/events.xlsx
actors:
{actors}  - data/raw/{name}/actors.xlsx
sources:
  # Instead of the sheet, what Zotero exports may stand here: CSL-JSON, CSV, RIS or BibTeX.
  - data/raw/{name}/sources.xlsx

# The folder with what a publication states that this edition replicates; empty for none.
publication: "{publication}"
"""
KNOWN = """\
  # Those that the project knows, and your own.
  - {}
"""
TYPOLOGY = """
# Levels, features, kinds, types of events and rules of evidence of your own, and how features add up to levels.
codebook: {folder}
readings: {folder}/readings.yaml
reading: {reading}
"""


def files_of(
    name: str,
    languages: Sequence[str],
    replicates: bool,
    actors: Sequence[str],
    typology: str,
    codebook: Codebook,
    wording: Wording,
) -> dict[str, bytes]:
    """The files of a new edition by their paths.

    Args:
        name: of the edition.
        languages: in which it is told.
        replicates: whether it is to replicate a publication.
        actors: files of the actors that are known.
        typology: folder of another codebook with its readings, if not that of the project.
        codebook: gives the lists to choose from.
        wording: words of the language of the spreadsheets.
    """
    folder = f"data/raw/{name}"
    stated = f"{folder}/published" if replicates else ""
    told = "".join(map(KNOWN.format, actors))
    text = CONFIGURATION.format(name=name, languages=", ".join(languages), actors=told, publication=stated)
    if typology:
        first = next(iter(load_readings(f"{typology}/readings.yaml", codebook)))
        text += TYPOLOGY.format(folder=typology, reading=first)
    lists = {variable: codebook.meanings(variable, wording.language) for variable in (*CODED_VARIABLES, "currencies")}
    tables = [load_actors([path], codebook) for path in actors]
    lists["actors"] = [one for known in tables for one in zip(known["code"], known[f"name_{languages[0]}"])]
    found = {f"config/{name}.yaml": text.encode()}
    for sheet in SHEETS:
        schema = in_languages(load_schema(sheet), languages)
        found[f"{folder}/{sheet}.xlsx"] = blank_xlsx(schema, lists, wording, languages)
    if replicates:
        found |= {f"{stated}/{table}.csv": blank_csv(load_schema(table)).encode() for table in PUBLISHED}
    return found


def check_start(name: str, files: Mapping[str, bytes]) -> None:
    """Refuse a name that is none, and to overwrite anything.

    Raises:
        DataError: with every problem.
    """
    rule = load_schema("config")["properties"]["edition"]
    if not re.fullmatch(rule["pattern"], name):
        refuse([Problem("NAME", 0, "", name, "not a name of an edition", str(rule["x-allowed"]))])
    refuse(
        [
            Problem(path, 0, "", "", "exists already, and nothing is overwritten", "another NAME")
            for path in (f"data/raw/{name}", *files)
            if Path(path).exists()
        ]
    )


def check_languages(languages: Sequence[str]) -> None:
    """Refuse languages that the project does not speak. Raises DataError."""
    refuse(
        [
            Problem("LANGUAGES", 0, "", language, "not a language of the project", ", ".join(LANGUAGES))
            for language in languages
            if language not in LANGUAGES
        ]
    )
