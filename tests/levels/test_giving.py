from decimal import Decimal

import pandas as pd
import pytest

from interregional.levels.giving import compare_giving, constant_prices
from tests.conftest import events_table

RULE = {"minimum_flows": 2, "ratio": 2}
PRICES = pd.DataFrame(
    [
        ("2000", "USD", "1", "50"),
        ("2010", "USD", "1", "100"),
        ("2000", "EUR", "0.5", ""),
        ("2010", "EUR", "0.8", ""),
        ("2030", "EUR", "0.8", ""),
    ],
    columns=["year", "currency", "per_dollar", "price_index"],
)
MONEY = {"source": "EU", "target": "AU", "directed": "yes", "event_type": "funding", "resource": "economic"}


@pytest.fixture
def priced(codebook):
    return type(codebook)(**{**vars(codebook), "prices": PRICES})


def given_by(codebook, *events, flows=(0, 0), balance="undetermined"):
    dyads = pd.DataFrame(
        [("AU", "EU", balance, *flows)], columns=["actor_a", "actor_b", "balance", "flow_ab", "flow_ba"]
    )
    return compare_giving(events_table(*events), dyads, codebook, RULE).iloc[0]


def test_prices_are_in_dollars_of_the_last_year(priced):
    assert constant_prices(priced) == {
        ("USD", 2000): Decimal(2),
        ("USD", 2010): Decimal(1),
        ("EUR", 2000): Decimal(4),
        ("EUR", 2010): Decimal("1.25"),
    }


def test_sums_kinds_and_what_has_no_price(priced):
    found = given_by(
        priced,
        {**MONEY, "amount": "100", "currency": "EUR", "start": "2000"},
        {**MONEY, "amount": "40", "currency": "EUR", "start": "2000", "part_of": "E1"},
        {**MONEY, "amount": "8", "currency": "EUR", "start": "2008", "end": "2012"},
        {**MONEY, "amount": "5", "currency": "GBP", "start": "2010"},
        {**MONEY, "amount": "5", "currency": "EUR"},
        {**MONEY, "event_type": "training", "resource": "human"},
        {**MONEY, "source": "AU", "target": "EU", "amount": "3", "currency": "USD", "start": "2010-05"},
        flows=(1, 6),
    )
    assert found[["kinds_ab", "kinds_ba"]].tolist() == ["economic 1", "economic 5;human 1"]
    assert found[["constant_ab", "constant_ba"]].tolist() == ["3", "410"]
    assert found[["unpriced", "doubtful"]].tolist() == ["E4;E5", "E3"]


def test_who_decides_and_who_carries_out(codebook):
    found = given_by(
        codebook,
        {"source": "AU", "target": "EU", "event_type": "agreement"},
        {**MONEY, "event_type": "strategy", "resource": "none"},
        {**MONEY, "event_type": "operation"},
        {"source": "AU", "target": "EU", "event_type": "exercise"},
        {"source": "AU", "target": "EU", "event_type": "summit"},
    )
    assert found[["decides_a", "decides_b", "decides_both"]].tolist() == [0, 1, 1]
    assert found[["carries_out_a", "carries_out_b", "carries_out_both"]].tolist() == [0, 1, 1]


def test_what_would_decide_an_open_balance(codebook):
    needed, note = given_by(codebook, MONEY, flows=(0, 1))[["needed", "note"]]
    assert needed == 1
    assert note == (
        "0 from the first and 1 from the second: asymmetric; 1 from the first and 0 from the second: symmetric"
    )
    assert given_by(codebook, MONEY, flows=(0, 2), balance="asymmetric")[["needed", "note"]].tolist() == [0, ""]
