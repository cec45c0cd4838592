import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.tables.text import (
    LRM,
    MINUS,
    ZWNJ,
    ascii_digits,
    clean_joiners,
    clean_letters,
    clean_spaces,
    fold,
    persian_digits,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  a \t b\u00a0c ", "a b c"), ("\ufeffEU\u200f", "EU"), ("e\u0301", "é"), ("", "")],
)
def test_clean_spaces(text, expected):
    assert clean_spaces(text) == expected


def test_clean_letters_turns_arabic_forms_into_persian():
    assert clean_letters("يورو ك ـ") == "یورو ک "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"می{ZWNJ}{ZWNJ}شود", f"می{ZWNJ}شود"),
        (f"می{ZWNJ} شود", "می شود"),
        (f"{ZWNJ}شود{ZWNJ}", "شود"),
        (f"آسه{ZWNJ}آن", f"آسه{ZWNJ}آن"),
    ],
)
def test_clean_joiners(text, expected):
    assert clean_joiners(text) == expected


def test_ascii_digits_reads_both_alphabets():
    assert ascii_digits("۲۰۰۳ ٢٠٠٤") == "2003 2004"


@pytest.mark.parametrize(
    ("value", "expected"), [(2003, "۲۰۰۳"), ("1.6", "۱٫۶"), ("-3.5", f"{LRM}{MINUS}۳٫۵"), ("a. 1", "a. ۱")]
)
def test_persian_digits(value, expected):
    assert persian_digits(value) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("آسه آن", f"آسه{ZWNJ}آن"),
        ("اتحادیه اروپا", "اتحاديهٔ اروپا"),
        ("اتحادیۀ اروپا", "اتحادیه\u200cاروپا"),
        ("U.S.", "us"),
        ("Euro-Atlantic", "euroatlantic"),
    ],
)
def test_fold_brings_spellings_together(one, other):
    assert fold(one) == fold(other)


def test_fold_keeps_names_apart():
    assert fold("European Union") != fold("African Union")


@given(st.text())
def test_cleaning_a_second_time_changes_nothing(text):
    once = clean_joiners(clean_letters(clean_spaces(text)))
    assert clean_joiners(clean_letters(clean_spaces(once))) == once


@given(st.text())
def test_digits_there_and_back(text):
    latin = ascii_digits(text)
    if not any(mark in latin for mark in ".-٫"):
        assert ascii_digits(persian_digits(latin)) == latin
