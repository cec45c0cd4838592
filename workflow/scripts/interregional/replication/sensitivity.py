"""How much hangs on the reading: every reading crossed, the events that decide, and how far any rule goes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from interregional.catalogue.recurrence import add_recurrences, find_recurrences, single_meetings
from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.evidence import find_evidence
from interregional.levels.readings import level_of
from interregional.replication.agreement import kappa, observed, tables_of
from interregional.tables import dates
from interregional.tables.files import records
from interregional.tables.shares import exact_interval
from interregional.tables.text import shown

Dyad = tuple[str, str]
# Years between two meetings of a series: what the codebook calls regular at the longest, and twice as much.
STRICTER_GAPS = (4, 2)
DIMENSIONS = ["features", "cumulative", "regular", "allocation", "margins", "part_whole", "low_confidence", "until"]
SENSITIVITY_COLUMNS = [
    "specification", *DIMENSIONS, "declared", "compared", "agreement", "agreement_low", "agreement_high",
    "kappa_quadratic", "drawn_ties",
]  # fmt: skip


@dataclass(frozen=True)
class Specification:
    """One way of reading the rules.

    Attributes:
        features: name of the reading: which features a level needs.
        cumulative: whether a level needs the lower ones too.
        regular: `stated`; `lenient`: occasional meetings count as regular; where an edition has series of single
            meetings also `told`: they never add up, and `gap_4` and `gap_2`: only with no longer gaps, in years.
        allocation: `any` resource, or `joint`: one-way resources are no allocation.
        margins, part_whole, low_confidence: whether such events count.
        until: last year that counts, empty for all; undated events always count.
    """

    features: str
    cumulative: bool = False
    regular: str = "stated"
    allocation: str = "any"
    margins: bool = True
    part_whole: bool = True
    low_confidence: bool = True
    until: str = ""

    def cells(self) -> list[str]:
        """The specification as cells of a table."""
        return [{True: "yes", False: "no"}.get(value, str(value)) for value in vars(self).values()]


def every_specification(
    features: Iterable[str], years: Iterable[int], regular: Iterable[str] = ("stated", "lenient")
) -> list[Specification]:
    """All combinations, in a fixed order; the last years first, no limit before them."""
    flags, until = [True, False], ["", *map(str, years)]
    choices = itertools.product(features, [False, True], regular, ["any", "joint"], flags, flags, flags, until)
    return [Specification(*choice) for choice in choices]


class _Row(NamedTuple):
    """An indicator that an event shows, and what a specification may leave out."""

    dyad: Dyad
    indicator: str
    event_id: str
    one_way: bool
    margins: bool
    part_whole: bool
    low: bool
    year: int | None


class Evidence:
    """The evidence of a catalogue, ready to be read in many ways.

    Args:
        events: clean events.
        dyads: see `dyads.code_dyads`; gives the dyads and which are part and whole.
        codebook: the coding decisions.
        ways: the events under each way of telling what is regular (see `ways_of_recurring`).
    """

    def __init__(
        self,
        events: pd.DataFrame,
        dyads: pd.DataFrame,
        codebook: Codebook,
        ways: Mapping[str, pd.DataFrame] | None = None,
    ) -> None:
        self.dyads: list[Dyad] = list(zip(dyads["actor_a"], dyads["actor_b"]))
        self.rank = codebook.rank()
        part_whole = {dyad for dyad, flag in zip(self.dyads, dyads["part_whole"]) if flag == "yes"}
        rules = codebook.evidence_rules
        given = set(rules.loc[rules["resource"] != "", "indicator"])
        seldom = events["event_type"].isin(codebook.recurring()) & (events["recurrence"] == "occasional")
        lenient = events.assign(recurrence=events["recurrence"].mask(seldom, "regular"))
        attributes: dict[str, dict[str, str]] = {}
        self.rows: dict[str, list[_Row]] = {}
        for name, table in {"stated": events, "lenient": lenient, **(ways or {})}.items():
            self.rows[name] = []
            attributes |= {event["event_id"]: event for event in records(table)}
            for row in records(find_evidence(table, codebook)):
                dyad, event = (row["actor_a"], row["actor_b"]), attributes[row["event_id"]]
                self.rows[name].append(
                    _Row(
                        dyad=dyad,
                        indicator=row["indicator"],
                        event_id=row["event_id"],
                        one_way=row["indicator"] in given and event["directed"] == "yes",
                        margins=event["setting"] == "margins",
                        part_whole=dyad in part_whole,
                        low=event["confidence"] == "low",
                        year=dates.first_day(event["start"]).year if event["start"] else None,
                    )
                )

    def indicators(self, choice: Specification) -> dict[Dyad, set[str]]:
        """The indicators that each dyad shows under a specification."""
        found: dict[Dyad, set[str]] = {dyad: set() for dyad in self.dyads}
        for row in self.rows[choice.regular]:
            out = (
                (row.one_way and choice.allocation == "joint")
                or (row.margins and not choice.margins)
                or (row.part_whole and not choice.part_whole)
                or (row.low and not choice.low_confidence)
                or (choice.until and row.year and row.year > int(choice.until))
            )
            if not out:
                found[row.dyad].add(row.indicator)
        return found

    def levels(self, choice: Specification, readings: Mapping[str, Mapping[str, Groups]]) -> dict[Dyad, str]:
        """The level of each dyad under a specification; `readings` by name, each level with its groups."""
        needs = readings[choice.features]
        if choice.cumulative:
            ordered = sorted(needs, key=self.rank.__getitem__)
            needs = dict(zip(ordered, itertools.accumulate([*needs[level]] for level in ordered)))
        return {dyad: level_of(shown_, needs, self.rank) for dyad, shown_ in self.indicators(choice).items()}


def ways_of_recurring(
    events: pd.DataFrame, found: pd.DataFrame, rule: Mapping[str, int], last_year: int, codebook: Codebook
) -> dict[str, pd.DataFrame]:
    """The events of a catalogue in which meetings add up by stricter rules than the declared one, or not at all.

    Args:
        events: clean events, the series found among them.
        found, rule, last_year: see `recurrence.find_recurrences`.

    Returns:
        By name of the way (see `Specification.regular`); nothing where no meeting names a series.
    """
    told = events[~events["event_id"].isin(found["event_id"])]
    if single_meetings(told, codebook).empty:
        return {}
    ways = {"told": told}
    for gap in STRICTER_GAPS:
        strict = find_recurrences(told, {**rule, "longest_gap": gap}, last_year, codebook)
        ways[f"gap_{gap}"] = add_recurrences(told, strict, codebook)
    return ways


def cross_readings(
    evidence: Evidence,
    choices: Sequence[Specification],
    readings: Mapping[str, Mapping[str, Groups]],
    published: Mapping[Dyad, str],
    declared: str,
    drawn: Sequence[str],
) -> tuple[pd.DataFrame, list[dict[Dyad, str]]]:
    """Agreement with what a publication states, or else with the declared reading, under every specification.

    Args:
        published: the level that the publication states, for the dyads for which it states one; where there is none,
            the level of each dyad under the declared reading.
        declared: name of the declared reading; its plain specification is marked.
        drawn: levels whose ties Figure 1 draws.

    Returns:
        A row for each specification (see `SENSITIVITY_COLUMNS`; the interval of the agreement is exact, over the dyads
        compared), and the levels under each.
    """
    levels = sorted(evidence.rank, key=evidence.rank.__getitem__)
    found = [evidence.levels(choice, readings) for choice in choices]
    first = [[evidence.rank[level] for level in published.values()]] * len(found)
    second = [[evidence.rank[coded.get(dyad, "none")] for dyad in published] for coded in found]
    tables = tables_of(first, second, len(levels))
    cases = len(published)
    intervals = [tuple(map(shown, exact_interval(hits, cases))) for hits in range(cases + 1)]
    rows = []
    measured = zip(choices, found, observed(tables), kappa("quadratic")(tables))
    for number, (choice, coded, agree, weighted) in enumerate(measured, start=1):
        ties = sum(level in drawn for level in coded.values())
        plain = "yes" if choice == Specification(declared) else "no"
        interval = intervals[round(agree * cases) if cases else 0]
        rows.append([f"R{number:04d}", *choice.cells(), plain, cases, shown(agree), *interval, shown(weighted), ties])
    return pd.DataFrame(rows, columns=SENSITIVITY_COLUMNS), found


def robustness(
    evidence: Evidence,
    found: Sequence[Mapping[Dyad, str]],
    readings: Mapping[str, Mapping[str, Groups]],
    published: Mapping[Dyad, str],
    declared: str,
    drawn: Sequence[str],
) -> pd.DataFrame:
    """How firm each dyad's level is.

    Returns:
        actor_a, actor_b, published_level, declared_level, share_declared (of specifications
        that give the declared level), share_drawn (that draw the tie in Figure 1), one column a
        level with its share, removal (the fewest events without which the level changes), removals
        (their number), level_after.
    """
    plain = Specification(declared)
    coded = evidence.levels(plain, readings)
    levels = sorted(evidence.rank, key=evidence.rank.__getitem__)
    rows = []
    for dyad in evidence.dyads:
        given = [assignment[dyad] for assignment in found]
        removal, after = smallest_removal(evidence, dyad, readings[declared])
        shares = [shown(given.count(level) / len(given)) for level in levels]
        drawing = sum(level in drawn for level in given) / len(given)
        own = given.count(coded[dyad]) / len(given)
        told = [published.get(dyad, ""), coded[dyad], shown(own), shown(drawing), *shares]
        rows.append([*dyad, *told, ";".join(removal), len(removal), after])
    columns = ["actor_a", "actor_b", "published_level", "declared_level", "share_declared", "share_drawn"]
    columns += [f"share_{level}" for level in levels] + ["removal", "removals", "level_after"]
    return pd.DataFrame(rows, columns=columns)


def smallest_removal(evidence: Evidence, dyad: Dyad, needs: Mapping[str, Groups]) -> tuple[list[str], str]:
    """The fewest events without which a dyad's level changes, and the level it changes to.

    A level holds while every group of indicators has an event, so it falls with the group that
    has the fewest. Of equal groups the first is taken. Empty for a dyad without a level.
    """
    shown_: dict[str, set[str]] = {}
    for row in evidence.rows["stated"]:
        if row.dyad == dyad:
            shown_.setdefault(row.indicator, set()).add(row.event_id)
    level = level_of(shown_, needs, evidence.rank)
    if level == "none":
        return [], ""
    groups = [sorted(set().union(*(shown_.get(indicator, set()) for indicator in group))) for group in needs[level]]
    removed = min(groups, key=len)
    left = {indicator for indicator, events in shown_.items() if events - set(removed)}
    return removed, level_of(left, needs, evidence.rank)
