"""Event files as DuckDB can read them, whatever they are packed in; known by their own first bytes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile

import duckdb

from interregional.tables.problems import file_error

PACKINGS = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
# So many lines, or rows, show how a file is laid out and what a spreadsheet has done to it.
HEAD = 1000
KINDS = "CSV, TSV, Parquet or JSON lines; plain or packed by zip, gzip or zstd"


@dataclass(frozen=True)
class EventFile:
    """A file that DuckDB can read.

    Attributes:
        name: as the user knows it.
        path: where DuckDB finds it; another one where it was unpacked.
        kind: text, json (one object a line) or parquet.
        packing: none, gzip or zstd.
        head: the first lines of a text or of JSON lines, without those that are empty.
    """

    name: str
    path: str
    kind: str
    packing: str = "none"
    head: tuple[str, ...] = ()

    def lines(self) -> str:
        """A table of the lines of a text or of JSON lines, in one column `line`; its parameter is the path."""
        return _lines(self.packing)


@contextmanager
def opened(path: str | Path, database: duckdb.DuckDBPyConnection) -> Iterator[EventFile]:
    """A file for the time in which it is read; what a zip archive holds is unpacked for that time.

    Raises:
        DataError: the file can't be read, or an archive holds several files.
    """
    name = str(path)
    with told(name):
        if not zipfile.is_zipfile(path):
            yield _known(name, name, database)
            return
        with zipfile.ZipFile(path) as archive, NamedTemporaryFile(suffix=".txt") as unpacked:
            members = [member for member in archive.namelist() if not member.endswith("/")]
            if len(members) != 1:
                raise file_error(name, f"the archive holds {len(members)} files", "one event file in a zip archive")
            with archive.open(members[0]) as stream:
                copyfileobj(stream, unpacked, 1 << 20)
            unpacked.flush()
            yield _known(name, unpacked.name, database)


def _known(name: str, path: str, database: duckdb.DuckDBPyConnection) -> EventFile:
    with open(path, "rb") as stream:
        begin = stream.read(4)
    if begin == b"PAR1":
        return EventFile(name, path, "parquet")
    packing = next((packing for mark, packing in PACKINGS.items() if begin.startswith(mark)), "none")
    head = _head(name, path, packing, database)
    return EventFile(name, path, "json" if head[0].lstrip().startswith("{") else "text", packing, head)


def _head(name: str, path: str, packing: str, database: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    # By one thread and little at a time: an archive has many small files.
    few = ", parallel=false, buffer_size=1048576, max_line_size=524288"
    found = database.execute(f"SELECT line FROM {_lines(packing, few)} LIMIT {HEAD}", [path]).fetchall()
    lines = tuple(line for (line,) in found if line and line.strip())
    if any("\0" in line for line in lines[:10]):
        raise file_error(name, "not a text file in UTF-8", KINDS)
    if not lines:
        wrong = "no line that can be read" if Path(path).stat().st_size else "the file is empty"
        raise file_error(name, wrong, f"an event file (a download that failed?): {KINDS}")
    return lines


def _lines(packing: str, more: str = "") -> str:
    return (
        "read_csv($1, auto_detect=false, header=false, columns={'line': 'VARCHAR'}, delim='\x01', quote='', "
        f"escape='', compression='{packing}', ignore_errors=true{more})"
    )


@contextmanager
def told(name: str) -> Iterator[None]:
    """Tell the user of a file that is broken or can't be read, in place of the library's own error."""
    try:
        yield
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, duckdb.IOException, duckdb.InvalidInputException) as e:
        reason = " ".join(str(e).split())[:200]
        raise file_error(name, f"the file can't be read ({reason})", KINDS) from None
