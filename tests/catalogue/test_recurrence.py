import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.catalogue.recurrence import RECURRENCE_COLUMNS, add_recurrences, find_recurrences
from tests.conftest import events_table

RULE = {"meetings": 3, "years": 2, "longest_gap": 4}


def meetings(*starts, **given_):
    rows = [{"source": "EU", "target": "AU", "series": "staff talks", "start": start, **given_} for start in starts]
    return events_table(*rows)


def test_three_meetings_over_two_years_are_a_series(codebook):
    found = find_recurrences(meetings("2005-06-01", "2006", "2008-03"), RULE, 2010, codebook)
    assert found.to_dict("records") == [
        {
            "event_id": "R-AU-EU-1", "actor_a": "AU", "actor_b": "EU", "series": "staff talks", "meetings": 3,
            "first_day": "2005-06-01", "last_day": "2008-03", "longest_gap": "2.2", "ended": "no",
            "event_ids": "E1;E2;E3",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    "events",
    [
        meetings("2005", "2007"),
        meetings("2005-01", "2005-06", "2005-12"),
        meetings("2000", "2005", "2010", "2015"),
        meetings("2005", "2006", "2007", series=""),
        meetings("2005", "2006", "2007", setting="wider"),
        meetings("2005", "2006", "2007", scope="limited"),
        meetings("2005", "2006", "2007", event_type="agreement"),
        meetings("2005", "2006", "2007", recurrence="regular"),
        meetings("2005", "2006", ""),
    ],
    ids=["two", "one_year", "gaps", "no_series", "wider", "limited", "no_meeting", "told_regular", "undated"],
)
def test_what_does_not_add_up(codebook, events):
    found = find_recurrences(events, RULE, 2020, codebook)
    assert found.empty and list(found.columns) == RECURRENCE_COLUMNS


def test_a_long_gap_parts_a_series_and_ends_its_first_run(codebook):
    found = find_recurrences(meetings("1990", "1991", "1992", "2005", "2006", "2007"), RULE, 2008, codebook)
    assert found[["event_id", "last_day", "ended"]].to_numpy().tolist() == [
        ["R-AU-EU-1", "1992", "yes"],
        ["R-AU-EU-2", "2007", "no"],
    ]


def test_one_series_is_spelt_in_several_ways_and_named_from_either_side(codebook):
    table = meetings("2005", "2006", "2007")
    table.loc[1, ["source", "target", "series"]] = ["AU", "EU", "Staff-Talks"]
    assert find_recurrences(table, RULE, 2010, codebook)["meetings"].tolist() == [3]


def test_the_series_is_one_regular_event_more(codebook):
    table = meetings("2005", "2006", "2007", scope="main", confidence="high")
    table.loc[2, ["scope", "confidence", "event_type"]] = ["broad", "medium", "dialogue"]
    added = add_recurrences(table, find_recurrences(table, RULE, 2010, codebook), codebook)
    assert added["event_id"].tolist() == ["E1", "E2", "E3", "R-AU-EU-1"]
    series = added.iloc[3]
    assert series[["recurrence", "event_type", "scope", "confidence", "start", "end"]].tolist() == [
        "regular", "meeting", "broad", "medium", "2005", "",
    ]  # fmt: skip
    assert series["locator"] == "series: E1;E2;E3" and "۲۰۰۵" in series["description_fa"]
    pd.testing.assert_frame_equal(added.iloc[:3], table)


def test_without_a_series_nothing_is_added(codebook):
    table = meetings("2005", "2007")
    assert add_recurrences(table, find_recurrences(table, RULE, 2010, codebook), codebook) is table


@given(st.lists(st.integers(1990, 2020), max_size=12))
def test_a_stricter_gap_never_finds_a_longer_run(codebook, years):
    events = meetings(*map(str, years))
    strict, lenient = (find_recurrences(events, {**RULE, "longest_gap": gap}, 2020, codebook) for gap in (2, 6))
    assert max(strict["meetings"], default=0) <= max(lenient["meetings"], default=0)
