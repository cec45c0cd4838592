"""The network of actors: ties with levels, directed flows, and measures of both."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.levels.dyads import DYAD_COLUMNS
from interregional.tables.files import records

EDGE_COLUMNS = [*DYAD_COLUMNS[:2], "rank", *DYAD_COLUMNS[2:]]


def build_graph(dyads: pd.DataFrame, actors: pd.DataFrame, codebook: Codebook) -> nx.Graph:
    """The undirected network of the dyads with a level above `none`.

    Nodes and edges are added in alphabetical order, on which some algorithms depend.

    Args:
        dyads: see `code_dyads`.
        actors: the actors of the edition; those without a tie are left out.
        codebook: gives the ranks of the levels, which are the weights.
    """
    rank = codebook.rank()
    ties = dyads[dyads["level"] != "none"].sort_values(["actor_a", "actor_b"])
    tied = set(ties["actor_a"]) | set(ties["actor_b"])
    graph = nx.Graph()
    for actor in records(actors[actors["code"].isin(tied)].sort_values("code")):
        kept = ("name_en", "name_fa", "label_en", "label_fa", "kind", "region")
        graph.add_node(actor["code"], **{key: actor[key] for key in kept})
    for tie in records(ties):
        a, b = tie.pop("actor_a"), tie.pop("actor_b")
        graph.add_edge(a, b, weight=rank[tie["level"]], rank=rank[tie["level"]], **tie)
    return graph


def build_flow_graph(graph: nx.Graph) -> nx.DiGraph:
    """The directed network of transfers over the same nodes; weight is their number."""
    flows = nx.DiGraph()
    flows.add_nodes_from(graph)
    for one, other, tie in graph.edges(data=True):
        a, b = sorted((one, other))
        for source, target, weight in ((a, b, tie["flow_ab"]), (b, a, tie["flow_ba"])):
            if weight:
                flows.add_edge(source, target, weight=int(weight))
    return flows


def edge_table(graph: nx.Graph) -> pd.DataFrame:
    """The ties as a table, one row a tie, sorted."""
    rows = []
    for one, other, tie in graph.edges(data=True):
        a, b = sorted((one, other))
        rows.append({"actor_a": a, "actor_b": b} | {key: value for key, value in tie.items() if key != "weight"})
    return pd.DataFrame(rows, columns=EDGE_COLUMNS).sort_values(EDGE_COLUMNS[:2], ignore_index=True)


def drawn_ties(dyads: pd.DataFrame, levels: Sequence[str]) -> pd.DataFrame:
    """The dyads of the given levels with what a drawing needs.

    Returns:
        actor_a, actor_b, level, fit (`open` where the evidence allows higher levels too), giver and receiver
        (codes, empty unless asymmetric), event_ids.
    """
    ties = dyads[dyads["level"].isin(levels)].sort_values(["actor_a", "actor_b"])
    rows = []
    for tie in records(ties):
        a, b = tie["actor_a"], tie["actor_b"]
        giver, receiver = ("", "")
        if tie["balance"] == "asymmetric":
            giver, receiver = (a, b) if int(tie["flow_ab"]) > int(tie["flow_ba"]) else (b, a)
        rows.append((a, b, tie["level"], tie["fit"], giver, receiver, tie["event_ids"]))
    columns = ["actor_a", "actor_b", "level", "fit", "giver", "receiver", "event_ids"]
    return pd.DataFrame(rows, columns=columns)
