"""The whole workflow, through the `snakemake` command, on a small made-up edition."""

import csv
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from interregional.editions.manifest import differences
from tests import determinism
from tests.alone import put_alone
from tests.conftest import ROOT, copy_project, snakemake

SMALL = ("--configfile", ".test/config/config.yaml")
ERROR = re.compile(r"^[^:\s]+:\d+:[^:]*: .* — .+; .+$", re.MULTILINE)


@pytest.fixture
def run_to_edit(small_run, tmp_path):
    """A copy of the project in which the small edition has been run, to change something in."""
    return shutil.copytree(small_run, tmp_path / "edited", ignore=shutil.ignore_patterns("__pycache__"))


def results(folder: Path, name: str, edition: str = "small") -> pd.DataFrame:
    return pd.read_csv(folder / "results" / edition / name, dtype=str, keep_default_na=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def reasons(folder: Path) -> dict[str, str]:
    """The rules that Snakemake would run, each with its reason."""
    run = snakemake(folder, "-n", "--quiet", "host", *SMALL)
    assert run.returncode == 0, run.stderr
    job = re.compile(r"^(?:local)?rule (\w+):\n(?:    .*\n)*?    reason: (.*)$", re.MULTILINE)
    return {rule: reason for rule, reason in job.findall(run.stdout + run.stderr) if rule != "all"}


def test_small_edition_from_events_to_levels(small_run):
    dyads = results(small_run, "dyads.csv").set_index(["actor_a", "actor_b"])
    columns = ["dyad_type", "level", "indicators", "event_ids", "flow_ab", "flow_ba", "amounts_ab", "part_whole"]
    assert dyads[columns].to_dict("index") == {
        ("EAST", "SOUTH"): dict(zip(columns, ["regional-subregional", "nominal", "N3", "B1", "0", "0", "", "no"])),
        ("ISL", "NORTH"): dict(
            zip(columns, ["regional-state", "institutionalised", "A3;S2", "C1;C2", "0", "0", "", "yes"])
        ),
        ("NORTH", "SOUTH"): dict(
            zip(columns, ["regional-regional", "advanced", "A1;A3;S2", "A1;A2;A3;A4", "2", "0", "EUR 1000000", "no"])
        ),
    }
    assert dyads.loc[("NORTH", "SOUTH"), "balance"] == "asymmetric"


def test_an_edition_of_ones_own_never_says_that_it_is_the_papers(small_run):
    labels = pd.read_csv(ROOT / "config" / "labels.csv", index_col="key")
    for language in ("en", "fa"):
        own, paper = (labels.at[f"selection_note={caveat}", language].encode() for caveat in ("own", "paper"))
        files = contents(small_run / "results" / "small")
        assert not [name for name, content in files.items() if paper in content]
        told = {
            name for name, content in files.items() if own in html.unescape(content.decode("utf-8", "ignore")).encode()
        }
        places = ("tables/table_1.{}.html", "tables/table_2.{}.md", "replication/findings.{}.md")
        assert told >= {place.format(language) for place in places} | {"explorer.html", "report.html"}


def test_every_cell_leads_to_events_and_sources_by_the_csv_files_alone(paper_run):
    events = pd.read_csv(paper_run / "events.csv", dtype=str, keep_default_na=False).set_index("event_id")
    evidence = pd.read_csv(paper_run / "evidence.csv", dtype=str, keep_default_na=False)
    assert events.loc[evidence["event_id"], "source_key"].ne("").all()
    assert events.loc[evidence["event_id"], "locator"].ne("").all()
    for dyad in pd.read_csv(paper_run / "dyads.csv", dtype=str, keep_default_na=False).to_dict("records"):
        own = evidence[(evidence["actor_a"] == dyad["actor_a"]) & (evidence["actor_b"] == dyad["actor_b"])]
        assert ";".join(sorted(set(own["indicator"]))) == dyad["indicators"]
        assert set(own["event_id"]) <= set(dyad["event_ids"].split(";"))
        for event in dyad["event_ids"].split(";"):
            assert {dyad["actor_a"], dyad["actor_b"]} == {events.loc[event, "source"], events.loc[event, "target"]}
    for name in ("tables/table_1.en.csv", "tables/table_2.fa.csv", "figures/figure_1.csv", "network/edges.csv"):
        table = pd.read_csv(paper_run / name, dtype=str, keep_default_na=False)
        named = {event for cell in table["event_ids"] for event in cell.split(";") if event}
        assert named and named <= set(events.index), name


def test_outputs_are_those_of_the_contract(paper_run):
    found = set(contents(paper_run))
    expected = {
        "events.csv",
        "dyads.csv",
        "explorer.html",
        "report.html",
        "report.en.pdf",
        "report.fa.pdf",
        "index.html",
        "results.xlsx",
        "cleaning_log.csv",
        "manifest.sha256",
        "replication/levels.csv",
    }
    expected |= {f"network/{name}" for name in ("nodes.csv", "edges.csv", "network.graphml", "network.gexf")}
    for language in ("en", "fa"):
        for table in ("table_1", "table_2"):
            expected |= {f"tables/{table}.{language}.{ending}" for ending in ("csv", "md", "html", "tex", "docx")}
        for figure in ("figure_1", "figure_1_published", "figure_1_difference"):
            expected |= {f"figures/{figure}.{language}.{ending}" for ending in ("svg", "pdf", "png")}
    assert expected <= found


def test_the_manifest_names_every_file_and_sha256sum_agrees(paper_run):
    names = {line.split("  ")[1] for line in (paper_run / "manifest.sha256").read_text().splitlines()}
    assert names == set(contents(paper_run)) - {"manifest.sha256"}
    run = subprocess.run(["sha256sum", "--check", "--quiet", "manifest.sha256"], cwd=paper_run, capture_output=True)
    assert run.returncode == 0, run.stderr


def test_committed_checksums_are_those_of_this_run(paper_run):
    expected = (ROOT / "tests" / "expected" / "paper.sha256").read_text()
    assert differences(expected, paper_run) == []


def test_verify_finds_the_same_bytes_in_other_circumstances_and_tells_what_differs(paper_run, tmp_path):
    """Another user, folder, home, time zone, language, hash seed and mask, all cores, and shuffled raw rows.

    Each job besides sees nothing but its declared inputs.
    """
    folder = put_alone(copy_project(tmp_path / determinism.ODD_PLACE), tmp_path / "alone")
    for name in ("events", "actors"):
        path = folder / "data" / "raw" / "paper" / f"{name}.csv"
        with open(path, encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        random.Random(1).shuffle(rows)
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    checksums = (paper_run / "manifest.sha256").read_text()
    wrong = "figures/flows.fa.svg"
    (folder / "checksums").write_text(re.sub(f"[0-9a-f]+  {wrong}", f"{'0' * 64}  {wrong}", checksums))
    command = [sys.executable, "workflow/scripts/verify_results.py", "checksums"]
    run = determinism.run_varied(folder, [way for way in determinism.AT_ONCE if determinism.can_be_tried(way)], command)
    assert run.returncode == 1, run.stderr
    # The raw files do differ, and the report tells their digests.
    inputs, report = "replication/inputs.csv", "report.html"
    assert run.stdout.splitlines() == [*(f"{name}: differs" for name in (wrong, inputs, report)), "3 files differ."]
    found = folder / ".verify" / "results" / "paper"
    before, after = (pd.read_csv(place / inputs, dtype=str) for place in (paper_run, found))
    assert list(before.loc[before["sha256"] != after["sha256"], "file"]) == [
        "data/raw/paper/actors.csv",
        "data/raw/paper/events.csv",
    ]
    shown = re.compile(r'<tr><th scope="row"><code>data/raw/paper/(?:actors|events)\.csv.*?</tr>')
    page, other = (shown.sub("", (place / report).read_text(encoding="utf-8")) for place in (paper_run, found))
    assert other == page


def test_a_variation_that_cannot_be_tried_is_told():
    lacking = determinism.Variation("moon", "from the moon", needs="command -v rocket", lacking="a rocket")
    assert determinism.outcome(lacking) == ("not tried: needs a rocket", True)


def test_a_difference_is_found(monkeypatch, tmp_path):
    """A variation that does change results, so that the harness is known to see it; no run is needed for that."""
    made = "mkdir -p results/paper && echo other > results/paper/events.csv"
    told, fine = determinism.outcome(determinism.Variation("file", "written", made))
    assert not fine and "`events.csv: differs`" in told and "`report.html: missing`" in told
    assert determinism.outcome(determinism.Variation("fault", "", "exit 3")) == ("the run failed", False)


# An edition that is compared with another includes these rules twice.
@pytest.mark.parametrize("more", ["", "compare_with: config/config.yaml\n"])
def test_an_environment_in_a_folder_with_a_space(project, tmp_path, more):
    with open(project / ".test" / "config" / "config.yaml", "a", encoding="utf-8") as file:
        file.write(more)
    linked = tmp_path / "my environment"
    linked.symlink_to(Path(sys.prefix))
    command = [str(linked / "bin" / "python"), "-m", "snakemake", "results/small/clean/events.csv", "--cores", "1"]
    run = subprocess.run([*command, *SMALL], cwd=project, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_what_the_paper_states_is_read_by_the_comparison_alone(small_run, run_to_edit):
    """Changed statements and tables change the comparison, what shows it, and the order and marks of Table 1."""
    folder = run_to_edit
    published = folder / "data" / "raw" / "published"
    edit(published / "statements.csv", "nominal", "advanced")
    for name in ("table_1.csv", "statements.csv", "text_dyads.csv"):
        lines = (published / name).read_text(encoding="utf-8").splitlines()
        kept = [lines[0], *[line.replace("asymmetric", "symmetric") for line in lines[1:-2]]]
        (published / name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    run = snakemake(folder, "--cores", "2", "--omit-from", "render_notebooks", *SMALL)
    assert run.returncode == 0, run.stderr
    before, after = contents(small_run / "results" / "small"), contents(folder / "results" / "small")
    changed = {name for name in before if before[name] != after[name]}
    assert "replication/levels.csv" in changed
    assert "figures/figure_1_published.en.png" in changed
    allowed = (
        r"replication/.*|figures/figure_1_(published|difference)\..*|tables/table_1\..*|"
        r"(explorer|index|report)\.html|report\.(en|fa)\.pdf"
    )
    assert not [name for name in changed if not re.fullmatch(allowed, name)]
    body = [results(place, "tables/table_1.en.csv") for place in (small_run, folder)]
    own = [sorted(table.loc[table["status"] != "no_evidence", "actors"]) for table in body]
    assert own[0] == own[1] != []


def test_no_rule_but_the_comparison_reads_what_the_paper_states(project):
    """The digest of inputs makes no more of it than a checksum."""
    run = snakemake(project, "-n", "--forceall", "--quiet", "host")
    job = re.compile(r"^(?:local)?rule (\w+):\n    input: (.*)$", re.MULTILINE)
    reading = {rule for rule, given in job.findall(run.stdout + run.stderr) if "data/raw/published/" in given}
    assert reading == {"compare_published", "judge_claims", "digest_inputs"}
    # Nor is it named where Snakemake shows nothing, as in a parameter. Others ask no more than whether there is one.
    named = re.compile(r"data/raw/published|\b(STATED|REGISTERS)\b|\{PUBLICATION\}|PUBLICATION *[+/]")
    for path in (ROOT / "workflow" / "rules").glob("*.smk"):
        if named.search(path.read_text(encoding="utf-8")):
            assert path.name == "published.smk"
    for path in (ROOT / "workflow" / "scripts").rglob("*.py"):
        if re.search(r"data.raw.published", path.read_text(encoding="utf-8")):
            assert path.parts[-2:] == ("replication", "published.py")


def test_an_edition_with_another_reading_in_one_language_runs_through(run_to_edit):
    more = "edition: small\nreading: any\nlanguages: [en]"
    edit(run_to_edit / ".test" / "config" / "config.yaml", "edition: small", more)
    run = snakemake(run_to_edit, "--cores", "2", *SMALL)
    assert run.returncode == 0, run.stderr
    assert "advanced" in set(results(run_to_edit, "dyads.csv")["level"])
    sensitivity = results(run_to_edit, "replication/sensitivity.csv")
    assert sensitivity.loc[sensitivity["declared"] == "yes", "features"].tolist() == ["any"]


def test_bad_data_end_the_run_with_lines_and_nothing_written(project):
    events = project / ".test" / "data" / "events.csv"
    edit(events, "NORTH,south union", "ATLANTIS,south union")
    edit(events, "memorandum", "memo")
    run = snakemake(project, "--cores", "2", *SMALL)
    assert run.returncode != 0
    told = ERROR.findall(run.stderr)
    assert [line.split(" — ")[0] for line in told[:2]] == [
        ".test/data/events.csv:2:source: ATLANTIS",
        ".test/data/events.csv:6:event_type: memo",
    ]
    assert "Traceback" not in run.stderr + run.stdout
    assert not any(path.is_file() for path in (project / "results").rglob("*"))
    log = (project / "logs" / "small" / "clean_events.log").read_text(encoding="utf-8")
    assert log.splitlines() == told[:2]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("edition: small", "edition: small\nreadng: all", ".test/config/config.yaml:0:readng: readng — unknown key; "),
        ("events.csv", "nowhere.csv", ".test/data/nowhere.csv:0::  — the file is missing; "),
    ],
)
def test_a_bad_configuration_ends_the_run_with_lines(project, old, new, told):
    edit(project / ".test" / "config" / "config.yaml", old, new)
    run = snakemake(project, "--cores", "2", *SMALL)
    assert run.returncode != 0
    assert told in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert not (project / "results").exists()


def test_validate_checks_the_files_and_runs_nothing_else(project):
    run = snakemake(project, "validate", "--cores", "1", *SMALL)
    assert run.returncode == 0, run.stderr
    assert "The files of the edition small are in order" in run.stdout + run.stderr
    assert not (project / "results" / "small" / "dyads.csv").exists()
    edit(project / ".test" / "data" / "events.csv", "Yearly dialogue", "=1+1")
    run = snakemake(project, "validate", "--cores", "1", *SMALL)
    assert run.returncode != 0
    first, blank, _, marked = run.stderr.splitlines()[-4:]
    assert first.startswith(".test/data/events.csv:2:description_en: =1+1 — begins as a formula of a spreadsheet does")
    assert (blank, marked) == ("", "Marked in: faults/small/test_data_events.csv.xlsx")
    assert not re.search(r"Exception|Error|/scripts/|tmp", run.stderr)
    sheet = openpyxl.load_workbook(project / marked.removeprefix("Marked in: ")).active
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.comment] == ["=1+1"]


def test_names_of_files_and_folders_as_people_give_them(project):
    """Spaces, dots and Persian letters; whose faults are told and marked like any other's."""
    folder = project / "data" / "raw" / "پژوهش من v1.2 (final)"
    folder.mkdir()
    events = folder / "رویدادها ۱.csv"
    shutil.copy(project / ".test" / "data" / "events.csv", events)
    configuration = project / "config" / "my study.yaml"
    text = (project / ".test" / "config" / "config.yaml").read_text(encoding="utf-8")
    configuration.write_text(text.replace(".test/data/events.csv", str(events.relative_to(project))), encoding="utf-8")
    run = snakemake(project, "validate", "--cores", "1", "--configfile", "config/my study.yaml")
    assert run.returncode == 0, run.stderr
    edit(events, "memorandum", "memo")
    run = snakemake(project, "validate", "--cores", "1", "--configfile", "config/my study.yaml")
    assert f"{events.relative_to(project)}:6:event_type: memo — " in run.stderr
    assert (project / run.stderr.splitlines()[-1].removeprefix("Marked in: ")).exists()


def test_an_edition_of_several_kinds_of_files(project):
    """Events as CSV, TSV and XLSX side by side give what the one CSV gives."""
    raw = project / ".test" / "data"
    with open(raw / "events.csv", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    for ending, part in (("csv", rows[:3]), ("tsv", rows[3:5])):
        with open(raw / f"part.{ending}", "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t" if ending == "tsv" else ",").writerows([header, *part])
    book = openpyxl.Workbook()
    for row in [header, *rows[5:]]:
        book.active.append(row)
    book.save(raw / "part.xlsx")
    target = "results/small/clean/events.csv"
    assert snakemake(project, target, "--cores", "1", *SMALL).returncode == 0
    whole = (project / target).read_bytes()
    parts = "\n  - ".join(f".test/data/part.{ending}" for ending in ("xlsx", "csv", "tsv"))
    edit(project / ".test" / "config" / "config.yaml", ".test/data/events.csv", parts)
    run = snakemake(project, target, "--cores", "1", *SMALL)
    assert run.returncode == 0, run.stderr
    assert (project / target).read_bytes() == whole


def test_an_edition_compared_with_another_builds_both(project):
    """One command, from nothing: the other edition is built as far as the comparison needs it."""
    text = (project / ".test" / "config" / "config.yaml").read_text(encoding="utf-8")
    other = text.replace("edition: small", "edition: later\ncompare_with: .test/config/config.yaml")
    other = other.replace(".test/data/events.csv", ".test/data/later.csv")
    (project / "config" / "later.yaml").write_text(other, encoding="utf-8")
    events = (project / ".test" / "data" / "events.csv").read_text(encoding="utf-8")
    kept = "".join(line for line in events.splitlines(keepends=True) if not line.startswith("A2,"))
    (project / ".test" / "data" / "later.csv").write_text(kept, encoding="utf-8")
    wanted = ["results/later/changes/changes.fa.html", "results/later/changes/levels.en.svg"]
    run = snakemake(project, *wanted, "--cores", "2", "--configfile", "config/later.yaml")
    assert run.returncode == 0, run.stderr
    dyads = results(project, "changes/dyads.csv", "later")
    told = ["actor_a", "actor_b", "level_before", "level_after", "indicators_lost", "because_of"]
    assert dyads[told].to_numpy().tolist() == [["NORTH", "SOUTH", "advanced", "institutionalised", "A1", "A2"]]
    assert not (project / "results" / "small" / "manifest.sha256").exists()


def test_a_broken_table_of_the_codebook_is_told(project):
    edit(project / "config" / "codebook" / "evidence_rules.csv", "N1,N1,summit", "N1,N1,summmit")
    run = snakemake(project, "--cores", "2", *SMALL)
    assert run.returncode != 0
    assert "config/codebook/evidence_rules.csv:2:event_type: summmit;" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    # Other jobs read what the first has checked.
    assert not any(path.is_file() for path in (project / "results").rglob("*"))


def test_bare_snakemake_runs_and_a_second_run_has_nothing_to_do(run_to_edit):
    run = snakemake(run_to_edit, *SMALL)
    assert run.returncode == 0, run.stderr
    assert "Nothing to be done" in run.stderr + run.stdout


def test_only_what_depends_on_an_edit_runs_again(run_to_edit):
    modules, schemas = run_to_edit / "workflow" / "scripts" / "interregional", run_to_edit / "workflow" / "schemas"
    everything = {
        "clean_events", "code_dyads", "build_network", "compare_published", "make_tables", "draw_figure_1",
        "write_manifest", "write_index", "export_network", "cross_readings", "draw_replication",
        "judge_claims", "render_notebooks", "write_findings", "code_years", "build_network_by_year", "compare_periods",
        "draw_time", "draw_structure", "clean_memberships", "measure_memberships", "write_explorer",
        "write_workbook", "write_codebook", "digest_inputs", "write_report", "measure_scale", "measure_chance",
    }  # fmt: skip
    # What follows from the memberships alone.
    members = {
        "measure_memberships", "draw_structure", "compare_periods", "judge_claims", "write_findings",
        "render_notebooks", "write_report", "write_manifest",
    }  # fmt: skip
    evidence = everything - {"clean_events", "clean_memberships", "write_codebook"}
    periods = {
        "compare_periods", "draw_time", "judge_claims", "write_findings", "render_notebooks", "write_report",
        "write_manifest",
    }  # fmt: skip
    edits = [
        (
            run_to_edit / "config" / "layout.csv",
            {
                "draw_figure_1",
                "draw_replication",
                "draw_time",
                "export_network",
                "render_notebooks",
                "write_explorer",
                "write_index",
                "write_report",
                "write_manifest",
            },
        ),
        (
            run_to_edit / "config" / "labels.csv",
            {
                "make_tables",
                "draw_figure_1",
                "draw_replication",
                "draw_time",
                "draw_structure",
                "render_notebooks",
                "write_codebook",
                "write_workbook",
                "write_explorer",
                "write_findings",
                "write_index",
                "write_report",
                "write_manifest",
            },
        ),
        (run_to_edit / "config" / "readings.yaml", evidence | {"write_codebook"}),
        (run_to_edit / "config" / "periods.csv", periods),
        (run_to_edit / "config" / "exhibits.csv", {"write_index", "write_report", "write_manifest"}),
        (run_to_edit / "config" / "regions.csv", members | {"write_explorer"}),
        (
            run_to_edit / "data" / "raw" / "paper" / "memberships.csv",
            members | {"clean_memberships", "digest_inputs", "write_codebook", "write_explorer"},
        ),
        (modules / "exhibits" / "rendering.py", {"make_tables", "write_manifest"}),
        (modules / "levels" / "readings.py", evidence - {"digest_inputs"}),
        (schemas / "exhibits.schema.yaml", {"write_codebook", "write_index", "write_report", "write_manifest"}),
        (schemas / "periods.schema.yaml", periods | {"write_codebook"}),
        (schemas / "events.schema.yaml", everything),
        (run_to_edit / "config" / "codebook" / "currencies.csv", everything),
        (run_to_edit / ".test" / "data" / "events.csv", everything),
    ]
    for path, _ in edits:
        os.utime(path)
    assert reasons(run_to_edit) == {}, "touched only"
    for path, rerun in edits:
        kept = path.read_bytes()
        path.write_bytes(kept + (b"\n" if path.suffix == ".csv" else b"\n# edited\n"))
        found = reasons(run_to_edit)
        assert set(found) == rerun, f"edited {path.name}"
        own = {reason for reason in found.values() if not reason.startswith("Input files updated by another job")}
        code = modules in path.parents or schemas in path.parents
        wanted = "Params have changed" if code else f"Updated input files: {path.relative_to(run_to_edit)}"
        assert own and all(reason.startswith(wanted) for reason in own), f"edited {path.name}: {own}"
        path.write_bytes(kept)


@pytest.mark.parametrize(
    ("old", "new", "own", "follow"),
    [
        (
            "edition: small",
            "edition: small\ncaveat: streams",
            {
                "draw_figure_1",
                "draw_structure",
                "draw_replication",
                "draw_time",
                "make_tables",
                "write_codebook",
                "write_explorer",
                "write_findings",
                "write_workbook",
            },
            {"write_index", "write_report", "render_notebooks", "write_manifest"},
        ),
        (
            "draws: 100",
            "draws: 101",
            {"compare_published", "compare_periods", "measure_scale", "measure_chance", "write_codebook"},
            # The comparison is made anew with its intervals, and so is what shows its tables.
            {
                "cross_readings",
                "draw_replication",
                "draw_structure",
                "judge_claims",
                "make_tables",
                "render_notebooks",
                "write_explorer",
                "write_findings",
                "write_index",
                "write_manifest",
                "write_report",
            },
        ),
    ],
)
def test_only_what_uses_a_key_of_the_configuration_runs_again(run_to_edit, old, new, own, follow):
    path = run_to_edit / ".test" / "config" / "config.yaml"
    kept = path.read_bytes()
    edit(path, old, new)
    found = reasons(run_to_edit)
    path.write_bytes(kept)
    assert {rule for rule, reason in found.items() if reason.startswith("Params have changed")} == own
    assert set(found) == own | follow


def test_a_row_changed_changes_what_shows_it_and_nothing_else(run_to_edit):
    """The description of an event is in the tables of events; levels, network, tables and figures keep their bytes."""
    folder = run_to_edit
    before = contents(folder / "results" / "small")
    edit(folder / ".test" / "data" / "events.csv", "Yearly dialogue", "Talks every year")
    targets = ["dyads.csv", "network/network.gexf", "tables/table_2.fa.docx", "figures/figure_1.en.png"]
    shown = ("--cores", "2", "--quiet", "host")
    run = snakemake(folder, *[f"results/small/{target}" for target in targets], *shown, *SMALL)
    assert run.returncode == 0, run.stderr
    assert "draw_figure_1" in run.stderr + run.stdout
    after = contents(folder / "results" / "small")
    assert {name for name in before if before[name] != after[name]} == {"clean/events.csv", "events.csv"}


def test_the_report_of_another_edition_has_what_that_edition_has(small_run):
    page = (small_run / "results" / "small" / "report.html").read_text(encoding="utf-8")
    assert ".test/data/events.csv" in page and "coding_b.csv" not in page
    assert 'id="reliability-table-en"' not in page
    assert 'id="levels-table-fa"' in page
    assert str(small_run) not in page


def test_snakemake_writes_its_own_report_with_captions_and_categories(run_to_edit, tmp_path):
    run = snakemake(run_to_edit, "--report", str(tmp_path / "report.zip"), *SMALL)
    assert run.returncode == 0, run.stderr
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        names = archive.namelist()
        page = archive.read("report/report.html").decode()
    shown = {name.rsplit("/", 1)[1] for name in names}
    for language in ("en", "fa"):
        assert {f"table_1.{language}.html", f"figure_1.{language}.png", f"confusion.{language}.png"} <= shown
    assert {"levels.csv", "claims.csv", "report.html", "explorer.html", "dyad.html"} <= shown
    for word in ("Figures", "Replication", "Notebooks", "Pages", "شکل ۱، کدگذاری‌شده از رویدادها"):
        assert word in page or json.dumps(word)[1:-1] in page, word
