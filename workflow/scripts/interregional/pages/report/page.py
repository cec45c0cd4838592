"""The report of an edition: one page in its languages, with tables, figures, prose and what was run."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from interregional.catalogue.assumptions import ASSUMED
from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits import tables
from interregional.exhibits.typesetting import FOLDER, policy_hash, template
from interregional.levels.scale import WEAK_SCALE
from interregional.pages.findings import VERDICTS, concluding_claims, has_own_definitions, hub
from interregional.pages.report import cells, measure, replication, run, short, time
from interregional.pages.report.cells import Grid, Speech
from interregional.pages.report.corroboration import corroborate
from interregional.pages.report.material import Edition, Material, prose_sections
from interregional.tables.files import records, split_list
from interregional.tables.shares import FEWEST

# The report's sections in order, the answer first; those of the findings take their titles from there.
SECTIONS = (
    "glance", "question", "method", "figure", "claims", "corroboration", "levels", "bounds", "readings", "coders",
    "transfers", "time", "members", "tables", "slips", "limits", "run", "files",
)  # fmt: skip
# Those that speak of a publication.
BESIDE = ("question", "claims", "slips")
# What stands open in its section, where an edition has it; all else is folded.
OPEN = ("figure_1_difference", "confusion", "order", "specifications", "flows", "levels_by_year")
OPEN_ALONE = ("figure_1", "order", "specifications", "flows", "levels_by_year")


def build_views(
    material: Material, codebook: Codebook, wordings: Mapping[str, Wording], edition: Edition
) -> list[dict[str, Any]]:
    """What the report shows in each language of the edition.

    Args:
        material: results, prose, figures and the list of exhibits.
        codebook, wordings: labels and words.
        edition: what the configuration says.
    """
    return [_view(material, codebook, wording, edition) for wording in wordings.values()]


def build_report(views: Sequence[Mapping[str, Any]], edition: Edition) -> str:
    """The page, in the languages of the edition.

    Returns:
        HTML that loads nothing from elsewhere. With scripts off it shows one language below the other.
    """
    style = (FOLDER / "report.css").read_text(encoding="utf-8")
    script = (FOLDER / "report.js").read_text(encoding="utf-8")
    return template("report.html.jinja").render(
        views=views,
        publication=bool(edition.publication),
        style=Markup(style),
        script=Markup(script),
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )


def _view(material: Material, codebook: Codebook, wording: Wording, edition: Edition) -> dict[str, Any]:
    """Everything that the template shows in one language."""
    tables = material.tables
    actors = tables["actors"].set_index("code")
    names, labels = (dict(actors[f"{column}_{wording.language}"]) for column in ("name", "label"))
    say = Speech(wording, codebook, names, labels)
    prose = prose_sections(material.prose[wording.language], bool(edition.publication))
    numbers = short.Numbers(tables, material.places, wording)
    exhibits = {
        row["key"]: _exhibit(row, material, wording)
        for row in records(material.exhibits)
        if row["key"] != "reliability" or "reliability" in tables
    }
    apart = "three_way" in tables
    absent = (() if edition.publication else BESIDE) + (() if apart else ("corroboration",))
    shown = [name for name in SECTIONS if name not in absent]
    opened = OPEN if edition.publication else OPEN_ALONE
    told = short.write_short(
        wording.of_publication(material.short[wording.language]), numbers, _named(material, edition, say)
    )
    sections = [
        {
            "key": name,
            "title": prose[name][0] if name in prose else say(f"section={name}"),
            "short": told[name],
            "prose": prose.get(name, ("", ""))[1],
            "open": [key for key in opened if key in exhibits and exhibits[key]["section"] == name],
            "folded": [key for key in exhibits if key not in opened and exhibits[key]["section"] == name],
        }
        for name in shown
    ]
    return {
        "language": wording.language,
        "direction": wording.direction,
        "say": say,
        "words": wording.words,
        "edition": wording.edition(edition.name),
        "reading": wording.words.get(f"features={edition.reading}", edition.reading),
        "sections": sections,
        "exhibits": exhibits,
        "grids": _grids(material, codebook, say, edition),
        **(_beside_publication(tables, say, edition.publication) if edition.publication else {}),
        **({"corroboration": corroborate(tables, say)} if apart else {}),
        "three_way": material.pictures.get(("three_way", wording.language)),
    }


def _named(material: Material, edition: Edition, say: Speech) -> dict[str, Any]:
    """What the short text names beside its numbers."""
    return {
        "publication": bool(edition.publication),
        "own_definitions": has_own_definitions(edition.publication, edition.reading),
        "concluding": bool(concluding_claims(edition.publication)),
        "caveat_of": edition.settings.get("caveat", ""),
        "caveat": say.wording["selection_note"],
        "reading": edition.reading,
        "last_year": edition.last_year,
        "hub": hub(material.tables["chance"]),
        "found": [level for level in say.codebook.values("level") if level in set(material.tables["dyads"]["level"])],
        "assumed": ASSUMED,
        "weak_scale": WEAK_SCALE,
        "fewest": FEWEST,
        "actor": lambda code: say.short.get(code, code),
        "level": say.level,
    }


def _beside_publication(
    tables: Mapping[str, pd.DataFrame], say: Speech, publication: Mapping[str, str]
) -> dict[str, Any]:
    """What the template shows of the claims and slips of a publication."""
    claims = tables["claims"]
    return {
        "verdicts": _verdicts(claims, say),
        "all_claims": say.wording.count(len(claims)),
        "claims": _claims(claims, say),
        "shown_claims": concluding_claims(publication),
        "slips": _slips(tables["inconsistencies"], say),
    }


def _grids(material: Material, codebook: Codebook, say: Speech, edition: Edition) -> dict[str, Grid]:
    given = material.tables
    order = given["table_1"] if edition.publication else tables.arrange_dyads(given["dyads"], codebook)
    table_1 = tables.table_1(order, given["actors"], codebook, say.wording)
    table_2 = tables.table_2(given["evidence"], codebook, say.wording)
    found = {
        "settings": run.settings(edition.settings, say),
        "packages": run.packages(material.packages, say),
        "inputs": run.inputs(given["inputs"], say),
        "table_1": cells.from_exhibit(table_1),
        "table_2": cells.from_exhibit(table_2),
        "dyads": measure.dyads(given["dyads"], say),
        "scale": measure.scale(given["scale"], say),
        "face_validity": measure.face_validity(given["face_validity"], edition.reading, say),
        "transfers": measure.giving(given["transfers"], say),
        "chance": measure.chance(given["chance"], say),
        "turning_points": time.turning_points(given["turning_points"], say),
        "periods": time.periods(given["periods"], say),
        "recency": time.recency(given["recency"], say),
        "sizes": time.sizes(given["sizes_by_year"], material.regions, edition.last_year, say),
    }
    if edition.publication:
        found |= {
            "table_1_printed": replication.printed_table_1(given["table_1"], say),
            "table_2": replication.table_2_beside(given["table_2"], table_2, say),
            "levels": replication.levels(given["levels"], say),
            "agreement": replication.agreement(given["agreement"], say),
            "balance": replication.balance(given["balance"], say),
            "rule_search": replication.rule_search(given["rule_search"], say),
            "pairs": replication.pairs(given["unreproducible_pairs"], say),
        }
    if "reliability" in given:
        found["reliability"] = replication.reliability(given["reliability"], say)
    return found


def _exhibit(row: Mapping[str, Any], material: Material, wording: Wording) -> dict[str, Any]:
    """An exhibit in one language: title, text for who can't see it, picture, files by kind, rule and script."""
    language = wording.language
    files = [name.format(language=language) for name in split_list(row["files"])]
    return {
        **{key: row[key] for key in ("key", "kind", "section", "rule", "script")},
        "title": wording.of_publication(row[f"title_{language}"]),
        "alt": wording.of_publication(row[f"alt_{language}"]),
        "picture": material.pictures.get((row["key"], language)),
        "files": files,
    }


def _verdicts(claims: pd.DataFrame, say: Speech) -> list[dict[str, Any]]:
    """Each verdict with its word, how many claims have it, and where its part of the bar begins."""
    numbers = [int((claims["verdict"] == verdict).sum()) for verdict in VERDICTS]
    return [
        {
            "key": verdict.replace(" ", "-"),
            "name": say.wording[f"verdict={verdict}"],
            "number": number,
            "shown": say.wording.count(number),
            "start": start,
        }
        for verdict, number, start in zip(VERDICTS, numbers, itertools.accumulate(numbers, initial=0))
    ]


def _claims(claims: pd.DataFrame, say: Speech) -> list[dict[str, Any]]:
    """The claims by section of the paper, in the order of the text."""

    def told(row: Mapping[str, str]) -> dict[str, Any]:
        return {
            "id": row["claim_id"],
            "claim": say.claim(row),
            "verdict": row["verdict"].replace(" ", "-"),
            "word": say.wording[f"verdict={row['verdict']}"],
            "statistic": "" if row["statistic"] == "none" else row["statistic"],
            "value": row["value"],
            "p": row["p_holm"],
            "note": row["note"],
            "words": _quoted(row["locator"]),
        }

    sections = claims.groupby("section", sort=False)
    return [{"name": _place(str(section), say), "claims": list(map(told, records(own)))} for section, own in sections]


def _slips(table: pd.DataFrame, say: Speech) -> list[dict[str, Any]]:
    """The slips of the paper by kind."""
    own = "_fa" if say.wording.language == "fa" else ""

    def told(row: Mapping[str, str]) -> dict[str, str]:
        return {
            "id": row["id"],
            "place": _place(row["where"].partition(":")[0], say),
            "words": _quoted(row["where"]),
            "what": row[f"what{own}"],
            "handled": row[f"how_handled{own}"],
        }

    return [
        {
            "name": say.label("slip", str(kind)),
            "count": say.wording.count(len(rows)),
            "slips": list(map(told, records(rows))),
        }
        for kind, rows in table.groupby("kind")
    ]


def _place(section: str, say: Speech) -> str:
    """The name of a section of the paper: a word, or its number."""
    known = say.wording.words.get(f"report_place={section}")
    return known or say("place").format(say.wording.number(section))


def _quoted(locator: str) -> str:
    """The words as printed of a locator `section: words`."""
    return locator.partition(":")[2].strip()
