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


def _by_year(claim: Row, history: History) -> dict[int, list[frozenset[str]]]:
    """The members of each actor of a claim, year by year since all have some; nothing where one is no organisation."""
    codes, roll = split_list(claim["actors"]), history.roll
    if not codes or any(code not in roll.rows for code in codes):
        return {}
    first = max(min(dates.first_day(row["start"]).year for row in roll.rows[code]) for code in codes)
    return {year: [roll.members(code, year) for code in codes] for year in range(first, history.last_year + 1)}


def _shared(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`shared|22`: members that two organisations share."""
    by_year = {year: len(one & other) for year, (one, other) in _by_year(claim, history).items()}
    return _number(int(arguments[0]), by_year, history.last_year, "members shared")


def _members(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`members|7` or `members|18|1964`: members in the last year, or in the year named."""
    at = int(arguments[1]) if len(arguments) > 1 else history.last_year
    by_year = {year: len(own) for year, [own] in _by_year(claim, history).items()}
    return _number(int(arguments[0]), by_year, at, "members")


def _parts(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`parts|28|22`: members of the first actor that are members of the second, and that are not."""
    wanted, last = (int(arguments[0]), int(arguments[1])), history.last_year
    found = {year: (len(whole & part), len(whole - part)) for year, (whole, part) in _by_year(claim, history).items()}
    if not found:
        return counted_verdict("members inside and outside", 0, 0, "")
    now = "{} and {}".format(*found[last])
    right = [year for year, counts in found.items() if counts == wanted]
    told = f"{now} at the end of {last}; as told at the end of {_runs(right) or 'no year'}"
    verdict = "supported" if found[last] == wanted else ("mixed" if right else "not supported")
    return Outcome("members inside and outside", now, verdict, told)


def _grew(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`grew|26|53`: members in the first year, and now."""
    found = [(year, len(own)) for year, [own] in _by_year(claim, history).items()]
    if not found:
        return counted_verdict("sizes as told", 0, 0, "")
    ends = found[0], found[-1]
    hits = sum(size == int(wanted) for (_, size), wanted in zip(ends, arguments))
    return counted_verdict("sizes as told", hits, 2, ", ".join(f"{size} at the end of {year}" for year, size in ends))


def _most(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`most`: organisations that have more than half of the states of their region."""
    sizes = history.sizes[(history.sizes["year"].astype(int) == history.last_year) & (history.sizes["most"] != "")]
    own = sizes[sizes["organisation"].isin(split_list(claim["actors"]))]
    shares = [f"{row['organisation']} {row['region_members']} of {row['region_states']}" for row in records(own)]
    told = ", ".join(f"{share} ({region})" for share, region in zip(shares, own["region"]))
    most = int((own["most"] == "yes").sum())
    return counted_verdict("organisations with most states of the region", most, len(own), told)


def _number(number: int, by_year: dict[int, int], last_year: int, what: str) -> Outcome:
    """A number told in the present tense: right in the last year, or in others (mixed), or never."""
    if not by_year:
        return counted_verdict(what, 0, 0, "")
    right = [year for year, found in by_year.items() if found == number and year <= last_year]
    now = by_year.get(last_year, 0)
    told = f"{now} at the end of {last_year}; {number} at the end of {_runs(right) or 'no year'}"
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
MEMBERS: dict[str, Test] = {"shared": _shared, "members": _members, "parts": _parts, "grew": _grew, "most": _most}
