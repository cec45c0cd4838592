"""What a stream can see of the actors, and how far its events hang on the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.evidence import find_evidence
from interregional.levels.readings import level_of
from interregional.streams.coding.events import TYPES, kinds, recurring
from interregional.streams.coding.recurrence import find_recurrences, make_meetings
from interregional.streams.coding.rules import Recurring, Rules
from interregional.streams.coding.store import Store
from interregional.streams.coding.windows import make_windows
from interregional.streams.tables import StreamTables
from interregional.tables.files import records

COVERAGE_COLUMNS = ["dataset", "actor", "visible", "sides", "first_year", "last_year", "events", "found_by"]
SENSITIVITY_COLUMNS = ["rule", "value", "events", "recurrences"]
Variant = tuple[int, tuple[str, str, Rules]]


def cover(mentions: pd.DataFrame, events: pd.DataFrame, tables: StreamTables, actors: pd.DataFrame) -> pd.DataFrame:
    """Which actors each dataset sees.

    Args:
        mentions: dataset, year, actor, match, sides; of all parts.
        events: dataset, actor, events (see `Store.sightings`).
        tables: what actors are found by.
        actors: the clean actors of the edition.

    Returns:
        A row for each dataset and actor: visible (whether the tables have anything by which this dataset could
        name it), sides of records on which it was found (in records that name an organisation), first and last
        year, events, found_by (the matches, `; `-separated, with their numbers).
    """
    summed = mentions[mentions["actor"] != ""].groupby(["dataset", "actor", "match"])["sides"].sum().reset_index()
    spans = mentions.groupby(["dataset", "actor"])["year"].agg(["min", "max"])
    counts = events.set_index(["dataset", "actor"])["events"]
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


def missing(parts: pd.DataFrame, fields: pd.DataFrame) -> pd.DataFrame:
    """What files could not tell, since they lack columns or their scheme has no code for it.

    Args:
        parts: layout, field, files; of all parts.
        fields: fields.csv, clean.

    Returns:
        layout, field, files (how many), reason_en, reason_fa.
    """
    summed = parts.groupby(["layout", "field"])["files"].sum().reset_index()
    return summed.merge(fields, on="field").sort_values(["layout", "field"], ignore_index=True)


def unknown(parts: pd.DataFrame) -> pd.DataFrame:
    """Codes and texts that no scheme has: dataset, scheme, code, text, rows (that name an organisation); most first."""
    summed = parts.groupby(["dataset", "scheme", "code", "text"])["rows"].sum().reset_index()
    order = ["rows", "dataset", "scheme", "code", "text"]
    return summed.sort_values(order, ascending=[False, True, True, True, True], ignore_index=True)


def variants(rules: Rules) -> list[tuple[str, str, Rules]]:
    """Each rule on its own halved and doubled, and meetings of security bodies counted as security or not.

    Returns:
        name of the rule, its value, the rules; the first is as declared.
    """
    found = [("declared", "", rules)]
    for days in (0, rules.repeat_days * 2):
        found.append(("repeat_days", str(days), replace(rules, repeat_days=days)))
    for name in TYPES:
        rule: Recurring = getattr(rules, name)
        for key in rule._fields:
            value = getattr(rule, key)
            for other in (max(1, value // 2), value * 2):
                changed: dict[str, Any] = {name: rule._replace(**{key: other})}
                found.append((f"{name}.{key}", str(other), replace(rules, **changed)))
    other_way = not rules.security_bodies
    found.append(("security_bodies", str(other_way).lower(), replace(rules, security_bodies=other_way)))
    return found


def cross_rules(
    store: Store,
    tried: Sequence[tuple[str, str, Rules]],
    last_day: str,
    codebook: Codebook,
    levels: Mapping[str, Groups],
) -> pd.DataFrame:
    """Events, recurrences and dyads by level under each variant of the rules.

    Returns:
        rule, value, events, recurrences, and a column for each level: dyads that have it; in the order of `tried`.
    """
    names = list(codebook.rank())
    rows: dict[int, tuple[Any, ...]] = {}
    # Variants share what they have in common: events by the rule for repeats, meetings by that for bodies as well, and
    # recurrences by their own rule.
    for repeat_days, own in _grouped(enumerate(tried), lambda rules: rules.repeat_days):
        make_windows(store, repeat_days)
        (events,) = store.database.execute("SELECT count(*) FROM windows").fetchone() or (0,)
        for bodies, alike in _grouped(own, lambda rules: rules.security_bodies):
            make_meetings(store, bodies, codebook.recurring())
            once = kinds(store, bodies)
            found: dict[tuple[str, Recurring], pd.DataFrame] = {}
            for place, (name, value, rules) in alike:
                for kind in TYPES:
                    key = kind, getattr(rules, kind)
                    if key not in found:
                        found[key] = find_recurrences(store, *key, last_day)
                again = pd.concat([found[kind, getattr(rules, kind)] for kind in TYPES])
                counts = _levels(pd.concat([once, recurring(again)]), codebook, levels).value_counts()
                rows[place] = (name, value, events, len(again), *(int(counts.get(level, 0)) for level in names))
    return pd.DataFrame([rows[place] for place in sorted(rows)], columns=[*SENSITIVITY_COLUMNS, *names])


def _grouped(tried: Iterable[Variant], key: Callable[[Rules], Any]) -> list[tuple[Any, list[Variant]]]:
    """Variants by a part of their rules."""
    groups: dict[Any, list[Variant]] = {}
    for variant in tried:
        groups.setdefault(key(variant[1][2]), []).append(variant)
    return list(groups.items())


def _levels(events: pd.DataFrame, codebook: Codebook, levels: Mapping[str, Groups]) -> pd.Series[str]:
    """The level of each dyad that shows an indicator."""
    rank = codebook.rank()
    shown = find_evidence(events.assign(event_id="").reset_index(drop=True), codebook)
    return shown.groupby(["actor_a", "actor_b"])["indicator"].agg(lambda own: level_of(own, levels, rank))
