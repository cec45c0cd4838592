"""How long editions take, and in what memory: the paper's against a bare workflow, and made-up ones of many sizes.

    PYTHONPATH=.:workflow/scripts python benchmarks/edition.py [NUMBER OF EVENTS ...]

A bare job imports pandas, one in three matplotlib too, and writes one letter; each waits for an earlier one. So the
ratio tells what the science and its pictures cost beyond Snakemake, Python and the libraries. Runs of the two follow
each other, so that the ratio holds on a machine whose speed drifts; medians are told.

The events of the other editions are made up from one seed, with a few busy actors and many quiet ones, of every type
that is evidence. Each edition runs once on one core; beside its seconds stands the ratio of those of the processor to
the paper edition's, which holds on a busy machine too, and how large the report, the explorer and the workbook get.
Every edition runs in a folder of its own, whose results are compared with nothing.
"""

import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from interregional.codebook.decisions import Codebook, load_codebook
from interregional.tables.schema import load_schema

ROOT = Path(__file__).resolve().parents[1]
SNAKEMAKE = Path(sys.executable).parent / "snakemake"
RUNS, CORES = 3, "2"
SIZES, ACTORS, SEED = (3, 300, 3000), 60, 7
PAGES = ("report.html", "explorer.html", "results.xlsx")


class Took(NamedTuple):
    """Seconds on the clock and of processors, and megabytes of the largest job."""

    clock: float
    processor: float
    memory: float


def took(folder: Path, *arguments: str) -> Took:
    """One run of the workflow in a folder."""
    start = time.monotonic()
    with open(folder / "told.txt", "w", encoding="utf-8") as told:
        process = subprocess.Popen([SNAKEMAKE, *arguments], cwd=folder, stdout=told, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit((folder / "told.txt").read_text(encoding="utf-8"))
    return Took(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3)


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder in which editions can be run."""
    with tempfile.TemporaryDirectory() as name:
        for part in ("workflow", "config", "data", "notebooks", "docs", "environment.yml", "CITATION.cff"):
            (Path(name) / part).symlink_to(ROOT / part)
        yield Path(name)


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


def jobs_of(folder: Path) -> int:
    """How many jobs the edition has."""
    dry = [SNAKEMAKE, "--cores", CORES, "--forceall", "--dry-run", "--quiet", "host"]
    told = subprocess.run(dry, cwd=folder, check=True, capture_output=True, text=True).stdout
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("total")))


def against_bare() -> None:
    """Tell the paper edition against a bare workflow of as many jobs."""
    with own_folder() as own, tempfile.TemporaryDirectory() as name:
        jobs, bare = jobs_of(own), Path(name) / "bare"
        bare_workflow(bare, jobs)
        # The whole run; then again, when there is nothing to be done.
        whole, again = ["--cores", CORES, "--forceall"], ["--cores", CORES]
        runs = [[(took(own, *how), took(bare, *how)) for how in (whole, again)] for _ in range(RUNS)]
    print(f"{jobs} jobs on {CORES} cores, {RUNS} pairs of runs: edition, bare workflow, ratio")
    for told, place, measure in (
        ("the whole run", 0, "clock"),
        ("  of processors", 0, "processor"),
        ("nothing to be done", 1, "clock"),
    ):
        pairs = [tuple(getattr(one, measure) for one in pair[place]) for pair in runs]
        own_time, floor, ratio = map(statistics.median, zip(*((one, other, one / other) for one, other in pairs)))
        print(f"{told:<19} {own_time:6.1f} s   {floor:6.1f} s   {ratio:5.2f}")


def write_table(path: Path, table: str, rows: Sequence[dict[str, Any]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(load_schema(table)["properties"]), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def make_edition(folder: Path, number: int, codebook: Codebook) -> Path:
    """Write an edition with so many events; returns its configuration."""
    draw, types = random.Random(SEED), codebook.event_types.to_dict("records")
    kinds, codes = codebook.values("kind"), [f"O{place:02d}" for place in range(ACTORS)]
    actors = [
        {"code": code, "name_en": f"Organisation {code}", "name_fa": f"سازمان {place}", "label_en": f"Org {place}",
         "label_fa": f"سازمان {place}", "kind": kinds[place % len(kinds)], "region": "Europe"}
        for place, code in enumerate(codes)
    ]  # fmt: skip
    events = []
    for place in range(number):
        kind = draw.choice([row for row in types if row["polarity"] == "1"])
        ends = draw.choices(codes, [1 / (rank + 1) for rank in range(ACTORS)], k=2)
        while ends[0] == ends[1]:
            ends[1] = draw.choice(codes)
        day = f"{draw.randint(1990, 2024)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        series = draw.choice(["summit", "talks", ""]) if kind["recurs"] == "yes" else ""
        recurrence = draw.choice(["once", "once", "once", "occasional", "regular", "continuous"])
        scope = draw.choice(["limited", "broad", "main"])
        events.append(
            {"event_id": f"E{place:05d}", "start": day, "source": ends[0], "target": ends[1], "scope": scope,
             "event_type": kind["event_type"], "recurrence": recurrence, "series": series,
             "description_en": f"Event {place}", "description_fa": f"رویداد {place}", "source_key": "made"}
        )  # fmt: skip
    own = folder / "made"
    own.mkdir()
    write_table(own / "actors.csv", "actors", actors)
    write_table(own / "events.csv", "events", events)
    (own / "sources.json").write_text(json.dumps([{"id": "made", "title": "Made up"}]), encoding="utf-8")
    files = {table: [f"made/{table}.csv"] for table in ("events", "actors")} | {"sources": ["made/sources.json"]}
    configuration = own / "made.yaml"
    configuration.write_text(json.dumps({"edition": "made", **files}), encoding="utf-8")
    return configuration


def of_many_sizes(sizes: Sequence[int]) -> None:
    """Tell editions of so many events against the paper edition."""
    codebook = load_codebook(sorted((ROOT / "config" / "codebook").glob("*.csv")))
    print(f"\n{'events':>8} {'clock':>8} {'processor':>10} {'ratio':>6} {'memory':>8}   {', '.join(PAGES)}")
    paper = None
    for size in (None, *sizes):
        with own_folder() as folder:
            more = ["--configfile", str(make_edition(folder, size, codebook))] if size is not None else []
            spent = took(folder, "--cores", "1", *more)
            paper = paper or spent
            results = folder / "results" / ("made" if more else "paper")
            pages = ", ".join(f"{(results / page).stat().st_size / 1e6:.1f} MB" for page in PAGES)
        told, ratio = f"{size:,}" if more else "paper", spent.processor / paper.processor
        print(f"{told:>8} {spent.clock:6.0f} s {spent.processor:8.0f} s {ratio:6.2f} {spent.memory:5.0f} MB   {pages}")


if __name__ == "__main__":
    against_bare()
    of_many_sizes([int(size) for size in sys.argv[1:]] or SIZES)
