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
    """The page of one language: first how right the records are and how much is found; then agreement, dyads,
    indicators, actors that the streams see, codes, files, and rules.

    Args:
        tables: precision (see `streams.audit`); hand_events, recall, levels, agreement and indicators (see
            `changes.catalogues`); coverage, sensitivity, codes, missing and files (see `streams`).
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
        how_right=_how_right(tables["precision"], wording),
        how_much=_how_much(tables["recall"], wording),
        judged=[row | {"of": _group(row, names, types, wording)} for row in records(_shown(tables["precision"]))],
        hand_events=[
            row
            | {
                "dyad": " – ".join(names.get(row[key], row[key]) for key in ("actor_a", "actor_b")),
                "type": types[row["event_type"]],
            }
            for row in records(tables["hand_events"])
        ],
        dyads=dyads,
        counts={key: sum(row["seen_by"] == key for row in dyads) for key in ("both", "hand", "machine")},
        agreement=[row for row in agreement if row["statistic"] in ("agreement", "kappa", "alpha_ordinal")],
        indicators=records(tables["indicators"]),
        unseen=[row | {"name": names[row["actor"]]} for row in coverage if row["visible"] == "no"],
        found=[row | {"name": names[row["actor"]]} for row in coverage if row["sides"] != "0"],
        codes=[row | {"type": types.get(row["event_type"], "–")} for row in records(tables["codes"])],
        missing=records(tables["missing"]),
        files=records(tables["files"]),
        levels=[(level, levels[level]) for level in codebook.rank()],
        sensitivity=records(tables["sensitivity"]),
    )


def _shown(precision: pd.DataFrame) -> pd.DataFrame:
    """Each verdict over all records of a sample; by group, whether all three verdicts are right."""
    return precision[(precision["by"] == "total") | (precision["verdict"] == "all")]


def _how_right(precision: pd.DataFrame, wording: Wording) -> list[str]:
    """The result of the last sample, and what it rests on."""
    is_last = precision["sample"] == max(precision["sample"], key=int)
    own, before = precision[is_last], precision[~is_last]
    total = {row["verdict"]: row for row in records(own[own["by"] == "total"])}
    record, event = total["all"], total["event"]
    counts = {key: wording.count(record[key]) for key in ("judged", "right", "wrong", "unclear")}
    shares = {key: wording.share(record[key]) for key in ("share", "low", "high")}
    events = {f"event_{key}": wording.share(event[key]) for key in ("share", "low", "high")}
    events |= {"events": wording.count(event["judged"]), "real": wording.count(event["right"])}
    between = "، " if wording.language == "fa" else ", "
    layouts = between.join(own.loc[own["by"] == "layout", "group"].drop_duplicates())
    earlier = [
        wording["catalogues_of"].format(
            right=wording.count(row["right"]), judged=wording.count(row["judged"]), layout=row["group"]
        )
        for row in records(before[(before["by"] == "layout") & (before["verdict"] == "all")])
    ]
    return [
        wording["catalogues_precision"].format(**counts, **shares, **events),
        wording["catalogues_precision_rests"].format(layouts=layouts, before=between.join(earlier)),
    ]


def _how_much(recall: pd.DataFrame, wording: Wording) -> str:
    """How many of the hand-coded events were found, or that there are none to compare."""
    found, same = (
        records(recall[(recall["by"] == "total") & (recall["verdict"] == verdict)])[0]
        for verdict in ("found", "same_type")
    )
    if int(found["events"]) == 0:
        return wording["catalogues_recall_none"]
    shares = {key: wording.share(found[key]) for key in ("share", "low", "high")}
    shares |= {f"same_{key}": wording.share(same[key]) for key in ("share", "low", "high")}
    counts = {"events": wording.count(found["events"]), "found": wording.count(found["found"])}
    return wording["catalogues_recall"].format(**counts, **shares, same=wording.count(same["found"]))


def _group(row: Mapping[str, str], names: Mapping[str, str], types: Mapping[str, str], wording: Wording) -> str:
    group = row["group"]
    if row["by"] == "cause":
        return wording[f"catalogues_cause={group}"]
    return {"actor": names, "event_type": types}.get(row["by"], {}).get(group, group)
