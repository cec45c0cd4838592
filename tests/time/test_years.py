import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interregional.levels.evidence import find_evidence
from interregional.time.years import (
    DATING,
    PERSISTENCE,
    Calendar,
    event_years,
    evidence_by_year,
    levels_by_reading,
    levels_by_year,
    source_years,
)
from tests.conftest import ROOT, actors_table, events_table

ACTORS = actors_table(AA="regional_organisation", BB="regional_organisation", CC="state")
ACTORS.loc[ACTORS["code"] == "AA", "counted_from"] = "1980-05-01"
ACTORS.loc[ACTORS["code"] == "BB", ["counted_from", "dissolved"]] = ["1970", "2010-06"]
CALENDAR = Calendar(last_year=2020, window=5, told={"work": 2016})
PAIR = {"source": "AA", "target": "CC"}


def spans(codebook, calendar=CALENDAR, **event):
    found = event_years(events_table({**PAIR, **event}), ACTORS, codebook, calendar)
    return {
        (row.persistence, row.dating): (row.from_year, row.to_year) for row in found.itertuples(index=False)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("event", "attested", "earliest"),
    [
        ({"start": "2003-03-17"}, (2003, 2007), (2003, 2007)),
        ({"start": "2003", "end": "2004"}, (2003, 2004), (2003, 2004)),
        ({"start": "2003-03-17", "end": "2003-03-18"}, (2003, 2007), (2003, 2007)),
        ({"start": "2003", "end": "2003", "recurrence": "regular"}, (2003, 2003), (2003, 2003)),
        ({"start": "2018"}, (2018, 2020), (2018, 2020)),
        ({"start": "200X"}, (2009, 2013), (2000, 2013)),
        ({"start": "2003", "recurrence": "regular"}, (2003, 2020), (2003, 2020)),
        ({"start": "2003", "event_type": "agreement"}, (2003, 2020), (2003, 2020)),
        ({"start": "2003", "event_type": "action_plan"}, (2003, 2007), (2003, 2007)),
        ({}, (2016, 2020), (1980, 2020)),
        ({"recurrence": "continuous"}, (2016, 2020), (1980, 2020)),
        ({"end": "2012", "recurrence": "continuous"}, (2012, 2012), (1980, 2012)),
        ({"source_key": "unknown"}, (2020, 2020), (1980, 2020)),
        ({"source": "BB", "target": "CC"}, (2010, 2014), (1970, 2014)),
        ({"source": "BB", "target": "CC", "start": "2005", "recurrence": "regular"}, (2005, 2010), (2005, 2010)),
        ({"source": "CC", "target": "CC2"}, None, None),
    ],
)
def test_from_when_to_when_an_event_counts(codebook, event, attested, earliest):
    if attested is None:
        with pytest.raises(KeyError):
            spans(codebook, **event)
        return
    found = spans(codebook, **event)
    assert found["window", "attested"] == attested
    assert found["window", "earliest"] == earliest
    assert found["cumulative", "attested"] == (attested[0], 2020)
    assert found["cumulative", "earliest"] == (earliest[0], 2020)


def test_events_after_the_last_year_are_left_out(codebook):
    assert spans(codebook, start="2021") == {}


def test_context_has_no_years_and_cuts_have(codebook):
    table = events_table({"source": "AA", "dyadic": "no", "event_type": "war"}, {**PAIR, "event_type": "cut"})
    assert set(event_years(table, ACTORS, codebook, CALENDAR)["event_id"]) == {"E2"}


def levels(codebook, readings, *events, calendar=CALENDAR):
    table = events_table(*events)
    evidence = find_evidence(table, codebook)
    found = evidence_by_year(evidence, event_years(table, ACTORS, codebook, calendar))
    yearly = levels_by_year(found, readings["definitions"]["levels"], codebook, calendar.last_year)
    groups = {name: entry["levels"] for name, entry in readings.items()}
    return levels_by_reading(found, groups, codebook, calendar.last_year), yearly


def test_levels_rise_and_lapse(codebook, readings):
    spells, yearly = levels(
        codebook,
        readings,
        {**PAIR, "start": "1990"},
        {**PAIR, "start": "2000", "recurrence": "regular", "end": "2004"},
        {**PAIR, "start": "2002", "event_type": "strategy", "setting": "none"},
        {
            **PAIR,
            "start": "2003",
            "event_type": "funding",
            "resource": "economic",
            "setting": "none",
            "directed": "yes",
        },
    )
    own = spells[
        (spells["reading"] == "definitions") & (spells["persistence"] == "window") & (spells["dating"] == "attested")
    ]
    assert own[["from_year", "to_year", "level"]].to_numpy().tolist() == [
        [1990, 1994, "nominal"],
        [1995, 1999, "none"],
        [2000, 2002, "institutionalised"],
        [2003, 2004, "advanced"],
        [2005, 2020, "nominal"],
    ]
    assert list(yearly["year"]) == list(range(1990, 2021))
    by_year = yearly.set_index("year")
    assert by_year["level"][2004] == "advanced"
    # The strategy and the money go on: what they are features of stays possible.
    assert by_year.loc[2006, ["level_low", "level_high", "fit"]].tolist() == ["nominal", "advanced", "open"]
    assert by_year.loc[1997, ["level_low", "level_high", "fit"]].tolist() == ["none", "none", "none"]


def test_no_evidence_gives_no_levels(codebook, readings):
    spells, yearly = levels(codebook, readings, {**PAIR, "scope": "none", "start": "2000"})
    assert spells.empty and yearly.empty


EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["AA", "BB"]),
            "target": st.just("CC"),
            "start": st.sampled_from(["", "1985", "1995", "2005-05", "200X"]),
            "recurrence": st.sampled_from(["once", "regular", "continuous", "unstated"]),
            "event_type": st.sampled_from(["meeting", "strategy", "funding", "declaration"]),
            "resource": st.sampled_from(["none", "economic"]),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(EVENTS)
def test_spells_are_whole_and_the_rules_bracket_each_other(codebook, readings, events):
    spells, _ = levels(codebook, readings, *events)
    rank = codebook.rank()
    for _, group in spells.groupby(["reading", "persistence", "dating", "actor_a", "actor_b"]):
        assert group["to_year"].iloc[-1] == 2020
        assert list(group["from_year"].iloc[1:]) == [year + 1 for year in group["to_year"].iloc[:-1]]
        assert all(one != other for one, other in zip(group["level"], group["level"].iloc[1:]))
    by_year = {}
    for row in spells.itertuples(index=False):
        for year in range(row.from_year, row.to_year + 1):
            by_year[row.persistence, row.dating, row.reading, row.actor_a, row.actor_b, year] = rank[row.level]
    for (persistence, dating, *rest), level in by_year.items():
        assert level <= by_year["cumulative", dating, *rest]
        assert level <= by_year[persistence, "earliest", *rest]


def test_years_of_the_sources():
    years = source_years([str(ROOT / "data" / "raw" / "paper" / "sources.json")])
    assert years["asiaban2021"] == 2021 and years["nivet2006"] == 2006


def test_what_was_once_shown_adds_up_to_the_level_of_the_dyad(paper_run):
    """In the last year the cumulative rule gives the level of dyads.csv, however the undated are dated."""
    spells = pd.read_csv(paper_run / "time" / "levels_by_reading.csv", keep_default_na=False)
    dyads = pd.read_csv(paper_run / "dyads.csv", keep_default_na=False).set_index(["actor_a", "actor_b"])["level"]
    for dating in DATING:
        last = spells[
            (spells["reading"] == "definitions")
            & (spells["persistence"] == "cumulative")
            & (spells["dating"] == dating)
            & (spells["to_year"] == 2021)
        ].set_index(["actor_a", "actor_b"])["level"]
        assert last.reindex(dyads.index).fillna("none").to_dict() == dyads.to_dict()


def test_every_rule_is_computed(paper_run):
    spells = pd.read_csv(paper_run / "time" / "levels_by_reading.csv", keep_default_na=False)
    assert set(spells["persistence"]) == set(PERSISTENCE) and set(spells["dating"]) == set(DATING)
    assert set(spells["reading"]) == {"definitions", "any", "majority", "all"}
