"""How records become events: the declared rules, and the identifier of an event."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

MEETINGS = ("summit", "ministerial", "meeting", "dialogue", "contact")


SECURITY = ("broad", "main")


class Recurring(NamedTuple):
    """When meetings are regular, or a dialogue continuous.

    Attributes:
        meetings: at least so many.
        years: from the first to the last at least so many years.
        longest_gap: never more than so many days between two.
    """

    meetings: int
    years: int
    longest_gap: int


@dataclass(frozen=True)
class Rules:
    """How records become events.

    Attributes:
        repeat_days: reports of one class within so many days after the first are one event.
        regular, continuous: see `Recurring`.
        bodies: actors whose meetings are on security by what they are; none where that is not assumed.
    """

    repeat_days: int
    regular: Recurring
    continuous: Recurring
    bodies: frozenset[str]


def make_rules(streams: Mapping[str, Any], bodies: frozenset[str]) -> Rules:
    """The rules of a configuration.

    Args:
        streams: `repeat_days`, `regular`, `continuous` and `security_bodies` of the configuration.
        bodies: the actors of bodies.csv.
    """
    return Rules(
        repeat_days=streams["repeat_days"],
        regular=Recurring(**streams["regular"]),
        continuous=Recurring(**streams["continuous"]),
        bodies=bodies if streams["security_bodies"] else frozenset(),
    )


def event_id_of(day: str, key: Sequence[str], mark: str = "m") -> str:
    digest = hashlib.sha256("\0".join(key).encode()).hexdigest()[:10]
    return f"{mark}{day.replace('-', '')}-{digest}"
