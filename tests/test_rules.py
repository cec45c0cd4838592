"""Each rule by itself: given no more than the inputs that it declares, one of its jobs makes the same bytes again.

The same is tried of the rules for streams in test_stream_workflow.py.
"""

import pytest

from interregional.pages.workflow import rule_places
from tests.conftest import ROOT, changed_when_run_alone

STREAMS = {
    *("read_stream", "code_stream", "measure_precision", "digest_stream"),
    *("compare_catalogues", "write_catalogues"),
}
CHANGES = {"compare_editions", "write_changes"}
WORLD = {"measure_coverage", "measure_recall", "compare_three_ways"}
# Those are named as targets, not by what they make.
TARGETS = {"all", "validate"}
RULES = sorted(set(rule_places(ROOT / "workflow" / "rules")) - STREAMS - CHANGES - WORLD - TARGETS)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_needs_nothing_but_its_inputs(paper_run, tmp_path, rule):
    assert changed_when_run_alone(rule, paper_run.parents[1], tmp_path) == []


@pytest.mark.parametrize("rule", sorted(CHANGES))
def test_so_does_a_rule_that_compares_editions(updated_run, tmp_path, rule):
    configuration = ("--configfile", "config/updated.yaml")
    assert changed_when_run_alone(rule, updated_run.parents[1], tmp_path, *configuration) == []


@pytest.mark.parametrize("rule", sorted(WORLD))
def test_so_does_a_rule_of_an_independent_catalogue(world_run, tmp_path, rule):
    assert changed_when_run_alone(rule, world_run.parents[1], tmp_path, "--configfile", "config/world.yaml") == []
