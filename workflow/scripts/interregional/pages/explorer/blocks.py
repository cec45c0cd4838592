"""The blocks that are parsed when they are asked for: levels by reading, ranks by year, events by dyad."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from interregional.codebook.decisions import Codebook
from interregional.pages.explorer.tables import EVENT_COLUMNS, RANKS, SPELL_COLUMNS, Tables, by_dyad, event_ids, grouped
from interregional.tables.files import split_list
from interregional.time.years import DATING, PERSISTENCE


def spell_blocks(
    tables: Tables, pairs: Sequence[tuple[str, str]], codebook: Codebook
) -> list[tuple[str, list[list[int]]]]:
    """For each reading, persistence and dating: by dyad, from, to, rank, from, to, rank ..."""
    place, rank = {pair: number for number, pair in enumerate(pairs)}, codebook.rank()
    found: dict[str, list[list[int]]] = {}
    for row in tables.spells[SPELL_COLUMNS].itertuples(index=False):
        reading, persistence, dating, a, b, first, last, level = map(str, row)
        name = f"levels.{reading}.{persistence}.{dating}"
        if name not in found:
            found[name] = [[] for _ in pairs]
        if rank[level]:
            found[name][place[a, b]] += [int(first), int(last), rank[level]]
    return sorted(found.items())


def year_blocks(tables: Tables) -> list[tuple[str, dict[str, list[list[float]]]]]:
    """Measures and ranks of each actor: year, and the columns of `RANKS`."""
    found: dict[str, list[list[float]]] = {}
    for row in tables.node_years.sort_values(["code", "year"])[["code", "year", *RANKS]].itertuples(index=False):
        code, year, *values = row
        found.setdefault(str(code), []).append([int(year), *(number(value) for value in values)])
    return [("ranks", found)] if found else []


def number(cell: Any) -> float:
    value = float(cell or 0)
    return int(value) if value.is_integer() else value


def dyad_blocks(tables: Tables, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, dict[str, Any]]]:
    """For each dyad its events, and which event shows which indicator, when.

    `evidence` has indicator, place of the event, and for each persistence and dating in their
    order a list from, to, from, to ...
    """
    by_id = {row[0]: list(map(str, row)) for row in tables.events[EVENT_COLUMNS].itertuples(index=False)}
    shown = grouped(tables.evidence, ["actor_a", "actor_b"], ["indicator", "event_id"])
    keys = ["actor_a", "actor_b", "indicator", "event_id", "persistence", "dating"]
    spans = grouped(tables.evidence_years, keys, ["from_year", "to_year"])
    dyads = by_dyad(tables.dyads)
    found = []
    for number, (a, b) in enumerate(pairs):
        if (a, b) not in dyads:
            continue
        ids = sorted(event_ids(dyads[a, b]), key=lambda event: (by_id[event][1] or by_id[event][2] or "9", event))
        place = {event: position for position, event in enumerate(ids)}
        evidence = []
        for indicator, event in sorted({(indicator, event) for indicator, event in shown.get((a, b), [])}):
            years = [
                [int(year) for span in spans.get((a, b, indicator, event, persistence, dating), []) for year in span]
                for persistence in PERSISTENCE
                for dating in DATING
            ]
            evidence.append([indicator, place[event], years])
        negative = [place[event] for event in split_list(dyads[a, b]["negative_event_ids"])]
        block = {"events": [by_id[event] for event in ids], "evidence": evidence, "negative": sorted(negative)}
        found.append((f"dyad.{number}", block))
    return found
