"""The figures of the comparison, in both languages."""

from interregional import figures, replication_figures
from interregional.codebook import load_codebook
from interregional.files import read_result
from interregional.problems import logged
from interregional.wording import load_wording


def draw_replication(given, params):
    codebook = load_codebook(given.codebook)
    actors = read_result(given.actors)
    confusion, sensitivity, robustness = (
        read_result(path) for path in (given.confusion, given.sensitivity, given.robustness)
    )
    figures.set_style()
    for language, wording in load_wording(given.labels, params.caveat).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        for name, figure in (
            ("confusion", replication_figures.draw_confusion(confusion, codebook, wording)),
            ("specifications", replication_figures.draw_specifications(sensitivity, wording)),
            ("robustness", replication_figures.draw_robustness(robustness, names, codebook, wording)),
        ):
            figures.save(figure, f"{params.folder}/{name}.{language}")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        draw_replication(snakemake.input, snakemake.params)
