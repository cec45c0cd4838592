import pytest

from interregional.editions.settings import check_settings, other_edition, share_no_events
from interregional.tables.problems import DataError
from interregional.tables.textfiles import read_yaml
from tests.conftest import ROOT


@pytest.fixture
def settings():
    return read_yaml(ROOT / "config" / "config.yaml")


def test_the_shipped_configuration_is_accepted(settings, readings, monkeypatch):
    monkeypatch.chdir(ROOT)
    check_settings(settings, readings, "config.yaml")


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
            "config.yaml:0:figure_1.levels: great — not what is expected here; a list",
        ),
    ],
)
def test_what_is_wrong_is_told(settings, readings, change, told):
    with pytest.raises(DataError) as caught:
        check_settings({**settings, **change}, readings, "config.yaml")
    assert any(str(problem).startswith(told) for problem in caught.value.problems), str(caught.value)


def test_missing_files_are_all_told(settings, readings):
    with pytest.raises(DataError) as caught:
        check_settings({**settings, "events": ["a.csv", "b.csv"], "actors": [__file__]}, readings, "config.yaml")
    told = [str(problem) for problem in caught.value.problems]
    assert told[0] == "a.csv:0::  — the file is missing; a file, or another name in config.yaml"
    assert told[1].startswith("b.csv:0:")


def test_missing_key(settings, readings):
    del settings["actors"]
    with pytest.raises(DataError, match=r"config\.yaml:0:actors:  — the key is missing"):
        check_settings(settings, readings, "config.yaml")


def test_the_other_edition_fills_in_what_it_leaves_out(settings, readings, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    other = tmp_path / "other.yaml"
    other.write_text("edition: other\ntime: {window: 7}\ncompare_with: config/config.yaml\n")
    found = other_edition(settings | {"compare_with": str(other)}, readings, "config/config.yaml")
    assert found["edition"] == "other" and found["events"] == settings["events"]
    assert found["time"] == settings["time"] | {"window": 7}
    assert found["compare_with"] == ""
    assert other_edition(settings, readings, "config/config.yaml") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "other.yaml:0::  — the file is missing"),
        ("edition: paper", "other.yaml:0:edition: paper — this edition itself"),
        ("editon: x", "other.yaml:0:editon: editon — unknown key"),
        ("- a", "other.yaml:0::  — not a configuration"),
    ],
)
def test_a_faulty_other_edition_is_told(settings, readings, monkeypatch, tmp_path, text, told):
    monkeypatch.chdir(ROOT)
    other = tmp_path / "other.yaml"
    if text:
        other.write_text(text)
    with pytest.raises(DataError) as error:
        other_edition(settings | {"compare_with": str(other)}, readings, "config/config.yaml")
    assert told in str(error.value)


def test_names_that_snakemake_would_take_for_something_else(settings, readings, tmp_path):
    path = tmp_path / "ev{x}.csv"
    path.touch()
    with pytest.raises(DataError) as caught:
        check_settings(settings | {"events": [str(path)], "actors": [str(path)]}, readings, "config.yaml")
    told = f"config.yaml:0:: {path} — signs that mean something to Snakemake; a name without {{ }} < >"
    assert told in [str(problem) for problem in caught.value.problems]


def test_editions_that_share_no_file_of_hand_coded_events_are_told():
    one, other = ({"events": [name], "streams": {"files": []}} for name in ("a.csv", "b.csv"))
    assert share_no_events(one, other) and not share_no_events(one, one)
    assert not share_no_events(one, other | {"streams": {"files": ["x.csv"]}})
