"""Records become events: what is told twice counts once, what recurs is found by its dates."""

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interregional.codebook.decisions import load_codebook
from interregional.levels.evidence import find_evidence
from interregional.streams.coding.events import code_events, write_events
from interregional.streams.coding.rules import Recurring, Rules, make_rules
from interregional.streams.coding.store import CLASS, Store
from interregional.streams.coding.windows import openings
from interregional.streams.parts import RECORD_COLUMNS
from interregional.streams.reading import STRENGTH
from interregional.tables.files import read_result
from interregional.tables.schema import check_cells, load_schema
from tests.conftest import CODEBOOK_FILES, ROOT

RULES = Rules(7, Recurring(3, 2, 400), Recurring(4, 1, 120), True)
BODIES = ["NATO"]
CODEBOOK = load_codebook(CODEBOOK_FILES)
ACTS = pd.read_csv(ROOT / "config" / "streams" / "acts.csv", dtype=str, keep_default_na=False)
BASE = {"dataset": "gdelt", "scheme": "cameo", "source_match": "x", "target_match": "y", "security": "", "wider": "no"}


def record(number, day, source, target, code, **more):
    row = BASE | {"record": str(number), "day": day, "source": source, "target": target, "code": code} | more
    return [row[column] for column in RECORD_COLUMNS]


def write(path, rows):
    """Records as a part has them, in a Parquet file of the name."""
    columns = ["file", *RECORD_COLUMNS]
    frame = pd.DataFrame([[str(path), *row] for row in rows], columns=columns, dtype=str)
    with duckdb.connect() as database:
        database.register("frame", frame)
        cells = ", ".join(f"CAST({column} AS VARCHAR) AS {column}" for column in columns)
        database.execute(f"COPY (SELECT {cells} FROM frame) TO $1 (FORMAT parquet)", [str(path)])
    return str(path)


def windows_of(store, rules=RULES):
    """The events of a store as a table."""
    scope = "assumed" if rules.security_bodies else "told"
    return store.database.execute(
        f"""
        SELECT {", ".join(CLASS)}, first_day::VARCHAR AS first_day, {STRENGTH}[{scope} + 1] AS scope, reports,
            array_to_string(datasets, ';') AS datasets, array_to_string(codes, ';') AS codes, record, event_id
        FROM windows JOIN classes USING (class) ORDER BY class, first_day
        """
    ).df()


@pytest.fixture
def coded(tmp_path):
    def make(*parts, rules=RULES, last_day="2020-12-31"):
        paths = [write(tmp_path / f"{n}.parquet", part) for n, part in enumerate(parts)]
        with Store(paths, ACTS, BODIES) as store:
            recurrences = code_events(store, rules, last_day, CODEBOOK)
            return windows_of(store, rules), recurrences

    return make


@pytest.fixture
def written(tmp_path, codebook, wordings):
    """The events of records, as the file of events has them."""

    def make(rows, rules=RULES):
        with Store([write(tmp_path / "x.parquet", rows)], ACTS, BODIES) as store:
            recurrences = code_events(store, rules, "2020-12-31", CODEBOOK)
            write_events(store, recurrences, rules.security_bodies, codebook, wordings, str(tmp_path / "events.csv"))
        return read_result(tmp_path / "events.csv")

    return make


def shown(windows):
    keys = ["source", "target", "event_type", "scope", "first_day", "reports"]
    return [tuple(row) for row in windows[keys].itertuples(index=False)]


def test_an_act_written_once_from_each_side_is_one_report(coded):
    rows = [record(1, "2015-03-01", "EU", "AU", "040"), record(2, "2015-03-01", "AU", "EU", "040")]
    assert shown(coded(rows)[0]) == [("AU", "EU", "meeting", "unstated", "2015-03-01", 1)]


def test_aid_runs_from_one_to_the_other(coded):
    rows = [
        record(1, "2015-03-01", "EU", "AU", "072"),
        record(2, "2015-03-01", "AU", "EU", "072"),
        record(3, "2015-03-02", "AU", "EU", "0861"),
    ]
    assert shown(coded(rows)[0]) == [
        ("AU", "EU", "equipment", "main", "2015-03-01", 1),
        ("EU", "AU", "deployment", "main", "2015-03-02", 1),
        ("EU", "AU", "equipment", "main", "2015-03-01", 1),
    ]


def test_repeats_within_a_week_of_the_first_report_are_one_event(coded):
    days = ["2015-03-01", "2015-03-05", "2015-03-08", "2015-03-09", "2015-03-20"]
    rows = [record(n, day, "EU", "AU", "040") for n, day in enumerate(days)]
    assert [row[4:] for row in shown(coded(rows)[0])] == [("2015-03-01", 3), ("2015-03-09", 1), ("2015-03-20", 1)]
    every = coded(rows, rules=Rules(0, RULES.regular, RULES.continuous, True))[0]
    assert [row[4:] for row in shown(every)] == [(day, 1) for day in days]


def test_several_datasets_and_codes_tell_of_one_event(coded):
    rows = [
        record(1, "2015-03-01", "EU", "AU", "042"),
        record(1, "2015-03-02", "EU", "AU", "040", dataset="icews", security="main"),
    ]
    window = coded(rows)[0].iloc[0]
    assert (window["datasets"], window["codes"], window["scope"]) == ("gdelt;icews", "040;042", "main")
    assert window["record"] == "gdelt 1"


def test_the_scope_is_the_code_s_own_else_that_of_the_record_else_of_the_body(coded):
    rows = [
        record(1, "2015-01-01", "EU", "AU", "061", security="main"),
        record(2, "2015-02-01", "EU", "AU", "040", security="none"),
        record(3, "2015-03-01", "EU", "AU", "040"),
        record(4, "2015-04-01", "EU", "NATO", "040"),
    ]
    found = {row[4]: row[3] for row in shown(coded(rows)[0])}
    assert found == {"2015-01-01": "none", "2015-02-01": "none", "2015-03-01": "unstated", "2015-04-01": "main"}
    without = Rules(7, RULES.regular, RULES.continuous, False)
    assert {row[4]: row[3] for row in shown(coded(rows, rules=without)[0])}["2015-04-01"] == "unstated"


def test_codes_that_show_nothing_make_no_event(coded):
    assert coded([record(1, "2015-03-01", "EU", "AU", "19"), record(2, "2015-03-01", "EU", "AU", "051")])[0].empty


def test_a_summit_of_many_is_a_wider_one(coded):
    rows = [record(1, "2015-03-01", "EU", "AU", "CONSULT", scheme="plover", wider="yes", security="main")]
    assert coded(rows)[0]["setting"].tolist() == ["wider"]


def yearly(*days, **more):
    return [record(n, day, "EU", "NATO", "040", **more) for n, day in enumerate(days)]


def test_meetings_year_after_year_are_regular(coded):
    found = coded(yearly("2015-03-01", "2016-03-01", "2017-03-02"))[1]
    assert found[["rule", "scope", "meetings", "first_day", "last_day", "longest_gap", "ended"]].values.tolist() == [
        ["regular", "main", 3, "2015-03-01", "2017-03-02", 366, "yes"]
    ]
    assert len(found["event_ids"].iloc[0].split(";")) == 3


@pytest.mark.parametrize(
    "days",
    [
        ("2015-03-01", "2016-03-01"),
        ("2015-03-01", "2015-06-01", "2015-09-01", "2016-09-01"),
        ("2015-03-01", "2016-03-01", "2018-03-01"),
    ],
    ids=["too few", "too short", "too far apart"],
)
def test_meetings_that_are_not_regular(coded, days):
    assert coded(yearly(*days))[1].empty


def test_a_series_has_not_ended_while_the_next_meeting_may_still_come(coded):
    days = ("2015-03-01", "2016-03-01", "2017-03-02")
    assert coded(yearly(*days), last_day="2018-03-01")[1]["ended"].tolist() == ["no"]


def test_contact_every_few_weeks_is_a_continuous_dialogue_too(coded):
    days = pd.date_range("2015-01-01", periods=30, freq="30D").strftime("%Y-%m-%d")
    assert sorted(coded(yearly(*days))[1]["rule"]) == ["continuous", "regular"]


def test_regular_meetings_of_unknown_subject_are_told_apart_from_those_on_security(coded):
    days = ("2015-03-01", "2016-03-01", "2017-03-02")
    plain = [record(n, day, "EU", "AU", "040") for n, day in enumerate(days)]
    assert coded(plain)[1]["scope"].tolist() == ["unstated"]
    mixed = [record(n, day, "EU", "AU", "040", security="main" if n else "") for n, day in enumerate(days)]
    assert coded(mixed)[1]["scope"].tolist() == ["unstated"]


def test_summits_and_aid_are_no_part_of_a_series(coded):
    days = ("2015-03-01", "2016-03-01", "2017-03-02")
    assert coded([record(n, day, "EU", "NATO", "072") for n, day in enumerate(days)])[1].empty
    wider = [record(n, d, "EU", "AU", "CONSULT", scheme="plover", wider="yes") for n, d in enumerate(days)]
    assert coded(wider)[1].empty


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["EU", "AU", "NATO"]), st.sampled_from(["EU", "AU", "NATO"]),
        st.sampled_from(["040", "041", "057", "072", "0861", "1622", "19"]), st.integers(0, 900), st.integers(0, 5),
    ),
    max_size=25,
)  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(rows=ROWS, data=st.data())
def test_split_order_and_copies_of_the_parts_change_nothing(tmp_path_factory, rows, data):
    folder = tmp_path_factory.mktemp("parts")
    days = pd.date_range("2015-01-01", periods=901).strftime("%Y-%m-%d")
    # A part has each record once.
    told = sorted(map(list, {tuple(record(n, days[d], a, b, code)) for a, b, code, d, n in rows if a != b}))
    mixed = data.draw(st.permutations(told))
    cut = data.draw(st.integers(0, len(mixed)))
    whole = write(folder / "a", told)
    parts = [write(folder / "b", mixed[cut:]), write(folder / "c", mixed[:cut]), write(folder / "d", told)]
    found = []
    for paths in ([whole], parts, parts[::-1]):
        with Store(paths, ACTS, BODIES) as store:
            recurrences = code_events(store, RULES, "2018-01-01", CODEBOOK)
            windows = windows_of(store)
            assert sum(store.elsewhere().values()) == (len(told) if len(paths) > 1 else 0)
            store.write_records(str(folder / "records.csv"))
            found.append((windows.to_csv(), recurrences.to_csv(), (folder / "records.csv").read_bytes()))
    assert found[0] == found[1] == found[2]
    assert windows["event_id"].is_unique
    # Within one class no two events are as near as repeats are.
    for _, own in windows.groupby(CLASS):
        assert (pd.to_datetime(own["first_day"]).diff().dt.days.dropna() > RULES.repeat_days).all()


def test_events_are_events_of_the_table_with_their_source(written, codebook):
    days = ("2015-03-01", "2016-03-01", "2017-03-02")
    events = written([*yearly(*days), record(9, "2015-03-01", "NATO", "EU", "040")])
    assert list(events.columns) == list(load_schema("events")["properties"])
    allowed = {name: codebook.values(name) for name in ("event_type", "recurrence", "setting", "scope", "resource")}
    allowed |= {
        name: codebook.values(name) for name in ("dyadic", "directed", "confidence", "issue_area", "currencies")
    }
    allowed |= {"actors": ["EU", "NATO"], "sources": ["gdelt"]}
    placed = events.assign(_file="x", _row=range(len(events)))
    assert check_cells(placed, load_schema("events"), allowed) == []
    assert events["event_id"].is_monotonic_increasing
    first, series = events.iloc[0], events[events["recurrence"] == "regular"].iloc[0]
    assert first["locator"] == "gdelt: 0" and first["confidence"] == "low"
    assert (series["start"], series["end"]) == ("2015-03-01", "2017-03-02")
    assert "۳ نشست از ۲۰۱۵ تا ۲۰۱۷" in series["description_fa"]
    evidence = find_evidence(events, codebook)
    assert set(evidence["indicator"]) == {"N1", "S2"}


def test_reports_from_two_records_make_an_event_surer(written):
    rows = [record(1, "2015-03-01", "EU", "AU", "040"), record(2, "2015-03-02", "EU", "AU", "040")]
    events = written(rows)
    assert events["confidence"].tolist() == ["medium"] and "reports 2" in events["note"].iloc[0]


def test_an_identifier_stays_when_data_are_added(coded):
    one = coded([record(1, "2015-03-01", "EU", "AU", "040")])[0]["event_id"]
    more = coded([record(1, "2015-03-01", "EU", "AU", "040"), record(2, "2014-01-01", "EU", "AU", "040")])[0]
    assert set(one) < set(more["event_id"])


def test_what_each_code_has_brought(tmp_path):
    rows = [*yearly("2015-03-01", "2015-03-02"), record(5, "2015-03-01", "EU", "AU", "19")]
    with Store([write(tmp_path / "x", rows)], ACTS, BODIES) as store:
        code_events(store, RULES, "2020-01-01", CODEBOOK)
        found = store.codes(ACTS).set_index("code")[["records", "events"]]
        assert found.loc["040"].tolist() == [2, 1] and found.loc["19"].tolist() == [1, 0]
        assert store.years().values.tolist() == [["gdelt", "2015", 3]]
        assert store.sightings().values.tolist() == [["gdelt", "EU", 1], ["gdelt", "NATO", 1]]


def test_a_record_in_several_files_counts_once_and_is_told(tmp_path):
    one, other = record(1, "2015-03-01", "EU", "AU", "040"), record(2, "2015-03-01", "EU", "AU", "040")
    first, second = write(tmp_path / "a", [one, other]), write(tmp_path / "b", [other])
    with Store([second, first], ACTS, BODIES) as store:
        assert store.elsewhere() == {second: 1}
        code_events(store, RULES, "2020-01-01", CODEBOOK)
        assert windows_of(store)["reports"].tolist() == [2]


def test_cells_with_signs_of_tables_stay_whole(written):
    odd = 'European_Union;Return,_release "person(s)";China'
    assert written([record(odd, "2015-03-01", "EU", "AU", "040")])["locator"].tolist() == [f"gdelt: {odd}"]


def test_nothing_at_all(written):
    assert written([]).empty


def test_rules_of_a_configuration():
    streams = {"repeat_days": 3, "security_bodies": False}
    streams |= {name: {"meetings": 2, "years": 1, "longest_gap": 9} for name in ("regular", "continuous")}
    assert make_rules(streams) == Rules(3, Recurring(2, 1, 9), Recurring(2, 1, 9), False)


def test_scopes_are_those_of_the_codebook(codebook):
    assert set(STRENGTH) == set(codebook.values("scope"))


def test_a_leap_day_has_its_anniversary(coded):
    assert coded(yearly("2016-02-29", "2017-03-01", "2018-03-01"))[1]["meetings"].tolist() == [3]


@pytest.mark.parametrize(("repeat", "expected"), [(0, [1, 2, 3, 4, 5]), (2, [1, 1, 2, 3, 3]), (9, [1, 1, 1, 2, 2])])
def test_the_first_day_opens_an_event(repeat, expected):
    assert openings([(1, 10), (1, 12), (1, 13), (2, 13), (2, 15)], repeat) == expected
