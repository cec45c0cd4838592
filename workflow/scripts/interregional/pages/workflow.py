"""The list of exhibits and the graph of rules as Markdown, from the workflow itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from interregional.codebook.wording import LANGUAGES, Wording
from interregional.tables.files import records, split_list
from interregional.tables.textfiles import read_text

# Rules that gather everything: their edges would hide the others.
GATHER = ("all", "write_manifest")


def rule_places(folder: str | Path) -> dict[str, tuple[str, int]]:
    """The rule file and line of each rule of workflow/rules/."""
    found = {}
    for path in sorted(Path(folder).glob("*.smk")):
        for number, line in enumerate(read_text(path).splitlines(), start=1):
            if match := re.match(r"\s*(?:rule|use rule \w+ as) (\w+)(?: with)?:", line):
                found[match[1]] = (path.name, number)
    return found


def script_line(path: str | Path) -> int:
    """The line where a script begins its work: its first function, or its body where it has none."""
    lines = read_text(path).splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(("def ", "if __name__")))


def graph(dot: str) -> str:
    """What `snakemake --rulegraph dot` prints as a Mermaid flow chart: a line a rule, sorted, without `GATHER`."""
    names = dict(re.findall(r'^\s*(\d+)\[label = "(\w+)', dot, re.MULTILINE))
    fed: dict[str, list[str]] = {}
    for a, b in sorted({(names[a], names[b]) for a, b in re.findall(r"^\s*(\d+) -> (\d+)", dot, re.MULTILINE)}):
        if b not in GATHER:
            fed.setdefault(a, []).append(b)
    lines = [f"    {a} --> {' & '.join(own)}" for a, own in fed.items()]
    return "\n".join(["```mermaid", "flowchart LR", *lines, "```"])


def write_page(
    exhibits: pd.DataFrame, places: Mapping[str, tuple[str, int]], scripts: str | Path, dot: str, wording: Wording
) -> str:
    """The page of one language.

    Args:
        exhibits: see config/exhibits.csv.
        places: see `rule_places`.
        scripts: the folder of the scripts.
        dot: graph of the rules as Snakemake prints it.
        wording: words of the language.
    """
    rows = []
    for row in records(exhibits):
        smk, line = places[row["rule"]]
        rule = f"[`{row['rule']}`](../workflow/rules/{smk}#L{line})"
        start = script_line(Path(scripts) / row["script"])
        script = f"[`{row['script']}:{start}`](../workflow/scripts/{row['script']}#L{start})"
        kind = wording[f"exhibits_kind={row['kind']}"]
        rows.append(f"| {row[f'title_{wording.language}']} | {kind} | {rule} | {script} | {_files(row['files'])} |")
    counts = exhibits["kind"].value_counts()
    told = wording["exhibits_text"].format(*(wording.count(int(counts[kind])) for kind in ("figure", "table", "page")))
    heads = [wording[f"exhibits_head={key}"] for key in ("title", "kind", "rule", "script", "files")]
    head = f"| {' | '.join(heads)} |\n|---|---|---|---|---|"
    text = "\n\n".join(
        [
            f"# {wording['exhibits_title']}",
            told,
            "\n".join([head, *rows]),
            f"## {wording['exhibits_graph']}",
            wording["exhibits_graph_text"],
            graph(dot),
        ]
    )
    return f'<div dir="rtl" lang="fa">\n\n{text}\n\n</div>\n' if wording.direction == "rtl" else f"{text}\n"


def _files(cell: str) -> str:
    return ", ".join(
        f"`{file.format(language=language)}`"
        for file in split_list(cell)
        for language in (LANGUAGES if "{language}" in file else LANGUAGES[:1])
    )
