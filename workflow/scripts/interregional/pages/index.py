"""The page to start from: what an edition holds, in the order in which a reader, a reviewer and a data user need it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from interregional.codebook.wording import Wording
from interregional.exhibits.typesetting import FOLDER, policy_hash, template
from interregional.pages.pictures import Picture

# For each kind of visitor, in order: the key of the words (`index=<key>`), and the files, the first to be opened first.
# What an edition doesn't make isn't shown.
PARTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "reader": (
        ("report", "report.html", "report.{language}.pdf"),
        ("explorer", "explorer.html"),
        ("table_1", *(f"tables/table_1.{{language}}.{ending}" for ending in ("html", "docx", "tex", "csv"))),
        ("table_2", *(f"tables/table_2.{{language}}.{ending}" for ending in ("html", "docx", "tex", "csv"))),
        ("figure_1", *(f"figures/figure_1.{{language}}.{ending}" for ending in ("svg", "pdf", "png"))),
        ("findings", "replication/findings.{language}.md"),
        ("changes", "changes/changes.{language}.html"),
        ("catalogues", "streams/catalogues.{language}.html"),
        ("dyad", "notebooks/dyad.html"),
    ),
    "reviewer": (
        ("levels", "replication/levels.csv", "replication/agreement.csv", "replication/balance.csv"),
        ("claims", "replication/claims.csv", "replication/inconsistencies.csv"),
        ("three_way", "replication/three_way.csv", "replication/three_way_claims.csv"),
        (
            "readings", "replication/sensitivity.csv", "replication/robustness.csv", "replication/rule_search.csv",
            "replication/unreproducible_pairs.csv",
        ),
        ("scale", "replication/scale.csv", "replication/face_validity.csv", "replication/order.csv"),
        ("coders", "replication/reliability.csv", "replication/reliability_differences.csv"),
        ("notebooks", "notebooks/replication.html", "notebooks/readings_and_claims.html", "notebooks/time.html"),
        ("inputs", "replication/inputs.csv", "cleaning_log.csv", "coverage.csv", "recall.csv"),
        ("manifest", "manifest.sha256"),
    ),
    "data": (
        ("workbook", "results.xlsx"),
        ("codebook", "codebook.{language}.html", "codebook.{language}.pdf"),
        ("events", "events.csv", "evidence.csv", "recurrences.csv"),
        ("dyads", "dyads.csv", "levels_by_year.csv", "transfers.csv"),
        (
            "network", "network/network.gexf", "network/network.graphml", "network/nodes.csv", "network/edges.csv",
            "network/flows.csv", "network/measures.csv",
        ),
        ("years", "network/nodes_by_year.csv", "network/tie_histories.csv", "time/periods.csv", "time/series.csv"),
        ("members", "memberships/sizes_by_year.csv", "memberships/overlap.csv", "memberships/two_mode.graphml"),
    ),
}  # fmt: skip


def build_index(
    edition: str,
    made: Collection[str],
    tables: Mapping[str, pd.DataFrame],
    exhibit: Mapping[str, Any],
    pictures: Mapping[str, Picture],
    wordings: Mapping[str, Wording],
) -> str:
    """The page, in every language of the edition, one beside the other.

    Args:
        edition: its name.
        made: the files of the edition, seen from its folder.
        tables: events and dyads, to be counted.
        exhibit: the row of the list of exhibits for the figure that opens the page.
        pictures: that figure by language.
        wordings: words by language.

    Returns:
        HTML that loads nothing and has no script.
    """
    style = (FOLDER / "index.css").read_text(encoding="utf-8")
    views = [
        {
            "language": language,
            "direction": wording.direction,
            "words": wording.words,
            "edition": wording.edition(edition),
            "counts": [
                (wording["explorer_count_events"], wording.count((tables["events"]["dyadic"] == "yes").sum())),
                (wording["explorer_count_dyads"], wording.count(len(tables["dyads"]))),
            ],
            "picture": pictures[language],
            "figure": f"figures/{exhibit['key']}.{language}.svg",
            "caption": wording.of_publication(exhibit[f"title_{language}"]),
            "alt": wording.of_publication(exhibit[f"alt_{language}"]),
            "parts": {part: _entries(part, made, wording) for part in PARTS},
        }
        for language, wording in wordings.items()
    ]
    return template("index.html.jinja").render(
        views=views, edition=edition, style=Markup(style), style_hash=policy_hash(style)
    )


def _entries(part: str, made: Collection[str], wording: Wording) -> list[dict[str, Any]]:
    """What a kind of visitor needs: title, a sentence, and the files, of which the first is what the title leads to."""
    found = []
    for key, *files in PARTS[part]:
        own = [file for name in files if (file := name.format(language=wording.language)) in made]
        if own:
            title, _, text = wording[f"index={key}"].partition(": ")
            opened = f"{own[0]}#lang={wording.language}" if key == "explorer" else own[0]
            found.append({"title": title, "text": text, "opened": opened, "files": own})
    return found
