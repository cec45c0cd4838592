import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.replication.agreement import NOMINAL, STATISTICS, alpha, bootstrap, confusion, kappa, measure
from interregional.tables.text import shown

# 50 units, two coders: both yes 20, first only 5, second only 10, both no 15.
YES_NO = ([1] * 25 + [0] * 25, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15)
LEVELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30)


def test_cohens_kappa_of_a_textbook_table():
    assert kappa(None)(*YES_NO, 2) == pytest.approx(0.4)


@pytest.mark.parametrize(("weights", "power"), [("linear", 1), ("quadratic", 2)])
def test_weighted_kappa_against_its_definition(weights, power):
    first, second = [0, 0, 1, 1, 2, 2, 2], [0, 1, 1, 2, 2, 2, 0]
    n = len(first)
    seen = sum(abs(a - b) ** power for a, b in zip(first, second)) / n
    chance = sum(abs(a - b) ** power for a in first for b in second) / n**2
    assert kappa(weights)(first, second, 3) == pytest.approx(1 - seen / chance)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Krippendorff, Computing Krippendorff's alpha-reliability (2011), examples A and B.
        ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], 0.095),
        ([0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0], [1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3], 0.692),
    ],
)
def test_krippendorffs_alpha_of_his_own_examples(first, second, expected):
    assert alpha("nominal")(first, second, 5) == pytest.approx(expected, abs=0.0005)


def test_ordinal_alpha_forgives_near_misses():
    first, near, far = [0, 1, 2, 3, 4, 4], [0, 1, 2, 3, 4, 3], [0, 1, 2, 3, 4, 0]
    assert alpha("ordinal")(first, near, 5) > alpha("ordinal")(first, far, 5)


@given(LEVELS)
def test_agreement_with_oneself_is_complete_or_undefined(pairs):
    first = [a for a, _ in pairs]
    for statistic in (*STATISTICS.values(), *NOMINAL.values()):
        value = statistic(first, first, 5)
        assert math.isnan(value) or value == pytest.approx(1)


@given(LEVELS)
def test_the_two_sides_are_alike(pairs):
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    for statistic in STATISTICS.values():
        one, other = statistic(first, second, 5), statistic(second, first, 5)
        assert (math.isnan(one) and math.isnan(other)) or one == pytest.approx(other)


def tabled(pairs, size):
    table = np.zeros((1, size, size))
    for one, other in pairs:
        table[0, one, other] += 1
    return table


@given(LEVELS)
def test_many_tables_at_once_give_what_the_libraries_give_for_each(pairs):
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    for name, statistic in {**STATISTICS, **NOMINAL}.items():
        [found] = statistic.of_tables(tabled(pairs, 5))
        assert found == pytest.approx(statistic(first, second, 5), abs=1e-12, nan_ok=True), name


@given(LEVELS, st.integers(0, 1000))
def test_a_bootstrap_draws_units_one_draw_after_the_other(pairs, seed):
    first, second = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(20):
        chosen = generator.integers(0, len(first), len(first))
        found.append(STATISTICS["agreement"](first[chosen].tolist(), second[chosen].tolist(), 5))
    expected = np.quantile(found, [0.025, 0.975]).tolist()
    assert bootstrap(STATISTICS["agreement"], first.tolist(), second.tolist(), 5, 20, seed) == pytest.approx(expected)


def test_confusion():
    table = confusion(["a", "a", "b"], ["a", "b", "b"], ["a", "b", "c"])
    assert table.to_numpy().tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 0]]


def test_the_bootstrap_is_seeded_and_holds_the_value():
    low, high = bootstrap(kappa(None), *YES_NO, 2, 200, 1)
    assert (low, high) == bootstrap(kappa(None), *YES_NO, 2, 200, 1)
    assert low < 0.4 < high


def test_what_is_not_defined_is_left_empty():
    rows = measure(["a", "a"], ["a", "a"], ["a", "b"], NOMINAL, 100, 1)
    assert rows == [
        ("agreement", 2, "1.0000", "1.0000", "1.0000"),
        ("kappa", 2, "", "", ""),
        ("alpha_nominal", 2, "", "", ""),
    ]
    assert measure([], [], ["a"], {"agreement": STATISTICS["agreement"]}, 100, 1) == [("agreement", 0, "", "", "")]
    assert shown(-0.0) == "0.0000"
