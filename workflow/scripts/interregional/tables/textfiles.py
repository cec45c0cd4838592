"""Reading and writing text, YAML and JSON, the same way everywhere; without pandas, which takes longest to start."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from interregional.tables.problems import file_error


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file, with or without a mark. Raises DataError if it is not that."""
    return utf_8_text(read_bytes(path), path)


def read_bytes(path: str | Path) -> bytes:
    """What is in a file. Raises DataError if it is missing, can't be read or is empty."""
    try:
        raw = Path(path).read_bytes()
    except FileNotFoundError:
        raise file_error(path, "the file is missing", "check the name in the configuration") from None
    except OSError as error:
        raise file_error(path, f"the file can't be read ({error.strerror})", "a readable file") from None
    if not raw.strip():
        raise file_error(path, "the file is empty", "a header and at least one row")
    return raw


def utf_8_text(raw: bytes, path: str | Path) -> str:
    """Bytes of a file as text. Raises DataError with the row if they are not UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row, byte = raw[: error.start].count(b"\n") + 1, raw[error.start : error.start + 1]
        raise file_error(path, "not UTF-8 text", "save it as CSV UTF-8", row, repr(byte)) from None
    if "\0" in text:
        raise file_error(path, "not a text file (it has zero bytes)", "save it as CSV UTF-8")
    return text


def read_yaml(path: str | Path) -> Any:
    """A YAML file, safely loaded. Raises DataError with the line if it is not YAML."""
    text = read_text(path)
    try:
        # As safe as `safe_load`, and several times faster.
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        wrong = getattr(error, "problem", None) or "not YAML"
        row = mark.line + 1 if mark else 0
        raise file_error(path, wrong, "name: value, two spaces for each level", row) from None


def read_json(path: str | Path) -> Any:
    """A JSON file. Raises DataError with the line if it is not JSON."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        allowed = "CSL-JSON as Zotero exports it"
        raise file_error(path, f"not JSON ({error.msg})", allowed, error.lineno) from None


def write_text(text: str, path: str | Path) -> None:
    """Write text as UTF-8 with line feeds, whatever the locale."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
