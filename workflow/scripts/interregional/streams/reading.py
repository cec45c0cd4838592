"""One pass over event files: the records between two actors of the edition, and who else is named.

DuckDB reads the columns needed and keeps the rows that name an organisation; only those few are looked at one by one.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import lru_cache
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb

from interregional.streams.layouts import Layout, plain, recognise
from interregional.streams.matching import Match, Matcher, Side, role_list
from interregional.streams.parts import Part
from interregional.streams.queries import select
from interregional.tables.problems import Problem, refuse

MEMORY = "300MB"
TOLD = 20
# Scopes from the weakest to the strongest, where contexts, or reports of one event, differ.
STRENGTH = ["none", "unstated", "limited", "broad", "main"]


class Schemes(NamedTuple):
    """What the codes and contexts of each scheme mean.

    Attributes:
        codes: the codes of each scheme.
        contexts: context to scope.
    """

    codes: Mapping[str, frozenset[str]]
    contexts: Mapping[str, str]


def read_files(
    paths: Sequence[str],
    layouts: list[Layout],
    matchers: Mapping[str, Matcher],
    schemes: Schemes,
    largest_unreadable: float,
    threads: int,
) -> Part:
    """Read event files.

    Args:
        paths: plain, zipped or gzipped files; their layouts may differ.
        layouts: those that are known.
        matchers: by name of layout.
        schemes: codes and contexts.
        largest_unreadable: a file of which a larger share of rows can't be read is refused.
        threads: for DuckDB.

    Raises:
        DataError: files of no known layout, changed by a spreadsheet, or with too many unreadable rows.
    """
    part = Part([], Counter(), [], [])
    problems: list[Problem] = []
    with _database(threads) as database:
        for path in paths:
            layout = recognise(path, layouts)
            reader = _Reader(path, layout, matchers[layout.name], schemes)
            with plain(path) as text:
                rows = reader.scan(database, text)
            unreadable = reader.collect(database, part, rows)
            share = unreadable / rows if rows else 0.0
            if share > largest_unreadable:
                own = [row for row in part.unreadable if row[0] == path][:TOLD]
                allowed = (
                    f"at most {largest_unreadable:g} of the rows unreadable, here {share:.4f} ({unreadable} of {rows})"
                )
                problems += [Problem(path, row, "", "", wrong, allowed) for _, row, wrong in own]
    refuse(problems)
    return part


@contextmanager
def _database(threads: int) -> Iterator[duckdb.DuckDBPyConnection]:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        database = stack.enter_context(duckdb.connect())
        for setting in (
            f"threads = {threads}", f"memory_limit = '{MEMORY}'", f"temp_directory = '{folder}'",
            "preserve_insertion_order = false", "enable_progress_bar = true", "enable_progress_bar_print = false",
        ):  # fmt: skip
            database.execute(f"SET {setting}")
        database.execute("PRAGMA enable_profiling = 'no_output'")
        yield database


class _Reader:
    """Reads one file."""

    def __init__(self, path: str, layout: Layout, matcher: Matcher, schemes: Schemes) -> None:
        self.path, self.layout, self.matcher, self.schemes = path, layout, matcher, schemes
        # The same days and actors come again and again.
        self.day = lru_cache(maxsize=1 << 15)(self._day)
        self.sides = lru_cache(maxsize=1 << 15)(self._sides)
        self.match = lru_cache(maxsize=1 << 15)(matcher.match)

    def scan(self, database: duckdb.DuckDBPyConnection, text: str) -> int:
        """Put the rows that name an organisation into the table `kept`; return how many rows the file has."""
        for table in ("kept", "reject_errors", "reject_scans"):
            database.execute(f"DROP TABLE IF EXISTS {table}")
        with _progress(database, self.path):
            database.execute(f"CREATE TEMP TABLE kept AS {select(self.layout, self.matcher)}", [text])
        rows = int(json.loads(database.get_profiling_information("json"))["query"]["total_rows_scanned"])
        return rows + _one(database, "SELECT count(DISTINCT line) FROM reject_errors")

    def collect(self, database: duckdb.DuckDBPyConnection, part: Part, rows: int) -> int:
        """Add what the kept rows say to the part; return how many rows could not be read."""
        rejected = database.execute(
            "SELECT line, min(error_type) FROM reject_errors GROUP BY line ORDER BY line"
        ).fetchall()
        unreadable = [(self.path, int(line), str(kind).lower().replace("_", " ")) for line, kind in rejected]
        days: set[str] = set()
        before = len(part.records)
        kept = 0
        found = database.execute("SELECT * FROM kept")
        while batch := found.fetchmany(10_000):
            for row in batch:
                kept += 1
                fault = self._add(row, part, days)
                if fault:
                    unreadable.append((self.path, 0, fault))
        part.unreadable.extend(unreadable)
        spell = (min(days), max(days)) if days else ("", "")
        made = len(part.records) - before
        part.files.append((self.path, self.layout.name, rows, kept, made, len(unreadable), *spell))
        return len(unreadable)

    def _add(self, row: tuple[Any, ...], part: Part, days: set[str]) -> str:
        """Add one kept row to the part; return what is wrong with it, if it can't be read."""
        whole, record, day_text, code, contexts, *cells = row
        if not whole:
            return f"record {record}: too few columns"
        day = self.day(day_text)
        if not day:
            return f"record {record}: {day_text} is not a day ({self.layout.day_format})"
        code = self._code(code)
        if not code:
            return f"record {record}: no code of the scheme"
        days.add(day)
        half = len(cells) // 2
        sources, targets = self.sides(tuple(cells[:half])), self.sides(tuple(cells[half:]))
        matches = {side: self.match(side, day) for side in {*sources, *targets}}
        for side in (*sources, *targets):
            told = matches[side]
            part.mentions[self.layout.dataset, day[:4], told.actor, told.reason] += 1
        several = len(sources) + len(targets) > 2
        pairs = product(sources, targets) if targets else combinations(sources, 2)
        for source, target in pairs:
            made = self._record(matches[source], matches[target])
            if made:
                security = self._security(contexts, (source, target))
                part.records.append(
                    (
                        self.layout.dataset,
                        record,
                        day,
                        self.layout.scheme,
                        code,
                        *made,
                        security,
                        "yes" if several else "no",
                    )
                )
        return ""

    def _record(self, source: Match, target: Match) -> tuple[str, str, str, str] | None:
        """Both actors and their matches, where two different actors are known, one of them an organisation."""
        if not (source.actor and target.actor) or source.actor == target.actor:
            return None
        if {source.actor, target.actor} <= self.matcher.states:
            return None
        return source.actor, target.actor, source.reason, target.reason

    def _security(self, contexts: str, sides: Sequence[Side]) -> str:
        """The scope that contexts or roles give; the strongest context, then `main` by role; empty if neither says."""
        told = [self.schemes.contexts.get(context.strip().casefold(), "") for context in contexts.split(";")]
        known = [scope for scope in told if scope and scope != "unstated"]
        if known:
            return max(known, key=STRENGTH.index)
        return "main" if any(self.matcher.is_security(side) for side in sides) else ""

    def _code(self, code: str) -> str:
        """The code of the table of acts that holds: itself, its type without the mode, or what it begins with."""
        codes = self.schemes.codes[self.layout.scheme]
        known = (short for short in (code, code.partition("/")[0], code[:3], code[:2]) if short in codes)
        return next(known, "")

    def _day(self, text: str) -> str:
        try:
            return datetime.strptime(text, self.layout.day_format).date().isoformat()
        except ValueError:
            return ""

    def _sides(self, cells: tuple[str, ...]) -> list[Side]:
        """The participants on one side; several where the layout joins them in one cell."""
        name, code, group, country, *rest = cells
        roles = role_list(tuple(rest), self.layout.roles_between)
        between = self.layout.participants_between
        if not between:
            return [Side(name, code, group, country, roles)]
        names = [part.strip() for part in name.split(between) if part.strip()]
        if len(names) == 1:
            return [Side(names[0], code, group, country, roles)]
        # Which of several a code, a country or a role belongs to is not told.
        return [Side(part, "", "", "", ()) for part in dict.fromkeys(names)]


def _one(database: duckdb.DuckDBPyConnection, query: str) -> int:
    row = database.execute(query).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _progress(database: duckdb.DuckDBPyConnection, path: str) -> Iterator[None]:
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
