"""Two independent codings of one text: which events both see, and how far they agree on them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from interregional.catalogue.actors import pair
from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.evidence import find_evidence
from interregional.levels.readings import level_of
from interregional.replication.agreement import NOMINAL, STATISTICS, Statistic, measure
from interregional.tables.files import records
from interregional.tables.shares import EXACT, exact_interval
from interregional.tables.text import fold, shown

ATTRIBUTES = ["dyadic", "directed", "event_type", "recurrence", "setting", "scope", "resource", "confidence"]
COLUMNS = ["part", "item", "n", "statistic", "value", "low", "high", "note"]
# Two rows can be one event only if they concern the same actors; then the place in the text, the
# type, the date and the sum speak for it. Declared before any matching was looked at.
PLACE, TYPE, YEAR, OTHER_YEAR, AMOUNT, ENOUGH = 4.0, 2.0, 1.0, -2.0, 2.0, 2.0


def match_events(first: pd.DataFrame, second: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of event_ids that are one event in the two codings.

    Within the rows that concern the same actors (direction aside), the assignment with the highest sum
    of similarities is taken (Hungarian method, scipy); pairs below a threshold are dropped.

    Args:
        first, second: clean events of the two codings.

    Returns:
        (event_id of the first, event_id of the second), sorted.
    """
    groups: dict[tuple[str, ...], tuple[list[dict[str, str]], list[dict[str, str]]]] = {}
    for place, frame in enumerate((first, second)):
        for row in records(frame):
            groups.setdefault(_concerns(row), ([], []))[place].append(row)
    found = []
    for mine, its in groups.values():
        scores = np.array([[similarity(one, other) for other in its] for one in mine]).reshape(len(mine), len(its))
        for one, other in zip(*linear_sum_assignment(scores, maximize=True)):
            if scores[one, other] >= ENOUGH:
                found.append((mine[one]["event_id"], its[other]["event_id"]))
    return sorted(found)


def similarity(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """How much speaks for two rows being one event; see the weights above."""
    same_section = one["locator"].split(":")[0] == other["locator"].split(":")[0]
    score = PLACE * _overlap(one["locator"], other["locator"]) if same_section else 0.0
    score += TYPE * (one["event_type"] == other["event_type"])
    years = {one["start"][:4], other["start"][:4]}
    score += YEAR if len(years) == 1 else (OTHER_YEAR if "" not in years else 0.0)
    return score + AMOUNT * (one["amount"] == other["amount"] != "")


def compare_codings(
    first: pd.DataFrame,
    second: pd.DataFrame,
    codebook: Codebook,
    needs: Mapping[str, Groups],
    draws: int,
    seed: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Agreement of two codings, and every difference.

    Args:
        first, second: clean events. A second coding all of whose identifiers are in the first one is of a sample of
            its events: those are compared by identifier, and nothing is said of which events each sees.
        needs: the groups of the declared reading, by level.
        draws, seed: of the bootstrap.

    Returns:
        A table `part, item, n, statistic, value, low, high` with the parts events (precision and
        recall of the second against the first), attributes and indicators of matched events, and
        indicators and levels of dyads; and a list of differences `event_a, event_b, attribute,
        value_a, value_b`, an empty event standing for one that the other coding lacks.
    """
    if set(second["event_id"]) <= set(first["event_id"]):
        first = first[first["event_id"].isin(second["event_id"])]
        matched = [(event_id, event_id) for event_id in first["event_id"]]
        rows = []
    else:
        matched = match_events(first, second)
        rows = _event_rows(len(first), len(second), len(matched))
    measured = partial(_measured, draws=draws, seed=seed)
    one = first.set_index("event_id").loc[[a for a, _ in matched]]
    other = second.set_index("event_id").loc[[b for _, b in matched]]
    differences = []
    for attribute in ATTRIBUTES:
        pairs = list(zip(one[attribute], other[attribute]))
        rows += measured("attributes", attribute, pairs, codebook.values(attribute), NOMINAL)
        differences += [(a, b, attribute, x, y) for (a, b), (x, y) in zip(matched, pairs) if x != y]
    dyads_a, dyads_b = _by_dyad(first, codebook), _by_dyad(second, codebook)
    dyads = sorted(dyads_a.keys() | dyads_b.keys())
    events_a, events_b = _by_event(first, codebook), _by_event(second, codebook)
    of_events = [(events_a.get(a, set()), events_b.get(b, set())) for a, b in matched]
    of_dyads = [(dyads_a.get(dyad, set()), dyads_b.get(dyad, set())) for dyad in dyads]
    for part, shown_by_both in (("indicators of events", of_events), ("indicators of dyads", of_dyads)):
        for indicator in codebook.values("indicator"):
            pairs = [("yes" if indicator in a else "no", "yes" if indicator in b else "no") for a, b in shown_by_both]
            rows += measured(part, indicator, pairs, ["no", "yes"], NOMINAL)
    rank = codebook.rank()
    levels = [(level_of(a, needs, rank), level_of(b, needs, rank)) for a, b in of_dyads]
    rows += measured("levels of dyads", "level", levels, codebook.values("level"), STATISTICS)
    differences += [(*dyad, "level", a, b) for dyad, (a, b) in zip(dyads, levels) if a != b]
    seen_a, seen_b = {a for a, _ in matched}, {b for _, b in matched}
    differences += [(event, "", "event", "yes", "no") for event in first["event_id"] if event not in seen_a]
    differences += [("", event, "event", "no", "yes") for event in second["event_id"] if event not in seen_b]
    listed = pd.DataFrame(differences, columns=["event_a", "event_b", "attribute", "value_a", "value_b"])
    order = ["attribute", "event_a", "event_b"]
    return pd.DataFrame(rows, columns=COLUMNS), listed.sort_values(order, ignore_index=True)


def _event_rows(mine: int, its: int, matched: int) -> list[tuple[str, ...]]:
    told = ("events", "existence", str(matched))
    shares = [
        (*told, name, shown(matched / whole), *map(shown, exact_interval(matched, whole)), EXACT)
        for name, whole in (("recall", mine), ("precision", its))
    ]
    return [*shares, (*told, "f1", shown(2 * matched / (mine + its)), "", "", "")]


def _measured(
    part: str,
    item: str,
    pairs: Sequence[tuple[str, str]],
    values: Sequence[str],
    statistics: dict[str, Statistic],
    draws: int,
    seed: int,
) -> list[tuple[str, ...]]:
    measured = measure([a for a, _ in pairs], [b for _, b in pairs], values, statistics, draws, seed)
    return [(part, item, str(n), name, *rest) for name, n, *rest in measured]


def _by_event(events: pd.DataFrame, codebook: Codebook) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in records(find_evidence(events, codebook)):
        found.setdefault(row["event_id"], set()).add(row["indicator"])
    return found


def _by_dyad(events: pd.DataFrame, codebook: Codebook) -> dict[tuple[str, str], set[str]]:
    dyadic = events[events["dyadic"] == "yes"]
    found: dict[tuple[str, str], set[str]] = {pair(a, b): set() for a, b in zip(dyadic["source"], dyadic["target"])}
    for row in records(find_evidence(events, codebook)):
        found[row["actor_a"], row["actor_b"]].add(row["indicator"])
    return found


def _concerns(row: Mapping[str, str]) -> tuple[str, ...]:
    """Both actors of an event between two, or the context, where coders may name actors differently."""
    return pair(row["source"], row["target"]) if row["dyadic"] == "yes" else ("context",)


def _overlap(one: str, other: str) -> float:
    """Share of the shorter quotation's words that the longer has; words are compared folded."""
    words = [{fold(word) for word in re.findall(r"\w+", text.split(":", 1)[1])} for text in (one, other)]
    shorter = min(words, key=len)
    return len(words[0] & words[1]) / len(shorter) if shorter else 0.0
