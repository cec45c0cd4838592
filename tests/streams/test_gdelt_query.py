"""The query for BigQuery brings what a stream edition reads, and no more."""

import duckdb
import pandas as pd
import pytest

from interregional.streams.layouts import folded, lacks
from tests.event_files import ARMY, AU, EU, NATO, NOBODY, PRESS, USA, Act, gdelt, put
from tools.gdelt_query import TABLE, columns, query

TABLE_HAS = """
    GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode
    Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code Actor2Code
    Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
    Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode
"""
NAMES = TABLE_HAS.split()


@pytest.fixture
def layout(layouts):
    return next(layout for layout in layouts if layout.name == "gdelt")


def test_its_columns_are_those_of_the_layout_and_of_the_table(layout):
    chosen = columns(layout)
    assert set(chosen) <= set(NAMES) and lacks(layout.columns(chosen)) == []
    assert set(layout.columns(chosen)) == set(layout.fields)
    assert {folded(name) for name in chosen} == {folded(name) for name in layout.places}


def test_what_it_brings_gives_the_same_records_as_all_rows(bench, layout, tmp_path):
    parties = [EU, AU, NATO, USA, ARMY, PRESS, NOBODY]
    pairs = [(one, other) for one in parties for other in parties]
    text = gdelt([Act(str(n), "2015-03-01", *pair, "042") for n, pair in enumerate(pairs)])
    frame = pd.DataFrame([line.split("\t")[: len(NAMES)] for line in text.splitlines()], columns=NAMES)
    asked = query(layout, bench.matchers["gdelt"])
    with duckdb.connect() as database:
        database.register("events", frame.replace("", None))
        path = str(tmp_path / "export.csv")
        database.execute(f"COPY ({asked.replace(TABLE, 'events')}) TO '{path}' (HEADER)")
    whole, brought = bench.read(put(text, tmp_path / "whole.csv")), bench.read(path)
    assert brought.records == whole.records and brought.missing == []
    assert brought.files[0][2] == brought.files[0][3] == whole.files[0][3] < whole.files[0][2]
