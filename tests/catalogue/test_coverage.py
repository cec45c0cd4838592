import pytest

from interregional.catalogue.coverage import load_searches, measure_coverage
from interregional.tables.problems import DataError
from tests.conftest import actors_table, events_table

ACTORS = actors_table(AU="regional_organisation", EU="regional_organisation", NATO="regional_organisation")
EVENTS = events_table(
    {"source": "EU", "target": "AU", "start": "2007-12"}, {"source": "AU", "target": "EU"}, {"start": "1999"}
)
HEAD = "search_id,actor_a,actor_b,query,where,date,looked_at,events\n"


def searches(tmp_path, *rows):
    path = tmp_path / "searches.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return load_searches([str(path)], ACTORS, EVENTS)


def test_found_nothing_found_and_not_searched_are_told_apart(tmp_path):
    table = searches(
        tmp_path,
        "S1,EU,AU,joint strategy,pages,2026-11-28,8,E1;E2",
        "S2,AU en,EU,staff talks,pages,2026-11-28,3,",
        "S3,NATO,AU,staff talks,pages,2026-11-28,5,",
    )
    assert table[["actor_a", "actor_b"]].to_numpy().tolist() == [["AU", "EU"], ["AU", "EU"], ["AU", "NATO"]]
    assert measure_coverage(table, EVENTS[:2], ["NATO", "EU", "AU"]).to_numpy().tolist() == [
        ["AU", "EU", 2, 11, 2, "2007", "2007", "found"],
        ["AU", "NATO", 1, 5, 0, "", "", "nothing found"],
        ["EU", "NATO", 0, 0, 0, "", "", "not searched"],
    ]


def test_what_is_wrong_is_told_all_at_once(tmp_path):
    with pytest.raises(DataError) as told:
        searches(
            tmp_path,
            "S1,EU,XX,talks,pages,2026-11-28,8,",
            "S2,EU,AU,talks,pages,2026-11-28,8,E3",
            "S3,EU,AU,talks,pages,2026-11-28,many,E9",
        )
    found = {(problem.row, problem.column, problem.value, problem.wrong) for problem in told.value.problems}
    assert {(2, "actor_b", "XX"), (4, "looked_at", "many")} <= {one[:3] for one in found}
    assert (3, "events", "E3", "no event of this pair") in found and (4, "events", "E9", "no such event") in found
