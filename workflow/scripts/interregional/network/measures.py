"""Measures of actors and of the whole network."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
import pandas as pd

DECIMALS = 6


MEASURES = [
    "degree", "figure_1_degree", "in_degree", "out_degree", "flows_in", "flows_out", "strength",
    "betweenness", "eigenvector", "hub", "authority", "core_number",
]  # fmt: skip


def measure_nodes(graph: nx.Graph, flows: nx.DiGraph, figure_levels: Sequence[str]) -> pd.DataFrame:
    """Measures of each actor.

    Returns:
        code, names, kind and region, and: degree (ties), figure_1_degree (ties of the levels
        that Figure 1 draws), in_degree and out_degree (actors from and to which something
        flows), flows_in and flows_out (transfers), strength (sum of level ranks), betweenness
        (Freeman, normalised, unweighted), eigenvector (weighted by rank, in the largest
        component, 0 elsewhere), hub and authority (Kleinberg's HITS on transfers), core_number.
        Rounded to six decimals.
    """
    betweenness = nx.betweenness_centrality(graph)
    eigenvector = _eigenvector(graph)
    hubs, authorities = _hits(flows)
    core = nx.core_number(graph)
    rows = []
    for code, actor in graph.nodes(data=True):
        drawn = sum(tie["level"] in figure_levels for _, _, tie in graph.edges(code, data=True))
        rows.append(
            {
                "code": code, **actor,
                "degree": graph.degree(code), "figure_1_degree": drawn,
                "in_degree": flows.in_degree(code), "out_degree": flows.out_degree(code),
                "flows_in": flows.in_degree(code, weight="weight"),
                "flows_out": flows.out_degree(code, weight="weight"),
                "strength": graph.degree(code, weight="rank"),
                "betweenness": _rounded(betweenness[code]), "eigenvector": _rounded(eigenvector[code]),
                "hub": _rounded(hubs[code]), "authority": _rounded(authorities[code]),
                "core_number": core[code],
            }
        )  # fmt: skip
    columns = ["code", "name_en", "name_fa", "label_en", "label_fa", "kind", "region", *MEASURES]
    return pd.DataFrame(rows, columns=columns)


def measure_network(graph: nx.Graph, flows: nx.DiGraph, figure_levels: Sequence[str]) -> pd.DataFrame:
    """Measures of the whole, for all ties and for those that Figure 1 draws.

    Returns:
        network (all, figure_1), measure, value. Measures: nodes, ties, density, centralisation
        (Freeman, of degree), transitivity, gini_degree; and of the flows among the same nodes
        reciprocity (share of directed links that are returned), gini_flows_out.
    """
    drawn = [(a, b) for a, b, tie in graph.edges(data=True) if tie["level"] in figure_levels]
    rows = []
    for name, part in (("all", graph), ("figure_1", graph.edge_subgraph(drawn))):
        among = flows.subgraph(part.nodes)
        degrees = [degree for _, degree in part.degree()]
        given = [degree for _, degree in among.out_degree(weight="weight")]
        values = {
            "nodes": part.number_of_nodes(),
            "ties": part.number_of_edges(),
            "density": nx.density(part),
            "centralisation": centralisation(degrees),
            "transitivity": nx.transitivity(part),
            "gini_degree": gini(degrees),
            "reciprocity": nx.reciprocity(among) if among.number_of_edges() else 0.0,
            "gini_flows_out": gini(given),
        }
        rows += [(name, measure, _rounded(value)) for measure, value in values.items()]
    return pd.DataFrame(rows, columns=["network", "measure", "value"])


def centralisation(degrees: Sequence[int]) -> float:
    """Freeman's degree centralisation: 1 for a star, 0 where all degrees are equal or nodes < 3."""
    n = len(degrees)
    if n < 3:
        return 0.0
    return sum(max(degrees) - degree for degree in degrees) / ((n - 1) * (n - 2))


def gini(values: Sequence[int]) -> float:
    """Gini coefficient of non-negative whole numbers: 0 where all are equal or all are 0."""
    total, n = sum(values), len(values)
    if total == 0:
        return 0.0
    ranked = sum(place * value for place, value in enumerate(sorted(values), start=1))
    return (2 * ranked - (n + 1) * total) / (n * total)


def _eigenvector(graph: nx.Graph) -> dict[str, float]:
    if graph.number_of_edges() == 0:
        return dict.fromkeys(graph, 0.0)
    largest = max(nx.connected_components(graph), key=lambda nodes: (len(nodes), sorted(nodes)))
    part = graph.subgraph(sorted(largest))
    found: dict[str, float] = nx.eigenvector_centrality(part, max_iter=10_000, tol=1e-10, weight="rank")
    return dict.fromkeys(graph, 0.0) | found


def _hits(flows: nx.DiGraph) -> tuple[dict[str, float], dict[str, float]]:
    """Hubs and authorities (Kleinberg 1999), by the power method from an even start.

    networkx.hits divides by zero where two actors give each other as much, hence not that.
    """
    codes = sorted(flows)
    if flows.number_of_edges() == 0:
        return dict.fromkeys(codes, 0.0), dict.fromkeys(codes, 0.0)
    matrix = nx.to_numpy_array(flows, nodelist=codes, weight="weight")
    authorities = np.ones(len(codes))
    for _ in range(10_000):
        hubs = matrix @ authorities
        hubs /= hubs.sum()
        after = matrix.T @ hubs
        after /= after.sum()
        done = np.abs(after - authorities).max() < 1e-12
        authorities = after
        if done:
            break
    return dict(zip(codes, hubs.tolist())), dict(zip(codes, authorities.tolist()))


def _rounded(value: float) -> float:
    # The sum with 0.0 turns a negative zero, which prints with a sign, into zero.
    return round(float(value), DECIMALS) + 0.0
