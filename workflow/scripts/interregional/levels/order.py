"""The order of dominance: a measure of cooperation without weights, and what it says of the levels.

A dyad is above another if it shows every indicator that the other shows, and more. Many pairs cannot be compared
so, and stay open (partial order of indicators: Brüggemann and Patil, Ranking and Prioritization for Multi-indicator
Systems, 2011; Fattore, Social Indicators Research 128, 2016).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.tables.files import records, split_list
from interregional.tables.text import shown

if TYPE_CHECKING:
    import networkx as nx

ORDER_COLUMNS = [
    "actor_a", "actor_b", "level", "indicators", "profile", "height", "below", "above", "equal", "incomparable",
    "rank_low", "rank_mean", "rank_high",
]  # fmt: skip
ITEM = "order of dominance"


def profiles(dyads: pd.DataFrame) -> dict[frozenset[str], list[str]]:
    """Each set of indicators that a dyad shows, and the dyads (`AU-EU`) that show just it, both sorted."""
    found: dict[frozenset[str], list[str]] = {}
    for dyad in records(dyads):
        if dyad["indicators"]:
            shown_ = frozenset(split_list(dyad["indicators"]))
            found.setdefault(shown_, []).append(f"{dyad['actor_a']}-{dyad['actor_b']}")
    return {profile: sorted(found[profile]) for profile in sorted(found, key=lambda one: (len(one), sorted(one)))}


def dominance(found: dict[frozenset[str], list[str]]) -> nx.DiGraph:
    """The covering relation of the profiles: from each to those directly below it (a Hasse diagram)."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(found)
    graph.add_edges_from((high, low) for high in found for low in found if low < high)
    return nx.transitive_reduction(graph)


def order_dyads(dyads: pd.DataFrame) -> pd.DataFrame:
    """The place of each dyad with evidence in the order of dominance.

    Args:
        dyads: see `dyads.code_dyads`.

    Returns:
        actor_a, actor_b, level, indicators, profile (number of the set of indicators), height (sets on the longest
        chain below), below, above, equal and incomparable (dyads), and rank_low, rank_high and rank_mean: the lowest
        and highest rank that it can have in an order that agrees with dominance, and the mean by the local model of
        Brüggemann and others (2004), from 1 for the lowest. Sorted by rank_mean from the highest.
    """
    found = profiles(dyads)
    sizes = {profile: len(names) for profile, names in found.items()}
    total = sum(sizes.values())
    height: dict[frozenset[str], int] = {}
    for profile in found:
        height[profile] = max((height[low] + 1 for low in height if low < profile), default=0)
    numbers = {profile: place for place, profile in enumerate(found, start=1)}
    rows = []
    for dyad in records(dyads):
        if not dyad["indicators"]:
            continue
        own = frozenset(split_list(dyad["indicators"]))
        below = sum(size for other, size in sizes.items() if other < own)
        above = sum(size for other, size in sizes.items() if other > own)
        equal = sizes[own] - 1
        open_ = total - below - above - equal - 1
        # Those that are equal share their ranks, so that they count for neither side.
        mean = (below + 1) * (total - equal + 1) / (total - equal + 1 - open_) + equal / 2
        rows.append(
            (
                dyad["actor_a"], dyad["actor_b"], dyad["level"], dyad["indicators"], numbers[own], height[own],
                below, above, equal, open_, below + 1, shown(mean), total - above,
            )
        )  # fmt: skip
    table = pd.DataFrame(rows, columns=ORDER_COLUMNS)
    keys = table.assign(mean=table["rank_mean"].astype(float)).sort_values(
        ["mean", "actor_a", "actor_b"], ascending=[False, True, True]
    )
    return table.loc[keys.index].reset_index(drop=True)


def compare_with_levels(dyads: pd.DataFrame, codebook: Codebook) -> list[tuple[Any, ...]]:
    """How much of the levels' ranking of pairs of dyads follows from dominance alone.

    Returns:
        Rows of `scale.SCALE_COLUMNS`: the share of pairs that dominance can compare; of the pairs that the levels rank,
        the share that dominance ranks too (never the other way round, as no reading lowers a level for more
        evidence); and of the pairs that dominance ranks, the share that the levels rank.
    """
    rank = codebook.rank()
    judged = [(frozenset(split_list(dyad["indicators"])), rank[dyad["level"]]) for dyad in records(dyads)]
    pairs = list(combinations([one for one in judged if one[0]], 2))
    compared = [one[0] <= other[0] or other[0] <= one[0] for one, other in pairs]
    strict = [one[0] < other[0] or other[0] < one[0] for one, other in pairs]
    ranked = [one[1] != other[1] for one, other in pairs]
    both = sum(a and b for a, b in zip(strict, ranked))
    rows = []
    for statistic, hits, n in (
        ("pairs_comparable", sum(compared), len(pairs)),
        ("ranked_by_level_that_dominance_ranks", both, sum(ranked)),
        ("ranked_by_dominance_that_levels_rank", both, sum(strict)),
    ):
        if n:
            note = "pairs of dyads; they are not independent of each other"
            rows.append((ITEM, statistic, shown(hits / n), "", "", n, note))
    return rows
