"""What the tests of streams share: the project's own layouts, actors and tables, and what reads files with them."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from interregional.catalogue.loading import load_actors
from interregional.streams.layouts import load_layouts
from interregional.streams.matching import Side
from interregional.streams.parts import TABLES, Part
from interregional.streams.reading import read_files
from interregional.streams.tables import KEYS, load_stream_tables
from tests.conftest import ROOT
from tests.event_files import OWN_LAYOUT


@pytest.fixture(scope="session")
def layouts():
    return load_layouts(ROOT / "config" / "streams" / "layouts.yaml", {"mine": OWN_LAYOUT}, "config.yaml")


@pytest.fixture(scope="session")
def actors(codebook):
    return load_actors([str(ROOT / "data" / "raw" / "paper" / "actors.csv")], codebook)


@pytest.fixture(scope="session")
def tables(actors, codebook):
    paths = [ROOT / "config" / "streams" / f"{name}.csv" for name in KEYS]
    return load_stream_tables(paths, list(actors["code"]), codebook)


class Bench:
    """The project's own tables, ready to read files with."""

    def __init__(self, layouts, actors, tables):
        self.layouts, self.tables = layouts, tables
        self.matchers = {layout.name: tables.matcher(layout, actors) for layout in layouts}

    @contextmanager
    def part(self, *paths, unreadable=0.0):
        with Part(1) as part:
            read_files(part, paths, self.layouts, self.matchers, self.tables.schemes(), unreadable)
            yield part

    def read(self, *paths, unreadable=0.0):
        with self.part(*paths, unreadable=unreadable) as part:
            return SimpleNamespace(files=part.files, **{name: part.rows(name) for name in ("records", *TABLES)})

    def dyads(self, *paths):
        return [(r[5], r[6], r[4]) for r in sorted(self.read(*paths).records)]

    def match(self, layout, day, **cells):
        roles = tuple(cells.pop("roles", ()))
        side = Side(*(cells.get(key, "") for key in ("name", "code", "group", "country")), roles)
        return self.matchers[layout].match(side, day)


@pytest.fixture(scope="session")
def bench(layouts, actors, tables):
    return Bench(layouts, actors, tables)
