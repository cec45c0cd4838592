import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from interregional.tables.shares import exact_interval


@given(st.integers(1, 200).flatmap(lambda cases: st.tuples(st.integers(0, cases), st.just(cases))))
def test_the_exact_interval_is_that_of_scipy(counts):
    expected = binomtest(*counts).proportion_ci(0.95, "exact")
    assert exact_interval(*counts) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_three_of_three_leave_much_open():
    low, high = exact_interval(3, 3)
    assert (round(low, 2), high) == (0.29, 1.0)


def test_no_case_has_no_interval():
    assert all(math.isnan(end) for end in exact_interval(0, 0))
