import pandas as pd
import pytest

from interregional.tables.schema import check_cells

SCHEMA = {"properties": {"source_key": {"x-vocabulary": "sources"}, "scope": {"x-vocabulary": "scope"}}}


@pytest.mark.parametrize(
    ("column", "value", "allowed", "told"),
    [
        (
            "source_key",
            "notes",
            [],
            "the list is still empty; a new source gets a row or entry in a file under `sources`",
        ),
        (
            "source_key",
            "note",
            ["notes"],
            "did you mean notes? allowed: notes; a new source gets a row or entry in a file",
        ),
        ("scope", "wide", ["main"], "allowed: main"),
    ],
)
def test_what_may_stand_instead_of_a_value_that_no_list_has(column, value, allowed, told):
    frame = pd.DataFrame({"_file": ["a.csv"], "_row": [2], column: [value]})
    [problem] = check_cells(frame, SCHEMA, {"sources": allowed, "scope": allowed})
    assert f"a.csv:2:{column}: {value} — not in the list; {told}" in str(problem)
