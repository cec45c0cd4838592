import itertools

import pandas as pd
import pytest
from matplotlib.text import Annotation, Text

from interregional.exhibits import figures, saving
from interregional.network.marks import MOST_ACTORS
from tests.conftest import actors_table

ACTORS = actors_table(AA="regional_organisation", BB="state", CC="forum>AA").assign(label_fa=["اتحادیهٔ الف", "ب", "پ"])
LAYOUT = pd.DataFrame([("AA", "0", "0", "above"), ("BB", "3", "-2", "below")], columns=["code", "x", "y", "label"])
TIES = pd.DataFrame(
    [("AA", "BB", "advanced", "exact", "AA", "BB", "E1"), ("AA", "CC", "institutionalised", "open", "", "", "E2")],
    columns=["actor_a", "actor_b", "level", "fit", "giver", "receiver", "event_ids"],
)
LEVELS = ["institutionalised", "advanced"]


@pytest.fixture
def placed(codebook):
    return figures.place_ties(TIES, ACTORS, LAYOUT, codebook)


def drawn(placed, codebook, wording, actors=ACTORS, origin="figure_1_coded"):
    names = dict(zip(actors["code"], actors[f"label_{wording.language}"]))
    return figures.draw_network(placed, names, LEVELS, origin, "selection_note", codebook, wording)


def test_places_come_from_the_layout_and_others_stand_outside(placed):
    first, second = placed.to_dict("records")
    assert (first["x_a"], first["y_a"], first["x_b"], first["y_b"]) == (0, 0, 3, -2)
    assert (second["x_b"], second["y_b"]) == (0.0, 5.0)
    assert (first["part_whole"], second["part_whole"]) == ("no", "yes")
    assert first["event_ids"] == "E1"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_levels_differ_without_colour_and_the_legend_names_them(placed, codebook, wordings, language):
    figure = drawn(placed, codebook, wordings[language])
    widths = {patch.get_linewidth() for patch in figure.axes[0].patches if patch.get_linewidth()}
    dashes = {patch.get_linestyle() for patch in figure.axes[0].patches if patch.get_linewidth()}
    assert len(widths) == len(dashes) == 2
    legend = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
    for label in ("advanced", "institutionalised"):
        assert any(codebook.labels("level", language)[label] in text for text in legend)
    for word in ("legend_arrow", "legend_part_whole"):
        assert any(wordings[language][word] in text for text in legend)


def test_there_is_one_arrow_and_it_ends_at_the_receiver(placed, codebook, wordings):
    figure = drawn(placed, codebook, wordings["en"])
    arrows = [child for child in figure.axes[0].texts if isinstance(child, Annotation) and child.arrow_patch]
    assert [arrow.xy for arrow in arrows] == [(3.0, -2.0)]


def test_two_drawings_are_the_same_bytes(tmp_path, placed, codebook, wordings):
    for name in ("one", "two"):
        saving.save(drawn(placed, codebook, wordings["fa"]), tmp_path / name)
    for ending in saving.FORMATS:
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_of_many_actors_some_are_drawn_and_no_two_names_touch(codebook, wordings, language):
    codes = [f"A{number:02d}" for number in range(60)]
    pairs = [(one, other) for one in codes[:4] for other in codes[4:]]
    ties = pd.DataFrame(pairs, columns=["actor_a", "actor_b"]).assign(
        level="advanced", fit="exact", giver="", receiver="", event_ids="E1"
    )
    actors = actors_table(**dict.fromkeys(codes, "state")).assign(
        label_en=[f"Organisation {code}" for code in codes], label_fa=[f"سازمان همکاری {code}" for code in codes]
    )
    placed = figures.place_ties(ties, actors, LAYOUT, codebook)
    assert len(placed) == len(ties)
    shown = figures.with_room(placed)
    assert len({*shown["actor_a"], *shown["actor_b"]}) == MOST_ACTORS
    figure = drawn(placed, codebook, wordings[language], actors)
    figure.canvas.draw()
    boxes = [Text.get_window_extent(text) for text in figure.axes[0].texts]
    assert len(boxes) == MOST_ACTORS
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)


@pytest.mark.parametrize("name", ["figure_1", "figure_1_published"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_names_of_the_paper_edition_do_not_overlap(paper_run, codebook, wordings, name, language):
    placed = pd.read_csv(paper_run / "figures" / f"{name}.csv", keep_default_na=False)
    actors = pd.read_csv(paper_run / "clean" / "actors.csv", dtype=str, keep_default_na=False)
    figure = drawn(placed, codebook, wordings[language], actors)
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    shown = [text for text in figure.axes[0].texts if text.get_text()]
    boxes = {text.get_text(): Text.get_window_extent(text, renderer) for text in shown}
    nodes = [
        figure.axes[0].transData.transform((line.get_xdata()[0], line.get_ydata()[0]))
        for line in figure.axes[0].lines
        if line.get_markersize() == figures.NODE_SIZE
    ]
    assert len(boxes) == len(nodes) == len({*placed["actor_a"], *placed["actor_b"]})
    for (one, box), (other, its) in itertools.combinations(boxes.items(), 2):
        assert not box.overlaps(its), (one, other)
    page = figure.bbox
    for text, box in boxes.items():
        assert page.x0 <= box.x0 and box.x1 <= page.x1, text
        assert not any(box.contains(*node) for node in nodes), text
    legends = [legend.get_window_extent(renderer) for legend in figure.legends]
    assert not any(box.overlaps(legend) for box in boxes.values() for legend in legends)
    assert not any(one.overlaps(other) for one, other in itertools.combinations(legends, 2))
    assert all(page.x0 <= legend.x0 and legend.x1 <= page.x1 for legend in legends)


def test_both_languages_and_both_figures_use_the_same_positions(paper_run):
    places = {}
    for name in ("figure_1", "figure_1_published"):
        for row in pd.read_csv(paper_run / "figures" / f"{name}.csv").to_dict("records"):
            for side in ("a", "b"):
                place = (row[f"x_{side}"], row[f"y_{side}"])
                assert places.setdefault(row[f"actor_{side}"], place) == place
