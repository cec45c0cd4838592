"""The explorer: one page with the network, its years and its evidence."""

import pandas as pd

from interregional.catalogue.sources import load_sources
from interregional.codebook.decisions import load_readings, read_codebook
from interregional.codebook.wording import load_wording
from interregional.pages.explorer.page import build_explorer
from interregional.pages.explorer.tables import Edition, Tables
from interregional.tables.files import read_result, read_table
from interregional.tables.problems import run
from interregional.tables.textfiles import write_text

TABLES = (
    "events", "evidence", "dyads", "actors", "nodes", "flows", "spells", "evidence_years",
    "node_years", "memberships", "states",
)  # fmt: skip


def write_explorer(given, params, output):
    codebook = read_codebook(given.codebook)
    tables = {name: read_result(getattr(given, name)) for name in TABLES}
    nothing = pd.DataFrame(columns=["actor_a", "actor_b"])
    levels, balance = map(read_result, given.stated) if given.stated else (nothing, nothing)
    text = build_explorer(
        Tables(
            levels=levels,
            balance=balance,
            layout=read_table(given.layout),
            regions=read_table(given.regions),
            other=read_result(given.other[0]) if given.other else None,
            **tables,
        ),
        load_sources(given.sources).values(),
        codebook,
        load_readings(given.readings, codebook),
        load_wording(given.labels, **params.spoken),
        Edition(params.edition, params.reading, params.levels, bool(given.stated), params.other),
    )
    write_text(text, output[0])


if __name__ == "__main__":
    run(write_explorer, snakemake)
