"""The world edition as it ships: what it has looked for, and what stands beside the paper's own evidence."""

import csv
from datetime import timedelta

import pandas as pd
import pytest

from interregional.corroboration.recall import measure_recall
from interregional.tables import dates
from tests.conftest import ROOT

RAW = ROOT / "data" / "raw" / "world"


def table(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def raw():
    with open(RAW / "events.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_pair_of_the_frame_has_been_looked_for(world_run):
    coverage = table(world_run / "coverage.csv")
    assert len(coverage) == 26 * 25 / 2
    assert set(coverage["state"]) == {"found", "nothing found"}
    assert (coverage["events"].astype(int) > 0).eq(coverage["state"] == "found").all()
    assert (coverage["searches"].astype(int) > 0).all()


def test_every_event_of_the_protocol_came_of_a_recorded_search(raw):
    named = {event for cell in table(RAW / "searches.csv")["events"] for event in cell.split(";")}
    assert {row["event_id"] for row in raw if row["event_id"].startswith("W")} <= named


def test_quoted_words_dates_and_descriptions_are_in_order(raw):
    for row in raw:
        assert len(row["locator"].split(": ", 1)[1].split()) <= 60, row["event_id"]
        assert row["start"] <= "2025-12-31" and row["description_en"] and row["description_fa"], row["event_id"]


def test_the_second_coding_is_of_a_quarter_and_its_coder_saw_other_values(raw, world_run):
    again = table(RAW / "coding_b.csv")
    assert set(again["event_id"]) <= {row["event_id"] for row in raw}
    assert len(again) >= 0.2 * len(raw)
    found = table(world_run / "replication" / "reliability.csv").set_index(["part", "item", "statistic"])
    assert 0.3 < float(found.at[("attributes", "scope", "alpha_nominal"), "value"]) < 1
    assert "events" not in set(found.index.get_level_values("part"))


def test_the_stated_level_stands_where_it_lies_within_the_worlds_bounds(world_run):
    found = table(world_run / "replication" / "three_way.csv")
    stated = found[found["published_level"] != ""]
    assert set(stated["stands"]) <= {"yes", "lower", "higher", "not searched"}
    assert (stated["stands"] == "yes").eq(stated["published_within_world"] == "yes").all()
    claims = table(world_run / "replication" / "three_way_claims.csv")
    assert set(claims["flips"]) == {"yes", "no"}


def test_the_protocol_tells_what_the_verification_found():
    verdicts = table(RAW / "verdicts.csv")["verdict"].value_counts()
    page = (ROOT / "docs" / "world.md").read_text(encoding="utf-8")
    told = (
        f"Of {verdicts.sum()} events held against their sources again {verdicts['right']} are right, "
        f"{verdicts['arguable']} arguable in one attribute, {verdicts['wrong']} wrong "
        f"and {verdicts['not seen']} was not seen"
    )
    assert told in " ".join(page.split())


# Types of one family, as the page declares them.
FAMILIES = [
    {"summit", "ministerial", "meeting", "dialogue", "contact", "information_exchange", "seminar", "committee"},
    {"agreement", "memorandum", "declaration", "strategy", "action_plan", "accession"},
    {"post", "operation", "exercise", "project", "training", "funding", "deployment", "equipment", "support", "model"},
]


def test_what_answers_a_found_event_is_the_same_by_the_declared_rule(raw):
    events = {row["event_id"]: row for row in raw}
    few = timedelta(days=3)
    for found in table(RAW / "recall.csv").query("in_catalogue != ''").to_dict("records"):
        event = events[found["in_catalogue"]]
        assert {event["source"], event["target"]} == {found["actor_a"], found["actor_b"]}
        assert any({event["event_type"], found["event_type"]} <= family for family in FAMILIES), found["found_id"]
        if found["recurrence"] != "once" and event["recurrence"] != "once":
            assert event["start"][:4] <= found["year"] and (not event["end"] or event["end"][:4] >= found["year"])
            continue
        starts = [(dates.first_day(each), dates.last_day(each)) for each in (found["start"], event["start"])]
        (first, last), (other_first, other_last) = starts
        assert first <= other_last + few and other_first <= last + few, found["found_id"]


def test_the_page_tells_what_the_recall_check_found():
    found = measure_recall(table(RAW / "recall.csv"), table(RAW / "recall_drawn.csv")).set_index("counted")
    share = {key: found.loc[key] for key in ("admitted", "once", "standing", "found")}
    told = [f"{row['in_catalogue']} of {row['found']}" for row in share.values()]
    low, high = (f"{float(share['admitted'][key]):.0%}".removesuffix("%") for key in ("low", "high"))
    page = " ".join((ROOT / "docs" / "world.md").read_text(encoding="utf-8").split())
    assert f"the catalogue had {told[0]} ({low} to {high} %)" in page
    assert f"{told[1]} single acts" in page and f"{told[2]} standing arrangements" in page
    assert f"would make it {told[3]}" in page
    elsewhere = table(RAW / "recall.csv")["reason"].str.startswith("Another start").sum()
    assert elsewhere == 2 and "Two more are in it with another start" in page


def test_the_page_names_the_dyads_with_few_events_and_the_rows_without_a_security_subject(raw, world_run):
    found = table(world_run / "replication" / "three_way.csv")
    few = found[found["world_events"].astype(int) < 10]
    named = [f"{a}–{b}" for a, b in zip(few["actor_a"], few["actor_b"])]
    page = " ".join((ROOT / "docs" / "world.md").read_text(encoding="utf-8").split())
    assert f"fewer than ten events: {', '.join(named)}." in page
    silent = [row for row in raw if row["event_id"].startswith("W") and row["scope"] == "unstated"]
    assert f"({len(silent)} of `W…`)" in page
    claims = table(world_run / "replication" / "three_way_claims.csv")
    placed = claims.loc[claims["statistic"].str.contains("location="), "claim_id"]
    assert f"({', '.join(placed)})" in page
