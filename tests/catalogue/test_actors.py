import itertools

import pytest

from interregional.catalogue.actors import alias_index, dyad_type, is_part_whole, pair, wholes
from tests.conftest import actors_table


def test_names_in_both_languages_lead_to_the_code():
    actors = actors_table(EU="regional_organisation").assign(aliases="EC;جامعه اروپا", name_fa="اتحادیهٔ اروپا")
    index, problems = alias_index(actors.assign(_file="f", _row=2))
    assert problems == []
    assert index["ec"] == index["eu"] == index["جامعهاروپا"] == index["اتحادیهاروپا"] == "EU"


def test_a_name_of_two_actors_is_a_problem():
    actors = actors_table(AA="state", BB="state").assign(aliases="Same", _file="f", _row=[2, 3])
    _, problems = alias_index(actors)
    assert [str(problem) for problem in problems] == [
        "f:3:aliases: Same — also a name of AA; a name that belongs to one actor"
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("regional_organisation", "regional_organisation", "regional-regional"),
        ("state", "regional_organisation", "regional-state"),
        ("forum", "regional_organisation", "regional-group"),
        ("regional_organisation", "programme", "regional-group"),
        ("subregional_organisation", "regional_organisation", "regional-subregional"),
        ("state", "state", "state-state"),
    ],
)
def test_dyad_type(codebook, one, other, expected):
    assert dyad_type(one, other, codebook) == expected


def test_every_pair_of_kinds_has_a_type_in_either_order(codebook):
    for one, other in itertools.product(codebook.values("kind"), repeat=2):
        found = dyad_type(one, other, codebook)
        assert found == dyad_type(other, one, codebook)
        assert found in codebook.values("dyad_type")


def test_pair_is_alphabetical():
    assert pair("USA", "EU") == pair("EU", "USA") == ("EU", "USA")


def test_part_whole_in_either_order():
    within = wholes(actors_table(AA="forum", BB="state>AA", CC="state"))
    assert is_part_whole("AA", "BB", within)
    assert is_part_whole("BB", "AA", within)
    assert not is_part_whole("BB", "CC", within)
