from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.levels.flows import asymmetry, balance, find_flows, sum_money, transfers
from tests.conftest import events_table

GIFT = {"source": "EU", "target": "AU", "directed": "yes", "event_type": "funding", "resource": "economic"}
RULE = {"minimum_flows": 2, "ratio": 2}


def by_id(events):
    rows = events.to_dict("records")
    return rows, {row["event_id"]: row for row in rows}


def money(amount, currency="EUR", **more):
    return {**GIFT, "amount": amount, "currency": currency, **more}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({}, 1),
        ({"directed": "no"}, 0),
        ({"event_type": "post"}, 0),
        ({"event_type": "declaration"}, 0),
        ({"event_type": "cut"}, 0),
        ({"event_type": "model", "resource": "none"}, 1),
        ({"recipient": "somebody else"}, 0),
        ({"scope": "none"}, 0),
        ({"dyadic": "no"}, 0),
    ],
)
def test_what_is_a_transfer(codebook, event, expected):
    assert len(transfers(events_table({**GIFT, **event}), codebook)) == expected


def test_parts_of_money_are_not_added_again():
    events = events_table(
        money("1600"), money("510", part_of="E1"), money("10", part_of="E2"), money("7", currency="USD", part_of="E1")
    )
    assert sum_money(*by_id(events)) == {"EUR": Decimal(1600), "USD": Decimal(7)}


def test_part_of_something_without_a_sum_is_added():
    events = events_table({**GIFT}, money("5", part_of="E1"), money("6", part_of="E1"))
    assert sum_money(*by_id(events)) == {"EUR": Decimal(11)}


def test_find_flows(codebook):
    events = events_table(money("5"), {**GIFT}, money("3", currency="USD"), {**GIFT, "source": "AU", "target": "EU"})
    assert find_flows(events, codebook).to_numpy().tolist() == [
        ["AU", "EU", 1, "E4", "", ""],
        ["EU", "AU", 3, "E1;E2;E3", "EUR", "5"],
        ["EU", "AU", 3, "E1;E2;E3", "USD", "3"],
    ]


@pytest.mark.parametrize(
    ("ab", "ba", "index", "called"),
    [
        (0, 0, None, "undetermined"),
        (1, 0, 1.0, "undetermined"),
        (2, 0, 1.0, "asymmetric"),
        (0, 3, -1.0, "asymmetric"),
        (2, 1, 0.333333, "asymmetric"),
        (3, 2, 0.2, "symmetric"),
        (1, 1, 0.0, "symmetric"),
    ],
)
def test_asymmetry_and_balance(ab, ba, index, called):
    assert asymmetry(ab, ba) == index
    assert balance(ab, ba, RULE) == called


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_other_side_sees_the_opposite(ab, ba):
    one, other = asymmetry(ab, ba), asymmetry(ba, ab)
    assert (one is None and other is None) or one == -other
    assert balance(ab, ba, RULE) == balance(ba, ab, RULE)
