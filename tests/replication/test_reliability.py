import pytest

from interregional.replication.reliability import compare_codings, match_events
from tests.conftest import events_table

BASE = {"source": "AA", "target": "BB"}
FIRST = events_table(
    {**BASE, "locator": "4-1: برلین پلاس", "event_type": "agreement", "start": "2003"},
    {**BASE, "locator": "4-1: تیم ارتباط دائمی", "event_type": "post"},
    {**BASE, "locator": "4-2: چیزی دیگر", "event_type": "summit", "start": "1999"},
    {"source": "AA", "target": "", "dyadic": "no", "locator": "1: جنگ", "event_type": "war"},
)
TURNED = {"source": "BB", "target": "AA"}
SECOND = events_table(
    {"event_id": "B1", **TURNED, "locator": "4-1: تیم دائمی ناتو", "event_type": "post", "scope": "unstated"},
    {"event_id": "B2", **BASE, "locator": "4-1: توافق برلین پلاس", "event_type": "agreement", "start": "2003"},
    {"event_id": "B3", **BASE, "locator": "4-3: باز چیزی", "event_type": "exercise", "start": "2014"},
    {"event_id": "B4", "source": "", "target": "", "dyadic": "no", "locator": "1: جنگ", "event_type": "war"},
)


def test_events_are_matched_by_place_type_and_date_whatever_the_order():
    expected = [("E1", "B2"), ("E2", "B1"), ("E4", "B4")]
    assert match_events(FIRST, SECOND) == expected
    assert match_events(FIRST[::-1], SECOND[::-1]) == expected


def test_events_of_other_actors_never_match():
    assert match_events(FIRST[:1], SECOND[1:2].assign(source="CC")) == []


def test_compare_codings(codebook, readings):
    needs = readings["definitions"]["levels"]
    table, differences = compare_codings(FIRST, SECOND, codebook, needs, 100, 1)
    found = table.set_index(["part", "item", "statistic"])["value"]
    assert found["events", "existence", "recall"] == "0.7500"
    assert found["events", "existence", "precision"] == "0.7500"
    assert found["attributes", "event_type", "agreement"] == "1.0000"
    assert found["attributes", "scope", "agreement"] == "0.6667"
    assert found["indicators of events", "S1", "agreement"] == "1.0000"
    assert ("E2", "B1", "scope", "main", "unstated") in set(map(tuple, differences.to_numpy()))
    missing = differences[differences["attribute"] == "event"]
    assert missing[["event_a", "event_b"]].to_numpy().tolist() == [["", "B3"], ["E3", ""]]


def test_a_coding_agrees_with_itself(codebook, readings):
    table, differences = compare_codings(FIRST, FIRST, codebook, readings["definitions"]["levels"], 100, 1)
    assert differences.empty
    values = table.loc[(table["value"] != "") & (table["part"] != "events"), "value"]
    assert set(values) == {"1.0000"}


@pytest.mark.parametrize("part", ["indicators of events", "indicators of dyads"])
def test_every_indicator_is_measured(codebook, readings, part):
    table, _ = compare_codings(FIRST, SECOND, codebook, readings["definitions"]["levels"], 100, 1)
    assert set(table.loc[table["part"] == part, "item"]) == set(codebook.values("indicator"))


def test_a_sample_coded_again_is_compared_by_identifier(codebook, readings):
    again = FIRST[1:3].assign(event_type=["post", "meeting"], locator="4-9: other words")
    table, differences = compare_codings(FIRST, again, codebook, readings["definitions"]["levels"], 20, 1)
    assert "events" not in set(table["part"])
    found = table.set_index(["part", "item", "statistic"])
    assert found.loc[("attributes", "event_type", "agreement"), ["n", "value"]].tolist() == ["2", "0.5000"]
    told = differences[["event_a", "attribute", "value_a", "value_b"]]
    assert told.to_numpy().tolist() == [["E3", "event_type", "summit", "meeting"]]
