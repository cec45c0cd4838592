"""What is different from another edition, as a figure and as a page, in both languages."""

from interregional.changes import editions_page
from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import saving
from interregional.tables.files import read_result
from interregional.tables.problems import run
from interregional.tables.textfiles import write_text

TABLES = ("events", "dyads", "nodes", "measures", "claims")


def write_changes(given, params, output):
    codebook, actors = read_codebook(given.codebook), read_result(given.actors)
    tables = {name: read_result(getattr(given, name)) for name in TABLES if hasattr(given, name)}
    catalogues = [read_result(path) for path in given.catalogues]
    saving.set_style()
    for (language, wording), page in zip(load_wording(given.labels, **params.spoken).items(), output.pages):
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        figure = editions_page.draw_changes(tables["dyads"], names, codebook, wording)
        saving.save(figure, f"{params.folder}/levels.{language}")
        text = editions_page.write_page(tables, catalogues, params.editions, names, codebook, wording)
        write_text(text, page)


if __name__ == "__main__":
    run(write_changes, snakemake)
