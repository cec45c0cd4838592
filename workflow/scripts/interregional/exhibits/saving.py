"""Figures that come out with the same bytes everywhere."""

from __future__ import annotations

import re
import warnings
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.font_manager as font_manager
import matplotlib.pyplot as plt
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import RendererSVG

from interregional.exhibits.plates import TEXT
from interregional.exhibits.typesetting import FONTS, set_picture
from interregional.tables.textfiles import write_text

FORMATS = ("svg", "pdf", "png")


def set_style() -> None:
    """Fix everything that could differ between two machines: settings, fonts, ids.

    Only the font that matplotlib ships is known, named outright; a missing letter is an error.
    """
    matplotlib.rcdefaults()
    font_manager.fontManager.ttflist[:] = []
    font_manager.fontManager.afmlist[:] = []
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        font_manager.fontManager.addfont(FONTS / name)
    font_manager.findfont("DejaVu Sans", fallback_to_default=False)
    plt.rcParams.update(
        {
            "font.family": ["DejaVu Sans"],
            "font.size": TEXT,
            "axes.linewidth": 0.6,
            "xtick.major.width": 0.6,
            "ytick.major.width": 0.6,
            "xtick.major.size": 2.5,
            "ytick.major.size": 2.5,
            "hatch.linewidth": 0.6,
            "svg.hashsalt": "interregional",
            "text.parse_math": False,
            "figure.dpi": 100,
        }
    )
    warnings.filterwarnings("error", message="Glyph")


def save(figure: Any, stem: str | Path) -> None:
    """Write `<stem>.svg`, `.pdf` and `.png` without dates, and its caption as `<stem>.caption.txt`, and close.

    The SVG holds outlines of letters and looks alike everywhere; the PNG is its picture. The PDF holds the texts
    themselves, which can be searched and copied.
    """
    Path(stem).parent.mkdir(parents=True, exist_ok=True)
    drawn = _draw(figure)
    outlined = _with("outlines", drawn)
    for form, content in (
        ("svg", outlined),
        ("pdf", set_picture(_with("texts", drawn), "pdf")),
        ("png", set_picture(outlined, "png")),
    ):
        Path(f"{stem}.{form}").write_bytes(content)
    write_text(f"{figure.get_label()}\n", f"{stem}.caption.txt")
    plt.close(figure)


# How matplotlib's setting calls the two ways to write a text.
_LETTERS = {"outlines": "path", "texts": "none"}


class _BothWays(RendererSVG):
    """Writes each text both ways, marked by comments, so that all else need not be drawn a second time."""

    def draw_text(self, *arguments: Any, **options: Any) -> None:
        for way, letters in _LETTERS.items():
            matplotlib.rcParams["svg.fonttype"] = letters
            self.writer.comment(f"{way}:")
            super().draw_text(*arguments, **options)  # type: ignore[no-untyped-call]
            self.writer.comment(f":{way}")


def _draw(figure: Any) -> str:
    """The figure as SVG with each text in both ways."""
    written = StringIO()
    width, height = figure.get_size_inches()
    dateless = {"Date": None, "Creator": None}
    texts = _BothWays(width * 72, height * 72, written, image_dpi=figure.dpi, metadata=dateless)  # type: ignore[no-untyped-call]
    # What is too much for lines is a picture within the picture.
    renderer = MixedModeRenderer(figure, width, height, figure.dpi, texts)
    figure.set_dpi(72)
    figure.draw(renderer)
    renderer.finalize()
    return written.getvalue()


def _with(way: str, drawn: str) -> bytes:
    """The SVG with its texts in one of the two ways."""
    (other,) = _LETTERS.keys() - {way}
    marks = rf" *<!-- {other}: -->\n.*?<!-- :{other} -->\n| *<!-- (?:{way}:|:{way}) -->\n"
    return re.sub(marks, "", drawn, flags=re.DOTALL).encode()
