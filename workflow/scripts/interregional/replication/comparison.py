"""What the paper prints against what the catalogue gives: levels, symmetry, tables, ties, and how far they agree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from interregional.catalogue.actors import dyad_type, pair
from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.bounds import BOUND_COLUMNS, bounds_of
from interregional.replication import agreement
from interregional.replication.published import Published
from interregional.tables.files import join_list, records
from interregional.tables.shares import EXACT, exact_interval
from interregional.tables.text import shown

BALANCES = ["symmetric", "asymmetric"]
LEVEL_COLUMNS = [
    "actor_a", "actor_b", "published_level", "coded_level", "agree", "note", "coded_is", "deciding_event_ids",
    *BOUND_COLUMNS, "within",
]  # fmt: skip


def published_dyads(published: Published) -> list[tuple[str, str]]:
    """Every dyad of the paper, from Table 1 and from the text, sorted."""
    printed = [pair(a, b) for a, b in zip(published.table_1["first"], published.table_1["second"])]
    told = list(zip(published.text_dyads["actor_a"], published.text_dyads["actor_b"]))
    stated = list(zip(published.statements["actor_a"], published.statements["actor_b"]))
    return sorted(set(printed) | set(told) | set(stated))


def compare_levels(
    published: Published,
    dyads: pd.DataFrame,
    evidence: pd.DataFrame,
    needs: Mapping[str, Groups],
    codebook: Codebook,
) -> pd.DataFrame:
    """The level that the paper states against the coded one, for every dyad of the paper.

    The highest of the levels stated for the time of writing counts; a note says where there are
    several, or where the sentence is ambiguous or garbled.

    Args:
        published, dyads, codebook: what is compared.
        evidence: see `evidence.find_evidence`.
        needs: the groups of the declared reading, by level.

    Returns:
        actor_a, actor_b, published_level (empty where the paper names none), coded_level,
        agree (yes, no, or empty), note, coded_is (the same, higher or lower), and
        deciding_event_ids: the events whose indicators the coded level asks for; the bounds of the level
        (see `bounds.Bounds`); within (yes, no, or empty): whether the published level lies within them.
    """
    coded = {(row["actor_a"], row["actor_b"]): row for row in records(dyads)}
    nothing = {"level": "none", **dict(zip(BOUND_COLUMNS, bounds_of([], needs, codebook)))}
    rank = codebook.rank()
    rows = []
    for dyad in published_dyads(published):
        stated = _statements(published, dyad, "level")
        levels = sorted(set(stated["value"]) - {""}, key=rank.__getitem__)
        found = coded.get(dyad, nothing)
        mine, bounds = str(found["level"]), [str(found[column]) for column in BOUND_COLUMNS]
        level = agree = coded_is = within = ""
        if levels:
            level = levels[-1]
            agree = "yes" if level == mine else "no"
            coded_is = ("the same", "higher", "lower")[(rank[mine] > rank[level]) - (rank[mine] < rank[level])]
            within = "yes" if rank[bounds[0]] <= rank[level] <= rank[bounds[1]] else "no"
        wanted = {indicator for group in needs.get(mine, []) for indicator in group}
        own = evidence[(evidence["actor_a"] == dyad[0]) & (evidence["actor_b"] == dyad[1])]
        deciding = join_list(own.loc[own["indicator"].isin(wanted), "event_id"])
        told = (agree, _note(published, dyad, stated, levels), coded_is, deciding)
        rows.append((*dyad, level, mine, *told, *bounds, within))
    return pd.DataFrame(rows, columns=LEVEL_COLUMNS)


def compare_balance(published: Published, dyads: pd.DataFrame, transfers: pd.DataFrame) -> pd.DataFrame:
    """The symmetry that the paper states against the coded balance, for every dyad it speaks of.

    Args:
        dyads: see `dyads.code_dyads`.
        transfers: see `giving.compare_giving`.

    Returns:
        actor_a, actor_b, published_balance, coded_balance, agree (yes, no, or empty where the
        catalogue has too few transfers to tell), donor, asymmetry, flow_ab, flow_ba, needed (transfers that a judgement
        wants still) and note (what they would decide).
    """
    wanting = transfers.set_index(["actor_a", "actor_b"])[["needed", "note"]].to_dict("index")
    coded = {(row["actor_a"], row["actor_b"]): row for row in records(dyads)}
    rows = []
    for row in records(published.statements[published.statements["about"] == "balance"]):
        dyad = (row["actor_a"], row["actor_b"])
        mine = coded.get(dyad, {"balance": "undetermined", "asymmetry": "", "flow_ab": "0", "flow_ba": "0"})
        agree = "" if mine["balance"] == "undetermined" else ("yes" if mine["balance"] == row["value"] else "no")
        flows = (mine["asymmetry"], mine["flow_ab"], mine["flow_ba"])
        still = wanting.get(dyad, {"needed": "", "note": "no event of the two"})
        rows.append((*dyad, row["value"], mine["balance"], agree, row["donor"], *flows, still["needed"], still["note"]))
    columns = ["actor_a", "actor_b", "published_balance", "coded_balance", "agree", "donor"]
    table = pd.DataFrame(rows, columns=[*columns, "asymmetry", "flow_ab", "flow_ba", "needed", "note"])
    return table.sort_values(["actor_a", "actor_b"], ignore_index=True)


def compare_table_2(published: Published, codebook: Codebook) -> pd.DataFrame:
    """Table 2 as printed against the codebook's own list of features.

    Returns:
        indicator, printed_level, level, same_level (yes, no), printed_feature, feature (Persian).
    """
    level = published.table_2["indicator"].map(codebook.level_of_indicator())
    return pd.DataFrame(
        {
            "indicator": published.table_2["indicator"],
            "printed_level": published.table_2["printed_level"],
            "level": level,
            "same_level": (level == published.table_2["level"]).map({True: "yes", False: "no"}),
            "printed_feature": published.table_2["printed_feature"],
            "feature": published.table_2["indicator"].map(codebook.labels("indicator", "fa")),
        }
    )


def published_ties(published: Published, codebook: Codebook, levels: Sequence[str]) -> pd.DataFrame:
    """The ties that the paper's own labels give, in the form of `network.drawn_ties`.

    Args:
        levels: the levels to draw.

    Returns:
        actor_a, actor_b, level, fit (empty: a stated level has no bounds), giver, receiver, statement_ids; the ids
        stand where the coded ties have their events.
    """
    rank = codebook.rank()
    rows = []
    for a, b in published_dyads(published):
        stated = _statements(published, (a, b), "level")
        named = sorted(set(stated["value"]) & set(levels), key=rank.__getitem__)
        if not named:
            continue
        balance = _statements(published, (a, b), "balance")
        giver = next((donor for donor in balance["donor"] if donor), "")
        receiver = {"": "", a: b, b: a}[giver]
        ids = ";".join(sorted([*stated["statement_id"], *balance["statement_id"]]))
        rows.append((a, b, named[-1], "", giver, receiver, ids))
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "level", "fit", "giver", "receiver", "statement_ids"])


def arrange_table_1(
    published: Published, dyads: pd.DataFrame, actors: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """The dyads of the catalogue in the order of the printed Table 1.

    The body follows from the catalogue alone: every dyad that shows an indicator and is of a type
    that such a table is to list, under the type that the kinds of its actors give. The comparison adds
    the order, and the marks: `printed`, `other_type` (printed under another type), `not_printed`,
    and, as rows of their own under the printed type, `no_evidence`.

    Returns:
        dyad_type, actor_a, actor_b, first, second (as printed), status, printed_type,
        coded_type, event_ids.
    """
    printed = {
        pair(row["first"], row["second"]): (int(row["order"]), row["dyad_type"], row["first"], row["second"])
        for row in records(published.table_1)
    }
    kinds, place = dict(zip(actors["code"], actors["kind"])), codebook.values("dyad_type").index
    last = len(printed) + 1
    types = codebook.dyad_type_labels
    tabled = dyads["dyad_type"].isin(types.loc[types["tabled"] == "yes", "dyad_type"])
    rows = []
    for dyad in records(dyads[tabled & (dyads["level"] != "none")]):
        key, kind = (dyad["actor_a"], dyad["actor_b"]), dyad["dyad_type"]
        order, printed_type, *named = printed.get(key, (last, "", *key))
        status = {"": "not_printed", kind: "printed"}.get(printed_type, "other_type")
        rows.append((order, kind, *key, *named, status, printed_type, kind, dyad["event_ids"]))
    events = {(row["actor_a"], row["actor_b"]): row["event_ids"] for row in records(dyads)}
    for key in sorted(set(printed) - {row[2:4] for row in rows}):
        order, printed_type, first, second = printed[key]
        kind = dyad_type(kinds[first], kinds[second], codebook)
        told = ("no_evidence", printed_type, kind, events.get(key, ""))
        rows.append((order, printed_type, *key, first, second, *told))
    columns = [
        "order", "dyad_type", "actor_a", "actor_b", "first", "second", "status",
        "printed_type", "coded_type", "event_ids",
    ]  # fmt: skip
    rows.sort(key=lambda row: (place(row[1]), row[0], row[2:4]))
    return pd.DataFrame(rows, columns=columns).drop(columns="order")


def _statements(published: Published, dyad: tuple[str, str], about: str) -> pd.DataFrame:
    table = published.statements
    return table[
        (table["actor_a"] == dyad[0])
        & (table["actor_b"] == dyad[1])
        & (table["about"] == about)
        & (table["period"] == "current")
    ]


def _note(published: Published, dyad: tuple[str, str], stated: pd.DataFrame, levels: list[str]) -> str:
    notes = []
    if stated.empty:
        notes.append("no level is named")
    elif not levels:
        notes.append("the words used name no level")
    if len(levels) > 1:
        notes.append(f"given are {' and '.join(levels)}; the highest counts")
    for status in ("ambiguous", "garbled"):
        ids = stated.loc[stated["status"] == status, "statement_id"]
        if len(ids):
            notes.append(f"{status}: {', '.join(ids)}")
    printed = {pair(a, b) for a, b in zip(published.table_1["first"], published.table_1["second"])}
    if dyad not in printed:
        notes.append("not in Table 1")
    return "; ".join(notes)


def measure_agreement(
    levels: pd.DataFrame, balance: pd.DataFrame, ranks: Sequence[str], draws: int, seed: int
) -> pd.DataFrame:
    """How far the printed levels and symmetry agree with the coded ones.

    Args:
        levels: see `compare_levels`; dyads without a printed level are left out.
        balance: see `compare_balance`; dyads whose balance is undetermined are left out.
        ranks: the levels from low to high.
        draws: number of bootstrap draws of each interval.
        seed: of the random numbers.

    Returns:
        about (`level`, `balance`), sample (`all`, `clear`: without ambiguous or garbled statements,
        `determined`), statistic, n, value, low, high, note. Beside the statistics of `agreement.measure`, of levels:
        within_bounds, the share of stated levels that the evidence allows; within_bounds_by_chance, the share that
        labels drawn from the paper's own would reach, since wide bounds catch everything; and bounds_width, the mean
        number of levels from the lower bound to the upper one.
    """
    levels, balance = stated_levels(levels), balance[balance["agree"] != ""]
    clear = levels[~levels["note"].str.contains("ambiguous|garbled")]
    rows = []
    for about, sample, table, values, statistics in (
        ("level", "all", levels, ranks, agreement.STATISTICS),
        ("level", "clear", clear, ranks, agreement.STATISTICS),
        ("balance", "determined", balance, BALANCES, agreement.NOMINAL),
    ):
        printed, coded = table[f"published_{about}"].tolist(), table[f"coded_{about}"].tolist()
        for row in agreement.measure(printed, coded, values, statistics, draws, seed):
            rows.append((about, sample, *row))
        if about == "level":
            rows += [(about, sample, *row) for row in _measure_bounds(table, ranks)]
    return pd.DataFrame(rows, columns=["about", "sample", "statistic", "n", "value", "low", "high", "note"])


def _measure_bounds(levels: pd.DataFrame, ranks: Sequence[str]) -> list[tuple[str, int, str, str, str, str]]:
    """Agreement within the bounds, in the form of `agreement.measure`."""
    place = {level: number for number, level in enumerate(ranks)}
    stated, low, high = (
        levels[column].map(place).to_numpy() for column in ("published_level", "level_low", "level_high")
    )
    cases = len(levels)
    hits = int(((low <= stated) & (stated <= high)).sum())
    # Every stated level tried on every dyad.
    caught = (low[:, None] <= stated) & (stated <= high[:, None])
    chance, width = (float(np.mean(found)) if cases else math.nan for found in (caught, high - low))
    least, most = map(shown, exact_interval(hits, cases))
    return [
        ("within_bounds", cases, shown(hits / cases if cases else math.nan), least, most, EXACT),
        ("within_bounds_by_chance", cases, shown(chance), "", "", "labels drawn from those stated"),
        ("bounds_width", cases, shown(width), "", "", "levels from the lower bound to the upper one"),
    ]


def cross_levels(levels: pd.DataFrame, ranks: Sequence[str]) -> pd.DataFrame:
    """Printed levels in rows against coded ones in columns: numbers of dyads."""
    levels = stated_levels(levels)
    table = agreement.confusion(levels["published_level"].tolist(), levels["coded_level"].tolist(), ranks)
    return table.rename_axis("published_level").reset_index()


def stated_levels(levels: pd.DataFrame) -> pd.DataFrame:
    """The dyads for which the paper states a level."""
    return levels[levels["published_level"] != ""]
