"""The network year by year: the same coding and the same measures, on the events that count in a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import networkx as nx
import pandas as pd

from interregional.catalogue.actors import life_of
from interregional.codebook.decisions import Codebook, Groups
from interregional.levels.dyads import code_dyads
from interregional.network.graph import build_flow_graph, build_graph
from interregional.network.measures import MEASURES, measure_network, measure_nodes
from interregional.tables.files import records
from interregional.time.years import declared

RANKED = ["degree", "strength", "betweenness", "flows_out"]
NODE_COLUMNS = ["year", "code", *MEASURES, *(f"rank_{measure}" for measure in RANKED)]
TIE_COLUMNS = ["actor_a", "actor_b", "born", "ended", "spells", "highest_level", "highest_from", "last_level"]


class Rules(NamedTuple):
    """What turns events into levels and balances."""

    codebook: Codebook
    levels: Mapping[str, Groups]
    balance: Mapping[str, int]


class Year(NamedTuple):
    """The dyads of a year, with their network and its flows."""

    year: int
    dyads: pd.DataFrame
    graph: nx.Graph
    flows: nx.DiGraph


def networks_by_year(
    events: pd.DataFrame,
    evidence: pd.DataFrame,
    actors: pd.DataFrame,
    years: pd.DataFrame,
    rules: Rules,
    chosen: Iterable[int],
) -> Iterator[Year]:
    """The network of each year, coded from the events that count in it under the declared rule.

    Args:
        events, actors: the clean catalogue.
        evidence: see `evidence.find_evidence`.
        years: see `years.event_years`.
        rules: the coding decisions.
        chosen: the years.
    """
    own = declared(years)
    known: dict[frozenset[str], tuple[pd.DataFrame, nx.Graph, nx.DiGraph]] = {}
    for year in chosen:
        active = frozenset(own.loc[(own["from_year"] <= year) & (year <= own["to_year"]), "event_id"])
        # Many a year has the events of the one before.
        if active not in known:
            counting = events[events["event_id"].isin(active)]
            shown = evidence[evidence["event_id"].isin(active)]
            dyads = code_dyads(counting, shown, actors, rules.codebook, rules.levels, rules.balance)
            graph = build_graph(dyads, actors, rules.codebook)
            known[active] = dyads, graph, build_flow_graph(graph)
        yield Year(year, *known[active])


def span_of(years: pd.DataFrame, last_year: int) -> range:
    """The years from the first event that counts, under the declared rule, to the last year."""
    first = declared(years)["from_year"].min()
    return range(0) if pd.isna(first) else range(int(first), last_year + 1)


def nodes_by_year(networks: Sequence[Year], figure_levels: Sequence[str]) -> pd.DataFrame:
    """Measures and ranks of each actor with a tie, by year.

    Returns:
        year, code, the measures of `measure_nodes`, and rank_degree, rank_strength, rank_betweenness
        and rank_flows_out: 1 is the highest, equals share the best place; empty where the measure is 0.
    """
    frames = []
    for one in networks:
        nodes = measure_nodes(one.graph, one.flows, figure_levels)
        nodes.insert(0, "year", one.year)
        for measure in RANKED:
            rank = nodes[measure].rank(ascending=False, method="min")
            nodes[f"rank_{measure}"] = [
                "" if value == 0 else str(int(place)) for value, place in zip(nodes[measure], rank)
            ]
        frames.append(nodes[NODE_COLUMNS])
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=NODE_COLUMNS)


def measures_by_year(
    networks: Sequence[Year], actors: pd.DataFrame, codebook: Codebook, figure_levels: Sequence[str]
) -> pd.DataFrame:
    """Measures of the whole network, by year.

    Returns:
        year, network, measure, value: those of `measure_network`, and for all ties actors_existing,
        density_existing (ties among all actors that exist, whether tied or not), ties of each level, and
        ties_born and ties_ended against the year before.
    """
    rows: list[tuple[int, str, str, Any]] = []
    before: set[tuple[str, str]] = set()
    for one in networks:
        for row in records(measure_network(one.graph, one.flows, figure_levels)):
            rows.append((one.year, row["network"], row["measure"], row["value"]))
        existing = len(existing_actors(actors, one.year))
        ties = {(min(pair), max(pair)) for pair in one.graph.edges}
        possible = existing * (existing - 1) / 2
        own: dict[str, Any] = {
            "actors_existing": existing,
            "density_existing": round(len(ties) / possible, 6) if possible else 0.0,
            "ties_born": len(ties - before),
            "ties_ended": len(before - ties),
        }
        for level in codebook.values("level"):
            if level != "none":
                own[f"ties_{level}"] = int((one.dyads["level"] == level).sum())
        rows += [(one.year, "all", measure, value) for measure, value in own.items()]
        before = ties
    return pd.DataFrame(rows, columns=["year", "network", "measure", "value"])


def existing_actors(actors: pd.DataFrame, year: int) -> list[str]:
    """Codes of the actors that exist at some time in a year; states of no stated age always do."""
    lives = {actor["code"]: life_of(actor) for actor in records(actors)}
    return sorted(code for code, (born, died) in lives.items() if born <= year <= died)


def flows_by_year(networks: Sequence[Year]) -> pd.DataFrame:
    """Transfers that count in a year: year, source, target, transfers, sorted."""
    rows = [
        (one.year, source, target, flow["weight"])
        for one in networks
        for source, target, flow in sorted(one.flows.edges(data=True))
    ]
    return pd.DataFrame(rows, columns=["year", "source", "target", "transfers"])


def tie_histories(levels: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Birth and death of each tie.

    Args:
        levels: see `years.levels_by_year`.
        codebook: gives the ranks.

    Returns:
        actor_a, actor_b, born (first year with a level above none), ended (first year without one after
        the last with one; empty while it lasts), spells (runs of years with a tie), highest_level,
        highest_from (first year of it), last_level (in the last year of the series).
    """
    rank = codebook.rank()
    rows = []
    for (a, b), group in levels.groupby(["actor_a", "actor_b"], sort=True):
        series = dict(sorted(zip(group["year"], group["level"])))
        tied = [year for year, level in series.items() if level != "none"]
        if not tied:
            continue
        last = max(series)
        highest = max((series[year] for year in tied), key=rank.__getitem__)
        spells = sum(series.get(year - 1, "none") == "none" for year in tied)
        ended = "" if tied[-1] == last else str(tied[-1] + 1)
        first_highest = min(year for year in tied if series[year] == highest)
        rows.append((a, b, tied[0], ended, spells, highest, first_highest, series[last]))
    return pd.DataFrame(rows, columns=TIE_COLUMNS)
