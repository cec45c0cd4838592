import re

import nbformat
import pytest

from interregional.pages.notebooks import normalise, run_notebook, to_html, to_json
from tests.conftest import ROOT

SOURCE = """# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A title

# %% tags=["parameters"]
number = 1

# %%
object(), number

# %% tags=["publication"]
raise ValueError("what an edition without a publication has no data for")

# %%
import pandas
pandas.DataFrame({"a": [number]}).style
"""
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.py"))


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    path = tmp_path_factory.mktemp("notebook") / "n.py"
    path.write_text(SOURCE)
    return [run_notebook(path, {"number": 7}, publication=False) for _ in range(2)]


def test_two_runs_are_the_same_text(runs):
    assert to_json(runs[0]) == to_json(runs[1])
    assert to_html(runs[0], "t") == to_html(runs[1], "t")


def test_parameters_are_given_and_counts_are_in_order(runs):
    text = to_json(runs[0])
    assert "number = 7" in text and ", 7)" in text
    counts = [cell.execution_count for cell in runs[0].cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert "papermill" not in runs[0].metadata


def test_addresses_and_ids_are_levelled():
    output = nbformat.v4.new_output("execute_result", {"text/plain": "<x at 0x7f00>", "text/html": "T_1a2b3_row"})
    cell = nbformat.v4.new_code_cell("x", outputs=[output])
    found = normalise(nbformat.v4.new_notebook(cells=[cell])).cells[0]
    assert found.id == "cell-000"
    assert found.outputs[0].data == {"text/plain": "<x at 0x0>", "text/html": "T_00000_row"}


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_of_the_paper_edition(paper_run, name):
    notebook = nbformat.read(paper_run / "notebooks" / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    page = (paper_run / "notebooks" / f"{name}.html").read_text(encoding="utf-8")
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)
    for path in (str(paper_run), "/tmp/", "site-packages"):
        assert path not in page, path
