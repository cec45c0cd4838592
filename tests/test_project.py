"""The repository itself: dependencies in step, linted, typed, and true to what it says."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

BIN = Path(sys.executable).parent
PACKAGE = ROOT / "workflow" / "scripts" / "interregional"


def pins() -> dict[str, str]:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    [pip] = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    return dict(pin.split("==") for pin in pip)


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text()
    return dict(re.findall(r"^([a-z0-9_.-]+)==([^ ;\\]+)", text, re.MULTILINE))


def test_lock_and_environment_are_in_step():
    assert pins().items() <= locked("requirements.lock").items()


def test_every_rule_names_the_one_environment_for_conda():
    """What `snakemake --sdm conda` would build for each rule."""
    for path in sorted((ROOT / "workflow" / "rules").glob("*.smk")):
        for rule in re.split(r"^ *rule (?=\w+:)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            named = {(path.parent / name).resolve() for name in re.findall(r'conda:\s+"(.+)"', rule)}
            assert named == {ROOT / "environment.yml"}, rule.split(":")[0]


def test_this_environment_is_the_locked_one():
    frozen = subprocess.run([BIN / "python", "-m", "pip", "freeze"], capture_output=True, text=True, check=True).stdout
    installed = {line.split("==")[0].lower(): line.split("==")[1] for line in frozen.splitlines() if "==" in line}
    assert {name: installed[name] for name in pins()} == pins()


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "requirements-deposit.lock", "requirements-setup.lock"]
)
def test_every_package_is_hashed_and_no_address_is_recorded(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"https?:|index-url|find-links", text)
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_both_locks_agree():
    users, developers = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: users[name] for name in users.keys() & developers} == {
        name: developers[name] for name in users.keys() & developers
    }


def test_packages_that_change_bytes_are_not_in_the_lock():
    assert (
        not {"uharfbuzz", "bottleneck", "numexpr", "arabic-reshaper", "python-bidi"}
        & locked("requirements.lock").keys()
    )


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["snakefmt", "--check", "workflow"],
        ["snakemake", "--lint"],
        ["lint-imports", "--no-cache"],
    ],
    ids=" ".join,
)
def test_lint_and_types(command):
    env = {**os.environ, "PYTHONPATH": "workflow/scripts"}
    run = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_an_import_against_the_order_of_the_rooms_is_found(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / PACKAGE.name / "levels" / "dyads.py").open("a", encoding="utf-8") as module:
        module.write("from interregional.pages import findings\n")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [BIN / "lint-imports", "--no-cache"]
    run = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert run.returncode == 1 and "interregional.levels.dyads" in run.stdout, run.stdout + run.stderr


def test_every_room_is_small_and_every_file_holds_one_thought():
    assert [path.name for path in PACKAGE.glob("*.py")] == ["__init__.py"]
    for room in {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}:
        assert len(list(room.glob("*.py"))) - 1 <= 10, room.name
    for pattern, most in (("*.py", 300), ("*.js", 400)):
        for path in PACKAGE.rglob(pattern):
            assert len(path.read_text(encoding="utf-8").splitlines()) <= most, path.name
    for path in (ROOT / "workflow" / "rules").glob("*.smk"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 150, path.name


def test_rule_files_are_named_as_rooms_and_stand_in_the_order_of_the_imports():
    """`common` has what all rules share, `notebooks` renders with the pages, `published` compares."""
    text = (ROOT / "workflow" / "Snakefile").read_text(encoding="utf-8")
    included = [
        name for name in re.findall(r"rules/(\w+)\.smk", text) if name not in ("common", "notebooks", "published")
    ]
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert set(included) == rooms - {"tables", "codebook"}
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    order = [room for layer in reversed(layers[0]["layers"]) for room in layer.split(" | ")]
    assert included == [room for room in order if room in included]


def test_the_snakefile_is_an_index():
    assert len((ROOT / "workflow" / "Snakefile").read_text().splitlines()) <= 60


def test_scripts_are_thin():
    for script in (ROOT / "workflow" / "scripts").glob("*.py"):
        assert len(script.read_text().splitlines()) <= 45, script.name


def tracked() -> list[str]:
    run = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if run.returncode:
        pytest.skip("not a git checkout")
    return run.stdout.splitlines()


def test_nothing_generated_and_nothing_empty_is_tracked():
    assert not [name for name in tracked() if re.search(r"^(results|logs)/|\.ipynb$|\.ttf$|\.pyc$", name)]
    assert not [name for name in tracked() if (ROOT / name).is_file() and (ROOT / name).stat().st_size == 0]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "README.fa.md",
        "config/README.md",
        "CONTRIBUTING.md",
        "docs/architecture.md",
        "docs/coding.md",
        "docs/determinism.md",
        "docs/long_life.md",
        "docs/replication_package.md",
        "docs/second_coding.md",
        "docs/cluster.md",
        "docs/streams.md",
        "docs/time.md",
        "docs/typology.md",
    ],
)
def test_links_and_files_named_in_the_docs_exist(name):
    page = ROOT / name
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in link:
            assert (page.parent / link).exists(), link
    for path in re.findall(r"`((?:workflow|config|data|tests|docs|notebooks)/[\w./-]+)`", text):
        # What `make edition NAME=mine` writes is not there before.
        assert "mine" in path or (ROOT / path.replace("<edition>", "paper")).exists(), path


def test_every_raw_file_has_its_provenance_told():
    page = (ROOT / "docs" / "replication_package.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(data/raw/[\w./]+)`", page))
    assert named == {name for name in tracked() if name.startswith("data/raw/")}


def test_every_dependency_has_its_reason_told():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    [table] = re.findall(r"## Why each dependency\n(.*?)\n## ", page, re.DOTALL)
    told = {name for row in re.findall(r"^\| ([a-z0-9, -]+) \|", table, re.MULTILINE) for name in row.split(", ")}
    assert told - {"package"} == pins().keys()


def test_every_program_that_draws_random_numbers_is_named():
    page = (ROOT / "docs" / "replication_package.md").read_text(encoding="utf-8")
    drawing = {path.name for path in PACKAGE.rglob("*.py") if "default_rng" in path.read_text(encoding="utf-8")}
    [told] = re.findall(r"generator in (.*?) of", page, re.DOTALL)
    assert set(re.findall(r"`(\w+\.py)`", told)) == drawing


def test_commands_in_the_readme_are_targets_of_make():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"^    make (\w+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets
    assert {"test", "verify"} <= named


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_figure_in_the_readme_is_the_present_one(paper_run, language):
    name = f"figure_1_difference.{language}.png"
    assert (ROOT / "docs" / name).read_bytes() == (paper_run / "figures" / name).read_bytes()
