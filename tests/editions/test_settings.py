import shutil
from pathlib import Path

import pytest

from interregional.editions.settings import (
    check_settings,
    drawn_levels,
    is_independent,
    manner_of_speaking,
    other_edition,
    with_defaults,
)
from interregional.tables.problems import DataError
from interregional.tables.textfiles import read_yaml
from tests.conftest import ROOT

PAPER = (ROOT / "config" / "config.yaml").read_text(encoding="utf-8")
DEFAULTS = str(ROOT / "config" / "defaults.yaml")


@pytest.fixture
def settings():
    return with_defaults(read_yaml(ROOT / "config" / "config.yaml"), DEFAULTS)


def test_the_shipped_configuration_is_accepted(settings, monkeypatch):
    monkeypatch.chdir(ROOT)
    check_settings(settings, "config.yaml")


def test_an_edition_speaks_by_its_settings_and_names_its_reading(settings, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    told = manner_of_speaking(settings, ["en"])
    assert (
        told["reading"] == {"en": "the definitions of the levels"} and told["publication"]["called_en"] == "the paper"
    )
    (tmp_path / "readings.yaml").write_text("own: []", encoding="utf-8")
    faulty = settings | {"readings": str(tmp_path / "readings.yaml"), "reading": "own", "publication": ""}
    assert manner_of_speaking(faulty, ["fa"])["reading"] == {"fa": "own"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"edtion": "x"}, "config.yaml:0:edtion: edtion — unknown key; allowed: edition"),
        ({"edition": "../../etc"}, "config.yaml:0:edition: ../../etc — not what is expected here; a small letter"),
        ({"edition": 2020}, "config.yaml:0:edition: 2020 — not what is expected here"),
        ({"events": "one.csv"}, "config.yaml:0:events: one.csv — not what is expected here; a list of file names"),
        ({"events": []}, "config.yaml:0:events: [] — no events at all"),
        ({"caveat": "none"}, "config.yaml:0:caveat: none — not what is expected here; paper, updated, world"),
        ({"reading": "hopeful"}, "config.yaml:0:reading: hopeful — no such reading; allowed: definitions, any"),
        ({"balance": {"minimum_flows": 0, "ratio": 2}}, "config.yaml:0:balance.minimum_flows: 0 — not what is"),
        ({"balance": {"ratio": 2}}, "config.yaml:0:balance.minimum_flows:  — the key is missing"),
        (
            {"figure_1": {"levels": ["great"]}},
            "config.yaml:0:figure_1.levels: great — not what is expected here; a list out of nominal, initial",
        ),
        ({"since": {"events.csv": "soon"}}, "config.yaml:0:since.events.csv: soon — not what is expected here"),
        ({"languages": []}, "config.yaml:0:languages: [] — not what is expected here; [en], [fa] or [en, fa]"),
        ({"publication": "nowhere"}, "nowhere/claims.csv:0::  — the file is missing"),
        ({"codebook": "nowhere"}, "nowhere/levels.csv:0::  — the file is missing"),
        ({"readings": "nowhere.yaml"}, "nowhere.yaml:0::  — the file is missing"),
    ],
)
def test_what_is_wrong_is_told(settings, change, told):
    with pytest.raises(DataError) as caught:
        check_settings({**settings, **change}, "config.yaml")
    assert any(str(problem).startswith(told) for problem in caught.value.problems), str(caught.value)


def test_missing_files_are_all_told(settings):
    with pytest.raises(DataError) as caught:
        check_settings({**settings, "events": ["a.csv", "b.csv"], "actors": [__file__]}, "config.yaml")
    told = [str(problem) for problem in caught.value.problems]
    assert told[0] == "a.csv:0::  — the file is missing; a file, or another name in config.yaml"
    assert told[1].startswith("b.csv:0:")


def test_streams_are_coded_into_the_types_of_the_project(settings, monkeypatch):
    monkeypatch.chdir(ROOT)
    own = settings | {"codebook": "tests/typology/codebook", "readings": "tests/typology/codebook/readings.yaml"}
    own |= {"reading": "one_step", "figure_1": {"levels": []}, "publication": ""}
    check_settings(own, "config.yaml")
    with pytest.raises(DataError, match=r"config\.yaml:0:codebook: tests/typology/codebook — event streams are coded"):
        check_settings(own | {"streams": settings["streams"] | {"files": ["config/layout.csv"]}}, "config.yaml")


def test_definitions_of_a_publication_are_a_reading(settings, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    check_settings(settings, "config.yaml")
    folder = Path(shutil.copytree("data/raw/published", tmp_path / "published"))
    text = (folder / "publication.csv").read_text(encoding="utf-8")
    (folder / "publication.csv").write_text(text.replace(",definitions,C03", ",other,C03"), encoding="utf-8")
    with pytest.raises(DataError, match=r"publication\.csv:2:definitions: other — no such reading"):
        check_settings(settings | {"publication": str(folder)}, "config.yaml")


def test_missing_key(settings):
    del settings["actors"]
    with pytest.raises(DataError, match=r"config\.yaml:0:actors:  — the key is missing"):
        check_settings(settings, "config.yaml")


def test_nothing_of_the_paper_holds_in_every_edition():
    text = (ROOT / "config" / "defaults.yaml").read_text(encoding="utf-8")
    assert "data/raw" not in text and "paper" not in text
    found = with_defaults({}, DEFAULTS)
    assert found["publication"] == "" and "last_year" not in found["time"]
    assert not {"edition", "events", "actors", "sources"} & set(found)
    assert [key for key, value in found["time"].items() if value == []] == ["as_of", "turning_points", "trajectories"]


def test_an_edition_that_names_no_levels_draws_all_but_the_lowest(settings, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert drawn_levels(settings) == ["institutionalised", "advanced"]
    every = ["nominal", "initial", "institutionalised", "advanced"]
    assert drawn_levels(with_defaults({}, DEFAULTS)) == every


def test_the_other_edition_fills_in_what_it_leaves_out(settings, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    other = tmp_path / "other.yaml"
    files = "".join(f"{key}: {settings[key]}\n" for key in ("events", "actors", "sources"))
    other.write_text(f"edition: other\ntime: {{window: 7}}\ncompare_with: config/config.yaml\n{files}")
    found = other_edition(settings | {"compare_with": str(other)}, DEFAULTS)
    assert found["edition"] == "other" and found["events"] == settings["events"]
    assert found["time"] == with_defaults({}, DEFAULTS)["time"] | {"window": 7}
    assert found["publication"] == ""
    assert found["compare_with"] == ""
    assert other_edition(settings, DEFAULTS) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "other.yaml:0::  — the file is missing"),
        (PAPER, "other.yaml:0:edition: paper — this edition itself"),
        ("editon: x", "other.yaml:0:editon: editon — unknown key"),
        ("- a", "other.yaml:0::  — not a configuration"),
    ],
)
def test_a_faulty_other_edition_is_told(settings, monkeypatch, tmp_path, text, told):
    monkeypatch.chdir(ROOT)
    other = tmp_path / "other.yaml"
    if text:
        other.write_text(text)
    with pytest.raises(DataError) as error:
        other_edition(settings | {"compare_with": str(other)}, DEFAULTS)
    assert told in str(error.value)


def test_names_that_snakemake_would_take_for_something_else(settings, tmp_path):
    path = tmp_path / "ev{x}.csv"
    path.touch()
    with pytest.raises(DataError) as caught:
        check_settings(settings | {"events": [str(path)], "actors": [str(path)]}, "config.yaml")
    told = f"config.yaml:0:: {path} — signs that mean something to Snakemake; a name without {{ }} < >"
    assert told in [str(problem) for problem in caught.value.problems]


def test_a_catalogue_found_by_searches_of_its_own_is_independent():
    one, other = ({"events": [name], "searches": {"files": ["s.csv"]}} for name in ("a.csv", "b.csv"))
    assert is_independent(one, other) and not is_independent(one, one)
    assert not is_independent(one | {"searches": {"files": []}}, other)
