"""Dates at the precision known.

Four forms, after the Extended Date/Time Format (ISO 8601-2): a day `2003-03-17`, a month
`2003-03`, a year `2003`, a decade `200X`. Days of the solar Hijri calendar and days that a
spreadsheet counts are brought into these.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from interregional.tables.text import ascii_digits, clean_letters

FORMS = "YYYY-MM-DD, YYYY-MM, YYYY or, for a decade, YYYX (1900 to 2099; solar Hijri 1300 to 1419)"

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
_SOLAR_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "farvardin فروردین",
            "ordibehesht اردیبهشت",
            "khordad خرداد",
            "tir تیر",
            "mordad amordad مرداد امرداد",
            "shahrivar شهریور",
            "mehr مهر",
            "aban آبان",
            "azar آذر",
            "dey دی",
            "bahman بهمن",
            "esfand اسفند",
        ],
        start=1,
    )
    for name in names.split()
}
# 1921 to 2041. A later year could as well be one of the lunar calendar (1420 began in 1999), and is refused.
SOLAR_YEARS = range(1300, 1420)
# Days as spreadsheets count them, from the last but one of 1899: 1927 to 2099.
_SERIALS = range(10_000, 73_051)


def normalise(text: str) -> str:
    """The canonical form of a date that can be read in one way only; other text unchanged.

    Read are years first (`2003/3/17`, `2003.3`), month names in English and Persian
    (`17 March 2003`, `مارس ۲۰۰۳`, `۲ مرداد ۱۳۹۹`) and decades (`1990s`, `دههٔ ۱۹۹۰`). Forms such as
    03/04/2003 could be two days and are left for the validation to refuse. The calendar stays.
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
        # A month of one calendar in a year of the other is no date.
        months = _SOLAR_MONTHS if int(year) in SOLAR_YEARS else _MONTHS
        if name in months:
            return f"{year}-{months[name]:02d}" + (f"-{int(day):02d}" if day else "")
    return ascii_digits(text)


def gregorian_day(text: str) -> str:
    """A day of the solar Hijri calendar, as `normalise` leaves it, as a Gregorian one; other text unchanged."""
    year, month, day = _solar_parts(text)
    return _solar_day(year, month, day).isoformat() if year and month and day else text


def gregorian_span(text: str) -> str:
    """A year or month of the solar Hijri calendar as the Gregorian one that holds most of its days.

    None holds all of them but few: 1399 is read as 2020, of which it has 286 days. Other text is unchanged.
    """
    year, month, day = _solar_parts(text)
    if not year or day:
        return text
    # The middle of a month; a year's first.
    middle = _solar_day(year, month or 1, 16 if month else 1)
    return f"{middle:%Y-%m}" if month else f"{middle:%Y}"


def counted_day(text: str) -> str:
    """A day that a spreadsheet shows as its number (44197) as a date; other text unchanged.

    A number that begins as a year does (20035) is more likely a slip of the keys, and left to be refused.
    """
    if not re.fullmatch(r"\d{5}", text) or int(text) not in _SERIALS:
        return text
    begins = int(text[:4])
    if begins in SOLAR_YEARS or 1900 <= begins <= 2099:
        return text
    return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()


def _solar_parts(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of the solar Hijri calendar; 0 for the year if there is no such date."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return 0, None, None
    year, month, day = _parts(text)
    if year not in SOLAR_YEARS or (month is not None and not 1 <= month <= 12):
        return 0, None, None
    if month and day is not None:
        length = 31 if month <= 6 else 30 if month < 12 or _new_years_day(year + 1) - _new_years_day(year) > 365 else 29
        if not 1 <= day <= length:
            return 0, None, None
    return year, month, day


def _solar_day(year: int, month: int, day: int) -> date:
    days = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return date.fromordinal(_new_years_day(year) + days + day - 1)


def _new_years_day(year: int) -> int:
    """The ordinal of 1 Farvardin, by the 33-year rule (eight leap years in 33), counted from that of 1400.

    The rule gives the days of the equinox at 52.5 degrees east, by which the year begins by law since 1925, for
    1178 to 1501: so the tables of ICU4X, the Unicode Consortium's library (`calendrical_calculations::persian`).
    """
    leap_days = (8 * year + 21) // 33 - (8 * 1400 + 21) // 33
    return date(2021, 3, 21).toordinal() + 365 * (year - 1400) + leap_days


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
