"""The codebook for people: complete, in both languages, laid out within its pages, the same bytes twice."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from interregional.codebook.decisions import load_codebook, load_readings
from interregional.editions.settings import with_defaults
from interregional.pages.codebook import pdf
from interregional.pages.codebook.book import build_book, count_uses, write_page
from interregional.pages.codebook.sheets import leaves, may_be_empty
from interregional.tables.schema import FOLDER, load_schema
from interregional.tables.textfiles import read_yaml
from tests.conftest import CODEBOOK_FILES, ROOT, events_table

NAMES = sorted(path.name.removesuffix(".schema.yaml") for path in FOLDER.glob("*.schema.yaml"))
SETTINGS = with_defaults(read_yaml(ROOT / "config" / "config.yaml"), str(ROOT / "config" / "defaults.yaml"))
USES = {"resource": Counter(economic=3), "event_type": Counter()}
PERSIAN = re.compile("[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def books(codebook, readings, wordings):
    schemas = {name: load_schema(name) for name in NAMES}
    return {
        language: build_book(schemas, codebook, readings, SETTINGS, USES, wording)
        for language, wording in wordings.items()
    }


def cells(book, chapter, title=None):
    [found] = [each for each in book.chapters if each.key == chapter]
    return [row for sheet in found.sheets if title in (None, sheet.title) for row in sheet.rows]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_and_column_is_described_in_both_languages(name):
    schema = load_schema(name)
    for _, rule in [("", schema), *leaves(schema)]:
        assert rule["description"].strip() and not PERSIAN.search(rule["description"])
        assert PERSIAN.search(rule["x-description-fa"])
        assert ("x-allowed" in rule) == ("x-allowed-fa" in rule)


# The project's own editions keep their sources as CSL-JSON, and need no sheet of them.
@pytest.mark.parametrize("name", sorted({*NAMES} - {"sources"}))
def test_every_schema_says_where_its_table_stands(name):
    place = load_schema(name)["x-file"]
    assert any((ROOT / place.replace("<edition>", edition)).is_file() for edition in ("paper", "world"))


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_column_value_rule_reading_and_key_is_in_the_book(books, codebook, readings, language):
    book = books[language]
    sheets = {sheet.title: sheet for chapter in book.chapters for sheet in chapter.sheets}
    for name in NAMES:
        schema = load_schema(name)
        assert [row[0] for row in sheets[schema["x-file"]].rows] == [leaf for leaf, _ in leaves(schema)]
    for variable in set(codebook.vocabularies["variable"]) | {"event_type", "indicator", "level"}:
        assert [row[0] for row in sheets[variable].rows] == codebook.values(variable)
    rules = [*codebook.values("indicator"), *codebook.evidence_rules["rule"]]
    assert [row[0] for row in cells(book, "evidence")] == rules
    levels = {*codebook.values("level"), *readings, *codebook.face_validity["comparison"]}
    assert {row[0] for row in cells(book, "levels")} == levels
    assert len(cells(book, "dyad_types")) == len(codebook.dyad_types)


def test_conditions_and_readings_are_told_in_words(books):
    rules = {row[0]: row[2] for row in cells(books["en"], "evidence", "Rules of evidence")}
    assert rules["A3b"] == "scope: limited role or broad discussion or main subject; resource: material"
    assert rules["A2"].endswith("directed: no")
    told = {row[0]: row[2] for row in cells(books["en"], "levels", "Readings of the levels")}
    assert told["definitions"].startswith("advanced: (S2 or S3) and (A1 or A2) and A3; institutionalised: (S2 or S3)")


def test_the_configuration_shows_the_values_of_the_edition(books):
    here = {row[0]: row[3] for row in cells(books["fa"], "configuration")}
    assert here["replication.seed"] == str(SETTINGS["replication"]["seed"])
    assert here["compare_with"] == "–"
    assert here["time.as_of"] == ", ".join(str(year) for year in SETTINGS["time"]["as_of"])


@pytest.mark.parametrize(
    ("table", "column", "empty"),
    [("events", "amount", True), ("events", "start", True), ("events", "source", True), ("events", "kind", None),
     ("events", "event_type", False), ("events", "description_en", False), ("statements", "value", True)],
)  # fmt: skip
def test_what_may_be_empty_is_told_as_the_check_has_it(table, column, empty):
    columns = load_schema(table)["properties"]
    if empty is None:
        assert column not in columns
    else:
        assert may_be_empty(columns[column]) is empty


def test_a_new_value_of_a_list_is_in_the_book(tmp_path, readings, wordings):
    paths = []
    for path in CODEBOOK_FILES:
        text = path.read_text(encoding="utf-8")
        if path.stem == "vocabularies":
            text += "resource,legal,legal,حقوقی,Legal advice.,مشاورهٔ حقوقی.\n"
        paths.append(tmp_path / path.name)
        paths[-1].write_text(text, encoding="utf-8")
    schemas = {name: load_schema(name) for name in NAMES}
    book = build_book(schemas, load_codebook(paths), readings, SETTINGS, USES, wordings["fa"])
    assert cells(book, "lists", "resource")[-1] == ("legal", "حقوقی", "مشاورهٔ حقوقی.", "۰")


def test_cells_that_hold_a_value_are_counted(books):
    events = events_table({"issue_area": "terrorism;maritime"}, {"issue_area": "maritime", "recurrence": "regular"})
    counts = count_uses({"events": load_schema("events")}, {"events": events})
    assert counts["issue_area"] == {"terrorism": 1, "maritime": 2} and counts["event_type"] == {"meeting": 2}
    assert "kind" not in counts
    assert {row[0]: row[-1] for row in cells(books["en"], "lists", "resource")}["economic"] == "3"
    assert {row[-1] for row in cells(books["fa"], "lists", "kind")} == {"–"}


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_page_loads_nothing_and_says_its_language_and_direction(books, wordings, language):
    page = write_page(books[language], wordings[language])
    assert f'<html lang="{language}" dir="{wordings[language].direction}">' in page
    assert not re.search(r"<script|<link|src=|https?:", page)
    assert len(re.findall("<tr>", page)) == sum(
        1 + len(sheet.rows) for chapter in books[language].chapters for sheet in chapter.sheets
    )
    for key in re.findall(r'href="#(\w+)"', page):
        assert f'<h2 id="{key}">' in page


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_pdf_is_given_the_whole_book_and_how_its_language_is_written(books, wordings, language):
    given = json.loads(json.dumps(pdf.document(books[language], wordings[language]), default=sorted))
    assert given["right_to_left"] is (language == "fa") and given["digits"] == {"en": "1", "fa": "۱"}[language]
    assert [sheet["rows"] for chapter in given["chapters"] for sheet in chapter["sheets"]] == [
        [list(row) for row in sheet.rows] for chapter in books[language].chapters for sheet in chapter.sheets
    ]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_pdf_has_the_same_bytes_twice_no_date_and_a_line_of_contents_for_each_chapter(books, wordings, language):
    one = pdf.write_pdf(books[language], wordings[language])
    assert one == pdf.write_pdf(books[language], wordings[language])
    assert one.startswith(b"%PDF") and not re.search(rb"CreationDate|ModDate|CreateDate", one)
    assert len(re.findall(rb"/Subtype\s*/Link", one)) >= len(books[language].chapters)


def test_the_readings_have_reasons_in_both_languages(codebook):
    for entry in load_readings(Path(ROOT / "config" / "readings.yaml"), codebook).values():
        assert PERSIAN.search(entry["reason_fa"]) and not PERSIAN.search(entry["reason_en"])
