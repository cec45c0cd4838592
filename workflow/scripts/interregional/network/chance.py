"""What chance alone gives: hubs by attention, and one-way dyads by few transfers.

An actor of whom the sources tell often meets many partners in them by that alone. So each event that shows an
indicator keeps its indicators, each actor its number of events, and who meets whom is drawn anew (the configuration
model: Newman, Strogatz and Watts, Physical Review E 64, 2001). For directions nothing need be drawn: with even
chances the number of one-way dyads is a sum of independent trials.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import comb
from typing import Any

import numpy as np
import pandas as pd

from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.flows import balance
from interregional.levels.readings import level_of
from interregional.tables.files import records, split_list
from interregional.tables.text import shown

CHANCE_COLUMNS = ["item", "measure", "value", "expected", "low", "high", "p", "n", "note"]
ATTENTION = "events of each actor kept, partners drawn anew"
DIRECTION = "directions of transfers drawn with even chance, exact"
ALL_DYADS = "all dyads"
MEASURES = ("degree", "strength", "betweenness")
# The betweenness of a drawn network is dear, so fewer are drawn.
BETWEENNESS_DRAWS = 200


def draw_partners(slots: np.ndarray[Any, Any], generator: np.random.Generator) -> np.ndarray[Any, Any]:
    """Events × 2 actors with the actors of all events dealt out anew, none to meet itself.

    Args:
        slots: events × 2, numbers of actors.
        generator: of random numbers.

    Returns:
        As given, each actor in as many places as before. An actor in more than half of all events can't be kept from
        itself everywhere; its events with itself are then left as they fell.
    """
    dealt = generator.permutation(slots.ravel()).reshape(slots.shape)
    for _ in range(100):
        [bad] = np.nonzero(dealt[:, 0] == dealt[:, 1])
        if not len(bad):
            break
        for place in bad:
            other = generator.integers(len(dealt))
            dealt[place, 1], dealt[other, 1] = dealt[other, 1], dealt[place, 1]
    return dealt


def compare_with_attention(
    events: pd.DataFrame, levels: Mapping[str, Groups], codebook: Codebook, draws: int, seed: int
) -> list[tuple[Any, ...]]:
    """How central each actor is, beside what its number of events alone would give.

    Args:
        events: clean events with `indicators`.
        levels: the groups of the reading, by level.
        codebook: gives the ranks of the levels.
        draws, seed: of the networks drawn.

    Returns:
        Rows of `CHANCE_COLUMNS`: item (an actor), measure, value, expected (mean of the draws), low and high (middle
        95 per cent), p (share of draws with at least the value, the network itself among them), n (events of the
        actor).
    """
    # Not above: pages name the words of this module, and draw nothing anew.
    import networkx as nx

    shown_ = events[(events["indicators"] != "") & (events["dyadic"] == "yes")].sort_values("event_id")
    if shown_.empty:
        return []
    codes = sorted({*shown_["source"], *shown_["target"]})
    number = {code: place for place, code in enumerate(codes)}
    slots = np.array([[number[a], number[b]] for a, b in zip(shown_["source"], shown_["target"])])
    features = [frozenset(split_list(cell)) for cell in shown_["indicators"]]
    rank, known = codebook.rank(), dict[frozenset[str], int]()

    def measure(pairs: np.ndarray[Any, Any], betweenness: bool) -> list[list[float]]:
        ties: dict[tuple[int, int], frozenset[str]] = {}
        for (one, other), own in zip(pairs.tolist(), features):
            if one != other:
                key = (min(one, other), max(one, other))
                ties[key] = ties.get(key, frozenset()) | own
        degree, strength = [0.0] * len(codes), [0.0] * len(codes)
        for (one, other), own in ties.items():
            if own not in known:
                known[own] = rank[level_of(own, levels, rank)]
            for end in (one, other):
                degree[end] += 1
                strength[end] += known[own]
        found = [degree, strength]
        if betweenness:
            graph = nx.Graph(sorted(ties))
            graph.add_nodes_from(range(len(codes)))
            central = nx.betweenness_centrality(graph)
            found.append([round(central[place], 9) for place in range(len(codes))])
        return found

    generator = np.random.default_rng(seed)
    drawn: dict[str, list[list[float]]] = {name: [] for name in MEASURES}
    for draw in range(draws):
        for name, values in zip(MEASURES, measure(draw_partners(slots, generator), draw < BETWEENNESS_DRAWS)):
            drawn[name].append(values)
    told = np.bincount(slots.ravel(), minlength=len(codes))
    rows = []
    for name, values in zip(MEASURES, measure(slots, True)):
        null = np.array(drawn[name])
        low, high = np.quantile(null, [0.025, 0.975], axis=0)
        for place, code in enumerate(codes):
            p = (1 + int((null[:, place] >= values[place]).sum())) / (1 + len(null))
            row = (values[place], null[:, place].mean(), low[place], high[place], p)
            rows.append((code, name, *(shown(float(cell)) for cell in row), int(told[place]), ATTENTION))
    return rows


def compare_with_direction(dyads: pd.DataFrame, balance_rule: Mapping[str, int]) -> list[tuple[Any, ...]]:
    """How many dyads are one-way, and asymmetric, beside what even chances of direction would give.

    Returns:
        Rows of `CHANCE_COLUMNS` for `one_way_dyads` and `asymmetric_dyads`, among the dyads with enough transfers to be
        judged; p is the chance of at least as many.
    """
    totals = [
        (int(dyad["flow_ab"]), int(dyad["flow_ba"]))
        for dyad in records(dyads)
        if int(dyad["flow_ab"]) + int(dyad["flow_ba"]) >= balance_rule["minimum_flows"]
    ]
    tests: dict[str, Callable[[int, int], bool]] = {
        "one_way_dyads": lambda ab, ba: min(ab, ba) == 0,
        "asymmetric_dyads": lambda ab, ba: balance(ab, ba, balance_rule) == "asymmetric",
    }
    rows = []
    for name, holds in tests.items():
        value = sum(holds(ab, ba) for ab, ba in totals)
        sums = np.ones(1)
        for ab, ba in totals:
            n = ab + ba
            chance = sum(comb(n, k) for k in range(n + 1) if holds(k, n - k)) / 2**n
            sums = np.convolve(sums, [1 - chance, chance])
        cumulated = np.cumsum(sums)
        low, high = (int(np.searchsorted(cumulated, share)) for share in (0.025, 0.975))
        cells = (value, float((sums * np.arange(len(sums))).sum()), low, high, float(sums[value:].sum()))
        rows.append((ALL_DYADS, name, *(shown(float(cell)) for cell in cells), len(totals), DIRECTION))
    return rows


def measure_chance(
    events: pd.DataFrame,
    dyads: pd.DataFrame,
    levels: Mapping[str, Groups],
    codebook: Codebook,
    balance_rule: Mapping[str, int],
    draws: int,
    seed: int,
) -> pd.DataFrame:
    """Hubs beside attention, and asymmetry beside chance; see the two functions of this module."""
    rows = compare_with_attention(events, levels, codebook, draws, seed) + compare_with_direction(dyads, balance_rule)
    return pd.DataFrame(rows, columns=CHANCE_COLUMNS)
