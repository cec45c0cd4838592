import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.network.chance import (
    CHANCE_COLUMNS,
    compare_with_attention,
    compare_with_direction,
    draw_partners,
    measure_chance,
)
from tests.conftest import events_table

RULE = {"minimum_flows": 2, "ratio": 2}


def dyads(*flows):
    return pd.DataFrame(flows, columns=["flow_ab", "flow_ba"])


def told(*pairs):
    return events_table(*({"source": a, "target": b} for a, b in pairs)).assign(indicators="N1")


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20), st.integers(0, 99))
def test_every_actor_keeps_its_number_of_events(pairs, seed):
    slots = np.array(pairs)
    dealt = draw_partners(slots, np.random.default_rng(seed))
    assert sorted(dealt.ravel().tolist()) == sorted(slots.ravel().tolist())


def test_nobody_meets_itself_where_that_can_be_helped():
    slots = np.array([[0, 1], [0, 2], [0, 3], [1, 2]])
    generator = np.random.default_rng(1)
    drawn = [draw_partners(slots, generator) for _ in range(50)]
    assert all((dealt[:, 0] != dealt[:, 1]).all() for dealt in drawn)


def test_an_actor_of_many_events_with_one_partner_is_less_central_than_attention_gives(codebook, readings):
    events = told(*[("A", "B")] * 6, ("C", "D"), ("E", "F"), ("C", "G"), ("E", "H"))
    found = compare_with_attention(events, readings["definitions"]["levels"], codebook, 200, 3)
    rows = {(row[0], row[1]): row for row in found}
    degree = rows["A", "degree"]
    assert degree[2] == "1.0000" and float(degree[3]) > 2 and float(degree[6]) == 1 and degree[7] == 6
    assert {row[1] for row in found} == {"degree", "strength", "betweenness"}
    assert found == compare_with_attention(events, readings["definitions"]["levels"], codebook, 200, 3)


def test_directions_by_chance_are_exact():
    """Two dyads of two transfers: each is one-way with chance 1/2 and, with a ratio of 2, not symmetric then."""
    found = {row[1]: row for row in compare_with_direction(dyads((2, 0), (0, 2), (1, 0)), RULE)}
    assert [float(cell) for cell in found["one_way_dyads"][2:7]] == [2, 1, 0, 2, 0.25]
    assert found["one_way_dyads"][7] == 2
    four = {row[1]: row for row in compare_with_direction(dyads((3, 1)), RULE)}
    assert float(four["one_way_dyads"][3]) == pytest.approx(2 / 16)
    assert float(four["asymmetric_dyads"][3]) == pytest.approx(10 / 16)


def test_an_edition_without_evidence_has_no_hubs(codebook, readings):
    found = measure_chance(
        told(("A", "B")).assign(indicators=""), dyads(), readings["definitions"]["levels"], codebook, RULE, 10, 1
    )
    assert list(found.columns) == CHANCE_COLUMNS and set(found["item"]) == {"all dyads"}
