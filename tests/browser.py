"""A real browser for the tests of the pages: Debian's Chromium, driven by Playwright.

Every visit is watched. A page that reaches for anything but itself is stopped from it, and the
test fails at its end, as it does after an error on the console.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = shutil.which("chromium")
DESKTOP, PHONE = (1280, 800), (390, 844)
# Made inside the page, so nothing is fetched.
_INTERNAL = ("data:", "blob:", "about:")


@dataclass
class Visit:
    """A page opened from disk, with what it has reached for and what went wrong in it.

    Attributes:
        page: Playwright's page.
        address: of the file, without a fragment.
        fetched: addresses asked for beside the file itself.
        errors: errors on the console and exceptions that nothing caught.
    """

    page: Page
    address: str
    fetched: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, fragment: str = "") -> Page:
        """Load the page anew at a fragment (without `#`)."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{fragment}" if fragment else self.address)
        return self.page

    def note_request(self, request: Request) -> None:
        """Keep the address of a request that is not for the file itself."""
        if request.url.split("#")[0] != self.address and not request.url.startswith(_INTERNAL):
            self.fetched.append(request.url)

    def violations(self) -> list[str]:
        """What axe-core finds wrong with accessibility: rule, help and the elements, a line each."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{rule['id']}: {rule['help']}: {' | '.join(str(node['target']) for node in rule['nodes'][:5])}"
            for rule in found
        ]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium, one for all tests of a process."""
    if CHROMIUM is None:
        pytest.skip("needs Debian's package chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def idle_pages() -> dict[str, list[Page]]:
    """Pages for the next test, by their settings: to open one takes longer than to load another file into it."""
    return defaultdict(list)


@pytest.fixture
def visit(chromium: Browser, idle_pages: dict[str, list[Page]]) -> Iterator[Callable[..., Visit]]:
    """Opens a file: `visit(path, "lang=fa", size=PHONE)` gives a Visit.

    Further keyword arguments go to Playwright's `new_context`, such as `reduced_motion="reduce"`.
    """
    visits = []

    def open_file(path: Path, fragment: str = "", size: tuple[int, int] = DESKTOP, **options: Any) -> Visit:
        idle = idle_pages[str(sorted(options.items()))]
        page = idle.pop() if idle else new_page(chromium, **{"locale": "en-GB", **options})
        page.set_viewport_size({"width": size[0], "height": size[1]})
        opened = Visit(page, path.resolve().as_uri())
        heard = {
            "request": opened.note_request,
            "pageerror": lambda error: opened.errors.append(str(error)),
            "console": lambda said: opened.errors.append(said.text) if said.type in ("error", "warning") else None,
        }
        for event, note in heard.items():
            page.on(event, note)
        visits.append((opened, idle, heard))
        opened.go(fragment)
        return opened

    yield open_file
    for opened, idle, heard in visits:
        opened.page.goto("about:blank")
        opened.page.emulate_media(media="null")
        for event, note in heard.items():
            opened.page.remove_listener(event, note)
        idle.append(opened.page)
    for opened, *_ in visits:
        assert opened.fetched == [], "the page fetches something"
        assert opened.errors == [], "errors on the console"


def new_page(chromium: Browser, **settings: Any) -> Page:
    """A page that reaches for nothing but files."""
    context = chromium.new_context(**settings)
    context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page
