"""Persian and Latin text: letters, digits, joiners and spaces; numbers as tables of results show them."""

from __future__ import annotations

import math
import re
import unicodedata

ZWNJ = "\u200c"
RIGHT_TO_LEFT, END_OF_DIRECTION = "\u202b", "\u202c"
LRM = "\u200e"
MINUS = "\u2212"
DECIMALS = 4

_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_TO_ASCII = str.maketrans(_PERSIAN_DIGITS + _ARABIC_DIGITS, "0123456789" * 2)
_TO_PERSIAN = str.maketrans("0123456789" + _ARABIC_DIGITS, _PERSIAN_DIGITS * 2)
_ARABIC_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ـ": None})
# Marks that steer direction or nothing at all; invisible, and a source of "equal" names that differ.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_HARAKAT = re.compile("[\u064b-\u0655\u0670]")


def clean_spaces(text: str) -> str:
    """Text in composed form (NFC), without invisible marks and with single inner spaces."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", text).strip()


def clean_letters(text: str) -> str:
    """Text with Persian yeh and kaf in place of the Arabic ones, and without tatweel."""
    return text.translate(_ARABIC_LETTERS)


def clean_joiners(text: str) -> str:
    """Text with no doubled zero-width non-joiners and none beside a space or at an end."""
    text = re.sub(f"{ZWNJ}+", ZWNJ, text)
    return re.sub(f"{ZWNJ}*( |^|$){ZWNJ}*", r"\1", text)


def ascii_digits(text: str) -> str:
    """Text with Persian and Arabic digits turned into 0-9."""
    return text.translate(_TO_ASCII)


def persian_digits(text: object) -> str:
    """Text with Persian digits; a leading minus stays on the left of its number (CLDR, fa)."""
    shown = str(text).translate(_TO_PERSIAN)
    shown = re.sub(r"(?<=[۰-۹])\.(?=[۰-۹])", "٫", shown)
    return re.sub(r"^-(?=[۰-۹])", LRM + MINUS, shown)


def fold(text: str) -> str:
    """A key under which spellings of one name meet; for comparing, never for showing.

    Letter forms, digits, diacritics, joiners, hyphens, spaces and case are levelled.
    """
    text = ascii_digits(clean_letters(unicodedata.normalize("NFKC", text)))
    text = _HARAKAT.sub("", text.translate(str.maketrans("ةۀأإ", "ههاا")))
    text = text.replace("\u0647\u0654", "ه")
    return re.sub(rf"[\s{ZWNJ}\-–—_/.]+", "", _INVISIBLE.sub("", text)).casefold()


def shown(value: float) -> str:
    """A number with fixed decimals, empty if it is not defined."""
    return f"{value + 0.0:.{DECIMALS}f}" if math.isfinite(value) else ""
