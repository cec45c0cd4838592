"""The codebook as a PDF of A4 pages, laid out and drawn here so that its bytes are the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from interregional.codebook.wording import Wording
from interregional.pages.codebook.book import Book
from interregional.pages.codebook.sheets import Sheet

# Points, from the top left corner of an A4 page.
WIDTH, HEIGHT = 595.3, 841.9
MARGIN, TOP, BOTTOM = 45.0, 48.0, 56.0
GAP = 8.0
LEADING = 1.5
# Width of a space of the font, bold or not, as a share of its size.
SPACE = 0.35
INK, BLUE, SOFT, LINE, PALE = "#1b2430", "#14365c", "#4f5a67", "#d5dbe2", "#e9eff6"


@dataclass(frozen=True)
class Words:
    """A line of text: its edge at the side from which the language reads, and its baseline."""

    edge: float
    base: float
    text: str
    size: float
    colour: str = INK
    bold: bool = False
    # What is written in the data reads from the left in either language.
    code: bool = False


@dataclass(frozen=True)
class Bar:
    """A filled bar over the whole width; a hair line where it is thin."""

    top: float
    height: float
    colour: str


@dataclass
class Page:
    """What stands on a page."""

    marks: list[Words | Bar] = field(default_factory=list)


def write_pdf(book: Book, wording: Wording, path: str | Path) -> None:
    """Lay the codebook out and write it, without dates or names of programs; `figures.set_style` comes first."""
    body, starts = _Layout(book, wording).pages()
    lines = [(chapter.title, starts[chapter.key] + 2) for chapter in book.chapters]
    pages = [_cover(book, lines, wording), *body]
    with PdfPages(path, metadata={"CreationDate": None, "Creator": None, "Producer": None, "Title": book.title}) as pdf:
        for number, page in enumerate(pages, start=1):
            foot = wording["codebook_page"].format(wording.number(number), wording.number(len(pages)))
            page.marks.append(Words(0, HEIGHT - 30, foot, 8, SOFT))
            figure = _draw(page, wording)
            pdf.savefig(figure)
            plt.close(figure)


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Text in lines no wider than `width` points; a word that is wider by itself is cut where it must be."""
    lines: list[str] = []
    line: list[str] = []
    filled = 0.0
    for word in text.split():
        # Word by word, since letters join within words only and words come again.
        if line and filled + SPACE * size + measure(word, size, bold) > width:
            lines.append(" ".join(line))
            line, filled = [], 0.0
        while measure(word, size, bold) > width:
            cut = _cut(word, width, size, bold)
            lines.append(word[:cut])
            word = word[cut:]
        filled += (SPACE * size if line else 0) + measure(word, size, bold)
        line.append(word)
    return [*lines, " ".join(line)]


def _cut(word: str, width: float, size: float, bold: bool) -> int:
    """How many letters of a word fit; where it can be, the cut comes after a mark that joins."""
    fits = 1
    while fits < len(word) and measure(word[: fits + 1], size, bold) <= width:
        fits += 1
    joined = max(word.rfind(mark, 0, fits) for mark in "_-/.,;")
    return joined + 1 if joined > 0 else fits


@cache
def measure(text: str, size: float, bold: bool = False) -> float:
    """Width of a line in points, letters joined as they are drawn."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width, _, _ = _renderer().get_text_width_height_descent(text, font, ismath=False)
    return float(width)


@cache
def _renderer() -> Any:
    return RendererAgg(1, 1, 72)  # type: ignore[no-untyped-call]


class _Layout:
    """Fills pages from the top; a row stands on one page, a table that goes on repeats its head."""

    def __init__(self, book: Book, wording: Wording) -> None:
        self.book, self.wording = book, wording
        self.filled = [Page()]
        self.at = TOP

    def pages(self) -> tuple[list[Page], dict[str, int]]:
        """The pages, and for each chapter the place of its first page among them."""
        starts = {}
        for chapter in self.book.chapters:
            if self.at > TOP:
                self._turn()
            starts[chapter.key] = len(self.filled) - 1
            self._lines(wrap(chapter.title, WIDTH - 2 * MARGIN, 16, bold=True), 16, BLUE, bold=True)
            self.at += 3
            self._lines(wrap(chapter.text, WIDTH - 2 * MARGIN, 9), 9, SOFT)
            for sheet in chapter.sheets:
                self._sheet(sheet)
        return self.filled, starts

    def _turn(self) -> None:
        self.filled.append(Page())
        self.at = TOP

    def _lines(self, lines: Iterable[str], size: float, colour: str, bold: bool = False) -> None:
        for line in lines:
            self.filled[-1].marks.append(Words(0, self.at + size, line, size, colour, bold))
            self.at += LEADING * size

    def _sheet(self, sheet: Sheet) -> None:
        widths = [share * (WIDTH - 2 * MARGIN) - GAP for share in sheet.shares]
        head = [wrap(text, width, 8, bold=True) for text, width in zip(sheet.heads, widths)]
        rows = [[wrap(cell, width, 8) for cell, width in zip(row, widths)] for row in sheet.rows]
        note = wrap(sheet.note, WIDTH - 2 * MARGIN, 8.5) if sheet.note else []
        title_height = 16 + 1.5 * 11 + LEADING * 8.5 * len(note) + 4
        if self.at + title_height + _height(head) + _height(rows[0]) > HEIGHT - BOTTOM:
            self._turn()
        else:
            self.at += 16
        self._lines([sheet.title], 11, INK, bold=True)
        self._lines(note, 8.5, SOFT)
        self.at += 4
        self._row(sheet, head, head=True)
        for row in rows:
            if self.at + _height(row) > HEIGHT - BOTTOM:
                self._turn()
                self._row(sheet, head, head=True)
            self._row(sheet, row)

    def _row(self, sheet: Sheet, cells: Sequence[Sequence[str]], head: bool = False) -> None:
        marks = self.filled[-1].marks
        if head:
            marks.append(Bar(self.at, _height(cells), PALE))
        edge = GAP / 2
        for place, (lines, share) in enumerate(zip(cells, sheet.shares)):
            code = place in sheet.codes and not head
            colour = BLUE if code else INK
            for number, line in enumerate(lines):
                marks.append(Words(edge, self.at + 3 + 8 + number * LEADING * 8, line, 8, colour, head, code))
            edge += share * (WIDTH - 2 * MARGIN)
        self.at += _height(cells)
        marks.append(Bar(self.at, 0.5, LINE))


def _height(cells: Sequence[Sequence[str]]) -> float:
    return LEADING * 8 * max(len(lines) for lines in cells) + 5


def _cover(book: Book, lines: Sequence[tuple[str, int]], wording: Wording) -> Page:
    page = Page([Words(0, 130, book.title, 26, BLUE, True)])
    base = 160.0
    for line in wrap(book.subtitle, WIDTH - 2 * MARGIN, 11):
        page.marks.append(Words(0, base, line, 11, SOFT))
        base += LEADING * 11
    base += 30
    for title, number in lines:
        page.marks += [Words(0, base, wording.number(number), 11, BLUE), Words(34, base, title, 11)]
        base += 2 * 11
    return page


def _draw(page: Page, wording: Wording) -> Any:
    """A page as a figure; what reads from the right is mirrored as a whole."""
    figure = plt.figure(figsize=(WIDTH / 72, HEIGHT / 72))
    right = wording.direction == "rtl"
    for mark in page.marks:
        if isinstance(mark, Bar):
            low = 1 - (mark.top + mark.height) / HEIGHT
            size = ((WIDTH - 2 * MARGIN) / WIDTH, mark.height / HEIGHT)
            figure.add_artist(Rectangle((MARGIN / WIDTH, low), *size, color=mark.colour, linewidth=0, zorder=0))
            continue
        across = MARGIN + mark.edge
        figure.text(
            (WIDTH - across if right else across) / WIDTH, 1 - mark.base / HEIGHT,
            mark.text if mark.code else wording.line(mark.text), ha="right" if right else "left", va="baseline",
            fontsize=mark.size, color=mark.colour, weight="bold" if mark.bold else "normal",
        )  # fmt: skip
    return figure
