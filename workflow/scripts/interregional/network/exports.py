"""The network with its measures, in the files of other programs."""

from __future__ import annotations

import re
from io import BytesIO

import networkx as nx
import pandas as pd

from interregional.tables.files import records


def with_measures(graph: nx.Graph, nodes: pd.DataFrame) -> nx.Graph:
    """A copy of the graph whose nodes carry the columns of the node table, for export."""
    exported = nx.Graph()
    for node in records(nodes):
        exported.add_node(node.pop("code"), **node)
    exported.add_edges_from(graph.edges(data=True))
    return exported


def graphml(graph: nx.Graph) -> str:
    """The network as GraphML."""
    buffer = BytesIO()
    nx.write_graphml_xml(graph, buffer, encoding="utf-8")
    return buffer.getvalue().decode("utf-8")


def gexf(graph: nx.Graph) -> str:
    """The network as GEXF, without the day of writing, which would change the file every day."""
    buffer = BytesIO()
    nx.write_gexf(graph, buffer, encoding="utf-8")
    return re.sub(r' lastmodifieddate="[^"]*"', "", buffer.getvalue().decode("utf-8"))
