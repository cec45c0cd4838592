"""What one pass over event files keeps, and whom it finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interregional.catalogue.loading import load_actors
from interregional.streams.layouts import load_layouts
from interregional.streams.matching import Side
from interregional.streams.parts import progress_line, write_part
from interregional.streams.reading import read_files
from interregional.streams.tables import KEYS, load_stream_tables
from interregional.tables.problems import DataError
from tests.conftest import CODEBOOK_FILES, ROOT
from tests.event_files import (
    ARMY,
    AU,
    EU,
    NATO,
    NOBODY,
    OWN_LAYOUT,
    PRESS,
    USA,
    Act,
    Party,
    gdelt,
    icews,
    own,
    phoenix,
    polecat,
    put,
)  # fmt: skip

DAY = "2015-03-01"


class Bench:
    """The project's own tables, ready to read files with."""

    def __init__(self, codebook):
        self.layouts = load_layouts(ROOT / "config" / "streams" / "layouts.yaml", {"mine": OWN_LAYOUT}, "config.yaml")
        self.actors = load_actors([str(ROOT / "data" / "raw" / "paper" / "actors.csv")], codebook)
        paths = [ROOT / "config" / "streams" / f"{name}.csv" for name in KEYS]
        self.tables = load_stream_tables(paths, list(self.actors["code"]), codebook)
        self.matchers = {layout.name: self.tables.matcher(layout, self.actors) for layout in self.layouts}

    def read(self, *paths, unreadable=0.0):
        return read_files(paths, self.layouts, self.matchers, self.tables.schemes(), unreadable, 1)

    def dyads(self, *paths):
        return [(r[5], r[6], r[4]) for r in sorted(self.read(*paths).records)]

    def match(self, layout, day, **cells):
        roles = tuple(cells.pop("roles", ()))
        side = Side(*(cells.get(key, "") for key in ("name", "code", "group", "country")), roles)
        return self.matchers[layout].match(side, day)


@pytest.fixture(scope="module")
def bench():
    from interregional.codebook.decisions import load_codebook

    return Bench(load_codebook(CODEBOOK_FILES))


MAKERS = {"gdelt_2": gdelt, "gdelt_1": lambda acts: gdelt(acts, 57), "icews": icews, "phoenix": phoenix, "mine": own}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_format_gives_the_same_dyads(bench, tmp_path, kind):
    acts = [Act("1", DAY, EU, AU, "042"), Act("2", DAY, NOBODY, EU, "040"), Act("3", DAY, AU, AU, "040")]
    if kind not in ("mine", "phoenix"):
        acts.append(Act("4", DAY, USA, EU, "057"))
    path = put(MAKERS[kind](acts), tmp_path / "file.csv")
    expected = [("EU", "AU", "042"), ("USA", "EU", "057")][: 1 if kind in ("mine", "phoenix") else 2]
    assert bench.dyads(path) == expected


def test_polecat_with_its_types_modes_and_contexts(bench, tmp_path):
    acts = [
        Act("1", DAY, EU, AU, "CONSULT/visit", "military;diplomatic"),
        Act("2", DAY, EU, AU, "CONSULT/sing", "economic"),
        Act("3", DAY, EU, AU, "AID", "peacekeeping"),
        Act("4", DAY, EU, AU, "CONSULT", "diplomatic"),
    ]
    found = sorted(bench.read(put(polecat(acts), tmp_path / "x.txt")).records, key=lambda record: record[1])
    assert [(r[4], r[9], r[10]) for r in found] == [
        ("CONSULT/visit", "main", "no"),
        ("CONSULT", "none", "no"),
        ("AID", "main", "no"),
        ("CONSULT", "", "no"),
    ]


def test_a_summit_in_one_cell_becomes_pairs(bench, tmp_path):
    several = Party("European Union; African Union; Some Company; North Atlantic Treaty Organization")
    found = bench.read(put(polecat([Act("1", DAY, several, Party(), "CONSULT")]), tmp_path / "x.txt")).records
    assert sorted((r[5], r[6], r[10]) for r in found) == [
        ("AU", "NATO", "yes"),
        ("EU", "AU", "yes"),
        ("EU", "NATO", "yes"),
    ]


def test_two_states_are_no_dyad_of_ours(bench, tmp_path):
    china = Party("CHINA", "CHNGOV", "", "CHN", "China", ("GOV",), ("Government",))
    assert bench.dyads(put(gdelt([Act("1", DAY, USA, china, "042")]), tmp_path / "x")) == []


def test_a_state_acts_through_those_who_speak_for_it(bench, tmp_path):
    acts = [Act("1", DAY, PRESS, EU, "042"), Act("2", DAY, ARMY, EU, "042"), Act("3", DAY, USA, EU, "042")]
    part = bench.read(put(gdelt(acts), tmp_path / "x"))
    assert [(r[1], r[9]) for r in sorted(part.records)] == [("2", "main"), ("3", "")]
    assert part.mentions["gdelt", "2015", "", "USA: no role that speaks for the state"] == 1


@pytest.mark.parametrize(
    ("layout", "name", "country", "roles", "actor"),
    [
        ("gdelt_2", "UNITED STATES", "USA", [], "USA"),
        ("gdelt_2", "WASHINGTON", "USA", [], ""),
        ("gdelt_2", "PENNSYLVANIA", "USA", [], ""),
        ("gdelt_2", "AMERICAN", "USA", [], ""),
        ("gdelt_2", "PENTAGON", "USA", ["MIL"], "USA"),
        ("gdelt_2", "UNITED STATES", "USA", ["MED"], ""),
        ("icews", "China", "China", [], "CHN"),
        ("icews", "China", "", [], "CHN"),
        ("icews", "A Former Minister", "China", [], ""),
        ("polecat", "China", "CHN", [], "CHN"),
        ("polecat", "China", "", [], ""),
        ("phoenix", "", "CHN", [], "CHN"),
    ],
)
def test_a_state_without_a_role_bears_its_name(bench, layout, name, country, roles, actor):
    found = bench.match(layout, DAY, name=name, country=country, roles=roles)
    assert found.actor == actor, found.reason
    if not actor and country and not roles:
        assert found.reason.endswith(": neither its name nor a role that speaks for it")


def test_a_role_that_no_table_has_is_told(bench):
    found = bench.match("gdelt_2", DAY, code="USA", country="USA", roles=["XYZ"])
    assert found.reason.endswith("(not in the table of roles: XYZ)")


@pytest.mark.parametrize(
    ("sectors", "security"),
    [
        (("Government", "Executive", "Defense / Security Ministry", "Lower House"), "main"),
        (("Government", "Executive", "Executive Office", "Military", "Unicameral"), ""),
    ],
)
def test_a_head_of_state_does_not_make_security_the_subject(bench, tmp_path, sectors, security):
    person = Party("SOMEBODY", country_name="China", sectors=sectors)
    [record] = bench.read(put(icews([Act("1", DAY, person, EU, "040")]), tmp_path / "x.tab")).records
    assert record[9] == security


@pytest.mark.parametrize(
    ("layout", "day", "cells", "actor"),
    [
        ("gdelt_2", "1999-05-01", {"name": "AFRICAN UNION", "code": "IGOAFRAFU"}, ""),
        ("gdelt_2", "2005-05-01", {"name": "AFRICAN UNION", "code": "IGOAFRAFU"}, "AU"),
        ("gdelt_2", "1999-05-01", {"group": "OAU", "name": "AFRICAN UNION"}, ""),
        ("gdelt_2", "2005-05-01", {"group": "OAU", "name": "OAU"}, ""),
        ("gdelt_2", "2005-05-01", {"group": "OAU", "name": "AFRICAN UNION"}, "AU"),
        ("gdelt_2", "1985-05-01", {"name": "EUROPEAN COMMUNITY"}, "EU"),
        ("gdelt_2", "2005-05-01", {"name": "EUROPEAN COMMUNITY"}, ""),
        ("gdelt_2", "2005-05-01", {"name": "SCO"}, ""),
        ("gdelt_2", "2005-05-01", {"name": "Shanghai Cooperation Organization"}, "SCO"),
        ("gdelt_2", "2005-05-01", {"code": "IGOEEU"}, ""),
        ("icews", "2018-06-01", {"name": "Federica Mogherini", "country": "Italy"}, "EU"),
        ("icews", "2013-06-01", {"name": "Federica Mogherini", "country": "Italy"}, ""),
        ("icews", "2018-06-01", {"name": "Ursula von der Leyen", "country": "Germany"}, ""),
        ("icews", "2020-06-01", {"name": "Ursula von der Leyen", "country": "Germany"}, "EU"),
        ("icews", "1997-06-01", {"name": "Javier Solana"}, "NATO"),
        ("icews", "2005-06-01", {"name": "javier solana "}, "EU"),
        ("icews", "2020-06-01", {"name": "Union of South American Nations"}, "UNASUR"),
    ],
)
def test_names_codes_and_offices_hold_in_their_time(bench, layout, day, cells, actor):
    found = bench.match(layout, day, **cells)
    assert found.actor == actor, found.reason
    assert found.reason


def test_two_bodies_on_one_side_are_neither(bench):
    found = bench.match("gdelt_2", DAY, name="NATO", group="EEC")
    assert found.actor == "" and found.reason == "stands for several actors: EU, NATO"


def test_rows_of_both_widths_of_gdelt_1(bench, tmp_path):
    text = gdelt([Act("1", DAY, EU, AU, "042")], 57) + gdelt([Act("2", DAY, EU, AU, "042")], 58)
    part = bench.read(put(text, tmp_path / "x.csv"))
    assert [record[1] for record in sorted(part.records)] == ["1", "2"] and part.files[0][2:6] == (2, 2, 2, 0)


def test_unreadable_rows_are_counted_and_too_many_refused(bench, tmp_path):
    sound = gdelt([Act(str(n), DAY, EU, AU, "042") for n in range(1, 9)])
    broken = sound + "a\tb\n" + gdelt([Act("9", "2015-13-45", EU, AU, "042")])
    path = put(broken, tmp_path / "x.csv")
    part = bench.read(path, unreadable=0.5)
    assert part.files[0][2:6] == (10, 9, 8, 2)
    assert sorted(part.unreadable) == [
        (path, 0, "record 9: 20151345 is not a day (%Y%m%d)"),
        (path, 9, "missing columns"),
    ]
    with pytest.raises(DataError) as error:
        bench.read(path, unreadable=0.1)
    assert f"{path}:9::  — missing columns; at most 0.1 of the rows unreadable, here 0.2000 (2 of 10)" in str(
        error.value
    )


def test_a_code_that_no_scheme_has(bench, tmp_path):
    path = put(gdelt([Act("1", DAY, EU, AU, "042"), Act("2", DAY, EU, AU, "---")]), tmp_path / "x.csv")
    assert bench.read(path, unreadable=1.0).unreadable == [(path, 0, "record 2: no code of the scheme")]


def test_a_longer_code_means_what_it_begins_with(bench, tmp_path):
    acts = [Act("1", DAY, EU, AU, "0341"), Act("2", DAY, EU, AU, "1823")]
    assert [r[4] for r in sorted(bench.read(put(gdelt(acts), tmp_path / "x")).records)] == ["034", "18"]


NAMES = st.sampled_from([EU, AU, NATO, USA, PRESS, NOBODY])
ACTS = st.lists(
    st.tuples(NAMES, NAMES, st.sampled_from(["042", "057", "072", "0861", "190"]), st.integers(1, 28)), max_size=12
)


@settings(deadline=None, max_examples=20)
@given(acts=ACTS, cut=st.integers(0, 12))
def test_any_split_of_the_rows_gives_the_same_records(bench, tmp_path_factory, acts, cut):
    folder = tmp_path_factory.mktemp("split")
    rows = [Act(str(n), f"2015-03-{day:02d}", a, b, code) for n, (a, b, code, day) in enumerate(acts)]
    parts = [put(gdelt(part), folder / f"{n}.csv") for n, part in enumerate((rows[:cut], rows[cut:])) if part]
    whole = [put(gdelt(rows[::-1]), folder / "whole.csv")] if rows else []
    one, other = bench.read(*parts), bench.read(*whole)
    assert sorted(one.records) == sorted(other.records) and one.mentions == other.mentions


def test_parts_are_written_sorted_and_each_record_once(bench, tmp_path):
    act = Act("1", DAY, EU, AU, "042")
    path = put(gdelt([act, act]), tmp_path / "x.csv")
    names = [str(tmp_path / f"{name}.csv") for name in ("records", "mentions", "unreadable", "files")]
    part = bench.read(path)
    write_part(part, *names)
    assert (tmp_path / "records.csv").read_text().count("\n") == 2
    jobs = {"this": [path], "next": [path]}
    (tmp_path / "this").mkdir()
    written = tmp_path / "this" / "files.csv"
    written.write_text("")
    assert progress_line(part, 2.0, str(written), jobs) == (
        "x.csv: 2 rows in 2.0 s, 2 between two actors; 1 files left, about 2 s for one job at a time"
    )
    assert progress_line(part, 2.0, str(written), {"this": [path]}).endswith("; the last")
