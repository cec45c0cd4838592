import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.network import graph, measures
from tests.conftest import actors_table

LEVELS = ["institutionalised", "advanced"]
ACTORS = actors_table(AA="regional_organisation", BB="state", CC="forum", DD="state", EE="state")


def dyads_table(*ties):
    """Dyads as (actor_a, actor_b, level, flow_ab, flow_ba)."""
    rows = [
        {
            "actor_a": a, "actor_b": b, "level": level, "flow_ab": ab, "flow_ba": ba,
            "balance": "asymmetric" if ab != ba else "undetermined", "part_whole": "no",
            "event_ids": f"{a}{b}", "dyad_type": "regional-state", "indicators": "S2", "fit": "exact",
        }
        for a, b, level, ab, ba in ties
    ]  # fmt: skip
    return pd.DataFrame(rows)


STAR = dyads_table(
    ("AA", "BB", "advanced", 3, 0),
    ("AA", "CC", "initial", 0, 0),
    ("AA", "DD", "institutionalised", 1, 2),
    ("DD", "EE", "none", 0, 0),
)


@pytest.fixture
def network(codebook):
    return graph.build_graph(STAR, ACTORS, codebook)


def test_graph_has_the_dyads_with_a_level(network):
    assert sorted(network) == ["AA", "BB", "CC", "DD"]
    assert sorted(network.edges) == [("AA", "BB"), ("AA", "CC"), ("AA", "DD")]
    assert network["AA"]["BB"]["rank"] == 4


def test_measures_of_a_star(network):
    flows = graph.build_flow_graph(network)
    nodes = measures.measure_nodes(network, flows, LEVELS).set_index("code")
    hub = nodes.loc["AA"]
    assert hub[["degree", "figure_1_degree", "in_degree", "out_degree"]].tolist() == [3, 2, 1, 2]
    assert hub[["flows_in", "flows_out", "strength", "betweenness", "core_number"]].tolist() == [2, 4, 9, 1.0, 1]
    assert nodes.loc["BB", "authority"] > nodes.loc["DD", "authority"] > 0
    assert nodes.loc["CC", ["hub", "authority"]].tolist() == [0.0, 0.0]
    # Eigenvector of a weighted star: the ends are to each other as their weights, 4 : 2 : 3.
    ends = nodes.loc[["BB", "CC", "DD"], "eigenvector"]
    assert (ends / ends["CC"]).round(4).tolist() == [2.0, 1.0, 1.5]


def test_hubs_where_two_give_each_other_as_much(codebook):
    network = graph.build_graph(dyads_table(("AA", "BB", "advanced", 1, 1)), ACTORS, codebook)
    nodes = measures.measure_nodes(network, graph.build_flow_graph(network), LEVELS)
    assert nodes[["hub", "authority"]].to_numpy().tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_hubs_and_authorities_are_those_of_networkx(network):
    flows = graph.build_flow_graph(network)
    nodes = measures.measure_nodes(network, flows, LEVELS).set_index("code")
    hubs, authorities = nx.hits(flows, max_iter=1000, tol=0, nstart=dict.fromkeys(flows, 1.0))
    assert nodes["hub"].to_dict() == pytest.approx(hubs, abs=1e-5)
    assert nodes["authority"].to_dict() == pytest.approx(authorities, abs=1e-5)


def test_measures_of_the_whole(network):
    table = measures.measure_network(network, graph.build_flow_graph(network), LEVELS)
    found = table.set_index(["network", "measure"])["value"]
    assert found["all", "ties"] == 3
    assert found["all", "density"] == 0.5
    assert found["all", "centralisation"] == 1.0
    assert found["all", "transitivity"] == 0.0
    assert found["figure_1", "nodes"] == 3
    # Three directed links, of which the two between AA and DD return each other.
    assert found["all", "reciprocity"] == pytest.approx(2 / 3, abs=1e-6)


@pytest.mark.parametrize(
    ("values", "expected"), [([], 0), ([0, 0], 0), ([1, 1, 1], 0), ([0, 1], 0.5), ([0, 0, 0, 1], 0.75), ([1, 3], 0.25)]
)
def test_gini(values, expected):
    assert measures.gini(values) == pytest.approx(expected)


@pytest.mark.parametrize(("degrees", "expected"), [([3, 1, 1, 1], 1), ([2, 2, 2], 0), ([1, 1], 0), ([2, 1, 1], 1)])
def test_centralisation(degrees, expected):
    assert measures.centralisation(degrees) == pytest.approx(expected)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20))
def test_gini_lies_between_0_and_1_and_forgets_the_order(values):
    assert 0 <= measures.gini(values) < 1
    assert measures.gini(values) == pytest.approx(measures.gini(sorted(values, reverse=True)))


def test_an_edition_without_ties(codebook):
    network = graph.build_graph(STAR.iloc[3:], ACTORS, codebook)
    flows = graph.build_flow_graph(network)
    assert measures.measure_nodes(network, flows, LEVELS).empty
    assert measures.measure_network(network, flows, LEVELS)["value"].tolist() == [0.0] * 16
    assert list(graph.edge_table(network).columns) == graph.EDGE_COLUMNS


def test_the_columns_of_the_ties_are_told_in_full(network):
    found = {key for _, _, tie in network.edges(data=True) for key in tie}
    assert found - {"weight"} <= set(graph.EDGE_COLUMNS)


def test_drawn_ties_point_from_giver_to_receiver():
    ties = graph.drawn_ties(STAR, LEVELS)
    assert ties[["actor_a", "actor_b", "giver", "receiver"]].to_numpy().tolist() == [
        ["AA", "BB", "AA", "BB"],
        ["AA", "DD", "DD", "AA"],
    ]


def test_rows_in_another_order_give_the_same_network(codebook, network):
    other = graph.build_graph(STAR[::-1], ACTORS[::-1], codebook)
    assert graph.edge_table(other).equals(graph.edge_table(network))
    assert list(other) == list(network)
