import pytest

from interregional.tables.files import join_list, read_given, read_table, split_list, write_table
from interregional.tables.problems import DataError
from interregional.tables.textfiles import read_json, read_yaml


def refusal(reader, path):
    with pytest.raises(DataError) as caught:
        reader(path)
    return [str(problem) for problem in caught.value.problems]


def test_cells_stay_text(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("\ufeffa,b\nNA,012\n\n,\nnull,1.0\n".encode())
    frame = read_table(path)
    assert frame[["a", "b"]].to_numpy().tolist() == [["NA", "012"], ["null", "1.0"]]
    assert frame["_row"].tolist() == [2, 5]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"a,b\n", "the file has no rows"),
        (b"a,a\n1,2\n", "column stands twice"),
        (b"a,\n1,2\n", "column without a name"),
        (b"a,b\n1\n", "the row has 1 cells"),
        (b"a,b\n1,\xe9\n", "not UTF-8 text"),
        ("a,b\n1,2\n".encode("utf-16"), "not UTF-8 text"),
        (b"a,b\n1,\x00\n", "not a text file"),
        (b'a,b\n"1,2\n', "not a table"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, told):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    lines = refusal(read_table, path)
    assert any(told in line for line in lines)
    assert all(line.startswith(f"{path}:") for line in lines)


def test_row_of_a_wrong_byte_is_told(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n1,2\n3,\xff\n")
    assert refusal(read_table, path)[0].startswith(f"{path}:3:")


def test_missing_file(tmp_path):
    assert "the file is missing" in refusal(read_table, tmp_path / "no.csv")[0]


def test_broken_yaml_and_json_tell_the_line(tmp_path):
    path = tmp_path / "x"
    path.write_text("a: 1\n b: 2\n")
    assert f"{path}:2:" in refusal(read_yaml, path)[0]
    path.write_text('[{"id": 1},\n nope]')
    assert f"{path}:2:" in refusal(read_json, path)[0]


def test_written_tables_are_utf8_with_line_feeds(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\nناتو,\n", encoding="utf-8")
    write_table(read_table(path)[["a", "b"]], tmp_path / "u.csv")
    assert (tmp_path / "u.csv").read_bytes() == "a,b\nناتو,\n".encode()


def test_lists_in_cells():
    assert split_list(" a; b;;") == ["a", "b"]
    assert join_list(["b", "a", "b"]) == "a;b"


HEADER = ["event_id", "start", "source", "target", "note"]
ROWS = [["E1", "2003", "ناتو", "EU", "a, b; c"], ["E2", "2004", "EU", "ناتو", ""]]


def table(separator=",", above=""):
    lines = [separator.join(f'"{cell}"' for cell in row) for row in (HEADER, *ROWS)]
    return above + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("content", "name", "log"),
    [
        (table().encode(), "t.csv", []),
        (table("\t").encode("utf-8-sig"), "t.txt", []),
        (table(";").encode(), "t.csv", [(0, "semicolon", "comma", "separator")]),
        (table("\t").encode(), "t.csv", [(0, "tab", "comma", "separator")]),
        (table(";").encode(), "t.txt", [(0, "semicolon", "tab", "separator")]),
        (table().encode("utf-16"), "t.csv", [(0, "UTF-16LE", "UTF-8", "encoding")]),
        (table().encode("utf-16-le"), "t.csv", [(0, "UTF-16LE", "UTF-8", "encoding")]),
        (table().encode("utf-16-be"), "t.csv", [(0, "UTF-16BE", "UTF-8", "encoding")]),
        (
            table("\t").encode("utf-16"),
            "t.csv",
            [(0, "UTF-16LE", "UTF-8", "encoding"), (0, "tab", "comma", "separator")],
        ),
        (table().encode("cp1256"), "t.csv", [(0, "Windows-1256", "UTF-8", "encoding")]),
        (table(above="My events\n\n").encode(), "t.csv", [(1, "My events", "", "above_header")]),
        (
            table(";", above="sep=;\n").encode(),
            "t.csv",
            [(0, "semicolon", "comma", "separator"), (1, "sep=", "", "above_header")],
        ),
    ],
)
def test_a_table_as_people_save_it_is_read_and_the_way_logged(tmp_path, content, name, log):
    path = tmp_path / name
    path.write_bytes(content)
    found = read_given(path, HEADER)
    assert found.table[HEADER].to_numpy().tolist() == ROWS
    above = found.header - 1
    assert found.table["_row"].tolist() == [2 + above, 3 + above]
    assert [(row, before, after, rule) for _, row, _, before, after, rule in found.log] == log


@pytest.mark.parametrize(
    ("content", "told"),
    [
        # The Persian yeh is not in Windows-1256, and a program has put a question mark.
        ("event_id,start,source\nE1,2003,گفت?گو\n".encode("cp1256"), ":2:: ت? — letters that Windows-1256 lacks"),
        ("event_id,start,source\nE1,2003,Österreich\n".encode("cp1252"), ":2:: b'\\xd6' — not UTF-8 text"),
        ("event_id,start,source\nE1,2003,НАТО и ЕС\n".encode("cp1251"), "not UTF-8 text"),
        ("event_id,start,source\nE1,2003,قوه\n".encode("iso-8859-6"), "not UTF-8 text"),
        ("event_id,start,source\n".encode("utf-16") + b"x", "not whole UTF-16LE text"),
        (b"\0vent_id,start,source\nE1,2003,EU\n", "not a text file"),
        (b'event_id;start;source\n"E1;2003;EU\n', "not a table"),
        (b"event_id;start;source\nE1;2003\n", ":2:: E1 \u2014 the row has 2 cells"),
    ],
)
def test_what_can_be_read_in_no_way_or_in_several_is_refused(tmp_path, content, told):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert told in refusal(lambda path: read_given(path, ["event_id", "start", "source"]), path)[0]


def test_columns_and_cells_that_are_empty_to_the_end_are_no_columns(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b,,\n1,2,,\n3,4,\n")
    assert read_given(path, ["a", "b"]).table[["a", "b"]].to_numpy().tolist() == [["1", "2"], ["3", "4"]]
    path.write_text("a,b\n1,2,x\n")
    assert "the row has 3 cells" in refusal(lambda path: read_given(path, ["a", "b"]), path)[0]
