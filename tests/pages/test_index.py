"""The page to start from: it names what there is, and nothing else."""

import re

import pandas as pd
import pytest

from interregional.pages import index
from interregional.pages.pictures import Picture
from tests.browser import DESKTOP, PHONE

TABLES = {"events": pd.DataFrame({"dyadic": ["yes", "no", "yes"]}), "dyads": pd.DataFrame({"level": ["none"]})}
EXHIBIT = {"key": "figure_1", "title_en": "A figure", "title_fa": "شکل", "alt_en": "What it shows", "alt_fa": "محتوا"}
PICTURE = Picture("data:image/png;base64,AAAA", 30, 20)


def page_of(made, wordings):
    return index.build_index("mine", made, TABLES, EXHIBIT, dict.fromkeys(wordings, PICTURE), wordings)


def links(page: str) -> list[str]:
    return [link for link in re.findall(r'href="([^"]*)"', page) if not link.startswith("#")]


def test_only_what_an_edition_makes_is_named_the_first_file_first(wordings):
    made = {"events.csv", "replication/balance.csv", "replication/agreement.csv", "explorer.html"}
    figure = ["figures/figure_1.en.svg"]
    agreement = ["replication/agreement.csv", "replication/balance.csv"]
    expected = [*figure, "explorer.html#lang=en", "explorer.html", agreement[0], *agreement, *["events.csv"] * 2]
    assert links(page_of(made, {"en": wordings["en"]})) == expected


def test_an_edition_is_told_in_its_own_languages_with_its_caveat_and_counts(wordings):
    page = page_of({"events.csv"}, wordings)
    assert re.findall(r'<section lang="(..)" dir="(...)"', page) == [("en", "ltr"), ("fa", "rtl")]
    assert "Events between two actors: 2" in page and "رویدادهای دوجانبه: ۲" in page
    assert page.count(wordings["fa"]["selection_note"]) == 1
    alone = page_of({"events.csv"}, {"fa": wordings["fa"]})
    assert '<html lang="fa" dir="rtl">' in alone and '<section lang="en"' not in alone


def test_every_entry_has_words_that_begin_with_a_title(wordings):
    for wording in wordings.values():
        for part in index.PARTS.values():
            for key, *files in part:
                assert files and wording[f"index={key}"].partition(": ")[2], key


def test_every_link_of_the_paper_edition_opens_and_every_file_named_is_made(paper_run):
    page = (paper_run / "index.html").read_text(encoding="utf-8")
    found = {link.split("#")[0] for link in links(page)}
    assert [link for link in sorted(found) if not (paper_run / link).is_file()] == []
    assert {"report.html", "figures/figure_1_difference.fa.svg", "results.xlsx", "network/network.gexf"} <= found
    # The paper edition is compared with no other, reads no streams and stands for itself.
    left_out = {"changes", "streams", "coverage.csv", "three_way"}
    assert not [link for link in found if any(word in link for word in left_out)]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_page_opens_from_disk_and_nothing_is_wrong_with_it(paper_run, visit, size):
    opened = visit(paper_run / "index.html", size=size)
    assert opened.violations() == []
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [page.locator(f"section[lang={language}]").bounding_box() for language in ("en", "fa")]
    beside = boxes[0]["y"] == boxes[1]["y"] and boxes[0]["x"] < boxes[1]["x"]
    assert beside == (size == DESKTOP)
    # With keys alone: on a phone the first stop leads to the other language.
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first == ("#fa" if size == PHONE else "figures/figure_1_difference.en.svg")
