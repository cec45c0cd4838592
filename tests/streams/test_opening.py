"""What event files are packed in, and what is broken."""

import gzip
import zipfile

import duckdb
import pytest

from interregional.streams.opening import opened
from interregional.tables.problems import DataError
from tests.event_files import AU, EU, Act, gdelt, put

TEXT = gdelt([Act("7", "2015-03-01", EU, AU, "042")])


@pytest.fixture
def database():
    with duckdb.connect() as connection:
        yield connection


def told(path, database) -> str:
    with pytest.raises(DataError) as error, opened(path, database):
        pass
    return str(error.value)


def test_a_file_is_known_by_its_bytes_whatever_its_name(tmp_path, database):
    (tmp_path / "x.gz").write_text(TEXT)
    (tmp_path / "y.csv").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "z.txt").write_text('{"a": 1}\n')
    found = []
    for name in ("x.gz", "y.csv", "z.txt"):
        with opened(tmp_path / name, database) as file:
            found.append((file.kind, file.packing, len(file.head)))
    assert found == [("text", "none", 1), ("text", "gzip", 1), ("json", "none", 1)]


def test_broken_and_crowded_archives(tmp_path, database):
    broken = tmp_path / "broken.gz"
    broken.write_bytes(b"\x1f\x8b\x08\0")
    assert "can't be read" in told(broken, database)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("b", "y")
    assert "the archive holds 2 files; one event file" in told(tmp_path / "two.zip", database)


def test_a_zip_is_unpacked_for_the_time_only(tmp_path, database):
    path = put(TEXT, tmp_path / "x.zip")
    with opened(path, database) as file, open(file.path, encoding="utf-8") as text:
        assert text.read() == TEXT
    with pytest.raises(FileNotFoundError), open(file.path, encoding="utf-8"):
        pass
