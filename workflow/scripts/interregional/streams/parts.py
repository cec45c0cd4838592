"""What one job has read, on disk, and how far the reading is."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RECORD_COLUMNS = [
    "dataset", "record", "day", "scheme", "code", "source", "target", "source_match", "target_match",
    "security", "wider",
]  # fmt: skip


MENTION_COLUMNS = ["dataset", "year", "actor", "match", "sides"]


UNREADABLE_COLUMNS = ["file", "row", "wrong"]


FILE_COLUMNS = ["file", "layout", "rows", "kept", "records", "unreadable", "first_day", "last_day"]


@dataclass(frozen=True)
class Part:
    """What one job has read; rows of the files that are written (see the `..._COLUMNS`), in no order yet."""

    records: list[tuple[str, ...]]
    mentions: Counter[tuple[str, str, str, str]]
    unreadable: list[tuple[str, int, str]]
    files: list[tuple[Any, ...]]


def progress_line(part: Part, seconds: float, written: str, jobs: Mapping[str, Sequence[str]]) -> str:
    """What a job has read and how fast, how many files are left, and about how long they will take.

    Args:
        part: what the job has read.
        seconds: how long it took.
        written: its file in `parts/<job>/`; jobs without theirs are still to run.
        jobs: all jobs and their files.
    """
    path = Path(written)
    left = [file for job, files in jobs.items() if not (path.parents[1] / job / path.name).exists() for file in files]
    names = [Path(file[0]).name for file in part.files]
    named = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]} ({len(names)} files)"
    rows, made = (sum(int(file[place]) for file in part.files) for place in (2, 4))
    size, to_come = (sum(Path(file).stat().st_size for file in files) for files in ([f[0] for f in part.files], left))
    ahead = (
        f"{len(left)} files left, about {seconds * to_come / max(size, 1):.0f} s for one job at a time"
        if left
        else "the last"
    )
    return f"{named}: {rows:,} rows in {seconds:.1f} s, {made:,} between two actors; {ahead}"


def write_part(part: Part, records: str, mentions: str, unreadable: str, files: str) -> None:
    """Write a part as four CSV files, sorted, each record once."""
    _write(records, RECORD_COLUMNS, sorted(set(part.records)))
    _write(mentions, MENTION_COLUMNS, sorted((*key, count) for key, count in part.mentions.items()))
    _write(unreadable, UNREADABLE_COLUMNS, sorted(part.unreadable))
    _write(files, FILE_COLUMNS, sorted(part.files))


def _write(path: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
