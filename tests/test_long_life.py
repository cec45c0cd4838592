"""What keeps the project running: bounds of the dependencies, interpreters, the container."""

import re
import tomllib

import pytest

from tests.conftest import ROOT
from tests.test_project import pins
from tools import measured, newest

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_direct_dependency_has_a_bound_above_its_pin():
    asked = newest.allowed(pins(), PYPROJECT["dependency-groups"]["newest"])
    assert len(asked) == len(pins())
    for requirement in asked:
        least, bound = re.fullmatch(r"[a-z0-9-]+>=([0-9]+)[0-9.]*,<([0-9]+)", requirement).groups()
        assert int(bound) == int(least) + 1, requirement


def test_a_dependency_without_a_bound_is_told():
    with pytest.raises(ValueError, match="pandas"):
        newest.allowed({"numpy": "2.4.6", "pandas": "3.1.1"}, ["numpy<3"])


def test_packages_of_other_versions_are_told_whatever_way_their_names_are_written():
    lock = [("jupyter-core", "5.9.1"), ("soupsieve", "2.10"), ("soupsieve", "4.1.2")]
    table = newest.packages_table(lock, [("jupyter_core", "5.9.1"), ("soupsieve", "4.1.3"), ("extra", "1.0")])
    assert table.splitlines()[2:] == ["| extra | – | 1.0 |", "| soupsieve | 2.10, 4.1.2 | 4.1.3 |"]


def test_files_that_differ_are_counted_by_kind():
    table = newest.files_table(["a.csv", "b/c.csv", "d.png"], ["b/c.csv", "e.html"])
    assert table.splitlines()[2:] == ["| .csv | 1 | 2 |", "| .html | 1 | 0 |", "| .png | 0 | 1 |"]


def test_the_pythons_tried_are_those_that_make_takes():
    script = (ROOT / "tools" / "pythons.sh").read_text(encoding="utf-8")
    [named] = re.findall(r"for version in ([\d. ]+);", script)
    [[low, high]] = re.findall(
        r"not \((\d, \d+)\) <= sys.version_info\[:2\] <= \((\d, \d+)\)", (ROOT / "Makefile").read_text(encoding="utf-8")
    )
    tried = named.split()
    assert [tried[0], tried[-1]] == [low.replace(", ", "."), high.replace(", ", ".")]


def test_the_container_has_only_steps_that_its_check_knows():
    recipe = (ROOT / "Containerfile").read_text(encoding="utf-8")
    steps = re.findall(r"^([A-Z]+) ", recipe, re.MULTILINE)
    script = (ROOT / "tools" / "container_check.sh").read_text(encoding="utf-8")
    known = {word for line in re.findall(r"^    ([A-Z |]+)\)", script, re.MULTILINE) for word in line.split(" | ")}
    assert steps[0] == "FROM" and set(steps) <= known
    assert not recipe.rstrip().endswith("\\")


def test_what_was_measured_takes_its_place_in_the_page():
    page = (ROOT / "docs" / "replication_package.md").read_text(encoding="utf-8")
    written = measured.put(page, measured.table({"run time": "7 s"}))
    assert "| run time | 7 s |\n<!-- end -->" in written and measured.put(written, "") == measured.put(page, "")
    assert measured.BLOCK.search(page)[0].count("\n") > 5, "run `make measured`"
    with pytest.raises(ValueError, match="0 found"):
        measured.put("no place", "")


def test_sizes_are_those_of_the_files(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(b"x" * 1_500_000)
    (tmp_path / "b").symlink_to(tmp_path / "in" / "a")
    assert measured.megabytes(tmp_path) == 1.5
