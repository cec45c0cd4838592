"""Try the paper edition with the newest versions of its direct dependencies, and tell which outputs have other bytes.

`make newest` runs this. The least version of each is the one pinned in environment.yml, the bound above stands in the
group `newest` of pyproject.toml. What is printed is Markdown.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from interregional.pages.report.material import pinned_packages
from interregional.tables.textfiles import read_yaml
from tools.project import locked

VENV = Path(".venv-newest")
CHECKSUMS = Path("tests/expected/paper.sha256")


def allowed(pins: Mapping[str, str], bounds: Sequence[str]) -> list[str]:
    """The requirements to install: each pin or newer, below its bound; ValueError where the two lists differ."""
    above = dict(re.findall(r"^([a-z0-9-]+)(<.+)$", "\n".join(bounds), re.MULTILINE))
    if above.keys() != pins.keys():
        raise ValueError(f"not in both environment.yml and the group `newest`: {sorted(above.keys() ^ pins.keys())}")
    return [f"{name}>={pins[name]},{above[name]}" for name in sorted(pins)]


def packages_table(lock: Iterable[tuple[str, str]], installed: Iterable[tuple[str, str]]) -> str:
    """A row for each package of which another version is installed than is locked, or that is not locked at all."""
    versions: dict[str, list[str]] = {}
    for name, version in lock:
        versions.setdefault(_plain(name), []).append(version)
    rows = [
        f"| {_plain(name)} | {', '.join(versions.get(_plain(name), ['–']))} | {version} |"
        for name, version in sorted(installed)
        if version not in versions.get(_plain(name), [])
    ]
    return "\n".join(["| package | locked | newest |", "|---|---|---|", *rows])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.lower())


def files_table(expected: Iterable[str], differing: Iterable[str]) -> str:
    """A row for each kind of file with the number of those that differ and of all."""
    every, other = (Counter(PurePosixPath(name).suffix for name in names) for names in (expected, differing))
    rows = [f"| {kind} | {other[kind]} | {every[kind]} |" for kind in sorted(every.keys() | other)]
    return "\n".join(["| files | differ | all |", "|---|---|---|", *rows])


def run(*command: str) -> list[str]:
    """The lines that a command prints, empty ones left out."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    return [line for line in done.stdout.splitlines() if line]


if __name__ == "__main__":
    _, *pinned = pinned_packages(read_yaml("environment.yml"))
    groups = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    python = str(VENV / "bin" / "python")
    install = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*install, *allowed(dict(pinned), groups["newest"])], check=True)
    frozen = re.findall(r"^(.+)==(.+)$", "\n".join(run(python, "-m", "pip", "freeze")), re.MULTILINE)
    print(packages_table(locked(Path("requirements.lock")), frozen), end="\n\n", flush=True)
    told = run(python, "workflow/scripts/verify_results.py", str(CHECKSUMS))
    expected = [line.split("  ", 1)[1] for line in CHECKSUMS.read_text(encoding="utf-8").splitlines()]
    differing = [line.rsplit(":", 1)[0] for line in told[:-1]]
    print(files_table(expected, differing), *(f"- {line}" for line in told), sep="\n")
