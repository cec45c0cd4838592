"""PDF and PNG set by typst, with the letters that matplotlib ships and no others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib
import typst

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
# Per inch, of a PNG.
DOTS = 150
_PICTURE = b'#set document(date: none)\n#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")\n'


def set_pdf(source: bytes, **files: bytes) -> bytes:
    """A PDF without dates.

    Args:
        source: a document in the language of typst.
        files: what it reads, by name; `_` stands for the dot of a name.
    """
    return _compile({"main.typ": source, **{name.replace("_", "."): text for name, text in files.items()}}, "pdf")


def set_picture(svg: bytes, form: str) -> bytes:
    """An SVG picture as a PDF page or a PNG of its own size (`form`: pdf, png).

    Args:
        svg: the picture; its texts are set in the fonts that matplotlib ships, its scripts' directions told by marks.
    """
    return _compile({"main.typ": _PICTURE, "picture.svg": svg}, form)


def _compile(files: Mapping[str, bytes], form: str) -> bytes:
    # The library's stubs do not know of several files at once, which it takes.
    compiled = typst.compile(  # type: ignore[call-overload]
        dict(files), format=form, ppi=DOTS, font_paths=[FONTS], ignore_system_fonts=True
    )
    return bytes(compiled)
