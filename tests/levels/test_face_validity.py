import pandas as pd

from interregional.levels.face_validity import failures, judge_face_validity

LEVELS = {"only": {"institutionalised": [["S2"]], "nominal": [["N1", "N3", "A1"]]}}


def judged(codebook, *comparisons, evidence=()):
    table = pd.DataFrame(comparisons, columns=["comparison", "relation", "higher", "lower"])
    own = type(codebook)(**{**vars(codebook), "face_validity": table})
    return judge_face_validity(pd.DataFrame({"indicators": list(evidence)}), LEVELS, own)


def test_verdicts(codebook):
    found = judged(
        codebook,
        ("V1", "above", "S2", "N1"),
        ("V2", "above", "A1", "N3"),
        ("V3", "not_below", "A1", "N3"),
        ("V4", "above", "N1", "S2"),
    )
    assert found[["level_of_higher", "level_of_lower", "verdict"]].to_numpy().tolist() == [
        ["institutionalised", "nominal", "holds"],
        ["nominal", "nominal", "same level"],
        ["nominal", "nominal", "holds"],
        ["nominal", "institutionalised", "reversed"],
    ]
    assert [row["comparison"] for row in failures(found, "only")] == ["V2", "V4"]


def test_the_dyads_that_fit_are_counted(codebook):
    """Two dyads show at least S2, two no more than N1; one of the first falls short of the others."""
    found = judged(codebook, ("V1", "above", "S2", "N1"), evidence=("S2;A1", "S2", "N1", "N1", "N1;N3", ""))
    assert found[["dyads", "held"]].to_numpy().tolist() == [[4, 4]]


def test_every_reading_of_the_project_is_judged(codebook, readings):
    levels = {name: entry["levels"] for name, entry in readings.items()}
    found = judge_face_validity(pd.DataFrame({"indicators": []}, dtype=str), levels, codebook)
    assert len(found) == len(levels) * len(codebook.face_validity)
