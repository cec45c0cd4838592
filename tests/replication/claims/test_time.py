"""Each test of a claim on time or members is shown a history that bears the claim out, and one built to break it."""

import pandas as pd
import pytest

from interregional.levels.evidence import find_evidence
from interregional.memberships.sizes import Roll
from interregional.replication.claims.evidence import History
from interregional.replication.claims.memberships import MEMBERS, judge_members
from interregional.replication.claims.time import TRENDS, judge_trend
from interregional.tables.files import read_table
from interregional.time.breaks import turning_points
from interregional.time.periods import date_events, yearly_series
from interregional.time.years import Calendar, event_years, evidence_by_year, levels_by_reading
from tests.conftest import ROOT, actors_table, events_table

ACTORS = actors_table(AA="regional_organisation", BB="regional_organisation", CC="state", DD="forum")
PAIR = {"source": "AA", "target": "BB"}
REGULAR = {**PAIR, "recurrence": "regular"}
MEMBERSHIPS = """
XX AA 1990
YY AA 1990
YY BB 1995
ZZ BB 1995
XX BB 2000
VV AA 2010
"""


def history(events, actors, codebook, readings, periods=None, memberships=None, sizes=None):
    calendar = Calendar(2015, 5, {"work": 2014})
    years = event_years(events, actors, codebook, calendar)
    dated = date_events(events, years, codebook, 2015)
    spans = evidence_by_year(find_evidence(events, codebook), years)
    spells = levels_by_reading(spans, {"definitions": readings["definitions"]["levels"]}, codebook, 2015)
    series = yearly_series(dated, pd.DataFrame({"born": []}), {}, [])
    return History(
        dated=dated,
        spells=spells,
        periods=pd.DataFrame(periods or [], columns=["period", "measure", "value"]),
        turning_points=turning_points(series, ["events", "ties"], [2000], 10),
        sizes=pd.DataFrame(
            sizes or [], columns=["organisation", "year", "region", "region_states", "region_members", "most"]
        ),
        roll=Roll(memberships_table(memberships or ""), actors, ["full"]),
        actors=actors,
        codebook=codebook,
        last_year=2015,
    )


def memberships_table(text):
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(
        [(member, code, "full", start, "") for member, code, start in rows],
        columns=["member", "organisation", "status", "start", "end"],
    )


@pytest.fixture
def told(codebook, readings):
    def told(*events, **more):
        return history(events_table(*events), ACTORS, codebook, readings, **more)

    return told


def trend(past, value, **claim):
    return judge_trend({"actors": "", "dyads": "AA-BB", "value": value} | claim, past)


def members(past, value, actors):
    return judge_members({"actors": actors, "dyads": "", "value": value}, past)


def dated(year, number=1, **more):
    return [{**PAIR, "start": str(year), **more}] * number


def test_a_rate_that_rises_falls_or_is_too_small(told):
    rising = told(*dated(1990, 2), *dated(2000, 12))
    assert trend(rising, "rate|1985-1994|1995-2004|more").verdict == "supported"
    assert trend(rising, "rate|1985-1994|1995-2004|more").p < 0.05
    assert trend(rising, "rate|1985-1994|1995-2004|fewer").verdict == "not supported"
    assert trend(told(*dated(1990, 1), *dated(2000, 3)), "rate|1985-1994|1995-2004|more").verdict == "not testable"


def test_a_turn_must_stand_out_among_the_years(told):
    jump = told(*(event for year in range(1990, 2000) for event in dated(year)),
                *(event for year in range(2000, 2010) for event in dated(year, 6)))  # fmt: skip
    outcome = trend(jump, "turn|events|2000|more")
    assert outcome.verdict == "supported" and outcome.p < 0.001
    assert trend(jump, "turn|events|2000|fewer").verdict == "not supported"
    steady = told(*(event for year in range(1990, 2010) for event in dated(year, year - 1989)))
    outcome = trend(steady, "turn|events|2000|more")
    assert outcome.verdict == "mixed" and "of the other years" in outcome.note
    assert trend(told(*dated(1999, 2), *dated(2001, 2)), "turn|events|2000|more").verdict == "not testable"


def test_periods_compared_measure_by_measure(told):
    def periods(events, density):
        rows = {"events": (events, "9"), "density": ("0.2", density)}
        return [(name, key, value) for key, values in rows.items() for name, value in zip(("old", "late"), values)]

    assert trend(told(*dated(1990), periods=periods("8", "0.4")), "period|density|old|late|more").verdict == "supported"
    lower = told(*dated(1990), periods=periods("8", "0.1"))
    assert trend(lower, "period|density|old|late|more").verdict == "not supported"
    few = trend(told(*dated(1990), periods=periods("3", "0.4")), "period|density|old|late|more")
    assert few.verdict == "not testable" and "0.2 to 0.4" in few.note


def test_security_in_the_minority(told):
    none = dated(1970, 5, scope="none")
    claim = "security|1960-1980|minority"
    assert trend(told(*none, *dated(1971, 1)), claim).verdict == "supported"
    assert trend(told(*none[:1], *dated(1971, 5)), claim).verdict == "not supported"
    assert trend(told(*none[:2]), claim).verdict == "not testable"


def test_stages_of_a_dyad(told):
    claim = "levels|1990-1999=nominal|2000-2009=initial/institutionalised"
    assert trend(told(*dated(1995), {**REGULAR, "start": "2005"}), claim).verdict == "supported"
    assert trend(told(*dated(1995)), claim).verdict == "mixed"
    assert trend(told({**REGULAR, "start": "1985"}), claim).value == "1 of 2"
    assert trend(told(*dated(2012)), claim).verdict == "not supported"


def test_a_level_that_is_never_passed(told):
    assert trend(told(*dated(1995)), "stayed|nominal;initial").verdict == "supported"
    assert trend(told({**REGULAR, "start": "1985", "end": "1986"}), "stayed|nominal;initial").verdict == "not supported"


def test_tied_in_every_year(told):
    assert trend(told({**REGULAR, "start": "1985"}), "tied|1990").verdict == "supported"
    assert trend(told(*dated(1985), *dated(2000)), "tied|1985").verdict == "not supported"
    steady = told(*dated(2000), *dated(2005), *dated(2010, recurrence="regular"))
    assert trend(steady, "tied|2000").verdict == "supported"


def test_the_first_dyad_since_a_year(told):
    other = {"source": "AA", "target": "CC"}
    assert trend(told(*dated(1995), {**other, "start": "1980"}), "first|1991").verdict == "supported"
    assert trend(told(*dated(1995), {**other, "start": "1995"}), "first|1991").verdict == "mixed"
    assert trend(told(*dated(1995), {**other, "start": "1993"}), "first|1991").verdict == "not supported"
    assert trend(told({**other, "start": "1993"}), "first|1991").verdict == "not testable"


def test_founded_after_a_year(told, codebook, readings):
    actors = ACTORS.copy()
    actors.loc[actors["code"] == "DD", "founded"] = "2004-06"
    past = history(events_table(*dated(1990)), actors, codebook, readings)
    assert trend(past, "founded|2004", actors="DD").verdict == "supported"
    assert trend(past, "founded|2005", actors="DD").verdict == "not supported"
    assert trend(past, "founded|2005", actors="CC").verdict == "not testable"


@pytest.mark.parametrize(
    ("value", "actors", "verdict", "note"),
    [
        ("shared|2", "AA;BB", "supported", "2 at the end of 2000–2015"),
        ("shared|1", "AA;BB", "mixed", "1 at the end of 1995–1999"),
        ("shared|5", "AA;BB", "not supported", "5 at the end of no year"),
        ("members|3", "AA", "supported", "3 at the end of 2010–2015"),
        ("members|2", "AA", "mixed", "2 at the end of 1990–2009"),
        ("members|2|1995", "AA", "supported", ""),
        ("parts|2|1", "AA;BB", "supported", ""),
        ("parts|1|1", "AA;BB", "mixed", "1995–1999"),
        ("parts|9|9", "AA;BB", "not supported", "no year"),
        ("grew|2|3", "AA", "supported", ""),
        ("grew|2|4", "AA", "mixed", ""),
        ("grew|1|4", "AA", "not supported", ""),
        ("shared|1", "AA;DD", "not testable", ""),
        ("members|1", "DD", "not testable", ""),
        ("parts|1|1", "DD;AA", "not testable", ""),
        ("grew|1|1", "DD", "not testable", ""),
    ],
)
def test_numbers_of_members(told, value, actors, verdict, note):
    outcome = members(told(*dated(1990), memberships=MEMBERSHIPS), value, actors)
    assert outcome.verdict == verdict and note in outcome.note


def test_most_states_of_the_region(told):
    sizes = [
        ("AA", 2015, "Top", "4", "3", "yes"),
        ("BB", 2015, "Low", "4", "2", "no"),
        ("AA", 2014, "Top", "4", "1", "no"),
    ]
    past = told(*dated(1990), sizes=sizes)
    assert members(past, "most", "AA").verdict == "supported"
    assert members(past, "most", "AA;BB").verdict == "mixed"
    assert members(past, "most", "BB").verdict == "not supported"
    assert members(past, "most", "DD").verdict == "not testable"


def test_every_claim_on_time_or_members_names_a_kind_that_exists():
    claims = read_table(ROOT / "data" / "raw" / "published" / "claims.csv")
    for test, kinds in (("trend", TRENDS), ("membership", MEMBERS)):
        named = {value.split("|")[0] for value in claims.loc[claims["test"] == test, "value"]}
        assert named == set(kinds), test
