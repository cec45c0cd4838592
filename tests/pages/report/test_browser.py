"""The report in a browser, in both languages, on a wide and a narrow screen and on paper."""

import re

import pytest

from interregional.pages.report.page import SECTIONS
from interregional.tables.textfiles import write_text
from tests.browser import DESKTOP, PHONE
from tests.pages.report.test_page import HOSTILE, material_of, page_of

SIZES = [DESKTOP, PHONE]
# A row or point that is built as two before it, whatever its words and addresses, shows axe nothing new.
THIN_OUT = r"""() => {
  const built = (part) => part.outerHTML
    .replace(/ (?!class|lang|dir|style|role|aria-)[\w-]+="[^"]*"/g, "").replace(/>[^<]*[^<\s][^<]*/g, ">x");
  for (const whole of document.querySelectorAll("tbody, ul, ol, dl")) {
    const times = {};
    for (const part of [...whole.children]) {
      const like = built(part);
      times[like] = (times[like] ?? 0) + 1;
      if (times[like] > 2) part.remove();
    }
  }
}"""
UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"


@pytest.fixture
def at(visit, paper_run):
    """Opens the paper's report at a fragment; nothing moves by itself."""
    return lambda fragment="lang=en", **options: visit(
        paper_run / "report.html", fragment, **{"reduced_motion": "reduce", **options}
    )


def test_the_switch_turns_words_digits_and_direction(at):
    page = at().page
    assert page.title() == "Replication report · the paper's own events"
    english = page.locator("main").inner_text()
    page.click(".switch:visible")
    assert [page.locator("html").get_attribute(name) for name in ("lang", "dir")] == ["fa", "rtl"]
    assert page.title() == "گزارش بازتولید · رویدادهای خود مقاله"
    persian = page.locator("main").inner_text()
    assert "What stands." in english and "What stands." not in persian
    assert "چه برجا می‌ماند؟" in persian and "چه برجا می‌ماند؟" not in english
    assert not re.search("[0-9]", page.locator("#glance-fa").inner_text())
    assert page.locator("h1:visible").count() == 1
    page.click(".switch:visible")
    assert page.locator("main").inner_text() == english


def test_the_browser_asks_for_the_language_where_the_address_does_not(at):
    assert at("", locale="fa-IR").page.locator("html").get_attribute("dir") == "rtl"
    assert at("", locale="de-DE").page.locator("html").get_attribute("dir") == "ltr"
    assert at("lang=xx", locale="en-GB").page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_contents_lead_to_every_section(at, language):
    page = at(f"lang={language}").page
    links = page.locator(".contents a:visible")
    # No independent catalogue, no section on one.
    sections = [section for section in SECTIONS if section != "corroboration"]
    assert links.count() == len(sections)
    for place, section in enumerate(sections):
        # By the keyboard: where the page is still scrolling, the mouse may miss.
        links.nth(place).press("Enter")
        # At its top, or as far down as the page goes; the browser may take a moment to go there and to scroll.
        page.wait_for_function(
            """id => {
              const top = document.getElementById(id).getBoundingClientRect().top;
              const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
              return location.hash === `#${id}` && ((top >= 0 && top < 120) || atEnd);
            }""",
            arg=f"{section}-{language}",
        )


def test_the_switch_stays_with_what_is_read(at):
    page = at("members-en").page
    # By the mouse alone: Playwright's own click scrolls the page first.
    box = page.locator(".switch:visible").bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    page.locator("html[lang=fa]").wait_for(state="attached")
    assert page.url.endswith("#members-fa")
    assert page.locator("#members-fa").evaluate("part => Math.abs(part.getBoundingClientRect().top) < 120")


def test_a_deep_link_opens_its_language(at):
    page = at("claims-fa").page
    assert page.locator("html").get_attribute("lang") == "fa"
    assert page.locator("#claims-fa").evaluate("part => Math.abs(part.getBoundingClientRect().top) < 120")


def test_claims_are_filtered_by_verdict(at):
    page = at("claims-table-fa").page
    claims = page.locator("#claims-fa [data-verdict]:visible")
    everything = claims.count()
    shown = 0
    for verdict in ("supported", "mixed", "not-supported", "not-testable"):
        button = page.locator(f"#claims-fa [data-show={verdict}]")
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert {claim.get_attribute("data-verdict") for claim in claims.all()} <= {verdict}
        assert page.locator("#claims-fa .group:visible").count() <= claims.count()
        told = page.locator("#claims-fa [role=status]").inner_text()
        assert told == f"ادعاهای نمایان: {button.get_attribute('data-count')}"
        shown += claims.count()
    page.locator("#claims-fa [data-show='']").click()
    assert claims.count() == shown == everything


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_nothing_wrong(at, language, size):
    opened = at(f"lang={language}", size=size)
    opened.page.evaluate(THIN_OUT)
    assert opened.violations() == []
    opened.page.evaluate(UNFOLD)
    assert opened.violations() == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_nothing_is_wider_than_the_window_and_every_figure_is_drawn(at, language, size):
    page = at(f"lang={language}", size=size).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(UNFOLD)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    widths = page.locator(f"article[lang={language}] img").evaluate_all(
        "images => Promise.all(images.map(async (image) => { await image.decode(); return image.naturalWidth; }))"
    )
    assert len(widths) > 10 and min(widths) > 100
    # A figure kept as PNG has many more pixels than one kept as SVG; both are shown alike.
    shown = page.locator(f"article[lang={language}] img").evaluate_all("images => images.map((image) => image.width)")
    assert min(shown) > 300 and max(shown) < 1250


def test_keys_alone_reach_the_text_and_the_switch(at):
    page = at().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").evaluate("link => link.getBoundingClientRect().left >= 0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "switch"
    page.keyboard.press("Enter")
    page.locator("html[lang=fa]").wait_for(state="attached")
    assert page.evaluate("[document.activeElement.className, document.activeElement.lang]") == ["switch", "en"]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_report_is_read_in_twelve_screens(at, language):
    page = at(f"lang={language}").page
    assert page.evaluate("document.documentElement.scrollHeight") <= 12 * DESKTOP[1]
    assert page.locator(f"article[lang={language}] details[open]").count() == 0


@pytest.mark.parametrize("language", ["en", "fa"])
def test_keys_alone_lead_from_a_number_to_its_table_and_back(at, language):
    page = at(f"lang={language}").page
    number = page.locator(f"#levels-{language} .from").first
    number.focus()
    page.keyboard.press("Enter")
    row = page.locator(f"#from-levels-1-{language}")
    row.wait_for(state="visible")
    assert row.locator("th").inner_text() == number.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "replication/agreement.csv"
    page.locator(f"#from-levels-{language} > summary").click()
    assert not row.is_visible()
    number.click()
    row.wait_for(state="visible")


def test_an_address_opens_what_it_names(at):
    page = at("claim-C03-fa").page
    claim = page.locator("#claim-C03-fa")
    assert page.locator("html").get_attribute("lang") == "fa"
    assert claim.is_visible() and claim.evaluate("part => Math.abs(part.getBoundingClientRect().top) < 300")


def test_what_is_paired_stands_below_each_other_on_a_phone(at):
    page = at("table_1-table-en", size=PHONE).page
    boxes = [page.locator("#table_1-table-en .pair > div").nth(place).bounding_box() for place in (0, 1)]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] and boxes[0]["x"] == boxes[1]["x"]


def test_paper_has_one_language_all_of_it_and_no_controls(at):
    page = at("lang=fa").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for name in (".top", ".contents", ".filter", "article[lang=en]"):
        assert not page.locator(name).first.is_visible(), name
    assert page.locator("#slips-fa li").first.is_visible()
    page.set_viewport_size({"width": 680, "height": 960})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_english_stands_above_persian(at):
    page = at("", java_script_enabled=False).page
    tops = [page.locator(f"article[lang={language}] h1").bounding_box()["y"] for language in ("en", "fa")]
    assert 0 < tops[0] < tops[1]
    assert not page.locator(".filter").first.is_visible()
    assert page.locator(".switch:visible").count() == 2


def test_hostile_data_run_nothing(visit, tmp_path, paper_run, codebook, wordings):
    material = material_of(paper_run)
    material.tables["claims"]["claim"] = HOSTILE
    material.tables["claims"]["claim_fa"] = HOSTILE
    material.tables["inconsistencies"]["what"] = HOSTILE
    path = tmp_path / "hostile.html"
    write_text(page_of(material, codebook, wordings), path)
    page = visit(path, "claims-table-en").page
    assert HOSTILE in page.locator("#claims-en .claim").first.inner_text()
    assert page.locator("b, img[src=x]").count() == 0
