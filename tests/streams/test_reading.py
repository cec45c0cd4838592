"""What one pass over event files keeps, and whom it finds."""

import csv
import datetime
import io
import json

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interregional.streams.matching import Side
from interregional.streams.parts import TABLES, progress_line
from interregional.tables.problems import DataError
from tests.event_files import (
    ARMY,
    AU,
    EU,
    NATO,
    NOBODY,
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
)

DAY = "2015-03-01"
MAKERS = {"gdelt 2": gdelt, "gdelt 1": lambda acts: gdelt(acts, 57), "icews": icews, "phoenix": phoenix, "mine": own}


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
    assert ("gdelt", "2015", "", "USA: no role that speaks for the state", 1) in part.mentions


@pytest.mark.parametrize(
    ("layout", "name", "country", "roles", "actor"),
    [
        ("gdelt", "UNITED STATES", "USA", [], "USA"),
        ("gdelt", "WASHINGTON", "USA", [], ""),
        ("gdelt", "PENNSYLVANIA", "USA", [], ""),
        ("gdelt", "AMERICAN", "USA", [], ""),
        ("gdelt", "PENTAGON", "USA", ["MIL"], "USA"),
        ("gdelt", "UNITED STATES", "USA", ["MED"], ""),
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
    found = bench.match("gdelt", DAY, code="USA", country="USA", roles=["XYZ"])
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
        ("gdelt", "1999-05-01", {"name": "AFRICAN UNION", "code": "IGOAFRAFU"}, ""),
        ("gdelt", "2005-05-01", {"name": "AFRICAN UNION", "code": "IGOAFRAFU"}, "AU"),
        ("gdelt", "1999-05-01", {"group": "OAU", "name": "AFRICAN UNION"}, ""),
        ("gdelt", "2005-05-01", {"group": "OAU", "name": "OAU"}, ""),
        ("gdelt", "2005-05-01", {"group": "OAU", "name": "AFRICAN UNION"}, "AU"),
        ("gdelt", "1985-05-01", {"name": "EUROPEAN COMMUNITY"}, "EU"),
        ("gdelt", "2005-05-01", {"name": "EUROPEAN COMMUNITY"}, ""),
        ("gdelt", "2005-05-01", {"name": "SCO"}, ""),
        ("gdelt", "2005-05-01", {"name": "Shanghai Cooperation Organization"}, "SCO"),
        ("gdelt", "2005-05-01", {"code": "IGOEEU"}, ""),
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
    found = bench.match("gdelt", DAY, name="NATO", group="EEC")
    assert found.actor == "" and found.reason == "stands for several actors: EU, NATO"


def test_rows_of_both_widths_of_gdelt_1(bench, tmp_path):
    text = gdelt([Act("1", DAY, EU, AU, "042")], 57) + gdelt([Act("2", DAY, EU, AU, "042")], 58)
    part = bench.read(put(text, tmp_path / "x.csv"))
    assert [record[1] for record in sorted(part.records)] == ["1", "2"] and part.files[0][2:8] == (2, 2, 2, 0, 0, 0)


def test_unreadable_rows_are_counted_and_too_many_refused(bench, tmp_path):
    sound = gdelt([Act(str(n), DAY, EU, AU, "042") for n in range(1, 9)])
    broken = sound + "a\tb\n" + gdelt([Act("9", "2015-13-45", EU, AU, "042")])
    path = put(broken, tmp_path / "x.csv")
    part = bench.read(path, unreadable=0.5)
    assert part.files[0][2:8] == (10, 9, 8, 0, 2, 0)
    assert sorted(part.unreadable) == [
        (path, 0, "record 9: 20151345 is not a day (YYYYMMDD or YYYY-MM-DD)"),
        (path, 9, "missing columns"),
    ]
    with pytest.raises(DataError) as error:
        bench.read(path, unreadable=0.1)
    assert f"{path}:9::  — missing columns; at most 0.1 of the rows unreadable, here 0.2000 (2 of 10)" in str(
        error.value
    )


def test_codes_that_no_scheme_has_are_counted_and_listed(bench, tmp_path):
    acts = [
        Act("1", DAY, EU, AU, "042"),
        *(Act(str(n), DAY, EU, AU, "---") for n in (2, 3)),
        Act("4", DAY, EU, AU, "13y"),
    ]
    part = bench.read(put(gdelt(acts), tmp_path / "x.csv"))
    assert part.unknown == [("gdelt", "cameo", "---", "", 2), ("gdelt", "cameo", "13y", "", 1)]
    assert part.files[0][2:8] == (4, 4, 1, 0, 0, 3) and part.unreadable == []


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


def test_parts_are_written_and_rows_that_stand_twice_are_told(bench, tmp_path):
    act = Act("1", DAY, EU, AU, "042")
    path = put(gdelt([act, act]), tmp_path / "x.csv")
    names = {name: str(tmp_path / f"{name}.csv") for name in ("records", "files", *TABLES)}
    jobs = {"this": [path], "next": [path]}
    with bench.part(path) as part:
        part.write(names)
        (tmp_path / "this").mkdir()
        written = tmp_path / "this" / "files.csv"
        written.write_text("")
        assert progress_line(part, 2.0, str(written), jobs) == (
            "x.csv: 2 rows in 2.0 s, 1 between two actors, 1 twice; 1 files left, about 2 s for one job at a time"
        )
        assert progress_line(part, 2.0, str(written), {"this": [path]}).endswith("; the last")
    assert duckdb.read_parquet(names["records"]).fetchall() == [
        (path, "gdelt", "1", DAY, "cameo", "042", "EU", "AU", "group EEC; name European Union; prefix IGOEUREEC",
         "name African Union; prefix IGOAFRAFU", "", "no")
    ]  # fmt: skip
    assert (tmp_path / "files.csv").read_text().splitlines()[1] == f"{path},gdelt,2,2,1,1,0,0,{DAY},{DAY}"


NAMED = [
    {
        "SQLDATE": "20150301",
        "GLOBALEVENTID": "1",
        "EventCode": "042",
        "Actor1Name": "EUROPEAN UNION",
        "Actor2Name": "AFRICAN UNION",
        "Actor1KnownGroupCode": "EEC",
        "SOURCEURL": 'http://example.org/a, "b"',
    }
]
NAMED.append(
    {**NAMED[0], "GLOBALEVENTID": "2", "Actor1Name": "KENYA", "Actor1KnownGroupCode": "", "Actor2Name": "UGANDA"}
)


def as_text(separator, quoting=csv.QUOTE_MINIMAL, mark=""):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(NAMED[0]), delimiter=separator, quoting=quoting, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(NAMED)
    return mark + text.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        as_text(","),
        as_text(";", mark="\ufeff"),
        as_text("\t"),
        as_text("\t", csv.QUOTE_ALL, "\ufeff"),
        as_text(",", csv.QUOTE_ALL),
        "".join(json.dumps(row) + "\n" for row in NAMED),
        as_text(",").replace("GLOBALEVENTID", "Global_Event ID").replace("SQLDATE", "day"),
    ],
    ids=["commas", "semicolons and mark", "tabs", "tabs and quotes", "quotes", "JSON lines", "other spellings"],
)
@pytest.mark.parametrize("ending", ["csv", "gz", "zip"])
def test_a_file_is_read_by_its_names_whatever_its_form(bench, tmp_path, text, ending):
    part = bench.read(put(text, tmp_path / f"x.{ending}"))
    assert [(r[1], r[2], r[5], r[6]) for r in part.records] == [("1", DAY, "EU", "AU")]
    assert part.files[0][2:4] == (2, 1) and [row[1] for row in part.missing] == ["code", "country", "group", "roles"]


@pytest.mark.parametrize(("ending", "form"), [("parquet", "FORMAT parquet"), ("zst", "FORMAT csv, COMPRESSION zstd")])
def test_parquet_and_zstd(bench, tmp_path, ending, form):
    path = str(tmp_path / f"x.{ending}")
    with duckdb.connect() as database:
        database.register("named", pd.DataFrame(NAMED))
        days = "SELECT * REPLACE (strptime(SQLDATE, '%Y%m%d') AS SQLDATE) FROM named"
        database.execute(f"COPY ({days}) TO $1 ({form})", [path])
    part = bench.read(path)
    assert [(r[1], r[2], r[5], r[6]) for r in part.records] == [("1", DAY, "EU", "AU")] and part.files[0][2] == 2


def test_files_of_a_quarter_of_an_hour_of_days_and_of_years_side_by_side(bench, tmp_path):
    acts = [Act(str(n), DAY, EU, AU, "042") for n in range(4)]
    files = {
        "20150301000000.export.CSV.zip": gdelt(acts[:1]),
        "20150301000000.translation.export.CSV.zip": gdelt(acts[1:2]),
        "20150301.export.CSV.zip": gdelt(acts[2:3], 58),
        "2005.csv.gz": gdelt(acts[3:], 57),
        "month.export.CSV": gdelt(acts[:2]),
    }
    part = bench.read(*(put(text, tmp_path / name) for name, text in files.items()))
    assert [record[1] for record in part.records] == ["0", "1", "2", "3"]
    assert [(file[1], file[4]) for file in part.files] == [("gdelt", count) for count in (1, 1, 1, 1, 2)]


def test_a_line_that_is_no_json_is_counted(bench, tmp_path):
    path = put("".join(json.dumps(row) + "\n" for row in NAMED) + '{"SQLDATE": \n', tmp_path / "x.jsonl")
    part = bench.read(path, unreadable=0.5)
    assert part.unreadable == [(path, 0, "a line that is not JSON")] and part.files[0][2] == 3


def test_the_text_of_an_event_names_its_code(bench, tmp_path):
    texts = ["Sign formal agreement", "Receive deployment of peacekeepers", "Sing together"]
    acts = [Act(str(n), DAY, EU, AU, "", extra={"Event Text": text}) for n, text in enumerate(texts)]
    rows = [line.split("\t") for line in icews(acts).splitlines()]
    at = rows[0].index("CAMEO Code")
    text = "".join("\t".join(row[:at] + row[at + 1 :]) + "\n" for row in rows)
    part = bench.read(put(text.replace("2015-03-01", "20150301"), tmp_path / "x.tab"))
    assert [(r[1], r[2], r[4]) for r in part.records] == [("0", DAY, "057"), ("1", DAY, "0861")]
    assert part.unknown == [("icews", "cameo", "", "Sing together", 1)] and part.missing == []


def test_quadruples_without_names_of_columns(bench, tmp_path):
    text = "European_Union\tMake_a_visit\tSouth_Korea\t2018-09-01\nKenya\tConsult\tUganda\t2018-09-01\n"
    part = bench.read(put(text, tmp_path / "x.txt"))
    record = "European_Union;Make_a_visit;South_Korea;2018-09-01"
    assert [(r[0], r[1], r[4], r[5], r[6]) for r in part.records] == [("icews", record, "042", "EU", "KOR")]


def test_conflict_alone_is_read_and_said_to_show_no_cooperation(bench, tmp_path):
    text = "id,type_of_violence,side_a,side_b,date_start,source_headline\n"
    text += '7,1,African Union,NATO,2015-03-01 00:00:00.000,"A headline\nin two lines, with a comma"\n'
    part = bench.read(put(text, tmp_path / "ged.csv"))
    assert [(r[4], r[5], r[6]) for r in part.records] == [("STATE", "AU", "NATO")]
    assert [row[1] for row in part.missing] == ["country", "indicators", "roles"]
    assert part.files[0][2:8] == (1, 1, 1, 0, 0, 0)


def test_without_an_identifier_a_record_is_what_it_says(bench, tmp_path):
    rows = [{key: value for key, value in row.items() if key != "GLOBALEVENTID"} for row in (NAMED[0], NAMED[0])]
    part = bench.read(put("".join(json.dumps(row) + "\n" for row in rows), tmp_path / "x.jsonl"))
    assert [r[1] for r in part.records] == ["20150301;042;EUROPEAN UNION;EEC;AFRICAN UNION"]
    assert part.files[0][4:6] == (1, 1) and ("gdelt", "record", 1) in part.missing


DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2030, 1, 1)).map(datetime.date.isoformat)


@settings(deadline=None, max_examples=60)
@given(day=DAYS, name=st.sampled_from(["AFRICAN UNION", "EUROPEAN COMMUNITY", "SCO", "JAVIER SOLANA", "KENYA"]),
       group=st.sampled_from(["", "OAU", "EEC"]))  # fmt: skip
def test_the_spells_of_a_side_say_what_each_day_says(bench, day, name, group):
    matcher = bench.matchers["gdelt"]
    side = Side(name, "", group, "", ())
    (match,) = [match for since, until, match in matcher.spells(side) if since <= day <= until]
    assert match == matcher.match(side, day)
