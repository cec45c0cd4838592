"""The notebooks, run and written as .ipynb and as pages."""

from interregional.pages.notebooks import run_notebook, to_html, to_json
from interregional.tables.files import write_text
from interregional.tables.problems import logged


def render_notebooks(given, params, output):
    for source, ipynb, html in zip(given.notebooks, output.ipynb, output.html):
        notebook = run_notebook(source, {"edition": params.edition, "reading": params.reading})
        write_text(to_json(notebook), ipynb)
        write_text(to_html(notebook, notebook.cells[0].source.splitlines()[0].lstrip("# ")), html)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        render_notebooks(snakemake.input, snakemake.params, snakemake.output)
