import re

import pandas as pd
import pytest

from interregional.changes.editions import CLAIMS_COLUMNS
from interregional.corroboration.recall import RECALL_COLUMNS
from interregional.pages.report.cells import Speech
from interregional.pages.report.corroboration import corroborate
from interregional.pages.report.short import Numbers, Place, write_short
from tests.conftest import ROOT

DYADS = pd.DataFrame(
    [
        ("AU", "EU", "advanced", "nominal", "advanced", "9", "advanced", "advanced", "36", "yes", "yes"),
        ("ASEAN", "GCC", "advanced", "nominal", "initial", "3", "initial", "initial", "12", "no", "lower"),
        ("EU", "OAS", "", "none", "none", "1", "nominal", "initial", "4", "", ""),
    ],
    columns=[
        *("actor_a", "actor_b", "published_level", "paper_level_low", "paper_level_high", "paper_events"),
        *("world_level_low", "world_level_high", "world_events", "published_within_paper", "stands"),
    ],
)
CLAIMS = pd.DataFrame(
    [
        ("C1", "conclusion", "<i>one</i>", "یک", "supported", "supported", "no", "ties", "1 of 1", "2 of 2"),
        ("C2", "conclusion", "two", "", "not testable", "mixed", "yes", "location=Mali among", "", "1 of 2"),
        ("C3", "4-1", "three", "سه", "mixed", "not supported", "yes", "ties", "1", "0"),
        ("C4", "4-1", "four", "چهار", "not testable", "not testable", "no", "none", "", ""),
    ],
    columns=CLAIMS_COLUMNS,
)
RECALL = pd.DataFrame(
    [
        ("admitted", "", "", "", "29", "12", "0.4138", "0.2352", "0.6106"),
        ("once", "", "", "", "20", "6", "0.3000", "0.1189", "0.5428"),
        ("standing", "", "", "", "9", "6", "0.6667", "0.2993", "0.9251"),
        ("found", "", "", "", "37", "14", "0.3784", "0.2246", "0.5524"),
        ("dyad_year", "AU", "EU", "2007", "0", "0", "", "", ""),
    ],
    columns=RECALL_COLUMNS,
)
TABLES = {"three_way": DYADS, "three_way_claims": CLAIMS}


@pytest.fixture
def say(codebook, wordings):
    def speech(language):
        return Speech(wordings[language], codebook, {}, {"EU": {"en": "EU", "fa": "اتحادیهٔ اروپا"}[language]})

    return speech


def test_tables_hold_every_dyad_and_the_claims_of_the_conclusion(say):
    told = {name: (grid, file) for name, _, grid, file in corroborate(TABLES, say("fa"))}
    assert list(told) == ["three_way", "three_way_claims"]
    groups = told["three_way"][0].groups
    assert [[row[0].text for row in rows] for _, rows in groups] == [
        ["AU – اتحادیهٔ اروپا"],
        ["ASEAN – GCC"],
        ["اتحادیهٔ اروپا – OAS"],
    ]
    grid = told["three_way_claims"][0]
    [(_, rows)] = grid.groups
    # A claim without a Persian wording is told in English.
    assert [(row[0].text, row[1].text, row[1].language) for row in rows] == [("C1", "یک", ""), ("C2", "two", "en")]
    assert grid.notes[0].startswith("C2")


def test_how_much_the_catalogue_has_is_a_table_where_it_was_checked(say):
    *_, (name, _, grid, file) = corroborate(TABLES | {"recall": RECALL}, say("en"))
    [(_, rows)] = grid.groups
    assert (name, file) == ("recall", "recall.csv") and [cell.text for cell in rows[0][1:3]] == ["29", "12"]


def test_the_short_text_counts_what_stands_and_what_can_be_tested(wordings):
    template = (ROOT / "docs" / "report.en.md.jinja").read_text(encoding="utf-8")
    head, section = template[: template.index("## glance")], template[template.index('{% if has("three_way")') :]
    section = section[: section.index("## levels")]
    tables = TABLES | {"recall": RECALL}
    numbers = Numbers(tables, dict.fromkeys(tables, Place("x.csv", "rule")), wordings["en"])
    told = write_short(re.sub(r"{% set (beyond|h) .*", "", head) + section, numbers, {"hub": "EU"})["corroboration"]
    levels, claims, recall = ("".join(run.text for run in runs) for runs in told.blocks)
    assert "for 2 dyads" in levels and "1 of them stand" in levels and "for 0 that" in levels and "for 1 no" in levels
    assert claims.startswith("2 claims") and "1 keep their verdict, 1 of them as supported" in claims
    assert "Of the 2 that the narrative can't test the world can test 1." in claims
    assert (
        "of 1 dyad-years" in recall and "12 of 29 (6 of 20 single acts, 6 of 9" in recall and "24 % to 61 %" in recall
    )
