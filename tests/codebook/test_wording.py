import re

import matplotlib.pyplot as plt
import pytest

from interregional.codebook.wording import LANGUAGES, OF_THE_PAPER, load_wording
from interregional.editions.settings import named
from interregional.exhibits.plates import put_titles
from interregional.exhibits.saving import set_style
from interregional.tables.problems import DataError
from interregional.tables.schema import load_schema
from tests.conftest import ROOT

LABELS = ROOT / "config" / "labels.csv"
CAVEATS = load_schema("config")["properties"]["caveat"]["enum"]
NARROWEST = 8.4


def test_each_caveat_has_words_of_its_own():
    for language in LANGUAGES:
        told = [load_wording(LABELS, caveat)[language]["selection_note"] for caveat in CAVEATS]
        assert len(set(told)) == len(CAVEATS)


def test_words_of_a_publication_give_way_where_there_is_none():
    beside, alone = (load_wording(LABELS, "own", ["en"], publication) for publication in (True, False))
    assert list(beside) == list(alone) == ["en"]
    assert (
        beside["en"]["report_title"] == "Replication report" and alone["en"]["report_title"] == "Report of the edition"
    )


def test_each_rule_that_shows_a_caveat_is_given_it():
    """And no other: a change of the caveat reruns what shows it."""
    for rules in (ROOT / "workflow" / "rules").glob("*.smk"):
        for rule in re.split(r"^ *(?:use )?rule ", rules.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            if name := re.search(r'code_of\("(\w+)"\)', rule):
                script = (ROOT / "workflow" / "scripts" / f"{name[1]}.py").read_text(encoding="utf-8")
                assert ("params.spoken" in script) is ("spoken=SPOKEN" in rule), name[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("caveat", CAVEATS)
def test_each_caveat_fits_under_the_narrowest_figure(caveat, language):
    set_style()
    figure = plt.figure(figsize=(NARROWEST, 6))
    wording = load_wording(LABELS, caveat)[language]
    put_titles(figure, "confusion", wording, counts={"dyads": 1, "agreeing": 1})
    [note] = [text for text in figure.texts if wording["selection_note"] in text.get_text()]
    place = note.get_window_extent(figure.canvas.get_renderer())
    assert place.x0 >= 0 and place.x1 <= figure.bbox.width
    plt.close(figure)


def test_another_publication_is_called_by_its_own_name():
    book = {
        "called_en": "the book",
        "called_fa": "کتاب",
        "name_en": "Doe, A Book, 1999",
        "name_fa": "دو، ۱۳۷۸",
        "doi": "",
    }
    words = load_wording(ROOT / "config" / "labels.csv", publication=book)
    assert words["en"]["report_paper"] == "The book: Doe, A Book, 1999" and words["en"]["report_doi"] == ""
    assert words["fa"]["report_stated"] == "به گفتهٔ کتاب"
    assert words["en"].of_publication("The article's hub, says the paper.") == "The book's hub, says the book."
    assert words["fa"].of_publication("مقالهٔ نخست") == "کتاب نخست"
    assert "section 4" not in words["en"]["features=definitions"]
    titled = load_wording(LABELS, publication=book | {"title_en": "Ports", "definitions": "definitions"})["en"]
    assert titled["report_subtitle"] == "Ports" != words["en"]["report_subtitle"]
    assert "section 4" in titled["features=definitions"]
    left = {
        key: text
        for language in words.values()
        for key, text in language.words.items()
        if re.search(r"Asiaban|\bthe paper\b|مقاله", text) and not key.startswith(OF_THE_PAPER)
    }
    assert left == {}


def test_a_publication_without_a_name_is_a_publication():
    words = load_wording(ROOT / "config" / "labels.csv", publication={"folder": "x"})
    assert (
        words["en"]["report_stated"] == "Stated in the publication" and words["fa"]["report_stated"] == "به گفتهٔ نوشته"
    )


def test_the_paper_is_called_the_paper():
    paper = named(str(ROOT / "data" / "raw" / "published"))
    words = load_wording(ROOT / "config" / "labels.csv", publication=paper)
    assert words["en"]["report_stated"] == "Stated in the paper" and "Asiaban" in words["en"]["explorer_paper"]
    assert words["fa"]["explorer_doi"] == "doi:10.22124/wp.2021.20474.2899"


def test_words_of_an_edition_stand_for_those_of_the_project(tmp_path):
    own = tmp_path / "words.csv"
    own.write_text("key,en,fa\nfigure_1_title,Mine,از آن من\n", encoding="utf-8")
    labels = str(ROOT / "config" / "labels.csv")
    words = load_wording([labels, str(own)])
    assert words["fa"]["figure_1_title"] == "از آن من" and words["en"]["table_2_title"].startswith("Table 2.")
    own.write_text("key,en,fa\nfigure_title,Mine,از آن من\n", encoding="utf-8")
    with pytest.raises(DataError, match="figure_title — no such word"):
        load_wording([labels, str(own)])
