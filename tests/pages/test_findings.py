import re

import pandas as pd
import pytest

from interregional.codebook.wording import load_wording
from interregional.editions.settings import named
from interregional.pages.findings import concluding_claims, summarise, write_prose
from tests.conftest import ROOT

TABLES = {
    "replication": "scale face_validity levels balance agreement sensitivity robustness rule_search "
    "unreproducible_pairs claims inconsistencies reliability",
    ".": "events dyads recurrences cleaning_log",
    "time": "recency periods turning_points",
    "network": "measures_by_year chance",
    "clean": "memberships",
    "memberships": "sizes_by_year dyads_by_year",
}
CALENDAR = {"last_year": 2021, "window": 5}
PUBLICATION = named(str(ROOT / "data" / "raw" / "published"))


@pytest.fixture
def tables(paper_run):
    return {
        name: pd.read_csv(paper_run / folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for folder, names in TABLES.items()
        for name in names.split()
    }


def template(language):
    return (ROOT / "docs" / f"findings.{language}.md.jinja").read_text(encoding="utf-8")


@pytest.fixture
def prose(tables, wordings, codebook, paper_run):
    """The prose of one language with the numbers of the tables as they are then."""
    actors = pd.read_csv(paper_run / "clean" / "actors.csv", dtype=str, keep_default_na=False)

    def write(language, caveat="paper", wording=None):
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        summary = summarise(tables, "paper", caveat, "definitions", CALENDAR, PUBLICATION)
        wording = wording or wordings[language]
        reasons = codebook.face_validity.set_index("comparison")[f"reason_{language}"].to_dict()
        return write_prose(template(language), summary, wording, names, codebook.labels("level", language), reasons)

    return write


def test_summary_counts_what_the_tables_hold(tables):
    summary = summarise(tables, "paper", "paper", "definitions", CALENDAR, PUBLICATION)
    levels = tables["levels"]
    stated = levels[levels["published_level"] != ""]
    assert summary["stated"] == len(stated)
    assert summary["lower"] + summary["higher"] == (stated["agree"] == "no").sum()
    share = (stated["agree"] == "yes").mean()
    assert float(summary["agreement"]["value"]) == pytest.approx(share, abs=1e-4)
    assert sum(summary["claims"].values()) == 2 * len(tables["claims"])
    assert [row["claim_id"] for row in summary["shown_claims"]] == concluding_claims(PUBLICATION)


def test_numbers_follow_the_tables(tables, prose):
    before = prose("en")
    tables["dyads"] = pd.concat([tables["dyads"]] * 2)
    after = prose("en")
    count = len(tables["dyads"])
    assert f"{count // 2} pairs in all" in before and f"{count} pairs in all" in after


def test_bounds_and_scale_are_told_as_the_tables_have_them(tables, prose):
    text = " ".join(prose("en").split())
    levels, fits = tables["levels"], tables["dyads"]["fit"]
    outside = levels[levels["within"] == "no"]
    assert f"bounds meet for {(fits == 'exact').sum()} and stay open for {(fits == 'open').sum()};" in text
    assert f"Outside lie {len(outside)}," in text and "EU – SICA: stated advanced; the evidence shows nothing." in text
    assert "rather than steps of one ladder" in text
    h = tables["scale"]["statistic"] == "loevinger_h"
    tables["scale"].loc[h & tables["scale"]["item"].str.startswith("order"), "value"] = "0.5000"
    assert "rather than steps of one ladder" not in " ".join(prose("en").split())


def test_without_evidence_nothing_is_said_of_a_scale(tables, prose):
    tables["scale"] = tables["scale"].iloc[:0]
    assert "Are the levels a scale?" not in prose("en")


@pytest.mark.parametrize(
    ("language", "told"), [("en", "follow from the evidence alone"), ("fa", "تنها از شواهد برمی‌آید")]
)
def test_dyads_all_of_one_level_are_ranked_by_none(tables, prose, language, told):
    assert told in prose(language)
    scale = tables["scale"]
    tables["scale"] = scale[scale["statistic"] != "ranked_by_level_that_dominance_ranks"]
    assert told not in prose(language)


def test_an_edition_without_a_second_coding_says_so(tables, prose):
    del tables["reliability"]
    assert "no second coding" in prose("en")


@pytest.mark.parametrize(("caveat", "papers"), [("paper", True), ("updated", True), ("own", False), ("streams", False)])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_prose_speaks_of_the_catalogue_at_hand(prose, caveat, papers, language):
    wording = load_wording(ROOT / "config" / "labels.csv", caveat)[language]
    text = prose(language, caveat, wording)
    assert wording[f"selection_note={caveat}"] in text
    hub, origin, one = {
        "en": ("the hub of an article", "coded from the article's text", "in one narrative"),
        "fa": ("محور مقاله‌ای دربارهٔ", "با ویژگی‌های عینی از متن مقاله", "در یک روایت"),
    }[language]
    assert (hub in text) is (origin in text) is papers
    assert (one in text) is (caveat == "paper")


def test_persian_prose_has_persian_digits(prose):
    told = re.sub(r"`[^`]*`|<[^>]*>", "", prose("fa"))
    assert not re.search("[0-9]", told)
    assert "٪" in told


@pytest.mark.parametrize(("language", "allowed"), [("en", {"1", "2", "4", "95"}), ("fa", {"۱", "۲", "۴", "۹۵"})])
def test_no_number_is_typed_into_the_prose(language, allowed):
    """All that may stand there are the names Table 1, Table 2, Figure 1, section 4, and 95 per cent."""
    prose = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|`[^`]*`", "", template(language), flags=re.DOTALL)
    assert set(re.findall(r"\d+", prose)) <= allowed
