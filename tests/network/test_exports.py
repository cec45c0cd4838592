import io

import networkx as nx
import pandas as pd
import pytest

from interregional.network import exports
from interregional.network.marks import kind_styles, level_styles

LAYOUT = pd.DataFrame([("AA", "0.5", "-2", "above")], columns=["code", "x", "y", "label"])
NODES = pd.DataFrame(
    [
        ("AA", "A a", "الف", "A", "الف", "state", "2", "0.5"),
        ("BB", "B b", "ب", "B", "ب", "forum", "1", ""),
        ("CC", "C c", "پ", "C", "پ", "subregional_organisation", "1", "0.0"),
    ],
    columns=["code", "name_en", "name_fa", "label_en", "label_fa", "kind", "degree", "betweenness"],
)
EDGES = pd.DataFrame(
    [
        ("AA", "BB", "4", "advanced", "1990", "1997", "-0.250000", "E1;E2"),
        ("AA", "CC", "1", "nominal", "", "", "", "E3"),
    ],
    columns=["actor_a", "actor_b", "rank", "level", "first_year", "last_year", "asymmetry", "event_ids"],
)
RANK = {"none": 0, "nominal": 1, "initial": 2, "institutionalised": 3, "advanced": 4}


def years(*levels: tuple[int, str]) -> pd.DataFrame:
    rows = [("AA", "BB", year, level) for year, level in levels]
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "year", "level"])


@pytest.fixture
def network(codebook):
    return exports.drawable(NODES, EDGES, LAYOUT, codebook)


def read(text: str, reader) -> nx.Graph:
    return reader(io.BytesIO(text.encode()))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_what_is_read_again_has_numbers_as_numbers_and_no_number_where_there_is_none(network, codebook, form):
    written = exports.graphml(network) if form == "graphml" else exports.gexf(network, codebook)
    again = read(written, getattr(nx, f"read_{form}"))
    assert {code: node["degree"] for code, node in again.nodes(data=True)} == {"AA": 2, "BB": 1, "CC": 1}
    assert again.nodes["AA"]["betweenness"] == 0.5 and "betweenness" not in again.nodes["BB"]
    assert [again.nodes[code]["label"] for code in again] == ["A", "B", "C"]
    assert again.nodes["AA"]["name_fa"] == "الف"
    tie = again["AA"]["BB"]
    told = ("first_year", "last_year", "rank", "asymmetry", "weight", "level", "event_ids")
    assert [tie[key] for key in told] == [1990, 1997, 4, -0.25, 4, "advanced", "E1;E2"]
    assert not {"first_year", "last_year", "asymmetry"} & set(again["AA"]["CC"])


def test_graphml_has_the_looks_of_the_figure_under_the_names_that_igraph_reads(network, codebook):
    again = read(exports.graphml(network), nx.read_graphml)
    for code, node in again.nodes(data=True):
        assert node["color"] == kind_styles(codebook)[node["kind"]]["color"], code
    assert (again.nodes["AA"]["x"], again.nodes["AA"]["y"], again.nodes["AA"]["size"]) == (50.0, -200.0, 20.0)
    assert [(tie["color"], tie["width"]) for _, _, tie in again.edges(data=True)] == [
        (style["color"], style["linewidth"]) for style in map(level_styles(codebook).get, ("advanced", "nominal"))
    ]


def test_gexf_has_the_looks_of_the_figure(network, codebook):
    viz = read(exports.gexf(network, codebook), nx.read_gexf).nodes["AA"]["viz"]
    assert viz["position"] == {"x": 50.0, "y": -200.0, "z": 0.0} and viz["size"] == 20.0
    assert viz["color"] == {"r": 0xE5, "g": 0x8F, "b": 0x65, "a": 1.0}
    text = exports.gexf(network, codebook)
    # A state is a hexagon in the figure; GEXF has none.
    for shape in ("disc", "diamond", "square", "solid", "dotted"):
        assert f'<viz:shape value="{shape}" />' in text
    assert "lastmodifieddate" not in text and 'mode="static"' in text and "spell" not in text


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], {}),
        ([(1990, "none")], {}),
        ([(1991, "nominal"), (1990, "nominal")], {("AA", "BB"): [(1, 1990, 1991)]}),
        # Another level, and a gap of years or of levels, begin a new spell.
        ([(1990, "nominal"), (1991, "advanced")], {("AA", "BB"): [(1, 1990, 1990), (4, 1991, 1991)]}),
        ([(1990, "nominal"), (1992, "nominal")], {("AA", "BB"): [(1, 1990, 1990), (1, 1992, 1992)]}),
        (
            [(1990, "nominal"), (1991, "none"), (1992, "nominal")],
            {("AA", "BB"): [(1, 1990, 1990), (1, 1992, 1992)]},
        ),
    ],
)
def test_spells_are_years_in_a_row_at_one_level(levels, expected):
    assert exports.tie_spells(years(*levels), RANK) == expected


def test_ties_and_actors_come_and_go_on_the_timeline(network, codebook):
    spells = exports.tie_spells(years((1990, "nominal"), (1991, "nominal"), (1997, "advanced")), RANK)
    text = exports.gexf(network, codebook, spells)
    again = read(text, nx.read_gexf)
    assert 'mode="dynamic"' in text and 'timeformat="date"' in text
    first, second = ("1990-01-01", "1991-12-31"), ("1997-01-01", "1997-12-31")
    assert again["AA"]["BB"]["spells"] == [first, second]
    assert again["AA"]["BB"]["rank_in_time"] == [(1, *first), (4, *second)]
    assert again.nodes["BB"]["spells"] == [("1990-01-01", "1997-12-31")]
    # A tie of unknown years is always there.
    assert "spells" not in again["AA"]["CC"] and "spells" not in again.nodes["CC"]


def test_an_edition_without_ties(codebook):
    empty = exports.drawable(NODES.iloc[:0], pd.DataFrame(columns=["actor_a", "actor_b"]), LAYOUT, codebook)
    assert (
        set(read(exports.graphml(empty), nx.read_graphml))
        == set(read(exports.gexf(empty, codebook, {}), nx.read_gexf))
        == set()
    )


def test_the_exports_of_the_paper_edition_have_every_tie_of_the_table_with_its_years(paper_run):
    edges = pd.read_csv(paper_run / "network" / "edges.csv", keep_default_na=False, dtype=str)
    levels = pd.read_csv(paper_run / "levels_by_year.csv", keep_default_na=False)
    spelled = exports.tie_spells(levels, RANK)
    network = nx.read_gexf(paper_run / "network" / "network.gexf")
    plain = nx.read_graphml(paper_run / "network" / "network.graphml")
    assert len(edges) == network.number_of_edges() == plain.number_of_edges() > 0
    for row in edges.to_dict("records"):
        own = network[row["actor_a"]][row["actor_b"]]
        other = plain[row["actor_a"]][row["actor_b"]]
        year = int(row["first_year"]) if row["first_year"] else None
        assert own.get("first_year") == other.get("first_year") == year
        assert len(own.get("spells", [])) == len(spelled.get((row["actor_a"], row["actor_b"]), []))
    places = pd.read_csv(paper_run / "figures" / "figure_1.csv")
    for row in places.to_dict("records"):
        node = plain.nodes[row["actor_a"]]
        assert (node["x"], node["y"]) == pytest.approx((100 * row["x_a"], 100 * row["y_a"]))
