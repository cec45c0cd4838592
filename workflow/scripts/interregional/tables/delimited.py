"""Tables kept as text: in which encoding, and what stands between the cells."""

from __future__ import annotations

import codecs
import csv
import re
from pathlib import Path

from interregional.tables.problems import file_error
from interregional.tables.textfiles import read_bytes, utf_8_text

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_LETTERS = re.compile("[^\\W\\d_]+")
_ARABIC = re.compile("[\u0600-\u06ff]+")
# Lines with their ends, one after the other: a large text is not held twice.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LOST = re.compile("[\u0600-\u06ff]\\?|\\?[\u0600-\u06ff]")
UTF_8 = "UTF-8"
SAVE_ANEW = "save it as CSV UTF-8"


def read_given_text(path: str | Path) -> tuple[str, str]:
    """The text of a table as people save it, and the encoding it was in.

    Read are UTF-8, UTF-16 ("Unicode text", with or without a mark) and Windows-1256, where nothing else can be meant.

    Raises:
        DataError: file missing or empty, or text of another encoding.
    """
    raw = read_bytes(path)
    for mark, name in ((codecs.BOM_UTF16_LE, "UTF-16LE"), (codecs.BOM_UTF16_BE, "UTF-16BE")):
        # Without a mark: the letters of a header are followed, or preceded, by zero bytes.
        start, ends = raw[:16], (1, 0) if name == "UTF-16LE" else (0, 1)
        bare = len(start) == 16 and not any(start[ends[0] :: 2]) and all(start[ends[1] :: 2])
        if raw.startswith(mark) or bare:
            try:
                return raw.decode(name).removeprefix("\ufeff"), name
            except UnicodeDecodeError:
                raise file_error(path, f"not whole {name} text", SAVE_ANEW) from None
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1256")
        if _is_arabic(text):
            # Programs write a question mark for a letter that the encoding lacks, as the Persian yeh.
            if match := _LOST.search(text):
                wrong = "letters that Windows-1256 lacks were lost when it was saved"
                raise file_error(path, wrong, SAVE_ANEW, text[: match.start()].count("\n") + 1, match.group()) from None
            return text, "Windows-1256"
    return utf_8_text(raw, path), UTF_8


def parse(text: str, separator: str, path: str | Path) -> list[list[str]]:
    """The rows of a text. Raises DataError if its quotes are not in pairs."""
    try:
        # Cells that are alike are kept once: most of a large table is the same few words.
        known: dict[str, str] = {}
        rows = csv.reader(map(re.Match.group, _LINE.finditer(text)), delimiter=separator, strict=True)
        return [[known.setdefault(cell, cell) for cell in row] for row in rows]
    except csv.Error as error:
        allowed = f"{SEPARATORS[separator]}s between cells, quotes in pairs"
        raise file_error(path, f"not a table ({error})", allowed) from None


def _is_arabic(text: str) -> bool:
    """Whether bytes read as Windows-1256 make sense: words wholly of Arabic letters, or wholly of ASCII.

    Bytes of another code page, such as those of Western Europe or of the Macintosh, give words of both scripts.
    """
    words = [word for word in _LETTERS.findall(text) if not word.isascii()]
    return bool(words) and all(_ARABIC.fullmatch(word) for word in words) and any(len(word) > 1 for word in words)
