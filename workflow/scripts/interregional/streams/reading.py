"""One pass over event files: the records between two actors of the edition, and who else is named.

DuckDB reads the columns needed and keeps the rows that name an organisation. What is looked at one by one are the
different codes, contexts and sides of these rows, which are few; queries join what was found to the rows.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from interregional.streams.layouts import PARTS, SIDES, Layout
from interregional.streams.matching import Matcher, Side, role_list
from interregional.streams.opening import opened, told
from interregional.streams.parts import Part
from interregional.streams.queries import BETWEEN, BETWEEN_ROLES, select
from interregional.streams.recognising import CAMEO, Recognised, recognise
from interregional.tables.problems import Problem, refuse

TOLD = 20
# Scopes from the weakest to the strongest, where contexts, or reports of one event, differ.
STRENGTH = ["none", "unstated", "limited", "broad", "main"]


class Schemes(NamedTuple):
    """What the codes, texts and contexts of each scheme mean.

    Attributes:
        codes: the codes of each scheme.
        texts: the code that a text (see `as_text`) names, by scheme.
        contexts: context to scope.
        silent: schemes of which no code shows an indicator.
    """

    codes: Mapping[str, frozenset[str]]
    texts: Mapping[str, Mapping[str, str]]
    contexts: Mapping[str, str]
    silent: frozenset[str] = frozenset()

    def code(self, scheme: str, code: str, text: str) -> str:
        """The code of the table of acts that holds; empty where the scheme has none.

        It is the code itself, its type without the mode, or what it begins with; else what its text names.
        """
        known = self.codes[scheme]
        named = self.texts.get(scheme, {}).get(as_text(text), "")
        for given in (code, named):
            if scheme == "cameo" and not CAMEO.fullmatch(given):
                continue
            for short in (given, given.partition("/")[0], given[:3], given[:2]):
                if short in known:
                    return short
        return ""

    def scope(self, contexts: str) -> str:
        """The strongest scope that contexts (`;`-separated) give; empty where they say nothing."""
        told = [self.contexts.get(context.strip().casefold(), "") for context in contexts.split(";")]
        known = [scope for scope in told if scope and scope != "unstated"]
        return max(known, key=STRENGTH.index) if known else ""


def as_text(text: str) -> str:
    """The text of a code as it is compared: without regard to capitals, spaces and underscores."""
    return " ".join(text.replace("_", " ").split()).casefold()


def read_files(
    part: Part,
    paths: Sequence[str],
    layouts: list[Layout],
    matchers: Mapping[str, Matcher],
    schemes: Schemes,
    largest_unreadable: float,
) -> None:
    """Read event files into a part.

    Args:
        part: what has been read.
        paths: files of any kind that `opened` knows; their layouts may differ.
        layouts: those that are known.
        matchers: by name of layout.
        schemes: codes, texts and contexts.
        largest_unreadable: a file of which a larger share of rows can't be read is refused.

    Raises:
        DataError: files of no known layout, changed by a spreadsheet, or with too many unreadable rows.
    """
    part.database.execute("PRAGMA enable_profiling = 'no_output'")
    problems: list[Problem] = []
    for path in paths:
        with opened(path, part.database) as file:
            found = recognise(file, layouts, part.database)
            matcher = matchers[found.layout.name]
            rows = _scan(part.database, found, select(found, matcher))
        _resolve(part.database, found, matcher, schemes)
        unreadable = _collect(part, found, rows, schemes)
        share = unreadable / rows if rows else 0.0
        if share > largest_unreadable:
            own = part.database.execute(
                "SELECT row, wrong FROM unreadable WHERE file = $1 ORDER BY ALL LIMIT $2", [path, TOLD]
            ).fetchall()
            allowed = (
                f"at most {largest_unreadable:g} of the rows unreadable, here {share:.4f} ({unreadable} of {rows})"
            )
            problems += [Problem(path, row, "", "", wrong, allowed) for row, wrong in own]
    refuse(problems)


def _scan(database: duckdb.DuckDBPyConnection, found: Recognised, query: str) -> int:
    """Put the rows that name an organisation into the table `kept`; return how many rows the file has."""
    for table in ("kept", "reject_errors", "reject_scans"):
        database.execute(f"DROP TABLE IF EXISTS {table}")
    with told(found.file.name), _progress(database, found.file.name):
        database.execute(f"CREATE TEMP TABLE kept AS {query}", [found.file.path])
    if found.file.kind == "parquet":
        return _one(database, "SELECT count(*) FROM read_parquet($1)", [found.file.path])
    rows = int(json.loads(database.get_profiling_information("json"))["query"]["total_rows_scanned"])
    return rows + (_one(database, "SELECT count(DISTINCT line) FROM reject_errors") if found.file.kind == "text" else 0)


def _resolve(database: duckdb.DuckDBPyConnection, found: Recognised, matcher: Matcher, schemes: Schemes) -> None:
    """Look at each code, context and side of the table `kept` once; what they mean goes into tables of their names."""
    layout = found.layout
    meant = [
        (code, text, schemes.code(layout.scheme, code, text))
        for code, text in database.execute("SELECT DISTINCT code, text FROM kept").fetchall()
    ]
    scopes = [
        (contexts, schemes.scope(contexts))
        for (contexts,) in database.execute("SELECT DISTINCT contexts FROM kept").fetchall()
    ]
    spells = []
    for (text,) in database.execute("SELECT DISTINCT unnest(sources || targets) FROM kept").fetchall():
        name, code, group, country, roles = text.split(BETWEEN)[: len(PARTS)]
        side = Side(name, code, group, country, role_list(tuple(roles.split(BETWEEN_ROLES)), layout.roles_between))
        spells += [
            (text, since, until, *match, match.actor in matcher.states, matcher.is_security(side))
            for since, until, match in matcher.spells(side)
        ]
    tables: dict[str, tuple[Sequence[Any], list[str]]] = {
        "meant": (meant, ["code", "text", "known"]),
        "scopes": (scopes, ["contexts", "scope"]),
        "spells": (spells, ["side", "since", "until", "actor", "match", "state", "security"]),
    }
    for name, (rows, names) in tables.items():
        database.register("found", pd.DataFrame(rows, columns=names))
        database.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM found")
        database.unregister("found")
    database.execute(
        """
        CREATE OR REPLACE TEMP TABLE read AS
        SELECT k.record, k.day, m.known AS code, s.scope, k.sources, k.targets
        FROM kept k JOIN meant m USING (code, text) JOIN scopes s USING (contexts)
        WHERE k.whole AND k.day IS NOT NULL AND m.known <> ''
        """
    )


# Every pair of a source and a target; without targets, every pair of the sources.
PAIRS = """
    SELECT * EXCLUDE (sources, targets), len(sources) + len(targets) > 2 AS wider,
        unnest(sources) AS one, targets AS others FROM read WHERE len(targets) > 0
    UNION ALL
    SELECT * EXCLUDE (sources, targets), len(sources) > 2,
        unnest(sources), sources[generate_subscripts(sources, 1) + 1 :] FROM read WHERE len(targets) = 0
"""


def _collect(part: Part, found: Recognised, rows: int, schemes: Schemes) -> int:
    """Add what the kept rows of a file say to the part; return how many rows could not be read."""
    database, layout, name = part.database, found.layout, found.file.name
    if found.file.kind == "text":
        database.execute(
            "INSERT INTO unreadable SELECT $1, line, replace(lower(min(error_type::VARCHAR)), '_', ' ') "
            "FROM reject_errors GROUP BY line",
            [name],
        )
    database.execute(
        """
        INSERT INTO unreadable
        SELECT $1, 0, CASE WHEN whole THEN 'record ' || record || ': ' || told_day || ' is not a day (' || $2 || ')'
            WHEN $3 = 'json' THEN 'a line that is not JSON' ELSE 'record ' || record || ': too few columns' END
        FROM kept WHERE NOT whole OR day IS NULL
        """,
        [name, layout.day_format or "YYYYMMDD or YYYY-MM-DD", found.file.kind],
    )
    database.execute(
        """
        INSERT INTO unknown SELECT $1, $2, code, text, count(*) FROM kept JOIN meant USING (code, text)
        WHERE whole AND day IS NOT NULL AND known = '' GROUP BY code, text
        """,
        [layout.dataset, layout.scheme],
    )
    database.execute(
        """
        INSERT INTO mentions SELECT $1, left(day, 4), actor, match, count(*)
        FROM (SELECT day, unnest(sources || targets) AS side FROM read) r
        JOIN spells s ON r.side = s.side AND r.day BETWEEN s.since AND s.until GROUP BY ALL
        """,
        [layout.dataset],
    )
    database.execute(
        f"""
        INSERT INTO records
        SELECT DISTINCT $3, $1 AS dataset, record, day, $2 AS scheme, code, s.actor AS source, t.actor AS target,
            s.match AS source_match, t.match AS target_match,
            CASE WHEN scope <> '' THEN scope WHEN s.security OR t.security THEN 'main' ELSE '' END AS security,
            CASE WHEN wider THEN 'yes' ELSE 'no' END AS wider
        FROM (SELECT * EXCLUDE (others), unnest(others) AS other FROM ({PAIRS})) p
        JOIN spells s ON p.one = s.side AND p.day BETWEEN s.since AND s.until
        JOIN spells t ON p.other = t.side AND p.day BETWEEN t.since AND t.until
        -- Two different actors, one of them an organisation.
        WHERE s.actor <> '' AND t.actor <> '' AND s.actor <> t.actor AND NOT (s.state AND t.state)
        """,
        [layout.dataset, layout.scheme, name],
    )
    for field in _missing(found, schemes):
        database.execute("INSERT INTO missing VALUES ($1, $2, 1)", [layout.name, field])
    kept, sound, once = (
        _one(database, f"SELECT count(*) FROM {rows}") for rows in ("kept", "read", "(SELECT DISTINCT * FROM read)")
    )
    # A row that can be read and is not among those whose code is known.
    unknown = _one(database, "SELECT count(*) FROM kept WHERE whole AND day IS NOT NULL") - sound
    made, unreadable = (
        _one(database, f"SELECT count(*) FROM {table} WHERE file = $1", [name]) for table in ("records", "unreadable")
    )
    spell = database.execute("SELECT coalesce(min(day), ''), coalesce(max(day), '') FROM read").fetchone() or ()
    part.files.append((name, layout.name, rows, kept, made, sound - once, unreadable, unknown, *spell))
    return unreadable


def _missing(found: Recognised, schemes: Schemes) -> list[str]:
    """What the columns of a file can't tell, by the names of fields.csv.

    That is what its layout names and the file lacks, in part or wholly; and without identifier, country or roles,
    whatever the layout names.
    """
    wanted = found.layout.fields
    sides = {f"{side}_{part}": part for side in SIDES for part in PARTS}
    looked_at = {"record": "record", "contexts": "contexts", **sides}
    missing = {
        name
        for field, name in looked_at.items()
        if (field in wanted or name in ("record", "country", "roles"))
        and len(found.columns.get(field, ())) < len(wanted.get(field, [()]))
    }
    return sorted(missing | ({"indicators"} if found.layout.scheme in schemes.silent else set()))


def _one(database: duckdb.DuckDBPyConnection, query: str, values: Sequence[str] = ()) -> int:
    row = database.execute(query, list(values)).fetchone()
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
