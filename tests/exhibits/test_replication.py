import pandas as pd
import pytest

from interregional.exhibits import figures, replication
from tests.conftest import actors_table, unwrapped

LEVELS = ["institutionalised", "advanced"]
ACTORS = actors_table(AA="regional_organisation", BB="state", CC="forum", DD="state", EE="state", FF="state")
PLACES = {"AA": (0, 0), "BB": (3, -2), "CC": (-3, -2), "DD": (3, 2), "EE": (-3, 2), "FF": (0, 3)}
LAYOUT = pd.DataFrame(
    [(code, str(x), str(y), "above") for code, (x, y) in PLACES.items()], columns=["code", "x", "y", "label"]
)


def compared(codebook, published: str, level: str, high: str = "") -> list[tuple[str, str, str, str]]:
    """Levels, standing and open of one dyad; no row if neither network has it, no coded dyad if the level is empty."""
    stated = pd.DataFrame([("AA", "BB", published)], columns=["actor_a", "actor_b", "published_level"])
    dyads = pd.DataFrame(
        [("AA", "BB", level, level, high or level, "E1")] if level else [],
        columns=["actor_a", "actor_b", "level", "level_low", "level_high", "event_ids"],
    )
    found = replication.compare_ties(stated, dyads, LEVELS, codebook)
    return list(found[["published_level", "coded_level", "standing", "open"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("published", "level", "high", "standing", "left_open"),
    [
        ("advanced", "advanced", "", "both", "no"),
        ("institutionalised", "institutionalised", "advanced", "both", "yes"),
        ("advanced", "institutionalised", "advanced", "lower", "yes"),
        ("institutionalised", "advanced", "", "higher", "no"),
        ("advanced", "nominal", "advanced", "only_paper", "yes"),
        # What the evidence leaves open is less than what the paper states.
        ("advanced", "nominal", "institutionalised", "only_paper", "no"),
        ("initial", "institutionalised", "", "only_evidence", "no"),
        ("", "institutionalised", "advanced", "only_evidence", "yes"),
    ],
)
def test_a_tie_stands_in_one_network_or_both(codebook, published, level, high, standing, left_open):
    assert compared(codebook, published, level, high) == [(published, level, standing, left_open)]


def test_a_dyad_without_events_is_the_papers_alone_and_one_below_the_drawn_levels_is_left_out(codebook):
    assert compared(codebook, "advanced", "") == [("advanced", "none", "only_paper", "no")]
    assert compared(codebook, "initial", "nominal") == []


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_difference_tells_both_levels_and_every_standing_by_its_line(codebook, wordings, language):
    rows = [
        ("AA", "BB", "advanced", "advanced", "advanced", "advanced", "both", "no", "E1"),
        ("AA", "CC", "advanced", "institutionalised", "institutionalised", "advanced", "lower", "yes", "E2"),
        ("AA", "DD", "institutionalised", "advanced", "advanced", "advanced", "higher", "no", "E3"),
        ("AA", "EE", "advanced", "none", "none", "none", "only_paper", "no", ""),
        ("AA", "FF", "", "institutionalised", "institutionalised", "institutionalised", "only_evidence", "no", "E4"),
    ]
    columns = ["published_level", "coded_level", "level_low", "level_high", "standing", "open", "event_ids"]
    ties = pd.DataFrame(rows, columns=["actor_a", "actor_b", *columns])
    wording = wordings[language]
    names = dict(zip(ACTORS["code"], ACTORS["code"]))
    placed = figures.place_ties(ties, ACTORS, LAYOUT, codebook)
    figure = replication.draw_difference(placed, names, codebook, wording)
    lines = [line for line in figure.axes[0].lines if line.get_linestyle() != "None"]
    assert len({(line.get_linestyle(), str(line._dash_pattern), line.get_linewidth()) for line in lines}) == len(rows)
    assert [bool(line.get_path_effects()) for line in lines] == [False, True, False, False, False]
    told = [unwrapped(text.get_text()) for text in figure.axes[0].texts]
    expected = {
        "en": ["4", "4 → 3–4", "3 → 4", "4 → 0", "– → 3"],
        "fa": ["۴", "۴ ← ۳ تا ۴", "۳ ← ۴", "۴ ← ۰", "– ← ۳"],
    }[language]
    assert [text for text in told if text not in names] == expected
    legend = "".join(text.get_text() for row in figure.legends for text in row.get_texts())
    assert all(wording[f"standing={standing}"] in legend for standing in replication.STANDING_STYLE)


def test_the_difference_of_nothing_says_so(codebook, wordings):
    ties = replication.compare_ties(
        pd.DataFrame(columns=["actor_a", "actor_b", "published_level"]),
        pd.DataFrame(columns=["actor_a", "actor_b", "level", "level_low", "level_high", "event_ids"]),
        LEVELS,
        codebook,
    )
    placed = figures.place_ties(ties, ACTORS, LAYOUT, codebook)
    figure = replication.draw_difference(placed, {}, codebook, wordings["en"])
    assert wordings["en"]["nothing"] in [text.get_text() for text in figure.texts]
    assert not figure.axes[0].lines
