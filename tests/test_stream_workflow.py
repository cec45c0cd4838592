"""A stream edition through the `snakemake` command: small made-up files, beside the small hand-coded edition."""

import random
import re
import shutil

import pandas as pd
import pytest
import yaml

from interregional.codebook.wording import load_wording
from interregional.editions.manifest import differences
from tests.conftest import (
    ROOT,
    changed_when_run_alone,
    copy_project,
    locked,
    shared_folder,
    snakemake,
    use_small_edition,
)
from tests.event_files import AU, EU, NATO, OWN_LAYOUT, USA, Act, Party, gdelt, icews, own, phoenix, polecat, put
from tests.test_rules import STREAM_RULES

OF_STREAMS, OF_PAPER = (
    yaml.safe_load((ROOT / "config" / f"{name}.yaml").read_text(encoding="utf-8")) for name in ("streams", "config")
)
CONFIGURATION = OF_STREAMS | {
    "edition": "machines",
    "compare_with": "config/hand.yaml",
    "streams": {"files": ["data/raw/streams/*"], "layouts": {"mine": OWN_LAYOUT}},
    "sources": ["data/raw/paper/sources.json", ".test/data/mine.json"],
    "replication": {"draws": 100, "second_coding": []},
}
HAND = OF_PAPER | {"edition": "hand", "replication": {"draws": 100, "second_coding": []}}
STREAMS = ("--configfile", "config/machines.yaml")
YEARS = ("2013-03-04", "2014-03-04", "2015-03-04", "2016-03-04")


def acts(day: str, number: int) -> list[Act]:
    """Reports of one year: a meeting told from both sides, aid, an agreement of military men, and noise."""
    soldiers = Party("US ARMY", "USAMIL", "", "USA", "United States", ("MIL",), ("Military", "Government"))
    return [
        Act(f"{number}1", day, EU, NATO, "042"),
        Act(f"{number}2", day, NATO, EU, "043"),
        Act(f"{number}3", day, EU, AU, "072"),
        Act(f"{number}4", day, soldiers, EU, "057"),
        Act(f"{number}5", day, USA, EU, "112"),
    ]


def write_files(folder) -> None:
    folder.mkdir()
    for number, (day, maker, name) in enumerate(
        zip(YEARS, (gdelt, lambda told: gdelt(told, 58), icews, phoenix), ("a.CSV.zip", "b.csv", "c.tab.gz", "d.txt"))
    ):
        put(maker(acts(day, number)), folder / name)
    several = Party("European Union; African Union; North Atlantic Treaty Organization")
    put(polecat([Act("P1", "2017-01-01", several, Party(), "CONSULT", "military")]), folder / "e.txt")
    put(own([Act("M1", "2017-02-01", EU, AU, "040")]), folder / "f.csv")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A project in which both editions have been run, and what the run said; nobody writes into it."""
    place = shared_folder(tmp_path_factory) / "streams"
    folder, told = place / "project", place / "told.txt"
    with locked(place):
        if not told.exists():
            use_small_edition(copy_project(folder))
            write_files(folder / "data" / "raw" / "streams")
            (folder / ".test" / "data" / "mine.json").write_text('[{"id": "mine", "title": "My events"}]')
            for name, configuration in (("machines", CONFIGURATION), ("hand", HAND)):
                (folder / "config" / f"{name}.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
            done = snakemake(folder, "--cores", "2", *STREAMS)
            assert done.returncode == 0, done.stderr
            told.write_text(done.stderr, encoding="utf-8")
    return folder, told.read_text(encoding="utf-8")


def results(folder, name):
    return pd.read_csv(folder / "results" / "machines" / name, dtype=str, keep_default_na=False)


def test_levels_follow_from_what_machines_report(run):
    dyads = results(run[0], "dyads.csv").set_index(["actor_a", "actor_b"])
    assert dyads["level"].to_dict() == {
        ("AU", "EU"): "initial",
        ("AU", "NATO"): "initial",
        ("EU", "NATO"): "institutionalised",
        ("EU", "USA"): "nominal",
    }
    assert dyads.loc[("EU", "USA"), "indicators"] == "A1"
    assert dyads.loc[("AU", "EU"), ["flow_ab", "flow_ba", "balance"]].tolist() == ["0", "4", "asymmetric"]
    levels = results(run[0], "levels_by_year.csv")
    assert levels[(levels["actor_a"] == "EU") & (levels["actor_b"] == "NATO")]["year"].min() == "2013"


def test_every_event_leads_to_records_with_why_their_actors_were_found(run):
    events, records = results(run[0], "events.csv"), results(run[0], "streams/records.csv")
    recurrences = results(run[0], "streams/recurrences.csv")
    assert set(events["event_id"]) == {*records["event_id"], *recurrences["event_id"]}
    assert records["source_match"].ne("").all() and set(records["dataset"]) == {
        "gdelt",
        "icews",
        "phoenix",
        "polecat",
        "mine",
    }
    for row in recurrences.to_dict("records"):
        assert set(row["event_ids"].split(";")) <= set(records["event_id"])


def test_what_machines_and_the_hand_see(run):
    levels = results(run[0], "streams/levels.csv").set_index(["actor_a", "actor_b"])
    assert levels.loc[("AU", "NATO"), "seen_by"] == "both" and levels.loc[("AU", "OAS"), "seen_by"] == "hand"
    by_year = results(run[0], "streams/levels_by_year.csv")
    assert sorted(set(by_year["year"])) == ["2013", "2014", "2015", "2016", "2017"]
    assert not (run[0] / "results" / "machines" / "changes").exists()
    page = (run[0] / "results" / "machines" / "streams" / "catalogues.fa.html").read_text(encoding="utf-8")
    wording = load_wording(run[0] / "config" / "labels.csv", "streams")["fa"]
    assert wording["selection_note"] in page
    precision, recall = (results(run[0], f"streams/{name}.csv") for name in ("precision", "recall"))
    judged = pd.read_csv(run[0] / "data" / "raw" / "streams_audit" / "judgements.csv", dtype=str)
    whole = precision[(precision["verdict"] == "all") & (precision["by"] == "total")]
    assert whole.set_index("sample")["judged"].astype(int).to_dict() == judged["sample"].value_counts().to_dict()
    told = set(results(run[0], "streams/hand_events.csv")["comparable"])
    assert set(recall["verdict"]) == {"found", "same_type"} and told <= {"yes", "days", "actors"}
    assert page.index(wording["catalogues_precision"].split("{")[0]) < page.index("<img")


def test_the_manifest_names_all_but_what_the_jobs_have_put_by(run):
    folder = run[0] / "results" / "machines"
    told = differences((folder / "manifest.sha256").read_text(), folder)
    assert told and all(re.fullmatch(r"streams/parts/.*: not expected", line) for line in told)


def test_a_rule_needs_nothing_but_its_inputs(run, tmp_path):
    results = run[0] / "results" / "machines"
    [one, *_] = sorted(results.glob("streams/parts/*/files.csv"))
    jobs = {rule: rule for rule in STREAM_RULES} | {"read_stream": str(one.relative_to(run[0]))}
    assert changed_when_run_alone(jobs, results, tmp_path, *STREAMS) == []


def test_progress_is_told_in_files_and_rows(run):
    assert re.search(r"c\.tab\.gz: 5 rows in \d+\.\d s, 5 between two actors; (\d files left|the last)", run[1])


def test_another_split_and_order_of_the_rows_gives_the_same_bytes(run, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(run[0], folder, ignore=shutil.ignore_patterns("results", ".snakemake", "logs"))
    streams = folder / "data" / "raw" / "streams"
    rows = [act for number, day in enumerate(YEARS[:1]) for act in acts(day, number)]
    random.Random(1).shuffle(rows)
    (streams / "a.CSV.zip").unlink()
    for part, name in ((rows[:2], "z.csv"), (rows[2:], "y.csv.gz"), (rows[:1], "x.csv")):
        put(gdelt(part), streams / name)
    configuration = CONFIGURATION | {"streams": CONFIGURATION["streams"] | {"files_per_job": 2}}
    (folder / "config" / "machines.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    done = snakemake(folder, "results/machines/streams/events.csv", "--cores", "1", *STREAMS)
    assert done.returncode == 0, done.stderr
    for name in ("events", "records", "recurrences", "codes", "sensitivity", "years"):
        before, after = (place / f"results/machines/streams/{name}.csv" for place in (run[0], folder))
        assert before.read_bytes() == after.read_bytes(), name


def test_a_file_added_is_the_only_one_that_is_read(run, tmp_path):
    folder = shutil.copytree(run[0], tmp_path / "project")
    put(gdelt(acts("2018-03-04", 9)), folder / "data" / "raw" / "streams" / "g.csv")
    told = snakemake(folder, "results/machines/streams/events.csv", "-n", "--quiet", "host", *STREAMS)
    text = told.stdout + told.stderr
    assert len(re.findall(r"^rule read_stream:", text, re.MULTILINE)) == 1 and "rule code_stream:" in text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            gdelt([Act("1", "2015-03-01", EU, AU, "42")]),
            r"data/raw/streams/bad\.csv:1:code: 42 — an event code without its ",
        ),
        ("a,b\n1,2\n", r"data/raw/streams/bad\.csv:1:: a,b — no layout that is known"),
    ],
)
def test_a_faulty_file_is_told_and_nothing_is_written(run, tmp_path, text, line):
    folder = tmp_path / "project"
    shutil.copytree(run[0], folder, ignore=shutil.ignore_patterns("results", ".snakemake", "logs"))
    put(text, folder / "data" / "raw" / "streams" / "bad.csv")
    done = snakemake(folder, "results/machines/streams/events.csv", "--cores", "1", *STREAMS)
    assert done.returncode != 0 and re.search(line, done.stderr)
    assert "Traceback" not in done.stdout + done.stderr
    assert not (folder / "results" / "machines" / "streams" / "events.csv").exists()


def test_a_pattern_without_files_is_told(project):
    path = project / "config" / "nothing.yaml"
    configuration = CONFIGURATION | {"streams": {"files": ["data/raw/nowhere/*.zip"]}}
    path.write_text(yaml.safe_dump(configuration), encoding="utf-8")
    done = snakemake(project, "-n", "--configfile", "config/nothing.yaml")
    assert (
        done.returncode != 0
        and "config/nothing.yaml:0:streams.files: data/raw/nowhere/*.zip — there is no such file"
        in (done.stdout + done.stderr)
    )
