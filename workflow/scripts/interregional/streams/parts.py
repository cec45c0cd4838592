"""What one job has read: in a database while it reads, on disk afterwards; and how far the reading is."""

from __future__ import annotations

import csv
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd

MEMORY = "300MB"
RECORD_COLUMNS = [
    "dataset", "record", "day", "scheme", "code", "source", "target", "source_match", "target_match",
    "security", "wider",
]  # fmt: skip
FILE_COLUMNS = [
    "file", "layout", "rows", "kept", "records", "repeated", "unreadable", "unknown", "first_day", "last_day",
]  # fmt: skip
# The columns of each table of a part, and those of them that are counted.
TABLES: dict[str, tuple[list[str], str]] = {
    "mentions": (["dataset", "year", "actor", "match", "sides"], "sides"),
    "unreadable": (["file", "row", "wrong"], ""),
    "unknown": (["dataset", "scheme", "code", "text", "rows"], "rows"),
    "missing": (["layout", "field", "files"], "files"),
}


class Part:
    """What one job has read, held by DuckDB in bounded memory.

    `records` has a row for each record and file, with the file; the other tables are `TABLES`.

    Args:
        threads: for DuckDB.
    """

    def __init__(self, threads: int) -> None:
        self._stack = ExitStack()
        self.database = database(self._stack, threads)
        self.database.execute(
            f"CREATE TABLE records (file VARCHAR, {', '.join(f'{c} VARCHAR' for c in RECORD_COLUMNS)})"
        )
        for name, (columns, count) in TABLES.items():
            numbers = (count, "row")
            kinds = ", ".join(f"{column} {'BIGINT' if column in numbers else 'VARCHAR'}" for column in columns)
            self.database.execute(f"CREATE TABLE {name} ({kinds})")
        self.files: list[tuple[Any, ...]] = []

    def __enter__(self) -> Part:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """The rows of one of `TABLES`, sorted, what is counted summed; or the records, each once, sorted."""
        columns, count = (RECORD_COLUMNS, "") if table == "records" else TABLES[table]
        keys = ", ".join(column for column in columns if column != count)
        counted = f", sum({count})::BIGINT" if count else ""
        return self.database.execute(f"SELECT {keys}{counted} FROM {table} GROUP BY ALL ORDER BY ALL").fetchall()

    def write(self, paths: Mapping[str, str]) -> None:
        """Write the records as Parquet and the other tables as CSV, sorted, to the paths of their names."""
        # The name of the file goes to DuckDB as a parameter: it is no part of the query.
        self.database.execute("SET preserve_insertion_order = true")
        self.database.execute("COPY (SELECT * FROM records ORDER BY ALL) TO $1 (FORMAT parquet)", [paths["records"]])
        for name, (columns, _) in TABLES.items():
            _write(paths[name], columns, self.rows(name))
        _write(paths["files"], FILE_COLUMNS, sorted(self.files))


def database(stack: ExitStack, threads: int) -> duckdb.DuckDBPyConnection:
    """A database in bounded memory, which puts by on disk what it has no room for, until the stack is closed."""
    folder = stack.enter_context(TemporaryDirectory())
    opened = stack.enter_context(duckdb.connect())
    for setting in (
        f"threads = {threads}", f"memory_limit = '{MEMORY}'", f"temp_directory = '{folder}'",
        "preserve_insertion_order = false", "enable_progress_bar = true", "enable_progress_bar_print = false",
    ):  # fmt: skip
        opened.execute(f"SET {setting}")
    return opened


def fill(database: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """Make a table of a frame."""
    database.register("frame", frame)
    database.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM frame")
    database.unregister("frame")


@contextmanager
def progress(database: duckdb.DuckDBPyConnection, path: str) -> Iterator[None]:
    """Tell how far a long query is: every few seconds on a terminal, more rarely in a log."""
    pause = 5.0 if sys.stderr.isatty() else 30.0
    done = threading.Event()
    begun = time.monotonic()

    def tell() -> None:
        while not done.wait(pause):
            share = database.query_progress()
            if share > 0:
                spent = time.monotonic() - begun
                left = spent * (100 - share) / share
                print(f"{Path(path).name}: {share:.0f} % read, about {left:.0f} s left", file=sys.stderr)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


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
    rows, made, repeated, unknown = (sum(int(file[place]) for file in part.files) for place in (2, 4, 5, 7))
    size, to_come = (sum(Path(file).stat().st_size for file in files) for files in ([f[0] for f in part.files], left))
    notes = [f", {count:,} {what}" for count, what in ((repeated, "twice"), (unknown, "of an unknown code")) if count]
    lacking = sorted({field for _, field, _ in part.rows("missing")})
    notes += [f"; not told: {', '.join(lacking)}"] if lacking else []
    ahead = (
        f"{len(left)} files left, about {seconds * to_come / max(size, 1):.0f} s for one job at a time"
        if left
        else "the last"
    )
    return f"{named}: {rows:,} rows in {seconds:.1f} s, {made:,} between two actors{''.join(notes)}; {ahead}"


def _write(path: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
