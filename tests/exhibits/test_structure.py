from itertools import combinations

import matplotlib.pyplot as plt
import pandas as pd

from interregional.exhibits.structure import draw_flows, draw_overlap, sum_transfers
from tests.conftest import unwrapped

NAMES = {"AA": "آ", "BB": "ب", "CC": "پ"}
FLOWS = pd.DataFrame(
    [
        ("AA", "BB", "2", "E1;E2", "EUR", "100"),
        ("AA", "BB", "2", "E1;E2", "USD", "5"),
        ("BB", "CC", "1", "E3", "", ""),
    ],
    columns=["source", "target", "events", "event_ids", "currency", "amount"],
)
OVERLAP = pd.DataFrame(
    [("AA", "BB", "12", "5", "4", "0.8000"), ("AA", "CC", "12", "3", "0", "0.0000"), ("BB", "CC", "5", "3", "3", "1")],
    columns=["actor_a", "actor_b", "members_a", "members_b", "shared", "containment"],
)


def texts(figure):
    return [unwrapped(text.get_text()) for text in figure.findobj(plt.Text) if text.get_text()]


def test_transfers_are_counted_once_whatever_the_currencies():
    assert sum_transfers(FLOWS).to_numpy().tolist() == [["AA", "BB", "2"], ["BB", "CC", "1"]]


def test_flows_name_givers_and_receivers_with_their_number(wordings):
    told = texts(draw_flows(sum_transfers(FLOWS), NAMES, wordings["fa"]))
    assert {"آ (۲)", "ب (۱)", "ب (۲)", "پ (۱)"} <= set(told)


def test_givers_stand_where_reading_begins(wordings):
    places = {}
    for language in ("en", "fa"):
        figure = draw_flows(sum_transfers(FLOWS), NAMES, wordings[language])
        figure.canvas.draw()
        giver = next(text for text in figure.findobj(plt.Text) if unwrapped(text.get_text()).startswith("آ ("))
        places[language] = giver.get_window_extent().x0 / figure.bbox.width
    assert places["en"] < 0.3 and places["fa"] > 0.7


def test_overlap_shows_shared_members_below_the_diagonal(wordings):
    told = texts(draw_overlap(OVERLAP, 2020, NAMES, wordings["en"]))
    assert told.count("4") == told.count("12") == 1 and "0" not in told
    assert any("2020" in text for text in told)


def test_nothing_to_draw(wordings):
    assert texts(draw_flows(sum_transfers(FLOWS.iloc[:0]), NAMES, wordings["en"]))
    assert texts(draw_overlap(OVERLAP.iloc[:0], 2020, NAMES, wordings["fa"]))


def test_names_of_small_givers_do_not_stand_on_each_other(wordings):
    codes = [f"G{number}" for number in range(12)]
    table = pd.DataFrame({"source": codes, "target": "RR", "transfers": [60, 40, *[1] * 10]})
    figure = draw_flows(table, {code: code for code in (*codes, "RR")}, wordings["en"])
    boxes = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text().startswith("G")]
    assert len(boxes) == 12 and not any(one.overlaps(other) for one, other in combinations(boxes, 2))
