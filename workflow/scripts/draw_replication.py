"""The figures of the comparison, in both languages, and the data behind the one that has no table of its own."""

from interregional.codebook.decisions import load_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import figures, replication, saving
from interregional.tables.files import read_result, read_table, write_table
from interregional.tables.problems import logged


def draw_replication(given, params, output):
    codebook = load_codebook(given.codebook)
    actors = read_result(given.actors)
    confusion, sensitivity, robustness = (
        read_result(path) for path in (given.confusion, given.sensitivity, given.robustness)
    )
    placed = figures.place_ties(read_result(given.ties), actors, read_table(given.layout))
    write_table(placed, output.data)
    saving.set_style()
    for language, wording in load_wording(given.labels, params.caveat).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        network = figures.draw_network(
            placed, names, params.levels, "figure_1_published", "figure_1_published_note", codebook, wording
        )
        for name, figure in (
            ("figures/figure_1_published", network),
            ("replication/confusion", replication.draw_confusion(confusion, codebook, wording)),
            ("replication/specifications", replication.draw_specifications(sensitivity, wording)),
            ("replication/robustness", replication.draw_robustness(robustness, names, codebook, wording)),
        ):
            saving.save(figure, f"{params.results}/{name}.{language}")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        draw_replication(snakemake.input, snakemake.params, snakemake.output)
