"""How fast event files are read, and in what memory, against a bare query of DuckDB and against pandas.

    python benchmarks/streams.py [--sample FILE] [--large]

The rows are those of a GDELT 2.0 file, repeated with keys and days of their own: a made-up one, or a real sample if
one is named. Each pair of runs follows the other at once, so that the ratio holds on a machine whose speed drifts.
Times are wall clock of the reading itself, from the file to its records; all else that the process does (Python,
packages, coding tables), which does not grow with the rows, stands beside it. Memory is the peak of the process. An
archive is also many small files: what each costs is measured on zipped ones. With --large, 20 million rows as well.
"""

import argparse
import datetime
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
ROWS, LARGE, PAIRS = 2_000_000, 20_000_000, 5
# Files of a quarter of an hour, as GDELT 2.0 is distributed.
FILES, ROWS_OF_FILE = 200, 2_000
PARTS = ("records", "mentions", "unreadable", "unknown", "missing", "files")
# Columns of a GDELT row, counted from 0, that reading needs.
NEEDED = (0, 1, 5, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 26)


def made_up() -> list[list[str]]:
    """Rows in the shape of a real file: most name nobody of the edition, some an organisation, few two."""
    from tests.event_files import EU, NATO, NOBODY, PRESS, USA, Act, gdelt

    parties = (
        [(NOBODY, NOBODY)] * 1800 + [(USA, NOBODY)] * 560 + [(USA, PRESS)] * 40 + [(EU, NOBODY)] * 8 + [(USA, NATO)] * 3
    )
    acts = [Act("0", "2018-01-01", a, b, "042") for a, b in parties]
    rows = [line.split("\t") for line in gdelt(acts).splitlines()]
    for number, row in enumerate(rows):
        row[30:35] = ["1", "4", "-2.5", "10", "1"]
        row[36] = row[44] = row[52] = f"A place with a name, Country {number % 200}"
        row[59], row[60] = "20180101000000", f"https://news.example/{number}/an-article-with-a-long-title-as-they-have"
    return rows


def repeat(rows: list[list[str]], count: int) -> Iterator[str]:
    """The rows again and again, with record numbers and days of their own."""
    first = datetime.date(2015, 2, 18)
    for number in range(count):
        row = list(rows[number % len(rows)])
        row[0] = str(1_000_000_000 + number)
        row[1] = (first + datetime.timedelta(days=number * 3650 // count)).strftime("%Y%m%d")
        yield "\t".join(row) + "\n"


def ours(path: str, parts: str = "") -> float:
    """Read a file, or those of a folder, as the rule `read_stream` does; return the seconds of the reading.

    The parts are put by in a folder, if one is named.
    """
    from interregional.catalogue.loading import load_actors
    from interregional.codebook.decisions import load_codebook
    from interregional.streams.layouts import load_layouts
    from interregional.streams.parts import Part
    from interregional.streams.reading import read_files
    from interregional.streams.tables import KEYS, load_stream_tables

    codebook = load_codebook(sorted((ROOT / "config" / "codebook").glob("*.csv")))
    actors = load_actors([str(ROOT / "data" / "raw" / "paper" / "actors.csv")], codebook)
    folder = ROOT / "config" / "streams"
    tables = load_stream_tables([folder / f"{name}.csv" for name in KEYS], list(actors["code"]), codebook)
    layouts = load_layouts(folder / "layouts.yaml", {}, "")
    matchers = {layout.name: tables.matcher(layout, actors) for layout in layouts}
    files = sorted(map(str, Path(path).iterdir())) if Path(path).is_dir() else [path]
    begun = time.monotonic()
    with Part(2) as part:
        read_files(part, files, layouts, matchers, tables.schemes(), 0.001)
        seconds = time.monotonic() - begun
        if parts:
            part.write({name: f"{parts}/{name}.{'parquet' if name == 'records' else 'csv'}" for name in PARTS})
    return seconds


def bare(path: str) -> float:
    """Filter by the known-group codes and count the same columns; nothing is resolved by name."""
    import duckdb

    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(61))
    counts = ", ".join(f"count(c{place})" for place in NEEDED)
    groups = "('EEC', 'NAT', 'ASN', 'SCE', 'OAS', 'WAS', 'GCC')"
    database = duckdb.connect()
    database.execute("SET threads = 2")
    database.execute("SET preserve_insertion_order = false")
    query = (
        f"SELECT {counts} FROM read_csv($1, auto_detect=false, header=false, delim='\t', quote='', escape='', "
        f"columns={{{columns}}}) WHERE c8 IN {groups} OR c18 IN {groups}"
    )
    begun = time.monotonic()
    database.execute(query, [path]).fetchall()
    return time.monotonic() - begun


def all_columns(path: str) -> float:
    """Read all columns with pandas, as text since codes are text, and filter by the known-group codes."""
    import pandas as pd

    begun = time.monotonic()
    frame = pd.read_csv(path, sep="\t", header=None, dtype=str, keep_default_na=False, quoting=3)
    frame[8].isin(["EEC", "NAT", "ASN", "SCE", "OAS", "WAS", "GCC"]).sum()
    return time.monotonic() - begun


WAYS = {"read_stream": ours, "bare DuckDB": bare, "pandas, all columns": all_columns}


class Run(NamedTuple):
    """Seconds of the work itself, of the whole process, its seconds of processors, and its peak memory in MB."""

    reading: float
    process: float
    processors: float
    memory: float


def measure(way: str, path: Path, script: str = __file__) -> Run:
    """Measure a process in which a script does its work on a file in one way."""
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, script, "--way", way, path], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        reading = float(child.stdout.read())
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    return Run(reading, time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def pairs(one: str, other: str, path: Path, count: int) -> tuple[list[Run], list[Run]]:
    """Measure two ways in turn, so many times each."""
    both = [(measure(one, path), measure(other, path)) for _ in range(count)]
    return [first for first, _ in both], [second for _, second in both]


def ratio(one: list[Run], other: list[Run]) -> float:
    """The median over the pairs of how many times longer the one reads than the other."""
    return statistics.median(a.reading / b.reading for a, b in zip(one, other))


def tell(name: str, rows: int, runs: list[Run], bare_runs: list[Run]) -> None:
    """Print a line of the table."""
    reading, process = (statistics.median(run[place] for run in runs) for place in (0, 1))
    print(
        f"| {name} | {rows:,} | {reading:.2f} | {rows / reading / 1e6:.2f} | {ratio(runs, bare_runs):.2f} "
        f"| {process:.2f} | {max(run.memory for run in runs):.0f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", help="a GDELT 2.0 file whose rows are repeated")
    parser.add_argument("--large", action="store_true", help="20 million rows as well (some 8 GB of disk)")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("file", nargs="?", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        print(WAYS[given.way](given.file))
        return
    sample = Path(given.sample).read_text(encoding="utf-8") if given.sample else ""
    rows = [line.split("\t") for line in sample.splitlines()] or made_up()
    stream, duck, pandas = WAYS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        small = _write(path, rows, ROWS)
        measure(duck, path)
        reads, bares = pairs(stream, duck, path, PAIRS)
        again, frames = pairs(stream, pandas, path, PAIRS)
        print(f"{small / 1e6:.0f} MB for {ROWS:,} rows, {PAIRS} pairs, medians; {os.cpu_count()} cores\n")
        print("| read by | rows | reading, s | million rows a second | times the bare query | process, s | peak MB |")
        print("|---|---|---|---|---|---|---|")
        tell(stream, ROWS, reads, bares)
        tell(duck, ROWS, bares, bares)
        tell(pandas, ROWS, frames, bares)
        notes = [f"pandas reads {ratio(frames, again):.1f} times as long as read_stream."]
        if given.large:
            _write(path, rows, LARGE)
            many, many_bare = pairs(stream, duck, path, 1)
            tell(stream, LARGE, many, many_bare)
            tell(duck, LARGE, many_bare, many_bare)
            growth = many[0].reading / statistics.median(run.reading for run in reads)
            notes.append(f"Ten times the rows take {growth:.1f} times as long.")
        path.unlink()
        for number in range(FILES):
            with zipfile.ZipFile(Path(folder) / f"{number:03}.zip", "w", zipfile.ZIP_DEFLATED) as file:
                file.writestr(f"{number:03}.csv", "".join(repeat(rows, ROWS_OF_FILE)))
        each = statistics.median(measure(stream, Path(folder)).reading for _ in range(PAIRS)) / FILES
        notes.append(f"A zipped file of {ROWS_OF_FILE:,} rows takes {each * 1000:.0f} ms.")
    print("", *notes, sep="\n")


def _write(path: Path, rows: list[list[str]], count: int) -> int:
    """Write the rows and return the size of the file in bytes."""
    print(f"Writing {count:,} rows ...", file=sys.stderr)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(repeat(rows, count))
    return path.stat().st_size


if __name__ == "__main__":
    main()
