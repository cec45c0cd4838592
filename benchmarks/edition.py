"""How long the paper edition takes, against a bare workflow of as many jobs in the same run.

    python benchmarks/edition.py

A bare job imports pandas, one in three matplotlib too, and writes one letter; each waits for an earlier one. So the
ratio tells what the science and its pictures cost beyond Snakemake, Python and the libraries. Runs of the two follow
each other, so that the ratio holds on a machine whose speed drifts; medians are told. The edition runs in a folder of
its own, whose results are compared with nothing.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SNAKEMAKE = Path(sys.executable).parent / "snakemake"
RUNS, CORES = 3, "2"


class Took(NamedTuple):
    """Seconds on the clock, and of processors."""

    clock: float
    processor: float


def bare_workflow(folder: Path, jobs: int) -> None:
    """Write a workflow of so many jobs that do nothing but import what the edition's jobs import."""
    (folder / "scripts").mkdir(parents=True)
    rules = []
    for number in range(jobs - 1):
        more = "import matplotlib.pyplot\n" if number % 3 == 2 else ""
        script = f"import pandas\n{more}open(snakemake.output[0], 'w').write('x')\n"
        (folder / "scripts" / f"r{number}.py").write_text(script, encoding="utf-8")
        waits = f'    input: "out/r{number // 3 - 1}"\n' if number >= 3 else ""
        rules.append(f'rule r{number}:\n{waits}    output: "out/r{number}"\n    script: "scripts/r{number}.py"\n')
    wanted = ", ".join(f'"out/r{number}"' for number in range(jobs - 1))
    (folder / "Snakefile").write_text("\n".join([f"rule all:\n    input: {wanted}\n", *rules]), encoding="utf-8")


def took(folder: Path, *more: str) -> Took:
    """One run of the workflow in a folder."""
    before, start = os.times(), time.monotonic()
    subprocess.run([SNAKEMAKE, "--cores", CORES, *more], cwd=folder, check=True, capture_output=True)
    clock, after = time.monotonic() - start, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(clock, spent)


def jobs_of(folder: Path) -> int:
    """How many jobs the edition has."""
    dry = [SNAKEMAKE, "--cores", CORES, "--forceall", "--dry-run", "--quiet", "host"]
    told = subprocess.run(dry, cwd=folder, check=True, capture_output=True, text=True).stdout
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("total")))


def ratio(ours: list[Took], bare: list[Took], measure: str) -> str:
    """The medians of both, and the median of their pairs' quotients."""
    pairs = [getattr(one, measure) / getattr(other, measure) for one, other in zip(ours, bare)]
    own, floor = (statistics.median(getattr(run, measure) for run in runs) for runs in (ours, bare))
    return f"{own:6.1f} s   {floor:6.1f} s   {statistics.median(pairs):5.2f}"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        own, bare = Path(name) / "edition", Path(name) / "bare"
        own.mkdir()
        for part in ("workflow", "config", "data", "notebooks", "docs", "environment.yml", "CITATION.cff"):
            (own / part).symlink_to(ROOT / part)
        jobs = jobs_of(own)
        bare_workflow(bare, jobs)
        runs: dict[str, list[Took]] = {"edition": [], "bare": [], "edition again": [], "bare again": []}
        for _ in range(RUNS):
            for kind, folder in (("edition", own), ("bare", bare)):
                runs[kind].append(took(folder, "--forceall"))
                runs[f"{kind} again"].append(took(folder))
    print(f"{jobs} jobs on {CORES} cores, {RUNS} pairs of runs: edition, bare workflow, ratio")
    print("the whole run      ", ratio(runs["edition"], runs["bare"], "clock"))
    print("  of processors    ", ratio(runs["edition"], runs["bare"], "processor"))
    print("nothing to be done ", ratio(runs["edition again"], runs["bare again"], "clock"))


if __name__ == "__main__":
    main()
