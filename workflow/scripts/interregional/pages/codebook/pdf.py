"""The codebook as a PDF of A4 pages, set by typst."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from interregional.codebook.wording import Wording
from interregional.exhibits.typesetting import FOLDER, set_pdf
from interregional.pages.codebook.book import Book

# Pages are counted in these digits: patterns of typst.
DIGITS = {"en": "1", "fa": "۱"}


def pages_in(wording: Wording) -> dict[str, Any]:
    """How the pages of a language are set: direction, digits, and the words at their foot."""
    return {
        "language": wording.language,
        "right_to_left": wording.direction == "rtl",
        "digits": DIGITS[wording.language],
        "foot": wording["codebook_page"].format("{here}", "{last}"),
    }


def document(book: Book, wording: Wording) -> dict[str, Any]:
    """What templates/codebook.typ reads: the book, and how its language is written."""
    return asdict(book) | pages_in(wording)


def write_pdf(book: Book, wording: Wording) -> bytes:
    """The codebook as a PDF without dates."""
    content = json.dumps(document(book, wording), ensure_ascii=False, default=sorted)
    return set_pdf((FOLDER / "codebook.typ").read_bytes(), {"book.json": content.encode()})
