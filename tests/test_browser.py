"""The watching browser itself: a fault in a page must not go by unseen."""

from pathlib import Path

from tests.browser import PHONE


def write(folder: Path, body: str) -> Path:
    page = folder / "a page.html"
    page.write_text(f'<!DOCTYPE html><html lang="en"><title>t</title><body><main>{body}</main>', encoding="utf-8")
    return page


def test_a_clean_page_has_no_faults(visit, tmp_path):
    opened = visit(write(tmp_path, "<h1>x</h1>"), "year=2010", size=PHONE)
    assert opened.page.evaluate("[location.hash, innerWidth]") == ["#year=2010", PHONE[0]]
    assert opened.violations() == []


def test_reaching_out_is_stopped_and_told(visit, tmp_path):
    opened = visit(write(tmp_path, "<img alt='' src='https://example.org/x.png'>"))
    opened.page.evaluate("fetch('http://example.net').catch(() => null)")
    assert [url.split("/")[2] for url in opened.fetched] == ["example.org", "example.net"]
    assert len(opened.errors) == 2
    opened.fetched.clear()
    opened.errors.clear()


def test_errors_and_violations_are_told(visit, tmp_path):
    opened = visit(write(tmp_path, "<h1>x</h1><button></button><script>throw new Error('broken')</script>"))
    assert opened.errors == ["broken"]
    assert [line.split(":")[0] for line in opened.violations()] == ["button-name"]
    opened.errors.clear()
