"""What is wrong in a user's files, told so that the user can mend it."""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

_HOW_TO_READ = "Faults in data or configuration, a line each: file:row:column: value — what is wrong; what is allowed."


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one cell.

    `row` counts as a spreadsheet does: 1 is the header. 0 stands for the file as a whole and
    an empty `column` for the whole row.
    """

    file: str
    row: int
    column: str
    value: str
    wrong: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:{self.column}: {self.value} — {self.wrong}; {self.allowed}"


class DataError(Exception):
    """Files of the user that can't be worked with.

    Args:
        problems: every fault found, in any order; they are told sorted.
        marked: where they are shown, the last line for the user.
    """

    def __init__(self, problems: Iterable[Problem], marked: str = "") -> None:
        self.problems = sorted(set(problems))
        self.marked = marked
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refuse(problems: list[Problem]) -> None:
    """Raise `DataError` if there is any problem."""
    if problems:
        raise DataError(problems)


def file_error(path: str | Path, wrong: str, allowed: str, row: int = 0, value: str = "") -> DataError:
    """What is wrong with a file as a whole, or with one of its rows."""
    return DataError([Problem(str(path), row, "", value, wrong, allowed)])


@contextmanager
def logged(log: str) -> Iterator[None]:
    """Run a step of the workflow with its messages in a log file.

    A `DataError` becomes one line a problem and exit status 1, so that no traceback reaches a
    user for a fault in their data, and so does a disk that is full or read-only; any other error is
    a fault of ours and keeps its traceback.
    """
    terminal = sys.stderr
    with open(log, "w", encoding="utf-8") as file, redirect_stderr(_Both(file)):
        try:
            yield
        except DataError as error:
            print(error, file=sys.stderr)
            print(f"\n{_HOW_TO_READ} The same lines are in {log}.", file=terminal)
            print(error.marked or "Put `validate` after `snakemake` to have them marked in copies.", file=terminal)
            sys.exit(1)
        except OSError as error:
            # The disk's fault: full, read-only, gone.
            wrong = f"can't be read or written ({error.strerror or error})"
            allowed = "a disk with room that may be written to; then run again"
            print(file_error(error.filename or "", wrong, allowed), file=sys.stderr)
            sys.exit(1)
        except Exception:
            traceback.print_exc()
            sys.exit(1)


def run(job: Callable[[Any, Any, Any], None], snakemake: Any) -> None:
    """Run the job of a rule on its input, parameters and output, with its messages in its log; see `logged`."""
    with logged(snakemake.log[0]):
        job(snakemake.input, snakemake.params, snakemake.output)


class _Both(io.TextIOBase):
    """Standard error and a log file at once, for scholars and for the record."""

    def __init__(self, log: TextIO) -> None:
        self.streams = (sys.stderr, log)

    def write(self, text: str) -> int:
        for stream in self.streams:
            stream.write(text)
            stream.flush()
        return len(text)
