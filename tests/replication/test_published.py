import shutil

import pandas as pd
import pytest

from interregional.levels.bounds import BOUND_COLUMNS
from interregional.replication.comparison import (
    arrange_table_1,
    compare_balance,
    compare_levels,
    compare_table_2,
    measure_agreement,
    published_ties,
)
from interregional.replication.published import Published, load_published, load_register
from interregional.tables.problems import DataError
from tests.conftest import ROOT, actors_table

ACTORS = actors_table(
    AA="regional_organisation", BB="regional_organisation", CC="state", DD="subregional_organisation", EE="forum"
)
TABLES = ("table_1", "table_2", "statements", "text_dyads")


def statement(number, a, b, about, value, period="current", status="clear", donor=""):
    return {
        "statement_id": f"L{number}", "actor_a": a, "actor_b": b, "about": about, "value": value,
        "period": period, "status": status, "donor": donor,
    }  # fmt: skip


PUBLISHED = Published(
    table_1=pd.DataFrame(
        [
            {"order": "1", "dyad_type": "regional-regional", "first": "BB", "second": "AA"},
            {"order": "2", "dyad_type": "regional-group", "first": "AA", "second": "DD"},
            {"order": "3", "dyad_type": "regional-state", "first": "BB", "second": "CC"},
        ]
    ),
    table_2=pd.DataFrame(
        [
            {"level": "nominal", "indicator": "N1", "printed_level": "اندک", "printed_feature": "x"},
            {"level": "advanced", "indicator": "N2", "printed_level": "پیشرفته", "printed_feature": "y"},
        ]
    ),
    statements=pd.DataFrame(
        [
            statement(1, "AA", "BB", "level", "advanced"),
            statement(2, "AA", "BB", "balance", "asymmetric", donor="BB"),
            statement(3, "AA", "DD", "level", "nominal", period="earlier"),
            statement(4, "AA", "DD", "level", "initial", status="ambiguous"),
            statement(5, "AA", "DD", "level", "institutionalised", status="ambiguous"),
            statement(6, "BB", "CC", "level", "", status="garbled"),
        ]
    ),
    text_dyads=pd.DataFrame([{"actor_a": "AA", "actor_b": "EE"}]),
)
DYADS = pd.DataFrame(
    [
        ("AA", "BB", "regional-regional", "advanced", "E1", "advanced", "advanced", "exact", ""),
        ("AA", "DD", "regional-subregional", "initial", "E2", "initial", "advanced", "open", "advanced: A3"),
        ("AA", "EE", "regional-group", "nominal", "E3", "nominal", "nominal", "exact", ""),
        ("BB", "CC", "regional-state", "none", "E4", "none", "none", "none", ""),
        ("CC", "DD", "subregional-state", "advanced", "E5", "advanced", "advanced", "exact", ""),
    ],
    columns=["actor_a", "actor_b", "dyad_type", "level", "event_ids", *BOUND_COLUMNS],
)


EVIDENCE = pd.DataFrame(
    [("AA", "BB", "S2", "E1"), ("AA", "BB", "A1", "E2"), ("AA", "BB", "A3", "E2"), ("AA", "BB", "N1", "E3")],
    columns=["actor_a", "actor_b", "indicator", "event_id"],
)


def test_compare_balance():
    dyads = DYADS.assign(balance="asymmetric", asymmetry="-1.000000", flow_ab="0", flow_ba="3")
    transfers = dyads[["actor_a", "actor_b"]].assign(needed=0, note="")
    row = ["AA", "BB", "asymmetric", "asymmetric", "yes", "BB", "-1.000000", "0", "3", 0, ""]
    assert compare_balance(PUBLISHED, dyads, transfers).to_numpy().tolist() == [row]
    open_ = transfers.assign(needed=1, note="1 from the first")
    found = compare_balance(PUBLISHED, dyads.assign(balance="undetermined"), open_)
    assert found[["agree", "needed", "note"]].to_numpy().tolist() == [["", 1, "1 from the first"]]
    unknown = compare_balance(PUBLISHED, dyads[:0], transfers[:0])
    assert unknown[["coded_balance", "note"]].to_numpy().tolist() == [["undetermined", "no event of the two"]]


def test_compare_levels(codebook, readings):
    needs = readings["definitions"]["levels"]
    assert compare_levels(PUBLISHED, DYADS, EVIDENCE, needs, codebook).to_numpy().tolist() == [
        [
            "AA", "BB", "advanced", "advanced", "yes", "", "the same", "E1;E2",
            "advanced", "advanced", "exact", "", "yes",
        ],
        [
            "AA", "DD", "institutionalised", "initial", "no",
            "given are initial and institutionalised; the highest counts; ambiguous: L4, L5", "lower", "",
            "initial", "advanced", "open", "advanced: A3", "yes",
        ],
        [
            "AA", "EE", "", "nominal", "", "no level is named; not in Table 1", "", "",
            "nominal", "nominal", "exact", "", "",
        ],
        [
            "BB", "CC", "", "none", "", "the words used name no level; garbled: L6", "", "",
            "none", "none", "none", "", "",
        ],
    ]  # fmt: skip


def stated(*rows):
    columns = ["published_level", "coded_level", "level_low", "level_high"]
    return pd.DataFrame(rows, columns=columns).assign(note="", agree="yes")


def test_agreement_within_the_bounds_is_told_beside_what_chance_would_reach(codebook):
    levels = stated(
        ("advanced", "nominal", "nominal", "advanced"),
        ("nominal", "nominal", "nominal", "nominal"),
        ("initial", "none", "none", "none"),
        ("initial", "initial", "initial", "advanced"),
    )
    none = pd.DataFrame(columns=["agree", "published_balance", "coded_balance"])
    found = measure_agreement(levels, none, codebook.values("level"), 100, 1)
    own = found[(found["about"] == "level") & (found["sample"] == "all")].set_index("statistic")
    assert own.loc["within_bounds", ["value", "low", "high", "note"]].tolist() == [
        "0.7500", "0.1941", "0.9937", "exact interval",
    ]  # fmt: skip
    # Of the labels advanced, nominal, initial, initial: all, one, none and three lie within.
    assert own.loc["within_bounds_by_chance", "value"] == "0.5000"
    assert own.loc["bounds_width", "value"] == "1.2500"
    assert own.loc["kappa", ["low", "high", "note"]].tolist() == ["", "", "fewer than ten units: no interval"]


def test_published_ties_take_levels_and_givers_from_the_statements(codebook):
    found = published_ties(PUBLISHED, codebook, ["institutionalised", "advanced"])
    assert found.to_numpy().tolist() == [
        ["AA", "BB", "advanced", "", "BB", "AA", "L1;L2"],
        ["AA", "DD", "institutionalised", "", "", "", "L4;L5"],
    ]


def test_arrange_table_1(codebook):
    found = arrange_table_1(PUBLISHED, DYADS, ACTORS, codebook)
    assert found[["dyad_type", "first", "second", "status"]].to_numpy().tolist() == [
        ["regional-regional", "BB", "AA", "printed"],
        ["regional-subregional", "AA", "DD", "other_type"],
        ["regional-group", "AA", "EE", "not_printed"],
        ["regional-state", "BB", "CC", "no_evidence"],
    ]


def test_the_body_of_table_1_is_the_same_whatever_was_printed(codebook):
    nothing = Published(PUBLISHED.table_1.iloc[:0], PUBLISHED.table_2, PUBLISHED.statements, PUBLISHED.text_dyads)
    with_print = arrange_table_1(PUBLISHED, DYADS, ACTORS, codebook)
    without = arrange_table_1(nothing, DYADS, ACTORS, codebook)
    keys = ["dyad_type", "actor_a", "actor_b", "event_ids"]
    body = with_print[with_print["status"] != "no_evidence"]
    assert sorted(map(tuple, body[keys].to_numpy())) == sorted(map(tuple, without[keys].to_numpy()))
    assert set(without["status"]) == {"not_printed"}


def test_compare_table_2(codebook):
    assert compare_table_2(PUBLISHED, codebook)["same_level"].tolist() == ["yes", "no"]


def test_faulty_registers_are_all_told_at_once(tmp_path):
    (tmp_path / "claims.csv").write_text("claim,section\nx,1\n")
    with pytest.raises(DataError) as caught:
        load_register([tmp_path / "claims.csv", tmp_path / "inconsistencies.csv"])
    told = str(caught.value)
    assert "claims.csv:1:claim_id:  — the column is missing" in told
    assert "inconsistencies.csv:0::  — the file is missing" in told


def test_faults_in_what_the_paper_states_are_told(tmp_path, codebook):
    paths = [shutil.copy(ROOT / "data" / "raw" / "published" / f"{name}.csv", tmp_path) for name in TABLES]
    path = tmp_path / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("L01,AU,OAS,level,nominal", "L01,OAS,AU,level,nominl"))
    actors = pd.read_csv(ROOT / "data" / "raw" / "paper" / "actors.csv", dtype=str, keep_default_na=False)
    with pytest.raises(DataError) as caught:
        load_published(paths, actors, codebook)
    told = [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert told[0].startswith("statements.csv:2:actor_b: AU — not in alphabetical order")
    assert told[1].startswith("statements.csv:2:value: nominl — not in the list; did you mean nominal?")


def test_a_conclusion_rests_on_claims_that_there_are(tmp_path):
    folder = ROOT / "data" / "raw" / "published"
    path = tmp_path / "publication.csv"
    path.write_text((folder / "publication.csv").read_text(encoding="utf-8").replace("C95", "C999"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_register([folder / "claims.csv", path])
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems] == [
        "publication.csv:2:conclusion: C999 — no such claim; a claim_id of claims.csv"
    ]
