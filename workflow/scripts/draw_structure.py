"""Transfers, shared members and the order of the dyads, in both languages, with the data behind them."""

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import saving, structure
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def draw_structure(given, params, output):
    actors, overlap, order = (read_result(path) for path in (given.actors, given.overlap, given.order))
    codebook = read_codebook(given.codebook)
    year = last_year(read_result(given.events), params.last_year)
    transfers = structure.sum_transfers(read_result(given.flows))
    overlap = overlap[overlap["year"] == str(year)]
    write_table(transfers, output.flows)
    write_table(overlap, output.overlap)
    saving.set_style()
    for language, wording in load_wording(given.labels, **params.spoken).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        shared = structure.draw_overlap(overlap, year, names, wording)
        saving.save(structure.draw_flows(transfers, names, wording), f"{params.folder}/flows.{language}")
        saving.save(shared, f"{params.folder}/membership_overlap.{language}")
        drawn = structure.draw_order(order, names, codebook, wording)
        saving.save(drawn, f"{params.folder}/order.{language}")


if __name__ == "__main__":
    run(draw_structure, snakemake)
