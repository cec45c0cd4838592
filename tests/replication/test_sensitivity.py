import itertools

import numpy as np
import pandas as pd
import pytest

from interregional.catalogue.recurrence import add_recurrences, find_recurrences
from interregional.levels.dyads import code_dyads
from interregional.levels.evidence import find_evidence
from interregional.levels.readings import level_of
from interregional.replication.rule_search import monotone_functions, search_rules, unreproducible_pairs
from interregional.replication.sensitivity import (
    Evidence,
    Specification,
    cross_readings,
    every_specification,
    robustness,
    smallest_removal,
    ways_of_recurring,
)
from tests.conftest import actors_table, events_table

ACTORS = actors_table(AA="regional_organisation", BB="regional_organisation", CC="forum>AA")
PAIR = {"source": "AA", "target": "BB"}
EVENTS = events_table(
    {**PAIR, "recurrence": "regular", "start": "2001"},
    {**PAIR, "event_type": "strategy", "start": "2012"},
    {**PAIR, "event_type": "funding", "resource": "economic", "directed": "yes", "confidence": "low"},
    {**PAIR, "setting": "margins"},
    {"source": "AA", "target": "CC", "recurrence": "occasional"},
)
AB, AC = ("AA", "BB"), ("AA", "CC")


@pytest.fixture
def needs(readings):
    return {name: entry["levels"] for name, entry in readings.items()}


@pytest.fixture
def evidence(codebook, needs):
    rule = {"minimum_flows": 2, "ratio": 2}
    dyads = code_dyads(EVENTS, find_evidence(EVENTS, codebook), ACTORS, codebook, needs["definitions"], rule)
    return Evidence(EVENTS, dyads, codebook)


@pytest.mark.parametrize(
    ("change", "shown", "level"),
    [
        ({}, "A1 A3 N2 S2", "advanced"),
        ({"allocation": "joint"}, "A1 N2 S2", "institutionalised"),
        ({"low_confidence": False}, "A1 N2 S2", "institutionalised"),
        ({"margins": False}, "A1 A3 S2", "advanced"),
        ({"until": "2005"}, "A3 N2 S2", "institutionalised"),
        ({"cumulative": True}, "A1 A3 N2 S2", "nominal"),
        ({"features": "all"}, "A1 A3 N2 S2", "none"),
        ({"features": "any", "cumulative": True}, "A1 A3 N2 S2", "nominal"),
    ],
)
def test_what_a_specification_leaves_out(evidence, needs, change, shown, level):
    choice = Specification(**{"features": "definitions", **change})
    assert evidence.indicators(choice)[AB] == set(shown.split())
    assert evidence.levels(choice, needs)[AB] == level


def test_parts_and_wholes_and_lenient_meetings(evidence, needs):
    assert evidence.levels(Specification("definitions"), needs)[AC] == "nominal"
    assert evidence.levels(Specification("definitions", regular="lenient"), needs)[AC] == "institutionalised"
    assert evidence.levels(Specification("definitions", part_whole=False), needs)[AC] == "none"


def test_an_occasional_contact_is_no_meeting_and_stays_evidence_where_occasional_is_regular(codebook):
    events = events_table({**PAIR, "event_type": "contact", "setting": "none", "recurrence": "occasional"})
    dyads = pd.DataFrame([(*AB, "no")], columns=["actor_a", "actor_b", "part_whole"])
    assert Evidence(events, dyads, codebook).indicators(Specification("definitions", regular="lenient"))[AB] == {"N1"}


def test_every_specification_once_and_the_declared_one_marked(evidence, needs):
    choices = every_specification(needs, [2010])
    assert len(choices) == len(set(choices)) == 4 * 2**6 * 2
    stated = {AB: "advanced", AC: "initial"}
    table, found = cross_readings(evidence, choices, needs, stated, "definitions", ["advanced"])
    declared = table[table["declared"] == "yes"]
    assert declared[["agreement", "drawn_ties", "compared"]].to_numpy().tolist() == [["0.5000", 1, 2]]
    assert declared[["agreement_low", "agreement_high"]].to_numpy().tolist() == [["0.0126", "0.9874"]]
    firm = robustness(evidence, found, needs, {AB: "advanced"}, "definitions", ["advanced"]).set_index("actor_b")
    shares = firm.filter(regex="^share_(none|nominal|initial|institutionalised|advanced)$").astype(float)
    assert np.allclose(shares.sum(axis=1), 1, atol=5e-4)
    assert firm.loc["BB", "share_drawn"] == firm.loc["BB", "share_advanced"]


def test_smallest_removal_is_the_smallest(evidence, needs):
    removed, after = smallest_removal(evidence, AB, needs["definitions"])
    assert (removed, after) == (["E1"], "nominal")
    rows = [row for row in evidence.rows["stated"] if row.dyad == AB]
    events = sorted({row.event_id for row in rows})
    for size in range(len(removed)):
        for gone in itertools.combinations(events, size):
            left = {row.indicator for row in rows if row.event_id not in gone}
            assert level_of(left, needs["definitions"], evidence.rank) == "advanced"


@pytest.mark.parametrize(("size", "number"), [(1, 1), (2, 4), (3, 18)])
def test_number_of_monotone_functions_is_dedekinds(size, number):
    assert len(monotone_functions(size)) == number


def test_search_finds_a_rule_where_there_is_one(codebook):
    indicators = {("A", str(n)): shown for n, shown in enumerate([{"A1", "S2"}, {"S2"}, {"I1"}, {"N1"}, {"A1"}])}
    labels = dict(zip(indicators, ["advanced", "institutionalised", "initial", "nominal", "nominal"]))
    found = search_rules(indicators, labels, codebook).set_index("measure")["value"]
    assert (found["dyads"], found["best"], found["ceiling"]) == ("5", "1.0000", "1.0000")
    assert float(found["cross_validated"]) < 1
    assert int(found["rules"]) == 18 * 19 * 18 * 4 * 19


def test_search_is_bounded_where_the_same_evidence_has_two_labels(codebook):
    indicators = {("A", "1"): {"S2"}, ("A", "2"): {"S2"}, ("A", "3"): {"I1", "S2"}}
    labels = {("A", "1"): "advanced", ("A", "2"): "initial", ("A", "3"): "initial"}
    found = search_rules(indicators, labels, codebook).set_index("measure")["value"]
    assert float(found["best"]) <= float(found["ceiling"]) == pytest.approx(2 / 3, abs=1e-4)
    pairs = unreproducible_pairs(indicators, labels, codebook.rank())
    assert pairs[["kind", "actor_b", "other_actor_b"]].to_numpy().tolist() == [["same", "1", "2"], ["less", "1", "3"]]


def test_meetings_add_up_less_often_by_stricter_rules(codebook, needs):
    rule = {"meetings": 3, "years": 2, "longest_gap": 10}
    talks = {"source": "AA", "target": "CC", "series": "talks"}
    told = events_table(*({**talks, "start": year} for year in ("2000", "2003", "2006")))
    found = find_recurrences(told, rule, 2010, codebook)
    events = add_recurrences(told, found, codebook)
    dyads = pd.DataFrame([("AA", "CC", "no")], columns=["actor_a", "actor_b", "part_whole"])
    ways = ways_of_recurring(events, found, rule, 2010, codebook)
    evidence = Evidence(events, dyads, codebook, ways)
    levels = {way: evidence.levels(Specification("definitions", regular=way), needs)[AC] for way in evidence.rows}
    assert levels == {
        "stated": "institutionalised", "lenient": "institutionalised", "told": "nominal",
        "gap_4": "institutionalised", "gap_2": "nominal",
    }  # fmt: skip
    assert len(every_specification(needs, [], evidence.rows)) == 5 / 2 * len(every_specification(needs, []))
    assert ways_of_recurring(told.assign(series=""), found[:0], rule, 2010, codebook) == {}
