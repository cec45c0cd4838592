import pytest

from interregional.levels.evidence import add_indicators, find_evidence
from tests.conftest import events_table

PAIR = {"source": "XX", "target": "AA"}


def shown(codebook, **event):
    return sorted(find_evidence(events_table({**PAIR, **event}), codebook)["indicator"])


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"event_type": "contact"}, ["N1"]),
        ({"event_type": "contact", "recurrence": "unstated"}, ["N1"]),
        ({"event_type": "meeting", "setting": "margins", "recurrence": "regular"}, ["N2"]),
        ({"event_type": "memorandum", "setting": "none", "scope": "unstated"}, ["N3"]),
        ({"event_type": "declaration", "setting": "none"}, ["N3"]),
        ({"event_type": "declaration", "setting": "none", "directed": "yes"}, []),
        ({"event_type": "summit", "setting": "wider", "scope": "limited"}, ["I1"]),
        ({"event_type": "summit", "setting": "wider", "scope": "broad"}, ["I2"]),
        (
            {"event_type": "information_exchange", "setting": "wider", "scope": "limited", "recurrence": "regular"},
            ["I1"],
        ),
        ({"event_type": "information_exchange", "scope": "limited", "recurrence": "unstated"}, ["N1"]),
        ({"event_type": "contact", "recurrence": "continuous", "setting": "none"}, ["S3"]),
        ({"event_type": "post", "directed": "yes", "recurrence": "continuous", "setting": "none"}, ["S1"]),
        ({"event_type": "committee", "setting": "none"}, ["S1"]),
        ({"event_type": "ministerial", "recurrence": "regular"}, ["S2"]),
        ({"event_type": "ministerial", "recurrence": "regular", "scope": "unstated"}, []),
        ({"event_type": "ministerial", "recurrence": "regular", "scope": "limited"}, ["I1"]),
        ({"event_type": "dialogue", "recurrence": "continuous"}, ["S3"]),
        ({"event_type": "strategy", "setting": "none"}, ["A1"]),
        ({"event_type": "strategy", "setting": "none", "directed": "yes"}, []),
        ({"event_type": "exercise", "setting": "none"}, ["A2"]),
        ({"event_type": "training", "setting": "none", "directed": "yes", "resource": "human"}, ["A3"]),
        ({"event_type": "training", "setting": "none", "resource": "human"}, ["A2", "A3"]),
        ({"event_type": "equipment", "setting": "none", "directed": "yes", "resource": "material"}, ["A3"]),
        ({"event_type": "funding", "setting": "none", "directed": "yes", "resource": "economic", "scope": "none"}, []),
        ({"event_type": "cut", "setting": "none", "directed": "yes", "resource": "economic"}, []),
        ({"event_type": "agreement", "setting": "none", "scope": "none"}, []),
        ({"event_type": "operation", "setting": "none", "dyadic": "no"}, []),
    ],
)
def test_indicators_of_an_event(codebook, event, expected):
    assert shown(codebook, **event) == expected


def test_every_indicator_has_a_rule(codebook):
    assert set(codebook.evidence_rules["indicator"]) == set(codebook.values("indicator"))


def test_evidence_names_the_dyad_in_alphabetical_order_and_the_rule(codebook):
    found = find_evidence(events_table(PAIR), codebook)
    assert found.to_numpy().tolist() == [["AA", "XX", "N1", "E1", "N1"]]


def test_add_indicators_leaves_events_that_show_nothing_empty(codebook):
    events = events_table(PAIR, {**PAIR, "scope": "none"})
    found = add_indicators(events, find_evidence(events, codebook))
    assert found["indicators"].tolist() == ["N1", ""]


def test_add_indicators_where_nothing_shows_any(codebook):
    events = events_table({**PAIR, "scope": "none"})
    found = add_indicators(events, find_evidence(events, codebook))
    assert found["indicators"].tolist() == [""] and found["indicators"].dtype == events["event_id"].dtype


def test_order_of_rows_is_without_meaning(codebook):
    events = events_table(PAIR, {**PAIR, "setting": "wider"}, {**PAIR, "event_type": "post"})
    assert find_evidence(events, codebook).equals(find_evidence(events[::-1], codebook))
