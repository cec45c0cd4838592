import re

import matplotlib.pyplot as plt
import pytest

from interregional.codebook.wording import LANGUAGES, load_wording
from interregional.exhibits.plates import put_titles
from interregional.exhibits.saving import set_style
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
    put_titles(figure, "confusion", wording)
    [note] = [text for text in figure.texts if wording["selection_note"] in text.get_text()]
    place = note.get_window_extent(figure.canvas.get_renderer())
    assert place.x0 >= 0 and place.x1 <= figure.bbox.width
    plt.close(figure)
