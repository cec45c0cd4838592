"""The paper's claims, each with a test on the coded catalogue.

A claim names its test and the arguments in the register of claims; each test is a
function here. A verdict is `supported`, `not supported`, `mixed` (part of the claim, or in part of the
networks) or `not testable`. The catalogue is small and selected: where chance is spoken of, the
probabilities are corrected over all claims (Holm) and an effect size stands beside them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.multitest import multipletests

from interregional.codebook.decisions import Codebook
from interregional.levels.flows import transfers
from interregional.network.graph import build_flow_graph, build_graph
from interregional.network.measures import centralisation, gini, measure_nodes
from interregional.replication.time_claims import History, judge_members, judge_trend
from interregional.replication.verdicts import Outcome, counted_verdict
from interregional.tables.files import records, split_list

CLAIM_COLUMNS = [
    "claim_id", "section", "claim", "test", "statistic", "value", "verdict", "note", "effect",
    "p", "p_holm", "locator", "claim_fa",
]  # fmt: skip
SIGNIFICANT = 0.05
Row = dict[str, str]


class Catalogue:
    """The coded catalogue, as the tests need it.

    Args:
        events, actors: the clean catalogue.
        dyads: see `dyads.code_dyads`, with flows as numbers.
        printed: pairs of actors in the paper's Table 1.
        codebook: the coding decisions.
        levels: levels whose ties Figure 1 draws.
        draws, seed: of the random draws.
        history: what claims on time and members are tested on.
    """

    def __init__(
        self,
        events: pd.DataFrame,
        actors: pd.DataFrame,
        dyads: pd.DataFrame,
        printed: set[tuple[str, str]],
        codebook: Codebook,
        levels: Sequence[str],
        draws: int,
        seed: int,
        history: History,
    ) -> None:
        self.history = history
        self.rank = codebook.rank()
        self.draws, self.seed = draws, seed
        moved = set(transfers(events, codebook)["event_id"])
        between = events[events["dyadic"] == "yes"]
        self.events = [
            {
                **row,
                "transfer": "yes" if row["event_id"] in moved else "no",
                "dyad": "-".join(sorted((row["source"], row["target"]))),
            }
            for row in records(between)
        ]
        self.dyads = {
            f"{row['actor_a']}-{row['actor_b']}": {
                **row,
                "transfers": str(row["flow_ab"] + row["flow_ba"]),
                "one_way": "yes" if (row["flow_ab"] == 0) != (row["flow_ba"] == 0) else "no",
            }
            for row in records(dyads)
        }
        pairs = list(zip(dyads["actor_a"], dyads["actor_b"]))
        parts = {
            "all ties": dyads,
            "Table 1 only": dyads[[pair in printed for pair in pairs]],
            "without parts and wholes": dyads[dyads["part_whole"] == "no"],
        }
        self.graphs = {name: build_graph(part, actors, codebook) for name, part in parts.items()}
        self.flows = {name: build_flow_graph(graph) for name, graph in self.graphs.items()}
        self.nodes = {name: self._measured(graph, self.flows[name], levels) for name, graph in self.graphs.items()}
        self.levels = list(levels)

    def _measured(self, graph: nx.Graph, flows: nx.DiGraph, levels: Sequence[str]) -> pd.DataFrame:
        nodes = measure_nodes(graph, flows, levels).set_index("code", drop=False)
        counts = dict.fromkeys(nodes.index, 0)
        for event in self.events:
            for code in (event["source"], event["target"]):
                if code in counts:
                    counts[code] += 1
        nodes["events"] = pd.Series(counts, dtype=int)
        nodes["neighbours"] = [";".join(sorted(graph[code])) for code in nodes.index]
        return nodes

    def chosen(self, claim: Row) -> dict[str, Row]:
        """The dyads that a claim names, or, where it names only actors, their dyads, or all."""
        named, actors = split_list(claim["dyads"]), set(split_list(claim["actors"]))
        if named:
            return {key: self.dyads[key] for key in named if key in self.dyads}
        return {key: dyad for key, dyad in self.dyads.items() if not actors or actors & set(key.split("-"))}


def judge_claims(claims: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Test every claim.

    Args:
        claims: rows of the register of claims.
        catalogue: what is tested.

    Returns:
        One row a claim (see `CLAIM_COLUMNS`): the claim, its test, statistic, value and verdict; a
        note with what the reader must know; an effect size; p and its Holm correction over all
        claims, where chance is a question.
    """
    rows = records(claims)
    found = [TESTS[row["test"]](row, catalogue) for row in rows]
    judged = [place for place, outcome in enumerate(found) if math.isfinite(outcome.p)]
    corrected = dict.fromkeys(range(len(found)), math.nan)
    if judged:
        corrected |= dict(zip(judged, multipletests([found[place].p for place in judged], method="holm")[1]))
    table = []
    for place, (row, outcome) in enumerate(zip(rows, found)):
        needed = f"needed: {row['needs_en']}" if outcome.verdict == "not testable" and row["needs_en"] else ""
        verdict, note = outcome.verdict, "; ".join(part for part in (outcome.note, needed, row["comment"]) if part)
        if verdict == "supported" and corrected[place] >= SIGNIFICANT:
            verdict = "mixed"
            note = "in the direction claimed, but within chance for so few cases; " + note
        chance = (outcome.effect, _number(outcome.p), _number(corrected[place]))
        told = (row["claim_id"], row["section"], row["claim_en"], row["test"], outcome.statistic, outcome.value)
        table.append((*told, verdict, note.strip("; "), *chance, row["locator"], row["claim_fa"]))
    return pd.DataFrame(table, columns=CLAIM_COLUMNS)


def _not_testable(claim: Row, catalogue: Catalogue) -> Outcome:
    return Outcome("none", "", "not testable")


def _level(claim: Row, catalogue: Catalogue) -> Outcome:
    wanted = split_list(claim["value"])
    dyads = catalogue.chosen(claim)
    found = [dyad["level"] for dyad in dyads.values()]
    missing = len(split_list(claim["dyads"])) - len(dyads) if dyads else 0
    coded = ", ".join(f"{key}: {dyad['level']}" for key, dyad in dyads.items())
    return counted_verdict(
        "dyads coded at the level", sum(level in wanted for level in found), len(found) + missing, f"coded {coded}"
    )


def _balance(claim: Row, catalogue: Catalogue) -> Outcome:
    dyads = catalogue.chosen(claim)
    coded = [dyad["balance"] for dyad in dyads.values()]
    told = ", ".join(f"{key}: {dyad['flow_ab']} and {dyad['flow_ba']} transfers" for key, dyad in dyads.items())
    if set(coded) <= {"undetermined"}:
        return Outcome("dyads with the balance", f"0 of {len(coded)}", "not testable", f"too few transfers ({told})")
    return counted_verdict("dyads with the balance", coded.count(claim["value"]), len(coded), told)


def _hub(claim: Row, catalogue: Catalogue) -> Outcome:
    actor, measures = claim["actors"], split_list(claim["value"])
    first, second = 0, []
    drawn = {name: nodes for name, nodes in catalogue.nodes.items() if len(nodes)}
    if not drawn:
        return counted_verdict("first places over measures and networks", 0, 0, "")
    for name, nodes in drawn.items():
        for measure in measures:
            top = nodes[nodes[measure] == nodes[measure].max()].index
            first += actor in top and nodes[measure].max() > 0
            if actor not in top:
                second.append(f"{measure}, {name}: {'/'.join(top)}")
    note = f"first by degree in {_share_of_draws_first(catalogue, actor):.0%} of draws of the ties"
    note += f"; not first by {'; '.join(second)}" if second else ""
    graph = catalogue.graphs["all ties"]
    if "betweenness" in measures and actor in graph:
        beyond = _share_of_rewired_below(catalogue, actor)
        note += f"; its betweenness exceeds that in {beyond:.0%} of networks rewired with the same degrees"
    p = math.nan
    if "degree" in measures and actor in graph:
        drawn_by_chance = [max(degrees) for degrees in _random_degrees(catalogue)]
        p = (1 + sum(best >= graph.degree(actor) for best in drawn_by_chance)) / (1 + len(drawn_by_chance))
    outcome = counted_verdict("first places over measures and networks", first, len(measures) * len(drawn), note)
    return Outcome(outcome.statistic, outcome.value, outcome.verdict, outcome.note, "", p)


def _dominance(claim: Row, catalogue: Catalogue) -> Outcome:
    left, right = claim["actors"].split(">")
    nodes = catalogue.nodes["all ties"]
    told, above, total = [], 0, 0
    for measure in split_list(claim["value"]):
        base = nodes[measure].get(right, 0)
        for actor in split_list(left):
            value = nodes[measure].get(actor, 0)
            above, total = above + int(value > base), total + 1
            told.append(f"{measure} {actor} {value} to {right} {base}")
    return counted_verdict("comparisons in which the actor exceeds the other", above, total, ", ".join(told))


def _giving(claim: Row, catalogue: Catalogue, sign: int) -> Outcome:
    actors = split_list(claim["actors"])
    dyads = catalogue.chosen(claim)
    right, given, taken, told = 0, 0, 0, []
    for actor in actors:
        out, into = 0, 0
        for dyad in dyads.values():
            if actor in (dyad["actor_a"], dyad["actor_b"]):
                ahead = actor == dyad["actor_a"]
                out += int(dyad["flow_ab"] if ahead else dyad["flow_ba"])
                into += int(dyad["flow_ba"] if ahead else dyad["flow_ab"])
        right += sign * (out - into) > 0
        given, taken = given + out, taken + into
        told.append(f"{actor} gives {out}, receives {into}")
    agree, against = (given, taken) if sign > 0 else (taken, given)
    p = _majority(agree, agree + against)
    kind = "givers" if sign > 0 else "receivers"
    effect = f"{agree / (agree + against):.2f} of transfers" if agree + against else ""
    outcome = counted_verdict(f"actors that are net {kind}", right, len(actors), ", ".join(told))
    return Outcome(outcome.statistic, outcome.value, outcome.verdict, outcome.note, effect, p)


def _donor(claim: Row, catalogue: Catalogue) -> Outcome:
    return _giving(claim, catalogue, 1)


def _receiver(claim: Row, catalogue: Catalogue) -> Outcome:
    return _giving(claim, catalogue, -1)


def _integrated(claim: Row, catalogue: Catalogue) -> Outcome:
    nodes, actor = catalogue.nodes["all ties"], claim["actors"]
    if actor not in nodes.index:
        return Outcome("signs of integration", "0 of 2", "not supported", f"{actor} has no tie")
    place = int((nodes["degree"] > nodes.at[actor, "degree"]).sum()) + 1
    inner = nodes.at[actor, "core_number"] == nodes["core_number"].max()
    note = f"place {place} of {len(nodes)} by ties; {'in' if inner else 'outside'} the innermost core"
    return counted_verdict(
        "signs of integration (upper quarter by ties, innermost core)",
        int(place <= len(nodes) / 4) + int(inner),
        2,
        note,
    )


def _share(claim: Row, catalogue: Catalogue) -> Outcome:
    kind, subset, condition, threshold = (part.strip() for part in claim["value"].split("|"))
    if kind == "events":
        dyads = catalogue.chosen(claim)
        rows = [event for event in catalogue.events if event["dyad"] in dyads]
    elif kind == "dyads":
        rows = list(catalogue.chosen(claim).values())
    else:
        rows = records(catalogue.nodes["all ties"])
    base = [row for row in rows if _holds(row, subset)]
    if not base:
        return counted_verdict("share", 0, 0, "")
    hits, n = sum(_holds(row, condition) for row in base), len(base)
    value = f"{hits} of {n}"
    statistic = f"{kind} with {condition}" + (f" among those with {subset}" if subset else "")
    if threshold == "=1":
        return counted_verdict(statistic, hits, n, "")
    verdict = "supported" if hits / n > 0.5 else "not supported"
    return Outcome(statistic, value, verdict, "", f"{hits / n:.2f}", _majority(hits, n))


def _order(claim: Row, catalogue: Catalogue) -> Outcome:
    left = catalogue.chosen(claim)
    right = {
        key: dyad
        for key, dyad in catalogue.dyads.items()
        if (key in split_list(claim["against"]) or dyad["dyad_type"] in split_list(claim["against"]))
        and key not in left
    }
    if not left or not right:
        return counted_verdict("dyads compared", 0, 0, "")
    if claim["value"] == "asymmetry":
        one, other = (max(abs(float(dyad["asymmetry"] or 0)) for dyad in side.values()) for side in (left, right))
        told = ", ".join(f"{key}: {dyad['asymmetry']}" for key, dyad in {**left, **right}.items())
        if one == other:
            return Outcome("difference of asymmetry", "0", "not testable", f"the index is the same ({told})")
        return Outcome(
            "difference of asymmetry", f"{one - other:.4f}", "supported" if one > other else "not supported", told
        )
    ranks = [[catalogue.rank[dyad["level"]] for dyad in side.values()] for side in (left, right)]
    gap = float(np.mean(ranks[0]) - np.mean(ranks[1]))
    verdict = "supported" if gap > 0 else "not supported"
    if gap > 0 and min(ranks[0]) <= max(ranks[1]):
        verdict = "mixed"
    return Outcome(
        "difference of mean level rank",
        f"{gap:.4f}",
        verdict,
        f"{len(ranks[0])} against {len(ranks[1])} dyads",
        f"{gap:.2f} ranks",
    )


def _type(claim: Row, catalogue: Catalogue) -> Outcome:
    sides = [split_list(claim["dyads"]), split_list(claim["against"])]
    ranks = [
        [catalogue.rank[dyad["level"]] for dyad in catalogue.dyads.values() if dyad["dyad_type"] in side]
        for side in sides
    ]

    def gap(one: np.ndarray, other: np.ndarray, axis: int) -> Any:
        return np.mean(one, axis=axis) - np.mean(other, axis=axis)

    if min(map(len, ranks)) < 2:
        return Outcome("difference of mean level rank", "", "not testable", "fewer than two dyads on a side")
    result = stats.permutation_test(
        ranks,
        gap,
        vectorized=True,
        n_resamples=catalogue.draws,
        alternative="greater",
        rng=np.random.default_rng(catalogue.seed),
    )
    difference = float(result.statistic)
    verdict = "supported" if difference > 0 else "not supported"
    note = f"{len(ranks[0])} against {len(ranks[1])} dyads; permutation test"
    return Outcome(
        "difference of mean level rank",
        f"{difference:.4f}",
        verdict,
        note,
        f"{difference:.2f} ranks",
        float(result.pvalue),
    )


def _structure(claim: Row, catalogue: Catalogue) -> Outcome:
    graph, flows = catalogue.graphs["all ties"], catalogue.flows["all ties"]
    degrees = [degree for _, degree in graph.degree()]
    kind = claim["value"]
    if kind in ("connected", "connected_figure_1"):
        drawn = [
            (a, b) for a, b, tie in graph.edges(data=True) if kind == "connected" or tie["level"] in catalogue.levels
        ]
        part = graph.edge_subgraph(drawn)
        largest = max((len(nodes) for nodes in nx.connected_components(part)), default=0)
        return counted_verdict(
            "actors in the largest component", largest, len(part), f"{nx.number_connected_components(part)} components"
        )
    if kind == "two_kinds_of_transfer":
        moved = [event for event in catalogue.events if event["transfer"] == "yes"]
        material = sum(event["resource"] != "none" for event in moved)
        return counted_verdict(
            "kinds of transfer in evidence",
            (material > 0) + (material < len(moved)),
            2,
            f"{material} of {len(moved)} material",
        )
    if kind == "multiplex":
        ties = [dyad for dyad in catalogue.chosen(claim).values() if dyad["level"] != "none"]
        layered = sum(len({indicator[0] for indicator in split_list(tie["indicators"])}) > 1 for tie in ties)
        if len(ties) == 1:
            return counted_verdict("ties with features of several levels", layered, 1, ties[0]["indicators"])
        verdict = "supported" if layered > len(ties) / 2 else "not supported"
        return Outcome(
            "ties with features of several levels",
            f"{layered} of {len(ties)}",
            verdict,
            "",
            "",
            _majority(layered, len(ties)),
        )
    if kind == "not_hierarchical":
        cyclic = 1 - nx.flow_hierarchy(flows) if flows.number_of_edges() else 0.0
        verdict = "supported" if cyclic > 0 else "not supported"
        note = "share of transfers on a circle (Luo and Magee 2011); without any, givers and receivers form an order"
        return Outcome("cyclic share of transfers", f"{cyclic:.4f}", verdict, note)
    drawn_degrees = _random_degrees(catalogue)
    if kind == "not_flat":
        value, null = centralisation(degrees), [centralisation(given) for given in drawn_degrees]
        statistic = "degree centralisation"
    else:
        value, null = gini(degrees), [gini(given) for given in drawn_degrees]
        statistic = "Gini coefficient of degrees"
    p = (1 + sum(other >= value for other in null)) / (1 + len(null))
    verdict = "supported" if value > float(np.mean(null)) else "not supported"
    note = f"{np.mean(null):.4f} on average in random networks of as many actors and ties"
    if kind == "unequal":
        note += f"; Gini of transfers given {gini([given for _, given in flows.out_degree(weight='weight')]):.4f}"
    return Outcome(statistic, f"{value:.4f}", verdict, note, f"{value - float(np.mean(null)):.2f} above", p)


def _trend(claim: Row, catalogue: Catalogue) -> Outcome:
    return judge_trend(claim, catalogue.history)


def _membership(claim: Row, catalogue: Catalogue) -> Outcome:
    return judge_members(claim, catalogue.history)


TESTS: dict[str, Callable[[Row, Catalogue], Outcome]] = {
    "level": _level,
    "balance": _balance,
    "hub": _hub,
    "dominance": _dominance,
    "donor": _donor,
    "receiver": _receiver,
    "integrated": _integrated,
    "share": _share,
    "order": _order,
    "type": _type,
    "structure": _structure,
    "trend": _trend,
    "membership": _membership,
    "none": _not_testable,
}


def _holds(row: Row, conditions: str) -> bool:
    """Whether a row meets `column=a/b & column!=c & column~d/e` (~: a `;`-list has one of the values)."""
    for condition in (part.strip() for part in conditions.split("&") if part.strip()):
        sign = next(sign for sign in ("!=", "~", "=") if sign in condition)
        column, values = condition.split(sign, 1)
        allowed, cell = values.split("/"), str(row[column])
        met = bool(set(allowed) & set(split_list(cell))) if sign == "~" else (cell in allowed) == (sign == "=")
        if not met:
            return False
    return True


def _majority(hits: int, n: int) -> float:
    """Chance of so many or more out of n if each were a toss of a coin (exact binomial test)."""
    return float(stats.binomtest(hits, n, alternative="greater").pvalue) if n else math.nan


def _random_degrees(catalogue: Catalogue) -> list[list[int]]:
    """Degrees in random networks of as many actors and ties: the ties assigned to any pair of actors."""
    graph = catalogue.graphs["all ties"]
    networks = (
        nx.gnm_random_graph(len(graph), graph.number_of_edges(), seed=catalogue.seed + draw)
        for draw in range(catalogue.draws)
    )
    return [[degree for _, degree in network.degree()] for network in networks]


def _share_of_rewired_below(catalogue: Catalogue, actor: str) -> float:
    """Share of networks with the same degrees, rewired at random, where the actor has less betweenness.

    Networks too small to be rewired count as equal, so not below.
    """
    graph = nx.Graph(sorted(tuple(sorted(tie)) for tie in catalogue.graphs["all ties"].edges))
    own = nx.betweenness_centrality(graph)[actor]
    below, draws = 0, min(catalogue.draws, 200)
    for draw in range(draws):
        rewired = graph.copy()
        swaps = 5 * graph.number_of_edges()
        try:
            nx.double_edge_swap(rewired, nswap=swaps, max_tries=100 * swaps, seed=catalogue.seed + draw)
        except nx.NetworkXException:
            continue
        below += round(nx.betweenness_centrality(rewired)[actor], 9) < round(own, 9)
    return below / draws


def _share_of_draws_first(catalogue: Catalogue, actor: str) -> float:
    """Share of bootstrap draws of the ties in which the actor has the highest degree, alone."""
    ties = sorted(catalogue.graphs["all ties"].edges)
    generator = np.random.default_rng(catalogue.seed)
    first = 0
    for _ in range(catalogue.draws):
        counts: dict[str, int] = {}
        for place in generator.integers(0, len(ties), len(ties)):
            for code in ties[place]:
                counts[code] = counts.get(code, 0) + 1
        best = max(counts.values())
        first += counts.get(actor, 0) == best and list(counts.values()).count(best) == 1
    return first / catalogue.draws


def _number(value: float) -> str:
    return f"{value:.4f}" if math.isfinite(value) else ""
