"""The raw data of the paper edition: complete, canonical, sourced, and free of levels."""

import json
import re

import pandas as pd
import pytest

from interregional.catalogue.loading import load_catalogue
from interregional.tables.files import read_table, split_list
from interregional.tables.schema import check_cells, check_columns, load_schema
from interregional.tables.text import ZWNJ
from interregional.tables.textfiles import read_json, read_yaml
from tests.conftest import ROOT

RAW = ROOT / "data" / "raw"
ORGANISATIONS = "EU AU OAS ASEAN NATO OSCE UNASUR SICA CARICOM ECOWAS GCC SCO CSTO EEU ECO"
FORUMS = "APT ASEM CELAC PA ARF ICI MD EAPC PFP"
STATES = "USA CHN IRN JPN KOR"


@pytest.fixture(scope="module")
def events():
    return read_table(RAW / "paper" / "events.csv")


@pytest.fixture(scope="module")
def actors():
    return read_table(RAW / "paper" / "actors.csv")


@pytest.fixture(scope="module")
def sources():
    return json.loads((RAW / "paper" / "sources.json").read_text(encoding="utf-8"))


def test_the_whole_text_is_coded(events):
    sections = events["locator"].str.split(":").str[0]
    assert set(sections) == {"introduction", "1", "4-1", "4-2", "4-3", "4-4", "conclusion"}
    assert len(events) > 120
    assert (events["dyadic"] == "no").sum() > 10


def test_events_hold_no_level_and_no_indicator():
    columns = set(load_schema("events")["properties"])
    assert not columns & {"level", "indicator", "indicators", "balance", "dyad_type"}


def test_raw_files_are_canonical_so_nothing_has_to_be_cleaned(paper_run):
    log = (paper_run / "cleaning_log.csv").read_text(encoding="utf-8")
    assert log == "file,row,column,before,after,rule\n"


def test_all_actors_are_there(actors):
    assert set(actors["code"]) >= {*ORGANISATIONS.split(), *FORUMS.split(), *STATES.split()}


def test_every_fact_about_an_actor_names_its_source(actors):
    for row in actors.to_dict("records"):
        for column in ("founded", "iso3", "cow", "cameo", "wikidata", "part_of"):
            if row[column]:
                assert re.search(rf"\b{column}\b", row["source"]), (row["code"], column)


def test_doubt_is_explained(events, actors):
    for frame in (events, actors):
        doubtful = frame[frame["confidence"] != "high"]
        assert (doubtful["note"] != "").all()
        assert len(doubtful) > 0


def test_every_work_cited_is_in_the_bibliography_once(events, sources):
    keys = [work["id"] for work in sources]
    assert len(keys) == len(set(keys))
    assert set(events["source_key"]) <= set(keys)
    assert {"nato2016", "nato2016a", "nato2016b", "ops2014", "ops2014a"} <= set(events["source_key"])


def test_persian_is_written_as_persian(events, actors):
    texts = [*events["description_fa"], *actors["name_fa"], *actors["label_fa"]]
    assert not any(re.search("[يكى٠-٩0-9]", text) for text in texts)
    assert sum(ZWNJ in text for text in texts) > 80


def test_money_of_the_paper_is_counted_once(paper_run):
    flows = pd.read_csv(paper_run / "network" / "flows.csv", dtype=str, keep_default_na=False)
    money = flows.loc[flows["amount"] != "", ["source", "target", "currency", "amount"]]
    assert money.to_numpy().tolist() == [
        ["CHN", "AU", "USD", "100000000"],
        ["EU", "ASEAN", "EUR", "170000000"],
        ["EU", "AU", "EUR", "1600000000"],
    ]


def test_how_the_paper_cites_fits_its_schema(sources):
    """No rule reads it; what else the paper states is checked by each run."""
    frame, schema = read_table(RAW / "published" / "citations.csv"), load_schema("citations")
    allowed = {"sources": [work["id"] for work in sources]}
    assert check_columns(frame, schema) + check_cells(frame, schema, allowed) == []


def test_printed_tables_are_whole():
    table_1 = read_table(RAW / "published" / "table_1.csv")
    assert table_1["dyad_type"].value_counts().to_dict() == {
        "regional-regional": 5,
        "regional-subregional": 5,
        "regional-group": 8,
        "regional-state": 4,
    }
    table_2 = read_table(RAW / "published" / "table_2.csv")
    assert table_2["level"].value_counts().to_dict() == {
        "nominal": 3,
        "initial": 2,
        "institutionalised": 3,
        "advanced": 3,
    }


def test_layout_places_every_actor_of_the_paper_apart(actors):
    layout = read_table(ROOT / "config" / "layout.csv")
    schema = load_schema("layout")
    assert check_columns(layout, schema) + check_cells(layout, schema, {}) == []
    assert set(layout["code"]) == set(actors["code"])
    assert not layout.duplicated(["x", "y"]).any()


def test_lists_in_cells_have_no_stray_spaces(events):
    for cell in [*events["issue_area"], *events["others"]]:
        assert ";".join(split_list(cell)) == cell


def test_slips_name_events_and_statements_that_exist(events):
    register = read_table(RAW / "published" / "inconsistencies.csv")
    statements = read_table(RAW / "published" / "statements.csv")
    claims = read_table(RAW / "published" / "claims.csv")
    assert len(register) >= 50
    known = {*events["event_id"], *statements["statement_id"], *claims["claim_id"]}
    for row in register.to_dict("records"):
        for column in ("how_handled", "how_handled_fa"):
            assert set(re.findall(r"\b(?:P\d{3}|L\d\d|C\d\d)\b", row[column])) <= known, row["id"]


@pytest.fixture(scope="module")
def updated(codebook):
    """The updated edition: the paper's events and those after it."""
    settings = read_yaml(ROOT / "config" / "updated.yaml")
    files = [[str(ROOT / path) for path in settings[name]] for name in ("events", "sources")]
    return load_catalogue(files[0], [str(RAW / "paper" / "actors.csv")], files[1], codebook)


def test_events_after_the_paper_are_canonical_and_each_has_its_own_source(updated):
    assert updated.log.empty
    later = updated.events[~updated.events["event_id"].str.startswith("P")]
    works = read_json(ROOT / "data" / "raw" / "world" / "sources.json")
    named = " ".join(later["note"])
    assert len(later) >= 500 and later["start"].max() < "2026"
    known = {work["id"] for work in works}
    assert set(later["source_key"]) <= known
    assert all(work in set(later["source_key"]) or work in named for work in known)
    assert all(work.get("URL") or work.get("author") for work in works)
    assert all(work.get("note") and work.get("title") for work in works)


def test_endings_are_told_as_well_as_beginnings(updated):
    later = updated.events[updated.events["event_id"].str.startswith("U")]
    assert {"cut", "system_change"} <= set(later["event_type"])
