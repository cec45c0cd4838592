"""The cluster profile: on a real Slurm where there is one, and what it must name everywhere."""

import re

import pytest

from interregional.tables.textfiles import read_yaml
from tests.conftest import ROOT
from tests.slurm import cluster, finish, kill_a_job, outcome, prepare, run_on, start, why_not

PROFILE = ROOT / "workflow" / "profiles" / "slurm" / "config.yaml"
EVENTS = "results/trial/streams/events.csv"


def test_the_profile_groups_every_rule_but_those_that_are_jobs_of_their_own():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow" / "rules").glob("*.smk"))
    rules = {
        name
        for pair in re.findall(r"^ *rule (\w+):|^ *use rule \w+ as (\w+) with", text, re.MULTILINE)
        for name in pair
    }
    profile = read_yaml(PROFILE)
    assert set(profile["groups"]) == rules - {"", "code_stream", "validate"}
    assert profile["retries"] and set(profile["set-resources"]) <= rules


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_job_killed_on_slurm_is_tried_again_and_gives_the_bytes_of_the_local_run(tmp_path):
    local, there = prepare(tmp_path / "local"), prepare(tmp_path / "there")
    finish(start(local, EVENTS, "--cores", "1"))
    with cluster() as env:
        told = run_on(env, there, EVENTS, kill_a_job)
    assert "Trying to restart job" in told
    for name in ("events", "records", "coverage"):
        assert outcome(there, f"streams/{name}.csv") == outcome(local, f"streams/{name}.csv"), name
