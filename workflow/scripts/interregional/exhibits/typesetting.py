"""Templates of pages and tables, filled in one way; printed pages and pictures, set by typst."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import jinja2
import typst

FOLDER = Path(__file__).parents[1] / "templates"
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=jinja2.StrictUndefined,
)
# The fonts that matplotlib ships; found without importing it, which takes longer than all else here.
FONTS = Path(str(find_spec("matplotlib").origin)).parent / "mpl-data" / "fonts" / "ttf"  # type: ignore[union-attr]
# Per inch, of a PNG, which is for screens: print has the SVG and the PDF.
DOTS = 200
_PICTURE = b'#set document(date: none)\n#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")\n'


def template(name: str) -> jinja2.Template:
    """A template of the folder templates/: what is filled in is escaped, a name that is not given is an error."""
    return _ENVIRONMENT.get_template(name)


def policy_hash(text: str) -> str:
    """What a page's content policy calls a style or script that stands in it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def set_pdf(source: bytes, files: Mapping[str, bytes]) -> bytes:
    """A PDF without dates.

    Args:
        source: a document in the language of typst.
        files: what it reads, by name.
    """
    return _compile({"main.typ": source, **files}, "pdf")


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
