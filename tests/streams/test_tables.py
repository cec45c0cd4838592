"""The tables of config/streams/: complete, consistent, and no claim that a scheme can't show."""

import itertools
import json
from pathlib import Path

import pytest

from interregional.levels.evidence import find_evidence
from interregional.streams.layouts import load_layouts
from interregional.streams.matching import as_compared
from interregional.streams.reading import STRENGTH
from interregional.streams.tables import KEYS, load_stream_tables
from interregional.tables import dates
from interregional.tables.files import records
from interregional.tables.problems import DataError
from tests.conftest import ROOT, events_table

FOLDER = ROOT / "config" / "streams"
PATHS = [FOLDER / f"{name}.csv" for name in KEYS]


def test_every_table_has_its_file_and_its_order():
    assert sorted(path.stem for path in FOLDER.glob("*.csv")) == sorted(KEYS)


def test_every_root_of_cameo_and_every_type_of_plover_has_a_meaning(tables):
    codes = tables.schemes().codes
    assert {f"{root:02d}" for root in range(1, 21)} <= codes["cameo"]
    kinds = "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT"
    assert {*kinds.split(), "SANCTION", "SUPPORT", "THREATEN"} <= codes["plover"]


def test_every_text_names_a_code_and_is_known_once(tables):
    schemes = tables.schemes()
    for row in records(tables.texts):
        assert schemes.code(row["scheme"], row["code"] if row["scheme"] == "cameo" else "", row["text"]), row
    assert sum(map(len, schemes.texts.values())) == len(tables.texts)


def test_a_code_goes_before_the_text_and_the_text_before_nothing(tables):
    schemes = tables.schemes()
    told = [
        schemes.code("cameo", code, text) for code, text in (("057", "Consult"), ("13y", "Consult"), ("", "CONSULT_"))
    ]
    assert told == ["057", "040", "040"] and schemes.code("cameo", "13y", "") == ""


def test_a_scheme_of_conflict_shows_nothing(tables):
    assert tables.schemes().silent == {"ucdp"}


def test_attributes_stand_where_there_is_a_type_and_a_direction_where_it_is_directed(tables):
    for row in records(tables.acts):
        filled = [row[column] != "" for column in ("directed", "setting", "scope", "resource")]
        assert all(filled) if row["event_type"] else not any(filled), row
        assert (row["direction"] != "") is (row["directed"] == "yes"), row


def test_no_code_shows_what_its_scheme_is_said_not_to_show(tables, codebook):
    """Every code with every scope that it may get, alone, as a summit, and as what recurs, against unseen.csv."""
    silent = tables.unseen[tables.unseen["scheme"].isin(tables.schemes().silent)]
    assert set(silent["shown"]) == {"no"} and set(silent["indicator"]) == set(codebook.values("indicator"))
    for scheme, own in tables.acts[tables.acts["event_type"] != ""].groupby("scheme"):
        # Only PLOVER has contexts and summits in one record; a role can but make security the subject.
        settings, scopes = (["wider"], STRENGTH) if scheme == "plover" else ([], ["unstated", "main"])
        events = [
            {"source": "A", "target": "B", **{key: row[key] for key in ("event_type", "directed", "resource")},
             "setting": setting, "scope": scope, "recurrence": "once"}
            for row in records(own)
            for setting in [row["setting"], *settings]
            for scope in ([row["scope"]] if row["scope"] != "unstated" else scopes)
        ]  # fmt: skip
        computed = [
            {"source": "A", "target": "B", "directed": "no", "resource": "none", "setting": "own", "scope": "main",
             "event_type": kind, "recurrence": rule}
            for kind, rule in (("meeting", "regular"), ("dialogue", "continuous"))
        ]  # fmt: skip
        by_code = set(find_evidence(events_table(*events), codebook)["indicator"])
        by_dates = set(find_evidence(events_table(*computed), codebook)["indicator"])
        told = tables.unseen[tables.unseen["scheme"] == scheme].set_index("indicator")["shown"]
        assert list(told.index) == sorted(told.index) and set(told.index) == set(codebook.values("indicator"))
        assert set(told[told == "yes"].index) == by_code, scheme
        assert set(told[told == "computed"].index) == by_dates - by_code, scheme


# What the manual of PLOVER (Open Event Data Alliance) lists; its `historical`, `future`, `hypothetical` and
# `negation` tell of tense, not of a subject.
CONTEXTS = """
    asylum cbrn corruption crime cyber diplomatic disease economic election enviro_disaster executive gender
    human_rights human_security humanitarian illegal_drugs intelligence legal legislative lgbt migration military
    peacekeeping political_institutions religion_ethnicity resource rights_freedoms terrorism
"""
SECTORS = """
    AGR BUS COP CRM CVL EDU GOV IGO IMG ISM JRN JUD LAB LEG MED MIL MNC NGO OPP PRM PTY REB REF REL SOC SPY UAF
"""
# The same acts in both schemes, by the conversion table of PLOVER's authors.
SAME_ACTS = [
    ("041", "CONSULT/phone", ""), ("042", "CONSULT/visit", ""), ("044", "CONSULT/third-party", ""),
    ("046", "CONSULT", "diplomatic"), ("050", "SUPPORT", "diplomatic"), ("051", "SUPPORT", "diplomatic"),
    ("057", "SUPPORT", "diplomatic"), ("061", "COOPERATE", "economic"), ("062", "COOPERATE", "military"),
    ("063", "COOPERATE", "legal"), ("064", "COOPERATE", "intelligence"), ("071", "AID", "economic"),
    ("072", "AID", "military"), ("073", "AID", "humanitarian"), ("074", "AID", "peacekeeping"),
    ("075", "AID", "asylum"), ("0332", "AGREE", "military"),
    ("0861", "RETREAT/access", "peacekeeping"), ("0862", "RETREAT/access", "diplomatic"),
]  # fmt: skip


def test_every_context_and_sector_of_the_manual_of_plover_is_known(tables):
    assert set(CONTEXTS.split()) <= set(tables.contexts["context"])
    assert set(SECTORS.split()) <= set(tables.roles.loc[tables.roles["scheme"] == "plover", "role"])


def test_media_of_cameo_are_health_in_plover(tables):
    labels = tables.roles.set_index(["scheme", "role"])["label_en"]
    assert labels["cameo", "MED"] == "media" and labels["plover", "MED"] == labels["cameo", "HLH"] == "health"


@pytest.mark.parametrize(("cameo", "plover", "context"), SAME_ACTS)
def test_an_act_shows_no_more_in_plover_than_in_cameo(tables, codebook, cameo, plover, context):
    scopes = dict(zip(tables.contexts["context"], tables.contexts["scope"]))

    def shown(scheme, code, told):
        row = tables.acts[(tables.acts["scheme"] == scheme) & (tables.acts["code"] == code)].iloc[0]
        scope = told if row["scope"] == "unstated" and told else row["scope"]
        attributes = {key: row[key] for key in ("event_type", "directed", "resource", "setting")}
        event = events_table({"source": "A", "target": "B", **attributes, "scope": scope})
        return set(find_evidence(event, codebook)["indicator"])

    assert shown("plover", plover, scopes.get(context, "")) <= shown("cameo", cameo, "")


@pytest.mark.parametrize("code", ["1661", "1662", "166"])
def test_a_code_for_expulsion_and_withdrawal_alike_tells_no_direction(tables, code):
    row = tables.acts[(tables.acts["scheme"] == "cameo") & (tables.acts["code"] == code)].iloc[0]
    assert row["direction"] == "" and row["directed"] != "yes"


def test_offices_of_one_body_do_not_overlap(tables):
    same = {"other spelling"}
    spells = [
        (row["actor"], row["office_en"], dates.first_day(row["from"]), row["person"], row["until"], row["note"])
        for row in records(tables.officials)
        if not any(mark in row["note"] for mark in same)
    ]
    for one, other in itertools.pairwise(sorted(spells)):
        if one[:2] == other[:2]:
            # Both may have held the office in the month, or on the day, of the change.
            assert one[4] and dates.first_day(one[4]) <= other[2].replace(day=28), (one, other)


def test_no_name_stands_for_two_bodies_at_one_time(tables, actors):
    rows = [(row["dataset"], row["field"], row["value"], row) for row in records(tables.names)]
    rows += [("any", "name", row["person"], row) for row in records(tables.officials)]
    for (dataset, field, value, row), (dataset_2, field_2, value_2, other) in itertools.combinations(rows, 2):
        if (
            field != field_2
            or as_compared(field, value) != as_compared(field, value_2)
            or row["actor"] == other["actor"]
        ):
            continue
        if "any" in (dataset, dataset_2) or dataset == dataset_2:
            (start, end), (start_2, end_2) = (spell(table) for table in (row, other))
            assert end < start_2 or end_2 < start, (row, other)


def spell(row):
    first = dates.first_day(row["from"]).isoformat() if row["from"] else ""
    return first, dates.last_day(row["until"]).isoformat() if row["until"] else "9999"


def test_states_are_found_by_country_or_name_and_bodies_never_by_country(tables, actors):
    states = set(actors.loc[actors["kind"] == "state", "code"])
    by_country = tables.names[tables.names["field"] == "country"]
    own = tables.names[tables.names["actor"].isin(states)]
    assert set(by_country["actor"]) == states and set(own["field"]) == {"country", "name"}
    assert set(tables.bodies["actor"]) <= set(actors["code"]) - states


def test_roles_and_datasets_of_the_layouts_are_known(tables):
    layouts = load_layouts(FOLDER / "layouts.yaml", {}, "config.yaml")
    sources = {work["id"] for work in json.loads((FOLDER / "sources.json").read_text(encoding="utf-8"))}
    for layout in layouts:
        assert layout.dataset in sources
        assert layout.scheme in set(tables.acts["scheme"])
        roles = {"source_roles", "target_roles"} & set(layout.fields)
        assert layout.roles in set(tables.roles["scheme"]) or not roles
    assert set(tables.names["dataset"]) <= {"any", *(layout.dataset for layout in layouts)}


def test_faults_are_told_with_their_place(tmp_path, actors, codebook):
    path = tmp_path / "acts.csv"
    text = (FOLDER / "acts.csv").read_text(encoding="utf-8")
    path.write_text(text.replace("cameo,040,", "cameo,40,").replace(",meeting,", ",metting,", 1), encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_stream_tables([path, *(p for p in PATHS if p.stem != "acts")], list(actors["code"]), codebook)
    told = str(error.value)
    assert f"{path}:" in told and ":code: 40 — not in the form expected; two to four digits" in told
    assert "metting — not in the list; did you mean meeting?" in told


def test_an_actor_that_nobody_knows(tmp_path, actors, codebook):
    path = tmp_path / "bodies.csv"
    path.write_text((FOLDER / "bodies.csv").read_text(encoding="utf-8").replace("NATO,", "NATTO,", 1), encoding="utf-8")
    with pytest.raises(DataError, match="NATTO — not in the list; did you mean NATO"):
        load_stream_tables([path, *(p for p in PATHS if p.stem != "bodies")], list(actors["code"]), codebook)


def test_a_missing_file_is_told(actors, codebook):
    with pytest.raises(DataError, match=r"nowhere/names\.csv:0::  — the file is missing"):
        load_stream_tables([Path("nowhere/names.csv")], list(actors["code"]), codebook)


def test_names_are_compared_without_regard_to_capitals_and_codes_as_they_are():
    # Some files of GDELT leave letters with accents small.
    assert as_compared("name", "C\u00e9SAR GAVIRIA ") == as_compared("name", "C\u00e9sar Gaviria")
    assert as_compared("code", "eec") != as_compared("code", "EEC")
