"""Each test of a claim is shown a catalogue that bears the claim out, and one built to break it."""

import math
import re

import pandas as pd
import pytest

from interregional.levels.dyads import code_dyads
from interregional.levels.evidence import add_indicators, find_evidence
from interregional.network.chance import measure_chance
from interregional.replication.claims.evidence import Catalogue
from interregional.replication.claims.judging import TESTS, judge_claims
from interregional.tables.files import read_table, split_list
from tests.conftest import ROOT, actors_table, events_table
from tests.replication.claims.test_time import history

ORGANISATIONS = {"AA": "regional_organisation", "BB": "regional_organisation", "FF": "subregional_organisation"}
ACTORS = actors_table(**ORGANISATIONS, CC="state", DD="forum", EE="state")
MEETING = {"recurrence": "regular"}
GIFT = {"event_type": "funding", "resource": "economic", "directed": "yes", "setting": "none"}


def between(a, b, **more):
    return {"source": a, "target": b, **more}


def gifts(a, b, number):
    return [between(a, b, **GIFT)] * number


STAR = [between("AA", other, **MEETING) for other in ("BB", "CC", "DD", "EE", "FF")]
RING = [between(pair[:2], pair[2:], **MEETING) for pair in ("AABB", "BBCC", "CCDD", "DDEE", "AAEE")]
MODEL = between("AA", "BB", event_type="model", directed="yes")


@pytest.fixture
def catalogue(codebook, readings):
    def build(*events, printed=()):
        table = events_table(*events)
        rule = {"minimum_flows": 2, "ratio": 2}
        levels = readings["definitions"]["levels"]
        dyads = code_dyads(table, find_evidence(table, codebook), ACTORS, codebook, levels, rule)
        drawn = ["institutionalised", "advanced"]
        pairs = set(printed) or set(zip(dyads["actor_a"], dyads["actor_b"]))
        shown = add_indicators(table, find_evidence(table, codebook))
        chance = measure_chance(shown, dyads, levels, codebook, rule, 20, 1)
        past = history(table, ACTORS, codebook, readings)
        return Catalogue(table, ACTORS, dyads, pairs, codebook, drawn, 200, 1, past, chance)

    return build


def verdict(catalogue, test, **claim):
    row = {"actors": "", "dyads": "", "against": "", "value": "", "needs_en": "x", "comment": ""} | claim
    return TESTS[test](row, catalogue)


def test_level_all_some_none(catalogue):
    coded = catalogue(*STAR[:2])
    assert verdict(coded, "level", dyads="AA-BB;AA-CC", value="institutionalised").verdict == "supported"
    assert verdict(coded, "level", dyads="AA-BB", value="nominal;initial").verdict == "not supported"
    wanting = [between("AA", "BB", **MEETING), between("AA", "BB", event_type="strategy")]
    note = verdict(catalogue(*wanting), "level", dyads="AA-BB", value="advanced").note
    assert note == "coded AA-BB: institutionalised; the evidence leaves the level open for AA-BB"
    some = verdict(coded, "level", dyads="AA-BB;AA-EE", value="institutionalised")
    assert (some.verdict, some.value) == ("mixed", "1 of 2")


def test_balance_flips_and_too_little_is_no_verdict(catalogue):
    claim = {"dyads": "AA-BB", "value": "asymmetric"}
    assert verdict(catalogue(*gifts("AA", "BB", 3)), "balance", **claim).verdict == "supported"
    even = catalogue(*gifts("AA", "BB", 2), *gifts("BB", "AA", 2))
    assert verdict(even, "balance", **claim).verdict == "not supported"
    assert verdict(catalogue(*gifts("AA", "BB", 1)), "balance", **claim).verdict == "not testable"


def test_hub_flips_on_another_star(catalogue):
    claim = {"actors": "AA", "value": "degree;betweenness"}
    assert verdict(catalogue(*STAR), "hub", **claim).verdict == "supported"
    other = [between("BB", code, **MEETING) for code in ("AA", "CC", "DD", "EE")]
    assert verdict(catalogue(*other), "hub", **claim).verdict == "not supported"
    half = verdict(catalogue(*STAR, printed=[("AA", "BB")]), "hub", actors="BB", value="degree")
    assert (half.verdict, half.value) == ("mixed", "1 of 3")


def test_a_hub_is_told_beside_what_attention_alone_gives(catalogue):
    note = verdict(catalogue(*STAR, *STAR), "hub", actors="AA", value="degree").note
    assert "degree 5.00, by attention alone 5.00 (5.00 to 5.00)" in note


def test_hub_against_chance(catalogue):
    star = verdict(catalogue(*STAR), "hub", actors="AA", value="degree;betweenness")
    ring = verdict(catalogue(*RING), "hub", actors="AA", value="degree")
    assert star.p < 0.05 < ring.p
    assert "rewired" in star.note and "rewired" not in ring.note


def test_dominance_by_ties_and_by_what_is_given(catalogue):
    coded = catalogue(*STAR, *gifts("BB", "AA", 2))
    assert verdict(coded, "dominance", actors="AA>BB", value="degree").verdict == "supported"
    assert verdict(coded, "dominance", actors="AA>BB", value="out_degree").verdict == "not supported"


def test_donor_and_receiver_are_each_others_contrary(catalogue):
    coded = catalogue(*gifts("AA", "BB", 6))
    donor = verdict(coded, "donor", actors="AA")
    assert (donor.verdict, donor.effect) == ("supported", "1.00 of transfers")
    assert donor.p == pytest.approx(1 / 2**6)
    assert verdict(coded, "donor", actors="BB").verdict == "not supported"
    assert verdict(coded, "receiver", actors="BB").verdict == "supported"
    assert verdict(coded, "receiver", actors="AA").verdict == "not supported"


def test_integrated(catalogue):
    coded = catalogue(*STAR)
    assert verdict(coded, "integrated", actors="AA").verdict == "supported"
    assert verdict(coded, "integrated", actors="BB").verdict == "mixed"
    assert verdict(catalogue(*STAR[:1]), "integrated", actors="EE").verdict == "not supported"


@pytest.mark.parametrize(
    ("value", "expected", "count"),
    [
        ("dyads | level!=none | level=institutionalised/advanced | >0.5", "supported", "5 of 5"),
        ("dyads | | level=advanced | >0.5", "not supported", "0 of 5"),
        ("events | | source=AA | =1", "supported", "5 of 5"),
        ("events | target=BB/CC | target=BB | =1", "mixed", "1 of 2"),
        ("events | transfer=yes | source=AA | >0.5", "not testable", "0 of 0"),
        ("nodes | code!=AA | neighbours~AA/ZZ | >0.5", "supported", "5 of 5"),
    ],
)
def test_share(catalogue, value, expected, count):
    outcome = verdict(catalogue(*STAR), "share", value=value)
    assert (outcome.verdict, outcome.value) == (expected, count)


def test_share_of_the_dyads_named(catalogue):
    claim = {"dyads": "AA-BB", "value": "events | | transfer=yes | >0.5"}
    assert verdict(catalogue(*STAR, *gifts("AA", "BB", 3)), "share", **claim).value == "3 of 4"


def test_order_of_levels_and_of_asymmetry(catalogue):
    given = [*gifts("AA", "BB", 3), *gifts("AA", "CC", 3), *gifts("CC", "AA", 1)]
    coded = catalogue(*STAR[:1], between("AA", "CC"), *given)
    assert verdict(coded, "order", dyads="AA-BB", against="AA-CC", value="level").verdict == "supported"
    assert verdict(coded, "order", dyads="AA-CC", against="AA-BB", value="level").verdict == "not supported"
    assert verdict(coded, "order", dyads="AA-BB", against="AA-CC", value="asymmetry").verdict == "supported"
    same = catalogue(*gifts("AA", "BB", 3), *gifts("AA", "CC", 4))
    assert verdict(same, "order", dyads="AA-BB", against="AA-CC", value="asymmetry").verdict == "not testable"


def test_type_flips_with_the_levels(catalogue):
    claim = {"dyads": "regional-state", "against": "regional-group;regional-regional", "value": "level"}
    high = [between("AA", "CC", **MEETING), between("AA", "EE", **MEETING), between("AA", "DD"), between("AA", "BB")]
    low = [between("AA", "CC"), between("AA", "EE"), between("AA", "DD", **MEETING), between("AA", "BB", **MEETING)]
    assert verdict(catalogue(*high), "type", **claim).verdict == "supported"
    assert verdict(catalogue(*low), "type", **claim).verdict == "not supported"
    # Two against two: of the six ways to share out the levels one is as extreme.
    assert verdict(catalogue(*high), "type", **claim).p == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("value", "events", "expected"),
    [
        ("connected", STAR, "supported"),
        ("connected", [*STAR[:1], between("CC", "DD")], "mixed"),
        ("connected_figure_1", [*STAR, between("CC", "DD")], "supported"),
        ("two_kinds_of_transfer", gifts("AA", "BB", 1), "mixed"),
        ("two_kinds_of_transfer", [*gifts("AA", "BB", 1), MODEL], "supported"),
        ("multiplex", STAR, "not supported"),
        ("multiplex", [between("AA", "BB", event_type="training", resource="human"), *STAR[:1]], "supported"),
        ("not_hierarchical", [*STAR, *gifts("AA", "BB", 1)], "not supported"),
        ("not_hierarchical", [*STAR, *gifts("AA", "BB", 1), *gifts("BB", "AA", 1)], "supported"),
        ("not_flat", STAR, "supported"),
        ("not_flat", RING, "not supported"),
        ("unequal", STAR, "supported"),
        ("unequal", RING, "not supported"),
    ],
)  # fmt: skip
def test_structure_flips(catalogue, value, events, expected):
    assert verdict(catalogue(*events), "structure", value=value).verdict == expected


def register(*tests, needs=""):
    return pd.DataFrame(
        [
            {"claim_id": f"C{n}", "section": "1", "claim_en": "x", "claim_fa": "x", "locator": "1: x", "test": test,
             "actors": actor, "dyads": "", "against": "", "value": value, "needs_en": needs, "comment": "known"}
            for n, (test, actor, value) in enumerate(tests)
        ]
    )  # fmt: skip


def test_what_cannot_be_tested_says_what_is_needed(catalogue):
    claims = register(("none", "", ""), ("trend", "", "rate|1990-1999|2000-2009|more"), needs="an archive")
    judged = judge_claims(claims, catalogue(*STAR))
    assert judged["verdict"].tolist() == ["not testable"] * 2
    assert judged.loc[0, "note"] == "needed: an archive; known"
    assert judged.loc[1, "note"].startswith("too few dated events") and "needed: an archive" in judged.loc[1, "note"]


def test_chance_is_corrected_over_all_claims(catalogue):
    claims = register(("donor", "AA", ""), ("receiver", "BB", ""), ("integrated", "AA", ""))
    one = judge_claims(claims[:1], catalogue(*gifts("AA", "BB", 5)))
    three = judge_claims(claims, catalogue(*gifts("AA", "BB", 5)))
    assert one["p"].tolist() == one["p_holm"].tolist() == ["0.0312"]
    assert one["verdict"].tolist() == ["supported"]
    assert three["p_holm"].tolist() == ["0.0625", "0.0625", ""]
    assert three["verdict"].tolist()[:2] == ["mixed", "mixed"]
    assert "within chance" in three.loc[0, "note"] and three.loc[0, "note"].endswith("known")


def test_random_draws_are_seeded(catalogue):
    outcomes = [verdict(catalogue(*STAR), "structure", value="not_flat") for _ in range(2)]
    assert outcomes[0] == outcomes[1]
    assert math.isfinite(outcomes[0].p)


def test_the_register_of_claims_is_whole(codebook, paper_run):
    claims = read_table(ROOT / "data" / "raw" / "published" / "claims.csv")
    assert len(claims) >= 60
    assert set(claims["test"]) <= set(TESTS)
    dyads = pd.read_csv(paper_run / "dyads.csv")
    coded = {f"{a}-{b}" for a, b in zip(dyads["actor_a"], dyads["actor_b"])} | set(codebook.values("dyad_type"))
    printed = pd.read_csv(paper_run / "replication" / "table_1.csv")
    coded |= {f"{a}-{b}" for a, b in zip(printed["actor_a"], printed["actor_b"])}
    for claim in claims.to_dict("records"):
        assert set(split_list(claim["dyads"])) <= coded, claim["claim_id"]
        assert bool(claim["needs_en"]) is bool(claim["needs_fa"]), claim["claim_id"]
        assert claim["needs_en"] if claim["test"] == "none" else claim["test"] == "trend" or not claim["needs_en"]
        assert not re.search("[A-Za-z0-9]", claim["claim_fa"]), claim["claim_id"]


def test_an_edition_without_the_actors_of_a_claim_gives_no_verdict(catalogue):
    empty = catalogue(between("CC", "EE", scope="none"))
    for test, claim in [
        ("level", {"dyads": "AA-BB", "value": "nominal"}),
        ("balance", {"dyads": "AA-BB", "value": "symmetric"}),
        ("hub", {"actors": "AA", "value": "degree"}),
        ("share", {"dyads": "AA-BB", "value": "dyads | | level=nominal | =1"}),
        ("order", {"dyads": "AA-BB", "against": "AA-CC", "value": "asymmetry"}),
        ("type", {"dyads": "regional-state", "against": "regional-group", "value": "level"}),
        ("structure", {"value": "connected"}),
    ]:
        assert verdict(empty, test, **claim).verdict == "not testable", test
    for value in ("not_flat", "unequal", "not_hierarchical", "multiplex", "two_kinds_of_transfer"):
        assert verdict(empty, "structure", value=value).verdict in ("not supported", "not testable"), value
