"""What would keep the workflow from running on Windows or macOS; neither was at hand to try it on."""

import ast
import re
import subprocess

import pytest

from tests.conftest import ROOT

# Modules that only Unix has, and calls that only it answers.
UNIX_MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "pty", "posix", "curses"}
UNIX_CALLS = {"fork", "mkfifo", "getuid", "geteuid", "setsid", "killpg", "nice", "symlink", "symlink_to", "chown"}
FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
CODE = sorted([*(ROOT / "workflow").rglob("*.py"), *(ROOT / "notebooks").glob("*.py")])


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def faults(source):
    """What in a program only Unix has, and texts opened without an encoding."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (f"line {node.lineno}: module {name}" for name in names if name.split(".")[0] in UNIX_MODULES)
    for name, node in calls(tree):
        given = {keyword.arg for keyword in node.keywords}
        if name in UNIX_CALLS:
            yield f"line {node.lineno}: {name}"
        method = isinstance(node.func, ast.Attribute)
        if (
            method
            and (name == "read_text" or (name == "write_text" and len(node.args) == 1))
            and "encoding" not in given
        ):
            yield f"line {node.lineno}: {name} without an encoding"
        if name == "open" and not method and "encoding" not in given:
            modes = [arg.value for arg in node.args[1:2] if isinstance(arg, ast.Constant)]
            if not any("b" in mode for mode in modes):
                yield f"line {node.lineno}: open without an encoding"


def forbidden(path):
    return [part for part in path.split("/") if FORBIDDEN.search(part) or part.split(".")[0].casefold() in RESERVED]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import fcntl", 1),
        ("import os\nos.fork()", 1),
        ("open('x')", 1),
        ("open('x', 'rb')", 0),
        ("open('x', encoding='utf-8')", 0),
        ("path.read_text()", 1),
        ("path.write_text('x', encoding='utf-8')", 0),
    ],
)
def test_what_is_looked_for_is_found(source, found):
    assert len(list(faults(source))) == found


def test_names_that_windows_forbids_are_seen():
    assert forbidden("results/a:b/aux.csv") == ["a:b", "aux.csv"]
    assert forbidden("results/paper/figure_1.en.png") == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_workflow_asks_for_nothing_that_only_unix_has(path):
    assert list(faults(path.read_text(encoding="utf-8"))) == []


def test_rules_run_scripts_and_no_shell():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow").rglob("*.smk"))
    assert not re.search(r"^\s+shell:", text, re.MULTILINE)


def test_every_name_is_one_that_windows_takes():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    results = [line.split("  ")[1] for line in (ROOT / "tests" / "expected" / "paper.sha256").read_text().splitlines()]
    for names in (list(filter(None, tracked)), results):
        assert [name for name in names if forbidden(name)] == []
        assert len({name.casefold() for name in names}) == len(names)
        assert max(map(len, names)) < 120
