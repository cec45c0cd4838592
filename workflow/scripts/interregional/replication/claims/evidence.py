"""What the tests of claims look at: the coded catalogue and its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.levels.flows import transfers
from interregional.memberships.sizes import Roll
from interregional.network.graph import build_flow_graph, build_graph
from interregional.network.measures import measure_nodes
from interregional.tables.files import records, split_list
from interregional.time.periods import Dated
from interregional.time.years import DECLARED

Row = dict[str, str]
Dyad = tuple[str, str]


@dataclass(frozen=True)
class History:
    """What tests on time and members look at.

    Attributes:
        dated: the dated events (`periods.date_events`).
        spells: levels under every rule (`years.levels_by_reading`), of the reading of the edition.
        periods: see `periods.compare_periods`.
        turning_points: see `breaks.turning_points`.
        sizes: see `memberships.sizes_by_year`.
        roll: the members.
        actors: clean actors.
        codebook: the coding decisions.
        last_year: last year of the series, at which the present tense is judged.
    """

    dated: Dated
    spells: pd.DataFrame
    periods: pd.DataFrame
    turning_points: pd.DataFrame
    sizes: pd.DataFrame
    roll: Roll
    actors: pd.DataFrame
    codebook: Codebook
    last_year: int

    def levels(self, dyad: Dyad, persistence: str = DECLARED[0], dating: str = DECLARED[1]) -> dict[int, str]:
        """The level of a dyad in each year from its first evidence on."""
        own = self.spells[
            (self.spells["actor_a"] == dyad[0])
            & (self.spells["actor_b"] == dyad[1])
            & (self.spells["persistence"] == persistence)
            & (self.spells["dating"] == dating)
        ]
        return {
            year: spell["level"]
            for spell in records(own)
            for year in range(int(spell["from_year"]), int(spell["to_year"]) + 1)
        }

    def highest(self, dyad: Dyad, first: int, last: int, *rule: str) -> str:
        """The highest level of a dyad in a span of years."""
        rank = self.codebook.rank()
        found = [level for year, level in self.levels(dyad, *rule).items() if first <= year <= last]
        return max(found, key=rank.__getitem__, default="none")


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
        chance: see `chance.measure_chance`.
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
        chance: pd.DataFrame,
    ) -> None:
        self.history = history
        self.chance = {(row["item"], row["measure"]): row for row in records(chance)}
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
            "Table 1 only": dyads.loc[[pair in printed for pair in pairs]],
            "without parts and wholes": dyads[dyads["part_whole"] == "no"],
        }
        self.graphs = {name: build_graph(part, actors, codebook) for name, part in parts.items()}
        self.flows = {name: build_flow_graph(graph) for name, graph in self.graphs.items()}
        self.nodes = {name: self._measured(graph, self.flows[name], levels) for name, graph in self.graphs.items()}
        self.levels = list(levels)

    def _measured(self, graph: nx.Graph, flows: nx.DiGraph, levels: Sequence[str]) -> pd.DataFrame:
        nodes = measure_nodes(graph, flows, levels).set_index("code", drop=False)
        counts = Counter(code for event in self.events for code in (event["source"], event["target"]))
        nodes["events"] = pd.Series([counts[code] for code in nodes.index], nodes.index, dtype=int)
        nodes["neighbours"] = [";".join(sorted(graph[code])) for code in nodes.index]
        return nodes

    def chosen(self, claim: Row) -> dict[str, Row]:
        """The dyads that a claim names, or, where it names only actors, their dyads, or all."""
        named, actors = split_list(claim["dyads"]), set(split_list(claim["actors"]))
        if named:
            return {key: self.dyads[key] for key in named if key in self.dyads}
        return {key: dyad for key, dyad in self.dyads.items() if not actors or actors & set(key.split("-"))}
