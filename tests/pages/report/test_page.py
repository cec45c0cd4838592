"""What the report says and how: words, numbers, escaping, and the list of exhibits."""

import re
import struct
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
import yaml

from interregional.editions.settings import named
from interregional.pages.pictures import choose_picture, squeeze
from interregional.pages.report.cells import Speech
from interregional.pages.report.material import (
    PROSE,
    Edition,
    Material,
    load_exhibits,
    load_figures,
    picture_files,
    pinned_packages,
    prose_sections,
)
from interregional.pages.report.page import _view, build_report, build_views
from interregional.pages.report.pdf import write_pdf
from interregional.pages.report.replication import _note
from interregional.pages.report.short import Numbers, Place, Source, write_short
from interregional.tables.files import read_result
from interregional.tables.problems import DataError
from interregional.tables.textfiles import read_text, read_yaml
from tests.conftest import ROOT

HOSTILE = '<img src=x onerror="alert(1)"></script><b>bold</b> ![x](http://example.org/x.png) [y](javascript:alert(1))'
PUBLICATION = named(str(ROOT / "data" / "raw" / "published"))
SETTINGS = {"edition": "paper", "caveat": "paper", "time": {"as_of": [1990, 2000]}}
EDITION = Edition("paper", "definitions", 2021, SETTINGS, PUBLICATION)
TABLES = {
    ".": "events evidence dyads transfers cleaning_log",
    "network": "chance",
    "clean": "actors",
    "replication": "inputs scale face_validity table_1 table_2 levels balance agreement rule_search "
    "sensitivity robustness unreproducible_pairs claims inconsistencies reliability",
    "time": "recency turning_points periods",
    "memberships": "sizes_by_year dyads_by_year",
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
        short={language: read_text(ROOT / "docs" / f"report.{language}.md.jinja") for language in ("en", "fa")},
        places={
            name: Place((Path(folder) / f"{name}.csv").as_posix(), "a_rule")
            for folder, names in TABLES.items()
            for name in names.split()
        },
        pictures=load_figures(exhibits, ["en", "fa"], results)[1],
        exhibits=exhibits,
        packages=pinned_packages(read_yaml(ROOT / "environment.yml")),
        regions=dict(zip(regions["region"], regions["label_fa"])),
    )


@pytest.fixture(scope="module")
def material(paper_run):
    return material_of(paper_run)


def page_of(material: Material, codebook, wordings, edition: Edition = EDITION) -> str:
    return build_report(build_views(material, codebook, wordings, edition), edition)


@pytest.fixture(scope="module")
def page(paper_run):
    return (paper_run / "report.html").read_text(encoding="utf-8")


class Links(HTMLParser):
    """Every address that a page names, and every id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sources, self.links, self.ids = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.sources += [given[name] for name in ("src", "srcset", "data", "poster") if name in given]
        self.links += [given["href"]] if "href" in given else []
        self.ids += [given["id"]] if "id" in given else []


def rules() -> dict[str, str]:
    """The text of every rule, by its name."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow" / "rules").glob("*.smk"))
    parts = re.split(r"^(?:use )?rule (?:\w+ as )?(\w+)(?: with)?:$", texts, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


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
    named = picture_files(load_exhibits(ROOT / "config" / "exhibits.csv"))
    assert {name for _, language, name in named if language == "en"} == drawn


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
    assert choose_picture(b'<svg a="#1%&"/>', png).address == "data:image/svg+xml,<svg a='%231%25%26'/>"
    assert '"' not in choose_picture(b"""<svg a="it's"/>""", png).address
    large = choose_picture(b"<svg>" + b"x" * 1000, png)
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
            "given are initial and institutionalised; the highest counts; ambiguous: L15, L16",
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
    told = {section["key"]: section["short"] for section in view["sections"]}
    assert told["method"].sources[0].shown == str(len(material.tables["events"]))
    claims = [claim["id"] for group in view["claims"] for claim in group["claims"]]
    assert sorted(claims) == sorted(material.tables["claims"]["claim_id"])


def test_the_page_is_whole_small_and_the_same_every_time(material, page, codebook, wordings, paper_run):
    assert len(page.encode()) < 3_000_000
    assert str(ROOT) not in page and str(paper_run) not in page
    first, second = (page_of(material, codebook, wordings) for _ in range(2))
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
    changed = replace(material, tables=tables, prose=prose)
    edition = Edition(HOSTILE, HOSTILE, 2021, {HOSTILE: HOSTILE, "caveat": "paper"}, PUBLICATION)
    page = page_of(changed, codebook, wordings, edition)
    assert page.count("<script>") == page.count("</script>") == 1
    assert "<b>" not in page and "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert not [link for link in Links(page).links if link.startswith("javascript")]


def test_an_edition_without_a_second_coding_has_no_such_table(material, codebook, wordings):
    tables = {name: table for name, table in material.tables.items() if name != "reliability"}
    page = page_of(replace(material, tables=tables), codebook, wordings)
    assert 'id="reliability-table-en"' not in page and "reliability.csv" not in page


def test_empty_tables_are_a_page_too(material, codebook, wordings):
    tables = {name: table.head(0) for name, table in material.tables.items()}
    page = page_of(replace(material, tables=tables), codebook, wordings)
    assert 'id="limits-fa"' in page


TINY = {"dyads": pd.DataFrame({"level": ["a", "b", "a"], "share": ["0.25", "", "-0.5"]})}


def drawn(template, wording):
    return write_short(template, Numbers(TINY, {"dyads": Place("dyads.csv", "code_dyads")}, wording), {"name": "**x**"})


def test_a_number_of_the_short_text_says_which_rows_it_comes_from(wordings):
    told = drawn(
        """## one
**Here.** {{ count("dyads", 'level == "a"') }} of {{ count("dyads") }}, and
{{ count("dyads", 'level == "a"') }} again, `code`.

- {{ share("dyads", "", "share", "max") }}
- {{ decimal("dyads", 'level == "b"', "share") }}
{% if value("dyads", 'level == "b"', "share") is none %}none{% endif %}


## two
{{ decimal("dyads", 'share.str.startswith("-")', "share") }}""",
        wordings["en"],
    )
    place = Place("dyads.csv", "code_dyads")
    first = [Source("2", place, 'level == "a"', "", "rows"), Source("3", place, "", "", "rows")]
    more = [Source("25 %", place, "", "share", "max"), Source("not defined", place, 'level == "b"', "share", "cell")]
    assert list(told["one"].sources) == first + more
    kinds = [[(run.text, run.kind, run.place) for run in runs] for runs in told["one"].blocks]
    assert kinds[0][:3] == [("Here.", "strong", 0), (" ", "", 0), ("2", "from", 1)]
    assert kinds[0][6:] == [("2", "from", 1), (" again, ", "", 0), ("code", "code", 0), (".", "", 0)]
    assert len(kinds) == 3 and kinds[1][0] == ("25 %", "from", 3)
    assert kinds[2][-1] == (" none", "", 0)
    assert [source.shown for source in told["two"].sources] == ["\N{MINUS SIGN}0.50"]


def test_persian_numbers_have_persian_digits(wordings):
    told = drawn('## one\n{{ share("dyads", "", "share", "max") }} {{ count("dyads") }}', wordings["fa"])
    assert [source.shown for source in told["one"].sources] == ["۲۵٪", "۳"]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_number_of_the_short_text_has_a_source_that_is_there(material, codebook, wordings, paper_run, language):
    view = _view(material, codebook, wordings[language], EDITION)
    for section in view["sections"]:
        for runs in section["short"].blocks:
            typed = "".join(run.text for run in runs if run.kind not in ("from", "code"))
            left = re.sub(r"Table [12]|جدول [۱۲]", "", typed)
            assert not re.search(r"\d", left), (section["key"], left)
        for source in section["short"].sources:
            assert (paper_run / source.place.file).is_file()
            assert source.shown != wordings[language]["not_defined"], source


def test_the_page_names_the_rule_that_makes_each_table(page):
    known = rules()
    named = set(re.findall(r'<tr id="from-.*?<td><code>(\w+)</code></td></tr>', page))
    assert {"judge_claims", "cross_readings", "code_dyads"} <= named <= set(known)


def test_a_squeezed_drawing_keeps_its_marks_and_calls():
    svg = """<?xml version="1.0"?>
<svg width="9pt" viewBox="0 0 9 9">
 <metadata>when</metadata>
 <defs><path id="glyph-1" d="M 1.2345 0
L 603 4666
z" transform="scale(0.015625)"/><clipPath id="p1"/></defs>
 <g id="axes_1" style="fill: none" clip-path="url(#p1)">
  <use xlink:href="#glyph-1" transform="translate(61.083984 0)" style="fill: #333333"/>
  <use xlink:href="#glyph-1" style="fill: #333333"/>
 </g>
</svg>"""
    assert squeeze(svg) == (
        '<svg width="9pt" viewBox="0 0 9 9"><style>.s0{fill: #333333}</style><defs>'
        '<path id="i0" d="M 1.2 0 L 603 4666 z" transform="scale(0.0156)"/><clipPath id="i1"/></defs>'
        '<g style="fill: none" clip-path="url(#i1)">'
        '<use href="#i0" x="61.1" class="s0"/><use href="#i0" class="s0"/></g></svg>'
    )


def test_the_printed_report_is_the_same_every_time(material, codebook, wordings, paper_run):
    exhibits = load_exhibits(ROOT / "config" / "exhibits.csv")
    drawings, _ = load_figures(exhibits, ["en", "fa"], paper_run)
    for view in build_views(material, codebook, wordings, EDITION):
        first, second = (write_pdf(view, drawings[view["language"]]) for _ in range(2))
        assert first == second and first.startswith(b"%PDF") and len(first) < 1_500_000
        assert (paper_run / f"report.{view['language']}.pdf").stat().st_size > 100_000
