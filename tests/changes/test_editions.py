"""Two made-up editions, and what is different between them."""

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from interregional.changes.editions import (
    Edition,
    compare_claims,
    compare_dyads,
    compare_events,
    compare_measures,
    compare_nodes,
    pair_claims,
)
from interregional.changes.editions_page import draw_changes, write_page
from interregional.exhibits import saving
from interregional.levels.dyads import code_dyads
from interregional.levels.evidence import add_indicators, find_evidence
from interregional.network.graph import build_flow_graph, build_graph
from interregional.network.measures import measure_network, measure_nodes
from tests.conftest import actors_table, events_table

ACTORS = actors_table(AA="regional_organisation", BB="regional_organisation", CC="state")
NAMES = {"AA": "الف", "BB": "ب", "CC": "پ"}
MEETING = {"event_id": "E1", "source": "AA", "target": "BB", "recurrence": "regular"}
STRATEGY = {"event_id": "E2", "source": "AA", "target": "BB", "event_type": "strategy", "setting": "none"}
GIFT = {"event_id": "E3", "source": "BB", "target": "AA", "event_type": "funding", "resource": "economic",
        "directed": "yes", "setting": "none"}  # fmt: skip
TALK = {"event_id": "E4", "source": "AA", "target": "CC"}


@pytest.fixture
def edition(codebook, readings):
    def edition(*events, verdicts=()):
        table = events_table(*events)
        evidence = find_evidence(table, codebook)
        rule = {"minimum_flows": 2, "ratio": 2}
        dyads = code_dyads(table, evidence, ACTORS, codebook, readings["definitions"]["levels"], rule)
        graph = build_graph(dyads, ACTORS, codebook)
        flows = build_flow_graph(graph)
        claims = [(f"C{n}", "conclusion", "Claim", "ادعا", "statistic", *row) for n, row in enumerate(verdicts)]
        return Edition(
            add_indicators(table, evidence), evidence, dyads, measure_nodes(graph, flows, ["advanced"]),
            measure_network(graph, flows, ["advanced"]),
            pd.DataFrame(claims, columns=["claim_id", "section", "claim", "claim_fa", "statistic", "value", "verdict"]),
        )  # fmt: skip

    return edition


@pytest.fixture
def compared(codebook, edition):
    def compared(before, after):
        events = compare_events(before.events, after.events)
        return events, compare_dyads(before, after, events, codebook).set_index(["actor_a", "actor_b"])

    return compared


def test_events_added_withdrawn_and_changed(edition):
    found = compare_events(
        edition(MEETING, TALK).events, edition(MEETING | {"scope": "limited", "note": "x"}, STRATEGY).events
    )
    assert found.to_numpy().tolist() == [
        ["E1", "changed", "scope;note", "AA", "BB", "main | ", "limited | x"],
        ["E2", "added", "", "AA", "BB", "", ""],
        ["E4", "withdrawn", "", "AA", "CC", "", ""],
    ]


def test_a_level_rises_because_of_the_events_that_show_what_was_lacking(edition, compared):
    _, dyads = compared(edition(MEETING, TALK), edition(MEETING, TALK, STRATEGY, GIFT))
    row = dyads.loc[("AA", "BB")]
    assert (row["level_before"], row["level_after"], row["direction"]) == ("institutionalised", "advanced", "higher")
    assert (row["indicators_gained"], row["indicators_lost"], row["because_of"]) == ("A1;A3", "", "E2;E3")
    assert (row["added"], row["withdrawn"], row["changed"]) == (2, 0, 0)
    assert ("AA", "CC") not in dyads.index


def test_a_level_falls_with_the_event_that_bore_it(edition, compared):
    _, dyads = compared(edition(MEETING, STRATEGY, GIFT), edition(STRATEGY, GIFT))
    row = dyads.loc[("AA", "BB")]
    assert (row["direction"], row["indicators_lost"], row["because_of"]) == ("lower", "S2", "E1")


def test_a_changed_attribute_is_the_reason_too(edition, compared):
    _, dyads = compared(edition(MEETING), edition(MEETING | {"recurrence": "once"}))
    row = dyads.loc[("AA", "BB")]
    assert (row["indicators_gained"], row["indicators_lost"], row["because_of"], row["changed"]) == (
        "N1",
        "S2",
        "E1",
        1,
    )


def test_balance_changes_with_what_is_passed_on(edition, compared):
    more = [GIFT | {"event_id": f"G{n}"} for n in range(2)]
    _, dyads = compared(edition(MEETING, GIFT), edition(MEETING, GIFT, *more))
    row = dyads.loc[("AA", "BB")]
    assert (row["balance_before"], row["balance_after"]) == ("undetermined", "asymmetric")
    assert (row["flow_ba_before"], row["flow_ba_after"], row["because_of"]) == (1, 3, "G0;G1")


def test_a_new_dyad_and_one_that_went(edition, compared):
    _, dyads = compared(edition(MEETING), edition(TALK))
    assert dyads.loc[("AA", "CC"), ["level_before", "level_after"]].tolist() == ["none", "nominal"]
    assert dyads.loc[("AA", "BB"), ["level_before", "level_after"]].tolist() == ["institutionalised", "none"]


def test_nothing_different(edition, compared):
    same = edition(MEETING, TALK)
    events, dyads = compared(same, same)
    assert events.empty and dyads.empty
    assert compare_nodes(same.nodes, same.nodes).empty


def test_measures_and_ranks_of_actors(edition):
    found = compare_nodes(edition(MEETING).nodes, edition(MEETING, TALK).nodes).set_index(["code", "measure"])
    assert found.loc[("AA", "degree")].tolist() == ["1", "2", "1", "1"]
    assert found.loc[("BB", "degree")].tolist() == ["1", "1", "1", "2"]
    assert found.loc[("CC", "degree"), ["before", "after"]].tolist() == ["", "1"]


def test_measures_of_the_whole_are_all_listed(edition):
    one, other = edition(MEETING).measures.astype(str), edition(MEETING, TALK).measures.astype(str)
    found = compare_measures(one, other)
    assert len(found) == len(other)
    ties = found[(found["network"] == "all") & (found["measure"] == "ties")].iloc[0]
    assert (ties["before"], ties["after"]) == (one.loc[1, "value"], other.loc[1, "value"])


def test_verdicts_that_flip(edition):
    before = edition(verdicts=[("1 of 2", "mixed"), ("3", "supported"), ("0", "mixed")])
    after = edition(verdicts=[("2 of 2", "supported"), ("4", "supported"), ("0", "mixed"), ("1", "mixed")])
    found = compare_claims(before.claims, after.claims).set_index("claim_id")
    assert found["flips"].to_dict() == {"C0": "yes", "C1": "no", "C3": "yes"}
    assert found.loc["C0", ["verdict_before", "verdict_after"]].tolist() == ["mixed", "supported"]
    assert found.loc["C3", "verdict_before"] == ""


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_page_tells_all_and_shows_markup_as_text(edition, codebook, wordings, language):
    before = edition(MEETING, TALK, verdicts=[("1 of 2", "mixed")])
    more = STRATEGY | {f"description_{language}": "<script>alert(1)</script>"}
    after = edition(MEETING, TALK, more, GIFT, verdicts=[("2 of 2", "supported")])
    events = compare_events(before.events, after.events)
    tables = {
        "events": events,
        "dyads": compare_dyads(before, after, events, codebook).astype(str),
        "nodes": compare_nodes(before.nodes, after.nodes),
        "measures": compare_measures(before.measures, after.measures).astype(str),
        "claims": compare_claims(before.claims, after.claims),
    }
    editions = ["one", "two"]
    page = write_page(tables, [before.events, after.events], editions, NAMES, codebook, wordings[language])
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert 'href="#E2"' in page and 'id="E2"' in page and "الف – ب" in page
    assert f'dir="{wordings[language].direction}"' in page and wordings[language]["verdict=supported"] in page
    assert ("←" in page) is (language == "fa")
    assert not re.search("https?://", page)
    saving.set_style()
    for dyads in (tables["dyads"], tables["dyads"].iloc[:0]):
        figure = draw_changes(dyads, NAMES, codebook, wordings[language])
        told = " ".join(text.get_text() for text in figure.findobj(plt.Text))
        assert ("الف – ب" in told) is bool(len(dyads))
        assert (wordings[language]["nothing=changes_levels"] in told) is not bool(len(dyads))
        plt.close(figure)


def test_every_claim_stands_beside_itself_and_tells_whether_its_verdict_flips():
    def claims(*verdicts):
        rows = [(f"C{n}", "conclusion", "x", "ایکس", verdict, "share", f"{n}") for n, verdict in enumerate(verdicts)]
        columns = ["claim_id", "section", "claim", "claim_fa", "verdict", "statistic", "value"]
        return pd.DataFrame(rows, columns=columns)

    told = pair_claims(claims("supported", "not testable"), claims("supported", "mixed"))
    assert told[["claim_id", "verdict_before", "verdict_after", "flips"]].to_numpy().tolist() == [
        ["C0", "supported", "supported", "no"],
        ["C1", "not testable", "mixed", "yes"],
    ]
