import re

import pandas as pd
import pytest

from interregional.codebook.wording import load_wording
from interregional.pages.findings import SHOWN_CLAIMS, summarise, write_prose
from tests.conftest import ROOT

TABLES = {
    "replication": "levels balance agreement sensitivity robustness rule_search unreproducible_pairs claims "
    "inconsistencies reliability",
    ".": "events dyads",
    "time": "recency periods turning_points",
    "network": "measures_by_year",
    "clean": "memberships",
    "memberships": "sizes_by_year dyads_by_year",
}
CALENDAR = {"last_year": 2021, "window": 5}


@pytest.fixture
def tables(paper_run):
    return {
        name: pd.read_csv(paper_run / folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for folder, names in TABLES.items()
        for name in names.split()
    }


def template(language):
    return (ROOT / "docs" / f"findings.{language}.md.jinja").read_text(encoding="utf-8")


def test_summary_counts_what_the_tables_hold(tables):
    summary = summarise(tables, "paper", "paper", CALENDAR)
    levels = tables["levels"]
    stated = levels[levels["published_level"] != ""]
    assert summary["stated"] == len(stated)
    assert summary["lower"] + summary["higher"] == (stated["agree"] == "no").sum()
    share = (stated["agree"] == "yes").mean()
    assert float(summary["agreement"]["value"]) == pytest.approx(share, abs=1e-4)
    assert sum(summary["claims"].values()) == 2 * len(tables["claims"])
    assert [row["claim_id"] for row in summary["shown_claims"]] == list(SHOWN_CLAIMS)


def test_numbers_follow_the_tables(tables, wordings):
    before = write_prose(template("en"), summarise(tables, "paper", "paper", CALENDAR), wordings["en"])
    tables["dyads"] = pd.concat([tables["dyads"]] * 2)
    after = write_prose(template("en"), summarise(tables, "paper", "paper", CALENDAR), wordings["en"])
    count = len(tables["dyads"])
    assert f"{count // 2} pairs in all" in before and f"{count} pairs in all" in after


def test_an_edition_without_a_second_coding_says_so(tables, wordings):
    del tables["reliability"]
    assert "no second coding" in write_prose(
        template("en"), summarise(tables, "paper", "paper", CALENDAR), wordings["en"]
    )


@pytest.mark.parametrize(("caveat", "papers"), [("paper", True), ("updated", True), ("own", False), ("streams", False)])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_prose_speaks_of_the_catalogue_at_hand(tables, caveat, papers, language):
    wording = load_wording(ROOT / "config" / "labels.csv", caveat)[language]
    text = write_prose(template(language), summarise(tables, "paper", caveat, CALENDAR), wording)
    assert wording[f"selection_note={caveat}"] in text
    hub, origin, one = {
        "en": ("the hub of an article", "coded from the article's text", "in one narrative"),
        "fa": ("محور مقاله‌ای دربارهٔ", "با ویژگی‌های عینی از متن مقاله", "در یک روایت"),
    }[language]
    assert (hub in text) is (origin in text) is papers
    assert (one in text) is (caveat == "paper")


def test_persian_prose_has_persian_digits(tables, wordings):
    text = write_prose(template("fa"), summarise(tables, "paper", "paper", CALENDAR), wordings["fa"])
    prose = re.sub(r"`[^`]*`|<[^>]*>", "", text)
    assert not re.search("[0-9]", prose)
    assert "٪" in prose


@pytest.mark.parametrize(("language", "allowed"), [("en", {"1", "2", "4", "95"}), ("fa", {"۱", "۲", "۴", "۹۵"})])
def test_no_number_is_typed_into_the_prose(language, allowed):
    """All that may stand there are the names Table 1, Table 2, Figure 1, section 4, and 95 per cent."""
    prose = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|`[^`]*`", "", template(language), flags=re.DOTALL)
    assert set(re.findall(r"\d+", prose)) <= allowed
