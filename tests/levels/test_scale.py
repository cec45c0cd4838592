"""Scale coefficients against a published example, and what they must give at the extremes."""

import numpy as np
import pandas as pd
import pytest

from interregional.levels.scale import SCALE_COLUMNS, loevinger, measure_scale, reproducibility


def dyads(*indicators):
    rows = [(f"A{place:02d}", "B", told) for place, told in enumerate(indicators)]
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "indicators"])


def cells(*counts):
    """Units × items from counts of patterns, as one sample."""
    return np.array([[pattern for pattern, count in counts for _ in range(count)]], dtype=float)


def test_two_items_of_the_textbook():
    """Items of means 0.6 and 0.2 among 100: 8 errors are expected; with 2, H is 1 - 2/8."""
    independent = cells(((0, 0), 32), ((1, 0), 48), ((0, 1), 8), ((1, 1), 12))
    assert loevinger(independent) == pytest.approx([0])
    assert loevinger(cells(((0, 0), 38), ((1, 0), 42), ((0, 1), 2), ((1, 1), 18))) == pytest.approx([0.75])


def test_a_perfect_scale_and_its_reverse():
    ladder = cells(((0, 0, 0), 2), ((1, 0, 0), 3), ((1, 1, 0), 3), ((1, 1, 1), 2))
    assert loevinger(ladder) == pytest.approx([1]) and reproducibility(ladder) == pytest.approx([1])
    assert loevinger(ladder[:, :, ::-1])[0] < 1 and reproducibility(ladder[:, :, ::-1])[0] < 1


def test_one_error_in_twelve_cells_counts_twice():
    """Pattern (0, 1, 0) has one level, so (1, 0, 0) is predicted: two cells are wrong."""
    assert reproducibility(cells(((1, 0, 0), 3), ((0, 1, 0), 1))) == pytest.approx([1 - 2 / 12])


def test_items_that_all_or_none_have_allow_no_error():
    assert np.isnan(loevinger(cells(((1, 0), 5)))).all()


def test_the_table_names_orders_pairs_levels_and_dyads(codebook):
    table = measure_scale(dyads("N1", "N1;S2", "S2;A1", "", "N2;I1;S3;A3"), codebook, 50, 1)
    assert list(table.columns) == SCALE_COLUMNS
    found = table.set_index(["item", "statistic"])
    assert found.loc[("A02-B", "errors"), ["value", "note"]].tolist() == ["4", "institutionalised;advanced"]
    assert found.loc[("nominal", "share_of_dyads"), ["value", "n"]].tolist() == ["0.7500", 4]
    assert found.loc[("order of frequency", "loevinger_h"), "note"].startswith("nominal < institutionalised < advanced")
    assert "A03-B" not in set(table["item"])
    few = found.loc[("order of the codebook", "loevinger_h")]
    assert (few["low"], few["high"]) == ("", "") and "fewer than ten" in few["note"]


def test_intervals_are_seeded_and_hold_the_value(codebook):
    table = dyads(*["N1"] * 4, *["N1;S2"] * 4, *["S2;A1"] * 4)
    one, other = (measure_scale(table, codebook, 200, 7) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)
    row = one.set_index(["item", "statistic"]).loc[("order of the codebook", "loevinger_h")]
    assert float(row["low"]) <= float(row["value"]) <= float(row["high"])


def test_without_evidence_the_table_is_empty(codebook):
    assert measure_scale(dyads(""), codebook, 10, 1).empty
