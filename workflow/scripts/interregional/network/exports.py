"""The network with its measures, in the files of other programs, looking as in Figure 1."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import networkx as nx
import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.network.marks import kind_styles, level_styles, place_actors
from interregional.tables.files import records

# Which columns of the tables are numbers; all others are text. A cell without a number is left out.
WHOLE = [
    "degree", "figure_1_degree", "in_degree", "out_degree", "flows_in", "flows_out", "strength", "core_number", "rank",
    "first_year", "last_year", "flow_ab", "flow_ba",
]  # fmt: skip
DECIMAL = ["betweenness", "eigenvector", "hub", "authority", "asymmetry"]
# One unit of config/layout.csv, and a node, in the units of Gephi.
UNIT, NODE_SIZE = 100.0, 20.0
# The words of GEXF for matplotlib's marks; all others are discs.
_SHAPES = {"s": "square", "^": "triangle", "D": "diamond"}
Spells = Mapping[tuple[str, str], Sequence[tuple[int, int, int]]]


def tie_spells(levels: pd.DataFrame, rank: Mapping[str, int]) -> Spells:
    """For each tie its spells of years in a row at one level: rank of the level, first and last year.

    Args:
        levels: actor_a, actor_b, year (whole numbers) and level; years without a level interrupt a tie.
        rank: level to its rank.
    """
    found: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    held = levels[levels["level"] != "none"].sort_values(["actor_a", "actor_b", "year"])
    for a, b, year, level in zip(held["actor_a"], held["actor_b"], held["year"], held["level"]):
        own = found.setdefault((a, b), [])
        if own and (own[-1][0], own[-1][2]) == (rank[level], year - 1):
            own[-1] = (rank[level], own[-1][1], int(year))
        else:
            own.append((rank[level], int(year), int(year)))
    return found


def drawable(nodes: pd.DataFrame, edges: pd.DataFrame, layout: pd.DataFrame, codebook: Codebook) -> nx.Graph:
    """The network with numbers as numbers, and with the places, sizes, colours and lines of Figure 1.

    Args:
        nodes, edges: the tables of nodes and edges, as text.
        layout: see `marks.place_actors`.
        codebook: gives the looks of kinds and levels.

    Returns:
        A graph whose nodes have x, y, size, color and label too, and its ties weight, color and width, as igraph
        and Gephi call them.
    """
    graph = nx.Graph()
    lines, marks = level_styles(codebook), kind_styles(codebook)
    places = place_actors(nodes["code"], layout) if len(nodes) else {}
    for node in records(nodes):
        code = node.pop("code")
        x, y, _ = places[code]
        looks = {"x": UNIT * x, "y": UNIT * y, "size": NODE_SIZE, "color": marks[node["kind"]]["color"]}
        graph.add_node(code, **_typed(node), label=node["label_en"], **looks)
    for edge in records(edges):
        a, b = edge.pop("actor_a"), edge.pop("actor_b")
        style = lines[edge["level"]]
        looks = {"weight": int(edge["rank"]), "color": style["color"], "width": style["linewidth"]}
        graph.add_edge(a, b, **_typed(edge), **looks)
    return graph


def _typed(cells: Mapping[str, str]) -> dict[str, Any]:
    kinds: dict[str, Any] = dict.fromkeys(WHOLE, int) | dict.fromkeys(DECIMAL, float)
    return {key: kinds.get(key, str)(cell) for key, cell in cells.items() if cell or key not in kinds}


def graphml(graph: nx.Graph) -> str:
    """The network as GraphML."""
    buffer = BytesIO()
    nx.write_graphml_xml(graph, buffer, encoding="utf-8")
    return buffer.getvalue().decode("utf-8")


def gexf(graph: nx.Graph, codebook: Codebook, spells: Spells | None = None) -> str:
    """The network as GEXF, without the day of writing, which would change the file every day.

    Args:
        graph: see `drawable`.
        codebook: gives the looks of kinds and levels.
        spells: see `tie_spells`. With them ties come and go on Gephi's timeline, and have the attribute
            `rank_in_time`; an actor is there from the first year of its ties to their last.
    """
    lines, marks = level_styles(codebook), kind_styles(codebook)
    shown = nx.Graph()
    for code, node in graph.nodes(data=True):
        kept = {key: value for key, value in node.items() if key not in ("x", "y", "size", "color")}
        viz = {
            "color": _channels(node["color"]),
            "size": node["size"],
            "shape": _SHAPES.get(marks[node["kind"]]["marker"], "disc"),
            "position": {"x": node["x"], "y": node["y"], "z": 0.0},
        }
        years = [year for dyad, own in (spells or {}).items() if code in dyad for _, *pair in own for year in pair]
        shown.add_node(code, **kept, viz=viz, spells=[_days(min(years), max(years))] if years else [])
    for one, other, tie in graph.edges(data=True):
        kept = {key: value for key, value in tie.items() if key not in ("color", "width")}
        shape = _line_shape(lines[tie["level"]]["linestyle"])
        viz = {"color": _channels(tie["color"]), "thickness": tie["width"], "shape": shape}
        own = [(rank, *_days(first, last)) for rank, first, last in (spells or {}).get(tuple(sorted((one, other))), [])]
        moving = {"spells": [days for _, *days in own], "rank_in_time": own} if own else {}
        shown.add_edge(one, other, **kept, **moving, viz=viz)
    buffer = BytesIO()
    nx.write_gexf(shown, buffer, encoding="utf-8")
    return re.sub(r' lastmodifieddate="[^"]*"', "", buffer.getvalue().decode("utf-8"))


def _line_shape(style: Any) -> str:
    """GEXF's word for a line: dashes longer than twice the line's width are dashes, shorter ones dots."""
    return "solid" if style == "solid" else ("dashed" if style[1][0] > 2 else "dotted")


def _days(first: int, last: int) -> tuple[str, str]:
    """First and last day of a spell of years, as GEXF wants them."""
    return (f"{first:04d}-01-01", f"{last:04d}-12-31")


def _channels(colour: str) -> dict[str, Any]:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return {"r": red, "g": green, "b": blue, "a": 1.0}
