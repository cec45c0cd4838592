"""What happens in between: killed runs, full and read-only disks, two runs at once.

The next run finishes and gives the same bytes, or says plainly what to do; raw data stay as they are. `make
test` tries a few moments, `make torture` thirty.
"""

import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import copy_project, snakemake, use_small_edition

MOMENTS = 30 if int(os.environ.get("TORTURE", "0")) >= 2000 else 2
SMALL = ("--configfile", ".test/config/config.yaml")
# Every stage up to the exhibits has its part, and a few seconds are enough.
TARGETS = [f"results/small/{name}" for name in ("tables/table_1.en.csv", "network/network.gexf", "levels_by_year.csv")]
COMMAND = [str(Path(sys.executable).with_name("snakemake")), *TARGETS, "--cores", "2", *SMALL]


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def untroubled(tmp_path_factory):
    """Results of a run that nothing disturbed, and how long it took."""
    folder = use_small_edition(copy_project(tmp_path_factory.mktemp("calm") / "project"))
    begun = time.monotonic()
    run = snakemake(folder, *TARGETS, "--cores", "2", *SMALL)
    assert run.returncode == 0, run.stderr
    return digests(folder / "results"), time.monotonic() - begun


def finish(project: Path) -> None:
    """Run again as a user would: once more, or as the message says."""
    run = snakemake(project, *TARGETS, "--cores", "2", *SMALL)
    if run.returncode and "--unlock" in run.stderr:
        assert snakemake(project, "--unlock", *SMALL).returncode == 0
        run = snakemake(project, *TARGETS, "--cores", "2", *SMALL)
    assert run.returncode == 0, run.stderr


def start(project: Path) -> subprocess.Popen:
    """A run in a process group of its own."""
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(COMMAND, cwd=project, start_new_session=True, **quiet)


@pytest.mark.parametrize("seed", range(MOMENTS))
def test_killed_at_any_moment(project, untroubled, seed):
    raw = digests(project / "data")
    whole, seconds = untroubled
    moment = random.Random(seed).uniform(0.5, seconds)
    while not killed_after(project, moment):
        # The run had ended already: from the beginning, and sooner.
        shutil.rmtree(project / "results")
        moment /= 2
    finish(project)
    assert digests(project / "results") == whole
    assert digests(project / "data") == raw


def killed_after(project: Path, seconds: float) -> bool:
    """Start a run and kill it with all its workers; whether it was still running."""
    run = start(project)
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGKILL)
    return run.wait() == -signal.SIGKILL


def test_a_worker_killed_for_memory(project, untroubled):
    """As the kernel does it: the worker alone dies, without a word."""
    for _ in range(5):
        run = start(project)
        told = kill_first_worker(project, run)
        if run.returncode:
            break
        # The worker had ended by itself in the meantime.
        shutil.rmtree(project / "results")
    assert run.returncode > 0
    assert "SIGKILL" in told and "Traceback" not in told
    finish(project)
    assert digests(project / "results") == untroubled[0]


def kill_first_worker(project: Path, run: subprocess.Popen) -> str:
    """Kill the first worker of a run; what the run says of it."""
    while run.poll() is None:
        found = subprocess.run(["pgrep", "-f", f"{project}/.snakemake/scripts"], capture_output=True, text=True).stdout
        if found.split():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(found.split()[-1]), signal.SIGKILL)
            break
    return run.communicate(timeout=120)[0]


def test_two_runs_at_once(project, untroubled):
    first, second = start(project), start(project)
    told = [run.communicate(timeout=300)[0] for run in (first, second)]
    codes = sorted(run.returncode for run in (first, second))
    assert codes[0] == 0, told
    if codes[1]:
        refused = told[0 if first.returncode else 1]
        assert "cannot be locked" in refused and "Traceback" not in refused
    assert digests(project / "results") == untroubled[0]


@pytest.fixture
def small_disk(project):
    """Mounts a file system of its own at results/."""
    mounted = []

    def mount(options: str) -> Path:
        folder = project / "results"
        folder.mkdir(exist_ok=True)
        run = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True)
        if run.returncode:
            pytest.skip("only root can mount a small disk")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize(
    ("options", "told"), [("size=64k", "No space left on device"), ("size=1m,ro", "Read-only file system")]
)
def test_a_full_or_read_only_disk_is_told_and_overcome(project, small_disk, untroubled, options, told):
    folder = small_disk(options)
    run = snakemake(project, *TARGETS, "--cores", "2", *SMALL)
    assert run.returncode != 0
    assert told in run.stderr + run.stdout
    assert "Traceback" not in run.stderr + run.stdout
    subprocess.run(["mount", "-o", "remount,rw,size=100m", folder], check=True)
    finish(project)
    assert digests(folder) == untroubled[0]
