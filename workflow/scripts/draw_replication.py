"""The figures of the comparison, in both languages."""

from interregional.codebook.decisions import load_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import figures, replication
from interregional.tables.files import read_result
from interregional.tables.problems import logged


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
            ("confusion", replication.draw_confusion(confusion, codebook, wording)),
            ("specifications", replication.draw_specifications(sensitivity, wording)),
            ("robustness", replication.draw_robustness(robustness, names, codebook, wording)),
        ):
            figures.save(figure, f"{params.folder}/{name}.{language}")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        draw_replication(snakemake.input, snakemake.params)
