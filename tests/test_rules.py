"""Each rule by itself: given no more than the inputs that it declares, its jobs make the same bytes.

Those of the paper edition are tried by the run that test_workflow.py verifies, those of editions without a publication
by the runs of test_own_edition.py and test_typology.py, those of event streams in test_stream_workflow.py.
"""

from interregional.pages.workflow import rule_places
from tests.alone import put_alone
from tests.conftest import ROOT, changed_when_run_alone, snakemake

STREAM_RULES = {
    *("read_stream", "code_stream", "measure_precision", "digest_stream"),
    *("compare_catalogues", "write_catalogues"),
}
CHANGES = {"compare_editions", "write_changes"}
WORLD = {"measure_coverage", "measure_recall", "compare_three_ways"}
# Those are named as targets, not by what they make.
TARGETS = {"all", "validate"}


def test_every_rule_is_tried(paper_run):
    of_paper = {path.stem for path in (paper_run.parents[1] / "logs" / "paper").iterdir()}
    assert of_paper == set(rule_places(ROOT / "workflow" / "rules")) - STREAM_RULES - CHANGES - WORLD - TARGETS


def test_a_rule_that_compares_editions_needs_nothing_but_its_inputs(updated_run, tmp_path):
    configuration = ("--configfile", "config/updated.yaml")
    assert changed_when_run_alone({rule: rule for rule in CHANGES}, updated_run, tmp_path, *configuration) == []


def test_so_does_a_rule_of_an_independent_catalogue(world_run, tmp_path):
    configuration = ("--configfile", "config/world.yaml")
    assert changed_when_run_alone({rule: rule for rule in WORLD}, world_run, tmp_path, *configuration) == []


def test_a_job_sees_nothing_else(project, tmp_path):
    """Neither where it stands nor beside its code or the files that it is given."""
    names = ["config/config.yaml", "config/labels.csv", "data/raw/paper/events.csv", ".test/data/later.csv"]
    names += ["docs/time.md", "notebooks/time.py", "results/small/events.csv", ".snakemake/a"]
    for name in names:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).touch()
    with open(project / "workflow" / "scripts" / "clean_events.py", "a", encoding="utf-8") as script:
        script.write(
            f"""
    from pathlib import Path

    near = [Path(), *Path(__file__).resolve().parents[1:], *Path(snakemake.input.events[0]).resolve().parents]
    print("seen:", [name for name in {names} for folder in near if (folder / name).exists()])
    print("given:", Path("config/codebook/levels.csv").exists())
"""
        )
    small = ("results/small/clean/events.csv", "--cores", "1", "--configfile", ".test/config/config.yaml")
    run = snakemake(put_alone(project, tmp_path / "alone"), *small)
    assert run.returncode == 0 and "seen: []\ngiven: True\n" in run.stdout, run.stdout + run.stderr
