"""The workflow as a module of another one, the way that config/README.md tells."""

import pytest

from tests.conftest import ROOT, snakemake

TOLD = (ROOT / "config" / "README.md").read_text(encoding="utf-8").split("## As a module of another workflow")[1]
OWN_RULE = """
rule count_dyads:
    default_target: True
    input: "results/small/dyads.csv"
    output: "results/small/count.txt"
    shell: "wc -l < {input} > {output}"
"""


@pytest.fixture
def outside(project, tmp_path):
    """A folder elsewhere with the Snakefile of config/README.md and a rule of its own."""
    lines = [line[4:] for line in TOLD.splitlines() if line.startswith("    ") or not line]
    text = "\n".join(lines).replace("<folder of this repository>", str(project)) + OWN_RULE
    folder = tmp_path / "outside"
    folder.mkdir()
    both = 'configfile: "config/config.yaml"\nconfigfile: ".test/config/config.yaml"'
    (folder / "Snakefile").write_text(text.replace('configfile: "config/config.yaml"', both))
    return folder


def test_another_workflow_builds_on_its_rules(outside, project):
    run = snakemake(outside, "--cores", "1")
    assert run.returncode == 0, run.stderr
    # Built once more by the workflow itself, so that the count is compared with what it alone makes.
    own = snakemake(
        project, "results/small/dyads.csv", "--cores", "1", "--forceall", "--configfile", ".test/config/config.yaml"
    )
    assert own.returncode == 0, own.stderr
    dyads = (project / "results" / "small" / "dyads.csv").read_text(encoding="utf-8")
    assert (project / "results" / "small" / "count.txt").read_text().strip() == str(len(dyads.splitlines()))
    assert "interregional_code_dyads" in run.stderr
