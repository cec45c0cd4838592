"""The records of event streams in a database, from which days, codes and years are asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from interregional.streams.reading import MEMORY, STRENGTH

# One class of acts: what must be alike for two reports to be of the same event. `source` and `target` are in
# alphabetical order where the act has no direction, so that an act written once from each side is one.
CLASS = ["source", "target", "directed", "event_type", "resource", "setting"]


CODE_COLUMNS = ["scheme", "code", "label_en", "label_fa", "event_type", "scope", "records", "events"]


class Store:
    """The distinct records of all parts, held by DuckDB in bounded memory.

    Args:
        parts: files of records (`stream_reading.RECORD_COLUMNS`), in any order and split.
        acts: `acts.csv`, clean.
    """

    def __init__(self, parts: Sequence[str], acts: pd.DataFrame) -> None:
        self._stack = ExitStack()
        folder = self._stack.enter_context(TemporaryDirectory())
        self.database = self._stack.enter_context(duckdb.connect())
        for setting in ("threads = 2", f"memory_limit = '{MEMORY}'", f"temp_directory = '{folder}'"):
            self.database.execute(f"SET {setting}")
        columns = ["scheme", "code", "event_type", "directed", "direction", "setting", "scope", "resource"]
        self.database.register("acts", acts[columns])
        self.database.execute(
            "CREATE TABLE records AS SELECT DISTINCT * FROM read_csv($1, header=true, all_varchar=true, nullstr='\\N')",
            [list(parts)],
        )

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def code(self, bodies: frozenset[str]) -> None:
        """Give each record what its code means: the table `coded`.

        The scope is the code's own where it says one, else that of contexts or roles, else `main` where
        either actor is a body whose meetings are on security.
        """
        self.database.execute(
            """
            CREATE OR REPLACE TABLE coded AS
            WITH meant AS (
                SELECT r.*, a.event_type, a.directed, a.direction, a.resource,
                    CASE WHEN r.wider = 'yes' THEN 'wider' ELSE a.setting END AS setting,
                    CASE
                        WHEN a.scope <> 'unstated' THEN a.scope
                        WHEN r.security <> '' THEN r.security
                        WHEN list_contains($1, r.source) OR list_contains($1, r.target) THEN 'main'
                        ELSE 'unstated'
                    END AS scope
                FROM records r JOIN acts a USING (scheme, code)
                WHERE a.event_type <> ''
            ), turned AS (
                SELECT * EXCLUDE (direction),
                    CASE WHEN directed = 'yes' THEN direction = 'reverse' ELSE source > target END AS swapped
                FROM meant
            )
            SELECT * EXCLUDE (source, target, source_match, target_match),
                CASE WHEN swapped THEN target ELSE source END AS source,
                CASE WHEN swapped THEN source ELSE target END AS target,
                CASE WHEN swapped THEN target_match ELSE source_match END AS source_match,
                CASE WHEN swapped THEN source_match ELSE target_match END AS target_match
            FROM turned
            """,
            [sorted(bodies) or [""]],
        )

    def days(self) -> pd.DataFrame:
        """The days of each class on which it is reported.

        Returns:
            The columns of `CLASS`, day, scope (the strongest, by its place), reports (distinct records, of the side
            with more), datasets and codes (`;`-separated), record (the first of the first dataset), sorted.
        """
        ranked = " ".join(f"WHEN '{scope}' THEN {place}" for place, scope in enumerate(STRENGTH))
        keys = ", ".join(CLASS)
        return self.database.execute(
            f"""
            SELECT {keys}, day,
                max(CASE scope {ranked} END) AS scope,
                -- An act without direction is often written once from each side: the greater number counts.
                greatest(
                    count(DISTINCT dataset || ' ' || record) FILTER (swapped),
                    count(DISTINCT dataset || ' ' || record) FILTER (NOT swapped)
                ) AS reports,
                string_agg(DISTINCT dataset, ';' ORDER BY dataset) AS datasets,
                string_agg(DISTINCT code, ';' ORDER BY code) AS codes,
                min(dataset || ' ' || record) AS record
            FROM coded GROUP BY {keys}, day ORDER BY {keys}, day
            """
        ).df()

    def assign(self, windows: pd.DataFrame) -> None:
        """Say of each coded record to which event it belongs: the table `assigned`.

        Args:
            windows: see `collapse`.
        """
        self.database.register("windows", windows[[*CLASS, "first_day", "last_day", "event_id"]])
        keys = " AND ".join(f"c.{key} = w.{key}" for key in CLASS)
        self.database.execute(
            f"""
            CREATE OR REPLACE TABLE assigned AS
            SELECT w.event_id, c.day, c.dataset, c.record, c.scheme, c.code, c.source, c.target,
                c.source_match, c.target_match
            FROM coded c JOIN windows w ON {keys} AND c.day BETWEEN w.first_day AND w.last_day
            """
        )

    def write_records(self, path: str) -> None:
        """Write every assigned record with its event and with why its actors were found, as CSV, sorted."""
        # The name of the file goes to DuckDB as a parameter: it is no part of the query.
        self.database.execute("COPY (SELECT * FROM assigned ORDER BY ALL) TO $1 (FORMAT csv, HEADER true)", [path])

    def events_by_dataset(self) -> pd.DataFrame:
        """dataset, source and target of each event, once for each dataset that reports it."""
        return self.database.execute(
            "SELECT DISTINCT dataset, event_id, source, target FROM assigned ORDER BY ALL"
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
            "SELECT scheme, code, count(DISTINCT event_id) AS events FROM assigned GROUP BY ALL"
        ).df()
        found = counts.merge(shown, how="left", on=["scheme", "code"]).merge(acts, on=["scheme", "code"])
        found["events"] = found["events"].fillna(0).astype(int)
        return found.sort_values(["scheme", "code"], ignore_index=True)[CODE_COLUMNS]
