"""The overlap of members, in both languages, with the data behind it."""

from interregional.codebook.wording import load_wording
from interregional.exhibits import figures, structure
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import logged


def draw_memberships(given, params, output):
    actors = read_result(given.actors)
    overlap = read_result(given.overlap)
    overlap = overlap[overlap["year"] == str(params.year)]
    write_table(overlap, output.data)
    figures.set_style()
    for language, wording in load_wording(given.labels, params.caveat).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        figure = structure.draw_overlap(overlap, params.year, names, wording)
        figures.save(figure, f"{params.folder}/membership_overlap.{language}")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        draw_memberships(snakemake.input, snakemake.params, snakemake.output)
