"""Transfers between actors, in both languages, with the data behind them."""

from interregional.codebook.wording import load_wording
from interregional.exhibits import figures, structure
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import logged


def draw_flows(given, params, output):
    actors = read_result(given.actors)
    transfers = structure.sum_transfers(read_result(given.flows))
    write_table(transfers, output.data)
    figures.set_style()
    for language, wording in load_wording(given.labels, params.caveat).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        figures.save(structure.draw_flows(transfers, names, wording), f"{params.folder}/flows.{language}")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        draw_flows(snakemake.input, snakemake.params, snakemake.output)
