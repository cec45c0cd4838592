"""Rerun the paper edition in a clean folder and compare every output with the recorded checksums.

Usage: verify_results.py CHECKSUMS. Prints each file that differs; exit status 1 if any does.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from interregional.editions.manifest import differences

INPUTS = ("workflow", "config", "data", "docs", "notebooks")


def rerun(folder: Path) -> Path:
    """Run the paper edition from copies of the inputs and return the folder of its results."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in INPUTS:
        shutil.copytree(name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy("environment.yml", folder)
    snakemake = Path(sys.executable).with_name("snakemake")
    subprocess.run([snakemake, "--cores", "all"], cwd=folder, check=True)
    return folder / "results" / "paper"


if __name__ == "__main__":
    checksums = Path(sys.argv[1]).read_text(encoding="utf-8")
    told = differences(checksums, rerun(Path(".verify")))
    print(*told, sep="\n")
    count = len(checksums.splitlines())
    print(f"{len(told)} files differ." if told else f"All {count} files are the same, byte for byte.")
    sys.exit(bool(told))
