"""The replication report: one page in both languages, with tables, figures, prose and what was run."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mistune
import pandas as pd
from markupsafe import Markup

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import LANGUAGES, Wording
from interregional.exhibits import tables
from interregional.exhibits.markup import FOLDER, policy_hash, template
from interregional.pages import report_grids
from interregional.pages.findings import VERDICTS
from interregional.pages.report_grids import Cell, Grid, Speech
from interregional.tables.files import ROW, read_table, records, split_list
from interregional.tables.problems import Problem, refuse
from interregional.tables.schema import check_cells, check_columns, load_schema

# The sections of the findings, in the order of the templates in docs/.
PROSE = ("question", "method", "levels", "readings", "coders", "claims", "time", "members", "limits")
# The report's sections in order; those of the findings take their titles from there.
SECTIONS = (
    "glance", "question", "method", "run", "tables", "figure", "levels", "transfers", "readings", "coders", "claims",
    "time", "members", "slips", "limits", "files",
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A figure inside the page: a data address, and its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Edition:
    """What the configuration says: name, declared reading, last year, and the whole of it."""

    name: str
    reading: str
    last_year: int
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Material:
    """What the report is made of.

    Attributes:
        tables: the results by name: events, evidence, dyads, actors, table_1, table_2, levels, balance,
            agreement, rule_search, unreproducible_pairs, claims, inconsistencies, recency,
            turning_points, periods, sizes_by_year, inputs, and reliability if there is one.
        prose: the findings in Markdown, by language.
        pictures: the figures by key of the exhibit and language.
        exhibits: see `load_exhibits`.
        packages: names and versions of the pinned packages.
        regions: name of a region to its Persian label.
    """

    tables: Mapping[str, pd.DataFrame]
    prose: Mapping[str, str]
    pictures: Mapping[tuple[str, str], Picture]
    exhibits: pd.DataFrame
    packages: Sequence[tuple[str, str]]
    regions: Mapping[str, str]


def load_exhibits(path: str | Path) -> pd.DataFrame:
    """The list of exhibits with their files and rules. Raises DataError if it is faulty."""
    frame = read_table(path)
    schema = load_schema("exhibits")
    refuse(check_columns(frame, schema))
    problems = check_cells(frame, schema, {})
    problems += [
        Problem(str(path), int(row[ROW]), f"alt_{language}", "", "a figure without a text for who can't see it", "text")
        for row in records(frame)
        for language in LANGUAGES
        if row["kind"] == "figure" and not row[f"alt_{language}"]
    ]
    refuse(problems)
    return frame


def pinned_packages(environment: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and versions of environment.yml: the interpreter first, then the packages in its order."""
    found = []
    for entry in environment["dependencies"]:
        pins = entry.get("pip", []) if isinstance(entry, Mapping) else [entry]
        for pin in pins:
            name, _, version = str(pin).replace("==", "=").partition("=")
            if version:
                found.append((name, version))
    return found


def choose_picture(svg: bytes, png: bytes) -> Picture:
    """A figure as data address: the smaller of its two files, at the size of the PNG.

    A drawing with few marks is smaller as SVG, one with many as PNG.
    """
    kind, content = min((len(svg), "svg+xml", svg), (len(png), "png", png))[1:]
    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    return Picture(f"data:image/{kind};base64,{base64.b64encode(content).decode()}", width, height)


def prose_sections(text: str) -> dict[str, tuple[str, Markup]]:
    """The sections of the findings: title and HTML by name.

    Only paragraphs, lists, emphasis and code are marked up. Anything else, such as tags, links or
    pictures in a claim that is told, stays text.
    """
    body = re.sub(r"^</?div[^>]*>$", "", text, flags=re.MULTILINE)
    parts = re.split(r"^## (.+)$", body, flags=re.MULTILINE)[1:]
    markdown = mistune.create_markdown(escape=True)
    markdown.block.rules = ["blank_line", "list"]
    markdown.block.list_rules = ["blank_line", "list"]
    markdown.inline.rules = ["escape", "codespan", "emphasis"]
    pairs = zip(parts[::2], parts[1::2])
    return {
        name: (title.strip(), Markup(markdown(content.strip())))
        for name, (title, content) in zip(PROSE, pairs, strict=True)
    }


def build_report(material: Material, codebook: Codebook, wordings: Mapping[str, Wording], edition: Edition) -> str:
    """The page, in both languages.

    Args:
        material: results, prose, figures and the list of exhibits.
        codebook, wordings: labels and words.
        edition: what the configuration says.

    Returns:
        HTML that loads nothing from elsewhere. With scripts off it shows English with Persian below.
    """
    style = (FOLDER / "report.css").read_text(encoding="utf-8")
    script = (FOLDER / "report.js").read_text(encoding="utf-8")
    return template("report.html.jinja").render(
        views=[_view(material, codebook, wordings[language], edition) for language in LANGUAGES],
        edition=edition.name,
        style=Markup(style),
        script=Markup(script),
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )


def _view(material: Material, codebook: Codebook, wording: Wording, edition: Edition) -> dict[str, Any]:
    """Everything that the template shows in one language."""
    tables = material.tables
    actors = tables["actors"].set_index("code")
    names, short = (dict(actors[f"{column}_{wording.language}"]) for column in ("name", "label"))
    say = Speech(wording, codebook, names, short)
    prose = prose_sections(material.prose[wording.language])
    titles = {name: prose[name][0] if name in prose else say(f"section={name}") for name in SECTIONS}
    return {
        "language": wording.language,
        "direction": wording.direction,
        "say": say,
        "words": wording.words,
        "reading": wording.words.get(f"features={edition.reading}", edition.reading),
        "sections": titles,
        "prose": {name: content for name, (_, content) in prose.items()},
        "exhibits": {
            row["key"]: _exhibit(row, material, wording)
            for row in records(material.exhibits)
            if row["key"] != "reliability" or "reliability" in tables
        },
        "grids": _grids(material, codebook, say, edition),
        "glance": _glance(tables, say),
        "verdicts": _verdicts(tables["claims"], say),
        "all_claims": wording.count(len(tables["claims"])),
        "claims": _claims(tables["claims"], say),
        "slips": _slips(tables["inconsistencies"], say),
    }


def _grids(material: Material, codebook: Codebook, say: Speech, edition: Edition) -> dict[str, Grid]:
    given = material.tables
    table_1 = tables.table_1(given["table_1"], given["actors"], codebook, say.wording)
    table_2 = tables.table_2(given["evidence"], codebook, say.wording)
    found = {
        "settings": report_grids.settings(edition.settings, say),
        "packages": report_grids.packages(material.packages, say),
        "inputs": report_grids.inputs(given["inputs"], say),
        "table_1_printed": report_grids.printed_table_1(given["table_1"], say),
        "table_1": report_grids.from_exhibit(table_1),
        "table_2": report_grids.table_2_beside(given["table_2"], table_2, say),
        "levels": report_grids.levels(given["levels"], say),
        "agreement": report_grids.agreement(given["agreement"], say),
        "balance": report_grids.balance(given["balance"], say),
        "rule_search": report_grids.rule_search(given["rule_search"], say),
        "pairs": report_grids.pairs(given["unreproducible_pairs"], say),
        "turning_points": report_grids.turning_points(given["turning_points"], say),
        "periods": report_grids.periods(given["periods"], say),
        "recency": report_grids.recency(given["recency"], say),
        "sizes": report_grids.sizes(given["sizes_by_year"], material.regions, edition.last_year, say),
    }
    if "reliability" in given:
        found["reliability"] = report_grids.reliability(given["reliability"], say)
    return found


def _exhibit(row: Mapping[str, Any], material: Material, wording: Wording) -> dict[str, Any]:
    """An exhibit in one language: title, text for who can't see it, picture, files by kind, rule and script."""
    language = wording.language
    files = [name.format(language=language) for name in split_list(row["files"])]
    return {
        **{key: row[key] for key in ("key", "kind", "section", "rule", "script")},
        "title": row[f"title_{language}"],
        "alt": row[f"alt_{language}"],
        "picture": material.pictures.get((row["key"], language)),
        "files": files,
    }


def _glance(tables: Mapping[str, pd.DataFrame], say: Speech) -> list[dict[str, str]]:
    """The numbers to begin with: what is counted, and how far it agrees."""
    events, measured = tables["events"], tables["agreement"]
    count = say.wording.count

    def statistic(name: str) -> dict[str, Any]:
        chosen = (measured["about"] == "level") & (measured["sample"] == "all") & (measured["statistic"] == name)
        return next(iter(records(measured[chosen])), {"value": "", "low": "", "high": "", "n": "0"})

    same, alpha = statistic("agreement"), statistic("alpha_ordinal")
    between = int((events["dyadic"] == "yes").sum())
    tested = int((tables["claims"]["verdict"] != "not testable").sum())
    supported = int((tables["claims"]["verdict"] == "supported").sum())
    return [
        {
            "number": count(len(events)),
            "name": say("glance_events"),
            "note": say("glance_between").format(count(between)),
        },
        {
            "number": count(len(tables["dyads"])),
            "name": say("glance_dyads"),
            "note": say("glance_stated").format(count(same["n"])),
        },
        {
            "number": say.wording.share(same["value"]),
            "name": say("glance_agreement"),
            "note": say.interval(same, say.wording.share),
        },
        {
            "number": say.decimal(alpha["value"]) or say.wording["not_defined"],
            "name": say("glance_alpha"),
            "note": say.interval(alpha),
        },
        {
            "number": say("of").format(count(supported), count(tested)),
            "name": say("glance_claims"),
            "note": say("glance_untested").format(count(len(tables["claims"]) - tested)),
        },
    ]


def _verdicts(claims: pd.DataFrame, say: Speech) -> list[dict[str, Any]]:
    """Each verdict with its word, how many claims have it, and where its part of the bar begins."""
    found, start = [], 0
    for verdict in VERDICTS:
        number = int((claims["verdict"] == verdict).sum())
        found.append(
            {
                "key": verdict.replace(" ", "-"),
                "name": say.wording[f"verdict={verdict}"],
                "number": number,
                "shown": say.wording.count(number),
                "start": start,
            }
        )
        start += number
    return found


def _claims(claims: pd.DataFrame, say: Speech) -> list[dict[str, Any]]:
    """The claims by section of the paper, in the order of the text."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for row in records(claims):
        own = row["claim_fa"] if say.wording.language == "fa" else row["claim"]
        sections.setdefault(row["section"], []).append(
            {
                "id": row["claim_id"],
                # A claim without a Persian wording is told in English.
                "claim": Cell(own) if own else Cell(row["claim"], language="en"),
                "verdict": row["verdict"].replace(" ", "-"),
                "word": say.wording[f"verdict={row['verdict']}"],
                "statistic": "" if row["statistic"] == "none" else row["statistic"],
                "value": row["value"],
                "p": row["p_holm"],
                "note": row["note"],
                "words": _quoted(row["locator"]),
            }
        )
    return [{"name": _place(section, say), "claims": rows} for section, rows in sections.items()]


def _slips(table: pd.DataFrame, say: Speech) -> list[dict[str, Any]]:
    """The slips of the paper by kind."""
    persian = say.wording.language == "fa"
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in records(table):
        kinds.setdefault(row["kind"], []).append(
            {
                "id": row["id"],
                "place": _place(row["where"].partition(":")[0], say),
                "words": _quoted(row["where"]),
                "what": row["what_fa"] if persian else row["what"],
                "handled": row["how_handled_fa"] if persian else row["how_handled"],
            }
        )
    return [
        {"name": say.label("slip", kind), "count": say.wording.count(len(rows)), "slips": rows}
        for kind, rows in sorted(kinds.items())
    ]


def _place(section: str, say: Speech) -> str:
    """The name of a section of the paper: a word, or its number."""
    known = say.wording.words.get(f"report_place={section}")
    return known or say("place").format(say.wording.number(section))


def _quoted(locator: str) -> str:
    """The words as printed of a locator `section: words`."""
    return locator.partition(":")[2].strip()


def picture_files(frame: pd.DataFrame) -> Iterable[tuple[str, str, str]]:
    """For each figure and language: key, language, and its file names without the ending."""
    for row in records(frame[frame["kind"] == "figure"]):
        for language in LANGUAGES:
            drawn = next(name for name in split_list(row["files"]) if name.endswith(".svg"))
            yield row["key"], language, drawn.format(language=language).removesuffix(".svg")
