"""Figures inside a page, in as few letters as the same drawing needs."""

from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

# What may not stand as it is in an address or in an attribute between double quotes.
_ESCAPED = re.compile(r"[^\w /:;=,.()@!*$?~+\[\]{}|'<>-]+", re.ASCII)
_NUMBERS = re.compile(r'(?<= )(d|points|transform|[xy][12]?)="([^"]*)"')


@dataclass(frozen=True)
class Picture:
    """A figure inside the page: a data address, and its size in pixels."""

    address: Markup
    width: int
    height: int


def load_picture(path: str | Path) -> Picture:
    """The picture of an SVG file and the PNG beside it."""
    return choose_picture(Path(path).read_bytes(), Path(path).with_suffix(".png").read_bytes())


def choose_picture(svg: bytes, png: bytes) -> Picture:
    """A figure as data address: the smaller of its two files, at the size of the PNG.

    A drawing with few marks is smaller as SVG, one with many as PNG.
    """
    drawn = squeeze(svg.decode())
    # An address between double quotes may hold single ones.
    drawn = drawn if "'" in drawn else drawn.replace('"', "'")
    escaped = _ESCAPED.sub(lambda found: quote(found[0]), drawn)
    painted = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    address = min(f"data:image/svg+xml,{escaped}", painted, key=len)
    # Nothing in it ends the attribute in which it stands: double quotes and ampersands are escaped.
    return Picture(Markup(address), width, height)


def squeeze(svg: str) -> str:
    """The same drawing in fewer letters.

    No prologue, description or indents; numbers to a tenth of a point; letters by their place in the line; names only
    where they are called, and short; a style that comes back once, in a style sheet.
    """
    body = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg[max(svg.find("<svg"), 0) :], flags=re.DOTALL)
    body = re.sub(r">\n\s*<", "><", body)
    body = _NUMBERS.sub(lambda found: f'{found[1]}="{_shorter(found[2])}"', body)
    body = re.sub(r'(<use [^>]*?)transform="translate\((-?[\d.]+) (-?[\d.]+)\)"', r'\1x="\2" y="\3"', body)
    body = re.sub(r'(<use [^>]*?) y="0"', r"\1", body).replace("xlink:href", "href")
    called = {*re.findall(r'(?:href="|url\()#([^")]+)', body)}
    names = {name: f"i{place}" for place, name in enumerate(sorted(called))}
    body = re.sub(r' id="([^"]+)"', lambda found: f' id="{names[found[1]]}"' if found[1] in names else "", body)
    body = re.sub(r'(href="|url\()#([^")]+)', lambda found: f"{found[1]}#{names[found[2]]}", body)
    styles = Counter(re.findall(r' style="([^"]*)"', body))
    classes = {style: f"s{place}" for place, style in enumerate(style for style, n in styles.items() if n > 1)}
    body = re.sub(
        r' style="([^"]*)"', lambda found: f' class="{classes[found[1]]}"' if found[1] in classes else found[0], body
    )
    sheet = "".join(f".{name}{{{style}}}" for style, name in classes.items())
    return re.sub(r"<svg[^>]*>", lambda found: f"{found[0]}<style>{sheet}</style>", body, count=1) if sheet else body


def _shorter(numbers: str) -> str:
    return " ".join(re.sub(r"-?\d+\.\d+", lambda number: _rounded(float(number[0])), numbers).split())


def _rounded(number: float) -> str:
    # What is less than one may be a scale.
    return f"{number:.{1 if abs(number) >= 1 else 4}f}".rstrip("0").rstrip(".")
