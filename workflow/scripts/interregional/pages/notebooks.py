"""Run a notebook kept as text, and write it with the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import papermill
from nbconvert import HTMLExporter

_CHANGING = [
    (re.compile(r"ipykernel_\d+"), "ipykernel_0"),
    (re.compile(r" at 0x[0-9a-f]+"), " at 0x0"),
    (re.compile(r"\bT_[0-9a-f]{5}(?![0-9a-f])"), "T_00000"),
]
# nbconvert's own pages fetch scripts from elsewhere; its bare body in a page of ours needs none.
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: "DejaVu Sans", Tahoma, sans-serif; line-height: 1.5; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #111; background: #fff; }}
pre {{ background: #f5f5f5; padding: .6rem; overflow-x: auto; font-size: .85rem; }}
table {{ border-collapse: collapse; font-size: .8rem; display: block; overflow-x: auto; }}
th, td {{ border-bottom: 1px solid #ddd; padding: .2rem .5rem; text-align: start; vertical-align: top; unicode-bidi: plaintext; }}
img {{ max-width: 100%; height: auto; }}
.jp-InputPrompt, .jp-OutputPrompt, .prompt, .anchor-link {{ display: none; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""  # noqa: E501


def run_notebook(source: str | Path, parameters: Mapping[str, Any], publication: bool) -> nbformat.NotebookNode:
    """Execute a notebook in the percent format.

    Args:
        source: the .py file.
        parameters: values for its cell tagged `parameters`.
        publication: whether its cells tagged `publication` are for this edition.

    Returns:
        The executed notebook, with nothing in it that differs between two runs.
    """
    notebook = jupytext.read(source)
    if not publication:
        notebook.cells = [cell for cell in notebook.cells if "publication" not in cell.metadata.get("tags", [])]
    executed = papermill.execute_notebook(
        _numbered(notebook),
        None,
        parameters=dict(parameters),
        kernel_name="python3",
        progress_bar=False,
        log_output=False,
        # What a cell raises comes back; the rest is how the kernel talks to this process, and that it is stopped.
        extra_arguments=["--log-level=CRITICAL"],
    )
    return normalise(executed)


def normalise(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without times, paths, random ids and addresses in memory."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("jupytext", None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            for holder in (output, output.get("data", {})):
                for key, value in holder.items():
                    if isinstance(value, str) and key != "image/png":
                        holder[key] = _steady(value)
    return _numbered(notebook)


def to_json(notebook: nbformat.NotebookNode) -> str:
    """The notebook as the text of an .ipynb file."""
    return str(nbformat.writes(notebook)) + "\n"


def to_html(notebook: nbformat.NotebookNode, title: str) -> str:
    """The notebook as one page that loads nothing from elsewhere."""
    body, _ = _exporter().from_notebook_node(notebook)
    return _PAGE.format(title=title, body=body)


# Made once: it reads and compiles some twenty templates.
@cache
def _exporter() -> HTMLExporter:
    return HTMLExporter(template_name="basic", embed_images=True)


def _numbered(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{place:03d}"
    return notebook


def _steady(text: str) -> str:
    for pattern, replacement in _CHANGING:
        text = pattern.sub(replacement, text)
    return text
