"""How fast records become clean events, and in what memory, against a bare query of DuckDB over the same parts.

    python benchmarks/coding.py [--records NUMBER]

Every row of a made-up file of GDELT 2.0 ties two actors of the paper, over sixteen years: the fast path, which drops
rows that name no organisation, is of no use, and all is coded. The rules `read_stream`, `code_stream` and
`clean_events` are run one after the other, each in a process of its own; the bare query counts the distinct records
of each two actors, code and day in the parts. A fifth of the rows is measured as well: how the cost grows.
"""

import argparse
import datetime
import random
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.streams import PARTS, ROOT, Run, measure, ours

ACTORS = str(ROOT / "data" / "raw" / "paper" / "actors.csv")
ROWS = 1_000_000
DAYS = 5_840
CODES = "040 040 040 042 042 042 043 043 046 057 072 0861 041 061 062 064 010 036 051 112 190"


def write_rows(path: Path, count: int) -> None:
    """Write a file in which every row ties two actors, one of them an organisation."""
    from tests.event_files import ARMY, AU, EU, NATO, USA, Act, Party, gdelt

    codes = {"ASEAN": "SEAASN ASN", "OAS": "OAS OAS", "ECOWAS": "WAFWAS WAS", "GCC": "PGSGCC GCC", "OSCE": "SCE SCE"}
    bodies = [EU, AU, NATO, *(Party(name, f"IGO{told.split()[0]}", told.split()[1]) for name, told in codes.items())]
    states = [USA, ARMY, *(Party(code, f"{code}GOV", "", code, "", ("GOV",)) for code in ("CHN", "JPN", "IRN", "KOR"))]
    chance, first = random.Random(1), datetime.date(2003, 1, 1)
    days = [(first + datetime.timedelta(days=day)).isoformat() for day in range(DAYS)]
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            body = chance.choice(bodies)
            pair = [body, chance.choice([party for party in bodies + states if party is not body])]
            chance.shuffle(pair)
            file.write(gdelt([Act(str(10**9 + number), chance.choice(days), *pair, chance.choice(CODES.split()))]))


def read(folder: str) -> float:
    """The rule `read_stream`."""
    return ours(f"{folder}/rows.csv", folder)


def job(rule: str, folder: str, written: str, **given: Any) -> float:
    """The job of a rule, which writes the named tables into the folder as `<rule>_<table>.csv`; returns its seconds."""
    import yaml

    from interregional.editions.settings import CODEBOOK

    settings = yaml.safe_load((ROOT / "config" / "defaults.yaml").read_text(encoding="utf-8"))
    params = {"rules": settings["streams"], "recurrence": settings["recurrence"], "reading": "definitions"}
    params |= {"languages": ["en", "fa"], "since": {}, "last_year": None}
    given |= {"actors": [ACTORS], "codebook": [ROOT / "config" / "codebook" / f"{name}.csv" for name in CODEBOOK]}
    output = {name: f"{folder}/{rule}_{name}.csv" for name in written.split()}
    run = getattr(import_module(rule), rule)
    begun = time.monotonic()
    run(*(SimpleNamespace(**names) for names in (given, params, output)))
    return time.monotonic() - begun


def code(folder: str) -> float:
    """The rule `code_stream`, with its own tables written."""
    from interregional.streams.tables import KEYS

    config = ROOT / "config"
    return job(
        "code_stream",
        folder,
        "events recurrences records codes coverage unmatched unreadable unknown missing files years sensitivity",
        **{name: [f"{folder}/{name}.{'parquet' if name == 'records' else 'csv'}"] for name in PARTS},
        tables=[config / "streams" / f"{name}.csv" for name in KEYS],
        known=ACTORS,
        readings=config / "readings.yaml",
        labels=config / "labels.csv",
    )


def clean(folder: str) -> float:
    """The rule `clean_events`."""
    sources = [str(ROOT / "config" / "streams" / "sources.json")]
    events = [f"{folder}/code_stream_events.csv"]
    return job("clean_events", folder, "events actors log recurrences", events=events, sources=sources)


def bare(folder: str) -> float:
    """Count the distinct records of each two actors, code and day; nothing is coded and nothing written."""
    import duckdb

    database = duckdb.connect()
    database.execute("SET threads = 2")
    query = "SELECT source, target, code, day, count(DISTINCT record) FROM read_parquet($1) GROUP BY ALL"
    begun = time.monotonic()
    database.execute(query, [f"{folder}/records.parquet"]).fetchall()
    return time.monotonic() - begun


WAYS = {"read_stream": read, "code_stream": code, "clean_events": clean, "bare DuckDB": bare}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=ROWS, help="so many rows, each between two actors")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("folder", nargs="?", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        print(WAYS[given.way](given.folder))
        return
    found: list[dict[str, Run]] = []
    counts = (given.records // 5, given.records)
    print("| done by | rows | seconds | times the bare query | process, s | processors, s | peak MB |")
    print("|---|---|---|---|---|---|---|")
    for rows in counts:
        with tempfile.TemporaryDirectory() as folder:
            print(f"Writing {rows:,} rows ...", file=sys.stderr)
            write_rows(Path(folder) / "rows.csv", rows)
            # The bare query once before, so that both find the parts in memory.
            runs = {way: measure(way, Path(folder), __file__) for way in ("read_stream", "bare DuckDB", *WAYS)}
        found.append(runs)
        for way, run in runs.items():
            times = run.reading / runs["bare DuckDB"].reading
            cells = f"{run.reading:.2f} | {times:.1f} | {run.process:.2f} | {run.processors:.2f} | {run.memory:.0f}"
            print(f"| {way} | {rows:,} | {cells} |")
    few, many = (sum(run.processors for way, run in runs.items() if way != "bare DuckDB") for runs in found)
    whole = sum(run.process for way, run in found[-1].items() if way != "bare DuckDB")
    print(
        f"\nRead, coded and cleaned in {whole:.0f} s; five times the rows take {many / few:.1f} times the processors."
    )


if __name__ == "__main__":
    main()
