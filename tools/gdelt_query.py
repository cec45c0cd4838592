"""Print a query for BigQuery that brings what a stream edition reads of GDELT 2.0, and no more.

    PYTHONPATH=.:workflow/scripts .venv/bin/python -m tools.gdelt_query > gdelt.sql

Its columns are those that the layout `gdelt` names, its rows those that name an organisation of the paper by what
config/streams/names.csv and officials.csv say. What it brings is read as any file with named columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interregional.catalogue.loading import load_actors
from interregional.codebook.decisions import load_codebook
from interregional.editions.settings import CODEBOOK
from interregional.streams.layouts import Layout, load_layouts
from interregional.streams.matching import Matcher
from interregional.streams.tables import KEYS, load_stream_tables

TABLE = "`gdelt-bq.gdeltv2.events`"
STREAMS = Path("config/streams")


def columns(layout: Layout) -> list[str]:
    """The columns that a layout reads, by the first of their names."""
    return list(dict.fromkeys(names[0] for field in layout.fields.values() for names in field))


def query(layout: Layout, matcher: Matcher) -> str:
    """The query, in what BigQuery and DuckDB have in common.

    Args:
        layout: of GDELT.
        matcher: finds its actors.
    """
    tests = []
    for side in ("source", "target"):
        group, code, name = (layout.fields[f"{side}_{part}"][0][0] for part in ("group", "code", "name"))
        tests += [
            f"{group} IN ({_listed(matcher.values('group'))})",
            f"{code} IN ({_listed(matcher.values('code'))})",
            *(f"STARTS_WITH({code}, {_listed([value])})" for value in matcher.values("prefix")),
            f"UPPER({name}) IN ({_listed(matcher.values('name'))})",
        ]
    chosen, which = ",\n  ".join(columns(layout)), "\n  OR ".join(tests)
    return f"SELECT\n  {chosen}\nFROM {TABLE}\nWHERE {which}\n"


def _listed(values: Sequence[str]) -> str:
    # BigQuery and DuckDB write a quote within a text in different ways: it is put together of two texts that have none.
    texts = ["'" + value.replace("'", "' || CHR(39) || '") + "'" for value in values]
    return ", ".join(texts)


def main() -> None:
    """Write the query to the standard output."""
    codebook = load_codebook([f"config/codebook/{name}.csv" for name in CODEBOOK])
    actors = load_actors(["data/raw/paper/actors.csv"], codebook)
    tables = load_stream_tables([STREAMS / f"{name}.csv" for name in KEYS], list(actors["code"]), codebook)
    layout = next(known for known in load_layouts(STREAMS / "layouts.yaml", {}, "") if known.name == "gdelt")
    print(query(layout, tables.matcher(layout, actors)), end="")


if __name__ == "__main__":
    main()
