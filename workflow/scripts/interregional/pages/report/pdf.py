"""The short report as a PDF of A4 pages, set by typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from interregional.exhibits.typesetting import FOLDER, set_pdf
from interregional.pages.codebook.pdf import pages_in
from interregional.pages.report.short import Source

HEADS = ("from_number", "from_table", "from_rows", "from_told", "rule")
TONES = {"supported": "#1f6b43", "mixed": "#7d5a00", "not-supported": "#a1331f", "not-testable": "#4f5a67"}


def document(view: Mapping[str, Any]) -> dict[str, Any]:
    """What templates/report.typ reads: the short text with its figures, and where each number comes from.

    Args:
        view: one of `page.build_views`.
    """
    say = view["say"]
    claims = [claim for group in view.get("claims", []) for claim in group["claims"]]
    chosen = [
        {**asdict(claim["claim"]), "word": claim["word"], "tone": TONES[claim["verdict"]]}
        for claim in claims
        if claim["id"] in view["shown_claims"]
    ]
    return {
        **pages_in(say.wording),
        "title": say("title"),
        "subtitle": say("subtitle"),
        "paper": say("paper") if claims else "",
        "lines": [f"{say('edition')}: {view['edition']}", f"{say('reading')}: {view['reading']}"],
        "caveat": view["words"]["selection_note"],
        "sections": [
            {
                "key": section["key"],
                "title": section["title"],
                "blocks": [[asdict(run) for run in runs] for runs in section["short"].blocks],
                "chosen": chosen if section["key"] == "claims" else [],
                "figures": [{"key": key, "title": view["exhibits"][key]["title"]} for key in section["open"]],
                "sources": [_row(source, say) for source in section["short"].sources],
            }
            for section in view["sections"]
            if section["key"] != "files"
        ],
        "from": say("from"),
        "heads": [say(head) for head in HEADS],
    }


def _row(source: Source, say: Any) -> list[str]:
    told = say(f"from={source.measure}")
    rows = source.rows or say("from_all")
    return [source.shown, source.place.file, rows, f"{told} {source.column}".strip(), source.place.rule]


def write_pdf(view: Mapping[str, Any], drawings: Mapping[str, bytes]) -> bytes:
    """The short report of one language as a PDF without dates.

    Args:
        view: one of `page.build_views`.
        drawings: SVG files of the figures by their keys.
    """
    found = document(view)
    shown = {figure["key"] for section in found["sections"] for figure in section["figures"]}
    files = {f"{key}.svg": drawings[key] for key in sorted(shown)}
    content = json.dumps(found, ensure_ascii=False)
    return set_pdf((FOLDER / "report.typ").read_bytes(), {"report.json": content.encode(), **files})
