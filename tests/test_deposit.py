"""The archive that is deposited: the same bytes every time, fit for a data editor, described as an RO-Crate."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from interregional.editions.manifest import manifest
from interregional.tables.files import read_result, read_table, split_list
from tests.conftest import ROOT, snakemake
from tests.test_metadata import check, validator
from tests.test_project import tracked
from tools import deposit, provenance
from tools.project import RESULTS, locked

# It inherits what Workflow RO-Crate, Process Run Crate and Workflow Run Crate require.
PROFILE = "provenance-run-crate"
BACKSLASH = chr(92)
LONG = "TORTURE" in os.environ


@pytest.fixture(scope="module")
def archive(tmp_path_factory, paper_run) -> Path:
    tracked()
    validator("python")
    path = tmp_path_factory.mktemp("deposit") / "interregional-0.zip"
    deposit.write_archive(ROOT, paper_run, path)
    return path


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory, archive) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    return folder / archive.stem


@pytest.fixture(scope="module")
def described(unpacked) -> dict[str, dict]:
    """The entities of the crate by their identifiers."""
    entities = json.loads((unpacked / deposit.CRATE).read_text(encoding="utf-8"))["@graph"]
    return {entity["@id"]: entity for entity in entities}


def ids(entity: dict, key: str) -> list[str]:
    return [other["@id"] for other in entity[key]]


def test_two_archives_are_the_same(archive, paper_run, tmp_path):
    copy = tmp_path / "other place" / "results"
    shutil.copytree(paper_run, copy)
    for path in copy.rglob("*"):
        os.utime(path, (0, 0))
    again = tmp_path / archive.name
    deposit.write_archive(ROOT, copy, again)
    assert again.read_bytes() == archive.read_bytes()


def test_a_data_editor_objects_to_nothing(unpacked):
    assert deposit.faults(unpacked) == []


def test_the_manifest_is_that_of_sha256sum(unpacked):
    run = subprocess.run(["sha256sum", "--check", "--quiet", deposit.MANIFEST], cwd=unpacked, capture_output=True)
    assert run.returncode == 0, run.stdout
    assert (
        len((unpacked / deposit.MANIFEST).read_text().splitlines())
        == len([path for path in unpacked.rglob("*") if path.is_file()]) - 1
    )


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("data/empty.csv", "", "data/empty.csv: empty file"),
        ("data/again.md", "README", "data/again.md: same bytes as README.md"),
        ("data/old.zip", "PK", "data/old.zip: archive in the archive"),
        ("__MACOSX/x", "x", "__MACOSX/x: leftover"),
        ("run.py", f"open('data{BACKSLASH}x.csv')", f"run.py:1: path with backslashes: data{BACKSLASH}x.csv"),
        ("run.py", f"\nopen('C:{BACKSLASH}x')", f"run.py:2: path with backslashes: C:{BACKSLASH}"),
        ("log.txt", "see /" + "home/me/x", "log.txt:1: absolute path: /" + "home/me"),
        (
            "n.ipynb",
            '{"cells": [{"cell_type": "markdown"}, {"cell_type": "code", "execution_count": 2}]}',
            "n.ipynb: cells were run in the order [2]",
        ),
    ],
)
def test_each_fault_is_told(tmp_path, name, content, told):
    for needed in deposit.NEEDED:
        (tmp_path / needed).write_text(needed.removesuffix(".md"))
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    files = [file for file in tmp_path.rglob("*") if file.is_file() and file.name != deposit.MANIFEST]
    (tmp_path / deposit.MANIFEST).write_text(manifest(files, tmp_path))
    assert deposit.faults(tmp_path) == [told]


def test_what_is_missing_empty_or_changed_is_told(unpacked, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(unpacked, folder)
    (folder / "LICENSE").unlink()
    (folder / "data" / "nothing").mkdir()
    (folder / "config" / "layout.csv").write_text("other")
    assert deposit.faults(folder) == [
        "LICENSE: missing",
        "data/nothing: empty folder",
        "LICENSE: missing",
        "config/layout.csv: differs",
    ]


def test_the_archive_plans_a_run_from_scratch(unpacked, tmp_path):
    folder = tmp_path / "a folder"
    shutil.copytree(unpacked, folder)
    shutil.rmtree(folder / "results")
    run = snakemake(folder, "--dry-run")
    assert run.returncode == 0 and "write_manifest" in run.stdout, run.stderr


@pytest.mark.skipif(not LONG, reason="a whole run: `make torture`")
def test_the_archive_gives_its_own_results_from_scratch(unpacked):
    command = [sys.executable, "workflow/scripts/verify_results.py", "tests/expected/paper.sha256"]
    run = subprocess.run(command, cwd=unpacked, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_crate_holds_every_file_and_its_digest(unpacked, described):
    lines = (unpacked / deposit.MANIFEST).read_text().splitlines()
    digests = dict(reversed(line.split("  ", 1)) for line in lines)
    del digests[deposit.CRATE]
    parts = ids(described["./"], "hasPart")
    assert {name: described[name]["sha256"] for name in parts} == digests


def test_everything_that_the_crate_refers_to_is_in_it_or_on_the_web(described):
    def references(value) -> list[str]:
        if isinstance(value, dict):
            return [value["@id"]] if value.keys() == {"@id"} else [r for v in value.values() for r in references(v)]
        return [r for v in value for r in references(v)] if isinstance(value, list) else []

    named = {reference for entity in described.values() for reference in references(entity)}
    assert sorted(name for name in named - described.keys() if not name.startswith("https://")) == []


def test_the_crate_names_the_locked_versions(described):
    pins = locked(ROOT / "requirements.lock")
    assert {name for name, _ in pins} > {"snakemake", "pandas", "matplotlib"}
    for name, version in pins:
        assert described[f"pkg:pypi/{name}@{version}"]["softwareVersion"] == version


def test_every_result_is_made_by_one_job_from_files_of_the_crate(described, paper_run):
    made = [entity for entity in described.values() if "prov:wasGeneratedBy" in entity]
    assert {entity["@id"] for entity in made} == {
        f"{RESULTS}/{path.relative_to(paper_run).as_posix()}" for path in paper_run.rglob("*") if path.is_file()
    }
    for entity in made:
        job = described[entity["prov:wasGeneratedBy"]["@id"]]
        assert entity["@id"] in ids(job, "prov:generated")
        assert described[job["instrument"]["@id"]]["@type"] == ["File", "SoftwareSourceCode"]


def test_the_script_of_every_rule_is_told_as_code(described):
    scripts = set(provenance.rule_scripts(ROOT).values())
    assert "workflow/scripts/read_stream.py" in scripts
    assert [name for name in scripts if described[name]["@type"] != ["File", "SoftwareSourceCode"]] == []


@pytest.mark.parametrize("exhibit", ["table_1", "table_2", "figure_1"])
def test_the_papers_exhibits_lead_to_the_rows_of_their_events(described, paper_run, exhibit):
    folder = "figures" if exhibit == "figure_1" else "tables"
    table = read_result(paper_run / folder / (f"{exhibit}.csv" if exhibit == "figure_1" else f"{exhibit}.en.csv"))
    events = {event for cell in table["event_ids"] for event in split_list(cell)}
    behind = ids(described[f"#exhibit/{exhibit}"], "prov:wasDerivedFrom")
    rows = [described[name] for name in behind if "#row=" in name and "events.csv" in name]
    assert events and {row["identifier"] for row in rows} == events
    raw = read_table(ROOT / "data" / "raw" / "paper" / "events.csv")
    for row in rows:
        number = int(row["@id"].split("#row=")[1])
        assert list(raw.loc[raw["_row"] == number, "event_id"]) == [row["identifier"]]


def test_the_article_s_own_figure_leads_to_its_statements(described):
    behind = ids(described["#exhibit/figure_1_published"], "prov:wasDerivedFrom")
    assert {name.split("#")[0] for name in behind if "#row=" in name} == {"data/raw/published/statements.csv"}


def test_jobs_are_read_from_a_dry_run():
    told = (
        "Job stats:\njob count\n\n[now]\nrule make:\n    input: x, y\n    output: r/1, r/2\n    jobid: 2\n"
        "    wildcards: n=one\n\n[now]\nlocalrule all:\n    input: r/1\n    jobid: 0\n"
    )
    assert provenance.read_jobs(told) == [provenance.Job("make", "n=one", ("x", "y"), ("r/1", "r/2"))]
    assert provenance.read_jobs(told)[0].key == "make/n-one"


def test_the_crate_is_valid_and_one_without_a_licence_is_not(unpacked, tmp_path):
    python = validator("python")
    run = check(python, str(ROOT / "tools" / "check_crate.py"), str(unpacked), PROFILE)
    assert run.returncode == 0 and "main entity workflow/Snakefile" in run.stdout, run.stdout + run.stderr
    metadata = json.loads((unpacked / deposit.CRATE).read_text(encoding="utf-8"))
    for entity in metadata["@graph"]:
        if entity["@id"] == "./":
            del entity["license"]
        if entity["@type"] == "HowToStep":
            del entity["workExample"]
    folder = tmp_path / "crate"
    shutil.copytree(unpacked, folder)
    (folder / deposit.CRATE).write_text(json.dumps(metadata))
    run = check(python, str(ROOT / "tools" / "check_crate.py"), str(folder), PROFILE)
    assert run.returncode == 1
    assert "must refer to its corresponding tool" in run.stdout and "license" in run.stdout, run.stdout
