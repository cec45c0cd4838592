"""Build the archive that is deposited, and check it as a data editor does, from the outside.

`make deposit` runs this after the paper edition. The archive holds the tracked files, the results of the paper edition,
the description of the run (ro-crate-metadata.json) and a manifest. It is a zip file whose members are sorted, stored
without compression (compressed bytes would depend on the zlib at hand) and have one time and two modes, so that two
builds are the same, byte for byte.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from interregional.editions.manifest import differences, sha256
from interregional.tables.files import read_table, records
from tools import provenance
from tools.project import RESULTS, citation

MANIFEST = "manifest.sha256"
CRATE = "ro-crate-metadata.json"
# Of the environment of the validators, in which the library for crates is.
CRATE_PYTHON = Path(".venv-deposit") / "bin" / "python"
SAME_BYTES = "tools/same_bytes.csv"
# The README and the pages that it hands over to, as one plain text.
TEXT, TEXT_OF = "README.txt", ("README.md", "docs/replication_package.md", "docs/exhibits.en.md")
NEEDED = ("README.md", TEXT, "LICENSE", "CITATION.cff", "codecheck.yml", "datapackage.json", CRATE, MANIFEST)
CODE = (".py", ".smk", ".R", ".do", ".sh", ".js", ".yaml", ".yml", ".toml", ".cfg")
PROSE = (".md", ".html", ".tex", ".txt", ".rst", ".jinja", ".css", ".svg", ".csv", ".tsv", ".json", ".ipynb", ".cff")
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
LEFTOVERS = (".git", "__MACOSX", ".DS_Store", "Thumbs.db", "__pycache__", ".ipynb_checkpoints")
# A drive, or names parted by backslashes that end as a file does: an escape in a string is neither.
BACKSLASHES = re.compile(
    r"\b[A-Za-z]:\\"
    r"|[\w.-]+(?:\\{1,2}[\w.-]+)+\.(?:csv|tsv|xlsx|json|ya?ml|py|R|md|html|png|pdf)\b"
)
ABSOLUTE = re.compile(r"(?<![\w.~:/<-])/(?:home|root|Users|work|mnt|media|tmp|private|scratch)/[\w.-]+")


def tracked(root: Path) -> dict[str, bool]:
    """The tracked files of a checkout, and whether each can be executed."""
    told = subprocess.run(["git", "ls-files", "--stage", "-z"], cwd=root, capture_output=True, text=True, check=True)
    entries = [entry.split("\t", 1) for entry in told.stdout.split("\0") if entry]
    return {name: mode.startswith("100755") for mode, name in entries}


def write_archive(root: Path, results: Path, archive: Path) -> None:
    """Write the archive.

    Args:
        root: a git checkout.
        results: results of the paper edition.
        archive: the file to write; its stem is the folder inside.
    """
    with tempfile.TemporaryDirectory() as folder:
        text, crate = Path(folder) / TEXT, Path(folder) / CRATE
        text.write_text(_plain_text(root), encoding="utf-8")
        sources = {name: root / name for name in tracked(root)} | {TEXT: text}
        sources |= {
            f"{RESULTS}/{path.relative_to(results).as_posix()}": path for path in results.rglob("*") if path.is_file()
        }
        _write_crate(root, results, sources, crate.parent)
        _write_archive(root, sources | {CRATE: crate}, archive)


def _write_crate(root: Path, results: Path, sources: Mapping[str, Path], folder: Path) -> None:
    told = json.dumps(provenance.describe(root, results, sources), default=str)
    command = [str(root / CRATE_PYTHON), str(root / "tools" / "crate.py"), str(folder)]
    subprocess.run(command, input=told, text=True, check=True)


def _plain_text(root: Path) -> str:
    rule = "=" * 78
    return "\n".join(f"{rule}\n{name}\n{rule}\n\n{(root / name).read_text(encoding='utf-8')}" for name in TEXT_OF)


def _write_archive(root: Path, sources: Mapping[str, Path], archive: Path) -> None:
    modes = tracked(root)
    lines = "".join(f"{sha256(sources[name])}  {name}\n" for name in sorted(sources))
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as file:
        for name in sorted([*sources, MANIFEST]):
            member = zipfile.ZipInfo(f"{archive.stem}/{name}", (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            member.external_attr = (0o100755 if modes.get(name) else 0o100644) << 16
            file.writestr(member, sources[name].read_bytes() if name in sources else lines.encode())


def faults(folder: Path) -> list[str]:
    """What a data editor would object to in an unpacked archive, a line each."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path for path in paths}
    told = [f"{name}: missing" for name in NEEDED if name not in files]
    told += [f"{name}: empty file" for name, path in files.items() if path.stat().st_size == 0]
    told += [
        f"{path.relative_to(folder).as_posix()}: empty folder"
        for path in sorted(folder.rglob("*"))
        if path.is_dir() and not any(path.iterdir())
    ]
    told += [f"{name}: archive in the archive" for name in files if name.lower().endswith(ARCHIVES)]
    told += [f"{name}: leftover" for name in files if set(LEFTOVERS) & set(Path(name).parts)]
    told += _duplicates(files)
    told += _paths(files)
    told += [f"{name}: {fault}" for name, path in files.items() if name.endswith(".ipynb") for fault in _counts(path)]
    if MANIFEST in files:
        told += differences(files[MANIFEST].read_text(encoding="utf-8"), folder)
    return told


def _duplicates(files: Mapping[str, Path]) -> list[str]:
    """Files with the same bytes of which it is not declared that they may be so."""
    groups = defaultdict(list)
    for name, path in files.items():
        groups[sha256(path)].append(name)
    found = {(group[0], name) for group in groups.values() for name in group[1:]}
    declared = set()
    if SAME_BYTES in files:
        declared = {(row["file"], row["same_as"]) for row in records(read_table(files[SAME_BYTES]))}
    return [f"{b}: same bytes as {a}" for a, b in sorted(found - declared)]


def _paths(files: Mapping[str, Path]) -> list[str]:
    told = []
    for name, path in files.items():
        if not name.endswith((*CODE, *PROSE)):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if name.endswith(CODE) and (found := BACKSLASHES.search(line)):
                told.append(f"{name}:{number}: path with backslashes: {found[0]}")
            if found := ABSOLUTE.search(line):
                told.append(f"{name}:{number}: absolute path: {found[0]}")
    return told


def _counts(path: Path) -> Iterable[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    if counts != list(range(1, len(counts) + 1)):
        yield f"cells were run in the order {counts}"


def check(archive: Path) -> list[str]:
    """The faults of an archive, unpacked into an empty folder."""
    with tempfile.TemporaryDirectory() as empty:
        with zipfile.ZipFile(archive) as file:
            file.extractall(empty)
        [folder] = Path(empty).iterdir()
        return faults(folder)


if __name__ == "__main__":
    root = Path()
    changed = subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True, check=True).stdout
    if changed:
        sys.exit(f"Commit or remove first, so that the archive is that of a commit:\n{changed}")
    told = differences(Path("tests/expected/paper.sha256").read_text(encoding="utf-8"), RESULTS)
    if told:
        sys.exit("The results are not the recorded ones:\n" + "\n".join(told))
    archive = Path("deposit") / f"interregional-{citation(root)['version']}.zip"
    write_archive(root, Path(RESULTS), archive)
    told = check(archive)
    if told:
        archive.unlink()
        sys.exit("Not fit to be deposited:\n" + "\n".join(told))
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, stored, sha256 {sha256(archive)}; every check passed.")
