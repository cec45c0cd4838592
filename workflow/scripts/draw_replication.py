"""How much hangs on the readings, and the figures of the comparison with a publication, with the data behind them."""

from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import figures, replication, saving
from interregional.tables.files import read_result, read_table, write_table
from interregional.tables.problems import run


def draw_replication(given, params, output):
    codebook, actors = read_codebook(given.codebook), read_result(given.actors)
    sensitivity, robustness = read_result(given.sensitivity), read_result(given.robustness)
    if given.ties:
        confusion = read_result(given.confusion)
        levels, dyads, layout = read_result(given.levels), read_result(given.dyads), read_table(given.layout)
        placed = figures.place_ties(read_result(given.ties), actors, layout, codebook)
        both = replication.compare_ties(levels, dyads, params.levels, codebook)
        both = figures.place_ties(both, actors, layout, codebook)
        years = figures.years_of(dyads)
        write_table(placed, output.data)
        write_table(both, output.both)
    saving.set_style()
    for language, wording in load_wording(given.labels, **params.spoken).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        drawn = {
            "replication/specifications": replication.draw_specifications(sensitivity, wording),
            "replication/robustness": replication.draw_robustness(robustness, names, codebook, wording),
        }
        if given.ties:
            words = "figure_1_published", "figure_1_published_note"
            network = figures.draw_network(placed, names, params.levels, *words, codebook, wording)
            drawn["figures/figure_1_published"] = network
            drawn["figures/figure_1_difference"] = replication.draw_difference(both, names, codebook, wording, years)
            drawn["replication/confusion"] = replication.draw_confusion(confusion, codebook, wording)
        for name, figure in drawn.items():
            saving.save(figure, f"{params.results}/{name}.{language}")


if __name__ == "__main__":
    run(draw_replication, snakemake)
