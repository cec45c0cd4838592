import pytest

from interregional.network.names import length_within, offer_places, overlap, settle

PAGE = (-100.0, -100.0, 100.0, 100.0)
BOX = (0.0, 0.0, 10.0, 10.0)


@pytest.mark.parametrize(
    ("line", "length"),
    [
        (((-5, 5), (15, 5)), 10),
        (((5, 5), (5, 7)), 2),
        (((-5, 11), (15, 11)), 0),
        (((-5, 0), (5, 10)), 50**0.5),
        (((20, 20), (30, 30)), 0),
    ],
)
def test_how_much_of_a_line_is_in_a_box(line, length):
    assert length_within(line, BOX) == pytest.approx(length)


def best(**changed):
    told = {"at": (0, 0), "size": (20, 8), "preferred": "above", "far": 6, "near": [], "lines": [], "page": PAGE}
    offers = offer_places(**(told | changed))
    return min(offers, key=lambda offer: offer[0])[1]


def test_a_name_stands_on_the_side_of_the_layout_if_nothing_is_in_its_way():
    assert best() == (-10, 6, 10, 14)
    assert best(preferred="left") == (-26, -4, -6, 4)


def test_a_name_goes_out_of_the_way_of_lines_and_stays_on_the_page():
    assert best(lines=[((0, 0), (0, 90))])[3] < 6
    assert best(page=(-100, -100, 100, 10))[3] <= 10


def test_a_name_does_not_stand_nearer_to_another_node():
    assert best(near=[(0, 12)])[3] < 12


def test_names_settle_beside_each_other():
    offers = {code: offer_places((x, 0), (20, 8), "above", 6, [], [], PAGE) for code, x in (("AA", 0), ("BB", 12))}
    placed = settle(offers, {"AA": (-4, -4, 4, 4), "BB": (8, -4, 16, 4)})
    assert not overlap(placed["AA"], placed["BB"])
    assert not overlap(placed["AA"], (8, -4, 16, 4)) and not overlap(placed["BB"], (-4, -4, 4, 4))
