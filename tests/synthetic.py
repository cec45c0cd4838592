"""Made-up editions for the explorer: a tiny one to look at closely, and large ones to measure."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pandas as pd

from interregional.catalogue.actors import dyad_type
from interregional.codebook.decisions import Codebook
from interregional.levels.dyads import DYAD_COLUMNS
from interregional.pages.explorer.tables import (
    EVIDENCE_YEAR_COLUMNS,
    MEASURES,
    MEMBERSHIP_COLUMNS,
    NODE_YEAR_COLUMNS,
    REGION_COLUMNS,
    SPELL_COLUMNS,
    STATE_COLUMNS,
    Edition,
    Tables,
)
from interregional.time.years import DATING, PERSISTENCE
from tests.conftest import EVENT, actors_table, events_table

EDITION = Edition("made-up", "definitions", ["institutionalised", "advanced"])
SOURCES = [
    {
        "id": "work",
        "author": [{"family": "Doe", "given": "J."}],
        "issued": {"date-parts": [[2011]]},
        "title": "A <work>",
        "URL": "https://example.org/work",
    }
]
# The bounds of a level whose evidence leaves nothing open.
EXACT = {level: (level, level, "exact", "") for level in ("nominal", "advanced")}
_LEVEL_COLUMNS = ["actor_a", "actor_b", "published_level", "coded_level", "agree", "note"]
_BALANCE_COLUMNS = ["actor_a", "actor_b", "published_balance", "coded_balance", "agree"]
_FLOW_COLUMNS = ["source", "target", "events", "event_ids", "currency", "amount"]


def table(columns: Iterable[str], *rows: Iterable[object]) -> pd.DataFrame:
    """A table of text cells."""
    return pd.DataFrame([[str(cell) for cell in row] for row in rows], columns=list(columns), dtype=str)


def every_way(codebook_readings: Iterable[str], *runs: tuple[object, ...]) -> list[tuple[object, ...]]:
    """The same spells under every reading, persistence and dating."""
    return [
        (reading, persistence, dating, *run)
        for reading in codebook_readings
        for persistence in PERSISTENCE
        for dating in DATING
        for run in runs
    ]


def tiny_tables(readings: Iterable[str]) -> Tables:
    """Four actors and three dyads, with hostile text in the events and time in the levels.

    AA – BB is institutionalised from 2001 and advanced from 2010, AA – CC nominal from 2005, of
    BB – DD the paper alone speaks. Cumulative persistence has AA – BB advanced from 2005.
    """
    actors = actors_table(AA="regional_organisation", BB="subregional_organisation", CC="state", DD="forum").assign(
        name_fa=["اتحادیهٔ الف", "سازمان ب", "کشور پ", "مجمع ت"],
        label_fa=["الف", "ب", "پ", "ت"],
        aliases=["Alpha union;اتحاديه الف", "", "Land of C", ""],
        region=["Top", "Top", "", "Elsewhere"],
    )
    events = events_table(
        {"source": "AA", "target": "BB", "start": "2001-03-17", "recurrence": "regular", "scope": "main"},
        {
            "source": "AA", "target": "BB", "directed": "yes", "start": "2010", "event_type": "funding",
            "scope": "main", "resource": "economic", "amount": "1500000", "currency": "EUR",
            "issue_area": "maritime", "description_en": "<img src=x onerror=alert(1)></script><b>bold</b>\u2028",
            "description_fa": "کمک <b>مالی</b>",
        },
        {"source": "AA", "target": "CC", "start": "200X", "event_type": "memorandum", "scope": "main"},
    )  # fmt: skip
    dyads = table(
        DYAD_COLUMNS,
        ("AA", "BB", "regional-subregional", "advanced", *EXACT["advanced"], "A1;A3;S2", "E1;E2", "", "2001", "2010",
         2, 0, "1.000000", "asymmetric", "EUR 1500000", "", "no"),
        ("AA", "CC", "regional-state", "nominal", *EXACT["nominal"], "N3", "E3", "", "2005", "2005", 0, 0, "",
         "undetermined", "", "", "yes"),
    )  # fmt: skip
    spells = every_way(
        readings,
        ("AA", "BB", 2001, 2009, "institutionalised"),
        ("AA", "BB", 2010, 2012, "advanced"),
        ("AA", "CC", 2005, 2012, "nominal"),
    )
    spells = [row for row in spells if row[1] == "window" or row[4] != "BB"]
    spells += [
        (reading, "cumulative", dating, "AA", "BB", *run)
        for reading in readings
        for dating in DATING
        for run in ((2001, 2004, "institutionalised"), (2005, 2012, "advanced"))
    ]
    shown = [("AA", "BB", "S2", "E1"), ("AA", "BB", "A1", "E2"), ("AA", "BB", "A3", "E2"), ("AA", "CC", "N3", "E3")]
    starts = {"E1": 2001, "E2": 2010, "E3": 2005}
    evidence_years = [
        (*row, persistence, dating, starts[row[3]], 2012)
        for row in shown
        for persistence in PERSISTENCE
        for dating in DATING
    ]
    measures = MEASURES
    return Tables(
        events=events,
        evidence=table(["actor_a", "actor_b", "indicator", "event_id", "rule"], *[(*row, "R") for row in shown]),
        dyads=dyads,
        actors=actors,
        nodes=table(["code", *measures], ("AA", 2, 5, 0.5, 2, 0), ("BB", 1, 4, 0, 0, 2), ("CC", 1, 1, 0, 0, 0)),
        flows=table(_FLOW_COLUMNS, ("AA", "BB", 2, "E2", "EUR", "1500000")),
        levels=table(
            _LEVEL_COLUMNS,
            ("AA", "BB", "advanced", "advanced", "yes", ""),
            ("AA", "CC", "institutionalised", "nominal", "no", "not in Table 1"),
            ("BB", "DD", "initial", "none", "no", ""),
        ),
        balance=table(_BALANCE_COLUMNS, ("AA", "BB", "symmetric", "asymmetric", "no")),
        layout=table(["code", "x", "y", "label"], ("AA", 0, 0, "above"), ("BB", 3, 2, "above"), ("CC", -3, 2, "below")),
        spells=table(SPELL_COLUMNS, *spells),
        evidence_years=table(EVIDENCE_YEAR_COLUMNS, *evidence_years),
        node_years=table(
            NODE_YEAR_COLUMNS,
            *[(year, code, 1, 3, 0, rank, rank, 1) for year in (2001, 2002) for rank, code in ((1, "AA"), (2, "BB"))],
        ),
        memberships=table(MEMBERSHIP_COLUMNS, ("FRA", "AA", "full", "1999-01-01", "2008")),
        states=table(STATE_COLUMNS, ("FRA", "France", "فرانسه")),
        regions=table(REGION_COLUMNS, ("Top", "بالا")),
    )


def large_tables(actors: int, ties: int, events: int, codebook: Codebook, readings: Iterable[str]) -> Tables:
    """An edition of any size, the same on every call."""
    chance = random.Random(1400)
    kinds = codebook.values("kind")
    codes = [f"A{number:04d}" for number in range(actors)]
    people = actors_table(**{code: kinds[number % len(kinds)] for number, code in enumerate(codes)})
    pairs = sorted(chance.sample([(a, b) for place, a in enumerate(codes) for b in codes[place + 1 :]], ties))
    levels = [level for level in codebook.values("level") if level != "none"]
    indicators = codebook.values("indicator")
    types = codebook.values("event_type")
    rows, shown, owned = [], [], {pair: [] for pair in pairs}
    for number in range(events):
        pair = pairs[number % ties]
        event = f"E{number:06d}"
        year = 1960 + chance.randrange(60)
        rows.append(
            {
                **EVENT, "event_id": event, "start": str(year), "source": pair[0], "target": pair[1],
                "event_type": chance.choice(types), "locator": f"4-1: place {number}",
                "description_en": f"Event {number} between the two, told in one line of ordinary length",
                "description_fa": f"رویداد {number} میان دو طرف، در یک سطر با درازای معمول",
            }
        )  # fmt: skip
        owned[pair].append(event)
        shown.append((*pair, chance.choice(indicators), event, year))
    columns = list(events_table().columns)
    kind_of = dict(zip(people["code"], people["kind"]))
    dyads = [
        (a, b, dyad_type(kind_of[a], kind_of[b], codebook), chance.choice(levels), "nominal", "institutionalised",
         "open", "institutionalised: S2", "N1;S2", ";".join(owned[a, b]), "", "1960", "2019", 1, 0, "1",
         "undetermined", "", "", "no")
        for a, b in pairs
    ]  # fmt: skip
    spells = [
        (reading, persistence, dating, a, b, first, first + 14, chance.choice(levels))
        for reading in readings
        for persistence in PERSISTENCE
        for dating in DATING
        for a, b in pairs
        for first in (1960, 1980, 2000)
    ]
    evidence_years = [
        (*row[:4], persistence, dating, row[4], min(row[4] + 5, 2019))
        for row in shown
        for persistence in PERSISTENCE
        for dating in DATING
    ]
    measures = MEASURES
    return Tables(
        events=pd.DataFrame([[row.get(column, "") for column in columns] for row in rows], columns=columns),
        evidence=table(["actor_a", "actor_b", "indicator", "event_id"], *[row[:4] for row in shown]),
        dyads=table(DYAD_COLUMNS, *dyads),
        actors=people,
        nodes=table(["code", *measures], *[(code, 50, 100, 0.01, 5, 5) for code in codes]),
        flows=table(_FLOW_COLUMNS, *[(a, b, 1, "", "EUR", "1000") for a, b in pairs]),
        levels=table(_LEVEL_COLUMNS, *[(a, b, chance.choice(levels), "none", "no", "") for a, b in pairs[::2]]),
        balance=table(_BALANCE_COLUMNS),
        layout=table(["code", "x", "y", "label"], ("A0000", 0, 0, "above")),
        spells=table(SPELL_COLUMNS, *spells),
        evidence_years=table(EVIDENCE_YEAR_COLUMNS, *evidence_years),
        node_years=table(
            NODE_YEAR_COLUMNS,
            *[(year, code, 1, 3, 0, 1, 2, 3) for code in codes for year in range(1960, 2020)],
        ),
        memberships=table(MEMBERSHIP_COLUMNS),
        states=table(STATE_COLUMNS),
        regions=table(REGION_COLUMNS),
    )
