"""What two catalogues see, as a figure and as a page, in both languages."""

from pathlib import Path

from interregional.changes import editions_page
from interregional.changes.catalogues_page import write_page
from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import saving
from interregional.tables.files import read_result
from interregional.tables.problems import run
from interregional.tables.textfiles import write_text


def write_catalogues(given, params, output):
    codebook, actors = read_codebook(given.codebook), read_result(given.actors)
    tables = {Path(path).stem: read_result(path) for path in given.tables}
    saving.set_style()
    for (language, wording), page in zip(load_wording(given.labels, **params.spoken).items(), output.pages):
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        steps = tables["levels"].rename(columns={"hand_level": "before", "machine_level": "after"})
        figure = editions_page.draw_steps(steps, names, codebook, wording, "catalogues")
        saving.save(figure, f"{params.folder}/catalogues.{language}")
        write_text(write_page(tables, params.editions, names, codebook, wording), page)


if __name__ == "__main__":
    run(write_catalogues, snakemake)
