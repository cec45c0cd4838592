"""Tests of what the paper claims about time and about members.

The argument of such a claim begins with the kind of test; see `TRENDS` and `MEMBERS`. A comparison of
rates with fewer events than could ever leave chance is not testable. A turn at a year that is no
greater than at most other years is `mixed` at best: with sources of a few recent years a
narrative rises by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from interregional.catalogue.actors import pair
from interregional.catalogue.recurrence import ON_SECURITY
from interregional.replication.claims.evidence import Dyad, History, Row
from interregional.replication.claims.verdicts import Outcome, counted_verdict, decided
from interregional.tables import dates
from interregional.tables.files import records, split_list
from interregional.time.rates import FEWEST, compare_rates

OUTSTANDING = 0.95


def judge_trend(claim: Row, history: History) -> Outcome:
    """A claim about time; its argument is `kind|...`."""
    kind, *arguments = claim["value"].split("|")
    return TRENDS[kind](claim, arguments, history)


def _dyads(claim: Row) -> list[Dyad]:
    return [pair(*dyad.split("-")) for dyad in split_list(claim["dyads"])]


def _span(text: str) -> tuple[int, int]:
    first, last = text.split("-")
    return int(first), int(last)


def _few(statistic: str, value: str, told: str) -> Outcome:
    return Outcome(statistic, value, "not testable", f"too few dated events ({told})")


def _rate(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`rate|1965-1974|1975-1984|more`: events a year in the second span against the first."""
    (first, last), (second, to), direction = _span(arguments[0]), _span(arguments[1]), arguments[2]
    years = history.dated.events["year"]
    before, after = int(years.between(first, last).sum()), int(years.between(second, to).sum())
    told = f"{before} dated events in {first}–{last}, {after} in {second}–{to}"
    if before + after < FEWEST:
        return _few("ratio of events a year", "", told)
    found = compare_rates(before, last - first + 1, after, to - second + 1)
    right = found["ratio"] > 1 if direction == "more" else found["ratio"] < 1
    note = f"{told}; 95 % interval {found['low']:.2f} to {found['high']:.2f}"
    ratio = f"{found['ratio']:.2f}"
    return Outcome("ratio of events a year", ratio, decided(right), note, f"ratio {ratio}", found["p"])


def _turn(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`turn|events;ties|1991|more`: the rate after each year against that before, within the window."""
    series, years, direction = split_list(arguments[0]), split_list(arguments[1]), arguments[2]
    table = history.turning_points
    chosen = table[table["series"].isin(series) & table["year"].astype(str).isin(years)]
    rows = records(chosen)
    told = "; ".join("{series} at {year}: {before} before, {after} after".format(**row) for row in rows)
    enough = [row for row in rows if row["note"] == ""]
    if not enough:
        return _few("turns in the direction claimed", "", told)
    more = direction == "more"
    right = [row for row in enough if (_rate_of(row, "after") > _rate_of(row, "before")) == more]
    below = [float(row["share_of_years_below"]) for row in right]
    outstanding = [share >= OUTSTANDING if more else share <= 1 - OUTSTANDING for share in below]
    p = max((float(row["p"]) for row in right), default=float("nan"))
    outcome = counted_verdict("turns in the direction claimed", len(right), len(enough), told)
    if outcome.verdict == "supported" and not all(outstanding):
        kind = "smaller" if more else "greater"
        shares = ", ".join(f"{share if more else 1 - share:.0%}" for share in below)
        note = f"the change is {kind} at only {shares} of the other years; {told}"
        outcome = replace(outcome, verdict="mixed", note=note)
    return replace(outcome, p=p)


def _rate_of(row: Row, side: str) -> float:
    return int(row[side]) / int(row[f"years_{side}"])


def _period(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`period|measure;measure|classic|new|more`: measures of the second period against the first."""
    measures, first, second, direction = split_list(arguments[0]), arguments[1], arguments[2], arguments[3]
    values = history.periods.set_index(["period", "measure"])["value"].to_dict()
    if not {(first, "events"), (second, "events")} <= set(values):
        return Outcome("measures that change as claimed", "", "not testable", "the edition has no such periods")
    told = ", ".join(f"{name} {values[first, name] or '–'} to {values[second, name] or '–'}" for name in measures)
    counts = [int(values[period, "events"]) for period in (first, second)]
    if min(counts) < FEWEST:
        return _few("measures that change as claimed", "", f"{counts[0]} and {counts[1]}; {told}")
    pairs = [(float(values[first, name]), float(values[second, name])) for name in measures]
    hits = sum((after > before) if direction == "more" else (after < before) for before, after in pairs)
    return counted_verdict("measures that change as claimed", hits, len(pairs), told)


def _security(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`security|1963-1985|minority`: whether few of the events of a span deal with security."""
    first, last = _span(arguments[0])
    events = history.dated.events[history.dated.events["year"].between(first, last)]
    hits, n = int(events["scope"].isin(ON_SECURITY).sum()), len(events)
    told = f"{n} dated events in {first}–{last}, {hits} on security"
    if n < FEWEST:
        return _few("share of events on security", f"{hits} of {n}", told)
    return Outcome("share of events on security", f"{hits} of {n}", decided(2 * hits < n), told)


def _levels(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`levels|1990-1999=nominal|2000-2009=initial/institutionalised`: the highest level in each span."""
    hits, n, told = 0, 0, []
    for dyad in _dyads(claim):
        for argument in arguments:
            span, wanted = argument.split("=")
            first, last = _span(span)
            found = history.highest(dyad, first, last)
            widest = history.highest(dyad, first, last, "cumulative", "earliest")
            hits, n = hits + (found in wanted.split("/")), n + 1
            told.append(f"{first}–{last}: {found}" + (f" (at most {widest})" if widest != found else ""))
    return counted_verdict("stages with the level claimed", hits, n, "; ".join(told))


def _stayed(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`stayed|nominal;initial`: dyads that never rise above the levels named."""
    rank = history.codebook.rank()
    ceiling = max(rank[level] for level in split_list(arguments[0]))
    told, hits = [], 0
    for dyad in _dyads(claim):
        found = history.highest(dyad, 0, history.last_year)
        hits += rank[found] <= ceiling
        told.append(f"{'-'.join(dyad)}: {found}")
    return counted_verdict("dyads that never rise above", hits, len(told), ", ".join(told))


def _tied(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`tied|1977`: dyads with a level above none in every year from then on."""
    first = int(arguments[0])
    told, hits = [], 0
    for dyad in _dyads(claim):
        tied = {year for year, level in history.levels(dyad).items() if level != "none"}
        widest = {year for year, level in history.levels(dyad, "cumulative", "earliest").items() if level != "none"}
        hits += set(range(first, history.last_year + 1)) <= tied
        told.append(f"{'-'.join(dyad)}: from {min(tied, default='–')}, at the earliest {min(widest, default='–')}")
    return counted_verdict("dyads tied in every year from then on", hits, len(told), "; ".join(told))


def _first(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`first|1991`: whether no other dyad's first dated event falls between the year and this dyad's."""
    since = int(arguments[0])
    # From the latest to the earliest, so that the year of the first stays.
    events = records(history.dated.events.sort_values("year", ascending=False))
    first = {pair(event["source"], event["target"]): event["year"] for event in events}
    [own] = _dyads(claim)
    if own not in first:
        return counted_verdict("dyads that begin no earlier", 0, 0, "")
    new = sorted((f"{'-'.join(dyad)} {year}", year) for dyad, year in first.items() if year >= since and dyad != own)
    earlier = [told for told, year in new if year < first[own]]
    same = [told for told, year in new if year == first[own]]
    note = f"begins {first[own]}" + (f"; earlier: {', '.join(earlier)}" if earlier else "")
    note += f"; in the same year: {', '.join(same)}" if same else ""
    verdict = "not supported" if earlier or first[own] < since else ("mixed" if same else "supported")
    return Outcome("dyads that begin earlier since then", str(len(earlier)), verdict, note)


def _founded(claim: Row, arguments: list[str], history: History) -> Outcome:
    """`founded|2010`: actors founded in the year or later."""
    founded = dict(zip(history.actors["code"], history.actors["founded"]))
    own = [(code, founded.get(code, "")) for code in split_list(claim["actors"])]
    known = [(code, day) for code, day in own if day]
    hits = sum(dates.first_day(day).year >= int(arguments[0]) for _, day in known)
    told = ", ".join(f"{code} {day}" for code, day in known)
    return counted_verdict(f"founded in {arguments[0]} or later", hits, len(known), told)


Test = Callable[[Row, list[str], History], Outcome]
TRENDS: dict[str, Test] = {
    "rate": _rate, "turn": _turn, "period": _period, "security": _security, "levels": _levels, "stayed": _stayed,
    "tied": _tied, "first": _first, "founded": _founded,
}  # fmt: skip
