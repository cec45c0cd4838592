"""Two catalogues side by side: tiny tables with what must come out."""

import pandas as pd
import pytest
from markupsafe import escape

from interregional.changes.catalogues import (
    compare_dyads,
    compare_indicators,
    compare_years,
    find_hand_coded,
    measure_agreement,
    measure_recall,
)
from interregional.changes.catalogues_page import write_page
from interregional.streams.audit import measure_precision

HAND = [
    ("A", "B", 2014, "advanced"),
    ("A", "B", 2015, "nominal"),
    ("A", "C", 2015, "initial"),
    ("B", "C", 1999, "nominal"),
]
MACHINE = [("A", "B", 2015, "nominal"), ("A", "B", 2016, "nominal"), ("A", "D", 2016, "institutionalised")]


def levels(rows):
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "year", "level"])


def dyads(*rows):
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "indicators", "event_ids"])


@pytest.fixture
def years():
    return compare_years(levels(HAND), levels(MACHINE), [2015, 2016, 2015], ["A", "B", "D"])


@pytest.fixture
def compared(years, codebook):
    hand = dyads(("A", "B", "N1;S1", "e1;e2"), ("A", "C", "I1", "e3"))
    machine = dyads(("A", "B", "N1;A3", "m1;m2;m3"), ("A", "D", "S2", "m4"))
    return compare_dyads(years, hand, machine, codebook)


def test_levels_of_every_dyad_in_the_years_of_the_streams(years):
    assert years.values.tolist() == [
        ["A", "B", 2015, "yes", "nominal", "nominal", "yes", "both"],
        ["A", "B", 2016, "yes", "none", "nominal", "no", "machine"],
        ["A", "C", 2015, "no", "initial", "none", "no", "hand"],
        ["A", "C", 2016, "no", "none", "none", "yes", "neither"],
        ["A", "D", 2015, "yes", "none", "none", "yes", "neither"],
        ["A", "D", 2016, "yes", "none", "institutionalised", "no", "machine"],
    ]


def judged():
    """One judgement before the corrections and two after them, measured."""
    columns = [
        "sample",
        "layout",
        "record",
        "day",
        "event_id",
        "source",
        "target",
        "event_type",
        "actors",
        "act",
        "security",
        "cause",
    ]
    rows = [
        ("1", "gdelt", "1", "2015-03-01", "m1", "A", "B", "meeting", "no", "no", "yes", "place_name"),
        ("2", "icews", "2", "2015-03-01", "m1", "A", "B", "meeting", "yes", "yes", "yes", ""),
        ("2", "icews", "3", "2015-03-02", "m2", "A", "D", "contact", "yes", "unclear", "yes", "source_code"),
    ]
    return measure_precision(pd.DataFrame(rows, columns=columns)).astype(str)


def test_the_highest_level_and_what_only_one_catalogue_sees(compared):
    assert compared.values.tolist() == [
        ["A", "B", "yes", "nominal", "nominal", "same", "both", 2, 1, 2, 3, "S1", "A3"],
        ["A", "C", "no", "initial", "none", "down", "hand", 2, 1, 1, 0, "I1", ""],
        ["A", "D", "yes", "none", "institutionalised", "up", "machine", 2, 1, 0, 1, "", "S2"],
    ]


def test_agreement_over_all_and_over_those_that_can_be_named(years, compared, codebook):
    found = measure_agreement(years, compared, codebook, 100, 1).set_index(["units", "dyads", "statistic"])
    assert found.loc[("dyads", "all", "agreement"), ["n", "value"]].tolist() == [3, "0.3333"]
    assert found.loc[("dyads", "visible", "agreement"), ["n", "value"]].tolist() == [2, "0.5000"]
    assert found.loc[("dyad_years", "all", "agreement"), ["n", "value"]].tolist() == [6, "0.5000"]
    assert found.loc[("dyad_years", "visible", "agreement"), ["n", "value"]].tolist() == [4, "0.5000"]


def test_indicators_of_both_beside_what_the_codes_can_show(codebook):
    shown = pd.DataFrame(
        [("A", "B", "N1"), ("A", "C", "N1"), ("A", "B", "S1")], columns=["actor_a", "actor_b", "indicator"]
    )
    unseen = pd.DataFrame(
        [("cameo", "N1", "yes", "r", "ر"), ("cameo", "S1", "no", "q", "ق")],
        columns=["scheme", "indicator", "shown", "reason_en", "reason_fa"],
    )
    found = compare_indicators(shown, shown[:1], unseen, codebook)
    assert found.values.tolist() == [
        ["N1", "cameo", "yes", 2, 1, 1, "r", "ر"],
        ["S1", "cameo", "no", 1, 0, 0, "q", "ق"],
    ]


def test_nothing_in_common_years(codebook):
    empty = compare_years(levels(HAND), levels(MACHINE), [1950], [])
    assert empty.empty and compare_dyads(empty, dyads(), dyads(), codebook).empty
    assert set(
        measure_agreement(empty, compare_dyads(empty, dyads(), dyads(), codebook), codebook, 100, 1)["value"]
    ) == {""}


HAND_EVENTS = [
    ("h1", "2015-03-10", "B", "A", "meeting", "yes"),
    ("h2", "2015-03", "A", "B", "funding", "yes"),
    ("h3", "2015-03-20", "A", "D", "meeting", "yes"),
    ("h4", "2015-03-20", "A", "C", "meeting", "yes"),
    ("h5", "2015", "A", "B", "meeting", "yes"),
    ("h6", "1999-03-10", "A", "B", "meeting", "yes"),
    ("h7", "2015-03-10", "A", "", "strategy", "no"),
    ("h8", "", "A", "B", "meeting", "yes"),
]


def hand_coded(files=(("2015-03-01", "2015-03-28"), ("", ""))):
    hand = pd.DataFrame(HAND_EVENTS, columns=["event_id", "start", "source", "target", "event_type", "dyadic"])
    found = pd.DataFrame([("m1", "2015-03-17", "A", "B")], columns=["event_id", "day", "source", "target"])
    machine = pd.DataFrame([("m1", "meeting")], columns=["event_id", "event_type"])
    return find_hand_coded(
        hand, found, machine, pd.DataFrame(files, columns=["first_day", "last_day"]), ["A", "B", "D"], [2015], 7
    )


def test_hand_coded_events_of_the_days_that_the_files_cover():
    told = hand_coded().set_index("event_id")
    assert told[["actor_a", "actor_b", "comparable", "found", "same_type"]].T.to_dict("list") == {
        "h1": ["A", "B", "yes", "yes", "yes"],
        "h2": ["A", "B", "yes", "yes", "no"],
        "h3": ["A", "D", "yes", "no", "no"],
        "h4": ["A", "C", "actors", "", ""],
        "h5": ["A", "B", "days", "", ""],
    }


def test_recall_of_what_can_be_compared():
    told = measure_recall(hand_coded()).set_index(["verdict", "by", "group"])
    assert told.loc[("found", "total", ""), ["events", "found", "share"]].tolist() == [3, 2, "0.6667"]
    assert told.loc[("same_type", "total", ""), ["events", "found"]].tolist() == [3, 1]
    assert told.loc[("found", "actor", "D"), ["events", "found"]].tolist() == [1, 0]
    assert told.loc[("same_type", "event_type", "funding"), ["events", "found"]].tolist() == [1, 0]
    nothing = measure_recall(hand_coded([("2015-05-01", "2015-05-02")]))
    assert nothing.values.tolist() == [
        ["found", "total", "", 0, 0, "", "", ""],
        ["same_type", "total", "", 0, 0, "", "", ""],
    ]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_page_tells_all_and_escapes_what_it_is_given(years, compared, codebook, wordings, language):
    agreement = measure_agreement(years, compared, codebook, 100, 1)
    columns = {
        "indicators": "indicator scheme shown dyads_hand dyads_machine dyads_both reason_en reason_fa",
        "coverage": "dataset actor visible sides first_year last_year events found_by",
        "codes": "scheme code label_en label_fa event_type scope records events",
        "missing": "layout field files reason_en reason_fa",
        "files": "file layout rows kept records repeated elsewhere unreadable unknown first_day last_day",
        "sensitivity": "rule value events recurrences none nominal initial institutionalised advanced",
    }
    cells = {
        "indicators": ["N1", "cameo", "computed", "1", "2", "1", "why", "چرا"],
        "coverage": ["gdelt", "A", "yes", "1200", "2015", "2016", "3", "name <b>"],
        "codes": ["cameo", "040", "Consult", "رایزنی", "meeting", "unstated", "5", "1"],
        "missing": ["gdelt", "roles", "1", "<b>Why</b>", "<b>چرا</b>"],
        "files": ["<script>.csv", "gdelt", "2000", "9", "8", "1", "0", "0", "2", "2015-01-01", "2015-12-31"],
        "sensitivity": ["declared", "", "3", "1", "0", "1", "0", "1", "0"],
    }
    tables = {name: pd.DataFrame([cells[name]], columns=columns[name].split()) for name in columns}
    tables |= {"levels": compared.astype(str), "agreement": agreement, "precision": judged()}
    tables |= {"hand_events": hand_coded(), "recall": measure_recall(hand_coded()).astype(str)}
    names = {"A": "A & Co", "B": "B", "C": "C", "D": "D"}
    page = write_page(tables, ["paper", "streams"], names, codebook, wordings[language])
    assert "A &amp; Co" in page and "&lt;script&gt;.csv" in page and "<b>" not in page
    assert ("۱٬۲۰۰" in page) is (language == "fa") and f'dir="{wordings[language].direction}"' in page
    assert escape(wordings[language]["selection_note"]) in page
    assert page.count("<caption>") == 11
    first = {"en": ("of 2 resolved records", "of 3 hand-coded events"), "fa": ("از ۲ رکورد", "از ۳ رویداد دستی")}
    assert all(text in page[: page.index("<img")] for text in first[language])
    tables["recall"] = measure_recall(hand_coded([])).astype(str)
    page = write_page(tables, ["paper", "streams"], names, codebook, wordings[language])
    assert escape(wordings[language]["catalogues_recall_none"]) in page
