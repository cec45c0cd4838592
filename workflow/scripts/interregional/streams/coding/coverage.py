"""What a stream can see of the actors, and how far its events hang on the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.evidence import find_evidence
from interregional.levels.readings import level_of
from interregional.streams.coding.events import attributes, find_windows
from interregional.streams.coding.recurrence import find_recurrences
from interregional.streams.coding.rules import Recurring, Rules
from interregional.streams.coding.store import Store
from interregional.streams.tables import StreamTables
from interregional.tables.files import records

COVERAGE_COLUMNS = ["dataset", "actor", "visible", "sides", "first_year", "last_year", "events", "found_by"]
SENSITIVITY_COLUMNS = ["rule", "value", "events", "recurrences"]


def cover(mentions: pd.DataFrame, events: pd.DataFrame, tables: StreamTables, actors: pd.DataFrame) -> pd.DataFrame:
    """Which actors each dataset sees.

    Args:
        mentions: dataset, year, actor, match, sides; of all parts.
        events: dataset, source, target; a row an event and dataset.
        tables: what actors are found by.
        actors: the clean actors of the edition.

    Returns:
        A row for each dataset and actor: visible (whether the tables have anything by which this dataset could
        name it), sides of records on which it was found (in records that name an organisation), first and last
        year, events, found_by (the matches, `; `-separated, with their numbers).
    """
    summed = mentions[mentions["actor"] != ""].groupby(["dataset", "actor", "match"])["sides"].sum().reset_index()
    spans = mentions.groupby(["dataset", "actor"])["year"].agg(["min", "max"])
    ends = pd.concat(
        [events[["dataset", side]].set_axis(["dataset", "actor"], axis=1) for side in ("source", "target")]
    )
    counts = ends.value_counts()
    rows = []
    for dataset in sorted(set(mentions["dataset"])):
        named = tables.names[tables.names["dataset"].isin([dataset, "any"])]
        nameable = {*named["actor"], *tables.officials["actor"]}
        for actor in actors["code"]:
            own = summed[(summed["dataset"] == dataset) & (summed["actor"] == actor)]
            first, last = spans.loc[(dataset, actor)] if len(own) else ("", "")
            ordered = own.sort_values(["sides", "match"], ascending=[False, True])
            told = "; ".join(f"{row['match']}: {row['sides']}" for row in records(ordered))
            visible = "yes" if actor in nameable else "no"
            found = int(counts.get((dataset, actor), 0))
            rows.append((dataset, actor, visible, int(own["sides"].sum()), first, last, found, told))
    return pd.DataFrame(rows, columns=COVERAGE_COLUMNS)


def unmatched(mentions: pd.DataFrame) -> pd.DataFrame:
    """Sides beside an organisation that stand for no actor of the edition, and why: dataset, why, sides; most first."""
    counts = mentions[mentions["actor"] == ""].groupby(["dataset", "match"])["sides"].sum().reset_index(name="sides")
    named = counts.rename(columns={"match": "why"})
    return named.sort_values(["dataset", "sides", "why"], ascending=[True, False, True], ignore_index=True)


def variants(rules: Rules, bodies: frozenset[str]) -> list[tuple[str, str, Rules]]:
    """Each rule on its own halved and doubled, and meetings of security bodies counted as security or not.

    Returns:
        name of the rule, its value, the rules; the first is as declared.
    """
    found = [("declared", "", rules)]
    for days in (0, rules.repeat_days * 2):
        found.append(("repeat_days", str(days), _with(rules, repeat_days=days)))
    for name in ("regular", "continuous"):
        rule: Recurring = getattr(rules, name)
        for key in rule._fields:
            value = getattr(rule, key)
            for other in (max(1, value // 2), value * 2):
                changed = rule._replace(**{key: other})
                found.append((f"{name}.{key}", str(other), _with(rules, **{name: changed})))
    other_bodies = frozenset() if rules.bodies else bodies
    found.append(("security_bodies", "true" if other_bodies else "false", _with(rules, bodies=other_bodies)))
    return found


def _with(rules: Rules, **changed: Any) -> Rules:
    return Rules(**{**vars(rules), **changed})


def cross_rules(
    store: Store,
    tried: Sequence[tuple[str, str, Rules]],
    last_day: str,
    codebook: Codebook,
    levels: Mapping[str, Groups],
) -> pd.DataFrame:
    """Events, recurrences and dyads by level under each variant of the rules.

    Returns:
        rule, value, events, recurrences, and a column for each level: dyads that have it.
    """
    names = list(codebook.rank())
    rows = []
    coded, windows = None, pd.DataFrame()
    for name, value, rules in tried:
        # Most rules are on recurrence, and leave the events as they are.
        if (rules.bodies, rules.repeat_days) != coded:
            coded, windows = (rules.bodies, rules.repeat_days), find_windows(store, rules)
        recurrences = find_recurrences(windows, rules, last_day)
        counts = _levels(attributes(windows, recurrences), codebook, levels).value_counts()
        rows.append((name, value, len(windows), len(recurrences), *(int(counts.get(level, 0)) for level in names)))
    return pd.DataFrame(rows, columns=[*SENSITIVITY_COLUMNS, *names])


def _levels(events: pd.DataFrame, codebook: Codebook, levels: Mapping[str, Groups]) -> pd.Series[str]:
    """The level of each dyad that shows an indicator."""
    rank = codebook.rank()
    shown = find_evidence(events, codebook).groupby(["actor_a", "actor_b"])["indicator"]
    return shown.agg(lambda indicators: level_of(indicators, levels, rank))
