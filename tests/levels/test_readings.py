import pytest
from hypothesis import given
from hypothesis import strategies as st

from interregional.codebook.decisions import load_codebook, load_readings
from interregional.levels.readings import level_of
from tests.conftest import CODEBOOK_FILES, ROOT

CODEBOOK = load_codebook(CODEBOOK_FILES)
READINGS = load_readings(ROOT / "config" / "readings.yaml", CODEBOOK)
RANK = CODEBOOK.rank()
INDICATORS = st.sets(st.sampled_from(CODEBOOK.values("indicator")))


def level(reading, shown):
    return level_of(shown.split(), READINGS[reading]["levels"], RANK)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("", "none"),
        ("N1", "nominal"),
        ("S1", "nominal"),
        ("A3", "nominal"),
        ("A1 A2 A3 S1", "nominal"),
        ("I1", "initial"),
        ("I2 A1", "initial"),
        ("S2", "institutionalised"),
        ("S3 A3", "institutionalised"),
        ("S2 A1", "institutionalised"),
        ("S2 A1 A3", "advanced"),
        ("S3 A2 A3", "advanced"),
    ],
)
def test_section_4_definitions(shown, expected):
    assert level("definitions", shown) == expected


@pytest.mark.parametrize(
    ("reading", "shown", "expected"),
    [
        ("any", "A3", "advanced"),
        ("any", "S1 I1", "institutionalised"),
        ("majority", "A3", "none"),
        ("majority", "A1 A3", "advanced"),
        ("majority", "I1", "none"),
        ("majority", "I1 I2", "initial"),
        ("all", "A1 A3", "none"),
        ("all", "A1 A2 A3", "advanced"),
        ("all", "N1 N2 N3", "nominal"),
    ],
)
def test_other_readings(reading, shown, expected):
    assert level(reading, shown) == expected


@pytest.mark.parametrize("reading", READINGS)
@given(shown=INDICATORS, more=INDICATORS)
def test_more_evidence_never_lowers_a_level(reading, shown, more):
    levels = READINGS[reading]["levels"]
    assert RANK[level_of(shown | more, levels, RANK)] >= RANK[level_of(shown, levels, RANK)]


@given(shown=INDICATORS)
def test_stricter_readings_never_give_more(shown):
    ranks = [RANK[level_of(shown, READINGS[name]["levels"], RANK)] for name in ("all", "majority", "any")]
    assert ranks == sorted(ranks)
