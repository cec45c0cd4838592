from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.tables.dates import first_day, is_date, last_day, normalise


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
