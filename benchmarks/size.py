"""How long editions of 3, 300 and 3,000 events among 60 actors take, in what memory, against the paper edition.

    PYTHONPATH=.:workflow/scripts python benchmarks/size.py

The events are made up from one seed, with a few busy actors and many quiet ones, of every type that is evidence. Each
edition runs once on one core in a folder of its own. Told are the seconds on the clock and of the processor, and
the ratio of the latter to the paper edition, which holds on a busy machine too; the memory of the largest job; how
large the report, the explorer and the workbook get.
"""

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from interregional.codebook.decisions import Codebook, load_codebook
from interregional.tables.schema import load_schema

ROOT = Path(__file__).resolve().parents[1]
SNAKEMAKE = Path(sys.executable).parent / "snakemake"
SIZES, ACTORS, SEED = (3, 300, 3000), 60, 7
PAGES = ("report.html", "explorer.html", "results.xlsx")


class Run(NamedTuple):
    """What a run took: seconds on the clock and of the processor, the largest job in megabytes, pages in megabytes."""

    clock: float
    processor: float
    memory: float
    pages: list[float]


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


def run(folder: Path, edition: str, *more: str) -> Run:
    """One run of an edition in a folder."""
    start = time.monotonic()
    with open(folder / "told.txt", "w", encoding="utf-8") as told:
        process = subprocess.Popen([SNAKEMAKE, "--cores", "1", *more], cwd=folder, stdout=told, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit((folder / "told.txt").read_text(encoding="utf-8"))
    pages = [(folder / "results" / edition / page).stat().st_size / 1e6 for page in PAGES]
    return Run(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3, pages)


def main(sizes: Sequence[int]) -> None:
    codebook = load_codebook(sorted((ROOT / "config" / "codebook").glob("*.csv")))
    print(f"{'events':>8} {'clock':>8} {'processor':>10} {'ratio':>6} {'memory':>8}   {', '.join(PAGES)}")
    paper = None
    for size in (None, *sizes):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for part in ("workflow", "config", "data", "notebooks", "docs", "environment.yml", "CITATION.cff"):
                (folder / part).symlink_to(ROOT / part)
            if size is None:
                took = paper = run(folder, "paper")
            else:
                took = run(folder, "made", "--configfile", str(make_edition(folder, size, codebook)))
            ratio = took.processor / paper.processor
        pages = ", ".join(f"{page:.1f} MB" for page in took.pages)
        told = "paper" if size is None else f"{size:,}"
        print(
            f"{told:>8} {took.clock:6.0f} s {took.processor:8.0f} s {ratio:6.2f} {took.memory:5.0f} MB   {pages}",
            flush=True,
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
