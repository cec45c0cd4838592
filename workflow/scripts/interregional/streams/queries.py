"""The query that keeps the rows of a file that name an organisation."""

from __future__ import annotations

from interregional.streams.layouts import Layout
from interregional.streams.matching import Matcher

MOST_REJECTS = 100_000
SIDES = ("source", "target")


PARTS = ("name", "code", "group", "country")


def select(layout: Layout, matcher: Matcher) -> str:
    """The query that reads a file (its only parameter is the file's name) and keeps rows that name an organisation.

    Columns: whether the row is whole, record, day, code, contexts, and for source and target name, code, group,
    country and roles.
    """
    bodies = [_named(layout, matcher, side) for side in SIDES]
    # Where rows of two widths are allowed, DuckDB fills up any that is too short.
    whole = f"c{min(layout.columns) - 1} IS NOT NULL" if len(layout.columns) > 1 else "true"
    cells = [_cell(layout, field, "/" if field == "code" else ";") for field in ("record", "day", "code", "contexts")]
    for side in SIDES:
        cells += [_cell(layout, f"{side}_{part}", ";") for part in PARTS]
        cells += [f"c{place}" for place in layout.places(f"{side}_roles")]
    texts = ", ".join(f"coalesce({cell}, '')" for cell in cells)
    return f"SELECT {whole}, {texts} FROM {_source(layout)} WHERE {' OR '.join(bodies)}"


def _source(layout: Layout) -> str:
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(max(layout.columns)))
    quote = '"' if layout.quoted else ""
    missing = ", ".join(_literal(text) for text in ("", *layout.missing))
    return (
        f"read_csv($1, auto_detect=false, header={str(layout.header).lower()}, delim={_literal(layout.separator)}, "
        f"quote='{quote}', escape='{quote}', nullstr=[{missing}], columns={{{columns}}}, "
        f"null_padding={str(len(layout.columns) > 1).lower()}, "
        f"store_rejects=true, rejects_limit={MOST_REJECTS})"
    )


def _named(layout: Layout, matcher: Matcher, side: str) -> str:
    """The condition that a side may stand for an organisation."""
    tests = []
    # Codes come first: DuckDB looks at the longer names only where no code has been found.
    for part in ("group", "code", "name", "country"):
        values = matcher.values(part)
        if not values or not layout.places(f"{side}_{part}"):
            continue
        wanted = ", ".join(map(_literal, values))
        cell = _cell(layout, f"{side}_{part}", ";")
        cell = f"upper({cell})" if part == "name" else cell
        if part == "name" and layout.participants_between:
            between = _literal(layout.participants_between)
            tests.append(
                f"list_has_any(list_transform(string_split({cell}, {between}), lambda x: trim(x)), [{wanted}])"
            )
        else:
            # A query of its own makes a hash table of the values; a plain list is a fifth slower over the whole file.
            tests.append(f"{cell} IN (SELECT unnest([{wanted}]))")
    if layout.places(f"{side}_code"):
        cell = _cell(layout, f"{side}_code", ";")
        tests += [f"starts_with({cell}, {_literal(value)})" for value in matcher.values("prefix")]
    return f"({' OR '.join(tests) or 'false'})"


def _cell(layout: Layout, field: str, between: str) -> str:
    columns = [f"c{place}" for place in layout.places(field)]
    if not columns:
        return "NULL"
    return columns[0] if len(columns) == 1 else f"concat_ws({_literal(between)}, {', '.join(columns)})"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
