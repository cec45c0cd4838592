import io
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pandas as pd
import pytest

from interregional.exhibits import rendering, tables
from interregional.exhibits.tables import Exhibit
from tests.conftest import actors_table

ACTORS = actors_table(AA="regional_organisation", BB="regional_organisation", CC="state").assign(
    name_fa=["الف", "ب", "پ"]
)
ROWS = pd.DataFrame(
    [
        ("regional-regional", "AA", "BB", "BB", "AA", "printed", "E1"),
        ("regional-state", "AA", "CC", "AA", "CC", "not_printed", "E2"),
    ],
    columns=["dyad_type", "actor_a", "actor_b", "first", "second", "status", "event_ids"],
)
EVIDENCE = pd.DataFrame(
    [("AA", "BB", "N1", "E1", "N1"), ("AA", "BB", "N1", "E2", "N1"), ("AA", "CC", "A3", "E2", "A3a")],
    columns=["actor_a", "actor_b", "indicator", "event_id", "rule"],
)
MODEL = Exhibit(
    title="T <1> & 50%",
    headers=["G", "Text|bar", "N"],
    rows=[["g", "a & <b>", "1"], ["g", "c_d", "2"], ["h", "e", "3"]],
    notes=["note # 1"],
    data=pd.DataFrame({"a": [1]}),
    numeric=[2],
)


class Cells(HTMLParser):
    """The texts of a page's tags, by tag."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and self.open:
            self.found.append((*self.open[-1], data))


def test_table_1_in_both_languages(codebook, wordings):
    english = tables.table_1(ROWS, ACTORS, codebook, wordings["en"])
    persian = tables.table_1(ROWS, ACTORS, codebook, wordings["fa"])
    assert [row[1] for row in english.rows] == ["BB en – AA en", "AA en – CC en †"]
    assert [row[1] for row in persian.rows] == ["ب – الف", "الف – پ †"]
    assert persian.rows[0][0] == "سازمان منطقه‌ای – سازمان منطقه‌ای"
    assert english.notes == [wordings["en"]["not_printed"], wordings["en"]["selection_note"]]
    assert english.data["event_ids"].tolist() == ["E1", "E2"]


def test_table_2_counts_events_and_dyads(codebook, wordings):
    table = tables.table_2(EVIDENCE, codebook, wordings["en"])
    counts = table.data.set_index("indicator")[["events", "dyads"]]
    assert counts.loc["N1"].tolist() == [2, 1]
    assert counts.loc["A3"].tolist() == [1, 1]
    assert counts.loc["S2"].tolist() == [0, 0]
    assert len(table.rows) == 11
    persian = tables.table_2(EVIDENCE, codebook, wordings["fa"])
    assert persian.rows[0][2] == "۲"
    assert persian.data["events"].tolist() == table.data["events"].tolist()


def test_html_escapes_groups_and_has_no_links(wordings):
    page = rendering.to_html(MODEL, wordings["fa"])
    cells = Cells(page).found
    assert ("th", {"scope": "rowgroup", "rowspan": "2"}, "g") in cells
    assert ("td", {}, "a & <b>") in cells
    assert 'lang="fa" dir="rtl"' in page
    assert "http" not in page
    assert 'lang="en" dir="ltr"' in rendering.to_html(MODEL, wordings["en"])


def test_markdown_shows_a_group_once_and_escapes_bars(wordings):
    lines = rendering.to_markdown(MODEL, wordings["en"]).splitlines()
    assert [line.split("|")[1].strip() for line in lines if line.startswith("|")][2:] == ["g", "", "h"]
    assert rendering.to_markdown(MODEL, wordings["fa"]).startswith('<div dir="rtl" lang="fa">')


def test_latex_is_escaped(wordings):
    text = rendering.to_latex(MODEL, wordings["en"])
    for expected in (r"T <1> \& 50\%", r"a \& <b>", r"c\_d", r"note \# 1", r"\toprule", r"\begin{tabular}{p{0.38"):
        assert expected in text
    assert "xepersian" in rendering.to_latex(MODEL, wordings["fa"])


def test_docx_reads_from_right_to_left_in_persian_only(wordings):
    persian = docx.Document(io.BytesIO(rendering.to_docx(MODEL, wordings["fa"])))
    english = docx.Document(io.BytesIO(rendering.to_docx(MODEL, wordings["en"])))
    assert [cell.text for cell in persian.tables[0].rows[1].cells] == ["g", "a & <b>", "1"]
    assert persian.tables[0].cell(1, 0)._tc is persian.tables[0].cell(2, 0)._tc
    assert "w:bidiVisual" in persian.tables[0]._tbl.xml
    assert 'w:bidi="fa-IR"' in persian.tables[0]._tbl.xml
    assert "bidi" not in english.tables[0]._tbl.xml
    assert [paragraph.text for paragraph in english.paragraphs] == [MODEL.title, *MODEL.notes]


def test_docx_is_a_table_of_three_rules_with_a_head_that_repeats(wordings):
    [table] = docx.Document(io.BytesIO(rendering.to_docx(MODEL, wordings["en"]))).tables
    ruled = [[side for side in ("top", "bottom") if f"<w:{side} " in row.cells[1]._tc.xml] for row in table.rows]
    assert ruled == [["top", "bottom"], [], [], ["bottom"]]
    assert ["w:tblHeader" in row._tr.xml for row in table.rows] == [True, False, False, False]
    assert "w:left " not in table._tbl.xml


@pytest.mark.parametrize(("language", "title"), [("en", "Table 2. Levels"), ("fa", "جدول ۲. سطح‌ها")])
def test_docx_has_a_caption_that_word_can_list(wordings, language, title):
    document = docx.Document(io.BytesIO(rendering.to_docx(replace(MODEL, title=title), wordings[language])))
    caption = document.paragraphs[0]
    assert caption.text == title and caption.style.name == "Caption"
    assert f" SEQ {title.split()[0]} \\* ARABIC " in caption._p.xml


def test_columns_are_as_wide_as_their_content():
    narrow, wide = rendering.column_widths([["a", "long text of a cell"], ["b", "c"]])
    assert narrow < wide / 3 and narrow + wide <= rendering._PAGE_WIDTH
    assert len(set(rendering.column_widths([["x" * 500, "y" * 100]]))) == 1


def test_docx_has_no_time_in_it(wordings):
    archive = zipfile.ZipFile(io.BytesIO(rendering.to_docx(MODEL, wordings["fa"])))
    assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.namelist()[0] == "[Content_Types].xml"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_render_writes_every_format(tmp_path, wordings, language):
    rendering.render(MODEL, wordings[language], tmp_path / "t")
    assert sorted(path.suffix[1:] for path in tmp_path.iterdir()) == sorted(rendering.FORMATS)
    # A mark that spreadsheet programs need before Persian letters.
    mark = "\ufeff" if language == "fa" else ""
    assert (tmp_path / f"t.{language}.csv").read_text(encoding="utf-8") == f"{mark}a\n1\n"
