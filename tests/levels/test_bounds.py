import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.levels.bounds import bounds_of
from interregional.levels.readings import level_of

FEATURES = ["N1", "N2", "N3", "I1", "I2", "S1", "S2", "S3", "A1", "A2", "A3"]


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        ([], ("none", "none", "none", "")),
        (["N3"], ("nominal", "nominal", "exact", "")),
        (["A1", "A2", "A3", "S3"], ("advanced", "advanced", "exact", "")),
        (["S2"], ("institutionalised", "institutionalised", "exact", "")),
        # A common policy, a post and money, but no regular meeting: not the same as one memorandum.
        (
            ["A1", "A3", "S1"],
            ("nominal", "advanced", "open", "initial: I1|I2; institutionalised: S2|S3; advanced: S2|S3"),
        ),
        (["S2", "A3"], ("institutionalised", "advanced", "open", "advanced: A1|A2")),
        (["I2", "A2"], ("initial", "advanced", "open", "institutionalised: S2|S3; advanced: S2|S3 & A3")),
    ],
)
def test_bounds_under_the_declared_reading(codebook, readings, indicators, expected):
    assert bounds_of(indicators, readings["definitions"]["levels"], codebook) == expected


def test_where_no_definition_is_met_the_lower_bound_is_none(codebook, readings):
    found = bounds_of(["N1"], readings["all"]["levels"], codebook)
    assert found == ("none", "nominal", "open", "nominal: N2 & N3")


@given(st.sets(st.sampled_from(FEATURES)), st.sampled_from(["definitions", "any", "majority", "all"]))
def test_bounds_hold_the_level_and_missing_evidence_would_lift_it(codebook, readings, indicators, reading):
    levels, rank = readings[reading]["levels"], codebook.rank()
    found = bounds_of(indicators, levels, codebook)
    assert found.level_low == level_of(indicators, levels, rank)
    assert rank[found.level_low] <= rank[found.level_high]
    assert (found.fit == "none") == (not indicators)
    for part in filter(None, found.missing.split("; ")):
        level, needs = part.split(": ")
        supplied = {group.split("|")[0] for group in needs.split(" & ")}
        assert not supplied & indicators
        assert rank[level_of(indicators | supplied, levels, rank)] >= rank[level] > rank[found.level_low]
