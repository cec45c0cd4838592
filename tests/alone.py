"""Runs in which each job stands alone: in a folder where nothing is but copies of the inputs that its rule declares."""

import shutil
from pathlib import Path

# Snakemake's own `shadow`, for every rule. The jobs are threads of one process, since a process for each takes longer;
# Linux gives each thread a working folder of its own.
SNAKEFILE = """
import ctypes
import os

from snakemake.executors import local


include: "{code}/Snakefile"


workflow.default_target = "all"
show_less(workflow.output_settings)
for each in workflow.rules:
    each.shadow_depth = "copy-minimal"
    if each.name == "render_notebooks":
        # By this file a notebook knows the folder of the project.
        each.set_input("workflow/Snakefile")
os.environ["PYTHONPATH"] = "{code}/scripts"
change, CLONE_FS = local.change_working_directory, 0x200


def change_of_this_thread(folder=None):
    assert ctypes.CDLL(None).unshare(CLONE_FS) == 0
    return change(folder)


local.change_working_directory = change_of_this_thread
"""


def put_alone(project: Path, place: Path) -> Path:
    """Make a copy of the project one whose jobs stand alone, and run code that has no table near.

    Args:
        project: the copy.
        place: an empty folder with a plain name, for code and jobs.

    Returns:
        The copy.
    """
    code, jobs = place / "code" / "workflow", place / "jobs"
    shutil.copytree(project / "workflow", code)
    shutil.copy(project / "environment.yml", code.parent)
    # Whoever runs it.
    jobs.mkdir()
    jobs.chmod(0o777)
    (project / "workflow" / "Snakefile").write_text(SNAKEFILE.replace("{code}", str(code)), encoding="utf-8")
    with open(project / "workflow" / "profiles" / "default" / "config.yaml", "a", encoding="utf-8") as profile:
        profile.write(f"force-use-threads: true\nshadow-prefix: {jobs}\n")
    return project
