"""Which layout a file has, and what a spreadsheet has done to it."""

import zipfile

import pytest

from interregional.streams.layouts import load_layouts, plain, recognise
from interregional.tables.problems import DataError
from tests.conftest import ROOT
from tests.event_files import AU, EU, OWN_LAYOUT, Act, gdelt, icews, own, phoenix, polecat, put

ACT = Act("7", "2015-03-01", EU, AU, "042")
TALK = Act("P7", "2015-03-01", EU, AU, "CONSULT/visit")


@pytest.fixture(scope="module")
def layouts():
    return load_layouts(ROOT / "config" / "streams" / "layouts.yaml", {"mine": OWN_LAYOUT}, "config.yaml")


@pytest.mark.parametrize("ending", ["csv", "gz", "zip", "CSV"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (gdelt([ACT]), "gdelt_2"),
        (gdelt([ACT], 58), "gdelt_1"),
        (gdelt([ACT], 57), "gdelt_1"),
        (icews([ACT]), "icews"),
        (polecat([TALK]), "polecat"),
        (phoenix([ACT]), "phoenix"),
        (own([ACT]), "mine"),
    ],
)
def test_a_file_is_known_by_its_first_lines(layouts, tmp_path, text, expected, ending):
    assert recognise(put(text, tmp_path / f"file.{ending}"), layouts).name == expected


def test_columns_of_a_header_may_stand_in_another_order(layouts, tmp_path):
    rows = [line.split("\t")[::-1] for line in icews([ACT]).splitlines()]
    found = recognise(put("".join("\t".join(row) + "\n" for row in rows), tmp_path / "x.tab"), layouts)
    assert found.name == "icews" and rows[1][found.places("code")[0]] == "042"


def test_names_of_columns_above_a_file_without_header(layouts, tmp_path):
    header = "\t".join(f"column_{place}" for place in range(61))
    found = recognise(put(f"{header}\n{gdelt([ACT])}", tmp_path / "x.csv"), layouts)
    assert found.name == "gdelt_2" and found.header


def told(path, layouts) -> str:
    with pytest.raises(DataError) as error:
        recognise(path, layouts)
    return str(error.value)


def test_codes_without_their_zeros_are_refused_with_the_place(layouts, tmp_path):
    acts = [Act("1", "2015-03-01", EU, AU, "112"), Act("2", "2015-03-01", EU, AU, "42")]
    assert ":2:code: 42 — an event code without its leading zero; " in told(put(gdelt(acts), tmp_path / "x"), layouts)


def test_codes_that_all_look_right_but_never_begin_with_zero(layouts, tmp_path):
    """012 becomes 12, 111 stays: every code is a code of CAMEO, yet the zeros are gone."""
    mangled = [Act(str(n), "2015-03-01", EU, AU, "12" if n % 2 else "111") for n in range(60)]
    assert "have lost their zeros" in told(put(gdelt(mangled), tmp_path / "x"), layouts)
    few = put(gdelt(mangled[:10]), tmp_path / "y")
    assert recognise(few, layouts).name == "gdelt_2"


def test_a_number_that_was_rounded_is_refused(layouts, tmp_path):
    text = gdelt([ACT]).rstrip("\n").split("\t")
    text[59] = "2.02E+13"
    assert ":1:60: 2.02E+13 — a number that a spreadsheet has rounded" in told(
        put("\t".join(text) + "\n", tmp_path / "x"), layouts
    )


def test_commas_in_place_of_tabs(layouts, tmp_path):
    assert "commas where tabs belong" in told(put(gdelt([ACT]).replace("\t", ","), tmp_path / "x.csv"), layouts)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "the file is empty"),
        (b"a\tb\tc\n1\t2\t3\n", "no layout that is known (3 columns)"),
        (b"\0\1\2", "not a text file"),
        (b"\x1f\x8bbroken", "no layout that is known"),
    ],
)
def test_what_is_no_event_file_is_told(layouts, tmp_path, data, wrong):
    path = tmp_path / "file.txt"
    path.write_bytes(data)
    assert f"{path}:" in told(path, layouts) and wrong in told(path, layouts)


def test_broken_and_crowded_archives(layouts, tmp_path):
    broken = tmp_path / "broken.gz"
    broken.write_bytes(b"\x1f\x8b\x08\0")
    assert "can't be read" in told(broken, layouts)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("b", "y")
    assert "the archive holds 2 files; one event file" in told(tmp_path / "two.zip", layouts)


def test_a_zip_is_unpacked_for_the_time_only(tmp_path):
    path = put(gdelt([ACT]), tmp_path / "x.zip")
    with plain(path) as name, open(name, encoding="utf-8") as file:
        assert file.read() == gdelt([ACT])
    with pytest.raises(FileNotFoundError), open(name, encoding="utf-8"):
        pass


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"separator": "pipe"}, "mine.separator"),
        ({"fields": {"record": "id"}}, "mine.fields"),
        ({"colour": "red"}, "mine"),
        ({"day_format": "%y"}, "mine.day_format"),
    ],
)
def test_faults_of_a_layout_of_ones_own_are_told(change, where):
    with pytest.raises(DataError) as error:
        load_layouts(ROOT / "config" / "streams" / "layouts.yaml", {"mine": OWN_LAYOUT | change}, "config.yaml")
    assert f"config.yaml:0:{where}:" in str(error.value)
