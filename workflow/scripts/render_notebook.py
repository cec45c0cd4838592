"""A notebook, run and written as .ipynb and as a page."""

from interregional.pages.notebooks import run_notebook, to_html, to_json
from interregional.tables.files import write_text
from interregional.tables.problems import logged


def render_notebook(given, params, output):
    notebook = run_notebook(given.notebook, {"edition": params.edition, "reading": params.reading})
    write_text(to_json(notebook), output.ipynb)
    write_text(to_html(notebook, notebook.cells[0].source.splitlines()[0].lstrip("# ")), output.html)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        render_notebook(snakemake.input, snakemake.params, snakemake.output)
