"""Figure 1 alive: one page with the network, its years, its readings and its evidence."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from interregional.catalogue.actors import dyad_type, is_part_whole
from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import LANGUAGES, Wording
from interregional.exhibits.marks import KIND_STYLE, LEVEL_STYLE, place_actors
from interregional.exhibits.markup import FOLDER, policy_hash, template
from interregional.levels.readings import level_of
from interregional.tables.files import records, split_list
from interregional.tables.text import fold
from interregional.time.years import DATING, PERSISTENCE

EVENT_COLUMNS = [
    "event_id", "start", "end", "source", "target", "others", "directed", "event_type", "recurrence", "setting",
    "scope", "resource", "amount", "currency", "recipient", "part_of", "issue_area", "location", "description_en",
    "description_fa", "source_key", "locator", "confidence", "note",
]  # fmt: skip
MEASURES = ["degree", "strength", "betweenness", "flows_out", "flows_in"]
RANKS = ["degree", "strength", "betweenness", "rank_degree", "rank_strength", "rank_betweenness"]
# What is used of the tables over time and of members.
SPELL_COLUMNS = ["reading", "persistence", "dating", "actor_a", "actor_b", "from_year", "to_year", "level"]
EVIDENCE_YEAR_COLUMNS = [
    "actor_a", "actor_b", "indicator", "event_id", "persistence", "dating", "from_year", "to_year",
]  # fmt: skip
NODE_YEAR_COLUMNS = ["year", "code", *RANKS]
MEMBERSHIP_COLUMNS = ["member", "organisation", "status", "start", "end"]
STATE_COLUMNS = ["code", "name_en", "name_fa"]
REGION_COLUMNS = ["region", "label_fa"]
_VARIABLES = (
    "level", "indicator", "kind", "dyad_type", "event_type", "recurrence", "setting", "scope", "resource",
    "confidence", "issue_area", "membership_status",
)  # fmt: skip
# Words of other tables and figures that the page shows too.
_SHARED_WORDS = (
    "selection_note",
    "legend_levels",
    "legend_kinds",
    "legend_arrow",
    "legend_part_whole",
)
_PREFIX = "explorer_"
# A level that is no tie is drawn too, where it is asked for.
_NO_LEVEL: dict[str, Any] = {"linestyle": (0, (1, 6)), "linewidth": 0.8, "color": "#767676"}
_PIXELS = 1.35
_SIDES = {"^": (3, 90), "s": (4, 45), "D": (4, 90), "p": (5, 90), "h": (6, 90)}


@dataclass(frozen=True)
class Tables:
    """The results that the explorer shows, as text cells.

    Attributes:
        events, evidence, dyads, actors: the coded catalogue.
        nodes, flows: measures of the actors; transfers.
        levels, balance: what the paper states, set against the coded dyads.
        layout: positions; see `marks.place_actors`.
        spells: levels by reading, persistence and dating (`SPELL_COLUMNS`).
        evidence_years: from when to when each event shows an indicator.
        node_years: measures and ranks of the actors by year.
        memberships, states: who belongs to which organisation, and the states' names.
        regions: the regions' names in Persian (`config/regions.csv`).
    """

    events: pd.DataFrame
    evidence: pd.DataFrame
    dyads: pd.DataFrame
    actors: pd.DataFrame
    nodes: pd.DataFrame
    flows: pd.DataFrame
    levels: pd.DataFrame
    balance: pd.DataFrame
    layout: pd.DataFrame
    spells: pd.DataFrame
    evidence_years: pd.DataFrame
    node_years: pd.DataFrame
    memberships: pd.DataFrame
    states: pd.DataFrame
    regions: pd.DataFrame


@dataclass(frozen=True)
class Edition:
    """What the configuration says: the edition's name, its declared reading, the levels of Figure 1."""

    name: str
    reading: str
    levels: Sequence[str]


def build_explorer(
    tables: Tables,
    sources: Iterable[Mapping[str, Any]],
    codebook: Codebook,
    readings: Mapping[str, Mapping[str, Any]],
    wordings: Mapping[str, Wording],
    edition: Edition,
) -> str:
    """The page, in both languages, with all data inside.

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
    pairs = _pairs(tables)
    declared = f"levels.{edition.reading}.{PERSISTENCE[0]}.{DATING[0]}"
    spells = _spell_blocks(tables, pairs, codebook)
    first = [(name, block) for name, block in spells if name == declared]
    later = [*(spell for spell in spells if spell[0] != declared), *_year_blocks(tables), *_dyad_blocks(tables, pairs)]
    script = (FOLDER / "explorer.js").read_text(encoding="utf-8")
    style = (FOLDER / "explorer.css").read_text(encoding="utf-8")
    data = _overview(tables, pairs, sources, codebook, readings, wordings, edition)
    return template("explorer.html.jinja").render(
        words=data["words"]["en"],
        persian=data["words"]["fa"],
        style=style,
        script=script,
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
        data=embed(data),
        first=((name, embed(block)) for name, block in first),
        later=((name, embed(block)) for name, block in later),
    )


def embed(value: Any) -> str:
    """JSON that may stand inside a `script` element: no `<`, `>`, `&` or line separators in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _pairs(tables: Tables) -> list[tuple[str, str]]:
    """The dyads with an event and those of which the paper speaks, sorted."""
    told = [*zip(tables.dyads["actor_a"], tables.dyads["actor_b"])]
    stated = [*zip(tables.levels["actor_a"], tables.levels["actor_b"])]
    return sorted(set(told) | set(stated))


def _overview(
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
        "reading": edition.reading,
        "readings": list(readings),
        "persistence": list(PERSISTENCE),
        "dating": list(DATING),
        "figure": [level for level in codebook.values("level") if level in edition.levels],
        "years": [min(years), max(years)] if years else [],
        "words": {language: _words(wordings[language]) for language in LANGUAGES},
        "labels": _labels(codebook, readings) | {"region": _region_labels(tables)},
        "levels": [_level_style(level) for level in codebook.values("level")],
        "indicators": records(codebook.indicators[["indicator", "level"]]),
        "kinds": {kind: _kind_style(kind) for kind in codebook.values("kind")},
        "columns": EVENT_COLUMNS,
        "ranks": RANKS,
        "events": int((tables.events["dyadic"] == "yes").sum()),
        "actors": _actors(tables, tied),
        "ties": _ties(tables, pairs, codebook, readings),
        "flows": _flows(tables.flows),
        "sources": {entry["id"]: _source(entry) for entry in sources if entry["id"] in used},
    }


def _words(wording: Wording) -> dict[str, str]:
    own = {key.removeprefix(_PREFIX): text for key, text in wording.words.items() if key.startswith(_PREFIX)}
    return own | {key: wording[key] for key in _SHARED_WORDS}


def _labels(codebook: Codebook, readings: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """Variable to value to its labels, English first."""
    found = {}
    for variable in _VARIABLES:
        english, persian = (codebook.labels(variable, language) for language in LANGUAGES)
        found[variable] = {value: [english[value], persian[value]] for value in codebook.values(variable)}
    definitions = {row["level"]: [row["definition_en"], row["definition_fa"]] for row in records(codebook.levels)}
    found["definition"] = definitions
    found["currency"] = {row["currency"]: [row["label_en"], row["label_fa"]] for row in records(codebook.currencies)}
    found["reading"] = {name: [entry["label_en"], entry["label_fa"]] for name, entry in readings.items()}
    return found


def _region_labels(tables: Tables) -> dict[str, list[str]]:
    """Regions of the actors; one that the table of regions lacks keeps its English name."""
    persian = dict(zip(tables.regions["region"], tables.regions["label_fa"]))
    return {region: [region, persian.get(region, region)] for region in sorted(set(tables.actors["region"])) if region}


def _level_style(level: str) -> dict[str, Any]:
    """A level's line as SVG draws it; matplotlib counts dashes in widths of the line."""
    style = LEVEL_STYLE.get(level, _NO_LEVEL)
    width = style["linewidth"] * _PIXELS
    dashes = [] if style["linestyle"] == "solid" else [round(part * width, 2) for part in style["linestyle"][1]]
    return {"level": level, "width": round(width, 2), "dash": dashes, "color": style["color"]}


def _kind_style(kind: str) -> dict[str, str]:
    style = KIND_STYLE[kind]
    if style["marker"] == "o":
        return {"path": "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z", "color": style["color"]}
    sides, turn = _SIDES[style["marker"]]
    angles = [math.radians(turn + 360 * side / sides) for side in range(sides)]
    corners = [f"{round(1.15 * math.cos(angle), 3):g} {round(-1.15 * math.sin(angle), 3):g}" for angle in angles]
    return {"path": f"M{'L'.join(corners)}Z", "color": style["color"]}


def _actors(tables: Tables, tied: Iterable[str]) -> list[dict[str, Any]]:
    placed = place_actors(tied, tables.layout)
    measured = tables.nodes.set_index("code")[MEASURES].to_dict("index")
    members = _grouped(tables.memberships, ["organisation"], ["member", "status", "start", "end"])
    belongs = _grouped(tables.memberships, ["member"], ["organisation", "status", "start", "end"])
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


def _grouped(frame: pd.DataFrame, by: list[str], columns: list[str]) -> dict[tuple[str, ...], list[list[str]]]:
    """Rows as lists of the columns, by the key columns, in the order of the table."""
    found: dict[tuple[str, ...], list[list[str]]] = {}
    for row in frame[[*by, *columns]].itertuples(index=False):
        found.setdefault(tuple(row[: len(by)]), []).append([str(cell) for cell in row[len(by) :]])
    return found


def _ties(
    tables: Tables, pairs: Sequence[tuple[str, str]], codebook: Codebook, readings: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    dyads = {(row["actor_a"], row["actor_b"]): row for row in records(tables.dyads)}
    published = {(row["actor_a"], row["actor_b"]): row for row in records(tables.levels)}
    balances = {(row["actor_a"], row["actor_b"]): row for row in records(tables.balance)}
    kinds = dict(zip(tables.actors["code"], tables.actors["kind"]))
    issues = dict(zip(tables.events["event_id"], tables.events["issue_area"]))
    rank = codebook.rank()
    found = []
    for a, b in pairs:
        coded, stated, balance = dyads.get((a, b)), published.get((a, b), {}), balances.get((a, b), {})
        tie = {"a": a, "b": b, "stated": stated.get("published_level", ""), "note": stated.get("note", "")}
        tie |= {"stated_balance": balance.get("published_balance", ""), "balance_agrees": balance.get("agree", "")}
        if coded is None:
            none = {"type": dyad_type(kinds[a], kinds[b], codebook), "indicators": [], "ranks": [0] * len(readings)}
            part_whole = "yes" if is_part_whole(a, b, tables.actors) else "no"
            found.append(tie | none | {"part_whole": part_whole, "events": 0, "issues": []})
            continue
        shown, ids = split_list(coded["indicators"]), _event_ids(coded)
        found.append(
            tie
            | {
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
        )
    return found


def _event_ids(dyad: Mapping[str, Any]) -> list[str]:
    return sorted({*split_list(dyad["event_ids"]), *split_list(dyad["negative_event_ids"])})


def _flows(flows: pd.DataFrame) -> list[list[Any]]:
    """source, target, transfers, and the sums by currency; a row for each direction."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in records(flows):
        entry = found.setdefault((row["source"], row["target"]), [row["source"], row["target"], int(row["events"]), []])
        if row["amount"]:
            entry[3].append([row["currency"], row["amount"]])
    return [found[key] for key in sorted(found)]


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


def _spell_blocks(
    tables: Tables, pairs: Sequence[tuple[str, str]], codebook: Codebook
) -> list[tuple[str, list[list[int]]]]:
    """For each reading, persistence and dating: by dyad, from, to, rank, from, to, rank ..."""
    place, rank = {pair: number for number, pair in enumerate(pairs)}, codebook.rank()
    found: dict[str, list[list[int]]] = {}
    for row in tables.spells[SPELL_COLUMNS].itertuples(index=False):
        reading, persistence, dating, a, b, first, last, level = map(str, row)
        name = f"levels.{reading}.{persistence}.{dating}"
        if name not in found:
            found[name] = [[] for _ in pairs]
        if rank[level]:
            found[name][place[a, b]] += [int(first), int(last), rank[level]]
    return sorted(found.items())


def _year_blocks(tables: Tables) -> list[tuple[str, dict[str, list[list[float]]]]]:
    """Measures and ranks of each actor: year, and the columns of `RANKS`."""
    found: dict[str, list[list[float]]] = {}
    for row in tables.node_years.sort_values(["code", "year"])[["code", "year", *RANKS]].itertuples(index=False):
        code, year, *values = row
        found.setdefault(str(code), []).append([int(year), *(_number(value) for value in values)])
    return [("ranks", found)] if found else []


def _number(cell: Any) -> float:
    value = float(cell or 0)
    return int(value) if value.is_integer() else value


def _dyad_blocks(tables: Tables, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, dict[str, Any]]]:
    """For each dyad its events, and which event shows which indicator, when.

    `evidence` has indicator, place of the event, and for each persistence and dating in their
    order a list from, to, from, to ...
    """
    by_id = {row[0]: list(map(str, row)) for row in tables.events[EVENT_COLUMNS].itertuples(index=False)}
    shown = _grouped(tables.evidence, ["actor_a", "actor_b"], ["indicator", "event_id"])
    keys = ["actor_a", "actor_b", "indicator", "event_id", "persistence", "dating"]
    spans = _grouped(tables.evidence_years, keys, ["from_year", "to_year"])
    dyads = {(row["actor_a"], row["actor_b"]): row for row in records(tables.dyads)}
    found = []
    for number, (a, b) in enumerate(pairs):
        if (a, b) not in dyads:
            continue
        ids = sorted(_event_ids(dyads[a, b]), key=lambda event: (by_id[event][1] or by_id[event][2] or "9", event))
        place = {event: position for position, event in enumerate(ids)}
        evidence = []
        for indicator, event in sorted(map(tuple, {tuple(row) for row in shown.get((a, b), [])})):
            years = [
                [int(year) for span in spans.get((a, b, indicator, event, persistence, dating), []) for year in span]
                for persistence in PERSISTENCE
                for dating in DATING
            ]
            evidence.append([indicator, place[event], years])
        negative = [place[event] for event in split_list(dyads[a, b]["negative_event_ids"])]
        block = {"events": [by_id[event] for event in ids], "evidence": evidence, "negative": sorted(negative)}
        found.append((f"dyad.{number}", block))
    return found
