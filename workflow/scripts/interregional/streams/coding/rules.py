"""How records become events: the declared rules, and the identifier of an event."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


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
        security_bodies: whether meetings of the bodies of bodies.csv are taken to be on security by what these are.
    """

    repeat_days: int
    regular: Recurring
    continuous: Recurring
    security_bodies: bool


def make_rules(streams: Mapping[str, Any]) -> Rules:
    """The rules of a configuration: its `repeat_days`, `regular`, `continuous` and `security_bodies`."""
    return Rules(
        repeat_days=streams["repeat_days"],
        regular=Recurring(**streams["regular"]),
        continuous=Recurring(**streams["continuous"]),
        security_bodies=streams["security_bodies"],
    )


def digest_of(key: Sequence[str]) -> str:
    """The digest of what makes an event one of its kind: the part of its identifier after the day."""
    return hashlib.sha256("\0".join(key).encode()).hexdigest()[:10]
