import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.catalogue.amounts import clean_number, part_currencies

SPELLINGS = {"€": "EUR", "eur": "EUR", "euros": "EUR", "یورو": "EUR", "$": "USD", "us$": "USD", "usd": "USD"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,600,000", "1600000"),
        ("۱٬۶۰۰٬۰۰۰", "1600000"),
        ("1 600 000", "1600000"),
        ("1600000.0", "1600000"),
        ("۱٫۵", "1.5"),
        ("1.2 billion", "1200000000"),
        ("1.2bn", "1200000000"),
        ("۱٫۲ میلیارد", "1200000000"),
        ("۱٫۲ ميليارد", "1200000000"),
        ("۲۰ هزار میلیارد", "20000000000000"),
        ("1.625 Billion", "1625000000"),
        ("0.05 million", "50000"),
        ("100 million", "100000000"),
        ("1,250.5 million", "1250500000"),
        ("12 345 thousand", "12345000"),
        # The comma may part thousands or decimals.
        ("1,625 billion", "1,625 billion"),
        ("1,2 billion", "1,2 billion"),
        ("about 2 billion", "about 2 billion"),
        ("2 billion a year", "2 billion a year"),
        ("2-3 billion", "2-3 billion"),
        ("1.6E+09", "1.6E+09"),
        ("1,6", "1,6"),
        ("12,34,567", "12,34,567"),
        ("billion", "billion"),
        ("", ""),
    ],
)
def test_clean_number(text, expected):
    assert clean_number(text) == expected


@given(st.integers(0, 10**15), st.sampled_from(["", ",", "٬", " "]))
def test_a_number_comes_back_however_its_thousands_are_parted(number, mark):
    assert clean_number(f"{number:,}".replace(",", mark)) == str(number)


def parted(amount, currency=""):
    frame = pd.DataFrame([{"amount": amount, "currency": currency}]).assign(_file="f.csv", _row=2)
    return part_currencies(frame, SPELLINGS)


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("€1.2bn", "", ("1.2bn", "EUR")),
        ("1.2bn €", "", ("1.2bn", "EUR")),
        ("EUR 1,200,000", "", ("1,200,000", "EUR")),
        ("1.2 billion euros", "", ("1.2 billion", "EUR")),
        ("۱٫۲ میلیارد یورو", "", ("1٫2 میلیارد", "EUR")),
        ("US$ 5m", "", ("5m", "USD")),
        ("€5", "یورو", ("5", "یورو")),
        # Nothing that is known to be a currency, or two of them.
        ("5 shekel", "", ("5 shekel", "")),
        ("about €5", "", ("about €5", "")),
        ("€5 USD", "", ("€5 USD", "")),
        ("5", "EUR", ("5", "EUR")),
        ("", "", ("", "")),
    ],
)
def test_a_currency_goes_from_the_amount_to_its_column(amount, currency, expected):
    found, log, problems = parted(amount, currency)
    assert tuple(found.loc[0, ["amount", "currency"]]) == expected
    assert problems == [] and bool(log) == (expected != (amount, currency))


def test_both_changes_are_logged():
    assert parted("€1.2bn")[1] == [
        ("f.csv", 2, "amount", "€1.2bn", "1.2bn", "currency_of_amount"),
        ("f.csv", 2, "currency", "", "EUR", "currency_of_amount"),
    ]


def test_two_currencies_are_refused():
    found, log, (problem,) = parted("€1.2bn", "USD")
    assert str(problem) == "f.csv:2:amount: €1.2bn — an amount in EUR, but the currency is USD; one currency"
    assert found.loc[0, "amount"] == "€1.2bn" and log == []
