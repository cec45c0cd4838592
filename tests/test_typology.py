"""An edition with a typology of its own, that replicates a publication which is not the paper."""

import json
import re
import subprocess
import sys

import openpyxl
import pytest

from interregional.codebook.decisions import load_codebook
from interregional.network.marks import kind_styles, level_colours, level_styles
from interregional.tables.files import read_result
from interregional.tables.problems import DataError
from tests.alone import put_alone
from tests.conftest import CODEBOOK_FILES, ROOT, copy_project, locked, run_once, shared_folder, use_small_edition

FOLDER = ROOT / "tests" / "typology"
# What the paper's codebook calls its levels, features, kinds and types of events, its subject, and the paper itself.
THEIRS = (
    r"institutionalised|\badvanced\b|\bnominal\b|regional.organisation|memorandum|ministerial|Section 4"
    r"|[Ss]ecurity cooperation|\b[NISA][123]\b|نهادینه|پیشرفته|تفاهم‌نامه|بخش ۴|همکاری‌های امنیتی"
    r"|Asiaban|آسیابان|\b[Tt]he (paper|article)\b|مقاله|Cold War|جنگ سرد|10\.22124"
)


@pytest.fixture(scope="session")
def results(tmp_path_factory):
    project = shared_folder(tmp_path_factory) / "typology" / "project"
    with locked(project.parent):
        if not project.exists():
            put_alone(use_small_edition(copy_project(project)), project.parent / "alone")
    return run_once(project, "typology", "--cores", "2", "--configfile", "tests/typology/config.yaml")


@pytest.fixture(scope="module")
def own():
    return load_codebook(sorted((FOLDER / "codebook").glob("*.csv")))


def test_levels_and_bounds_follow_the_tables(results):
    dyads = read_result(results / "dyads.csv")
    shown = dyads[["actor_a", "actor_b", "dyad_type", "level", "indicators", "balance"]]
    assert shown.to_numpy().tolist() == [
        ["NORD", "PACT", "transregional", "consulting", "CON1", "undetermined"],
        ["NORD", "SUD", "bilateral", "agreeing", "AGR1;AGR2;CON2;INF1", "symmetric"],
        ["PACT", "REX", "hybrid", "informing", "INF1", "undetermined"],
        ["REX", "SUD", "hybrid", "agreeing", "AGR1", "undetermined"],
        ["REX", "URBS", "none_of_them", "informing", "INF1", "undetermined"],
    ]
    tried = read_result(results / "replication" / "sensitivity.csv")
    assert set(tried["features"]) == {"one_step", "both_signs"}


def test_figures_name_its_levels_and_families(results):
    marks = read_result(results / "figures" / "events_by_dyad.csv")
    assert set(marks["family"]) == {"talking", "giving"}
    levels = read_result(results / "figures" / "figure_1.csv")
    assert set(levels["level"]) == {"informing", "consulting", "agreeing"}
    assert set(levels["kind_a"]) == {"grouping", "arrangement", "power"}
    graph = (results / "network" / "network.gexf").read_text(encoding="utf-8")
    assert {"solid", "dashed", "dotted"} == set(re.findall(r'viz:shape value="(solid|dashed|dotted)"', graph))


def test_periods_are_those_of_the_evidence(results):
    periods = read_result(results / "time" / "periods.csv")
    spans = periods[["period", "from_year", "to_year"]].drop_duplicates().to_numpy().tolist()
    assert spans == [["decade_1990", "1995", "1999"], ["decade_2000", "2000", "2003"]]


def test_nothing_of_the_papers_typology_is_named(results):
    kinds = ("*.html", "*.md", "*.csv", "*.caption.txt")
    pages = [page for kind in kinds for page in results.rglob(kind)]
    assert len(pages) > 80
    for page in pages:
        # The page of the codebook explains every table of the project, those on event streams too.
        if not page.name.startswith("codebook."):
            text = page.read_text(encoding="utf-8").replace("alpha, nominal", "")
            text = re.sub(r"<style>.*?</style>|<script>.*?</script>|base64,[^\"')]*", "", text, flags=re.DOTALL)
            found = [text[max(0, hit.start() - 40) : hit.end() + 40] for hit in re.finditer(THEIRS, text)]
            assert not found, (page.name, found[:3])


def test_its_publication_is_told_by_its_own_name(results):
    report = (results / "report.html").read_text(encoding="utf-8")
    for told in ("Rivera, Ports and Blocs, 2019", "Ports and Blocs</p>", "بندرها و بلوک‌ها</p>", "Claims of the book"):
        assert told in report, told
    findings = (results / "replication" / "findings.fa.md").read_text(encoding="utf-8")
    assert "کتاب سطح ۲ دوتایی را نام می‌برد" in findings and "همهٔ بلوک‌ها با تجارت" in findings
    levels = read_result(results / "replication" / "levels.csv")
    compared = levels[levels["published_level"] != ""][["actor_a", "actor_b", "published_level", "coded_is"]]
    assert compared.to_numpy().tolist() == [
        ["NORD", "SUD", "agreeing", "the same"],
        ["PACT", "REX", "consulting", "lower"],
    ]
    claims = read_result(results / "replication" / "claims.csv")
    assert dict(zip(claims["claim_id"], claims["verdict"])) == {"C1": "supported", "C2": "not testable"}
    assert read_result(results / "replication" / "inconsistencies.csv").empty


def test_the_explorer_has_its_levels_kinds_and_words(results):
    page = (results / "explorer.html").read_text(encoding="utf-8")
    data = json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)[0])
    assert [style["level"] for style in data["levels"]] == ["none", "informing", "consulting", "agreeing"]
    assert list(data["kinds"]) == ["grouping", "arrangement", "power", "city"]
    assert data["words"]["fa"]["title"] == "کاوشگر سیاست تجاری بین‌منطقه‌ای"
    assert data["labels"]["dyad_type"]["hybrid"] == ["Hybrid interregionalism", "بین‌منطقه‌گرایی دورگه"]


def test_the_explorer_draws_it(visit, results):
    page = visit(results / "explorer.html", "lang=en&tie=NORD-SUD").page
    panel, legend = page.locator("#panel").inner_text(), page.locator("#legend").inner_text()
    assert "agreeing" in panel and "experts lent" in panel
    assert "single power" in legend and "consulting" in legend


def test_templates_offer_its_lists(tmp_path):
    project = copy_project(tmp_path / "project")
    folder = FOLDER / "codebook"
    command = [sys.executable, "workflow/scripts/start_edition.py", "trial", "en", f"--typology={folder}"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    book = openpyxl.load_workbook(project / "data/raw/trial/events.xlsx")
    lists = {str(cell.value) for row in book["lists"].iter_rows(min_row=2) for cell in row if cell.value}
    assert {"hearing", "secondment", "expertise"} <= lists and not {"summit", "memorandum"} & lists
    text = (project / "config" / "trial.yaml").read_text(encoding="utf-8")
    assert f"codebook: {folder}" in text and "reading: one_step" in text and "data/raw/paper" not in text


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7, 9])
def test_any_number_of_levels_is_told_apart(codebook, number):
    levels = codebook.levels.iloc[[0] * (number + 1)].assign(
        level=["none", *(f"step {place}" for place in range(number))], rank=[str(rank) for rank in range(number + 1)]
    )
    book = type(codebook)(**{**vars(codebook), "levels": levels})
    styles, colours = level_styles(book), level_colours(book)
    assert list(styles) == list(colours)[1:] == list(levels["level"])[1:]
    widths = [style["linewidth"] for style in styles.values()]
    assert widths == sorted(set(widths)) and widths[-1] == 3
    assert len(set(colours.values())) == number + 1
    assert list(styles.values())[-1]["linestyle"] == "solid"


def test_many_kinds_have_a_mark_each(codebook):
    row = codebook.vocabularies.iloc[[0] * 20].assign(variable="kind", value=[f"kind {place}" for place in range(20)])
    styles = kind_styles(type(codebook)(**{**vars(codebook), "vocabularies": row}))
    assert len({tuple(style.values()) for style in styles.values()}) == 20


def broken(folder, name, was, becomes):
    for path in CODEBOOK_FILES:
        text = path.read_text(encoding="utf-8")
        assert path.stem != name or was in text
        (folder / path.name).write_text(text.replace(was, becomes) if path.stem == name else text, encoding="utf-8")
    return sorted(folder.glob("*.csv"))


@pytest.mark.parametrize(
    ("name", "was", "becomes", "told"),
    [
        (
            "vocabularies",
            "recurrence,regular,",
            "recurrence,yearly,",
            "regular — missing among the values of recurrence",
        ),
        ("levels", "none,0,", "none,5,", "5 — none, and no other, has rank 0"),
        ("event_types", "no,1,no,,exchange,yes", "no,1,no,,,yes", "family:  — a type that is evidence has one"),
    ],
)
def test_a_codebook_that_lacks_what_the_code_means_is_refused(tmp_path, name, was, becomes, told):
    with pytest.raises(DataError) as error:
        load_codebook(broken(tmp_path, name, was, becomes))
    assert told in str(error.value)
