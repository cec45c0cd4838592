"""How far any rule can go: every monotone rule from features to levels, searched; pairs that none can tell apart."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from interregional.codebook.decisions import Codebook
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


# More rules than these, or more features of one level, are not tried one by one.
MOST_RULES, MOST_FEATURES = 2_000_000, 4


def search_rules(
    indicators: Mapping[Dyad, Iterable[str]], published: Mapping[Dyad, str], codebook: Codebook
) -> pd.DataFrame:
    """How far any rule of the family goes: exhaustive search, with cross-validation over dyads.

    The family: the highest level if a monotone rule on its own features holds and, or not, another on those of the
    level below; every other level by a monotone rule on its own features; the lowest also by any indicator at all;
    the highest level that holds is given.

    Args:
        indicators: what each dyad shows.
        published: the level that the publication states.
        codebook: gives the levels and their features.

    Returns:
        measure, value: dyads, rules (tried), best (share of dyads that the best rules get
        right), best_rules (how many do), cross_validated (mean share of left-out dyads got right
        by the rules best on the others), most_common (share of the most common label), ceiling
        (share that any rule on these indicators, monotone or not, could get right). Where the codebook has too many
        features for all rules to be tried, what needs the rules is empty.
    """
    rank, dyads = codebook.rank(), sorted(published)
    wanted = np.array([rank[published[dyad]] for dyad in dyads])
    labels: dict[frozenset[str], list[str]] = {}
    for dyad in dyads:
        labels.setdefault(frozenset(indicators[dyad]), []).append(published[dyad])
    ceiling = sum(max(given.count(label) for label in given) for given in labels.values()) / len(dyads)
    right = _right(indicators, dyads, wanted, codebook)
    tried = {} if right is None else _judge(right, len(dyads))
    values = {
        "dyads": str(len(dyads)),
        **{measure: tried.get(measure, "") for measure in ("rules", "best", "best_rules", "cross_validated")},
        "most_common": shown(float(max(np.bincount(wanted)) / len(dyads))),
        "ceiling": shown(ceiling),
    }
    return pd.DataFrame(list(values.items()), columns=["measure", "value"])


def _judge(right: np.ndarray, dyads: int) -> dict[str, str]:
    totals, left_out = right.sum(axis=1), []
    for place in range(dyads):
        others = totals - right[:, place]
        left_out.append(right[others == others.max(), place].mean())
    return {
        "rules": str(len(right)),
        "best": shown(totals.max() / dyads),
        "best_rules": str(int((totals == totals.max()).sum())),
        "cross_validated": shown(float(np.mean(left_out))),
    }


def _right(
    indicators: Mapping[Dyad, Iterable[str]], dyads: Sequence[Dyad], wanted: np.ndarray, codebook: Codebook
) -> np.ndarray | None:
    """Which rule (rows) gets which dyad (columns) right; nothing where there are too many rules."""
    rank, level_of = codebook.rank(), codebook.level_of_indicator()
    levels = sorted((level for level in rank if rank[level]), key=rank.__getitem__)
    features = {level: [feature for feature in level_of if level_of[feature] == level] for level in levels}
    if max(map(len, features.values())) > MOST_FEATURES:
        return None
    holds = {level: _rules(indicators, dyads, own) for level, own in features.items()}
    anything, below = np.array([bool(set(indicators[dyad])) for dyad in dyads]), np.ones(len(dyads), dtype=bool)
    *others, top = levels
    under = holds[others[-1]] if others else []
    holds[top] = [own & lower for own in holds[top] for lower in [*under, below]]
    holds[levels[0]] = [*holds[levels[0]], anything]
    if math.prod(map(len, holds.values())) > MOST_RULES:
        return None
    given = np.zeros((1, len(dyads)), dtype=np.int8)
    for level in levels:
        given = np.concatenate([np.where(rule, np.int8(rank[level]), given) for rule in holds[level]])
    right: np.ndarray = given == wanted
    return right


def _rules(
    indicators: Mapping[Dyad, Iterable[str]], dyads: Sequence[Dyad], features: Sequence[str]
) -> list[np.ndarray]:
    """Whether each dyad fulfils each monotone rule on the features."""
    shows = [set(indicators[dyad]) for dyad in dyads]
    bits = np.array([sum(1 << place for place, one in enumerate(features) if one in own) for own in shows])
    return [rule[bits] for rule in monotone_functions(len(features))] or [np.zeros(len(dyads), dtype=bool)]


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
