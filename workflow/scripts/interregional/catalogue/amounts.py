"""Sums of money as people write them: `1.2 billion`, `€1.2bn`, `۱٫۲ میلیارد یورو`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from interregional.tables.files import FILE, ROW, Change, records
from interregional.tables.problems import Problem
from interregional.tables.text import ascii_digits, clean_letters, clean_spaces, fold

_SCALES = {
    word: 10**zeros
    for zeros, words in {
        3: "thousand هزار",
        6: "million millions mn m میلیون",
        9: "billion billions milliard bn میلیارد",
        12: "trillion trillions tn تریلیون",
    }.items()
    for word in words.split()
}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_SCALED = re.compile(rf"(\d[\d.,٬، ]*?) ?((?:(?:{_SCALE})(?!\w) ?)+)")
_NAMED = re.compile(rf"(?P<before>\D*?) ?(?P<sum>\d[\d.,٬،٫ ]*(?<=\d)(?: ?(?:{_SCALE})(?![^\W\d_]))*) ?(?P<after>\D*)")


def clean_number(text: str) -> str:
    """A number without separators of thousands and words: `1,600,000`, `۱٬۶۰۰٬۰۰۰`, `1600000.0`, `1.6 million` alike.

    Other text, such as `1.6E+09`, where a spreadsheet has dropped digits, is unchanged, and so is `1,625 billion`,
    whose comma may part thousands or decimals.
    """
    plain = clean_letters(ascii_digits(text)).replace("٫", ".").casefold().strip()
    if match := _SCALED.fullmatch(plain):
        number, words = match.groups()
        if re.fullmatch(r"\d{1,3}[,،]\d{3}", number) or not re.fullmatch(r"\d+(\.\d+)?", number := _joined(number)):
            return text
        value = Decimal(number)
        for word in words.split():
            value *= _SCALES[word]
        plain = format(value, "f")
        return re.sub(r"\.?0+$", "", plain) if "." in plain else plain
    return re.sub(r"(?<=\d)\.0+$", "", _joined(ascii_digits(text).replace("٫", ".")))


def _joined(number: str) -> str:
    """A number whose thousands are parted, as one."""
    if re.fullmatch(r"\d{1,3}([,٬، ])\d{3}(\1\d{3})*(\.\d+)?", number):
        return re.sub(r"[,٬، ]", "", number)
    return number


def part_currencies(
    frame: pd.DataFrame, spellings: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Change], list[Problem]]:
    """Take the currency that stands in the cell of an amount to its own column.

    Args:
        frame: raw events, with `_file` and `_row`.
        spellings: folded names and signs of currencies, and what each means.

    Returns:
        The events, a change for each cell, and a problem where the currency column names another.
    """
    log: list[Change] = []
    problems: list[Problem] = []
    if not {"amount", "currency"} <= set(frame):
        return frame, log, problems
    frame = frame.copy()
    for place, row in zip(frame.index, records(frame[["amount", "currency", FILE, ROW]])):
        amount, code = _part(row["amount"], spellings)
        if not code:
            continue
        file, number, given = row[FILE], int(row[ROW]), clean_spaces(row["currency"])
        if given and spellings.get(fold(given), given) != code:
            wrong = f"an amount in {code}, but the currency is {given}"
            problems.append(Problem(file, number, "amount", row["amount"], wrong, "one currency"))
            continue
        frame.loc[place, "amount"] = amount
        log.append((file, number, "amount", row["amount"], amount, "currency_of_amount"))
        if not given:
            frame.loc[place, "currency"] = code
            log.append((file, number, "currency", "", code, "currency_of_amount"))
    return frame, log, problems


def _part(amount: str, spellings: Mapping[str, str]) -> tuple[str, str]:
    """The sum and the code of the currency that stands beside it; no code if none does, or another word."""
    match = _NAMED.fullmatch(clean_letters(clean_spaces(ascii_digits(amount))).casefold())
    if not match:
        return amount, ""
    names = {fold(name) for name in match.group("before", "after") if name}
    codes = {spellings.get(name, "") for name in names}
    return match["sum"], codes.pop() if len(codes) == 1 else ""
