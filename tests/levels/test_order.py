import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from interregional.levels.order import compare_with_levels, dominance, order_dyads, profiles


def dyads(*rows):
    cells = [(f"A{place}", "B", *row) for place, row in enumerate(rows)]
    return pd.DataFrame(cells, columns=["actor_a", "actor_b", "indicators", "level"])


CHAIN = dyads(
    ("N1", "nominal"), ("N1;S2", "institutionalised"), ("I1", "initial"), ("N1;S2;A1", "nominal"), ("", "none")
)


def test_places_in_the_order():
    found = order_dyads(CHAIN).set_index("actor_a")
    columns = ["height", "below", "above", "equal", "incomparable", "rank_low", "rank_high"]
    assert found[columns].to_dict("index") == {
        "A0": dict(zip(columns, (0, 0, 2, 0, 1, 1, 2))),
        "A1": dict(zip(columns, (1, 1, 1, 0, 1, 2, 3))),
        "A2": dict(zip(columns, (0, 0, 0, 0, 3, 1, 4))),
        "A3": dict(zip(columns, (2, 2, 0, 0, 1, 3, 4))),
    }
    # The local model: (below + 1) (n + 1) / (n + 1 - incomparable).
    assert found["rank_mean"].to_dict() == {"A0": "1.2500", "A1": "2.5000", "A2": "2.5000", "A3": "3.7500"}


def test_equal_dyads_share_the_middle_of_their_ranks():
    found = order_dyads(dyads(("N1", "nominal"), ("N1;S2", "nominal"), ("N1;S2", "nominal")))
    assert found[["rank_mean", "equal"]].to_numpy().tolist() == [["2.5000", 1], ["2.5000", 1], ["1.0000", 0]]


def test_only_neighbours_are_joined_in_the_diagram():
    graph = dominance(profiles(CHAIN))
    assert {(len(high), len(low)) for high, low in graph.edges} == {(3, 2), (2, 1)}


def test_what_of_the_levels_follows_from_dominance(codebook):
    found = {row[1]: (row[2], row[5]) for row in compare_with_levels(CHAIN, codebook)}
    assert found == {
        "pairs_comparable": ("0.5000", 6),
        "ranked_by_level_that_dominance_ranks": ("0.4000", 5),
        "ranked_by_dominance_that_levels_rank": ("0.6667", 3),
    }
    assert compare_with_levels(CHAIN[CHAIN["indicators"] == ""], codebook) == []


@given(st.lists(st.sets(st.sampled_from(["N1", "I1", "S2", "A1"]), min_size=1), min_size=1, max_size=9))
def test_mean_ranks_lie_between_the_bounds_and_agree_with_dominance(sets):
    table = order_dyads(dyads(*((";".join(sorted(one)), "nominal") for one in sets)))
    means = table["rank_mean"].astype(float)
    assert ((table["rank_low"] - 1e-9 <= means) & (means <= table["rank_high"] + 1e-9)).all()
    shown = [set(cell.split(";")) for cell in table["indicators"]]
    for one, high in zip(shown, means):
        assert all(low <= high + 1e-9 for other, low in zip(shown, means) if other < one)
