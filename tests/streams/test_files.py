"""Which files a pattern stands for, and how they are dealt out."""

from interregional.streams.files import deal, find_files


def test_patterns_names_and_folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.csv", "a.csv", "deep/c.csv", "deep/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert find_files(["*.csv"]) == ["a.csv", "b.csv"]
    assert find_files(["**/*.csv", "a.csv"]) == ["a.csv", "b.csv", "deep/c.csv"]
    assert find_files(["*"]) == ["a.csv", "b.csv"] and find_files(["none*"]) == []


def test_jobs_keep_their_names_when_files_are_added():
    before, after = deal(["a.csv", "b.csv"], 1), deal(["a.csv", "b.csv", "c.csv"], 1)
    assert list(after.values()) == [["a.csv"], ["b.csv"], ["c.csv"]] and set(before) < set(after)
    assert [len(files) for files in deal(list("abcde"), 2).values()] == [2, 2, 1]


def test_names_of_jobs_are_plain_whatever_the_files_are_called():
    (name,) = deal(["data/../رویداد ها;rm -rf.export.CSV.zip"], 1)
    assert name.startswith("rm-rf-") and name.replace("-", "").isalnum() and name.isascii()
    assert deal([], 3) == {}
