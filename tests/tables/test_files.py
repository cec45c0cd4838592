import pytest

from interregional.tables.files import join_list, read_table, split_list, write_table
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
