import pandas as pd
import pytest

from interregional.catalogue.sources import list_works
from interregional.editions.workbook import DATA, build_sheets
from interregional.tables.files import read_table
from tests.conftest import ROOT, actors_table


@pytest.fixture
def sheets(codebook, wordings):
    """The sheets of an edition without any row, and with what it keeps beside."""
    columns = read_table(ROOT / "config" / "result_columns.csv")
    empty = {name: pd.DataFrame(columns=["actor_a"], dtype=str) for name in DATA}
    empty["evidence"] = pd.DataFrame(columns=["actor_a", "actor_b", "indicator", "event_id", "rule"], dtype=str)

    def built(**kept):
        words = {"en": wordings["en"]}
        return {one.name: one for one in build_sheets("x", empty, actors_table(), columns, codebook, words, kept)}

    return built


def test_what_an_edition_keeps_beside_has_sheets_and_its_columns_are_told(sheets):
    coverage = pd.DataFrame([("AU", "2", "nothing found")], columns=["actor_a", "searches", "state"])
    verdicts = pd.DataFrame([("W1", "right")], columns=["event_id", "verdict"])
    told = sheets(coverage=coverage, verdicts=verdicts)
    assert told["coverage"].rows == [["AU", 2, "nothing found"]] and told["verdicts"].rows == [["W1", "right"]]
    meant = {(sheet, column): meaning for sheet, column, meaning in told["Columns"].rows}
    # A column means what the schema of its own table says.
    assert meant["verdicts", "verdict"].startswith("Whether the source says it")
    assert meant["coverage", "state"].startswith("found, nothing found")
    assert not {"coverage", "verdicts"} & set(sheets())


def test_works_are_listed_with_authors_and_days():
    works = {
        "b": {"title": "B"},
        "a": {
            "title": "A",
            "author": [{"literal": "NATO"}, {"family": "Panke", "given": "Diana"}],
            "issued": {"date-parts": [[2007, 2, 9]]},
            "URL": "https://example.org",
        },
    }
    assert list_works(works)[["key", "author", "year", "url"]].to_numpy().tolist() == [
        ["a", "NATO; Panke, Diana", "2007-02-09", "https://example.org"],
        ["b", "", "", ""],
    ]
