import pytest

from interregional.corroboration.recall import load_recall, measure_recall
from interregional.tables.problems import DataError
from interregional.tables.schema import load_schema
from tests.conftest import actors_table, events_table

ACTORS = actors_table(AU="regional_organisation", EU="regional_organisation", NATO="regional_organisation")
EVENTS = events_table(
    {"source": "EU", "target": "AU", "start": "2007-12"}, {"source": "AU", "target": "EU"}, {"target": "NATO"}
)
FOUND = {
    "actor_a": "EU",
    "actor_b": "AU",
    "year": "2007",
    "start": "2007-12-09",
    "event_type": "summit",
    "recurrence": "once",
    "description_en": "x",
    "description_fa": "ایکس",
    "locator": "1: x",
    "publisher": "x",
    "url": "x",
    "admitted": "yes",
}


@pytest.fixture
def load(tmp_path, codebook):
    """Rows of found events, over what they have in common, beside two dyad-years that were drawn."""

    def loaded(*rows):
        columns = list(load_schema("recall")["properties"])
        told = [{"found_id": f"F{number}", **FOUND, **row} for number, row in enumerate(rows, start=1)]
        lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in told)]
        (tmp_path / "recall.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (tmp_path / "drawn.csv").write_text("actor_a,actor_b,year\nEU,AU,2007\nNATO,AU,1999\n", encoding="utf-8")
        files = ([str(tmp_path / "recall.csv")], [str(tmp_path / "drawn.csv")])
        return load_recall(*files, ACTORS, EVENTS, codebook)

    return loaded


def test_shares_are_of_what_is_admitted_by_kind_and_by_dyad_year(load):
    told = load(
        {"in_catalogue": "E1"},
        {"reason": "no row of it"},
        {"added": "E2"},
        {"recurrence": "regular", "admitted": "no"},
    )
    assert measure_recall(*told).to_numpy().tolist() == [
        ["admitted", "", "", "", 3, 1, "0.3333", "0.0084", "0.9057"],
        ["once", "", "", "", 3, 1, "0.3333", "0.0084", "0.9057"],
        ["standing", "", "", "", 0, 0, "", "", ""],
        ["found", "", "", "", 4, 1, "0.2500", "0.0063", "0.8059"],
        ["dyad_year", "AU", "EU", "2007", 3, 1, "0.3333", "0.0084", "0.9057"],
        ["dyad_year", "AU", "NATO", "1999", 0, 0, "", "", ""],
    ]


def test_what_does_not_fit_is_told_all_at_once(load):
    with pytest.raises(DataError) as told:
        load(
            {"in_catalogue": "E1", "added": "E2"},
            {"in_catalogue": "E1"},
            {"in_catalogue": "E3"},
            {"added": "E9", "year": "2008"},
        )
    assert {(problem.row, problem.column, problem.wrong) for problem in told.value.problems} == {
        (2, "added", "was in the catalogue"),
        (3, "in_catalogue", "answers another"),
        (4, "in_catalogue", "no event of this pair"),
        (5, "added", "no such event"),
        (5, "year", "no dyad-year that was drawn"),
    }
