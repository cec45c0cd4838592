"""The machine-coded and the hand-coded catalogue side by side, as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.typesetting import template
from interregional.tables.files import records, split_list


def write_page(
    tables: Mapping[str, pd.DataFrame],
    editions: Sequence[str],
    names: Mapping[str, str],
    codebook: Codebook,
    wording: Wording,
) -> str:
    """The page of one language: agreement, dyads, indicators, actors that the streams see, codes, files, and rules.

    Args:
        tables: levels, agreement and indicators (see `stream_comparison`), coverage and sensitivity (see
            `stream_coverage`), codes and files (see `stream_coding` and `stream_reading`).
        editions: names of the hand-coded and the machine-coded edition.
        names: code to short name.
        codebook, wording: labels and words.

    Returns:
        HTML that loads nothing from elsewhere but the figure beside it.
    """
    language = wording.language
    levels, types = codebook.labels("level", language), codebook.labels("event_type", language)
    dyads = [
        row
        | {"dyad": f"{names[row['actor_a']]} – {names[row['actor_b']]}"}
        | {key: levels[row[f"{key}_level"]] for key in ("hand", "machine")}
        | {key: split_list(row[key]) for key in ("only_hand", "only_machine")}
        for row in records(tables["levels"])
    ]
    agreement = records(tables["agreement"])
    coverage = records(tables["coverage"])
    return template("catalogues.html.jinja").render(
        wording=wording,
        editions=editions,
        dyads=dyads,
        counts={key: sum(row["seen_by"] == key for row in dyads) for key in ("both", "hand", "machine")},
        agreement=[row for row in agreement if row["statistic"] in ("agreement", "kappa", "alpha_ordinal")],
        indicators=records(tables["indicators"]),
        unseen=[row | {"name": names[row["actor"]]} for row in coverage if row["visible"] == "no"],
        found=[row | {"name": names[row["actor"]]} for row in coverage if row["sides"] != "0"],
        codes=[row | {"type": types.get(row["event_type"], "–")} for row in records(tables["codes"])],
        files=records(tables["files"]),
        levels=[(level, levels[level]) for level in codebook.rank()],
        sensitivity=records(tables["sensitivity"]),
    )
