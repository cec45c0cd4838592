"""Gather where the files of a run of the paper edition come from, from each exhibit to rows of raw data.

The workflow itself says which rule makes what of what (a dry run), config/exhibits.csv what the exhibits are, and the
`event_ids` of the results from which rows of the raw event table they come. No time of a run is recorded, so that two
runs are described with the same bytes. tools/crate.py writes what is gathered here as an RO-Crate.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from interregional.editions.manifest import sha256
from interregional.pages.workflow import rule_places
from interregional.tables.files import ROW, read_result, read_table, records, split_list
from interregional.tables.textfiles import read_yaml
from tools.project import RESULTS, citation, exhibits, locked

# What the article states, by the column that identifies a row.
PUBLISHED = {
    "statement_id": "data/raw/published/statements.csv",
    "claim_id": "data/raw/published/claims.csv",
}
IDENTIFIERS = ("event_id", *PUBLISHED)
# What a row says in words, and where it is found.
WORDS = ("description_en", "description_fa", "claim_en", "claim_fa", "printed")
PLACE = ("source_key", "locator")


@dataclass(frozen=True)
class Job:
    """One job of a run: the rule, its wildcards as told, the files that it reads and writes."""

    rule: str
    wildcards: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    @property
    def key(self) -> str:
        """A name of the job that no other job of the run has."""
        return f"{self.rule}/{self.wildcards.replace('=', '-')}" if self.wildcards else self.rule


def dry_run(root: Path) -> str:
    """What Snakemake tells of a run of the whole paper edition."""
    snakemake = str(Path(sys.executable).with_name("snakemake"))
    command = [snakemake, "--dry-run", "--forceall", "--nocolor", "--quiet", "host"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout


def read_jobs(told: str) -> list[Job]:
    """The jobs that a dry run tells of, in order of their names; the rule that only gathers is left out."""
    jobs = []
    for block in re.split(r"^(?:local)?rule ", told, flags=re.MULTILINE)[1:]:
        rule = block.split(":", 1)[0]
        lines = dict(re.findall(r"^    (input|output|wildcards): (.*)$", block, re.MULTILINE))
        if "output" in lines:
            inputs, outputs = (tuple(sorted(set(lines.get(key, "").split(", ")))) for key in ("input", "output"))
            jobs.append(Job(rule, lines.get("wildcards", ""), inputs, outputs))
    return sorted(jobs, key=lambda job: job.key)


def rule_scripts(root: Path) -> dict[str, str]:
    """The script of each rule, which bears its name."""
    return {rule: f"workflow/scripts/{rule}.py" for rule in rule_places(root / "workflow" / "rules")}


@dataclass(frozen=True)
class Row:
    """A row of a raw table: file, number (the header is row 1), cells."""

    file: str
    number: int
    cells: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What names it by RFC 7111, such as `data/raw/paper/events.csv#row=12`."""
        return f"{self.file}#row={self.number}"

    def told(self) -> dict[str, str]:
        """Its name, file, identifier, words and place in the sources."""
        return {
            "name": self.name,
            "file": self.file,
            "identifier": next(self.cells[column] for column in IDENTIFIERS if column in self.cells),
            "description": " / ".join(self.cells[column] for column in WORDS if column in self.cells),
            "citation": ", ".join(self.cells[column] for column in PLACE if column in self.cells),
        }


def raw_rows(root: Path) -> dict[str, Row]:
    """The rows that results name: the events of the paper edition, the paper's statements and claims, by identifier."""
    config = read_yaml(root / "config" / "config.yaml")
    files = {"event_id": config["events"], **{key: [file] for key, file in PUBLISHED.items()}}
    return {
        cells[key]: Row(name, int(cells[ROW]), cells)
        for key, names in files.items()
        for name in names
        for cells in records(read_table(root / name))
    }


def identifiers(path: Path) -> set[str]:
    """The identifiers of raw rows that a table of results names."""
    if path.suffix != ".csv":
        return set()
    table = read_result(path)
    columns = [column for column in table.columns if column.removesuffix("s").endswith(IDENTIFIERS)]
    return {name for column in columns for cell in table[column] for name in split_list(cell)}


class Lineage:
    """What the files of a run come from.

    Args:
        jobs: the jobs of the run.
        results: results of the paper edition.
    """

    def __init__(self, jobs: Iterable[Job], results: Path) -> None:
        self.makers = {output: job for job in jobs for output in job.outputs}
        self.results = results

    def raw(self, files: Iterable[str]) -> list[str]:
        """The files that no rule has made, from which files come."""
        found, waiting = set(), list(files)
        while waiting:
            file = waiting.pop()
            if file not in found:
                found.add(file)
                waiting += self.makers[file].inputs if file in self.makers else ()
        return sorted(found - self.makers.keys())

    def named(self, files: Iterable[str]) -> list[str]:
        """The raw rows behind files: those that they name or, if they name none, that what they are made of names."""
        level, seen = set(files), set[str]()
        while level:
            named = {name for file in level if file in self.makers for name in identifiers(self._path(file))}
            if named:
                return sorted(named)
            seen |= level
            level = {put for file in level if file in self.makers for put in self.makers[file].inputs} - seen
        return []

    def _path(self, file: str) -> Path:
        return self.results / PurePosixPath(file).relative_to(RESULTS)


def describe(root: Path, results: Path, files: Mapping[str, Path]) -> dict[str, Any]:
    """What is told of a run, as plain values fit for JSON; every list is in order.

    Args:
        root: folder of the project.
        results: results of the paper edition.
        files: what the archive holds, by the name in it.

    Returns:
        `citation` (CITATION.cff), `scripts` (by rule, of rules that have not run too), `jobs` (`key`, `rule`, `inputs`,
        `outputs`), `packages` (locked names and versions), `pytest` (its version), `raw` (files read and not made),
        `exhibits` (`key`, `title`, `files`, and `sources`: raw files and names of rows), `rows` (those behind exhibits)
        and `files` (`size` in bytes and `sha256` by name).
    """
    jobs, scripts, rows = read_jobs(dry_run(root)), rule_scripts(root), raw_rows(root)
    lineage = Lineage(jobs, results)
    told, behind = [], set[str]()
    for exhibit in exhibits(root):
        held = [name for file in exhibit["files"] if (name := f"{RESULTS}/{file}") in files]
        if held:
            named = lineage.named(held)
            behind.update(named)
            sources = [*lineage.raw(held), *(rows[name].name for name in named)]
            told.append(exhibit | {"files": held, "sources": sources})
    return {
        "citation": citation(root),
        "scripts": scripts,
        "jobs": [asdict(job) | {"key": job.key} for job in jobs],
        "packages": locked(root / "requirements.lock"),
        "pytest": dict(locked(root / "requirements-dev.lock"))["pytest"],
        "raw": lineage.raw(lineage.makers),
        "exhibits": told,
        "rows": sorted((rows[name].told() for name in behind), key=lambda row: row["name"]),
        "files": {name: {"size": path.stat().st_size, "sha256": sha256(path)} for name, path in sorted(files.items())},
    }
