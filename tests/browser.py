"""A real browser for the tests of the pages: Debian's Chromium, driven by Playwright.

Every visit is watched. A page that reaches for anything but itself is stopped from it, and the
test fails at its end, as it does after an error on the console.
"""

from __future__ import annotations

import shutil
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


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens a file: `visit(path, "lang=fa", size=PHONE)` gives a Visit.

    Further keyword arguments go to Playwright's `new_context`, such as `reduced_motion="reduce"`.
    """
    visits = []
    contexts = []

    def open_file(path: Path, fragment: str = "", size: tuple[int, int] = DESKTOP, **options: Any) -> Visit:
        settings = {"locale": "en-GB", "viewport": {"width": size[0], "height": size[1]}, **options}
        context = chromium.new_context(**settings)
        contexts.append(context)
        context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
        page = context.new_page()
        page.set_default_timeout(15_000)
        opened = Visit(page, path.resolve().as_uri())
        page.on("request", opened.note_request)
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.on("console", lambda said: opened.errors.append(said.text) if said.type in ("error", "warning") else None)
        visits.append(opened)
        opened.go(fragment)
        return opened

    yield open_file
    for context in contexts:
        context.close()
    for opened in visits:
        assert opened.fetched == [], "the page fetches something"
        assert opened.errors == [], "errors on the console"
