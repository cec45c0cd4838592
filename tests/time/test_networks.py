import pandas as pd
import pytest

from interregional.levels.evidence import find_evidence
from interregional.time.networks import (
    Rules,
    existing_actors,
    flows_by_year,
    measures_by_year,
    networks_by_year,
    nodes_by_year,
    span_of,
    tie_histories,
)
from interregional.time.years import Calendar, event_years
from tests.conftest import actors_table, events_table

ACTORS = actors_table(AA="regional_organisation", BB="regional_organisation", CC="state", DD="forum")
ACTORS.loc[ACTORS["code"] == "DD", ["counted_from", "dissolved"]] = ["2002", "2003-05"]
GIFT = {"event_type": "funding", "resource": "economic", "directed": "yes", "setting": "none"}
DRAWN = ["institutionalised", "advanced"]


@pytest.fixture
def networks(codebook, readings):
    events = events_table(
        {"source": "AA", "target": "BB", "start": "2000", "recurrence": "regular", "end": "2003"},
        {"source": "AA", "target": "CC", "start": "2001", "end": "2001"},
        {"source": "BB", "target": "AA", "start": "2002", "end": "2002", **GIFT},
    )
    years = event_years(events, ACTORS, codebook, Calendar(2004, 1, {}))
    rules = Rules(codebook, readings["definitions"]["levels"], {"minimum_flows": 2, "ratio": 2})
    chosen = span_of(years, 2004)
    return list(networks_by_year(events, find_evidence(events, codebook), ACTORS, years, rules, chosen))


def test_each_year_is_coded_from_the_events_that_count_in_it(networks):
    ties = {one.year: {(a, b): tie["level"] for a, b, tie in one.graph.edges(data=True)} for one in networks}
    assert ties == {
        2000: {("AA", "BB"): "institutionalised"},
        2001: {("AA", "BB"): "institutionalised", ("AA", "CC"): "nominal"},
        2002: {("AA", "BB"): "institutionalised"},
        2003: {("AA", "BB"): "institutionalised"},
        2004: {},
    }


def test_ranks_of_equals_and_of_nought(networks):
    nodes = nodes_by_year(networks, DRAWN).set_index(["year", "code"])
    assert nodes.loc[(2001, "AA"), "rank_degree"] == "1"
    assert nodes.loc[(2001, "BB"), "rank_degree"] == nodes.loc[(2001, "CC"), "rank_degree"] == "2"
    assert nodes.loc[(2001, "BB"), "rank_flows_out"] == "" and nodes.loc[(2002, "BB"), "rank_flows_out"] == "1"
    assert "label_en" not in nodes.columns


def test_without_a_year_there_are_columns_and_no_rows(networks):
    assert list(nodes_by_year([], DRAWN).columns) == list(nodes_by_year(networks, DRAWN).columns)


def test_measures_of_the_whole(networks, codebook):
    table = measures_by_year(networks, ACTORS, codebook, DRAWN)
    found = table[table["network"] == "all"].set_index(["year", "measure"])["value"]
    assert [found[year, "ties_born"] for year in range(2000, 2005)] == [1, 1, 0, 0, 0]
    assert [found[year, "ties_ended"] for year in range(2000, 2005)] == [0, 0, 1, 0, 1]
    assert [found[year, "actors_existing"] for year in range(2000, 2005)] == [3, 3, 4, 4, 3]
    assert found[2002, "density_existing"] == pytest.approx(1 / 6, abs=1e-6)
    assert found[2001, "ties_nominal"] == 1 and found[2001, "ties_institutionalised"] == 1


def test_actors_that_exist():
    assert existing_actors(ACTORS, 2001) == ["AA", "BB", "CC"]
    assert existing_actors(ACTORS, 2003) == ["AA", "BB", "CC", "DD"]


def test_flows_of_a_year(networks):
    assert flows_by_year(networks).to_numpy().tolist() == [[2002, "BB", "AA", 1]]


def test_birth_and_end_of_ties(codebook):
    levels = pd.DataFrame(
        [("AA", "BB", 2000 + place, level) for place, level in enumerate(["nominal", "none", "advanced", "nominal"])]
        + [("AA", "CC", 2000 + place, level) for place, level in enumerate(["initial", "none", "none", "none"])]
        + [("AA", "DD", 2003, "none")],
        columns=["actor_a", "actor_b", "year", "level"],
    )
    assert tie_histories(levels, codebook).to_numpy().tolist() == [
        ["AA", "BB", 2000, "", 2, "advanced", 2002, "nominal"],
        ["AA", "CC", 2000, "2001", 1, "initial", 2000, "none"],
    ]


def test_years_and_networks_of_the_paper_tell_the_same(paper_run):
    """The level of each dyad in a year, the ties of that year's network and its measures agree."""
    levels = pd.read_csv(paper_run / "levels_by_year.csv")
    measures = pd.read_csv(paper_run / "network" / "measures_by_year.csv").set_index(["year", "network", "measure"])
    for year, group in levels.groupby("year"):
        assert (group["level"] != "none").sum() == measures.loc[(year, "all", "ties"), "value"]
    for year in (2000, 2010):
        dyads = pd.read_csv(paper_run / "as_of" / str(year) / "dyads.csv").set_index(["actor_a", "actor_b"])["level"]
        own = levels[levels["year"] == year].set_index(["actor_a", "actor_b"])["level"]
        assert dyads[dyads != "none"].to_dict() == own[own != "none"].to_dict()
