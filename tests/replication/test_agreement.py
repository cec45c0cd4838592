"""Agreement of two codings, against the published examples and the libraries that measure one table at a time."""

import math
import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from interregional.replication import agreement
from interregional.replication.agreement import NOMINAL, STATISTICS, alpha, bootstrap, kappa, measure, tables_of
from interregional.tables.text import shown

# 50 units, two coders: both yes 20, first only 5, second only 10, both no 15.
YES_NO = ([1] * 25 + [0] * 25, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15)
LEVELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30)


def value(statistic, first, second, size):
    [found] = statistic(tables_of(first, second, size))
    return float(found)


def library(name, first, second, size):
    """The same statistic by statsmodels or krippendorff; what these leave undefined is NaN."""
    if name.startswith("alpha"):
        if len({*first, *second}) < 2:
            return math.nan
        level = name.removeprefix("alpha_")
        return krippendorff.alpha(
            np.array([first, second], float), level_of_measurement=level, value_domain=np.arange(size)
        )
    if name == "agreement":
        return np.mean(np.equal(first, second))
    [table] = tables_of(first, second, size)
    weights = {"kappa": None, "kappa_linear": "linear", "kappa_quadratic": "fc"}[name]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        found = cohens_kappa(table, wt=weights, return_results=False)
    return found if np.isfinite(found) else math.nan


def test_cohens_kappa_of_a_textbook_table():
    assert value(kappa(None), *YES_NO, 2) == pytest.approx(0.4)


@pytest.mark.parametrize(("weights", "power"), [("linear", 1), ("quadratic", 2)])
def test_weighted_kappa_against_its_definition(weights, power):
    first, second = [0, 0, 1, 1, 2, 2, 2], [0, 1, 1, 2, 2, 2, 0]
    n = len(first)
    seen = sum(abs(a - b) ** power for a, b in zip(first, second)) / n
    chance = sum(abs(a - b) ** power for a in first for b in second) / n**2
    assert value(kappa(weights), first, second, 3) == pytest.approx(1 - seen / chance)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Krippendorff, Computing Krippendorff's alpha-reliability (2011), examples A and B.
        ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], 0.095),
        ([0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0], [1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3], 0.692),
    ],
)
def test_krippendorffs_alpha_of_his_own_examples(first, second, expected):
    assert value(alpha("nominal"), first, second, 5) == pytest.approx(expected, abs=0.0005)


def test_ordinal_alpha_forgives_near_misses():
    first, near, far = [0, 1, 2, 3, 4, 4], [0, 1, 2, 3, 4, 3], [0, 1, 2, 3, 4, 0]
    assert value(alpha("ordinal"), first, near, 5) > value(alpha("ordinal"), first, far, 5)


@given(LEVELS)
def test_agreement_with_oneself_is_complete_or_undefined(pairs):
    first = [a for a, _ in pairs]
    for statistic in (*STATISTICS.values(), *NOMINAL.values()):
        found = value(statistic, first, first, 5)
        assert math.isnan(found) or found == pytest.approx(1)


@given(LEVELS)
def test_the_two_sides_are_alike(pairs):
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    for statistic in STATISTICS.values():
        one, other = value(statistic, first, second, 5), value(statistic, second, first, 5)
        assert (math.isnan(one) and math.isnan(other)) or one == pytest.approx(other)


@given(st.lists(LEVELS.filter(lambda pairs: len(pairs) >= 4), min_size=1, max_size=3))
def test_samples_measured_at_once_give_what_the_libraries_give_for_each(samples):
    units = min(len(pairs) for pairs in samples)
    first, second = ([[pair[side] for pair in pairs[:units]] for pairs in samples] for side in (0, 1))
    for name, statistic in {**STATISTICS, **NOMINAL}.items():
        expected = [library(name, one, other, 5) for one, other in zip(first, second)]
        assert statistic(tables_of(first, second, 5)) == pytest.approx(expected, abs=1e-12, nan_ok=True), name


@given(LEVELS, st.integers(0, 1000))
def test_a_bootstrap_draws_units_one_draw_after_the_other(pairs, seed):
    first, second = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(20):
        chosen = generator.integers(0, len(first), len(first))
        found.append(np.mean(first[chosen] == second[chosen]))
    expected = np.quantile(found, [0.025, 0.975]).tolist()
    assert bootstrap(STATISTICS["agreement"], first.tolist(), second.tolist(), 5, 20, seed) == pytest.approx(expected)


def test_confusion():
    table = agreement.confusion(["a", "a", "b"], ["a", "b", "b"], ["a", "b", "c"])
    assert table.to_numpy().tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 0]]


def test_the_bootstrap_is_seeded_and_holds_the_value():
    low, high = bootstrap(kappa(None), *YES_NO, 2, 200, 1)
    assert (low, high) == bootstrap(kappa(None), *YES_NO, 2, 200, 1)
    assert low < 0.4 < high


def test_what_is_not_defined_is_left_empty():
    rows = measure(["a", "a"], ["a", "a"], ["a", "b"], NOMINAL, 100, 1)
    assert rows == [
        ("agreement", 2, "1.0000", "0.1581", "1.0000", "exact interval"),
        ("kappa", 2, "", "", "", "fewer than ten units: no interval"),
        ("alpha_nominal", 2, "", "", "", "fewer than ten units: no interval"),
    ]
    nothing = measure([], [], ["a"], {"agreement": STATISTICS["agreement"]}, 100, 1)
    assert nothing == [("agreement", 0, "", "", "", "exact interval")]
    assert shown(-0.0) == "0.0000"
