"""The notebooks, run and written as .ipynb and as pages."""

from concurrent.futures import ThreadPoolExecutor

from interregional.pages.notebooks import run_notebook, to_html, to_json
from interregional.tables.problems import run
from interregional.tables.textfiles import write_text


def render_notebooks(given, params, output):
    # Each runs in a process of its own, whose start takes longest: two at a time.
    with ThreadPoolExecutor(2) as pool:
        executed = list(
            pool.map(lambda source: run_notebook(source, params.parameters, params.publication), given.notebooks)
        )
    for notebook, ipynb, html in zip(executed, output.ipynb, output.html):
        write_text(to_json(notebook), ipynb)
        write_text(to_html(notebook, notebook.cells[0].source.splitlines()[0].lstrip("# ")), html)


if __name__ == "__main__":
    run(render_notebooks, snakemake)
