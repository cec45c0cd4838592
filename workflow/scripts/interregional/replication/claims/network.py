"""Tests of claims on the network: hubs, givers and receivers, its structure; random networks to set them against."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations

import networkx as nx
import numpy as np

from interregional.network.measures import centralisation, gini
from interregional.replication.claims.evidence import Catalogue, Row
from interregional.replication.claims.verdicts import Outcome, counted_verdict, decided, majority
from interregional.tables.files import split_list


def judge_hub(claim: Row, catalogue: Catalogue) -> Outcome:
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
    for measure in measures:
        if null := catalogue.chance.get((actor, measure)):
            note += f"; {measure} {float(null['value']):.2f}, by attention alone {float(null['expected']):.2f}"
            note += f" ({float(null['low']):.2f} to {float(null['high']):.2f})"
    graph = catalogue.graphs["all ties"]
    if "betweenness" in measures and actor in graph:
        beyond = _share_of_rewired_below(catalogue, actor)
        note += f"; its betweenness exceeds that in {beyond:.0%} of networks rewired with the same degrees"
    p = math.nan
    if "degree" in measures and actor in graph:
        drawn_by_chance = [max(degrees) for degrees in _random_degrees(catalogue)]
        p = (1 + sum(best >= graph.degree(actor) for best in drawn_by_chance)) / (1 + len(drawn_by_chance))
    outcome = counted_verdict("first places over measures and networks", first, len(measures) * len(drawn), note)
    return replace(outcome, p=p)


def judge_dominance(claim: Row, catalogue: Catalogue) -> Outcome:
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


def judge_giving(claim: Row, catalogue: Catalogue, sign: int) -> Outcome:
    """Whether actors give more than they receive (`sign` 1), or less (-1)."""
    actors = split_list(claim["actors"])
    dyads = catalogue.chosen(claim)
    gives, receives = Counter[str](), Counter[str]()
    for dyad in dyads.values():
        for giver, receiver, flow in (("actor_a", "actor_b", "flow_ab"), ("actor_b", "actor_a", "flow_ba")):
            gives[dyad[giver]] += int(dyad[flow])
            receives[dyad[receiver]] += int(dyad[flow])
    right = sum(sign * (gives[actor] - receives[actor]) > 0 for actor in actors)
    told = ", ".join(f"{actor} gives {gives[actor]}, receives {receives[actor]}" for actor in actors)
    given, taken = (sum(found[actor] for actor in actors) for found in (gives, receives))
    agree, against = (given, taken) if sign > 0 else (taken, given)
    p = majority(agree, agree + against)
    kind = "givers" if sign > 0 else "receivers"
    effect = f"{agree / (agree + against):.2f} of transfers" if agree + against else ""
    outcome = counted_verdict(f"actors that are net {kind}", right, len(actors), told)
    return replace(outcome, effect=effect, p=p)


def judge_integrated(claim: Row, catalogue: Catalogue) -> Outcome:
    nodes, actor = catalogue.nodes["all ties"], claim["actors"]
    if actor not in nodes.index:
        return Outcome("signs of integration", "0 of 2", "not supported", f"{actor} has no tie")
    place = int((nodes["degree"] > nodes.at[actor, "degree"]).sum()) + 1
    inner = nodes.at[actor, "core_number"] == nodes["core_number"].max()
    note = f"place {place} of {len(nodes)} by ties; {'in' if inner else 'outside'} the innermost core"
    signs = int(place <= len(nodes) / 4) + int(inner)
    return counted_verdict("signs of integration (upper quarter by ties, innermost core)", signs, 2, note)


def judge_structure(claim: Row, catalogue: Catalogue) -> Outcome:
    graph, flows = catalogue.graphs["all ties"], catalogue.flows["all ties"]
    degrees = [degree for _, degree in graph.degree()]
    kind = claim["value"]
    if kind in ("connected", "connected_figure_1"):
        levels = None if kind == "connected" else catalogue.levels
        drawn = [(a, b) for a, b, level in graph.edges(data="level") if levels is None or level in levels]
        parts = sorted(nx.connected_components(graph.edge_subgraph(drawn)), key=len)
        largest, actors = len(parts[-1]) if parts else 0, sum(map(len, parts))
        return counted_verdict("actors in the largest component", largest, actors, f"{len(parts)} components")
    if kind == "two_kinds_of_transfer":
        moved = [event["resource"] != "none" for event in catalogue.events if event["transfer"] == "yes"]
        note = f"{sum(moved)} of {len(moved)} material"
        return counted_verdict("kinds of transfer in evidence", len(set(moved)), 2, note)
    if kind == "multiplex":
        ties = [dyad for dyad in catalogue.chosen(claim).values() if dyad["level"] != "none"]
        layered = sum(len({indicator[0] for indicator in split_list(tie["indicators"])}) > 1 for tie in ties)
        statistic = "ties with features of several levels"
        if len(ties) == 1:
            return counted_verdict(statistic, layered, 1, ties[0]["indicators"])
        told, chance = f"{layered} of {len(ties)}", majority(layered, len(ties))
        return Outcome(statistic, told, decided(layered > len(ties) / 2), p=chance)
    if kind == "not_hierarchical":
        cyclic = 1 - nx.flow_hierarchy(flows) if flows.number_of_edges() else 0.0
        note = "share of transfers on a circle (Luo and Magee 2011); without any, givers and receivers form an order"
        return Outcome("cyclic share of transfers", f"{cyclic:.4f}", decided(cyclic > 0), note)
    drawn_degrees = _random_degrees(catalogue)
    if kind == "not_flat":
        value, null = centralisation(degrees), [centralisation(given) for given in drawn_degrees]
        statistic = "degree centralisation"
    else:
        value, null = gini(degrees), [gini(given) for given in drawn_degrees]
        statistic = "Gini coefficient of degrees"
    p = (1 + sum(other >= value for other in null)) / (1 + len(null))
    mean = float(np.mean(null))
    note = f"{mean:.4f} on average in random networks of as many actors and ties"
    if kind == "unequal":
        note += f"; Gini of transfers given {gini([given for _, given in flows.out_degree(weight='weight')]):.4f}"
    return Outcome(statistic, f"{value:.4f}", decided(value > mean), note, f"{value - mean:.2f} above", p)


# Several claims are set against the same random networks.
@cache
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
    # A swap takes two ties that have no actor in common: a star has none.
    if not any(set(one).isdisjoint(other) for one, other in combinations(graph.edges, 2)):
        return 0.0
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
        drawn = generator.integers(0, len(ties), len(ties))
        (best, most), *others = Counter(code for place in drawn for code in ties[place]).most_common(2)
        first += best == actor and all(ties_of < most for _, ties_of in others)
    return first / catalogue.draws
