import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.exhibits.structure import draw_flows
from interregional.network.marks import MOST_TIES, among_few, foremost
from tests.conftest import unwrapped


def ties(*pairs):
    return pd.DataFrame(pairs, columns=["actor_a", "actor_b"])


def test_the_foremost_dyads_keep_all_their_rows_in_their_order():
    table = ties(("A", "B"), ("A", "C"), ("A", "B"), ("B", "C"), ("C", "D"))
    kept = foremost(table, pd.Series([1, 3, 1, 2, 9]), 2)
    assert kept.index.tolist() == [1, 4]
    assert foremost(table, pd.Series([1, 1, 1, 2, 1]), 2).index.tolist() == [0, 2, 3]


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("CDE")), max_size=20), st.integers(1, 9))
def test_no_more_dyads_than_asked_for_and_none_lost_where_few(pairs, most):
    table = ties(*pairs)
    kept = foremost(table, pd.Series(1, index=table.index), most)
    assert len(set(zip(kept["actor_a"], kept["actor_b"]))) == min(most, len(set(pairs)))


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("DEFG")), max_size=20), st.integers(2, 7))
def test_the_dyads_that_are_kept_are_among_few_actors(pairs, most):
    table = ties(*pairs)
    kept = among_few(table, pd.Series(1, index=table.index), most)
    within = {*kept["actor_a"], *kept["actor_b"]}
    assert len(within) <= most and (len(kept) > 0) is bool(pairs)
    if len({code for pair in pairs for code in pair}) <= most:
        assert kept.equals(table)


def test_who_has_most_evidence_comes_first_where_actors_are_few():
    table = ties(*map(tuple, ("AD", "BE", "BE", "AE")))
    one_each = pd.Series(1, index=table.index)
    assert [among_few(table, one_each, most).index.tolist() for most in (2, 3)] == [[1, 2], [1, 2, 3]]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_figure_says_how_many_dyads_it_leaves_out(wordings, language):
    flows = pd.DataFrame(
        [("HUB", f"A{n:03d}", "1") for n in range(MOST_TIES + 5)], columns=["source", "target", "transfers"]
    )
    names = {code: code for code in {*flows["source"], *flows["target"]}}
    figure = draw_flows(flows, names, wordings[language])
    said = wordings[language]["only_foremost"].format(*map(wordings[language].number, (MOST_TIES, MOST_TIES + 5)))
    # A sentence of its own, after one that ends.
    assert any(re.search(rf"[.!?] {re.escape(said)}$", unwrapped(text.get_text())) for text in figure.texts)
