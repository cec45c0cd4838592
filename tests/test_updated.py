"""The updated edition as it ships: it runs through beside the paper's, and tells what is different."""

import csv
import html
import subprocess

import pandas as pd
import pytest

from interregional.editions.manifest import differences
from tests.conftest import ROOT


def table(run, name):
    return pd.read_csv(run / name, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def later(updated_run):
    """Numbers of the events that the edition adds: the world's from 2017 on, and the series found among them."""
    with open(ROOT / "data" / "raw" / "world" / "events.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    series = set(table(updated_run, "recurrences.csv")["event_id"])
    return {row["event_id"] for row in rows if (row["end"] or row["start"] or "9999") >= "2017"} | series


def test_its_manifest_verifies_and_the_papers_results_are_as_they_were(paper_run, updated_run):
    run = subprocess.run(["sha256sum", "--check", "--quiet", "manifest.sha256"], cwd=updated_run, capture_output=True)
    assert run.returncode == 0, run.stderr
    names = {line.split("  ")[1] for line in (updated_run / "manifest.sha256").read_text().splitlines()}
    assert {f"changes/changes.{language}.html" for language in ("en", "fa")} <= names
    assert {f"changes/levels.{language}.png" for language in ("en", "fa")} <= names
    assert differences((paper_run / "manifest.sha256").read_text(), paper_run) == []


def test_it_adds_its_events_and_leaves_the_papers_alone(updated_run, later):
    events = table(updated_run, "changes/events.csv")
    assert set(events["change"]) == {"added"}
    assert set(events["event_id"]) == later


def test_what_changed_is_named_with_its_events_on_both_pages(paper_run, updated_run, later):
    dyads = table(updated_run, "changes/dyads.csv")
    before, after = (table(run, "dyads.csv").set_index(["actor_a", "actor_b"]) for run in (paper_run, updated_run))
    levels = before["level"].to_dict()
    moved = {pair for pair, level in after["level"].items() if levels.get(pair, "none") != level}
    named = dyads[dyads["level_before"] != dyads["level_after"]]
    assert set(zip(named["actor_a"], named["actor_b"])) == moved != set()
    for row in named.to_dict("records"):
        assert set(row["because_of"].split(";")) <= later and row["because_of"]
    actors = table(updated_run, "clean/actors.csv").set_index("code")
    for language in ("en", "fa"):
        page = html.unescape((updated_run / "changes" / f"changes.{language}.html").read_text(encoding="utf-8"))
        for row in named.to_dict("records"):
            assert all(actors.at[row[side], f"label_{language}"] in page for side in ("actor_a", "actor_b"))
            assert all(f'href="#{event}"' in page and f'id="{event}"' in page for event in row["because_of"].split(";"))


def test_it_says_everywhere_where_its_catalogue_comes_from(updated_run):
    labels = pd.read_csv(ROOT / "config" / "labels.csv", index_col="key")
    for language in ("en", "fa"):
        updated, paper = (labels.at[f"selection_note={caveat}", language] for caveat in ("updated", "paper"))
        for name in (
            f"tables/table_1.{language}.html",
            f"changes/changes.{language}.html",
            f"replication/findings.{language}.md",
            "explorer.html",
            "report.html",
        ):
            page = html.unescape((updated_run / name).read_text(encoding="utf-8"))
            assert updated in page and paper not in page, name
