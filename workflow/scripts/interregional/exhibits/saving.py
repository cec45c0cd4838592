"""Figures that come out with the same bytes everywhere."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.font_manager as font_manager
import matplotlib.pyplot as plt

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
    outlined = _as_svg(figure, "path")
    for form, content in (
        ("svg", outlined),
        ("pdf", set_picture(_as_svg(figure, "none"), "pdf")),
        ("png", set_picture(outlined, "png")),
    ):
        Path(f"{stem}.{form}").write_bytes(content)
    write_text(f"{figure.get_label()}\n", f"{stem}.caption.txt")
    plt.close(figure)


def _as_svg(figure: Any, letters: str) -> bytes:
    written = BytesIO()
    with matplotlib.rc_context({"svg.fonttype": letters}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()
