"""Which large libraries each job loads as it starts: none that it can do without."""

import ast
from pathlib import Path

from interregional.editions.digest import PACKAGE
from tests.conftest import ROOT

LARGE = {"docx", "duckdb", "matplotlib", "networkx", "openpyxl", "papermill", "scipy", "seaborn", "statsmodels"}
# All other jobs load none. A library that a few calls need is imported in the function that makes them.
LOADED = {
    "build_network": {"networkx"},
    "build_network_by_year": {"networkx"},
    "code_stream": {"duckdb"},
    "compare_codings": {"scipy"},
    "compare_periods": {"scipy", "statsmodels"},
    "compare_three_ways": {"matplotlib"},
    "draw_figure_1": {"matplotlib"},
    "draw_replication": {"matplotlib", "seaborn"},
    "draw_structure": {"matplotlib", "networkx"},
    "draw_time": {"matplotlib"},
    "export_network": {"networkx"},
    "judge_claims": {"networkx", "scipy", "statsmodels"},
    "make_tables": {"docx"},
    "measure_memberships": {"networkx"},
    "read_stream": {"duckdb"},
    "render_notebooks": {"papermill"},
    "start_edition": {"openpyxl"},
    "validate": {"openpyxl"},
    "write_catalogues": {"matplotlib"},
    "write_changes": {"matplotlib"},
    "write_workbook": {"openpyxl"},
}


def imported_at_the_start(path: Path) -> set[str]:
    """Names of modules and of what is imported from them, outside functions and conditions."""
    names = set()
    for line in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(line, ast.Import):
            names |= {alias.name for alias in line.names}
        elif isinstance(line, ast.ImportFrom):
            names |= {line.module, *(f"{line.module}.{alias.name}" for alias in line.names)}
    return names


def test_jobs_load_no_large_library_that_they_can_do_without():
    own = {
        ".".join((PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts)): imported_at_the_start(path)
        for path in PACKAGE.rglob("*.py")
    }
    found = {}
    for script in (ROOT / "workflow" / "scripts").glob("*.py"):
        reached, waiting = set(), imported_at_the_start(script)
        while waiting:
            reached |= waiting
            waiting = set().union(*(own.get(name, ()) for name in waiting)) - reached
        if large := {name.split(".")[0] for name in reached} & LARGE:
            found[script.stem] = large
    assert found == LOADED
