"""The records of event streams in a database, from which days, codes and years are asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack

import pandas as pd

from interregional.streams.coding.rules import digest_of
from interregional.streams.parts import RECORD_COLUMNS, database, fill
from interregional.streams.reading import STRENGTH

# One class of acts: what must be alike for two reports to be of the same event. `source` and `target` are in
# alphabetical order where the act has no direction, so that an act written once from each side is one.
CLASS = ["source", "target", "directed", "event_type", "resource", "setting"]
KEYS = ", ".join(CLASS)
CODE_COLUMNS = ["scheme", "code", "label_en", "label_fa", "event_type", "scope", "records", "events"]
THREADS = 2


class Store:
    """The distinct records of all parts, held by DuckDB in bounded memory.

    Tables: `records` (each once), `coded` (what the code of each means), `classes` (the columns of `CLASS`, with the
    number `class` in their order), and `days`, the days on which each class is reported: class, day, reports (distinct
    records, of the side with more), datasets and codes (sorted lists), record (the first of the first dataset), and as
    places in `STRENGTH` the strongest scope as it is told (`told`), and with security bodies (`assumed`).

    Args:
        parts: files of records (`file` and `RECORD_COLUMNS`, Parquet), in any order and split.
        acts: `acts.csv`, clean.
        bodies: actors whose meetings are on security by what they are.
    """

    def __init__(self, parts: Sequence[str], acts: pd.DataFrame, bodies: Collection[str]) -> None:
        self._stack = ExitStack()
        self.database = database(self._stack, THREADS)
        self.parts = list(parts)
        columns = ["scheme", "code", "event_type", "directed", "direction", "setting", "scope", "resource"]
        self.fill("acts", acts[columns])
        self.fill("bodies", pd.DataFrame({"actor": sorted(bodies)}, dtype=str))
        self.database.execute(
            f"CREATE TABLE records AS SELECT DISTINCT {', '.join(RECORD_COLUMNS)} FROM read_parquet($1)", [self.parts]
        )
        self.database.execute(_CODED)
        self.database.execute(f"CREATE TABLE classes AS {_CLASSES}")
        known = self.database.execute(f"SELECT class, {KEYS} FROM classes").fetchall()
        digests = [(number, digest_of(key)) for number, *key in known]
        self.fill("digests", pd.DataFrame(digests, columns=["class", "digest"]).astype({"class": int, "digest": str}))
        self.database.execute(f"CREATE TABLE days AS {_DAYS}")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def fill(self, table: str, frame: pd.DataFrame) -> None:
        """Make a table of a frame."""
        fill(self.database, table, frame)

    def elsewhere(self) -> dict[str, int]:
        """Of each file, the records that an earlier file (by its name) has too; files without any are left out."""
        columns = ", ".join(RECORD_COLUMNS)
        found = self.database.execute(
            f"""
            SELECT file, count(*) FROM (
                SELECT file, row_number() OVER (PARTITION BY digest ORDER BY file) AS place
                FROM (SELECT file, md5_number(concat_ws(chr(31), {columns})) AS digest FROM read_parquet($1))
            ) WHERE place > 1 GROUP BY file
            """,
            [self.parts],
        ).fetchall()
        return {str(file): int(count) for file, count in found}

    def write_records(self, path: str) -> None:
        """Write every record of an event (see `make_windows`) with why its actors were found, as CSV, sorted."""
        # The name of the file goes to DuckDB as a parameter: it is no part of the query.
        self.database.execute("SET preserve_insertion_order = true")
        self.database.execute(f"COPY ({_ASSIGNED} ORDER BY ALL) TO $1 (FORMAT csv, HEADER true)", [path])

    def sightings(self) -> pd.DataFrame:
        """In how many events each dataset sees each actor: dataset, actor, events."""
        return self.database.execute(
            """
            WITH seen AS (SELECT source, target, unnest(datasets) AS dataset FROM windows JOIN classes USING (class))
            SELECT dataset, actor, count(*) AS events
            FROM (SELECT dataset, source AS actor FROM seen UNION ALL SELECT dataset, target FROM seen)
            GROUP BY ALL ORDER BY ALL
            """
        ).df()

    def years(self) -> pd.DataFrame:
        """The records of each dataset and year between two actors of the edition: dataset, year, records."""
        return self.database.execute(
            "SELECT dataset, left(day, 4) AS year, count(*) AS records FROM records GROUP BY ALL ORDER BY ALL"
        ).df()

    def codes(self, acts: pd.DataFrame) -> pd.DataFrame:
        """How often each code occurs between two actors of the edition, and in how many events (`CODE_COLUMNS`)."""
        counts = self.database.execute("SELECT scheme, code, count(*) AS records FROM records GROUP BY ALL").df()
        shown = self.database.execute(
            f"SELECT scheme, code, count(DISTINCT event_id) AS events FROM ({_ASSIGNED}) GROUP BY ALL"
        ).df()
        found = counts.merge(shown, how="left", on=["scheme", "code"]).merge(acts, on=["scheme", "code"])
        found["events"] = found["events"].fillna(0).astype(int)
        return found.sort_values(["scheme", "code"], ignore_index=True)[CODE_COLUMNS]


_RANKED = "CASE {} " + " ".join(f"WHEN '{scope}' THEN {place}" for place, scope in enumerate(STRENGTH)) + " END"

# What the code of each record means. The scope is the code's own where it says one, else that of contexts or roles,
# else `main` where either actor is a body whose meetings are on security, if that is assumed.
_CODED = f"""
CREATE VIEW coded AS
WITH meant AS (
    SELECT r.*, a.event_type, a.directed, a.resource,
        CASE WHEN r.wider = 'yes' THEN 'wider' ELSE a.setting END AS setting,
        CASE WHEN a.scope <> 'unstated' THEN a.scope WHEN r.security <> '' THEN r.security ELSE 'unstated' END AS scope,
        a.scope = 'unstated' AND r.security = '' AND
            (r.source IN (SELECT actor FROM bodies) OR r.target IN (SELECT actor FROM bodies)) AS by_body,
        CASE WHEN a.directed = 'yes' THEN a.direction = 'reverse' ELSE r.source > r.target END AS swapped
    FROM records r JOIN acts a USING (scheme, code)
    WHERE a.event_type <> ''
)
SELECT * EXCLUDE (source, target, source_match, target_match, scope, by_body),
    {_RANKED.format("scope")} AS told,
    CASE WHEN by_body THEN {STRENGTH.index("main")} ELSE {_RANKED.format("scope")} END AS assumed,
    CASE WHEN swapped THEN target ELSE source END AS source,
    CASE WHEN swapped THEN source ELSE target END AS target,
    CASE WHEN swapped THEN target_match ELSE source_match END AS source_match,
    CASE WHEN swapped THEN source_match ELSE target_match END AS target_match
FROM meant
"""
_CLASSES = f"SELECT row_number() OVER (ORDER BY {KEYS}) AS class, {KEYS} FROM (SELECT DISTINCT {KEYS} FROM coded)"
_DAYS = f"""
SELECT class, day::DATE AS day, max(told) AS told, max(assumed) AS assumed,
    -- An act without direction is often written once from each side: the greater number counts.
    greatest(count(*) FILTER (this), count(*) FILTER (that)) AS reports,
    list_sort(list(DISTINCT dataset)) AS datasets,
    list_sort(list_distinct(flatten(list(codes)))) AS codes,
    min(dataset || ' ' || record) AS record
FROM (
    SELECT class, day, dataset, record, max(told) AS told, max(assumed) AS assumed,
        bool_or(swapped) AS this, bool_or(NOT swapped) AS that, list(DISTINCT code) AS codes
    FROM coded JOIN classes USING ({KEYS}) GROUP BY class, day, dataset, record
) GROUP BY class, day
"""
_ASSIGNED = f"""
SELECT w.event_id, c.day, c.dataset, c.record, c.scheme, c.code, c.source, c.target, c.source_match, c.target_match
FROM coded c JOIN classes USING ({KEYS}) JOIN opened o ON o.class = classes.class AND o.day = c.day::DATE
JOIN windows w USING (event)
"""
