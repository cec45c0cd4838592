"""Describe a run of the paper edition as a Workflow RO-Crate, with provenance from each exhibit to rows of raw data.

The workflow itself says which rule makes what of what (a dry run), config/exhibits.csv what the exhibits are, and the
`event_ids` of the results from which rows of the raw event table they come. A row is named by RFC 7111, such as
`data/raw/paper/events.csv#row=12`. No time of a run is recorded, so that two runs are described with the same bytes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from interregional.editions.manifest import sha256
from interregional.tables.files import ROW, read_result, read_table, read_yaml, records, split_list
from tools.project import RESULTS, citation, exhibit_files

NAME = "ro-crate-metadata.json"
WORKFLOW = "workflow/Snakefile"
LANGUAGE = "https://w3id.org/workflowhub/workflow-ro-crate#snakemake"
AUTHOR = "#authors"
RUN = "#run"
ORGANISE = "#organise"
# What the article states, by the column that identifies a row.
PUBLISHED = {
    "statement_id": "data/raw/published/statements.csv",
    "claim_id": "data/raw/published/claims.csv",
}
IDENTIFIERS = ("event_id", *PUBLISHED)
# The settings of the tests.
DEFINITION = "pyproject.toml"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/ro/wfrun/provenance/0.5": "Provenance Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
LICENCES = {
    "https://spdx.org/licenses/MIT": "MIT License: code",
    "https://spdx.org/licenses/CC-BY-4.0": "Creative Commons Attribution 4.0 International: data and coding tables",
}
# Terms that the context of RO-Crate 1.1 lacks.
TERMS = {
    "prov": "http://www.w3.org/ns/prov#",
    "sha256": "https://w3id.org/ro/terms/workflow-run#sha256",
    **{
        term: f"https://w3id.org/ro/terms/test#{term}"
        for term in ("TestSuite", "TestDefinition", "definition", "engineVersion")
    },
}
KINDS = {
    ".csv": "text/csv",
    ".css": "text/css",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".tex": "application/x-tex",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
Entity = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """One job of a run: the rule, its wildcards as told, the files that it reads and writes."""

    rule: str
    wildcards: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its identifier in the crate."""
        return f"#job/{self.key}"

    @property
    def key(self) -> str:
        """A name of the job that no other job of the run has."""
        return f"{self.rule}/{self.wildcards.replace('=', '-')}" if self.wildcards else self.rule


@dataclass(frozen=True)
class Exhibit:
    """An exhibit: its row of config/exhibits.csv, its files, and the raw files and rows behind them."""

    row: Mapping[str, Any]
    files: Sequence[str]
    raw: Sequence[str]
    rows: Sequence[Row]

    @property
    def name(self) -> str:
        """Its identifier in the crate."""
        return f"#exhibit/{self.row['key']}"


def dry_run(root: Path) -> str:
    """What Snakemake tells of a run of the whole paper edition."""
    command = [
        str(Path(sys.executable).with_name("snakemake")),
        "--dry-run",
        "--forceall",
        "--nocolor",
        "--quiet",
        "host",
    ]
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
    """The script of each rule; a rule that uses another has that one's."""
    scripts: dict[str, str] = {}
    for path in sorted((root / "workflow" / "rules").glob("*.smk")):
        for block in re.split(r"^\s*(?=(?:use )?rule )", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            if found := re.match(r"rule (\w+):.*?\"\.\./scripts/(\w+\.py)\"", block, re.DOTALL):
                scripts[found[1]] = f"workflow/scripts/{found[2]}"
            elif found := re.match(r"use rule (\w+) as (\w+)", block):
                scripts[found[2]] = scripts[found[1]]
    return scripts


@dataclass(frozen=True)
class Row:
    """A row of a raw table: file, number (the header is row 1), cells."""

    file: str
    number: int
    cells: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its identifier in the crate, by RFC 7111."""
        return f"{self.file}#row={self.number}"


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


@dataclass(frozen=True)
class Project:
    """What is described: what CITATION.cff says, jobs, scripts by rule, locked packages, version of pytest, lineage."""

    told: Mapping[str, Any]
    jobs: Sequence[Job]
    scripts: Mapping[str, str]
    packages: Sequence[tuple[str, str]]
    pytest: str
    lineage: Lineage

    @property
    def rules(self) -> list[str]:
        """The rules that have run."""
        return sorted({job.rule for job in self.jobs})

    @property
    def made(self) -> list[str]:
        """The files that the run has made."""
        return sorted(self.lineage.makers)

    @property
    def raw(self) -> list[str]:
        """The files that the run has read and not made."""
        return self.lineage.raw(self.made)


def package(name: str, version: str) -> str:
    """The package URL of a locked package, which names it and its version."""
    return f"pkg:pypi/{name}@{version}"


def load(root: Path, results: Path) -> Project:
    """Gather what is described; see `build`."""
    jobs = read_jobs(dry_run(root))
    return Project(
        citation(root),
        jobs,
        rule_scripts(root),
        locked(root / "requirements.lock"),
        dict(locked(root / "requirements-dev.lock"))["pytest"],
        Lineage(jobs, results),
    )


def build(root: Path, results: Path, files: Mapping[str, Path]) -> dict[str, Any]:
    """The metadata of the crate.

    Args:
        root: folder of the project.
        results: results of the paper edition.
        files: what the crate holds, by the name in it.
    """
    project, rows = load(root, results), raw_rows(root)
    lineage = project.lineage
    exhibits = [
        Exhibit(row, held, lineage.raw(held), [rows[name] for name in lineage.named(held)])
        for row in records(read_table(root / "config" / "exhibits.csv"))
        if (held := [name for file in exhibit_files(row["files"]) if (name := f"{RESULTS}/{file}") in files])
    ]
    derived = {row.name: row for exhibit in exhibits for row in exhibit.rows}
    graph = [
        _descriptor(),
        _root(project, files, exhibits),
        *_run(project),
        *(_exhibit(exhibit) for exhibit in exhibits),
        *(_row(row) for _, row in sorted(derived.items())),
        *(_file(name, path, project) for name, path in sorted(files.items())),
        *_context(project),
    ]
    return {"@context": ["https://w3id.org/ro/crate/1.1/context", TERMS], "@graph": graph}


def text(root: Path, results: Path, files: Mapping[str, Path]) -> str:
    """The metadata as they are written; see `build`."""
    return json.dumps(build(root, results, files), ensure_ascii=False, indent=1) + "\n"


def locked(path: Path) -> list[tuple[str, str]]:
    """The packages of a lock with their versions: a package has several where these hang on the interpreter."""
    pins = re.findall(r"^([a-z0-9_.-]+)==([^ ;\\]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return sorted(set(pins))


def _refs(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@id": name} for name in names]


def _descriptor() -> Entity:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": _refs(["https://w3id.org/ro/crate/1.1", "https://w3id.org/workflowhub/workflow-ro-crate/1.0"]),
    }


def _root(project: Project, files: Iterable[str], exhibits: Sequence[Exhibit]) -> Entity:
    told = project.told
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": told["title"],
        "description": " ".join(told["abstract"].split()),
        "datePublished": str(told["date-released"]),
        "version": str(told["version"]),
        "keywords": ", ".join(told["keywords"]),
        "author": {"@id": AUTHOR},
        "publisher": {"@id": AUTHOR},
        "license": _refs(LICENCES),
        "citation": {"@id": _article(told)},
        "conformsTo": _refs(PROFILES),
        "mainEntity": {"@id": WORKFLOW},
        "hasPart": _refs(sorted(files)),
        "mentions": _refs([RUN, ORGANISE, "#tests", *(exhibit.name for exhibit in exhibits)]),
    }


def _workflow(project: Project) -> Entity:
    """What is told of the main workflow beside what is told of every file."""
    return {
        "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
        "name": project.told["title"],
        "version": str(project.told["version"]),
        "conformsTo": {"@id": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"},
        "author": {"@id": AUTHOR},
        "license": {"@id": next(iter(LICENCES))},
        "programmingLanguage": {"@id": LANGUAGE},
        "softwareRequirements": _refs(package(*pin) for pin in project.packages),
        "input": _refs(f"#input/{name}" for name in project.raw),
        "output": [{"@id": "#output/results"}],
        "hasPart": _refs(sorted({project.scripts[rule] for rule in project.rules})),
        "step": _refs(f"#step/{rule}" for rule in project.rules),
    }


def _run(project: Project) -> Iterable[Entity]:
    """The run as a whole, its steps and jobs, and the inputs and outputs of the workflow."""
    jobs, scripts = project.jobs, project.scripts
    yield {
        "@id": RUN,
        "@type": "CreateAction",
        "name": "Run of the paper edition",
        "agent": {"@id": AUTHOR},
        "instrument": {"@id": WORKFLOW},
        "object": _refs(project.raw),
        "result": _refs(project.made),
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }
    yield {
        "@id": ORGANISE,
        "@type": "OrganizeAction",
        "name": "Run of Snakemake",
        "agent": {"@id": AUTHOR},
        "instrument": {"@id": package("snakemake", dict(project.packages)["snakemake"])},
        "object": _refs(f"#control/{job.key}" for job in jobs),
        "result": {"@id": RUN},
    }
    for position, rule in enumerate(project.rules, start=1):
        step = {"@id": f"#step/{rule}", "@type": "HowToStep", "name": rule, "position": str(position)}
        yield step | {"workExample": {"@id": scripts[rule]}}
    for job in jobs:
        yield {
            "@id": f"#control/{job.key}",
            "@type": "ControlAction",
            "name": f"Control of {job.key}",
            "instrument": {"@id": f"#step/{job.rule}"},
            "object": {"@id": job.name},
        }
        yield {
            "@id": job.name,
            "@type": ["CreateAction", "prov:Activity"],
            "name": job.key,
            "agent": {"@id": AUTHOR},
            "instrument": {"@id": scripts[job.rule]},
            "object": _refs(job.inputs),
            "result": _refs(job.outputs),
            "prov:used": _refs(job.inputs),
            "prov:generated": _refs(job.outputs),
        }
    for name in project.raw:
        yield {
            "@id": f"#input/{name}",
            "@type": "FormalParameter",
            "additionalType": "File",
            "name": name,
            "workExample": {"@id": name},
        }
    yield {
        "@id": "#output/results",
        "@type": "FormalParameter",
        "additionalType": "File",
        "name": "results",
        "workExample": _refs(project.made),
    }


def _exhibit(exhibit: Exhibit) -> Entity:
    return {
        "@id": exhibit.name,
        "@type": ["Collection", "prov:Entity"],
        "name": f"{exhibit.row['title_en']} / {exhibit.row['title_fa']}",
        "mainEntity": {"@id": exhibit.files[0]},
        "hasPart": _refs(exhibit.files),
        "prov:wasDerivedFrom": _refs([*exhibit.raw, *(row.name for row in exhibit.rows)]),
    }


def _row(row: Row) -> Entity:
    cells = row.cells
    key = next(column for column in IDENTIFIERS if column in cells)
    words = ("description_en", "description_fa", "claim_en", "claim_fa", "printed")
    return {
        "@id": row.name,
        "@type": ["CreativeWork", "prov:Entity"],
        "name": cells[key],
        "identifier": cells[key],
        "description": " / ".join(cells[column] for column in words if column in cells),
        "isPartOf": {"@id": row.file},
        "citation": ", ".join(cells[column] for column in ("source_key", "locator") if column in cells),
    }


def _file(name: str, path: Path, project: Project) -> Entity:
    entity: Entity = {
        "@id": name,
        "@type": "File",
        "name": name,
        "encodingFormat": KINDS.get(path.suffix, "text/plain"),
        "contentSize": str(path.stat().st_size),
        "sha256": sha256(path),
    }
    if name in project.scripts.values():
        entity |= {"@type": ["File", "SoftwareSourceCode"], "version": str(project.told["version"])}
    if name == WORKFLOW:
        entity |= _workflow(project)
    if name == "README.md":
        entity |= {"about": {"@id": "./"}}
    if name == DEFINITION:
        entity |= {
            "@type": ["File", "TestDefinition"],
            "conformsTo": {"@id": "#pytest"},
            "engineVersion": project.pytest,
        }
    if name in project.lineage.makers:
        entity |= {"prov:wasGeneratedBy": {"@id": project.lineage.makers[name].name}}
    return entity


def _article(told: Mapping[str, Any]) -> str:
    [article] = told["references"]
    return f"https://doi.org/{article['doi']}"


def _context(project: Project) -> Iterable[Entity]:
    """What the rest refers to: people, licences, profiles, languages, software, tests."""
    told = project.told
    [author] = told["authors"]
    [article] = told["references"]
    yield {"@id": AUTHOR, "@type": "Organization", "name": author["name"]}
    names = [f"{person['given-names']} {person['family-names']}" for person in article["authors"]]
    yield {
        "@id": _article(told),
        "@type": "ScholarlyArticle",
        "name": article["title"],
        "creditText": f"{', '.join(names)} ({article['year']}), {article['journal']}",
    }
    for name, title in LICENCES.items():
        yield {"@id": name, "@type": "CreativeWork", "name": title, "description": title}
    for name, title in PROFILES.items():
        yield {"@id": name, "@type": "CreativeWork", "name": title, "version": name.rsplit("/", 1)[1]}
    yield {
        "@id": LANGUAGE,
        "@type": "ComputerLanguage",
        "name": "Snakemake",
        "identifier": {"@id": "https://doi.org/10.1093/bioinformatics/bts480"},
        "url": {"@id": "https://snakemake.github.io"},
    }
    for name, version in project.packages:
        entity = {"@id": package(name, version), "@type": "SoftwareApplication", "name": name}
        yield entity | {"softwareVersion": version}
    yield {
        "@id": "#tests",
        "@type": "TestSuite",
        "name": "make test",
        "mainEntity": {"@id": WORKFLOW},
        "definition": {"@id": DEFINITION},
    }
    yield {"@id": "#pytest", "@type": "SoftwareApplication", "name": "pytest", "softwareVersion": project.pytest}
