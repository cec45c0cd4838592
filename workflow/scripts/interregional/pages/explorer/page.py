"""Figure 1 alive: one page with the network, its years, its readings and its evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from textwrap import indent
from typing import Any

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.typesetting import FOLDER, policy_hash, template
from interregional.pages.explorer.blocks import dyad_blocks, spell_blocks, year_blocks
from interregional.pages.explorer.overview import build_overview, tied_pairs
from interregional.pages.explorer.tables import Edition, Tables
from interregional.time.years import DATING, PERSISTENCE

# The parts of the script, templates/explorer/<part>.js, each using names of those before it as the page loads.
SCRIPT = (
    "data", "state", "words", "elements", "levels", "picture", "pointing", "legend", "years", "choices", "search",
    "panel", "actor_panel", "tables", "taking", "page", "listening",
)  # fmt: skip


def build_explorer(
    tables: Tables,
    sources: Iterable[Mapping[str, Any]],
    codebook: Codebook,
    readings: Mapping[str, Mapping[str, Any]],
    wordings: Mapping[str, Wording],
    edition: Edition,
) -> str:
    """The page, in the languages of the edition, with all data inside.

    What a first view doesn't need stands in blocks of their own, after the script, and is parsed
    when it is asked for: events by dyad, levels by reading, ranks by year.

    Args:
        tables: the results.
        sources: CSL-JSON entries of the works that the events name.
        codebook, readings, wordings: labels, groups of the readings, words.
        edition: what the configuration says.

    Returns:
        HTML that loads nothing from elsewhere.
    """
    pairs = tied_pairs(tables)
    declared = f"levels.{edition.reading}.{PERSISTENCE[0]}.{DATING[0]}"
    spells = dict(spell_blocks(tables, pairs, codebook))
    first = {declared: spells.pop(declared)} if declared in spells else {}
    later = {**spells, **dict(year_blocks(tables)), **dict(dyad_blocks(tables, pairs))}
    script = join_script()
    style = (FOLDER / "explorer.css").read_text(encoding="utf-8")
    first_language = next(iter(wordings))
    data = build_overview(tables, pairs, sources, codebook, readings, wordings, edition)
    return template("explorer.html.jinja").render(
        words=data["words"][first_language],
        first_language=first_language,
        other=data["words"].get("fa") if first_language != "fa" else None,
        publication=edition.publication,
        style=style,
        script=script,
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
        data=embed(data),
        first=((name, embed(block)) for name, block in first.items()),
        later=((name, embed(block)) for name, block in later.items()),
    )


def join_script() -> str:
    """The script of the page: its parts in order, in one scope, so that no name of theirs is seen from outside."""
    parts = ((FOLDER / "explorer" / f"{part}.js").read_text(encoding="utf-8") for part in SCRIPT)
    inside = indent("\n".join(parts), "  ")
    return f'"use strict";\n(() => {{\n{inside}}})();\n'


def embed(value: Any) -> str:
    """JSON that may stand inside a `script` element: no `<`, `>`, `&` or line separators in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
