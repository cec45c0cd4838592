"""Blank tables to fill in, with the codebook's lists."""

from pathlib import Path

from interregional.catalogue.blank_tables import blank_csv, blank_xlsx
from interregional.catalogue.loading import CODED_VARIABLES, read_sources
from interregional.codebook.decisions import load_codebook
from interregional.codebook.wording import load_wording
from interregional.tables.files import read_result
from interregional.tables.problems import logged
from interregional.tables.schema import load_schema
from interregional.tables.textfiles import write_text

TABLES = ("events", "actors", "memberships")
VARIABLES = (*CODED_VARIABLES, "membership_status", "end_reason", "currencies")


def write_blank_tables(given, params):
    codebook, actors = load_codebook(given.codebook), read_result(given.actors)
    keys = sorted(read_sources(given.sources)[0])
    for language, wording in load_wording(given.labels).items():
        lists = {name: codebook.meanings(name, language) for name in VARIABLES}
        lists["actors"] = list(zip(actors["code"], actors[f"name_{language}"]))
        lists["sources"] = [(key, "") for key in keys]
        for table in TABLES:
            schema = load_schema(table)
            write_text(blank_csv(schema), f"{params.folder}/{table}.csv")
            Path(f"{params.folder}/{table}.{language}.xlsx").write_bytes(blank_xlsx(schema, lists, wording))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_blank_tables(snakemake.input, snakemake.params)
