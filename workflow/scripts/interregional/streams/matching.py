"""Whom a machine-coded record names: by code, group, name and office, with dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from interregional.tables import dates
from interregional.tables.files import records

FIELDS = ("name", "code", "prefix", "group", "country")
FIRST, LAST = "0000-00-00", "9999-99-99"


class Side(NamedTuple):
    """One side of a record, as the source has it; empty where it says nothing."""

    name: str
    code: str
    group: str
    country: str
    roles: tuple[str, ...]


class Match(NamedTuple):
    """The actor that a side stands for and by what it was found; without an actor, why there is none."""

    actor: str
    reason: str


class _Row(NamedTuple):
    actor: str
    field: str
    value: str
    since: str
    until: str
    alone: bool
    reason: str


class Matcher:
    """Finds the actors of one dataset's records.

    Args:
        names: `names.csv`, clean.
        officials: `officials.csv`, clean.
        roles: `roles.csv`, clean.
        actors: the clean actors of the edition.
        dataset: whose rows of `names` hold, beside those for any.
        scheme: whose rows of `roles` hold.
    """

    def __init__(
        self,
        names: pd.DataFrame,
        officials: pd.DataFrame,
        roles: pd.DataFrame,
        actors: pd.DataFrame,
        dataset: str,
        scheme: str,
    ) -> None:
        known = {actor["code"]: actor for actor in records(actors)}
        own = roles[roles["scheme"] == scheme]
        self.speaks = dict(zip(own["role"], own["speaks"] == "yes"))
        self.security, self.open = (frozenset(own.loc[own["security"] == told, "role"]) for told in ("yes", "open"))
        self.states = frozenset(code for code, actor in known.items() if actor["kind"] == "state")
        self.lives = {code: _spell(actor["counted_from"], actor["dissolved"]) for code, actor in known.items()}
        self.rows: dict[str, dict[str, list[_Row]]] = {field: {} for field in FIELDS}
        for row in records(names[names["dataset"].isin([dataset, "any"])]):
            found = _Row(
                row["actor"], row["field"], row["value"], *_spell(row["from"], row["until"]),
                row["alone"] == "yes", f"{row['field']} {row['value']}",
            )  # fmt: skip
            self._add(found, known)
        for row in records(officials):
            office = f"official {row['person']} ({row['office_en']})"
            self._add(
                _Row(row["actor"], "name", row["person"], *_spell(row["from"], row["until"]), True, office), known
            )

    def _add(self, row: _Row, known: Mapping[str, object]) -> None:
        if row.actor in known:
            self.rows[row.field].setdefault(as_compared(row.field, row.value), []).append(row)

    def values(self, field: str) -> list[str]:
        """The values of a field by which organisations may be found, sorted."""
        return sorted(
            value for value, rows in self.rows[field].items() if any(row.actor not in self.states for row in rows)
        )

    def match(self, side: Side, day: str) -> Match:
        """The actor that a side stands for on a day (YYYY-MM-DD).

        A row of the tables holds between its dates only, and an actor only while it exists. An organisation
        goes before the state of an official's nationality. A code that several bodies share counts
        only beside another row of the same actor. Two actors for one side are none. A state acts through
        those that speak for it; a side without a role must bear its name, since towns and persons share its country.
        """
        return self._match(self._find(side), side, day)

    def spells(self, side: Side) -> list[tuple[str, str, Match]]:
        """The actor that a side stands for at every time: first day, last day, match; see `match`."""
        candidates = self._find(side)
        lives = [self.lives[row.actor] for row in candidates]
        spells = [*((row.since, row.until) for row in candidates), *lives]
        starts = {since for since, _ in spells} | {_shifted(until, 1) for _, until in spells if until != LAST}
        days = [FIRST, *sorted(starts - {FIRST})]
        ends = [*(_shifted(day, -1) for day in days[1:]), LAST]
        return [(since, until, self._match(candidates, side, since)) for since, until in zip(days, ends)]

    def _match(self, candidates: Sequence[_Row], side: Side, day: str) -> Match:
        if not candidates:
            return Match("", "no name or code that is known")
        standing = [row for row in candidates if row.since <= day <= row.until]
        living = [row for row in standing if self.lives[row.actor][0] <= day <= self.lives[row.actor][1]]
        if not living:
            return Match("", f"{candidates[0].reason}: not at this time")
        sure = [row for row in living if row.alone or any(_other(row, other) for other in living)]
        bodies = [row for row in living if row.actor not in self.states]
        chosen = [row for row in sure if row in bodies]
        if bodies and not chosen:
            return Match("", f"{bodies[0].reason}: shared by several bodies")
        chosen = chosen or living
        found = sorted({row.actor for row in chosen})
        if len(found) > 1:
            return Match("", f"stands for several actors: {', '.join(found)}")
        if found[0] in self.states and side.roles and not any(self.speaks.get(role, False) for role in side.roles):
            unknown = [role for role in side.roles if role not in self.speaks]
            named = f" (not in the table of roles: {', '.join(unknown)})" if unknown else ""
            return Match("", f"{found[0]}: no role that speaks for the state{named}")
        if found[0] in self.states and not side.roles and not sure:
            return Match("", f"{found[0]}: neither its name nor a role that speaks for it")
        return Match(found[0], "; ".join(sorted({row.reason for row in chosen})))

    def is_security(self, side: Side) -> bool:
        """Whether the roles of a side make security the subject: none does beside an open one."""
        return not self.security.isdisjoint(side.roles) and self.open.isdisjoint(side.roles)

    def _find(self, side: Side) -> tuple[_Row, ...]:
        rows: list[_Row] = []
        for field in ("name", "code", "group", "country"):
            value: str = getattr(side, field)
            rows += self.rows[field].get(as_compared(field, value), []) if value else []
        for prefix, found in self.rows["prefix"].items():
            rows += found if side.code.startswith(prefix) else []
        return tuple(rows)


def as_compared(field: str, value: str) -> str:
    """A value as it is compared: codes and countries as they are, names without regard to capitals."""
    return value.strip().upper() if field == "name" else value


def _other(row: _Row, other: _Row) -> bool:
    return other.actor == row.actor and other.field != row.field


def _spell(since: str, until: str) -> tuple[str, str]:
    return (
        dates.first_day(since).isoformat() if since else FIRST,
        dates.last_day(until).isoformat() if until else LAST,
    )


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@lru_cache(maxsize=1 << 16)
def role_list(cells: tuple[str, ...], between: str) -> tuple[str, ...]:
    """The roles of a side, each once, sorted, from cells that may hold several."""
    parts = (part for cell in cells for part in (cell.split(between) if between else [cell]))
    return tuple(sorted({part.strip() for part in parts if part.strip()}))
