"""How soon a large explorer shows itself: `make bench`.

Builds a made-up edition of 200 actors, 5,000 ties and 100,000 events, opens it in Chromium, and sets
its times against those of an empty page of the same template. All times are in milliseconds, the
median of several loads.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from interregional.codebook.decisions import load_codebook, load_readings
from interregional.codebook.wording import load_wording
from interregional.pages.explorer.page import build_explorer
from interregional.tables.textfiles import write_text
from tests.browser import CHROMIUM, DESKTOP
from tests.synthetic import EDITION, SOURCES, large_tables

ROOT = Path(__file__).resolve().parents[1]
EVERY_LEVEL = "lang=en&levels=nominal,initial,institutionalised,advanced"
# What is asked of the page after it has loaded, each as a function that the browser times.
STEPS = {
    "next year": "() => document.getElementById('after').click()",
    "open a tie": "() => { location.hash = '#lang=en&tie=' + document.getElementById('first').textContent; }",
    "open the table": "() => document.querySelector('[data-view=ties]').click()",
}
TIMES = """() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const [load] = performance.getEntriesByType("navigation");
    const [drawn] = performance.getEntriesByName("drawn");
    const loaded = load.domContentLoadedEventEnd;
    return { "first paint": paint.startTime, "network drawn": drawn.startTime, "all loaded": loaded };
}"""


def build(folder: Path, name: str, *size: int) -> Path:
    """A made-up edition of so many actors, ties and events, as a page."""
    codebook = load_codebook(sorted((ROOT / "config" / "codebook").glob("*.csv")))
    readings = load_readings(ROOT / "config" / "readings.yaml", codebook)
    tables = large_tables(*size, codebook, readings)
    begun = time.perf_counter()
    text = build_explorer(tables, SOURCES, codebook, readings, load_wording(ROOT / "config" / "labels.csv"), EDITION)
    print(f"{name}: built in {time.perf_counter() - begun:.1f} s, {len(text.encode()) / 1e6:.1f} MB")
    write_text(text, folder / f"{name}.html")
    return folder / f"{name}.html"


def load_times(browser: Browser, path: Path, fragment: str) -> dict[str, float]:
    """Times of one load in a fresh context."""
    page = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]}).new_page()
    page.goto(f"{path.as_uri()}#{fragment}", wait_until="load", timeout=120_000)
    page.wait_for_timeout(300)
    times = dict(page.evaluate(TIMES))
    page.context.close()
    return times


def step_times(page: Page) -> dict[str, float]:
    """Time of each step until the next frame has been drawn."""
    timed = "async (act) => {{ const begun = performance.now(); ({})(); await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); return performance.now() - begun; }}"  # noqa: E501
    page.evaluate("""() => {
        const tie = JSON.parse(document.getElementById("data").textContent).ties[0];
        const note = document.createElement("i");
        note.id = "first";
        note.hidden = true;
        note.textContent = `${tie.a}-${tie.b}`;
        document.body.append(note);
    }""")
    return {name: page.evaluate(timed.format(act)) for name, act in STEPS.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loads", type=int, default=5)
    loads = parser.parse_args().loads
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {
            "empty": (build(Path(folder), "empty", 2, 0, 0), "lang=en"),
            "large": (build(Path(folder), "large", 200, 5_000, 100_000), "lang=en"),
        }
        pages["large, every level"] = (pages["large"][0], EVERY_LEVEL)
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for name, (path, fragment) in pages.items():
            found = [load_times(browser, path, fragment) for _ in range(loads)]
            medians = {key: statistics.median(times[key] for times in found) for key in found[0]}
            print(f"{name}: " + ", ".join(f"{key} {value:.0f}" for key, value in medians.items()))
        page = browser.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
        page.goto(f"{pages['large'][0].as_uri()}#{EVERY_LEVEL}", timeout=120_000)
        print("large, every level: " + ", ".join(f"{key} {value:.0f}" for key, value in step_times(page).items()))
        page.screenshot(path=Path(tempfile.gettempdir()) / "explorer_large.png")
        browser.close()


if __name__ == "__main__":
    main()
