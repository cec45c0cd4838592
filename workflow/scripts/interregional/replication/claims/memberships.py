"""Tests of claims on the members of organisations."""

from __future__ import annotations

from collections.abc import Callable

from interregional.replication.claims.evidence import History, Row
from interregional.replication.claims.verdicts import Outcome, counted_verdict
from interregional.tables import dates
from interregional.tables.files import records, split_list


def judge_members(claim: Row, history: History) -> Outcome:
    """A claim about members; its argument is `kind|...`."""
    kind, *arguments = claim["value"].split("|")
    return MEMBERS[kind](claim, arguments, history)


def _has_members(history: History, codes: list[str]) -> bool:
    return bool(codes) and all(code in history.roll.rows for code in codes)


def _all_years(history: History, codes: list[str]) -> range:
    first = max(min(dates.first_day(row["start"]).year for row in history.roll.rows[code]) for code in codes)
    return range(first, history.last_year + 1)


def _unknown(statistic: str) -> Outcome:
    return counted_verdict(statistic, 0, 0, "")


def _shared(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`shared|22`: members that two organisations share."""
    codes = split_list(claim["actors"])
    if not _has_members(history, codes):
        return _unknown("members shared")
    a, b = codes
    by_year = {
        year: len(history.roll.members(a, year) & history.roll.members(b, year))
        for year in _all_years(history, codes)
    }  # fmt: skip
    return _number(int(arguments[0]), by_year, history.last_year, "members shared")


def _members(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`members|7` or `members|18|1964`: members in the last year, or in the year named."""
    codes = split_list(claim["actors"])
    if not _has_members(history, codes):
        return _unknown("members")
    [code] = codes
    at = int(arguments[1]) if len(arguments) > 1 else history.last_year
    by_year = {year: len(history.roll.members(code, year)) for year in _all_years(history, codes)}
    return _number(int(arguments[0]), by_year, at, "members")


def _parts(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`parts|28|22`: members of the first actor that are members of the second, and that are not."""
    codes = split_list(claim["actors"])
    if not _has_members(history, codes):
        return _unknown("members inside and outside")
    wanted = (int(arguments[0]), int(arguments[1]))
    found = {}
    for year in _all_years(history, codes):
        whole, part = (history.roll.members(code, year) for code in codes)
        found[year] = (len(whole & part), len(whole - part))
    right = [year for year, counts in found.items() if counts == wanted]
    now = found[history.last_year]
    told = f"{now[0]} and {now[1]} at the end of {history.last_year}; as told at the end of "
    verdict = "supported" if now == wanted else ("mixed" if right else "not supported")
    return Outcome("members inside and outside", f"{now[0]} and {now[1]}", verdict, told + (_runs(right) or "no year"))


def _grew(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`grew|26|53`: members in the first year, and now."""
    codes = split_list(claim["actors"])
    if not _has_members(history, codes):
        return _unknown("sizes as told")
    [code] = codes
    years = _all_years(history, codes)
    found = [len(history.roll.members(code, year)) for year in (years[0], history.last_year)]
    hits = sum(size == int(wanted) for size, wanted in zip(found, arguments))
    told = f"{found[0]} at the end of {years[0]}, {found[1]} at the end of {history.last_year}"
    return counted_verdict("sizes as told", hits, 2, told)


def _most(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`most`: organisations that have more than half of the states of their region."""
    sizes = history.sizes[(history.sizes["year"].astype(int) == history.last_year) & (history.sizes["most"] != "")]
    own = sizes[sizes["organisation"].isin(split_list(claim["actors"]))]
    told = ", ".join(
        f"{row['organisation']} {row['region_members']} of {row['region_states']} ({row['region']})"
        for row in records(own)
    )  # fmt: skip
    return counted_verdict(
        "organisations with most states of the region", int((own["most"] == "yes").sum()), len(own), told
    )


def _number(number: int, by_year: dict[int, int], last_year: int, what: str) -> Outcome:
    """A number told in the present tense: right in the last year, or in others (mixed), or never."""
    right = [year for year, found in by_year.items() if found == number and year <= last_year]
    now = by_year.get(last_year, 0)
    told = f"{now} at the end of {last_year}; {number} at the end of {_runs(right) if right else 'no year'}"
    verdict = "supported" if now == number else ("mixed" if right else "not supported")
    return Outcome(what, str(now), verdict, told)


def _runs(years: list[int]) -> str:
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


Test = Callable[[Row, list[str], History], Outcome]
MEMBERS: dict[str, Test] = {
    "shared": _shared,
    "members": _members,
    "parts": _parts,
    "grew": _grew,
    "most": _most,
}
