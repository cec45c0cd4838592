"""What the report says and how: words, numbers, escaping, and the list of exhibits."""

import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from interregional.pages.report.cells import Speech
from interregional.pages.report.material import (
    PROSE,
    Edition,
    Material,
    choose_picture,
    load_exhibits,
    picture_files,
    pinned_packages,
    prose_sections,
)
from interregional.pages.report.page import _view, build_report
from interregional.pages.report.replication import _note
from interregional.tables.files import read_result
from interregional.tables.problems import DataError
from interregional.tables.textfiles import read_text, read_yaml
from tests.conftest import ROOT

HOSTILE = '<img src=x onerror="alert(1)"></script><b>bold</b> ![x](http://example.org/x.png) [y](javascript:alert(1))'
EDITION = Edition("paper", "definitions", 2021, {"edition": "paper", "time": {"as_of": [1990, 2000]}})
TABLES = {
    ".": "events evidence dyads transfers",
    "network": "chance",
    "clean": "actors",
    "replication": "inputs scale face_validity table_1 table_2 levels balance agreement rule_search "
    "unreproducible_pairs claims inconsistencies reliability",
    "time": "recency turning_points periods",
    "memberships": "sizes_by_year",
}


def material_of(results: Path) -> Material:
    """What the report of an edition is made of, from its results."""
    exhibits = load_exhibits(ROOT / "config" / "exhibits.csv")
    regions = read_result(ROOT / "config" / "regions.csv")
    return Material(
        tables={
            name: read_result(results / folder / f"{name}.csv")
            for folder, names in TABLES.items()
            for name in names.split()
            if (results / folder / f"{name}.csv").exists()
        },
        prose={language: read_text(results / "replication" / f"findings.{language}.md") for language in ("en", "fa")},
        pictures={
            (key, language): choose_picture(
                (results / f"{stem}.svg").read_bytes(), (results / f"{stem}.png").read_bytes()
            )
            for key, language, stem in picture_files(exhibits)
        },
        exhibits=exhibits,
        packages=pinned_packages(read_yaml(ROOT / "environment.yml")),
        regions=dict(zip(regions["region"], regions["label_fa"])),
    )


@pytest.fixture(scope="module")
def material(paper_run):
    return material_of(paper_run)


@pytest.fixture(scope="module")
def page(paper_run):
    return (paper_run / "report.html").read_text(encoding="utf-8")


class Links(HTMLParser):
    """Every address that a page names, and every id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sources: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.sources += [given[name] for name in ("src", "srcset", "data", "poster") if name in given]
        self.links += [given["href"]] if "href" in given else []
        self.ids += [given["id"]] if "id" in given else []


def rules() -> dict[str, str]:
    """The text of every rule, by its name."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "workflow" / "rules").glob("*.smk"))]
    found: dict[str, str] = {}
    for text in texts:
        parts = re.split(r"^(?:use )?rule (?:\w+ as )?(\w+)(?: with)?:$", text, flags=re.MULTILINE)
        found |= dict(zip(parts[1::2], parts[2::2]))
    return found


def test_every_exhibit_has_its_files_rule_and_script(paper_run):
    known = rules()
    for row in load_exhibits(ROOT / "config" / "exhibits.csv").to_dict("records"):
        for language in ("en", "fa"):
            for name in row["files"].split(";"):
                assert (paper_run / name.format(language=language)).is_file(), name
        assert row["rule"] in known, row["key"]
        assert (ROOT / "workflow" / "scripts" / row["script"]).is_file()
        assert row["script"] in known[row["rule"]]


def test_every_figure_of_the_workflow_is_an_exhibit(paper_run):
    drawn = {path.relative_to(paper_run).as_posix() for path in paper_run.glob("*/*.en.svg")}
    stems = picture_files(load_exhibits(ROOT / "config" / "exhibits.csv"))
    assert {f"{stem}.svg" for _, language, stem in stems if language == "en"} == drawn


def test_a_figure_without_a_text_for_who_cannot_see_it_is_refused(tmp_path):
    text = (ROOT / "config" / "exhibits.csv").read_text(encoding="utf-8")
    alt = re.search(r"^flows,.*?,(\"?Flow diagram[^\"]*\"?),", text, re.MULTILINE).group(1)
    (tmp_path / "exhibits.csv").write_text(text.replace(alt, ""), encoding="utf-8")
    with pytest.raises(DataError, match="alt_en"):
        load_exhibits(tmp_path / "exhibits.csv")


def test_versions_are_those_that_are_pinned():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    found = dict(pinned_packages(environment))
    [pip] = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert list(found) == ["python", *(pin.split("==")[0] for pin in pip)]
    assert all(re.fullmatch(r"[0-9][0-9.]*", version) for version in found.values())


def test_the_smaller_file_of_a_figure_is_taken():
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480) + bytes(100)
    assert choose_picture(b"<svg/>", png).address == "data:image/svg+xml;base64,PHN2Zy8+"
    large = choose_picture(b"<svg>" + bytes(1000), png)
    assert large.address.startswith("data:image/png;base64,iVBORw0KGgo")
    assert (large.width, large.height) == (640, 480)


def test_prose_is_marked_up_and_nothing_else_is():
    body = f"One **bold** `code`, and {HOSTILE}\n\n# no heading\n\n> no quote\n\n- a\n- b <i>x</i>\n"
    text = "# Title\n\nlead\n\n" + "".join(f"## {name}\n\n{body}\n" for name in PROSE)
    sections = prose_sections(text)
    assert list(sections) == list(PROSE)
    title, content = sections["levels"]
    assert title == "levels"
    assert set(re.findall(r"<(\w+)", content)) == {"p", "strong", "code", "ul", "li"}
    assert "&lt;img src=x" in content and "![x](http://example.org/x.png)" in content


def test_prose_with_a_section_more_or_less_is_refused():
    with pytest.raises(ValueError):
        prose_sections("## one\n\ntext\n")


def test_both_languages_of_the_findings_have_the_sections(material):
    english, persian = (prose_sections(material.prose[language]) for language in ("en", "fa"))
    assert english["limits"][0] == "Limits" and persian["limits"][0] == "محدودیت‌ها"
    assert "div" not in persian["question"][1]


@pytest.mark.parametrize(
    ("note", "english", "persian"),
    [
        ("", "", ""),
        ("not in Table 1", "not in Table 1", "در جدول ۱ نیست"),
        (
            "the paper gives initial and institutionalised; the highest counts; ambiguous: L15, L16",
            "the paper gives initial and institutionalised; the highest counts; ambiguous sentence (L15, L16)",
            "مقاله از اولیه و نهادینه نام می‌برد؛ بالاترین به شمار می‌آید؛ جملهٔ مبهم (L15, L16)",
        ),
        ("something new", "something new", "something new"),
    ],
)
def test_notes_of_the_comparison_are_told_in_both_languages(codebook, wordings, note, english, persian):
    told = {language: _note(note, Speech(wordings[language], codebook, {}, {})) for language in ("en", "fa")}
    assert told == {"en": english, "fa": persian}


def test_persian_tables_hold_no_english_word_and_no_latin_digit(material, codebook, wordings):
    view = _view(material, codebook, wordings["fa"], EDITION)
    for name, grid in view["grids"].items():
        cells = [*grid.heads, *grid.notes, *(group for group, _ in grid.groups)]
        cells += [cell.text for _, rows in grid.groups for row in rows for cell in row if cell.language != "code"]
        for text in cells:
            left = re.sub(r"\b(?:SHA-256|[NISALE][0-9]+|E-I|environment\.yml|p)\b", "", text)
            assert not re.search(r"[A-Za-z0-9]", left), (name, text)


def test_numbers_come_from_the_tables(material, codebook, wordings):
    view = _view(material, codebook, wordings["en"], EDITION)
    levels = material.tables["levels"]
    counts = {group.rsplit(" (", 1)[0]: len(rows) for group, rows in view["grids"]["levels"].groups}
    assert counts["agree"] == (levels["coded_is"] == "the same").sum()
    assert sum(counts.values()) == len(levels)
    assert sum(verdict["number"] for verdict in view["verdicts"]) == len(material.tables["claims"])
    assert view["glance"][0]["number"] == str(len(material.tables["events"]))
    claims = [claim["id"] for group in view["claims"] for claim in group["claims"]]
    assert sorted(claims) == sorted(material.tables["claims"]["claim_id"])


def test_the_page_is_whole_small_and_the_same_every_time(material, page, codebook, wordings, paper_run):
    assert len(page.encode()) < 10_000_000
    assert str(ROOT) not in page and str(paper_run) not in page
    first, second = (build_report(material, codebook, wordings, EDITION) for _ in range(2))
    assert first == second
    found = Links(page)
    assert found.sources and all(source.startswith("data:image/") for source in found.sources)
    assert len(found.ids) == len(set(found.ids))
    outside = {link for link in found.links if re.match(r"[a-z]+:", link)}
    assert outside == {"https://doi.org/10.22124/wp.2021.20474.2899"}
    for link in found.links:
        name, _, anchor = link.partition("#")
        if link not in outside:
            assert (paper_run / name).is_file() if name else anchor in found.ids, link


def test_whatever_the_data_say_is_text(material, codebook, wordings):
    tables = {name: table.copy() for name, table in material.tables.items()}
    for name, columns in {
        "claims": ["claim", "claim_fa", "statistic", "value", "note", "section", "locator", "claim_id"],
        "inconsistencies": ["what", "what_fa", "how_handled", "how_handled_fa", "where", "kind"],
        "actors": ["name_en", "name_fa", "label_en", "label_fa"],
        "levels": ["note", "actor_a"],
        "inputs": ["file", "sha256"],
        "table_2": ["printed_feature"],
    }.items():
        for column in columns:
            tables[name][column] = HOSTILE
    prose = {language: text.replace("Claims", HOSTILE) for language, text in material.prose.items()}
    changed = Material(**{**material.__dict__, "tables": tables, "prose": prose})
    edition = Edition(HOSTILE, HOSTILE, 2021, {HOSTILE: HOSTILE})
    page = build_report(changed, codebook, wordings, edition)
    assert page.count("<script>") == page.count("</script>") == 1
    assert "<b>" not in page and "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert not [link for link in Links(page).links if link.startswith("javascript")]


def test_an_edition_without_a_second_coding_has_no_such_table(material, codebook, wordings):
    tables = {name: table for name, table in material.tables.items() if name != "reliability"}
    page = build_report(Material(**{**material.__dict__, "tables": tables}), codebook, wordings, EDITION)
    assert 'id="reliability-table-en"' not in page and "reliability.csv" not in page


def test_empty_tables_are_a_page_too(material, codebook, wordings):
    tables = {name: table.head(0) for name, table in material.tables.items()}
    page = build_report(Material(**{**material.__dict__, "tables": tables}), codebook, wordings, EDITION)
    assert 'id="limits-fa"' in page
