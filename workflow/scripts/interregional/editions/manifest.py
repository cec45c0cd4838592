"""Checksums of results, to tell whether two runs gave the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def sha256(path: str | Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def manifest(paths: Iterable[str | Path], folder: str | Path) -> str:
    """A line for each file, in the form of `sha256sum`, with names relative to the folder, sorted."""
    names = sorted(Path(path).relative_to(folder).as_posix() for path in paths)
    return "".join(f"{sha256(Path(folder) / name)}  {name}\n" for name in names)


def input_digests(files: Mapping[str, Iterable[str]]) -> str:
    """What an edition is made from, to tell whether two runs had the same input.

    Args:
        files: paths by role.

    Returns:
        The text of a CSV table: role, file, bytes, sha256; roles in the order given, files in order of their names.
    """
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["role", "file", "bytes", "sha256"])
    for role, paths in files.items():
        for path in sorted(set(paths)):
            rows.writerow([role, Path(path).as_posix(), Path(path).stat().st_size, sha256(path)])
    return table.getvalue()


def differences(expected: str, folder: str | Path) -> list[str]:
    """How the files of a folder differ from a manifest: a line for each file that does.

    Args:
        expected: text of a manifest.
        folder: results to judge; its own manifest.sha256 is left out.
    """
    wanted = {name: digest for digest, name in (line.split("  ", 1) for line in expected.splitlines())}
    root = Path(folder)
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} - {"manifest.sha256"}
    told = [f"{name}: missing" for name in sorted(set(wanted) - found)]
    told += [f"{name}: not expected" for name in sorted(found - set(wanted))]
    told += [f"{name}: differs" for name in sorted(found & set(wanted)) if sha256(root / name) != wanted[name]]
    return told


def file_names(made: str | Iterable[Any], folder: str) -> list[str]:
    """The files in outputs of rules, however deep the lists are, seen from the folder of the results.

    A path that a rule file names begins with `<results>`, one that Snakemake has filled in with the folder.
    """
    if not isinstance(made, str):
        return [name for part in made for name in file_names(part, folder)]
    return [made.removeprefix("<results>/").removeprefix(f"{folder}/")]


def makers(files: Iterable[str], rules: Iterable[Any]) -> dict[str, str]:
    """The names of the rules that make these files, as far as one does."""
    made = {str(file): rule.name for rule in rules for file in rule.output}
    return {file: made[file] for file in files if file in made}
