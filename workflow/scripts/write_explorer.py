"""The explorer: one page with the network, its years and its evidence."""

import pandas as pd

from interregional import explorer
from interregional.codebook import load_codebook, load_readings
from interregional.files import read_json, read_result, read_table, write_text
from interregional.problems import logged
from interregional.wording import load_wording

OVER_TIME = {
    "spells": explorer.SPELL_COLUMNS,
    "evidence_years": explorer.EVIDENCE_YEAR_COLUMNS,
    "node_years": explorer.NODE_YEAR_COLUMNS,
    "memberships": explorer.MEMBERSHIP_COLUMNS,
    "states": explorer.STATE_COLUMNS,
}


def write_explorer(given, params, output):
    codebook = load_codebook(given.codebook)
    plain = ("events", "evidence", "dyads", "actors", "nodes", "flows", "levels", "balance")
    tables = {name: read_result(getattr(given, name)) for name in plain}
    for name, columns in OVER_TIME.items():
        path = given.get(name)
        tables[name] = read_result(path) if path else pd.DataFrame(columns=columns, dtype=str)
    page = explorer.build_explorer(
        explorer.Tables(layout=read_table(given.layout), **tables),
        [entry for path in given.sources for entry in read_json(path)],
        codebook,
        load_readings(given.readings, codebook),
        load_wording(given.labels),
        explorer.Edition(params.edition, params.reading, params.levels),
    )
    write_text(page, output)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_explorer(snakemake.input, snakemake.params, snakemake.output[0])
