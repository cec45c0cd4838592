"""The machine-coded catalogue against the hand-coded one: by dyad and year, and who sees what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from interregional.catalogue.actors import pair
from interregional.codebook.decisions import Codebook
from interregional.replication.agreement import STATISTICS, measure
from interregional.streams.audit import count, groups
from interregional.tables import dates
from interregional.tables.files import records, split_list

YEAR_COLUMNS = ["actor_a", "actor_b", "year", "visible", "hand_level", "machine_level", "agree", "seen_by"]
DYAD_COLUMNS = [
    "actor_a", "actor_b", "visible", "hand_level", "machine_level", "direction", "seen_by", "years", "years_alike",
    "hand_events", "machine_events", "only_hand", "only_machine",
]  # fmt: skip
AGREEMENT_COLUMNS = ["units", "dyads", "statistic", "n", "value", "low", "high", "note"]
INDICATOR_COLUMNS = [
    "indicator", "scheme", "shown", "dyads_hand", "dyads_machine", "dyads_both", "reason_en", "reason_fa",
]  # fmt: skip
HAND_COLUMNS = ["event_id", "start", "actor_a", "actor_b", "event_type", "comparable", "found", "same_type"]
RECALL_COLUMNS = ["verdict", "by", "group", "events", "found", "share", "low", "high"]
Dyad = tuple[str, str]


def compare_years(
    hand: pd.DataFrame, machine: pd.DataFrame, years: Iterable[int], visible: Iterable[str]
) -> pd.DataFrame:
    """The level of each dyad and year in both catalogues.

    Args:
        hand, machine: levels by year (actor_a, actor_b, year, level) of the two editions.
        years: those of which the streams have records.
        visible: actors that at least one of the streams can name.

    Returns:
        A row for each dyad that either catalogue ties in one of the years, and each year: `YEAR_COLUMNS`. visible
        says whether both actors can be named; seen_by is both, hand, machine or neither.
    """
    chosen, seen = sorted(set(years)), set(visible)
    before, after = (_level_of(table) for table in (hand, machine))
    tied = {
        (a, b)
        for table in (before, after)
        for (a, b, year), level in table.items()
        if level != "none" and year in set(chosen)
    }
    rows = []
    for a, b in sorted(tied):
        for year in chosen:
            levels = before.get((a, b, year), "none"), after.get((a, b, year), "none")
            rows.append(
                (a, b, year, _yes(a in seen and b in seen), *levels, _yes(levels[0] == levels[1]), _seen_by(*levels))
            )
    return pd.DataFrame(rows, columns=YEAR_COLUMNS)


def compare_dyads(years: pd.DataFrame, hand: pd.DataFrame, machine: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Each dyad over all the years: its highest level in both catalogues, and what each sees that the other does not.

    Args:
        years: see `compare_years`.
        hand, machine: the tables of dyads of the two editions.
        codebook: gives the ranks of the levels.

    Returns:
        `DYAD_COLUMNS`: years compared and years of the same level; events; only_hand and only_machine are the
        indicators that one catalogue has in evidence and the other lacks.
    """
    rank = codebook.rank()
    tables = [{(row["actor_a"], row["actor_b"]): row for row in records(table)} for table in (hand, machine)]
    rows = []
    for (a, b), own in years.groupby(["actor_a", "actor_b"], sort=True):
        levels = [max(own[column], key=lambda level: rank[level]) for column in ("hand_level", "machine_level")]
        found = [table.get((a, b), {"indicators": "", "event_ids": ""}) for table in tables]
        shown = [set(split_list(row["indicators"])) for row in found]
        events = [len(split_list(row["event_ids"])) for row in found]
        step = rank[levels[1]] - rank[levels[0]]
        direction = "same" if not step else "up" if step > 0 else "down"
        rows.append(
            (
                a, b, own["visible"].iloc[0], *levels, direction, _seen_by(*levels), len(own),
                int((own["agree"] == "yes").sum()), *events,
                ";".join(sorted(shown[0] - shown[1])), ";".join(sorted(shown[1] - shown[0])),
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=DYAD_COLUMNS)


def measure_agreement(
    years: pd.DataFrame, dyads: pd.DataFrame, codebook: Codebook, draws: int, seed: int
) -> pd.DataFrame:
    """Agreement of the two catalogues on levels.

    Args:
        years, dyads: see `compare_years` and `compare_dyads`.
        codebook: the order of the levels.
        draws, seed: of the bootstrap over units; intervals are narrower than they should be for dyad-years, since
            the years of one dyad are alike.

    Returns:
        `AGREEMENT_COLUMNS`; units are dyads or dyad-years; dyads says which: all, or visible (both can be named).
    """
    rows = []
    for units, table in (("dyads", dyads), ("dyad_years", years)):
        for chosen, part in (("all", table), ("visible", table[table["visible"] == "yes"])):
            found = measure(
                list(part["hand_level"]), list(part["machine_level"]), list(codebook.rank()), STATISTICS, draws, seed
            )
            rows += [(units, chosen, *row) for row in found]
    return pd.DataFrame(rows, columns=AGREEMENT_COLUMNS)


def compare_indicators(
    hand: pd.DataFrame, machine: pd.DataFrame, unseen: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """Which indicators each catalogue has in evidence, beside what each scheme of event codes can show.

    Args:
        hand, machine: evidence of the two editions.
        unseen: unseen.csv, clean.
        codebook: the order of the indicators.
    """
    rows = []
    for indicator in codebook.values("indicator"):
        own = [_dyads(table[table["indicator"] == indicator]) for table in (hand, machine)]
        for told in records(unseen[unseen["indicator"] == indicator]):
            counts = len(own[0]), len(own[1]), len(own[0] & own[1])
            rows.append((indicator, told["scheme"], told["shown"], *counts, told["reason_en"], told["reason_fa"]))
    return pd.DataFrame(rows, columns=INDICATOR_COLUMNS)


def find_hand_coded(
    hand: pd.DataFrame,
    found: pd.DataFrame,
    machine: pd.DataFrame,
    files: pd.DataFrame,
    visible: Iterable[str],
    years: Iterable[int],
    days: int,
) -> pd.DataFrame:
    """Which hand-coded events of the years of the streams the machine has found too.

    Args:
        hand: clean events of the hand-coded edition.
        found, machine: `streams/records.csv` and `streams/events.csv`.
        files: `streams/files.csv`, whose first and last days say what days are covered.
        visible: actors that at least one of the streams can name.
        years: those of which the streams have records.
        days: a report so many days before or after is of the same event, as for repeats.

    Returns:
        `HAND_COLUMNS`, a row for each event between two actors that starts in one of the years, sorted. comparable is
        yes; or days: less than half of the days on which it may have begun are covered; or actors: one of them can't
        be named. found says whether anything of the dyad is reported then, same_type whether an act of the same kind;
        both are empty for what is not comparable.
    """
    seen, chosen = set(visible), set(years)
    types = dict(zip(machine["event_id"], machine["event_type"]))
    reports: dict[Dyad, list[tuple[date, str]]] = {}
    for row in records(found):
        told = date.fromisoformat(row["day"]), types[row["event_id"]]
        reports.setdefault(pair(row["source"], row["target"]), []).append(told)
    covered = _covered(files)
    rows = []
    for row in records(hand[(hand["dyadic"] == "yes") & (hand["start"] != "")]):
        first, last = dates.first_day(row["start"]), dates.last_day(row["start"])
        if first.year not in chosen:
            continue
        span = [first + timedelta(days=day) for day in range((last - first).days + 1)]
        within = sum(day in covered for day in span) * 2 >= len(span)
        dyad = pair(row["source"], row["target"])
        comparable = "days" if not within else "yes" if set(dyad) <= seen else "actors"
        margin = timedelta(days=days)
        own = [kind for day, kind in reports.get(dyad, []) if first - margin <= day <= last + margin]
        verdicts = (_yes(bool(own)), _yes(row["event_type"] in own)) if comparable == "yes" else ("", "")
        rows.append((row["event_id"], row["start"], *dyad, row["event_type"], comparable, *verdicts))
    return pd.DataFrame(sorted(rows), columns=HAND_COLUMNS)


def measure_recall(events: pd.DataFrame) -> pd.DataFrame:
    """The share of comparable hand-coded events that the machine found, with exact intervals (95 %).

    Args:
        events: see `find_hand_coded`.

    Returns:
        `RECALL_COLUMNS`: for each verdict (found, same_type) all events and those of each actor and kind of act.
    """
    own = records(events[events["comparable"] == "yes"])
    columns = {"actor": ["actor_a", "actor_b"], "event_type": ["event_type"]}
    rows = []
    for verdict in ("found", "same_type"):
        for by, group, told in groups(own, columns):
            number, right, _, _, *interval = count(row[verdict] for row in told)
            rows.append((verdict, by, group, number, right, *interval))
    return pd.DataFrame(rows, columns=RECALL_COLUMNS)


def _covered(files: pd.DataFrame) -> set[date]:
    """Days from the first to the last of each file that has any."""
    return {
        first + timedelta(days=day)
        for row in records(files[files["first_day"] != ""])
        for first, last in [(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]))]
        for day in range((last - first).days + 1)
    }


def _level_of(table: pd.DataFrame) -> dict[tuple[str, str, int], str]:
    return dict(zip(zip(table["actor_a"], table["actor_b"], table["year"]), table["level"]))


def _dyads(table: pd.DataFrame) -> set[Dyad]:
    return set(zip(table["actor_a"], table["actor_b"]))


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _seen_by(hand: str, machine: str) -> str:
    if hand == machine == "none":
        return "neither"
    if "none" in (hand, machine):
        return "machine" if hand == "none" else "hand"
    return "both"
