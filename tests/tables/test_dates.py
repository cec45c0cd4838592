import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.tables.dates import (
    SOLAR_YEARS,
    counted_day,
    first_day,
    gregorian_day,
    gregorian_span,
    is_date,
    last_day,
    normalise,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2003", "2003"),
        ("۲۰۰۳", "2003"),
        ("2003/3/7", "2003-03-07"),
        ("2003.11", "2003-11"),
        ("1990s", "199X"),
        ("199x", "199X"),
        ("دههٔ ۱۹۹۰", "199X"),
        ("دهه ۱۹۹۰", "199X"),
        ("17 March 2003", "2003-03-17"),
        ("March 2003", "2003-03"),
        ("Mar 17, 2003", "2003-03-17"),
        ("۲۰ ژوئیه ۱۹۶۳", "1963-07-20"),
        ("1990", "1990"),
        ("۲ مرداد ۱۳۹۹", "1399-05-02"),
        ("2 Mordad 1399", "1399-05-02"),
        ("۱۴۰۰/۵/۲", "1400-05-02"),
        ("2 Mordad 2020", "2 Mordad 2020"),
        ("17 March 1399", "17 March 1399"),
        ("03/04/2003", "03/04/2003"),
        ("37712", "37712"),
        ("soon", "soon"),
    ],
)
def test_normalise(text, expected):
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2003-02-28", True),
        ("2003-02-29", False),
        ("2003-13", False),
        ("2003", True),
        ("199X", True),
        ("199X-01", False),
        ("1394", False),
        ("2003-1", False),
        ("37712", False),
        ("", False),
    ],
)
def test_is_date(text, expected):
    assert is_date(text) is expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2004", date(2004, 1, 1), date(2004, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2004-02-03", date(2004, 2, 3), date(2004, 2, 3)),
    ],
)
def test_first_and_last_day(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_a_date_and_itself(day):
    text = day.isoformat()
    assert is_date(text)
    assert normalise(text) == text
    assert first_day(text) == last_day(text) == day


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("solar", "expected"),
    [
        # New years, after leap years and others, and days that everybody knows.
        ("1304-01-11", "1925-03-31"),
        ("1354-01-01", "1975-03-21"),
        ("1357-11-22", "1979-02-11"),
        ("1375-01-01", "1996-03-20"),
        ("1376-01-01", "1997-03-21"),
        ("1399-01-01", "2020-03-20"),
        ("1400-01-01", "2021-03-21"),
        ("1403-01-01", "2024-03-20"),
        ("1404-01-01", "2025-03-21"),
        ("1394-04-23", "2015-07-14"),
        ("1399-05-02", "2020-07-23"),
        ("1399-12-30", "2021-03-20"),
        ("1403-12-30", "2025-03-20"),
        # No such day, no such month, another calendar, no day.
        ("1400-12-30", "1400-12-30"),
        ("1399-07-31", "1399-07-31"),
        ("1399-13-01", "1399-13-01"),
        ("1420-01-01", "1420-01-01"),
        ("2003-01-01", "2003-01-01"),
        ("1399-05", "1399-05"),
        ("soon", "soon"),
    ],
)
def test_a_day_of_the_solar_hijri_calendar(solar, expected):
    assert gregorian_day(solar) == expected


@pytest.mark.parametrize(
    ("solar", "expected"),
    [
        ("1399", "2020"),
        ("1399-05", "2020-08"),
        ("1399-01", "2020-04"),
        ("1399-10", "2021-01"),
        ("1399-12", "2021-03"),
        ("1420", "1420"),
        ("1399-13", "1399-13"),
        ("1399-05-02", "1399-05-02"),
        ("2003", "2003"),
    ],
)
def test_a_year_or_month_of_the_solar_hijri_calendar_is_the_one_with_most_of_its_days(solar, expected):
    assert gregorian_span(solar) == expected


def test_the_days_of_the_solar_years_follow_each_other():
    days = [
        gregorian_day(f"{year}-{month:02d}-{day:02d}")
        for year in SOLAR_YEARS for month in range(1, 13) for day in range(1, 32)
    ]  # fmt: skip
    found = [date.fromisoformat(day) for day in days if is_date(day)]
    assert (found[0], found[-1]) == (date(1921, 3, 21), date(2041, 3, 19))
    assert {(after - before).days for before, after in itertools.pairwise(found)} == {1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("44197", "2021-01-01"),
        ("37712", "2003-04-01"),
        # A year with a digit too many, or no day of this time.
        ("20035", "20035"),
        ("13995", "13995"),
        ("00044", "00044"),
        ("99999", "99999"),
        ("44197.5", "44197.5"),
    ],
)
def test_a_day_that_a_spreadsheet_shows_as_its_number(text, expected):
    assert counted_day(text) == expected
