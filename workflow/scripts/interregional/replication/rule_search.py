"""How far any rule can go: every monotone rule from features to levels, searched; pairs that none can tell apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from interregional.replication.sensitivity import Dyad
from interregional.tables.text import shown


def monotone_functions(size: int) -> list[np.ndarray]:
    """Every rule on so many features that more evidence can't undo, but for the two constant ones.

    Each is an array over the 2**size sets of features, a set being the bits of its place.
    """
    sets = range(2**size)
    found = []
    for chosen in itertools.product([False, True], repeat=2**size):
        monotone = all(chosen[big] or not chosen[small] for small in sets for big in sets if small & big == small)
        if monotone and any(chosen) and not all(chosen):
            found.append(np.array(chosen))
    return sorted(found, key=lambda function: (int(function.sum()), function.tolist()))


def search_rules(
    indicators: Mapping[Dyad, Iterable[str]], published: Mapping[Dyad, str], rank: Mapping[str, int]
) -> pd.DataFrame:
    """How far any rule of the family goes: exhaustive search, with cross-validation over dyads.

    The family: advanced if a monotone rule on A1-A3 holds and, or not, another on S1-S3;
    institutionalised, initial and nominal by a monotone rule on their own features; nominal also
    by any indicator at all; the highest level that holds is given.

    Args:
        indicators: what each dyad shows.
        published: the level that the paper states.
        rank: level to rank.

    Returns:
        measure, value: dyads, rules (tried), best (share of dyads that the best rules get
        right), best_rules (how many do), cross_validated (mean share of left-out dyads got right
        by the rules best on the others), most_common (share of the most common label), ceiling
        (share that any rule on these indicators, monotone or not, could get right).
    """
    dyads = sorted(published)
    wanted = np.array([rank[published[dyad]] for dyad in dyads])
    bits = {family: _bits(indicators, dyads, family, size) for family, size in (("A", 3), ("S", 3), ("I", 2), ("N", 3))}
    rules = {family: [rule[places] for rule in monotone_functions(size)] for family, places, size in _families(bits)}
    everything = np.array([bool(set(indicators[dyad])) for dyad in dyads])
    institutions = [*rules["S"], np.ones(len(dyads), dtype=bool)]
    lower = np.array(
        [
            np.where(initial, 2, np.where(nominal, 1, 0))
            for initial in rules["I"]
            for nominal in [*rules["N"], everything]
        ]
    )
    upper = [
        (resources & institution, regular)
        for resources in rules["A"]
        for institution in institutions
        for regular in rules["S"]
    ]
    # All rules on the lower levels are tried at once under each on the upper ones.
    right = np.concatenate(
        [np.where(advanced, 4, np.where(regular, 3, lower)) == wanted for advanced, regular in upper]
    )
    totals = right.sum(axis=1)
    left_out = []
    for place in range(len(dyads)):
        others = totals - right[:, place]
        left_out.append(right[others == others.max(), place].mean())
    labels: dict[frozenset[str], list[str]] = {}
    for dyad in dyads:
        labels.setdefault(frozenset(indicators[dyad]), []).append(published[dyad])
    ceiling = sum(max(given.count(label) for label in given) for given in labels.values()) / len(dyads)
    common = max(np.bincount(wanted)) / len(dyads)
    values = {
        "dyads": str(len(dyads)),
        "rules": str(len(right)),
        "best": shown(totals.max() / len(dyads)),
        "best_rules": str(int((totals == totals.max()).sum())),
        "cross_validated": shown(float(np.mean(left_out))),
        "most_common": shown(float(common)),
        "ceiling": shown(ceiling),
    }
    return pd.DataFrame(list(values.items()), columns=["measure", "value"])


def unreproducible_pairs(
    indicators: Mapping[Dyad, set[str]], published: Mapping[Dyad, str], rank: Mapping[str, int]
) -> pd.DataFrame:
    """Pairs of dyads whose labels no rule on the indicators can both give.

    `same`: the same indicators under two labels, which defeats any rule. `less`: the one shows
    a part of what the other shows and is called higher, which defeats any rule that more evidence
    can't undo.

    Returns:
        kind, actor_a, actor_b, level, indicators, and the same of the other dyad.
    """
    rows = []
    for one, other in itertools.permutations(sorted(published), 2):
        mine, its = indicators[one], indicators[other]
        if mine == its and published[one] != published[other] and one < other:
            kind = "same"
        elif mine < its and rank[published[one]] > rank[published[other]]:
            kind = "less"
        else:
            continue
        rows.append(
            [kind, *one, published[one], ";".join(sorted(mine)), *other, published[other], ";".join(sorted(its))]
        )
    columns = ["kind", "actor_a", "actor_b", "level", "indicators"]
    return pd.DataFrame(rows, columns=columns + [f"other_{column}" for column in columns[1:]])


def _families(bits: Mapping[str, np.ndarray]) -> list[tuple[str, np.ndarray, int]]:
    return [(family, places, {"I": 2}.get(family, 3)) for family, places in bits.items()]


def _bits(indicators: Mapping[Dyad, Iterable[str]], dyads: Sequence[Dyad], family: str, size: int) -> np.ndarray:
    """For each dyad, its features of a family as the bits of a number."""
    return np.array(
        [
            sum(1 << number for number in range(size) if f"{family}{number + 1}" in set(indicators[dyad]))
            for dyad in dyads
        ]
    )
