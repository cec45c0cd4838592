"""The coding decisions on event streams, which are tables in config/streams/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from interregional.catalogue.cleaning import clean_table
from interregional.catalogue.loading import read_tables, tidy
from interregional.codebook.decisions import Codebook
from interregional.streams.layouts import Layout
from interregional.streams.matching import Matcher
from interregional.streams.reading import Schemes, as_text
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, load_schema

KEYS: dict[str, list[str]] = {
    "names": ["actor", "dataset", "field", "value", "from"],
    "officials": ["person", "actor", "from"],
    "roles": ["scheme", "role"],
    "acts": ["scheme", "code"],
    "texts": ["scheme", "text"],
    "contexts": ["context"],
    "fields": ["field"],
    "unseen": ["scheme", "indicator"],
    "bodies": ["actor"],
}


@dataclass(frozen=True)
class StreamTables:
    """The tables of config/streams/, clean and checked; each schema says what its columns hold.

    Attributes:
        names, officials: by what actors are found.
        roles: whose acts are acts of a state, and whose make security the subject.
        acts: what the codes of the schemes mean.
        texts: which codes are named by texts.
        contexts: what the contexts of PLOVER say of the subject.
        fields: what can't be told where a file lacks a field.
        unseen: which indicators a scheme can't show.
        bodies: actors whose meetings are on security by what they are.
    """

    names: pd.DataFrame
    officials: pd.DataFrame
    roles: pd.DataFrame
    acts: pd.DataFrame
    texts: pd.DataFrame
    contexts: pd.DataFrame
    fields: pd.DataFrame
    unseen: pd.DataFrame
    bodies: pd.DataFrame

    def matcher(self, layout: Layout, actors: pd.DataFrame) -> Matcher:
        """What finds the actors in files of a layout."""
        return Matcher(self.names, self.officials, self.roles, actors, layout.dataset, layout.roles)

    def schemes(self) -> Schemes:
        """The codes of each scheme, the codes that texts name, and the scope of each context."""
        codes = {str(scheme): frozenset(own["code"]) for scheme, own in self.acts.groupby("scheme")}
        texts = {
            str(scheme): dict(zip(map(as_text, own["text"]), own["code"]))
            for scheme, own in self.texts.groupby("scheme")
        }
        contexts = dict(zip(self.contexts["context"].str.casefold(), self.contexts["scope"]))
        showing = set(self.acts.loc[self.acts["event_type"] != "", "scheme"])
        return Schemes(codes, texts, contexts, frozenset(codes) - showing)


def load_stream_tables(paths: Sequence[str | Path], actors: Sequence[str], codebook: Codebook) -> StreamTables:
    """Read and check the tables of config/streams/.

    Args:
        paths: the files, each named after its table.
        actors: codes that the tables may name: those of the edition and of the paper.
        codebook: gives the lists that the cells are checked against.

    Raises:
        DataError: every fault of every table.
    """
    problems: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    for path in paths:
        name = Path(path).stem
        schema = load_schema(name)
        frame, _, faults = read_tables([str(path)], schema)
        problems += faults
        if faults:
            continue
        frame, _ = clean_table(frame, schema, {})
        wanted = {rule["x-vocabulary"] for rule in schema["properties"].values() if "x-vocabulary" in rule}
        allowed = {variable: codebook.values(variable) for variable in wanted - {"actors"}} | {"actors": list(actors)}
        problems += check_cells(frame, schema, allowed)
        frames[name] = tidy(frame, schema, KEYS[name])
    refuse(problems)
    return StreamTables(**frames)
