import matplotlib.pyplot as plt
import pandas as pd
import pytest

from interregional.exhibits.plates import WIDE, fit_axes, put_levels


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("length", [4, 60])
def test_names_of_dyads_stand_on_the_page_however_long_they_are(codebook, wordings, language, length):
    table = pd.DataFrame({"actor_a": ["AA", "AA"], "actor_b": ["BB", "CC"]})
    figure, axes = plt.subplots(figsize=(WIDE, 3))
    put_levels(axes, table, {"AA": "n" * (length // 2), "BB": "m" * (length // 2)}, codebook, wordings[language])
    fit_axes(figure, axes, wordings[language], 0.5, 0.5, wide=1.0)
    boxes = [label.get_window_extent() for label in axes.get_yticklabels()]
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width for box in boxes)
    # Short names leave the columns the room that they are given.
    assert (axes.get_position().width > 0.8) == (length == 4)
