from interregional.levels.dyads import code_dyads
from interregional.levels.evidence import find_evidence
from tests.conftest import actors_table, events_table

RULE = {"minimum_flows": 2, "ratio": 2}
ACTORS = actors_table(AU="regional_organisation", EU="regional_organisation", USA="state>EU")


def coded(codebook, readings, *events, reading="definitions"):
    table = events_table(*events)
    levels = readings[reading]["levels"]
    return code_dyads(table, find_evidence(table, codebook), ACTORS, codebook, levels, RULE)


def test_a_dyad_in_full(codebook, readings):
    money = {"source": "EU", "target": "AU", "directed": "yes", "event_type": "funding", "resource": "economic"}
    found = coded(
        codebook,
        readings,
        {"source": "AU", "target": "EU", "recurrence": "regular", "start": "2007"},
        {"source": "EU", "target": "AU", "event_type": "strategy", "start": "2005-03"},
        {**money, "amount": "100", "currency": "EUR", "end": "2016"},
        {**money},
        {**money, "event_type": "cut"},
        {"source": "EU", "target": "", "dyadic": "no", "event_type": "war"},
    )
    assert found.to_dict("records") == [
        {
            "actor_a": "AU",
            "actor_b": "EU",
            "dyad_type": "regional-regional",
            "level": "advanced",
            "level_low": "advanced",
            "level_high": "advanced",
            "fit": "exact",
            "missing": "",
            "indicators": "A1;A3;S2",
            "event_ids": "E1;E2;E3;E4",
            "negative_event_ids": "E5",
            "first_year": "2005",
            "last_year": "2016",
            "flow_ab": 0,
            "flow_ba": 2,
            "asymmetry": "-1.000000",
            "balance": "asymmetric",
            "amounts_ab": "",
            "amounts_ba": "EUR 100",
            "part_whole": "no",
        }
    ]


def test_without_its_decisive_event_a_dyad_falls(codebook, readings):
    events = [
        {"source": "EU", "target": "USA", "recurrence": "regular"},
        {"source": "EU", "target": "USA", "event_type": "operation", "resource": "human"},
    ]
    assert coded(codebook, readings, *events)["level"].tolist() == ["advanced"]
    assert coded(codebook, readings, events[0])["level"].tolist() == ["institutionalised"]
    assert coded(codebook, readings, events[1])["level"].tolist() == ["nominal"]


def test_part_whole_and_undated(codebook, readings):
    found = coded(codebook, readings, {"source": "USA", "target": "EU"}).iloc[0]
    assert (found["part_whole"], found["first_year"], found["asymmetry"]) == ("yes", "", "")
    assert found["balance"] == "undetermined"


def test_the_reading_decides(codebook, readings):
    event = {"source": "EU", "target": "AU", "event_type": "training", "resource": "human", "directed": "yes"}
    assert coded(codebook, readings, event, reading="any")["level"].tolist() == ["advanced"]
    assert coded(codebook, readings, event, reading="all")["level"].tolist() == ["none"]
