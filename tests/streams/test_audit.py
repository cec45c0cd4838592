"""Drawing records to be judged, and what the judgements come to: tiny tables with what must come out."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from interregional.streams.audit import ACT, DRAWN_COLUMNS, VERDICTS, count, draw, load_judgements, measure_precision
from interregional.tables.problems import DataError
from tests.conftest import ROOT

JUDGED = ROOT / "data" / "raw" / "streams_audit" / "judgements.csv"
COLUMNS = [*DRAWN_COLUMNS, *VERDICTS, "cause", "reason"]


def judgement(record="1", source="EU", kind="meeting", event="e1", day="2015-03-01", sample="1", **cells):
    row = dict.fromkeys(VERDICTS, "yes") | {"cause": "", "reason": "r", "code": "040", "scope": "unstated"}
    row |= {"sample": sample, "layout": "icews", "record": record, "day": day, "event_id": event}
    return row | {"source": source, "target": "NATO", "event_type": kind} | cells


def table(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def found(*rows):
    """Records and events of an edition: (record, event, day, kind, source)."""
    records = [(event, day, record, "040", source, "NATO") for record, event, day, _, source in rows]
    events = {event: kind for _, event, _, kind, _ in rows}
    return (
        pd.DataFrame(records, columns=["event_id", "day", "record", "code", "source", "target"]),
        pd.DataFrame(
            [(event, kind, "main") for event, kind in events.items()], columns=["event_id", "event_type", "scope"]
        ),
    )


RECORDS = [
    ("1", "e1", "2015-03-01", "meeting", "EU"),
    ("2", "e1", "2015-03-01", "meeting", "EU"),
    ("3", "e1", "2015-03-02", "meeting", "EU"),
    ("4", "e2", "2015-05-01", "meeting", "EU"),
    ("5", "e3", "2015-05-01", "contact", "EU"),
    ("6", "e4", "2015-05-01", "meeting", "AU"),
]


def test_one_record_of_each_act_and_day_and_so_many_of_each_stratum():
    drawn = draw(*found(*RECORDS), table(), "1", "icews", 2, 18)
    assert not drawn.duplicated(ACT).any()
    assert drawn.groupby(["source", "event_type"]).size().to_dict() == {
        ("AU", "meeting"): 1,
        ("EU", "contact"): 1,
        ("EU", "meeting"): 2,
    }
    assert set(drawn["scope"]) == {"main"} and set(drawn["layout"]) == {"icews"}


def test_an_act_that_was_judged_is_not_drawn_again_by_any_of_its_records():
    judged = table(judgement(record="1"))
    drawn = draw(*found(*RECORDS), judged, "2", "icews", 9, 19)
    assert sorted(drawn["record"]) == ["3", "4", "5", "6"]
    assert len(draw(*found(*RECORDS), judged, "2", "gdelt", 9, 19)) == 5


@given(order=st.permutations(RECORDS), seed=st.integers(0, 9), most=st.integers(1, 3))
def test_the_sample_does_not_hang_on_the_order_of_the_records(order, seed, most):
    records, events = found(*RECORDS)
    shuffled = records.iloc[[RECORDS.index(row) for row in order]]
    one, other = (draw(told, events, table(), "1", "icews", most, seed) for told in (records, shuffled))
    assert one.equals(other)


def test_precision_by_layout_actor_act_and_cause():
    told = measure_precision(
        table(
            judgement("1"),
            judgement("2", act="unclear", cause="source_code"),
            judgement("3", source="AU", kind="contact", event="e2", actors="no", act="no", cause="place_name"),
        )
    ).set_index(["verdict", "by", "group"])[["judged", "right", "wrong", "unclear"]]
    expected = {
        ("actors", "total", ""): [3, 2, 1, 0],
        ("act", "total", ""): [3, 1, 1, 1],
        ("security", "total", ""): [3, 3, 0, 0],
        ("all", "layout", "icews"): [3, 1, 1, 1],
        ("all", "actor", "AU"): [1, 0, 1, 0],
        ("all", "actor", "NATO"): [3, 1, 1, 1],
        ("all", "event_type", "meeting"): [2, 1, 0, 1],
        ("event", "total", ""): [2, 1, 1, 0],
        ("all", "cause", "place_name"): [1, 0, 1, 0],
        ("all", "cause", "source_code"): [1, 0, 0, 1],
    }
    assert {key: told.loc[key].tolist() for key in expected} == expected


def test_samples_are_measured_apart():
    told = measure_precision(table(judgement(), judgement(sample="2", security="no", cause="leader")))
    whole = told[(told["by"] == "total") & (told["verdict"] == "all")]
    assert whole[["sample", "judged", "right", "share"]].values.tolist() == [
        ["1", 1, 1, "1.0000"],
        ["2", 1, 0, "0.0000"],
    ]


@given(verdicts=st.lists(st.sampled_from(["yes", "no", "unclear"]), min_size=1, max_size=40))
def test_the_interval_is_the_exact_one(verdicts):
    number, right, wrong, unclear, share, low, high = count(verdicts)
    assert number == right + wrong + unclear
    reference = proportion_confint(right, number, method="beta")
    assert (float(low), float(high)) == pytest.approx(reference, abs=6e-5)
    assert float(low) <= float(share) <= float(high)


def test_nothing_judged_has_no_share():
    assert count([]) == (0, 0, 0, 0, "", "", "")


def test_the_judgements_of_the_project_are_whole(actors, codebook):
    judged = load_judgements(str(JUDGED), list(actors["code"]), codebook)
    assert not judged.duplicated(["layout", *ACT]).any() and set(judged["sample"]) == {"1", "2"}


def test_a_cause_without_a_fault_and_a_fault_without_a_cause_are_told(codebook, tmp_path):
    path = tmp_path / "judgements.csv"
    rows = [judgement("1", cause="leader"), judgement("2", act="no"), judgement("3", act="perhaps", cause="leader")]
    table(*rows)[COLUMNS].to_csv(path, index=False)
    with pytest.raises(DataError) as error:
        load_judgements(str(path), ["EU", "NATO"], codebook)
    assert f"{path}:2:cause: leader — doesn't fit the verdicts" in str(error.value)
    assert f"{path}:3:cause:  — doesn't fit the verdicts" in str(error.value)
    assert f"{path}:4:act: perhaps — " in str(error.value)
