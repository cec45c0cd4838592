"""The explorer as text: what stands in it, in what form, and nothing that could run."""

import json
import re
from dataclasses import replace

import pytest

from interregional.network.marks import kind_styles, level_styles
from interregional.pages.explorer.page import build_explorer, embed
from interregional.pages.explorer.tables import EVENT_COLUMNS, EVIDENCE_YEAR_COLUMNS, NODE_YEAR_COLUMNS, SPELL_COLUMNS
from interregional.tables.text import fold
from tests.synthetic import EDITION, SOURCES, large_tables, table, tiny_tables

BLOCK = re.compile(r'<script type="application/json" id="([^"]+)">(.*?)</script>')


@pytest.fixture(scope="module")
def tables(readings):
    return tiny_tables(readings)


@pytest.fixture(scope="module")
def page(tables, codebook, readings, wordings):
    return build_explorer(tables, SOURCES, codebook, readings, wordings, EDITION)


@pytest.fixture(scope="module")
def blocks(page):
    return {name: json.loads(text) for name, text in BLOCK.findall(page)}


def test_embedded_json_cannot_end_its_element():
    value = {"a": "</script><!--<script>&\u2028\u2029"}
    text = embed(value)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == value


def test_markup_in_the_data_is_no_markup_of_the_page(page, blocks):
    assert "<img" not in page and "<b>" not in page
    [_, second] = blocks["dyad.0"]["events"]
    text = second[EVENT_COLUMNS.index("description_en")]
    assert text == "<img src=x onerror=alert(1)></script><b>bold</b>\u2028"
    assert len(re.findall("</script>", page)) == len(BLOCK.findall(page)) + 1


def test_the_page_names_nothing_to_fetch(page):
    own = BLOCK.sub("", page)
    assert not re.search(r"""(src|href)=["'](?!#|figures/)|url\(|@import|https?://(?!www\.w3\.org/2000/svg)""", own)
    assert "default-src 'none'" in own


def test_ties_are_the_dyads_and_what_the_paper_speaks_of(blocks):
    ties = {(tie["a"], tie["b"]): tie for tie in blocks["data"]["ties"]}
    assert list(ties) == [("AA", "BB"), ("AA", "CC"), ("BB", "DD")]
    assert ties["AA", "BB"]["stated"] == "advanced"
    assert ties["AA", "BB"]["stated_balance"] == "symmetric"
    assert ties["AA", "BB"]["issues"] == ["general", "maritime"]
    assert ties["BB", "DD"]["events"] == 0
    assert ties["BB", "DD"]["type"] == "subregional-group"


def test_levels_of_every_reading_follow_from_the_same_indicators(blocks):
    data = blocks["data"]
    ranks = dict(zip(data["readings"], data["ties"][0]["ranks"]))
    assert ranks == {"definitions": 4, "any": 4, "majority": 4, "all": 0}


def test_spells_and_evidence_by_year(blocks):
    assert blocks["levels.definitions.window.attested"] == [[2001, 2009, 3, 2010, 2012, 4], [2005, 2012, 1], []]
    assert blocks["levels.definitions.cumulative.attested"][0] == [2001, 2004, 3, 2005, 2012, 4]
    assert len([name for name in blocks if name.startswith("levels.")]) == 16
    assert blocks["dyad.0"]["evidence"][0] == ["A1", 1, [[2010, 2012]] * 4]
    assert blocks["data"]["years"] == [2001, 2012]
    assert blocks["ranks"]["BB"][0] == [2001, 1, 3, 0, 2, 2, 1]


def test_the_declared_levels_stand_before_the_script_and_the_rest_behind(page):
    code = page.index('"use strict"')
    assert page.index('id="levels.definitions.window.attested"') < code < page.index('id="levels.any.window.attested"')
    assert code < page.index('id="dyad.0"')


def test_names_are_found_by_the_spellings_that_meet(blocks):
    [actor, *_] = blocks["data"]["actors"]
    assert fold("اتحادیه الف") in actor["keys"]
    assert fold("alpha-Union") in actor["keys"]
    assert actor["members"] == [[["France", "فرانسه"], "FRA", "full", "1999-01-01", "2008"]]


def test_levels_and_kinds_look_as_in_the_figure(blocks, codebook):
    styles = {style["level"]: style for style in blocks["data"]["levels"]}
    for level, style in level_styles(codebook).items():
        assert styles[level]["color"] == style["color"]
        assert bool(styles[level]["dash"]) is (style["linestyle"] != "solid")
    assert len({(tuple(style["dash"]), style["width"]) for style in styles.values()}) == len(styles)
    shapes = blocks["data"]["kinds"]
    assert set(shapes) == set(kind_styles(codebook))
    assert len({shape["path"] for shape in shapes.values()}) == len(shapes)


def test_both_languages_have_every_word_that_the_page_asks_for(page, blocks):
    words = blocks["data"]["words"]
    assert words["en"].keys() == words["fa"].keys()
    asked = set(re.findall(r'data-(?:word|label|placeholder)="([^"]+)"', page))
    asked |= set(re.findall(r'\bt\("([^"]+)"', page))
    assert asked <= words["en"].keys()


def test_no_word_of_the_explorer_is_left_unused(page, blocks):
    families = ("month_", "change_", "view=", "source=", "persistence=", "dating=", "agree=", "agreement=", "balance=")
    families += ("about_", "zoom_", "no_script")
    known = set(re.findall(r'"([\w=]+)"', BLOCK.sub("", page)))
    unused = [key for key in blocks["data"]["words"]["en"] if key not in known and not key.startswith(families)]
    assert unused == []


def test_same_bytes_whatever_the_order_of_the_rows(tables, page, codebook, readings, wordings):
    names = ("evidence", "spells", "evidence_years", "node_years", "actors", "levels", "flows")
    turned = {name: getattr(tables, name).iloc[::-1].reset_index(drop=True) for name in names if name != "spells"}
    again = build_explorer(replace(tables, **turned), SOURCES, codebook, readings, wordings, EDITION)
    assert again == page


def test_an_edition_without_tables_over_time_or_dyads(tables, codebook, readings, wordings):
    columns = {"spells": SPELL_COLUMNS, "evidence_years": EVIDENCE_YEAR_COLUMNS, "node_years": NODE_YEAR_COLUMNS}
    bare = replace(tables, **{name: table(own) for name, own in columns.items()})
    page = build_explorer(bare, [], codebook, readings, wordings, EDITION)
    assert '"years":[]' in page


def test_a_large_edition_keeps_its_first_block_small(codebook, readings, wordings):
    large = large_tables(40, 200, 2000, codebook, readings)
    page = build_explorer(large, SOURCES, codebook, readings, wordings, EDITION)
    blocks = dict(BLOCK.findall(page))
    assert len([name for name in blocks if name.startswith("dyad.")]) == 200
    assert len(blocks["data"]) < len(page) / 5
