"""What the tests share: the package on the path, tiny tables, and copies of the project to run."""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import settings as hypothesis_settings

from interregional.codebook.decisions import Codebook, load_codebook, load_readings
from interregional.codebook.wording import load_wording
from interregional.tables.schema import load_schema
from tests.alone import put_alone
from tests.browser import chromium as chromium
from tests.browser import idle_pages as idle_pages
from tests.browser import visit as visit
from tests.nested import snakemake as snakemake

# A busy machine is no fault of the code.
hypothesis_settings.register_profile("project", deadline=None)
hypothesis_settings.load_profile("project")
ROOT = Path(__file__).resolve().parents[1]
CODEBOOK_FILES = sorted((ROOT / "config" / "codebook").glob("*.csv"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--real-events", default="", help="a folder of real event files, to try the reading of streams on")


EVENT = {
    "dyadic": "yes",
    "directed": "no",
    "event_type": "meeting",
    "recurrence": "once",
    "setting": "own",
    "scope": "main",
    "resource": "none",
    "issue_area": "general",
    "description_en": "x",
    "description_fa": "ایکس",
    "source_key": "work",
    "locator": "1: x",
    "confidence": "high",
}


# From the longest wait on: each is dealt to the next process, so that they make different runs at the same time.
LONGEST = (
    "tests/test_slurm.py", "tests/test_workflow.py", "tests/test_stream_workflow.py",
    "tests/test_typology.py", "tests/test_rules.py", "tests/test_own_edition.py",
    "tests/test_faults.py", "tests/test_recipes.py", "/report/test_browser.py",
    "/explorer/test_browser.py", "tests/test_deposit.py", "tests/test_project.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first in what xdist gives each process to begin with; from the ends of that it takes for the idle."""
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    rest, parts = [item for item in items if not str(item.path).endswith(LONGEST)], []
    left = len(items)
    for number in range(processes):
        part = [item for name in LONGEST[number::processes] for item in items if str(item.path).endswith(name)]
        size = left // (processes - number)
        left -= size
        missing = max(0, size - len(part))
        parts += part + rest[:missing]
        del rest[:missing]
    items[:] = parts + rest


def events_table(*rows: dict[str, str]) -> pd.DataFrame:
    """A clean event table; what a row leaves out has a harmless value."""
    columns = list(load_schema("events")["properties"])
    filled = [{"event_id": f"E{number}", **EVENT, **row} for number, row in enumerate(rows, start=1)]
    return pd.DataFrame([[row.get(column, "") for column in columns] for row in filled], columns=columns)


def actors_table(**kinds: str) -> pd.DataFrame:
    """A clean actor table: code and kind, `kind>whole` for a part of another actor."""
    columns = list(load_schema("actors")["properties"])
    rows = []
    for code, kind in sorted(kinds.items()):
        kind, _, whole = kind.partition(">")
        names = {
            f"{column}_{language}": f"{code} {language}" for column in ("name", "label") for language in ("en", "fa")
        }
        rows.append({"code": code, "kind": kind, "part_of": whole, "confidence": "high", **names})
    return pd.DataFrame([[row.get(column, "") for column in columns] for row in rows], columns=columns)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook(CODEBOOK_FILES)


@pytest.fixture(scope="session")
def readings(codebook):
    return load_readings(ROOT / "config" / "readings.yaml", codebook)


@pytest.fixture(scope="session")
def wordings():
    return load_wording(ROOT / "config" / "labels.csv")


def unwrapped(text: str) -> str:
    """A text of a figure in one line, without the marks of direction."""
    return re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", text).replace("\n", " ")


def copy_project(folder: Path) -> Path:
    """A copy of what a run needs, to break or to vary."""
    for name in ("workflow", "config", "data", "docs", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "environment.yml", folder)
    return folder


def use_small_edition(folder: Path) -> Path:
    """Put the small synthetic editions of .test/ and tests/typology/ beside the paper's in a copy."""
    shutil.copytree(ROOT / ".test", folder / ".test")
    shutil.copytree(ROOT / "tests" / "typology", folder / "tests" / "typology")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with the small edition, not yet run."""
    return use_small_edition(copy_project(tmp_path / "project"))


def run_once(project: Path, edition: str, *arguments: str, last: str = "manifest.sha256") -> Path:
    """Results of one run of an edition in a folder that the processes of a test run share: the first one runs it.

    `last` is what the run makes last.
    """
    with locked(project.parent):
        if not (project / "results" / edition / last).exists():
            if not project.exists():
                use_small_edition(copy_project(project))
            run = snakemake(project, *arguments)
            assert run.returncode == 0, run.stderr
    return project / "results" / edition


def changed_when_run_alone(jobs: Mapping[str, str], run: Path, folder: Path, *arguments: str) -> list[str]:
    """Run a job of each of some rules again where nothing is but its declared inputs: see tests/alone.py.

    Args:
        jobs: by their rules; an output of the job, or once more the rule if it has one job.
        run: results of the edition.
        folder: an empty folder.
        arguments: for Snakemake, as in that run.

    Returns:
        The results that are not the same bytes, and the rules that were not run.
    """
    place = run.parents[1]
    project = shutil.copytree(place, folder / place.name, ignore=shutil.ignore_patterns("__pycache__"))
    put_alone(project, folder / "alone")
    only = ("--allowed-rules", *jobs, "--rerun-triggers", "mtime", "--forcerun", *jobs.values())
    done = snakemake(project, *jobs.values(), *only, *arguments, "--quiet", "host")
    assert done.returncode == 0, done.stderr
    made = [path.relative_to(place) for path in run.rglob("*") if path.is_file()]
    changed = [str(path) for path in made if (place / path).read_bytes() != (project / path).read_bytes()]
    return changed + [rule for rule in jobs if f"(Rule: {rule})" not in done.stderr]


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process of a test run at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "run.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of a test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def paper_run(tmp_path_factory) -> Path:
    """The paper edition, run with one core."""
    return run_once(shared_folder(tmp_path_factory) / "paper" / "project", "paper", "--cores", "1")


@pytest.fixture(scope="session")
def updated_run(paper_run) -> Path:
    """The updated edition, run beside the paper's, with which it is compared."""
    return run_once(paper_run.parents[1], "updated", "--cores", "2", "--configfile", "config/updated.yaml")


@pytest.fixture(scope="session")
def world_run(paper_run) -> Path:
    """The world edition beside the paper's, as far as coverage and the comparison of the two."""
    made = [
        f"results/world/{name}"
        for name in ("coverage.csv", "recall.csv", "replication/reliability.csv", "replication/three_way.csv")
    ]
    given = ("--cores", "2", "--configfile", "config/world.yaml")
    return run_once(paper_run.parents[1], "world", *made, *given, last="replication/three_way.csv")


@pytest.fixture(scope="session")
def small_run(tmp_path_factory) -> Path:
    """A project in which the small synthetic edition has been run; nobody writes into it."""
    project = shared_folder(tmp_path_factory) / "small" / "project"
    run_once(project, "small", "--cores", "2", "--configfile", ".test/config/config.yaml")
    return project


OWN_EVENTS = [
    # What a scholar types: an edition needs no more of an event.
    ("2004-12-09", "MERCO", "GCC", "meeting", "Talks on a framework agreement", "notes"),
    ("2020-12-01", "EU", "ASEAN", "agreement", "Strategic partnership", "notes"),
    ("2022-12-14", "European Union", "asean", "Summit", "Commemorative summit", "notes"),
    ("2013", "Japan", "ASEAN", "summit", "Commemorative summit", "notes"),
    ("2024-10-16", "EU", "GCC", "summit", "First summit", "notes"),
]


def fill_in(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Type rows into a blank spreadsheet, below the heads of the columns."""
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book.worksheets[0][1]]
    for number, row in enumerate(rows, start=2):
        for column, value in zip(columns, row, strict=True):
            book.worksheets[0].cell(number, heads.index(column) + 1, value)
    book.save(path)


@pytest.fixture(scope="session")
def own_run(tmp_path_factory) -> Path:
    """A project in which an edition was started, filled in with few columns, in English alone, and run."""
    project = shared_folder(tmp_path_factory) / "own" / "project"
    with locked(project.parent):
        if not project.exists():
            copy_project(project)
            start = [sys.executable, "workflow/scripts/start_edition.py", "trial"]
            (project / "told.txt").write_bytes(subprocess.run(start, cwd=project, capture_output=True).stdout)
            folder, event = project / "data" / "raw" / "trial", ("start", "source", "target", "event_type")
            fill_in(folder / "events.xlsx", [*event, "description_en", "source_key"], OWN_EVENTS)
            actor = [("MERCO", "Southern Common Market", "subregional_organisation", "South America")]
            fill_in(folder / "actors.xlsx", ["code", "name_en", "kind", "region"], actor)
            fill_in(folder / "sources.xlsx", ["key", "title"], [("notes", "My notes")])
            put_alone(project, project.parent / "alone")
    run_once(project, "trial", "--cores", "2", "--configfile", "config/trial.yaml")
    return project
