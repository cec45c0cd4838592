"""Which layout a file has, and what a spreadsheet has done to it."""

import duckdb
import pytest

from interregional.streams.opening import opened
from interregional.streams.recognising import recognise
from interregional.tables.problems import DataError
from tests.event_files import AU, EU, Act, gdelt, icews, own, phoenix, polecat, put

ACT = Act("7", "2015-03-01", EU, AU, "042")
TALK = Act("P7", "2015-03-01", EU, AU, "CONSULT/visit")


def known(path, layouts):
    with duckdb.connect() as database, opened(path, database) as file:
        return recognise(file, layouts, database)


@pytest.mark.parametrize("ending", ["csv", "gz", "zip", "CSV"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (gdelt([ACT]), "gdelt"),
        (gdelt([ACT], 58), "gdelt"),
        (gdelt([ACT], 57), "gdelt"),
        (icews([ACT]), "icews"),
        (polecat([TALK]), "polecat"),
        (phoenix([ACT]), "phoenix"),
        (own([ACT]), "mine"),
    ],
)
def test_a_file_is_known_by_its_first_lines(layouts, tmp_path, text, expected, ending):
    assert known(put(text, tmp_path / f"file.{ending}"), layouts).layout.name == expected


def test_columns_of_a_header_may_stand_in_another_order(layouts, tmp_path):
    rows = [line.split("\t")[::-1] for line in icews([ACT]).splitlines()]
    found = known(put("".join("\t".join(row) + "\n" for row in rows), tmp_path / "x.tab"), layouts)
    assert found.layout.name == "icews" and rows[1][found.columns["code"][0]] == "042"


def test_names_of_columns_above_a_file_without_header(layouts, tmp_path):
    header = "\t".join(f"column_{place}" for place in range(61))
    found = known(put(f"{header}\n{gdelt([ACT])}", tmp_path / "x.csv"), layouts)
    assert found.layout.name == "gdelt" and found.header and found.columns["code"] == (26,)


def told(path, layouts) -> str:
    with pytest.raises(DataError) as error:
        known(path, layouts)
    return str(error.value)


def test_codes_without_their_zeros_are_refused_with_the_place(layouts, tmp_path):
    acts = [Act("1", "2015-03-01", EU, AU, "112"), Act("2", "2015-03-01", EU, AU, "42")]
    assert ":2:code: 42 — an event code without its leading zero; " in told(put(gdelt(acts), tmp_path / "x"), layouts)


def test_codes_that_all_look_right_but_never_begin_with_zero(layouts, tmp_path):
    """012 becomes 12, 111 stays: every code is a code of CAMEO, yet the zeros are gone."""
    mangled = [Act(str(n), "2015-03-01", EU, AU, "12" if n % 2 else "111") for n in range(60)]
    assert "have lost their zeros" in told(put(gdelt(mangled), tmp_path / "x"), layouts)
    few = put(gdelt(mangled[:10]), tmp_path / "y")
    assert known(few, layouts).layout.name == "gdelt"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (gdelt([Act("7", "2015-03-01", EU, AU, "042")]).replace("\t\t\n", "\t2.02E+13\t\n"), ":1:60: 2.02E+13"),
        ("id,date,from,to,what\n9.1E+09,2015-03-01,EU,AU,042\n", ":2:id: 9.1E+09"),
    ],
)
def test_a_number_that_was_rounded_is_told_with_its_column(layouts, tmp_path, text, where):
    assert f"{where} — a number that a spreadsheet has rounded" in told(put(text, tmp_path / "x"), layouts)


def test_by_place_whatever_stands_between_and_the_zeros_looked_at_all_the_same(layouts, tmp_path):
    text = gdelt([ACT]).replace("\t", ",")
    assert known(put(text, tmp_path / "x.csv"), layouts).separator == ","
    assert ":1:code: 42 — an event code without" in told(
        put(text.replace(",042,", ",42,"), tmp_path / "y.csv"), layouts
    )


def test_a_column_that_is_lacking_is_told_by_its_name(layouts, tmp_path):
    text = "GLOBALEVENTID,SQLDATE,Actor1Name,Actor2Name\n1,20150301,EU,AU\n"
    assert "looks like GDELT events but lacks a column: EventCode" in told(put(text, tmp_path / "x.csv"), layouts)


def test_as_many_columns_and_no_day_where_it_belongs(layouts, tmp_path):
    assert "no layout that is known (4 columns)" in told(put("a\tb\tc\td\ne\tf\tg\th\n", tmp_path / "x.txt"), layouts)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "the file is empty"),
        (b"a\tb\tc\n1\t2\t3\n", "no layout that is known (3 columns)"),
        (b"a\0b\n", "not a text file"),
        (b"\x1f\x8bbroken", "the file can't be read"),
        (b"\x28\xb5\x2f\xfdbroken", "the file can't be read"),
        (b"PAR1broken", "the file can't be read"),
    ],
)
def test_what_is_no_event_file_is_told(layouts, tmp_path, data, wrong):
    path = tmp_path / "file.txt"
    path.write_bytes(data)
    assert f"{path}:" in told(path, layouts) and wrong in told(path, layouts)
