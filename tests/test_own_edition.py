"""An edition of one's own: started with one command, few columns filled in, one language, no publication."""

import re
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

from interregional.editions.workbook import DATA
from interregional.pages.report.material import load_exhibits
from interregional.tables.files import read_result, split_list
from tests.conftest import OWN_EVENTS, ROOT, copy_project, snakemake


@pytest.fixture
def results(own_run):
    return own_run / "results" / "trial"


def test_the_start_says_the_next_two_commands(own_run):
    told = (own_run / "told.txt").read_text(encoding="utf-8")
    commands = re.findall(r"^ +(\.venv/bin/snakemake .*)$", told, re.MULTILINE)
    assert commands == [
        ".venv/bin/snakemake validate --cores all --configfile config/trial.yaml",
        ".venv/bin/snakemake --cores all --configfile config/trial.yaml",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["paper"], "data/raw/paper:0::  — exists already, and nothing is overwritten; another NAME"),
        (["defaults"], "config/defaults.yaml:0::  — exists already"),
        (["../trial"], "NAME:0:: ../trial — not a name of an edition; a small letter"),
        (["my study"], "NAME:0:: my study — not a name of an edition"),
        (["ویراست"], "NAME:0:: ویراست — not a name of an edition"),
        (["con"], "NAME:0:: con — not a name of an edition"),
        (["trial", "fr"], "LANGUAGES:0:: fr — not a language of the project; en, fa"),
        ([], "Usage: start_edition.py NAME"),
    ],
)
def test_a_start_that_would_harm_or_makes_no_sense_is_refused(own_run, arguments, told):
    before = sorted(path for path in own_run.rglob("*") if ".snakemake" not in path.parts)
    command = [sys.executable, "workflow/scripts/start_edition.py", *arguments]
    run = subprocess.run(command, cwd=own_run, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 1 and told in run.stderr and "Traceback" not in run.stderr
    assert sorted(path for path in own_run.rglob("*") if ".snakemake" not in path.parts) == before


def test_blank_tables_for_a_publication(tmp_path):
    project = copy_project(tmp_path / "project")
    command = [sys.executable, "workflow/scripts/start_edition.py", "trial", "fa", "--publication"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    assert (project / "data/raw/trial/published/claims.csv").read_text(encoding="utf-8").startswith("claim_id,")
    text = (project / "config" / "trial.yaml").read_text(encoding="utf-8")
    assert 'publication: "data/raw/trial/published"' in text and "languages: [fa]" in text
    sheet = openpyxl.load_workbook(project / "data/raw/trial/events.xlsx").worksheets[0]
    assert sheet.sheet_view.rightToLeft and "description_fa" in [cell.value for cell in sheet[1]]


def test_few_columns_suffice_and_each_assumption_is_logged_and_counted(results):
    log, events = read_result(results / "cleaning_log.csv"), read_result(results / "events.csv")
    assumed = log[log["rule"] == "assumed"]
    assert set(assumed["column"]) == {
        "event_id", "dyadic", "directed", "recurrence", "setting", "scope", "resource", "confidence", "label_en",
    }  # fmt: skip
    assert events["event_id"].tolist() == [
        "EU-ASEAN-2020", "EU-ASEAN-2022", "EU-GCC-2024", "JPN-ASEAN-2013", "MERCO-GCC-2004",
    ]  # fmt: skip
    prose = (results / "replication" / "findings.en.md").read_text(encoding="utf-8")
    assert f"{len(assumed)} cells were:" in prose


def test_time_ends_with_the_evidence_and_no_event_is_left_out(results):
    years = read_result(results / "levels_by_year.csv", year="int")
    assert years["year"].max() == 2024
    assert set(zip(years["actor_a"], years["actor_b"])) == {
        ("ASEAN", "EU"), ("ASEAN", "JPN"), ("EU", "GCC"), ("GCC", "MERCO"),
    }  # fmt: skip
    assert len(read_result(results / "events.csv")) == len(OWN_EVENTS)


def test_nothing_of_a_publication_is_made_or_named(results, own_run):
    names = {str(path.relative_to(results)) for path in results.rglob("*") if path.is_file()}
    told = [
        "levels",
        "balance",
        "agreement",
        "claims",
        "inconsistencies",
        "rule_search",
        "table_1",
        "table_2",
        "figure_1_ties",
        "confusion",
    ]
    assert not names & {f"replication/{name}.csv" for name in told}
    assert not [name for name in names if "published" in name or "readings_and_claims" in name or ".fa." in name]
    for name in ("report.html", "explorer.html", "codebook.en.html", "replication/findings.en.md"):
        text = re.sub(r"<(script|style)>.*?</\1>", "", (results / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        found = re.findall(r"Asiaban|the paper\b|the article\b|مقاله", text)
        assert not found or name == "codebook.en.html", (name, found[:3])
    inputs = read_result(results / "replication" / "inputs.csv")
    assert set(inputs["role"]) == {"catalogue", "codebook"}


def test_every_file_that_the_report_names_is_there(results):
    exhibits = load_exhibits(ROOT / "config" / "exhibits.csv", publication=False)
    exhibits = exhibits[exhibits["key"] != "reliability"]
    files = {name.format(language="en") for cell in exhibits["files"] for name in split_list(cell)}
    assert files and not [name for name in sorted(files) if not (results / name).is_file()]


def test_the_workbook_holds_the_main_tables_and_what_their_columns_mean(results):
    book = openpyxl.load_workbook(results / "results.xlsx")
    assert set(DATA) <= set(book.sheetnames)
    assert [cell.value for cell in book["events"][1]] == list(read_result(results / "events.csv").columns)
    meant = {(row[0], row[1]) for row in book["Columns"].iter_rows(min_row=2, values_only=True)}
    assert {("dyads", "level"), ("levels_by_year", "year"), ("ties", "rank")} <= meant
    assert book["levels_by_year"]["C2"].value == 2022 and not book["dyads"].sheet_view.rightToLeft
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not formulas


def test_persian_sheets_of_the_workbook_run_from_right_to_left(paper_run):
    book = openpyxl.load_workbook(paper_run / "results.xlsx")
    persian = [sheet.title for sheet in book if sheet.sheet_view.rightToLeft]
    assert persian == ["دوتایی‌ها", "ویژگی‌ها", "ستون‌ها"]


def test_persian_tables_open_right_and_are_read_right(paper_run):
    path = paper_run / "tables" / "table_1.fa.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(path).columns[0] == "dyad_type"


def test_the_explorer_speaks_one_language_and_of_no_publication(visit, results):
    page = visit(results / "explorer.html", "lang=fa&tie=ASEAN-EU").page
    assert page.locator("html").get_attribute("lang") == "en"
    assert not page.locator("#language").is_visible() and not page.locator("#source").is_visible()
    assert "Commemorative summit" in page.locator("#panel").inner_text()


# What a figure says in which there is nothing.
EMPTY = "Nothing to draw yet|No tie reaches these levels|Too few actors in every year"


def test_a_new_edition_runs_before_its_first_event(tmp_path):
    project = copy_project(tmp_path / "project")
    start = [sys.executable, "workflow/scripts/start_edition.py", "blank"]
    subprocess.run(start, cwd=project, check=True, capture_output=True)
    made = [f"results/blank/{name}" for name in ("report.html", "explorer.html", "results.xlsx")]
    run = snakemake(project, *made, "--cores", "2", "--configfile", "config/blank.yaml")
    assert run.returncode == 0, run.stderr
    results = project / "results" / "blank"
    report = re.sub("<[^>]*>", "", (results / "report.html").read_text(encoding="utf-8"))
    assert "No events between two actors yet." in report and not re.search(r"\bnan\b", report)
    captions = [path.read_text(encoding="utf-8") for path in results.rglob("*.caption.txt")]
    assert len(captions) > 10 and all(re.search(EMPTY, caption) for caption in captions)
    for path in results.rglob("*.csv"):
        assert len(read_result(path).columns) > 1, path
