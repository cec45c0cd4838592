"""The pages on the workflow are those of the workflow as it is."""

import subprocess
import sys

import pytest

from interregional.pages import workflow
from interregional.pages.report.material import load_exhibits
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    command = [sys.executable, ROOT / "workflow" / "scripts" / "write_workflow_pages.py", folder]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_page_is_current(written, language):
    name = f"exhibits.{language}.md"
    assert (ROOT / "docs" / name).read_bytes() == (written / name).read_bytes(), "run `make docs`"


def test_every_exhibit_stands_with_its_rule_and_the_line_of_its_script(written):
    page = (written / "exhibits.en.md").read_text(encoding="utf-8")
    for row in load_exhibits(ROOT / "config" / "exhibits.csv").to_dict("records"):
        [line] = [line for line in page.splitlines() if line.startswith(f"| {row['title_en']} |")]
        assert f"[`{row['rule']}`]" in line and f"[`{row['script']}:" in line
    smk, number = workflow.rule_places(ROOT / "workflow" / "rules")["draw_figure_1"]
    assert "rule draw_figure_1:" in (ROOT / "workflow" / "rules" / smk).read_text().splitlines()[number - 1]


def test_the_graph_is_sorted_and_lacks_what_gathers_everything():
    dot = '0[label = "all", c];\n1[label = "write_manifest", c];\n2[label = "b", c];\n3[label = "a", c];\n'
    dot += '4[label = "c", c];\n1 -> 0\n2 -> 1\n3 -> 1\n3 -> 4\n3 -> 2\n2 -> 4\n'
    assert workflow.graph(dot).splitlines() == ["```mermaid", "flowchart LR", "    a --> b & c", "    b --> c", "```"]
