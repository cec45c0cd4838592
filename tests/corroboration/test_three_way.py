import matplotlib
import pandas as pd
import pytest

from interregional.corroboration.three_way import compare_three_ways, draw_three_ways
from interregional.exhibits.saving import set_style

matplotlib.use("Agg")
COLUMNS = [
    "actor_a",
    "actor_b",
    "level_low",
    "level_high",
    "missing",
    "indicators",
    "event_ids",
    "first_year",
    "last_year",
]
LEVELS = pd.DataFrame(
    [("AU", "EU", "advanced"), ("AU", "OAS", "nominal"), ("EU", "OAS", ""), ("EU", "USA", "initial")],
    columns=["actor_a", "actor_b", "published_level"],
)
OWN = pd.DataFrame(
    [("AU", "EU", "nominal", "advanced", "advanced: S2|S3", "A1;N1", "P1;P2", "2004", "2014")], columns=COLUMNS
)
OTHER = pd.DataFrame(
    [
        ("AU", "EU", "advanced", "advanced", "", "A1;A3;S2", "W1;W2;W3", "2005", "2025"),
        ("AU", "OAS", "initial", "initial", "", "I1", "W4", "2010", "2010"),
    ],
    columns=COLUMNS,
)
COVERAGE = pd.DataFrame(
    [("AU", "EU", "found"), ("AU", "OAS", "found"), ("EU", "OAS", "nothing found")],
    columns=["actor_a", "actor_b", "state"],
)


@pytest.fixture
def table(codebook):
    return compare_three_ways(LEVELS, OWN, OTHER, COVERAGE, codebook)


def test_the_label_beside_both_kinds_of_evidence(table):
    found = table.set_index(["actor_a", "actor_b"])
    columns = ["published_within_paper", "published_within_world", "stands", "paper_events", "world_events"]
    assert found[columns].to_dict("index") == {
        ("AU", "EU"): dict(zip(columns, ("yes", "yes", "yes", 2, 3))),
        ("AU", "OAS"): dict(zip(columns, ("no", "no", "higher", 0, 1))),
        ("EU", "OAS"): dict(zip(columns, ("", "", "", 0, 0))),
        ("EU", "USA"): dict(zip(columns, ("no", "", "not searched", 0, 0))),
    }
    assert found.at[("AU", "EU"), "paper_missing"] == "advanced: S2|S3"


def test_a_stated_level_beyond_the_evidence_is_lower(codebook):
    bare = compare_three_ways(LEVELS, OWN, OTHER[1:], COVERAGE, codebook).set_index(["actor_a", "actor_b"])
    assert bare.at[("AU", "EU"), "stands"] == "lower"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_figure_has_a_row_for_each_dyad(table, codebook, wordings, language):
    set_style()
    names = {code: code for code in ("AU", "EU", "OAS", "USA")}
    figure = draw_three_ways(table, names, codebook, wordings[language])
    [axes] = figure.axes
    assert len(axes.get_yticks()) == 4
    assert sum(line.get_markersize() == 9.5 for line in axes.lines) == 3
    assert axes.xaxis_inverted() == (language == "fa")
    matplotlib.pyplot.close(figure)
