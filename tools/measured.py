"""Measure a run of the paper edition from nothing, and write it into docs/replication_package.md; `make measured`.

What is written depends on the machine and the day, which are written with it.
"""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tools.deposit import tracked

PAGE = Path("docs/replication_package.md")
BLOCK = re.compile(r"(<!-- written by `make measured` -->\n).*?(<!-- end -->)", re.DOTALL)
RESULTS = Path(".verify/results/paper")
CHECKSUMS = "tests/expected/paper.sha256"


def megabytes(folder: Path) -> float:
    """The size of the files in a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def machine() -> str:
    """The processor, its number of cores, memory and system."""
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    processor = found[1] if found else platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {memory:.0f} GB; {system}; Python {platform.python_version()}"


def table(told: Mapping[str, str]) -> str:
    """What was measured, as Markdown."""
    return "\n".join(["| measured | |", "|---|---|", *(f"| {name} | {value} |" for name, value in told.items()), ""])


def put(page: str, block: str) -> str:
    """The page with the block in its place; ValueError if it has none."""
    text, count = BLOCK.subn(lambda found: f"{found[1]}{block}{found[2]}", page)
    if count != 1:
        raise ValueError(f"one place for the figures expected, {count} found")
    return text


def run() -> dict[str, str]:
    """Run the edition in a clean folder, as `make verify` does, and measure it."""
    begun = time.monotonic()
    child = subprocess.Popen([sys.executable, "workflow/scripts/verify_results.py", CHECKSUMS])
    # The peak of the largest of all processes that the run started.
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begun
    if status:
        sys.exit("The results are not the recorded ones.")
    return {
        "run time of the workflow": f"{seconds:.0f} s",
        "memory of its largest process": f"{usage.ru_maxrss / 1024:.0f} MB",
        "results": f"{megabytes(RESULTS):.0f} MB",
        "repository": f"{sum(Path(name).stat().st_size for name in tracked(Path())) / 1e6:.0f} MB",
        "environment": f"{megabytes(Path(sys.prefix)):.0f} MB",
        "machine": machine(),
        "last run on": datetime.date.today().isoformat(),
    }


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(put(page, table(run())), encoding="utf-8")
