"""How fast event files are read, and in what memory, against a bare query of DuckDB and against pandas.

    python benchmarks/streams.py [--sample FILE] [--large]

The rows are those of a GDELT 2.0 file, repeated with keys and days of their own: a made-up one, or a real sample if
one is named. Each pair of runs follows the other at once, so that the ratio holds on a machine whose speed drifts.
Times are wall clock of whole processes, memory is the peak of a process. With --large, 20 million rows as well.
"""

import argparse
import datetime
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS, LARGE, PAIRS = 2_000_000, 20_000_000, 3
# Columns of a GDELT row, counted from 0, that reading needs.
NEEDED = (0, 1, 5, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 26)


def made_up() -> list[list[str]]:
    """Rows in the shape of a real file: most name nobody of the edition, some an organisation, few two."""
    from tests.streams import EU, NATO, NOBODY, PRESS, USA, Act, gdelt

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


def ours(path: str) -> None:
    """Read a file as the rule `read_stream` does."""
    from interregional.catalogue import load_actors
    from interregional.codebook import load_codebook
    from interregional.stream_layouts import load_layouts
    from interregional.stream_reading import read_files
    from interregional.stream_tables import KEYS, load_stream_tables

    codebook = load_codebook(sorted((ROOT / "config" / "codebook").glob("*.csv")))
    actors = load_actors([str(ROOT / "data" / "raw" / "paper" / "actors.csv")], codebook)
    folder = ROOT / "config" / "streams"
    tables = load_stream_tables([folder / f"{name}.csv" for name in KEYS], list(actors["code"]), codebook)
    layouts = load_layouts(folder / "layouts.yaml", {}, "")
    matchers = {layout.name: tables.matcher(layout, actors) for layout in layouts}
    part = read_files([path], layouts, matchers, tables.schemes(), 0.001, 2)
    print(len(part.records))


def bare(path: str) -> None:
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
    print(database.execute(query, [path]).fetchall())


def all_columns(path: str) -> None:
    """Read all columns with pandas and filter by the known-group codes."""
    import pandas as pd

    frame = pd.read_csv(path, sep="\t", header=None, dtype=str, keep_default_na=False, quoting=3)
    print(int(frame[8].isin(["EEC", "NAT", "ASN", "SCE", "OAS", "WAS", "GCC"]).sum()))


WAYS = {"ours": ours, "bare": bare, "pandas": all_columns}


def measure(way: str, path: str) -> tuple[float, float]:
    """Seconds and peak memory in MB of a process that reads a file in one way."""
    begun = time.monotonic()
    child = subprocess.Popen([sys.executable, __file__, "--way", way, path], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{way} failed")
    return time.monotonic() - begun, usage.ru_maxrss / 1024


def tell(name: str, runs: list[tuple[float, float]], rows: int, ratio: str) -> str:
    """A line of the table."""
    seconds, memory = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
    return f"| {name} | {rows:,} | {seconds:.1f} | {rows / seconds / 1e6:.2f} | {memory:.0f} | {ratio} |"


def ratio_of(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> float:
    """The median over the pairs of how many times longer the one takes than the other."""
    return statistics.median(a[0] / b[0] for a, b in zip(one, other))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", help="a GDELT 2.0 file whose rows are repeated")
    parser.add_argument("--large", action="store_true", help="20 million rows as well (some 8 GB of disk)")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("file", nargs="?", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        WAYS[given.way](given.file)
        return
    sample = Path(given.sample).read_text(encoding="utf-8") if given.sample else ""
    rows = [line.split("\t") for line in sample.splitlines()] or made_up()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        print("Writing the rows ...", file=sys.stderr)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(repeat(rows, ROWS))
        measure("bare", str(path))
        runs: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": [], "pandas": []}
        for _ in range(PAIRS):
            for way in ("ours", "bare"):
                runs[way].append(measure(way, str(path)))
        for _ in range(PAIRS):
            runs["pandas"].append(measure("pandas", str(path)))
        print("| read by | rows | seconds | million rows a second | peak MB | times the bare query |")
        print("|---|---|---|---|---|---|")
        for way, name in (("ours", "read_stream"), ("bare", "bare DuckDB"), ("pandas", "pandas, all columns")):
            print(tell(name, runs[way], ROWS, f"{ratio_of(runs[way], runs['bare']):.2f}"))
        print(f"\npandas takes {ratio_of(runs['pandas'], runs['ours']):.1f} times as long as read_stream.")
        if given.large:
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(repeat(rows, LARGE))
            pairs: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
            for way in ("ours", "bare"):
                pairs[way].append(measure(way, str(path)))
            for way, name in (("ours", "read_stream"), ("bare", "bare DuckDB")):
                print(tell(name, pairs[way], LARGE, f"{ratio_of(pairs[way], pairs['bare']):.2f}"))
            growth = pairs["ours"][0][0] / statistics.median(run[0] for run in runs["ours"])
            print(f"\nTen times the rows take {growth:.1f} times as long.")


if __name__ == "__main__":
    main()
