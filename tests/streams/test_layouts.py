"""The layouts that are known, and those of one's own."""

import pytest

from interregional.streams.layouts import folded, lacks, load_layouts
from interregional.tables.problems import DataError
from tests.conftest import ROOT
from tests.event_files import OWN_LAYOUT

LAYOUTS = ROOT / "config" / "streams" / "layouts.yaml"


def test_names_of_columns_are_compared_without_capitals_spaces_and_signs():
    assert folded("Event ID") == folded("event_id") == folded("Event.ID") and folded("Event ID") != folded("Event IDs")


def test_the_user_s_own_layouts_come_first():
    assert load_layouts(LAYOUTS, {"mine": OWN_LAYOUT}, "config.yaml")[0].name == "mine"


def test_what_a_file_must_have():
    assert lacks(["day", "text", "source_name", "target_code"]) == []
    assert lacks(["source_name"]) == [("day",), ("code", "text"), ("target_name", "target_code")]


def test_columns_by_place_are_those_by_name():
    """Where no line names the columns, every field is found at its place."""
    for layout in load_layouts(LAYOUTS, {}, "config.yaml"):
        for widths in layout.widths:
            assert set(layout.columns(layout.without_header(min(widths)))) == set(layout.fields), layout.name


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"separator": "comma"}, "mine"),
        ({"widths": [[4]]}, "mine"),
        ({"widths": [[4]], "places": {"id": 1, "date": 2, "from": 3}}, "mine.places"),
        ({"fields": {"record": "id"}}, "mine.fields"),
        ({"colour": "red"}, "mine"),
        ({"day_format": "%y"}, "mine.day_format"),
    ],
)
def test_faults_of_a_layout_of_ones_own_are_told(change, where):
    with pytest.raises(DataError) as error:
        load_layouts(LAYOUTS, {"mine": OWN_LAYOUT | change}, "config.yaml")
    assert f"config.yaml:0:{where}:" in str(error.value)
