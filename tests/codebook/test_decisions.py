import shutil
from dataclasses import fields

import pytest

from interregional.codebook.decisions import Codebook, load_codebook, load_readings, read_codebook
from interregional.tables.problems import DataError
from tests.conftest import CODEBOOK_FILES


@pytest.fixture
def copies(tmp_path):
    return [shutil.copy(path, tmp_path / path.name) for path in CODEBOOK_FILES]


def edit(paths, name, old, new):
    path = next(path for path in paths if path.name == f"{name}.csv")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("evidence_rules", "N1,N1,summit", "N1,N1,sumit", "evidence_rules.csv:2:event_type: sumit;"),
        ("evidence_rules", "N1,N1,", "N1,Z9,", "evidence_rules.csv:2:indicator: Z9 — not in the list"),
        ("evidence_rules", "\nN2,", "\nN1,", "evidence_rules.csv:3:rule: N1 — stands twice"),
        ("event_types", "اجلاس سران,no,1", "اجلاس سران,no,2", "event_types.csv:2:polarity: 2 — not in the list"),
        ("levels", "level,rank", "level,rnk", "levels.csv:1:rnk: rnk — unknown column; did you mean rank?"),
        ("dyad_types", ",regional-regional", ",regional-universal", "dyad_types.csv:2:dyad_type: regional-universal"),
    ],
)  # fmt: skip
def test_a_fault_in_a_coding_table_is_told(copies, name, old, new, told):
    edit(copies, name, old, new)
    with pytest.raises(DataError) as caught:
        load_codebook(copies)
    assert any(told in str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a", "not a set of readings"),
        ("mine: {levels: {}}", "a reading with other keys than it needs"),
        (
            "mine: {label_en: a, label_fa: a, reason_en: a, reason_fa: a, levels: {great: [[A1]]}}",
            "mine.levels.great: great — not a level",
        ),
        (
            "mine: {label_en: a, label_fa: a, reason_en: a, reason_fa: a, levels: {nominal: [[Z1]]}}",
            "Z1 — not an indicator",
        ),
        (
            "mine: {label_en: a, label_fa: a, reason_en: a, reason_fa: a, levels: {nominal: [A1]}}",
            "not groups of indicators",
        ),
    ],
)
def test_a_fault_in_the_readings_is_told(tmp_path, codebook, text, told):
    path = tmp_path / "readings.yaml"
    path.write_text(text)
    with pytest.raises(DataError, match=r"readings\.yaml") as caught:
        load_readings(path, codebook)
    assert told in str(caught.value)


def test_every_value_has_a_label_in_both_languages(codebook):
    for variable in ("event_type", "level", "indicator", "dyad_type", "kind", "scope", "issue_area"):
        for language in ("en", "fa"):
            labels = codebook.labels(variable, language)
            assert list(labels) == codebook.values(variable)
            assert all(labels.values())


def test_what_another_job_has_checked_is_read_alike(codebook):
    again = read_codebook(CODEBOOK_FILES)
    assert all(getattr(again, field.name).equals(getattr(codebook, field.name)) for field in fields(Codebook))
