import itertools

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from interregional.exhibits import figures, saving
from interregional.exhibits.periods import draw_hubs, draw_periods, hub_places, ties_by_period
from interregional.exhibits.years import (
    draw_events,
    draw_levels,
    draw_trajectories,
    event_marks,
    order_dyads,
    trajectories,
)
from interregional.network.marks import level_colours
from interregional.time.periods import load_periods
from interregional.time.years import Calendar, event_years
from tests.conftest import ROOT, actors_table, events_table, unwrapped

ACTORS = actors_table(AA="regional_organisation", BB="regional_organisation", CC="state")
NAMES = {"AA": "آ", "BB": "ب", "CC": "پ"}
LEVELS = pd.DataFrame(
    [
        ("AA", "BB", 2001, "none"),
        ("AA", "BB", 2002, "nominal"),
        ("AA", "BB", 2003, "advanced"),
        ("AA", "CC", 2001, "initial"),
        ("AA", "CC", 2002, "none"),
        ("BB", "CC", 2002, "none"),
    ],
    columns=["actor_a", "actor_b", "year", "level"],
)
EMPTY = LEVELS.iloc[:0]


@pytest.fixture
def periods():
    return load_periods(str(ROOT / "config" / "periods.csv"), range(1963, 2022))


def texts(figure):
    own = [unwrapped(text.get_text()) for text in figure.findobj(plt.Text)]
    return " ".join(text for text in own if text)


def test_levels_are_told_apart_in_grey(codebook):
    """Each colour is clearly darker than the one before it."""
    light = []
    for colour in level_colours(codebook).values():
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        light.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    assert all(one - other > 25 for one, other in itertools.pairwise(light))


def test_dyads_in_the_order_of_their_first_tie():
    assert order_dyads(LEVELS) == [("AA", "CC"), ("AA", "BB")]


def test_marks_of_the_timeline(codebook):
    events = events_table(
        {"source": "BB", "target": "AA", "start": "2003", "event_type": "agreement"},
        {"source": "AA", "target": "CC", "event_type": "post"},
        {"source": "AA", "target": "CC", "start": "2001", "scope": "none"},
    )
    years = event_years(events, ACTORS, codebook, Calendar(2005, 5, {"work": 2004}))
    marks = event_marks(events.assign(indicators=["A1", "S1", ""]), years, codebook)
    shown = ["actor_a", "actor_b", "event_id", "family", "dated", "standing", "from_year", "to_year"]
    assert marks[shown].to_numpy().tolist() == [
        ["AA", "BB", "E1", "instrument", "yes", "yes", 2003, 2005],
        ["AA", "CC", "E2", "body", "no", "yes", 2004, 2005],
    ]


def test_highest_level_within_a_period(codebook, periods):
    found = ties_by_period(LEVELS, periods, codebook, 2021)
    assert found.to_numpy().tolist() == [
        ["new_2000s", 2001, 2010, "AA", "BB", "advanced"],
        ["new_2000s", 2001, 2010, "AA", "CC", "initial"],
    ]


def nodes(year, *rows):
    columns = ["code", "strength", "degree", "rank_strength"]
    return pd.DataFrame([(year, *row) for row in rows], columns=["year", *columns])


def test_places_of_hubs_part_equals_by_ties_and_code():
    table = nodes(2001, ("AA", "3", "1", "1"), ("BB", "3", "2", "1"), ("CC", "1", "1", "3"), ("DD", "1", "1", "3"))
    found = hub_places(pd.concat([table, nodes(2002, ("AA", "1", "1", "1"))]), 2)
    assert found[["year", "code", "rank_strength", "place"]].to_numpy().tolist() == [
        [2001, "BB", "1", 1],
        [2001, "AA", "1", 2],
    ]


def spells(*rows):
    columns = ["reading", "persistence", "dating", "actor_a", "actor_b", "from_year", "to_year", "level"]
    return pd.DataFrame([("definitions", *row) for row in rows], columns=columns)


def test_trajectories_span_the_rules(codebook):
    table = spells(
        ("window", "attested", "AA", "BB", "2002", "2002", "nominal"),
        ("window", "attested", "AA", "BB", "2003", "2003", "none"),
        ("cumulative", "earliest", "AA", "BB", "2001", "2003", "initial"),
    )
    found = trajectories(table, "definitions", ["AA-BB", "AA-CC"], codebook, 2003)
    assert found.to_numpy().tolist() == [
        ["AA-BB", 2001, "none", "none", "initial"],
        ["AA-BB", 2002, "nominal", "nominal", "initial"],
        ["AA-BB", 2003, "none", "none", "initial"],
    ]


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("levels", [LEVELS, EMPTY], ids=["some", "none"])
def test_figures_are_drawn_in_both_languages_with_something_and_with_nothing(
    codebook, wordings, periods, language, levels, tmp_path
):
    wording = wordings[language]
    layout = pd.DataFrame(columns=["code", "x", "y", "label"])
    placed = figures.place_ties(ties_by_period(levels, periods, codebook, 2021), ACTORS, layout, codebook, "period")
    marks = pd.DataFrame(
        [("AA", "BB", "E1", "body", "post", "no", "yes", 2001, 2003, "S1")] if len(levels) else [],
        columns=[
            "actor_a", "actor_b", "event_id", "family", "event_type", "dated", "standing", "from_year", "to_year",
            "indicators",
        ],
    )  # fmt: skip
    hubs = hub_places(nodes(2001, ("AA", "3", "1", "1"), ("BB", "1", "1", "2")), 1)
    paths = trajectories(
        spells(("window", "attested", "AA", "BB", "2002", "2003", "nominal")) if len(levels) else spells(),
        "definitions",
        ["AA-BB"],
        codebook,
        2003,
    )
    for name, figure in {
        "levels_by_year": draw_levels(levels, NAMES, codebook, wording),
        "events_by_dyad": draw_events(marks, NAMES, codebook, wording),
        "network_by_period": draw_periods(placed, periods, 2021, NAMES, codebook, wording),
        "hub_ranks": draw_hubs(hubs if len(levels) else hubs.iloc[:0], 1, NAMES, wording),
        "trajectories": draw_trajectories(paths, ["AA-BB"], NAMES, codebook, wording),
    }.items():
        told = texts(figure)
        assert wording[f"{name}_title"] in told and wording["selection_note"] in told
        # A trajectory is titled even where there is nothing to draw.
        named = name == "trajectories" or (bool(len(levels)) and name in ("levels_by_year", "events_by_dyad"))
        assert ("آ – ب" in told) is named, name
        saving.save(figure, tmp_path / name)
        caption = (tmp_path / f"{name}.caption.txt").read_text(encoding="utf-8")
        assert caption.startswith(wording[f"{name}_title"]) and caption.endswith(f"{wording['selection_note']}\n")
        assert "{" not in caption
        assert (tmp_path / f"{name}.png").stat().st_size > 1000
    assert wording["nothing=hub_ranks"] in texts(draw_hubs(hubs.iloc[:0], 1, NAMES, wording))
    silent = texts(draw_trajectories(paths.iloc[:0], ["AA-BB"], NAMES, codebook, wording))
    assert wording["no_evidence_at_all"].format("آ – ب") in silent
