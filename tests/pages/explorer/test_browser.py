"""The explorer in a browser, as a reader uses it: with a mouse, with keys alone, in both languages."""

import csv
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from interregional.pages.explorer.page import build_explorer
from interregional.tables.text import fold
from interregional.tables.textfiles import write_text
from tests.browser import DESKTOP, PHONE
from tests.synthetic import EDITION, SOURCES, large_tables, tiny_tables

SIZES = [DESKTOP, PHONE]
EVERY_LEVEL = "levels=nominal,initial,institutionalised,advanced"


@pytest.fixture(scope="module")
def explorer(tmp_path_factory, codebook, readings, wordings):
    path = tmp_path_factory.mktemp("page") / "explorer.html"
    write_text(build_explorer(tiny_tables(readings), SOURCES, codebook, readings, wordings, EDITION), path)
    return path


@pytest.fixture
def at(visit, explorer):
    """Opens the made-up explorer at a fragment."""
    return lambda fragment="lang=en", **options: visit(explorer, fragment, **options)


def ties(page):
    return {mark.get_attribute("aria-label") for mark in page.locator("[data-tie]").all()}


def panel(page):
    return page.locator("#panel").inner_text()


def test_switching_the_language_turns_words_digits_and_direction(at):
    page = at("lang=en&tie=AA-BB&year=2010").page
    assert page.locator("html").get_attribute("dir") == "ltr"
    assert "EUR" not in panel(page) and "1,500,000 euro" in panel(page)
    page.click("#language")
    assert [page.locator("html").get_attribute(name) for name in ("lang", "dir")] == ["fa", "rtl"]
    assert page.title() == "کاوشگر همکاری‌های امنیتی بین‌منطقه‌ای"
    assert "lang=fa" in page.url
    told = panel(page)
    assert "۱٬۵۰۰٬۰۰۰ یورو" in told and "۱۷ مارس ۲۰۰۱" in told and "الف – ب" in told
    assert not re.search(r"\b[A-Za-z ]*(?:level|events|paper)\b", page.locator("main").inner_text())
    page.click("#language")
    assert "17 March 2001" in panel(page)


def test_the_browser_asks_for_the_language_where_the_address_does_not(at):
    assert at("year=2010", locale="fa-IR").page.locator("html").get_attribute("dir") == "rtl"


def test_years_bring_ties_and_take_them(at):
    page = at(f"lang=en&{EVERY_LEVEL}").page
    assert ties(page) == {"AA en – BB en: advanced", "AA en – CC en: nominal"}
    page.locator("#year").fill("2003")
    assert ties(page) == {"AA en – BB en: institutionalised"}
    page.locator("#year").fill("2010")
    assert ties(page) == {"AA en – BB en: advanced", "AA en – CC en: nominal"}
    assert "Higher level: AA en – BB en" in page.locator("#changes").inner_text()
    assert "year=2010" in page.url
    page.click("#all-years")
    assert "year" not in page.url.split("#")[1]


def test_play_runs_through_the_years_and_stops(at):
    page = at("lang=en").page
    page.locator("#year").fill("2010")
    page.click("#play")
    expect(page.locator("#year-shown")).to_have_text("2012")
    expect(page.locator("#play")).to_have_text("Play")
    assert "year=2012" in page.url


def test_filters_by_level_type_issue_and_source(at):
    page = at("lang=en").page
    assert ties(page) == {"AA en – BB en: advanced"}
    page.locator("#levels").get_by_label("nominal").check()
    assert len(ties(page)) == 2
    page.select_option("#issue", "maritime")
    assert ties(page) == {"AA en – BB en: advanced"}
    page.select_option("#issue", "")
    page.locator("#types summary").click()
    page.locator("#types").get_by_label("Regional organisation – subregional organisation").uncheck()
    assert ties(page) == {"AA en – CC en: nominal"}
    page.click("#reset")
    page.locator("#levels").get_by_label("initial").check()
    page.select_option("#source", "published")
    assert len(ties(page)) == 3
    page.select_option("#source", "differ")
    labels = ties(page)
    assert len(labels) == 2
    assert "AA en – CC en: nominal; stated in the paper: institutionalised (differ (coded lower))" in labels
    assert page.locator(".mark").all_text_contents() == ["≠", "≠"]


def test_readings_change_the_levels(at):
    page = at("lang=en&year=2005").page
    assert ties(page) == {"AA en – BB en: institutionalised"}
    page.select_option("#persistence", "cumulative")
    assert ties(page) == {"AA en – BB en: advanced"}
    page.click("#all-years")
    page.select_option("#reading", "all")
    assert ties(page) == set()
    assert page.locator("#empty").is_visible()


def test_a_click_on_a_tie_tells_its_evidence_and_what_the_paper_states(at):
    page = at().page
    places = page.evaluate(
        """() => ["0", "1"].map((actor) => {
            const box = document.querySelector(`[data-actor="${actor}"] .shape`).getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        })"""
    )
    page.mouse.click(*(sum(pair) / 2 for pair in zip(*places)))
    told = panel(page)
    assert "tie=AA-BB" in page.url
    for expected in ("AA en – BB en", "Evidence allows", "What the paper states", "agrees with the coded level",
                     "AA en → BB en: 2",
                     "A3 human or economic resources allocated", "Doe, J. (2011). A <work>", "https://example.org/work",
                     "1: x", "Balance: symmetric (differs)"):  # fmt: skip
        assert expected in told, expected
    assert "<img src=x onerror=alert(1)></script><b>bold</b>" in told
    assert page.locator("#panel img, #panel .what b").count() == 0
    page.keyboard.press("Escape")
    assert "tie" not in page.url


def test_a_dyad_without_events_tells_the_difference(at):
    told = panel(at("lang=en&tie=DD-BB").page)
    assert "differs: the coded level is lower" in told
    assert "no event between these two" in told


def test_an_actor_tells_ties_flows_ranks_and_members(at):
    page = at("lang=en&actor=AA").page
    told = panel(page)
    for expected in (
        "Its ties in this view",
        "Its other dyads",
        "1,500,000 euro",
        "Rank by year",
        "France",
        "Alpha union",
    ):
        assert expected in told, expected
    assert "full member" in told and "Top" in told
    page.click("#panel .plain button >> nth=0")
    assert "tie=AA-BB" in page.url
    page.go_back()
    assert "actor=AA" in page.url and "Its ties in this view" in panel(page)


def test_members_are_those_of_the_year_and_regions_have_both_names(at):
    page = at("lang=en&actor=AA&year=2007").page
    assert "France" in panel(page)
    page.evaluate("() => { location.hash = '#lang=fa&actor=AA&year=2008'; }")
    page.locator("html[lang=fa]").wait_for(state="attached")
    assert "فرانسه" not in panel(page) and "بالا" in panel(page)


@pytest.mark.parametrize("query", ["اتحاديه الف", "ALPHA-union", "اتحادیهٔ‌الف", "aa"])
def test_search_in_both_languages_and_by_alias(at, query):
    page = at("lang=fa").page
    page.fill("#search", query)
    assert "اتحادیهٔ الف" in page.locator("#found li").first.inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "found-0"
    page.keyboard.press("Enter")
    assert "actor=AA" in page.url
    assert page.locator("#panel h2").inner_text() == "اتحادیهٔ الف"


def test_of_names_alike_the_search_puts_the_more_tied_actor_first(paper_run, visit):
    page = visit(paper_run / "explorer.html", "lang=fa").page
    page.fill("#search", "آفریقا")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "اتحادیهٔ آفریقا"
    # The code of an actor is its own, however little tied it is.
    page.fill("#search", "eac")
    assert "EAC" in page.locator("#found li").first.inner_text()


def test_search_says_so_where_there_is_none(at):
    page = at().page
    page.fill("#search", "Atlantis")
    assert page.locator("#search-told").inner_text() == "No actor of that name"


def test_search_levels_spellings_as_the_package_does(at):
    page = at().page
    texts = ["اتحاديهٔ الف", "كشور‌هاي", "A-B_c/d.e", "۱۲٣", "ةۀأإ", "Ⅳ ﻻ", "Straße İ"]
    source = re.search(r"function fold\(text\) \{.*?\n  \}", page.content(), re.DOTALL).group(0)
    found = page.evaluate(f"(texts) => {{ {source}; return texts.map(fold); }}", texts[:-1])
    assert found == [fold(text) for text in texts[:-1]]


def test_deep_links_and_nonsense_in_them(at):
    opened = at("lang=fa&tie=BB-AA&year=2010&source=both&view=ties&reading=any")
    page = opened.page
    assert page.locator("#grid tbody tr").count() == 2
    assert page.locator("#grid tbody tr.chosen").count() == 1
    assert page.locator("#year-shown").inner_text() == "۲۰۱۰"
    assert [page.input_value(f"#{name}") for name in ("source", "reading")] == ["both", "any"]
    address = page.locator("#address").get_attribute("href")
    page = opened.go("lang=xx&tie=QQ-ZZ&year=banana&reading=none&levels=%3Cscript%3E&view=__proto__&actor=toString")
    assert page.locator("#panel h2").inner_text() == "About this page"
    page = opened.go(address[1:])
    assert page.locator("#panel h2").inner_text() == "الف – ب"


def test_the_table_is_the_same_sortable_and_saved(at):
    page = at(f"lang=en&view=ties&source=both&{EVERY_LEVEL}").page
    cells = [row.inner_text().split("\t") for row in page.locator("#grid tbody tr").all()]
    assert [row[0].strip() for row in cells] == ["AA en – BB en", "AA en – CC en", "BB en – DD en"]
    assert [row[3] for row in cells] == ["= agree", "≠ differ (coded lower)", "≠ differ (coded lower)"]
    heads = page.locator("#grid thead th")
    heads.nth(6).get_by_role("button").click()
    assert heads.nth(6).get_attribute("aria-sort") == "ascending"
    assert page.locator("#grid tbody tr").first.inner_text().startswith("BB en – DD en")
    with page.expect_download() as saved:
        page.click("#download")
    rows = list(csv.DictReader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig"))))
    assert [(row["actor_a"], row["actor_b"]) for row in rows] == [("BB", "DD"), ("AA", "CC"), ("AA", "BB")]
    assert saved.value.suggested_filename == "made-up_ties.csv"
    page.click("text=Table of actors")
    assert page.locator("#grid tbody tr").count() == 4


def test_what_the_evidence_leaves_open_is_drawn_and_what_is_missing_told(visit, tmp_path, codebook, readings, wordings):
    """AA – CC with a post beside its memorandum: nominal, and at most institutionalised."""
    tables = tiny_tables(readings)
    dyads = tables.dyads.copy()
    dyads.loc[1, ["level_high", "fit", "indicators"]] = ["institutionalised", "open", "N3;S1"]
    path = tmp_path / "open.html"
    page = build_explorer(replace(tables, dyads=dyads), SOURCES, codebook, readings, wordings, EDITION)
    write_text(page, path)
    page = visit(path, f"lang=en&tie=AA-CC&{EVERY_LEVEL}").page
    assert "AA en – CC en: nominal; evidence allows up to institutionalised" in ties(page)
    assert "white core" in page.locator("#legend").inner_text()
    told = panel(page)
    assert "nominal – institutionalised" in told and "Not in evidence:" in told
    needs = page.locator(".needs li").all_inner_texts()
    assert needs[-1] == "institutionalised: regular meetings or continuous dialogue"
    page.select_option("#reading", "any")
    assert "AA en – CC en: institutionalised" in ties(page) and page.locator(".needs").count() == 0


def test_another_edition_is_a_layer_whose_differences_are_lit(visit, tmp_path, codebook, readings, wordings):
    tables = tiny_tables(readings)
    other = tables.dyads.iloc[:1].assign(level="institutionalised")
    path = tmp_path / "other.html"
    edition = replace(EDITION, other="paper")
    write_text(build_explorer(replace(tables, other=other), SOURCES, codebook, readings, wordings, edition), path)
    page = visit(path, f"lang=en&{EVERY_LEVEL}").page
    page.select_option("#source", "other_both")
    label = "in the other edition (the paper's own events)"
    assert ties(page) == {
        f"AA en – BB en: advanced; {label}: institutionalised (differ (coded higher))",
        f"AA en – CC en: nominal; {label}: none (differ (coded higher))",
    }
    assert page.locator(".lit").count() == 2
    page.select_option("#source", "other")
    assert len(ties(page)) == 1 and label in page.locator("#legend").inner_text()
    assert "source=other" in page.url
    page.click("text=Table of ties")
    assert "The other edition" in page.locator("#grid thead").inner_text()


def test_without_another_edition_there_is_no_such_layer(at):
    page = at("lang=en&source=other").page
    assert page.input_value("#source") == "coded"
    assert page.locator("#source option").count() == 4


@pytest.mark.parametrize("language", ["en", "fa"])
def test_what_is_shown_can_be_taken_along(at, language):
    page = at(f"lang={language}&source=both&{EVERY_LEVEL}").page
    saved = {}
    for ending in ("svg", "png"):
        with page.expect_download() as download:
            page.click(f"#take-{ending}")
        assert download.value.suggested_filename == f"made-up_network.{ending}"
        saved[ending] = download.value.path().read_bytes()
    root = ElementTree.fromstring(saved["svg"])
    texts = "".join(root.itertext())
    for told in (
        page.title(),
        page.locator("#caption").inner_text(),
        page.locator("footer p").first.inner_text()[-20:],
    ):
        assert told.split(" · ")[0] in texts
    assert not any("class" in element.attrib or "style" in element.attrib for element in root.iter())
    assert saved["png"].startswith(b"\x89PNG") and len(saved["png"]) > 10_000
    page.click("#take-link")
    expect(page.locator("#taken")).not_to_be_empty()
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == "made-up_ties.csv"
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == 4
    assert page.locator("#difference").get_attribute("href") == f"figures/figure_1_difference.{language}.svg"


def test_everything_is_reached_with_keys_alone(at):
    page = at(f"lang=en&{EVERY_LEVEL}").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.tie") == "1"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.tie") == "0"
    assert page.locator("#hint").inner_text() == "AA en – BB en: advanced"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "AA en – BB en"
    page.keyboard.press("Escape")
    page.locator("[data-actor][tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "actor=BB" in page.url
    page.locator("#year").focus()
    page.keyboard.press("End")
    assert "year=2012" in page.url
    page.keyboard.press("ArrowLeft")
    assert "year=2011" in page.url
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.dataset.view || ''"))
    assert {
        "language",
        "search",
        "source",
        "issue",
        "year",
        "play",
        "picture",
        "ties",
        "zoom-in",
        "take-svg",
        "take-link",
        "address",
    } <= reached


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_nothing_wrong(at, language, size):
    opened = at(f"lang={language}&year=2010&{EVERY_LEVEL}&source=both", size=size, reduced_motion="reduce")
    assert opened.violations() == []
    for fragment in ("tie=AA-BB", "actor=AA&year=2010", "view=ties", "view=actors&source=differ", "reading=all"):
        opened.go(f"lang={language}&{fragment}")
        assert opened.violations() == [], fragment
    opened.page.fill("#search", "a")
    assert opened.violations() == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(at, size):
    for fragment in ("lang=fa&tie=AA-BB", "lang=en&view=ties", "lang=fa&actor=AA"):
        page = at(fragment, size=size).page
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), fragment


def test_print_shows_the_picture_and_the_evidence_without_controls(at):
    page = at("lang=en&tie=AA-BB&year=2010").page
    page.emulate_media(media="print")
    assert page.locator("#network").is_visible() and page.locator(".event").first.is_visible()
    for name in (".choices", ".slider", "#language", ".zoom"):
        assert not page.locator(name).first.is_visible(), name
    assert page.locator("#caption").inner_text().startswith("2010")


def test_long_lists_begin_with_a_part(visit, tmp_path, codebook, readings, wordings):
    path = tmp_path / "large.html"
    tables = large_tables(60, 600, 30_000, codebook, readings)
    write_text(build_explorer(tables, SOURCES, codebook, readings, wordings, EDITION), path)
    page = visit(path, f"lang=en&view=ties&{EVERY_LEVEL}").page
    assert page.locator("#grid tbody tr").count() == 100
    page.click("#more-rows")
    assert page.locator("#grid tbody tr").count() == 200
    page.locator("#grid tbody tr button").first.click()
    assert page.locator(".event").count() == 20
    page.click("#panel .events + button")
    assert page.locator(".event").count() == 40


def test_the_paper_edition_is_small_and_reaches_for_nothing(paper_run, visit):
    path = paper_run / "explorer.html"
    assert path.stat().st_size < 3_000_000
    opened = visit(path, "lang=fa&tie=ASEAN-EU", size=PHONE)
    assert opened.page.locator(".event").count() > 0
    assert opened.violations() == []


def test_an_edition_without_ties_is_a_page_too(visit, tmp_path, codebook, readings, wordings):
    path = tmp_path / "empty.html"
    tables = large_tables(2, 0, 0, codebook, readings)
    write_text(build_explorer(tables, [], codebook, readings, wordings, EDITION), path)
    opened = visit(path, "lang=fa")
    assert opened.page.locator("#empty").is_visible()
    assert opened.violations() == []
