"""The query that keeps the rows of a file that name an organisation."""

from __future__ import annotations

from interregional.streams.layouts import DAY_FORMATS, PARTS, SIDES
from interregional.streams.matching import Matcher
from interregional.streams.recognising import Recognised

MOST_REJECTS = 100_000
# What stands between the parts of a side, and between its roles, where a side is one text.
BETWEEN, BETWEEN_ROLES = "\x1f", "\x1e"


def select(found: Recognised, matcher: Matcher) -> str:
    """The query that reads a file (its only parameter is the file's path) and keeps rows that name an organisation.

    Columns: fault (what is wrong with the row, or null), record, told_day (as it is written), day (YYYY-MM-DD; null
    where it is none), code, text, contexts, and sources and targets: lists of sides, each one text of its parts.
    """
    fault, table = _source(found)
    bodies = [_named(found, matcher, side) for side in SIDES]
    day = _cell(found, "day", " ")
    forms = found.layout.day_format or DAY_FORMATS
    written = day if found.layout.day_format else f"left({day}, 10)"
    columns = {
        "fault": f"CAST({fault} AS VARCHAR)",
        "record": _text(_record(found)),
        "told_day": _text(day),
        "day": f"strftime(try_strptime({written}, {_literals(forms)}), '%Y-%m-%d')",
        "code": _text(_cell(found, "code", "/")),
        "text": _text(_spaced(found, _cell(found, "text", "/"))),
        "contexts": _text(_cell(found, "contexts", ";")),
        "sources": _sides(found, "source"),
        "targets": _sides(found, "target"),
    }
    chosen = ", ".join(f"{value} AS {name}" for name, value in columns.items())
    unread = " OR fault IS NOT NULL" if found.file.kind == "json" else ""
    return f"SELECT {chosen} FROM {table} WHERE {' OR '.join(bodies)}{unread}"


def _source(found: Recognised) -> tuple[str, str]:
    """What is wrong with a row (null where it is whole), and the table of a file."""
    if found.file.kind == "parquet":
        return "NULL", "read_parquet($1)"
    if found.file.kind == "json":
        paths = ", ".join(_literal(f'$."{found.names[place]}"') for place in _used(found))
        cells = f"CASE WHEN json_valid(line) THEN json_extract_string(line, [{paths}]) END AS cells"
        return (
            "CASE WHEN cells IS NULL THEN 'a line that is not JSON' END",
            f"(SELECT {cells} FROM {found.file.lines()})",
        )
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(max(found.widths)))
    quote = '"' if found.quoted else ""
    missing = ", ".join(_literal(text) for text in ("", *found.layout.missing))
    padded = len(found.widths) > 1
    table = (
        f"read_csv($1, auto_detect=false, header={str(found.header).lower()}, delim={_literal(found.separator)}, "
        f"quote='{quote}', escape='{quote}', nullstr=[{missing}], columns={{{columns}}}, "
        f"compression='{found.file.packing}', null_padding={str(padded).lower()}, "
        f"parallel={str(not (padded and found.quoted)).lower()}, store_rejects=true, rejects_limit={MOST_REJECTS})"
    )
    # Where rows of two widths are allowed, DuckDB fills up any that is too short.
    fault = f"CASE WHEN c{min(found.widths) - 1} IS NULL THEN 'too few columns' END"
    return (fault if padded else "NULL"), table


def _record(found: Recognised) -> str:
    """The identifier of a record; where the file has none, all that is read of it."""
    fields = ["day", "code", "text", *(f"{side}_{part}" for side in SIDES for part in PARTS)]
    if "record" in found.columns:
        return _cell(found, "record", ";")
    return f"concat_ws(';', {', '.join(_cell(found, field, ';') for field in fields if field in found.columns)})"


def _named(found: Recognised, matcher: Matcher, side: str) -> str:
    """The condition that a side may stand for an organisation."""
    tests = []
    # Codes come first: DuckDB looks at the longer names only where no code has been found.
    for part in ("group", "code", "name", "country"):
        values = matcher.values(part)
        if not values or f"{side}_{part}" not in found.columns:
            continue
        wanted = ", ".join(map(_literal, values))
        cell = _spaced(found, _cell(found, f"{side}_{part}", ";"))
        cell = f"upper({cell})" if part == "name" else cell
        if part == "name" and found.layout.participants_between:
            between = _literal(found.layout.participants_between)
            tests.append(
                f"list_has_any(list_transform(string_split({cell}, {between}), lambda x: trim(x)), [{wanted}])"
            )
        else:
            # A query of its own makes a hash table of the values; a plain list is a fifth slower over the whole file.
            tests.append(f"{cell} IN (SELECT unnest([{wanted}]))")
    if f"{side}_code" in found.columns:
        cell = _cell(found, f"{side}_code", ";")
        tests += [f"starts_with({cell}, {_literal(value)})" for value in matcher.values("prefix")]
    return f"({' OR '.join(tests) or 'false'})"


def _sides(found: Recognised, side: str) -> str:
    """The participants on one side; several where the layout joins them in one cell."""
    name, *parts = (_text(_spaced(found, _cell(found, f"{side}_{part}", BETWEEN_ROLES))) for part in PARTS)
    rest = f" || {_literal(BETWEEN)} || ".join(["", *parts])
    between = found.layout.participants_between
    if not between:
        return f"[{name}{rest}]"
    names = (
        f"list_filter(list_transform(string_split({name}, {_literal(between)}), lambda x: trim(x)), lambda x: x <> '')"
    )
    # Which of several a code, a country or a role belongs to is not told.
    nothing = _literal(BETWEEN * (len(PARTS) - 1))
    once = f"list_filter({names}, lambda x, i: list_position({names}, x) = i)"
    return f"CASE len({names}) WHEN 1 THEN [{names}[1]{rest}] ELSE list_transform({once}, lambda x: x || {nothing}) END"


def _cell(found: Recognised, field: str, between: str) -> str:
    """The text of a field; null where it says nothing, or the file lacks it."""
    columns = [_column(found, place) for place in found.columns.get(field, ())]
    if not columns:
        return "NULL"
    return columns[0] if len(columns) == 1 else f"concat_ws({_literal(between)}, {', '.join(columns)})"


def _used(found: Recognised) -> list[int]:
    return sorted({place for columns in found.columns.values() for place in columns})


def _column(found: Recognised, place: int) -> str:
    if found.file.kind == "text":
        return f"c{place}"
    name = found.names[place].replace('"', '""')
    cell = f"cells[{_used(found).index(place) + 1}]" if found.file.kind == "json" else f'CAST("{name}" AS VARCHAR)'
    missing = ", ".join(_literal(text) for text in ("", *found.layout.missing))
    return f"(CASE WHEN {cell} NOT IN ({missing}) THEN {cell} END)"


def _spaced(found: Recognised, cell: str) -> str:
    return f"replace({cell}, {_literal(found.layout.spaces)}, ' ')" if found.layout.spaces else cell


def _text(cell: str) -> str:
    return f"coalesce({cell}, '')"


def _literals(texts: str | tuple[str, ...]) -> str:
    return _literal(texts) if isinstance(texts, str) else f"[{', '.join(map(_literal, texts))}]"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
