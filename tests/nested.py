"""The `snakemake` command for the many runs of the tests: a process that has imported it forks itself for each.

To import Snakemake takes longer than to plan a run. A run has a process of its own all the same, and the folder, the
environment and the output that it is given.
"""

import contextlib
import functools
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 900


def snakemake(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the `snakemake` command of this environment in a folder."""
    server = _server()
    with tempfile.TemporaryDirectory() as place:
        told = [Path(place, name) for name in ("out", "err")]
        asked = [arguments, str(folder), dict(os.environ), [str(path) for path in told]]
        print(json.dumps(asked), file=server.stdin, flush=True)
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(arguments, code, *[path.read_text(encoding="utf-8") for path in told])


@functools.cache
def _server() -> subprocess.Popen[str]:
    """One for each process of the tests; it ends with it, as its input does."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    # Not `-m`: the folder of the project is none of the command's business.
    return subprocess.Popen([sys.executable, __file__], env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, **pipes)


def _serve() -> None:
    sys.path.pop(0)
    for needed in ("jsonschema", "pandas", "smart_open", "snakemake.report.html_reporter", "yte"):
        importlib.import_module(needed)
    from snakemake.cli import main

    for line in sys.stdin:
        arguments, folder, environment, told = json.loads(line)
        child = os.fork()
        if child:
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
            continue
        signal.alarm(SECONDS)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        # Code is compiled once in each copy, not in each job, whatever the shell says.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, path in enumerate(told, start=1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
        sys.argv = [str(Path(sys.executable).with_name("snakemake")), *arguments]
        main()


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        _serve()
