"""Figure 1 from the coded ties, in both languages, and the data behind it."""

from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import figures, saving
from interregional.tables.files import read_result, read_table, write_table
from interregional.tables.problems import run


def draw_figure_1(given, params, output):
    codebook = read_codebook(given.codebook)
    actors = read_result(given.actors)
    placed = figures.place_ties(read_result(given.ties), actors, read_table(given.layout), codebook)
    years = figures.years_of(read_result(given.dyads))
    write_table(placed, output.data)
    saving.set_style()
    for language, wording in load_wording(given.labels, **params.spoken).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        figure = figures.draw_network(
            placed, names, params.levels, "figure_1_coded", "selection_note", codebook, wording, years
        )
        saving.save(figure, output.data.replace(".csv", f".{language}"))


if __name__ == "__main__":
    run(draw_figure_1, snakemake)
