"""Transfers between actors and shared members, in both languages, with the data behind them."""

from interregional.codebook.wording import load_wording
from interregional.exhibits import saving, structure
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import logged


def draw_structure(given, params, output):
    actors, overlap = read_result(given.actors), read_result(given.overlap)
    transfers = structure.sum_transfers(read_result(given.flows))
    overlap = overlap[overlap["year"] == str(params.year)]
    write_table(transfers, output.flows)
    write_table(overlap, output.overlap)
    saving.set_style()
    for language, wording in load_wording(given.labels, params.caveat).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        shared = structure.draw_overlap(overlap, params.year, names, wording)
        saving.save(structure.draw_flows(transfers, names, wording), f"{params.folder}/flows.{language}")
        saving.save(shared, f"{params.folder}/membership_overlap.{language}")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        draw_structure(snakemake.input, snakemake.params, snakemake.output)
