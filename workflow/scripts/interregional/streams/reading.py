"""One pass over event files: the records between two actors of the edition, and who else is named.

DuckDB reads the columns needed and keeps the rows that name an organisation. What is looked at one by one are the
different codes, contexts and sides of these rows, which are few; queries join what was found to the rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from interregional.streams.layouts import PARTS, SIDES, Layout
from interregional.streams.matching import Matcher, Side, role_list
from interregional.streams.opening import opened, told
from interregional.streams.parts import Part, fill, progress
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
    database = part.database
    database.execute("PRAGMA enable_profiling = 'no_output'")
    database.execute(_KEPT)
    rows: dict[str, int] = {}
    of_layout: dict[str, list[Recognised]] = {}
    for path in paths:
        with opened(path, database) as file:
            found = recognise(file, layouts, database)
            rows[path] = _scan(database, found, select(found, matchers[found.layout.name]))
        of_layout.setdefault(found.layout.name, []).append(found)
    # What many small files have in common is looked at once.
    for name, files in of_layout.items():
        _resolve(database, files[0].layout, matchers[name], schemes)
        _collect(part, files, rows, schemes)
    problems: list[Problem] = []
    for path, unreadable in _by_file(database, "SELECT file, count(*) FROM unreadable GROUP BY file").items():
        if unreadable > largest_unreadable * rows[path]:
            share = unreadable / rows[path]
            own = database.execute(
                "SELECT row, wrong FROM unreadable WHERE file = $1 ORDER BY ALL LIMIT $2", [path, TOLD]
            ).fetchall()
            here = f"here {share:.4f} ({unreadable} of {rows[path]})"
            allowed = f"at most {largest_unreadable:g} of the rows unreadable, {here}"
            problems += [Problem(path, row, "", "", wrong, allowed) for row, wrong in own]
    refuse(problems)


# The rows of all files that name an organisation; see `queries.select`.
_KEPT = """
CREATE OR REPLACE TEMP TABLE kept (
    file VARCHAR, layout VARCHAR, fault VARCHAR, record VARCHAR, told_day VARCHAR, day VARCHAR, code VARCHAR,
    text VARCHAR, contexts VARCHAR, sources VARCHAR[], targets VARCHAR[]
)
"""


def _scan(database: duckdb.DuckDBPyConnection, found: Recognised, query: str) -> int:
    """Add the rows that name an organisation to the table `kept`; return how many rows the file has."""
    file = found.file
    for table in ("reject_errors", "reject_scans"):
        database.execute(f"DROP TABLE IF EXISTS {table}")
    with told(file.name), progress(database, file.name):
        database.execute(f"INSERT INTO kept SELECT $2, $3, * FROM ({query})", [file.path, file.name, found.layout.name])
    if file.kind == "parquet":
        return _one(database, "SELECT count(*) FROM read_parquet($1)", [file.path])
    rows = int(json.loads(database.get_profiling_information("json"))["query"]["total_rows_scanned"])
    if file.kind == "json":
        return rows
    database.execute(
        "INSERT INTO unreadable SELECT $1, line, replace(lower(min(error_type::VARCHAR)), '_', ' ') "
        "FROM reject_errors GROUP BY line",
        [file.name],
    )
    return rows + _one(database, "SELECT count(DISTINCT line) FROM reject_errors")


def _resolve(database: duckdb.DuckDBPyConnection, layout: Layout, matcher: Matcher, schemes: Schemes) -> None:
    """Look at each code, context and side of a layout in the table `kept` once; what they mean goes into tables.

    These are `meant`, `scopes` and `spells`; `read` has the rows that can be read and whose code is known.
    """
    own = "FROM kept WHERE layout = $1"
    meant = [
        (code, text, schemes.code(layout.scheme, code, text))
        for code, text in database.execute(f"SELECT DISTINCT code, text {own}", [layout.name]).fetchall()
    ]
    scopes = [
        (contexts, schemes.scope(contexts))
        for (contexts,) in database.execute(f"SELECT DISTINCT contexts {own}", [layout.name]).fetchall()
    ]
    spells = []
    sides = database.execute(f"SELECT DISTINCT unnest(sources || targets) {own}", [layout.name]).fetchall()
    for (text,) in sides:
        name, code, group, country, roles = text.split(BETWEEN)[: len(PARTS)]
        side = Side(name, code, group, country, role_list(tuple(roles.split(BETWEEN_ROLES)), layout.roles_between))
        spells += [
            (text, since, until, *match, match.actor in matcher.states, matcher.is_security(side))
            for since, until, match in matcher.spells(side)
        ]
    columns = ["side", "since", "until", "actor", "match", "state", "security"]
    fill(database, "meant", pd.DataFrame(meant, columns=["code", "text", "known"]))
    fill(database, "scopes", pd.DataFrame(scopes, columns=["contexts", "scope"]))
    fill(database, "spells", pd.DataFrame(spells, columns=columns))
    database.execute(
        """
        CREATE OR REPLACE TEMP TABLE read AS
        SELECT k.file, k.record, k.day, m.known AS code, s.scope, k.sources, k.targets
        FROM kept k JOIN meant m USING (code, text) JOIN scopes s USING (contexts)
        WHERE k.layout = $1 AND k.fault IS NULL AND k.day IS NOT NULL AND m.known <> ''
        """,
        [layout.name],
    )


# Every pair of a source and a target; without targets, every pair of the sources.
PAIRS = """
    SELECT * EXCLUDE (sources, targets), len(sources) + len(targets) > 2 AS wider,
        unnest(sources) AS one, targets AS others FROM read WHERE len(targets) > 0
    UNION ALL
    SELECT * EXCLUDE (sources, targets), len(sources) > 2,
        unnest(sources), sources[generate_subscripts(sources, 1) + 1 :] FROM read WHERE len(targets) = 0
"""


def _collect(part: Part, files: Sequence[Recognised], rows: Mapping[str, int], schemes: Schemes) -> None:
    """Add what the kept rows of the files of one layout say to the part."""
    database, layout = part.database, files[0].layout
    database.execute(
        """
        INSERT INTO unreadable
        SELECT file, 0, CASE WHEN record = '' THEN '' ELSE 'record ' || record || ': ' END
            || coalesce(fault, told_day || ' is not a day (' || $2 || ')')
        FROM kept WHERE layout = $1 AND (fault IS NOT NULL OR day IS NULL)
        """,
        [layout.name, layout.day_format or "YYYYMMDD or YYYY-MM-DD"],
    )
    database.execute(
        """
        INSERT INTO unknown SELECT $1, $2, code, text, count(*) FROM kept JOIN meant USING (code, text)
        WHERE layout = $3 AND fault IS NULL AND day IS NOT NULL AND known = '' GROUP BY code, text
        """,
        [layout.dataset, layout.scheme, layout.name],
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
        SELECT DISTINCT file, $1 AS dataset, record, day, $2 AS scheme, code, s.actor AS source, t.actor AS target,
            s.match AS source_match, t.match AS target_match,
            CASE WHEN scope <> '' THEN scope WHEN s.security OR t.security THEN 'main' ELSE '' END AS security,
            CASE WHEN wider THEN 'yes' ELSE 'no' END AS wider
        FROM (SELECT * EXCLUDE (others), unnest(others) AS other FROM ({PAIRS})) p
        JOIN spells s ON p.one = s.side AND p.day BETWEEN s.since AND s.until
        JOIN spells t ON p.other = t.side AND p.day BETWEEN t.since AND t.until
        -- Two different actors, one of them an organisation.
        WHERE s.actor <> '' AND t.actor <> '' AND s.actor <> t.actor AND NOT (s.state AND t.state)
        """,
        [layout.dataset, layout.scheme],
    )
    readable = "fault IS NULL AND day IS NOT NULL"
    kept, sound, read, once, made, unreadable, first, last = (
        _by_file(database, f"SELECT file, {what} GROUP BY file")
        for what in (
            "count(*) FROM kept", f"count(*) FROM kept WHERE {readable}", "count(*) FROM read",
            "count(*) FROM (SELECT DISTINCT * FROM read)", "count(*) FROM records", "count(*) FROM unreadable",
            "min(day) FROM read", "max(day) FROM read",
        )
    )  # fmt: skip
    for found in files:
        name = found.file.name
        # A row that can be read and is not among those whose code is known has an unknown one.
        known, told_again = read.get(name, 0), read.get(name, 0) - once.get(name, 0)
        counts = kept.get(name, 0), made.get(name, 0), told_again, unreadable.get(name, 0), sound.get(name, 0) - known
        part.files.append((name, layout.name, rows[name], *counts, first.get(name, ""), last.get(name, "")))
        for field in _missing(found, schemes):
            database.execute("INSERT INTO missing VALUES ($1, $2, 1)", [layout.name, field])


def _by_file(database: duckdb.DuckDBPyConnection, query: str) -> dict[str, Any]:
    """What a query says of each file."""
    return dict(database.execute(query).fetchall())


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
