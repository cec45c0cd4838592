import pandas as pd
import pytest

from interregional.memberships.sizes import Roll, build_two_mode, dyads_by_year, overlap, overlaps, sizes_by_year
from interregional.memberships.spells import load_memberships, load_regions, stands
from interregional.tables.files import read_table
from interregional.tables.problems import DataError
from interregional.tables.schema import load_schema
from tests.conftest import ROOT, actors_table

ACTORS = actors_table(
    NORTH="regional_organisation", SOUTH="regional_organisation", HALL="forum", ISL="state", LONE="forum"
)
ACTORS["region"] = ACTORS["code"].map({"NORTH": "Top", "SOUTH": "Bottom", "HALL": "Nowhere", "ISL": "", "LONE": ""})
STATES = "code,name_en,name_fa,m49_region,m49_subregion,m49_intermediate,from,until,cow,source,confidence,note"
HEADER = "member,organisation,status,start,end,end_reason,source_key,locator,confidence,note"
ROWS = """
ISL,NORTH,full,1990-05-01,,,work,p. 1,high,
NOR,NORTH,full,1990,2000-06-01,withdrawal,work,p. 1,high,
DNK,NORTH,full,1995,2005,suspension,work,p. 1,high,
DNK,NORTH,suspended,2005,,,work,p. 1,high,
NOR,SOUTH,observer,1999,,,work,p. 2,high,
ISL,SOUTH,full,1999-12-31,,,work,p. 2,high,
CHL,SOUTH,full,1999,,,uncorroborated,,low,
NORTH,HALL,full,2001,,,work,p. 3,high,
CHL,HALL,full,2001,,,work,p. 3,high,
"""


@pytest.fixture
def folder(tmp_path):
    states = [
        "ISL,Iceland,ایسلند,Europe,Northern Europe,,1944-05-17,,395,x,high,",
        "NOR,Norway,نروژ,Europe,Northern Europe,,1905,,385,x,high,",
        "DNK,Denmark,دانمارک,Europe,Northern Europe,,1816,2003,390,x,high,",
        "CHL,Chile,شیلی,Americas,South America,,1839,,155,x,high,",
        "GRL,Greenland,گرینلند,Americas,Northern America,,,,,x,high,dependent territory",
    ]
    (tmp_path / "states.csv").write_text("\n".join([STATES, *states]) + "\n", encoding="utf-8")
    (tmp_path / "memberships.csv").write_text(HEADER + ROWS, encoding="utf-8")
    (tmp_path / "sources.json").write_text('[{"id": "work", "type": "book"}]', encoding="utf-8")
    regions = ["region,label_fa,m49,with,without,reason", "Top,بالا,Northern Europe,,,x", "Bottom,پایین,Americas,,,x"]
    (tmp_path / "regions.csv").write_text("\n".join(regions) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def load(folder, codebook):
    def load(actors=ACTORS, **files):
        paths = {name: [str(folder / f"{name}.csv")] for name in ("memberships", "states")} | files
        return load_memberships(paths["memberships"], paths["states"], [str(folder / "sources.json")], actors, codebook)

    return load


@pytest.fixture
def roll(load):
    return Roll(load().memberships, ACTORS, ["full", "suspended"])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("1990-05-01", "", [False, True, True]),
        ("1990", "1991", [False, True, False]),
        ("1990-12-31", "1991-12-31", [False, True, False]),
        ("1989-12-31", "1992-01-01", [True, True, True]),
    ],
)
def test_a_membership_counts_for_a_year_if_it_stands_at_its_end(start, end, expected):
    assert [stands({"start": start, "end": end}, year) for year in (1989, 1990, 1991)] == expected


def test_members_by_standing(roll):
    assert roll.members("NORTH", 1999) == {"ISL", "NOR", "DNK"}
    assert roll.members("NORTH", 2000) == {"ISL", "DNK"}
    assert roll.by_status("NORTH", 2006)["suspended"] == {"DNK"}
    assert roll.members("SOUTH", 1999) == {"ISL", "CHL"}
    assert roll.members("ISL", 1999) == {"ISL"} and roll.members("LONE", 1999) == frozenset()


def test_sizes_and_shares_of_regions(load, folder):
    tables = load()
    regions = load_regions(str(folder / "regions.csv"), tables.states)
    roll = Roll(tables.memberships, ACTORS, ["full", "suspended"])
    sizes = sizes_by_year(roll, ACTORS, tables.states, regions, 2006).set_index(["organisation", "year"])
    counted = ["full", "suspended", "observer", "members", "region_states", "region_members", "region_share", "most"]
    assert sizes.loc[("NORTH", 1999), counted].tolist() == [3, 0, 0, 3, "3", "3", "1.0000", "yes"]
    # Denmark ends in 2003 in this made-up list, and is no state of the region from then on.
    assert sizes.loc[("NORTH", 2006), counted].tolist() == [1, 1, 0, 2, "2", "1", "0.5000", "no"]
    assert sizes.loc[("SOUTH", 1999), counted].tolist() == [2, 0, 1, 2, "1", "1", "1.0000", "yes"]
    assert sizes.loc[("HALL", 2001), "most"] == ""


@pytest.mark.parametrize(
    ("a", "b", "year", "shared", "jaccard", "containment", "relation"),
    [
        ("NORTH", "SOUTH", 1998, 0, "", "", "unknown"),
        ("NORTH", "SOUTH", 1999, 1, "0.2500", "0.5000", "overlapping"),
        ("ISL", "NORTH", 1999, 1, "0.3333", "1.0000", "nested"),
        ("HALL", "NORTH", 2001, 0, "0.0000", "0.0000", "nested"),
        ("HALL", "SOUTH", 2001, 1, "0.3333", "0.5000", "overlapping"),
        ("HALL", "ISL", 2001, 0, "0.0000", "0.0000", "interregional"),
        ("ISL", "LONE", 2001, 0, "", "", "unknown"),
    ],
)
def test_overlap_of_two(roll, a, b, year, shared, jaccard, containment, relation):
    found = overlap(roll, a, b, year)
    assert (found["shared"], found["jaccard"], found["containment"]) == (shared, jaccard, containment)
    assert found["relation"] == relation
    back = overlap(roll, b, a, year)
    assert (back["shared"], back["jaccard"], back["relation"]) == (shared, jaccard, relation)


def test_overlaps_leave_out_what_has_no_members(roll):
    table = overlaps(roll, [2000, 2001, 2000])
    assert [(row.actor_a, row.actor_b, row.year) for row in table.itertuples()] == [
        ("NORTH", "SOUTH", 2000),
        ("HALL", "NORTH", 2001),
        ("HALL", "SOUTH", 2001),
        ("NORTH", "SOUTH", 2001),
    ]


def test_dyads_by_year_follow_the_levels(roll):
    levels = pd.DataFrame([("ISL", "NORTH", 1999, "none")], columns=["actor_a", "actor_b", "year", "level"])
    assert dyads_by_year(roll, levels)["relation"].tolist() == ["nested"]


def test_two_mode_network(load, roll):
    graph = build_two_mode(roll, ACTORS, load().states, 2001)
    assert graph.nodes["org:NORTH"]["mode"] == "organisation" and graph.nodes["NORTH"]["mode"] == "member"
    assert graph.edges["org:HALL", "NORTH"]["status"] == "full"
    assert graph.edges["org:SOUTH", "NOR"]["status"] == "observer"
    assert ("org:NORTH", "NOR") not in graph.edges


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ISL,NORTH,full", "ISX,NORTH,full", ":2:member: ISX — not in the list"),
        ("ISL,NORTH,full", "ISL,EAST,full", ":2:organisation: EAST — not in the list"),
        ("ISL,NORTH,full", "ISL,NORTH,whole", ":2:status: whole — not in the list"),
        ("full,1990-05-01,", "full,,", ":2:start:  — the cell is empty"),
        ("full,1990-05-01,", "full,1990-02-31,", ":2:start: 1990-02-31 — there is no such day"),
        ("1990,2000-06-01,withdrawal", "1990,1980,withdrawal", ":3:end: 1980 — not after the start 1990"),
        ("1990,2000-06-01,withdrawal", "1990,,withdrawal", ":3:end:  — no end, but withdrawal"),
        ("suspended,2005", "suspended,2003", ":5:start: 2003 — overlaps the spell from 1995"),
        ("p. 1,high,\nNOR", "p. 1,sure,\nNOR", ":2:confidence: sure — not in the list"),
        ("2001,,,work,p. 3,high,\nCHL", "2001,,,book,p. 3,high,\nCHL", ":9:source_key: book — not in the list"),
    ],
)
def test_faults_are_told_by_cell(folder, load, old, new, told):
    path = folder / "memberships.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as error:
        load()
    assert told in str(error.value)


def test_a_membership_before_the_organisation_is_refused(load):
    actors = ACTORS.copy()
    actors.loc[actors["code"] == "NORTH", "counted_from"] = "1992"
    with pytest.raises(DataError, match=r"before NORTH counts as an actor \(1992\)"):
        load(actors)


def test_an_edition_without_memberships(load, folder):
    tables = load(memberships=[], states=[])
    roll = Roll(tables.memberships, ACTORS, ["full"])
    regions = load_regions(str(folder / "regions.csv"), tables.states)
    assert sizes_by_year(roll, ACTORS, tables.states, regions, 2000).empty
    assert overlaps(roll, [2000]).empty
    assert overlap(roll, "ISL", "NORTH", 2000)["relation"] == "unknown"


def test_a_region_has_no_states_that_the_edition_lacks_and_no_territories(load, folder):
    path = folder / "regions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Americas,,", "Americas,GRL;NOR,"), encoding="utf-8")
    assert load_regions(str(path), load().states)["Bottom"] == {"CHL", "NOR"}
    nothing = load(states=[], memberships=[])
    regions = load_regions(str(path), nothing.states)
    assert regions["Bottom"] == set()
    roll = Roll(load().memberships, ACTORS, ["full"])
    assert set(sizes_by_year(roll, ACTORS, nothing.states, regions, 2000)["most"]) <= {"no", ""}


def test_a_region_of_nowhere_is_told(load, folder):
    path = folder / "regions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Northern Europe", "Atlantis"), encoding="utf-8")
    with pytest.raises(DataError, match="no state is in it \\(Atlantis\\)"):
        load_regions(str(path), load().states)


RAW = ROOT / "data" / "raw" / "paper"


@pytest.fixture(scope="module")
def paper(codebook):
    from interregional.catalogue.loading import load_catalogue

    sources = [str(RAW / name) for name in ("sources.json", "sources_memberships.json")]
    catalogue = load_catalogue([str(RAW / "events.csv")], [str(RAW / "actors.csv")], sources, codebook)
    tables = load_memberships(
        [str(RAW / "memberships.csv")], [str(RAW / "states.csv")], sources, catalogue.actors, codebook
    )
    return catalogue.actors, tables


def test_the_paper_s_memberships_are_canonical(paper):
    _, tables = paper
    assert tables.log.empty
    raw = read_table(RAW / "memberships.csv")[list(load_schema("memberships")["properties"])]
    assert raw.sort_values(["organisation", "member", "start"], ignore_index=True).equals(tables.memberships)


def test_every_actor_with_members_has_them(paper):
    actors, tables = paper
    without = set(actors.loc[actors["kind"] != "state", "code"]) - set(tables.memberships["organisation"])
    assert without == set()


def test_every_region_of_an_actor_is_defined(paper):
    actors, tables = paper
    assert set(actors["region"]) <= set(load_regions(str(ROOT / "config" / "regions.csv"), tables.states))


# Sizes that the organisations themselves publish, at the end of the year.
@pytest.mark.parametrize(
    ("organisation", "sizes"),
    [
        ("NATO", {1949: 12, 1952: 14, 1955: 15, 1982: 16, 1999: 19, 2004: 26, 2009: 28, 2017: 29, 2020: 30, 2021: 30}),
        ("EU", {1958: 6, 1973: 9, 1981: 10, 1986: 12, 1995: 15, 2004: 25, 2007: 27, 2013: 28, 2020: 27}),
        ("ASEAN", {1967: 5, 1984: 6, 1995: 7, 1997: 9, 1999: 10, 2021: 10}),
        ("OAS", {1991: 35, 2021: 35}),
        ("OSCE", {1973: 35, 2012: 57, 2021: 57}),
        ("AU", {2002: 53, 2011: 54, 2017: 55, 2021: 55}),
        ("ASEM", {1996: 26, 2014: 53, 2021: 53}),
        ("GCC", {1981: 6, 2021: 6}),
        ("ECOWAS", {1975: 15, 1977: 16, 2000: 15, 2021: 15}),
        ("SCO", {2001: 6, 2017: 8, 2021: 8}),
        ("CELAC", {2011: 33}),
        ("CARICOM", {2021: 15}),
        ("ICI", {2021: 4}),
        ("MD", {2021: 7}),
        ("AASM", {1964: 18}),
        ("EEU", {2015: 5}),
        ("ECO", {1985: 3, 1992: 10}),
        ("UNASUR", {2008: 12}),
    ],
)
def test_sizes_are_those_that_are_published(paper, organisation, sizes):
    actors, tables = paper
    roll = Roll(tables.memberships, actors, ["full", "suspended"])
    assert {year: len(roll.members(organisation, year)) for year in sizes} == sizes
