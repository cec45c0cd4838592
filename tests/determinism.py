"""The paper edition under varied circumstances, every byte against tests/expected/paper.sha256.

`make determinism` tries each variation by itself, writes docs/determinism.md and fails if anything differs; a variation
for which the machine lacks something is left out with the reason. `make test` tries several at once.
"""

import os
import platform
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from interregional.editions.manifest import differences
from tests.conftest import ROOT, copy_project

EXPECTED = ROOT / "tests" / "expected" / "paper.sha256"
SNAKEMAKE = str(Path(sys.executable).with_name("snakemake"))
PLACE, ODD_PLACE = "place/project", "پوشهٔ من/a project"
SECONDS = 900
RESULT = "results/paper/manifest.sha256"


@dataclass(frozen=True)
class Variation:
    """One circumstance.

    Attributes:
        what: its name.
        how: what is done, for the table.
        shell: commands in the folder of the project; at the end they run "$@", the workflow.
        needs: command that succeeds where the variation can be tried.
        lacking: what is missing where it can't.
        folder: where the project stands.
        cores: of the workflow.
        compares: whether the commands compare the results themselves.
    """

    what: str
    how: str
    shell: str = 'exec "$@"'
    needs: str = "true"
    lacking: str = ""
    folder: str = PLACE
    cores: int = 2
    compares: bool = False


HOSTILE_HOME = """
mkdir -p ../home/.config/matplotlib ../home/.config/snakemake ../home/.local
printf 'font.size: 30\\nfigure.dpi: 33\\nsvg.hashsalt: other\\n' > ../home/.config/matplotlib/matplotlibrc
HOME="$(cd ../home && pwd)" MPLCONFIGDIR="$HOME/.config/matplotlib" XDG_CACHE_HOME="$HOME/cache" exec "$@"
""".strip()
# Another user with no right but to read everything, as the environment may stand in a closed folder.
OTHER_USER = (
    "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=+dac_read_search --ambient-caps=+dac_read_search"
)
SHUFFLED = """
mkdir -p ../shuffled
disorderfs --shuffle-dirents=yes --quiet "$PWD" "$(cd ../shuffled && pwd)" || exit 1
(cd ../shuffled && "$@"); code=$?
umount ../shuffled
exit $code
""".strip()
REPROTEST_COMMAND = f"{shlex.quote(SNAKEMAKE)} --cores 2 --quiet && cmp {RESULT} {shlex.quote(str(EXPECTED))}"
REPROTEST_VARIATIONS = "environment build_path home timezone locales umask num_cpus exec_path aslr fileordering kernel"


def other_python(version: str) -> Variation:
    """The locked packages with another Python that is on the path."""
    lock = shlex.quote(str(ROOT / "requirements.lock"))
    return Variation(
        f"Python {version}",
        "an environment of its own from `requirements.lock`",
        f"python{version} -m venv ../environment && ../environment/bin/python -m pip --disable-pip-version-check "
        f'install --quiet --require-hashes -r {lock} && shift && exec ../environment/bin/snakemake "$@"',
        needs=f"python{version} -c pass",
        lacking=f"a `python{version}` on the path",
    )


TIME_ZONE = Variation("time zone", "`TZ=Asia/Tehran`", 'TZ=Asia/Tehran exec "$@"')
LANGUAGE = Variation(
    "language",
    "`LC_ALL=C`, Python's UTF-8 mode and coercion off",
    'LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 exec "$@"',
)
HASH_SEED = Variation("hash seed", "`PYTHONHASHSEED=4711`", 'PYTHONHASHSEED=4711 exec "$@"')
HOME = Variation("home", "an empty home with a hostile `matplotlibrc`", HOSTILE_HOME)
MASK = Variation("umask", "`umask 077`", 'umask 077; exec "$@"')
USER = Variation(
    "user",
    "user and group 65534, no name, no rights of root but to read",
    f'chown -R 65534:65534 .. && HOME="$PWD" exec {OTHER_USER} "$@"',
    needs=f"{OTHER_USER} true",
    lacking="to be root, and `setpriv`",
)
FOLDER = Variation("folder", f"`{ODD_PLACE}`", folder=ODD_PLACE)

VARIATIONS = [
    TIME_ZONE,
    LANGUAGE,
    Variation(
        "language",
        "`LC_ALL=fa_IR.UTF-8`, Persian digits and decimal sign",
        "localedef --no-archive -i fa_IR -f UTF-8 ../fa_IR.UTF-8 && "
        'LOCPATH="$(cd .. && pwd)" LC_ALL=fa_IR.UTF-8 exec "$@"',
        needs="localedef --help && test -e /usr/share/i18n/locales/fa_IR",
        lacking="Debian's `locales`",
    ),
    HASH_SEED,
    HOME,
    USER,
    MASK,
    FOLDER,
    Variation("cores", "one: `--cores 1`, and one processor only", 'exec taskset -c 0 "$@"', cores=1),
    Variation(
        "file order",
        "folders list their files shuffled (disorderfs)",
        SHUFFLED,
        needs="command -v disorderfs && test -e /dev/fuse && test $(id -u) = 0",
        lacking="Debian's `disorderfs`, and to be root",
    ),
    Variation(
        "clock",
        "400 days ahead (faketime), all but the notebooks, which wait for their kernels in a way that faketime breaks",
        'FAKETIME_DONT_FAKE_MONOTONIC=1 faketime -f +400d "$@" --omit-from render_notebooks && '
        'find results -exec touch -d "$(date)" {} + && exec "$@"',
        # Snakemake's plugin for Slurm asks `scontrol`, and waits for it in that same way.
        needs="command -v faketime && ! command -v scontrol",
        lacking="Debian's `faketime`, and no Slurm beside it",
    ),
    Variation("processor", "`OPENBLAS_CORETYPE=Nehalem`", 'OPENBLAS_CORETYPE=Nehalem exec "$@"'),
    Variation("processor", "`OPENBLAS_CORETYPE=Haswell`", 'OPENBLAS_CORETYPE=Haswell exec "$@"'),
    Variation(
        "processor",
        "no AVX, AVX2 or FMA in the C library (`GLIBC_TUNABLES`) and in NumPy (`NPY_DISABLE_CPU_FEATURES`)",
        "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-AVX512F "
        'NPY_DISABLE_CPU_FEATURES="AVX2 FMA3 AVX512F" exec "$@"',
    ),
    Variation(
        "threads of BLAS",
        "two, against the one that the workflow sets",
        'sed -i \'/NUM_THREADS/s/"1"/"2"/\' workflow/rules/common.smk && exec "$@"',
    ),
    *[other_python(version) for version in ("3.11", "3.12", "3.13") if not sys.version.startswith(f"{version}.")],
    Variation(
        "all that `reprotest` varies",
        f"Debian's `reprotest`, two runs: {REPROTEST_VARIATIONS.replace(' ', ', ')}",
        f"exec reprotest --no-diffoscope --min-cpus 1 --variations=-all,+{REPROTEST_VARIATIONS.replace(' ', ',+')} "
        f"-c {shlex.quote(REPROTEST_COMMAND)} . {RESULT}",
        needs="command -v reprotest disorderfs && test $(id -u) = 0",
        lacking="Debian's `reprotest` and `disorderfs`, and to be root",
        compares=True,
    ),
]
# What a run of `make test` varies, all together.
AT_ONCE = [USER, TIME_ZONE, LANGUAGE, HASH_SEED, HOME, MASK]


def can_be_tried(variation: Variation) -> bool:
    """Whether the machine has what a variation needs."""
    return subprocess.run(["sh", "-c", variation.needs], capture_output=True).returncode == 0


def run_varied(
    project: Path, variations: Sequence[Variation], command: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    """Run a command in a copy of the project under several variations at once, the first one outermost."""
    for variation in reversed(variations):
        command = ["sh", "-c", variation.shell, "sh", *command]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=SECONDS)


def outcome(variation: Variation) -> tuple[str, bool]:
    """What to write of a variation, and whether it is as it should be."""
    if not can_be_tried(variation):
        return f"not tried: needs {variation.lacking}", True
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / variation.folder)
        try:
            run = run_varied(project, [variation], [SNAKEMAKE, "--cores", str(variation.cores)])
        except subprocess.TimeoutExpired:
            return f"no end within {SECONDS} seconds", False
        if run.returncode:
            print(run.stdout[-4000:], run.stderr[-4000:], file=sys.stderr)
            return "the run failed", False
        found = [] if variation.compares else differences(EXPECTED.read_text(), project / "results" / "paper")
    return (", ".join(f"`{line}`" for line in found), False) if found else ("none", True)


def main() -> int:
    """Try all, write docs/determinism.md; 1 if anything differs."""
    rows, good = [], True
    for variation in VARIATIONS:
        told, fine = outcome(variation)
        good = good and fine
        rows.append(f"| {variation.what} | {variation.how} | {told} |")
        print(rows[-1], flush=True)
    files = len(EXPECTED.read_text().splitlines())
    page = f"""# Same bytes, whatever the circumstances

Written by `make determinism`, which runs the paper edition once for each row, in a fresh copy, and compares the
{files} results with `tests/expected/paper.sha256`. This time it ran on {platform.machine()} with Python
{platform.python_version()}, {platform.libc_ver()[0]} {platform.libc_ver()[1]} and {os.cpu_count()} processors.

| varied | how | files that differ |
|---|---|---|
"""
    (ROOT / "docs" / "determinism.md").write_text(page + "\n".join(rows) + "\n", encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
