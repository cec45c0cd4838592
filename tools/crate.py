"""Write what is told of a run as a Workflow RO-Crate; the environment of the validators, which has rocrate, runs this.

Usage: crate.py FOLDER < JSON; the JSON is what tools/provenance.py describes, FOLDER gets ro-crate-metadata.json.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from rocrate.model import ComputationalWorkflow, ContextEntity, SoftwareApplication, TestDefinition, TestSuite
from rocrate.rocrate import ROCrate

WORKFLOW = "workflow/Snakefile"
# The settings of the tests.
DEFINITION = "pyproject.toml"
AUTHOR = "#authors"
RUN = "#run"
ORGANISE = "#organise"
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
# Terms that the context of RO-Crate 1.1 lacks. Those of tests are named one by one, because the context to which
# ROCrate.add_test_suite refers would have to be fetched.
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
Told = dict[str, Any]


def refs(names: Iterable[str]) -> list[dict[str, str]]:
    """References to entities of the crate or of the web."""
    return [{"@id": name} for name in names]


def package(name: str, version: str) -> str:
    """The package URL of a locked package, which names it and its version."""
    return f"pkg:pypi/{name}@{version}"


def build(told: Told) -> ROCrate:
    """The crate of a run.

    Args:
        told: what `tools.provenance.describe` returns.
    """
    crate = ROCrate(version="1.1")
    crate.metadata.extra_terms.update(TERMS)
    add_context(crate, told)
    add_files(crate, told)
    add_run(crate, told)
    add_exhibits(crate, told)
    describe_root(crate, told)
    return crate


def describe_root(crate: ROCrate, told: Told) -> None:
    """Tell what the whole is; its files and main entity are told by then."""
    citation, root = told["citation"], crate.root_dataset
    root["name"] = citation["title"]
    root["description"] = " ".join(citation["abstract"].split())
    root["datePublished"] = citation["date-released"]
    root["version"] = citation["version"]
    root["keywords"] = ", ".join(citation["keywords"])
    root["author"] = root["publisher"] = {"@id": AUTHOR}
    root["license"] = refs(LICENCES)
    root["citation"] = {"@id": article_id(citation)}
    root["conformsTo"] = refs(PROFILES)
    root["mentions"] = refs([RUN, ORGANISE, "#tests", *(f"#exhibit/{exhibit['key']}" for exhibit in told["exhibits"])])


def add_files(crate: ROCrate, told: Told) -> None:
    """Add every file, the workflow and the definition of the tests among them."""
    citation, scripts = told["citation"], set(told["scripts"].values())
    makers = {output: job["key"] for job in told["jobs"] for output in job["outputs"]}
    for name, file in told["files"].items():
        properties: Told = {
            "name": name,
            "encodingFormat": KINDS.get(PurePosixPath(name).suffix, "text/plain"),
            "contentSize": str(file["size"]),
            "sha256": file["sha256"],
        }
        if name in scripts:
            properties |= {"@type": ["File", "SoftwareSourceCode"], "version": citation["version"]}
        if name == "README.md":
            properties["about"] = {"@id": "./"}
        if name in makers:
            properties["prov:wasGeneratedBy"] = {"@id": f"#job/{makers[name]}"}
        if name == WORKFLOW:
            crate.add_workflow(dest_path=name, main=True, lang="snakemake", properties=properties | workflow(told))
        elif name == DEFINITION:
            properties |= {"conformsTo": {"@id": "#pytest"}, "engineVersion": told["pytest"]}
            crate.add(TestDefinition(crate, dest_path=name, properties=properties))
        else:
            crate.add_file(dest_path=name, properties=properties)


def rules_run(told: Told) -> list[str]:
    """The rules that have run, in order."""
    return sorted({job["rule"] for job in told["jobs"]})


def workflow(told: Told) -> Told:
    """What is told of the main workflow beside what is told of every file."""
    return {
        # Its steps are those of a HowTo.
        "@type": [*ComputationalWorkflow.TYPES, "HowTo"],
        "name": told["citation"]["title"],
        "version": told["citation"]["version"],
        "conformsTo": {"@id": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"},
        "author": {"@id": AUTHOR},
        "license": {"@id": next(iter(LICENCES))},
        "softwareRequirements": refs(package(*pin) for pin in told["packages"]),
        "input": refs(f"#input/{name}" for name in told["raw"]),
        "output": refs(["#output/results"]),
        "hasPart": refs(sorted({told["scripts"][rule] for rule in rules_run(told)})),
        "step": refs(f"#step/{rule}" for rule in rules_run(told)),
    }


def add_run(crate: ROCrate, told: Told) -> None:
    """Add the run as a whole, its steps and jobs, and the inputs and outputs of the workflow."""
    jobs, scripts, agent = told["jobs"], told["scripts"], {"agent": {"@id": AUTHOR}}
    made = refs(sorted(output for job in jobs for output in job["outputs"]))
    done = {"name": "Run of the paper edition", "actionStatus": "http://schema.org/CompletedActionStatus"}
    crate.add_action({"@id": WORKFLOW}, RUN, refs(told["raw"]), made, done | agent)
    crate.add_action(
        {"@id": package("snakemake", dict(told["packages"])["snakemake"])},
        ORGANISE,
        refs(f"#control/{job['key']}" for job in jobs),
        {"@id": RUN},
        {"@type": "OrganizeAction", "name": "Run of Snakemake"} | agent,
    )
    for position, rule in enumerate(rules_run(told), start=1):
        step = {"@type": "HowToStep", "name": rule, "position": str(position), "workExample": {"@id": scripts[rule]}}
        crate.add(ContextEntity(crate, f"#step/{rule}", step))
    for job in jobs:
        key, used, generated = job["key"], refs(job["inputs"]), refs(job["outputs"])
        control = {"@type": "ControlAction", "name": f"Control of {key}"}
        crate.add_action({"@id": f"#step/{job['rule']}"}, f"#control/{key}", {"@id": f"#job/{key}"}, None, control)
        activity = {"@type": ["CreateAction", "prov:Activity"], "name": key}
        activity |= {"prov:used": used, "prov:generated": generated}
        crate.add_action({"@id": scripts[job["rule"]]}, f"#job/{key}", used, generated, activity | agent)
    for name in told["raw"]:
        add_parameter(crate, f"#input/{name}", name, {"@id": name})
    add_parameter(crate, "#output/results", "results", made)


def add_parameter(crate: ROCrate, identifier: str, name: str, example: Any) -> None:
    """Add an input or output of the workflow and what stood for it in the run."""
    # ROCrate.add_formal_parameter would say of each that it can be left out.
    told = {"@type": "FormalParameter", "additionalType": "File", "name": name, "workExample": example}
    crate.add(ContextEntity(crate, identifier, told))


def add_exhibits(crate: ROCrate, told: Told) -> None:
    """Add the exhibits and the rows of raw tables from which they come."""
    for exhibit in told["exhibits"]:
        collection = {
            "@type": ["Collection", "prov:Entity"],
            "name": exhibit["title"],
            "mainEntity": {"@id": exhibit["files"][0]},
            "hasPart": refs(exhibit["files"]),
            "prov:wasDerivedFrom": refs(exhibit["sources"]),
        }
        crate.add(ContextEntity(crate, f"#exhibit/{exhibit['key']}", collection))
    for row in told["rows"]:
        entity = {
            "@type": ["CreativeWork", "prov:Entity"],
            "name": row["identifier"],
            "identifier": row["identifier"],
            "description": row["description"],
            "isPartOf": {"@id": row["file"]},
            "citation": row["citation"],
        }
        crate.add(ContextEntity(crate, row["name"], entity))


def article_id(citation: Told) -> str:
    """The address of the article that is replicated."""
    [article] = citation["references"]
    return f"https://doi.org/{article['doi']}"


def add_context(crate: ROCrate, told: Told) -> None:
    """Add what the rest refers to: people, licences, profiles, software, tests."""
    [author] = told["citation"]["authors"]
    [article] = told["citation"]["references"]
    names = [f"{person['given-names']} {person['family-names']}" for person in article["authors"]]
    credit = f"{', '.join(names)} ({article['year']}), {article['journal']}"
    work = {"@type": "ScholarlyArticle", "name": article["title"], "creditText": credit}
    crate.add(
        ContextEntity(crate, AUTHOR, {"@type": "Organization", "name": author["name"]}),
        ContextEntity(crate, article_id(told["citation"]), work),
    )
    for name, title in LICENCES.items():
        crate.add(ContextEntity(crate, name, {"@type": "CreativeWork", "name": title, "description": title}))
    for name, title in PROFILES.items():
        version = name.rsplit("/", 1)[1]
        crate.add(ContextEntity(crate, name, {"@type": "CreativeWork", "name": title, "version": version}))
    for name, version in told["packages"]:
        add_software(crate, package(name, version), name, version)
    add_software(crate, "#pytest", "pytest", told["pytest"])
    suite = {"name": "make test", "mainEntity": {"@id": WORKFLOW}, "definition": {"@id": DEFINITION}}
    crate.add(TestSuite(crate, "#tests", suite))


def add_software(crate: ROCrate, identifier: str, name: str, version: str) -> None:
    """Add a program or library with its version."""
    crate.add(SoftwareApplication(crate, identifier, {"name": name, "softwareVersion": version}))


if __name__ == "__main__":
    # The library writes keys in order, and entities as they were added.
    build(json.load(sys.stdin)).metadata.write(sys.argv[1])
