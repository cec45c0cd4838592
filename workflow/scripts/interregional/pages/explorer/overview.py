"""What a first view needs: words, labels, looks, actors and ties."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from interregional.catalogue.actors import dyad_type, is_part_whole, wholes
from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import ALONE, LANGUAGES, Wording
from interregional.levels.readings import level_of
from interregional.network.marks import kind_styles, level_styles, place_actors
from interregional.pages.explorer.tables import (
    EVENT_COLUMNS,
    MEASURES,
    RANKS,
    Edition,
    Tables,
    by_dyad,
    event_ids,
    grouped,
)
from interregional.tables.files import records, split_list
from interregional.tables.text import fold
from interregional.time.years import DATING, PERSISTENCE

_VARIABLES = (
    "level", "indicator", "kind", "dyad_type", "event_type", "recurrence", "setting", "scope", "resource",
    "confidence", "issue_area", "membership_status",
)  # fmt: skip


_PREFIX = "explorer_"
# Words of other tables and figures that the page shows too.
_SHARED_WORDS = (
    "selection_note", "legend_levels", "legend_kinds", "legend_open", "legend_arrow", "legend_part_whole",
)  # fmt: skip
# Words that only an edition with a publication needs begin so.
_OF_PUBLICATION = (
    "paper", "doi", "published", "agree=", "agreement=silent", "difference", "source_note", "source=published",
    "source=both", "source=differ", "legend_published",
)  # fmt: skip
# A level that is no tie is drawn too, where it is asked for.
_NO_LEVEL: dict[str, Any] = {"linestyle": (0, (1, 6)), "linewidth": 0.8, "color": "#767676"}
# Of a point on the page.
_PIXELS = 1.35
# Corners of each mark of matplotlib, and where the first stands, in degrees.
_SIDES = {"^": (3, 90), "s": (4, 45), "D": (4, 90), "p": (5, 90), "h": (6, 90)}


def tied_pairs(tables: Tables) -> list[tuple[str, str]]:
    """The dyads with an event, those of which a publication speaks, and those of the edition compared with, sorted."""
    told = [*zip(tables.dyads["actor_a"], tables.dyads["actor_b"])]
    stated = [*zip(tables.levels["actor_a"], tables.levels["actor_b"])]
    known = set(tables.actors["code"])
    others = [pair for pair in _other_levels(tables) if set(pair) <= known]
    return sorted({*told, *stated, *others})


def _other_levels(tables: Tables) -> dict[tuple[str, str], str]:
    """The level of each dyad in the edition compared with; empty where there is none."""
    return {} if tables.other is None else {dyad: row["level"] for dyad, row in by_dyad(tables.other).items()}


def build_overview(
    tables: Tables,
    pairs: Sequence[tuple[str, str]],
    sources: Iterable[Mapping[str, Any]],
    codebook: Codebook,
    readings: Mapping[str, Mapping[str, Any]],
    wordings: Mapping[str, Wording],
    edition: Edition,
) -> dict[str, Any]:
    tied = {code for pair in pairs for code in pair}
    years = [*tables.spells["from_year"].astype(int), *tables.spells["to_year"].astype(int)]
    used = set(tables.events["source_key"])
    return {
        "edition": edition.name,
        "publication": edition.publication,
        "other": bool(edition.other),
        "reading": edition.reading,
        "readings": list(readings),
        "needs": {name: reading["levels"] for name, reading in readings.items()},
        "persistence": list(PERSISTENCE),
        "dating": list(DATING),
        "figure": [level for level in codebook.values("level") if level in edition.levels],
        "years": [min(years), max(years)] if years else [],
        "words": {language: _words(wording, edition) for language, wording in wordings.items()},
        "labels": _labels(codebook) | _reading_labels(readings, wordings, edition) | {"region": _region_labels(tables)},
        "levels": [_level_style(level, codebook) for level in codebook.values("level")],
        "indicators": records(codebook.indicators[["indicator", "level"]]),
        "kinds": {kind: _kind_style(style) for kind, style in kind_styles(codebook).items()},
        "columns": EVENT_COLUMNS,
        "ranks": RANKS,
        "events": int((tables.events["dyadic"] == "yes").sum()),
        "actors": _actors(tables, tied),
        "ties": _ties(tables, pairs, codebook, readings),
        "flows": _flows(tables.flows),
        "sources": {entry["id"]: _source(entry) for entry in sources if entry["id"] in used},
    }


def _words(wording: Wording, edition: Edition) -> dict[str, str]:
    own = {key.removeprefix(_PREFIX): text for key, text in wording.words.items() if key.startswith(_PREFIX)}
    own = {key: text for key, text in own.items() if not key.endswith(ALONE)}
    if not edition.publication:
        own = {key: text for key, text in own.items() if not key.startswith(_OF_PUBLICATION)}
    names = {"edition_name": wording.edition(edition.name), "other_name": wording.edition(edition.other)}
    return own | names | {key: wording[key] for key in _SHARED_WORDS}


def _labels(codebook: Codebook) -> dict[str, dict[str, list[str]]]:
    """Variable to value to its labels, English first."""
    found = {}
    for variable in _VARIABLES:
        english, persian = (codebook.labels(variable, language) for language in LANGUAGES)
        found[variable] = {value: [english[value], persian[value]] for value in codebook.values(variable)}
    found["definition"] = {
        row["level"]: [row["definition_en"], row["definition_fa"]] for row in records(codebook.levels)
    }
    found["currency"] = {row["currency"]: [row["label_en"], row["label_fa"]] for row in records(codebook.currencies)}
    return found


def _reading_labels(
    readings: Mapping[str, Mapping[str, Any]], wordings: Mapping[str, Wording], edition: Edition
) -> dict[str, dict[str, list[str]]]:
    """Labels of the readings; without a publication, words that refer to none."""
    found = {}
    for name, entry in readings.items():
        own = {language: entry[f"label_{language}"] for language in LANGUAGES}
        if not edition.publication:
            own |= {spoken: words.words.get(f"features={name}", own[spoken]) for spoken, words in wordings.items()}
        found[name] = [own[language] for language in LANGUAGES]
    return {"reading": found}


def _region_labels(tables: Tables) -> dict[str, list[str]]:
    """Regions of the actors; one that the table of regions lacks keeps its English name."""
    persian = dict(zip(tables.regions["region"], tables.regions["label_fa"]))
    return {region: [region, persian.get(region, region)] for region in sorted(set(tables.actors["region"])) if region}


def _level_style(level: str, codebook: Codebook) -> dict[str, Any]:
    """A level's line as SVG draws it; matplotlib counts dashes in widths of the line."""
    style = level_styles(codebook).get(level, _NO_LEVEL)
    width = style["linewidth"] * _PIXELS
    dashes = [] if style["linestyle"] == "solid" else [round(part * width, 2) for part in style["linestyle"][1]]
    return {"level": level, "width": round(width, 2), "dash": dashes, "color": style["color"]}


def _kind_style(style: Mapping[str, str]) -> dict[str, str]:
    if style["marker"] == "o":
        return {"path": "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z", "color": style["color"]}
    sides, turn = _SIDES[style["marker"]]
    angles = [math.radians(turn + 360 * side / sides) for side in range(sides)]
    corners = [f"{round(1.15 * math.cos(angle), 3):g} {round(-1.15 * math.sin(angle), 3):g}" for angle in angles]
    return {"path": f"M{'L'.join(corners)}Z", "color": style["color"]}


def _actors(tables: Tables, tied: Iterable[str]) -> list[dict[str, Any]]:
    placed = place_actors(tied, tables.layout)
    measured = tables.nodes.set_index("code")[MEASURES].to_dict("index")
    members = grouped(tables.memberships, ["organisation"], ["member", "status", "start", "end"])
    belongs = grouped(tables.memberships, ["member"], ["organisation", "status", "start", "end"])
    states = {row["code"]: [row["name_en"], row["name_fa"]] for row in records(tables.states)}
    found = []
    for row in records(tables.actors.sort_values("code")):
        code = row["code"]
        names = [row["name_en"], row["name_fa"], row["label_en"], row["label_fa"]]
        aliases = split_list(row["aliases"])
        found.append(
            {
                "code": code,
                "name": names[:2],
                "label": names[2:],
                "aliases": aliases,
                "keys": sorted({fold(name) for name in [code, *names, *aliases]}),
                "kind": row["kind"],
                "region": row["region"],
                "founded": row["founded"],
                "dissolved": row["dissolved"],
                "part_of": split_list(row["part_of"]),
                "place": placed.get(code),
                "measures": [float(measured[code][name]) for name in MEASURES] if code in measured else None,
                "members": [[states.get(member), member, *rest] for member, *rest in members.get((code,), [])],
                "member_of": belongs.get((code,), []),
            }
        )
    return found


def _ties(
    tables: Tables, pairs: Sequence[tuple[str, str]], codebook: Codebook, readings: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    dyads, published, balances = map(by_dyad, (tables.dyads, tables.levels, tables.balance))
    kinds = dict(zip(tables.actors["code"], tables.actors["kind"]))
    issues = dict(zip(tables.events["event_id"], tables.events["issue_area"]))
    rank, others, within = codebook.rank(), _other_levels(tables), wholes(tables.actors)
    found = []
    for a, b in pairs:
        coded, stated, balance = dyads.get((a, b)), published.get((a, b), {}), balances.get((a, b), {})
        tie = {
            "a": a, "b": b, "stated": stated.get("published_level", ""), "note": stated.get("note", ""),
            "before": "" if tables.other is None else others.get((a, b), "none"),
            "stated_balance": balance.get("published_balance", ""), "balance_agrees": balance.get("agree", ""),
        }  # fmt: skip
        if coded is None:
            tie |= {
                "type": dyad_type(kinds[a], kinds[b], codebook),
                "indicators": [],
                "ranks": [0] * len(readings),
                "part_whole": "yes" if is_part_whole(a, b, within) else "no",
                "events": 0,
                "issues": [],
            }
        else:
            shown, ids = split_list(coded["indicators"]), event_ids(coded)
            tie |= {
                "type": coded["dyad_type"],
                "indicators": shown,
                # The declared level is the table's own; the others follow from the same indicators.
                "ranks": [rank[level_of(shown, reading["levels"], rank)] for reading in readings.values()],
                "part_whole": coded["part_whole"],
                "events": len(ids),
                "issues": sorted({issue for event in ids for issue in split_list(issues[event])}),
                "first": coded["first_year"],
                "last": coded["last_year"],
                "flow_ab": int(coded["flow_ab"]),
                "flow_ba": int(coded["flow_ba"]),
                "balance": coded["balance"],
            }
        found.append(tie)
    return found


def _flows(flows: pd.DataFrame) -> list[list[Any]]:
    """source, target, transfers, and the sums by currency; a row for each direction."""
    found = []
    for (source, target), rows in flows.groupby(["source", "target"]):
        amounts = rows[rows["amount"] != ""]
        found.append([source, target, int(rows["events"].iloc[0]), amounts[["currency", "amount"]].to_numpy().tolist()])
    return found


def _source(entry: Mapping[str, Any]) -> list[str]:
    """Authors, year, title, what it stands in, address."""
    people = [
        person.get("literal") or ", ".join(filter(None, (person.get("family"), person.get("given"))))
        for person in entry.get("author", [])
    ]
    parts = entry.get("issued", {}).get("date-parts", [[""]])
    address = entry.get("URL") or (f"doi:{entry['DOI']}" if entry.get("DOI") else "")
    inside = entry.get("container-title") or entry.get("publisher") or ""
    return ["; ".join(people), str(parts[0][0]), entry.get("title", ""), inside, address]
