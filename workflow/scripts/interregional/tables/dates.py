"""Dates at the precision known.

Four forms, after the Extended Date/Time Format (ISO 8601-2): a day `2003-03-17`, a month
`2003-03`, a year `2003`, a decade `200X`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from interregional.tables.text import ascii_digits, clean_letters

FORMS = "YYYY-MM-DD, YYYY-MM, YYYY or, for a decade, YYYX (1900 to 2099)"

_EDTF = re.compile(r"(19|20)\d(\d|X)(-\d\d){0,2}")
_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan ژانویه",
            "february feb فوریه",
            "march mar مارس",
            "april apr آوریل",
            "may مه می",
            "june jun ژوئن",
            "july jul ژوئیه جولای",
            "august aug اوت آگوست",
            "september sep سپتامبر",
            "october oct اکتبر",
            "november nov نوامبر",
            "december dec دسامبر",
        ],
        start=1,
    )
    for name in names.split()
}


def normalise(text: str) -> str:
    """The canonical form of a date that can be read in one way only; other text unchanged.

    Read are years first (`2003/3/17`, `2003.3`), month names in English and Persian
    (`17 March 2003`, `مارس ۲۰۰۳`) and decades (`1990s`, `دههٔ ۱۹۹۰`). Forms such as 03/04/2003
    could be two days and are left for the validation to refuse.
    """
    plain = clean_letters(ascii_digits(text)).strip().casefold()
    if match := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?", plain):
        year, _, month, day = match.groups()
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    if match := re.fullmatch(r"(\d{3})(?:0s|x)", plain) or re.fullmatch(r"ده\S* (\d{3})0", plain):
        return f"{match.group(1)}X"
    if match := re.fullmatch(r"(?:(\d{1,2}) )?(\w+)(?: (\d{1,2}),)? (\d{4})", plain):
        day, name, day_after, year = match.groups()
        day = day or day_after
        if name in _MONTHS:
            return f"{year}-{_MONTHS[name]:02d}" + (f"-{int(day):02d}" if day else "")
    return ascii_digits(text)


def looks_like_date(text: str) -> bool:
    """Whether the text is in one of the four forms, whether or not such a day exists."""
    return bool(_EDTF.fullmatch(text)) and not ("X" in text and len(text) > 4)


def is_date(text: str) -> bool:
    """Whether the text is in canonical form and such a day exists."""
    if not looks_like_date(text):
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> date:
    """The first day that a canonical date can mean. Raises ValueError if there is none."""
    year, month, day = _parts(text.replace("X", "0"))
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day that a canonical date can mean. Raises ValueError if there is none."""
    year, month, day = _parts(text.replace("X", "9"))
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    year, month, day = ([*text.split("-"), "", ""])[:3]
    return int(year), int(month) if month else None, int(day) if day else None
