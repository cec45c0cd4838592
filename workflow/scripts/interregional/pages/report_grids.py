"""The tables of the report, as cells of one language, before any markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pandas as pd

from interregional.codebook.decisions import Codebook
from interregional.codebook.wording import Wording
from interregional.exhibits.tables import Exhibit
from interregional.tables.files import records, split_list
from interregional.tables.text import MINUS

AGREEMENTS = ("the same", "lower", "higher", "")
SIGNS = {"the same": "=", "lower": "↓", "higher": "↑", "": "·"}
TONES = {"the same": "good", "lower": "bad", "higher": "bad", "": "quiet"}
RELIABILITY_STATISTICS = ("agreement", "kappa", "alpha")


@dataclass(frozen=True)
class Cell:
    """One cell: its text, where it leads to, the language of the text if it is not the table's, its look."""

    text: str
    href: str = ""
    language: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Grid:
    """A table to be shown.

    Attributes:
        heads: column heads.
        groups: rows by group, (name, rows); a nameless group has no row of its own. The first
            cell heads its row.
        numeric: places of the columns that hold numbers.
        notes: lines below the table.
    """

    heads: Sequence[str]
    groups: Sequence[tuple[str, Sequence[Sequence[Cell]]]]
    numeric: Sequence[int] = ()
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Speech:
    """What every table needs of one language: words of the report, labels, names of the actors, long and short."""

    wording: Wording
    codebook: Codebook
    names: Mapping[str, str]
    short: Mapping[str, str]

    def __call__(self, key: str) -> str:
        return self.wording[f"report_{key}"]

    def label(self, variable: str, value: str) -> str:
        """A word of the report for a value of a result; the value itself if there is none."""
        return self.wording.words.get(f"report_{variable}={value}", value)

    def level(self, level: str) -> str:
        """The label of a level."""
        return self.codebook.labels("level", self.wording.language).get(level, level)

    def dyad(self, a: str, b: str) -> Cell:
        """Both short names, with a link to the dyad in the explorer."""
        names = [self.short.get(code, code) for code in (a, b)]
        return Cell(" – ".join(names), f"explorer.html#lang={self.wording.language}&tie={quote(a)}-{quote(b)}")

    def decimal(self, value: Any, places: int = 2) -> str:
        """A number with decimals and a true minus; nothing where there is none."""
        return "" if value == "" else self.wording.decimal(value, places).replace("-", MINUS)

    def share(self, value: Any) -> str:
        """A share in per cent; nothing where there is none."""
        return "" if value == "" else self.wording.share(value)

    def interval(self, row: Mapping[str, Any], show: Callable[[Any], str] | None = None) -> str:
        """The interval of a statistic in words; nothing where there is none."""
        if row["low"] == "" or row["high"] == "":
            return ""
        show = show or self.decimal
        return self("interval").format(show(row["low"]), show(row["high"]))

    def years(self, first: str, last: str) -> str:
        """A span of years."""
        return f"{self.wording.number(first)}–{self.wording.number(last)}"


def from_exhibit(exhibit: Exhibit) -> Grid:
    """A table of the paper, with its groups and marks."""
    heads = exhibit.headers[1:]
    groups = [(group, [[Cell(cell) for cell in row] for row in rows]) for group, rows in exhibit.groups()]
    return Grid(heads, groups, [place - 1 for place in exhibit.numeric], exhibit.notes)


def printed_table_1(rows: pd.DataFrame, say: Speech) -> Grid:
    """Table 1 as the paper prints it.

    Args:
        rows: see `replication.arrange_table_1`.
    """
    labels = say.codebook.labels("dyad_type", say.wording.language)
    groups: list[tuple[str, list[list[Cell]]]] = []
    for kind, label in labels.items():
        own = records(rows[rows["printed_type"] == kind])
        if own:
            names = [" – ".join(say.names.get(row[side], row[side]) for side in ("first", "second")) for row in own]
            groups.append((label, [[Cell(name)] for name in names]))
    return Grid([say.wording["dyad"]], groups)


def table_2_beside(compared: pd.DataFrame, rebuilt: Exhibit, say: Speech) -> Grid:
    """Table 2 as printed, feature by feature beside the rebuilt one.

    Args:
        compared: see `replication.compare_table_2`.
        rebuilt: see `exhibits.table_2`.
    """
    printed = {row["indicator"]: row for row in records(compared)}
    groups = []
    for level, rows in rebuilt.data.groupby("level_label", sort=False):
        cells = []
        for row in records(rows):
            found = printed.get(row["indicator"], {"printed_feature": "", "same_level": ""})
            same = found["same_level"]
            cells.append(
                [
                    Cell(row["feature"]),
                    Cell(found["printed_feature"], language="fa"),
                    Cell(say.label("same_level", same), tone={"yes": "good", "no": "bad"}.get(same, "quiet")),
                    Cell(say.wording.count(row["events"])),
                    Cell(say.wording.count(row["dyads"])),
                ]
            )
        groups.append((str(level), cells))
    heads = [say("rebuilt"), say("printed"), say("level_printed"), say.wording["events"], say.wording["dyads"]]
    return Grid(heads, groups, [3, 4], rebuilt.notes)


def levels(table: pd.DataFrame, say: Speech) -> Grid:
    """What the paper states against what is coded, dyads that agree first.

    Args:
        table: see `replication.compare_levels`.
    """
    groups = []
    for how in AGREEMENTS:
        rows = [
            [
                say.dyad(row["actor_a"], row["actor_b"]),
                Cell(say.level(row["published_level"]) if row["published_level"] else "–"),
                Cell(say.level(row["coded_level"])),
                Cell(f"{SIGNS[how]} {say.label('coded_is', how or 'unstated')}", tone=TONES[how]),
                Cell(say.wording.number(len(split_list(row["deciding_event_ids"])))),
                Cell(_note(row["note"], say)),
            ]
            for row in records(table[table["coded_is"] == how])
        ]
        if rows:
            groups.append((f"{say.label('coded_is', how or 'unstated')} ({say.wording.count(len(rows))})", rows))
    heads = [say.wording["dyad"], say("stated"), say("coded"), say("agreement"), say("deciding"), say("note")]
    return Grid(heads, groups, [4])


def _note(note: str, say: Speech) -> str:
    """The note on a statement in the words of the language."""
    told = []
    for part in note.replace("; the highest counts", "").split("; "):
        several = re.fullmatch(r"the paper gives (.+)", part)
        unclear = re.fullmatch(r"(ambiguous|garbled): (.+)", part)
        if several:
            named = [say.level(level) for level in several[1].split(" and ")]
            told.append(say("note_several").format(f" {say('and')} ".join(named)))
        elif unclear:
            told.append(f"{say.label('note', unclear[1])} ({unclear[2]})")
        else:
            told.append(say.label("note", part))
    return f"{say('semicolon')} ".join(told)


def balance(table: pd.DataFrame, say: Speech) -> Grid:
    """The symmetry that the paper states against the coded balance.

    Args:
        table: see `replication.compare_balance`.
    """
    tones = {"yes": "good", "no": "bad", "": "quiet"}
    rows = [
        [
            say.dyad(row["actor_a"], row["actor_b"]),
            Cell(say.label("balance", row["published_balance"])),
            Cell(say.label("balance", row["coded_balance"])),
            Cell(say.label("balance_agree", row["agree"] or "open"), tone=tones[row["agree"]]),
            Cell(say.short.get(row["donor"], row["donor"])),
            Cell(say.wording.number(row["flow_ab"])),
            Cell(say.wording.number(row["flow_ba"])),
        ]
        for row in records(table)
    ]
    heads = [
        say.wording["dyad"],
        *(say(head) for head in ("stated", "coded", "agreement", "donor", "flow_ab", "flow_ba")),
    ]
    return Grid(heads, [("", rows)], [5, 6])


def agreement(table: pd.DataFrame, say: Speech) -> Grid:
    """Every statistic of agreement with its interval, by what is compared.

    Args:
        table: see `agreement.measure`.
    """
    groups = []
    for (about, sample), rows in table.groupby(["about", "sample"], sort=False):
        name = f"{say.label('about', str(about))}: {say.label('sample', str(sample))}"
        cells = []
        for row in records(rows):
            share = row["statistic"] == "agreement"
            show = say.share if share else say.decimal
            cells.append(
                [
                    Cell(say.label("statistic", row["statistic"])),
                    Cell(show(row["value"]) or say.wording["not_defined"]),
                    Cell(say.interval(row, show)),
                    Cell(say.wording.number(row["n"])),
                ]
            )
        groups.append((name, cells))
    return Grid([say("statistic"), say("value"), say("interval_head"), say("n")], groups, [1, 2, 3])


def rule_search(table: pd.DataFrame, say: Speech) -> Grid:
    """How far the best rules go, measure by measure."""
    shares = {"best", "cross_validated", "most_common", "ceiling"}
    rows = [
        [
            Cell(say.label("rule_search", row["measure"])),
            Cell((say.wording.share if row["measure"] in shares else say.wording.count)(row["value"])),
        ]
        for row in records(table)
    ]
    return Grid([say("measure"), say("value")], [("", rows)], [1])


def pairs(table: pd.DataFrame, say: Speech) -> Grid:
    """Pairs of dyads whose labels no rule of the family can both give."""
    rows = [
        [
            say.dyad(row[f"{other}actor_a"], row[f"{other}actor_b"])
            if part == "dyad"
            else Cell(
                say.level(row[f"{other}level"]) if part == "level" else row[f"{other}indicators"].replace(";", " ")
            )
            for other in ("", "other_")
            for part in ("dyad", "level", "indicators")
        ]
        for row in records(table)
    ]
    half = [say.wording["dyad"], say("stated"), say("indicators")]
    return Grid([*half, *half], [("", rows)])


def reliability(table: pd.DataFrame, say: Speech) -> Grid:
    """Agreement of the two codings, an item a row; recall and precision stand in the notes.

    Args:
        table: see `reliability.compare`.
    """
    items = say.codebook.labels("indicator", say.wording.language)
    groups, notes = [], []
    for part, rows in table.groupby("part", sort=False):
        cells = []
        for item, own in rows.groupby("item", sort=False):
            found = {
                str(row["statistic"]).removesuffix("_nominal").removesuffix("_ordinal"): row for row in records(own)
            }
            if "recall" in found:
                notes += [
                    f"{say.label('statistic', name)}: {say.wording.share(found[name]['value'])}"
                    for name in ("recall", "precision")
                ]
                continue
            name = f"{item!s}. {items[str(item)]}" if item in items else say.label("item", str(item))
            first, *rest = (found[statistic] for statistic in RELIABILITY_STATISTICS)
            shown = [say.wording.share(first["value"]), *(say.decimal(row["value"]) for row in rest)]
            cells.append(
                [
                    Cell(name),
                    *(Cell(cell) for cell in shown),
                    Cell(say.interval(rest[-1])),
                    Cell(say.wording.number(first["n"])),
                ]
            )
        if cells:
            groups.append((say.label("part", str(part)), cells))
    heads = [
        say("item"),
        *(say.label("statistic", name) for name in RELIABILITY_STATISTICS),
        say("alpha_interval"),
        say("n"),
    ]
    return Grid(heads, groups, [1, 2, 3, 4, 5], notes)


def turning_points(table: pd.DataFrame, say: Speech) -> Grid:
    """Before and after each turning point, by series.

    Args:
        table: see `rates.turning_points`.
    """
    groups = []
    for series, own in table.groupby("series", sort=False):
        cells = [
            [
                Cell(say.wording.number(row["year"])),
                Cell(say.wording.number(row["before"])),
                Cell(say.wording.number(row["after"])),
                Cell(say.decimal(row["ratio"])),
                Cell(say.interval(row)),
                Cell(say.decimal(row["p"], 4)),
                Cell(say.share(row["share_of_years_below"])),
                Cell(say.label("note", row["note"]) if row["note"] else ""),
            ]
            for row in records(own)
        ]
        groups.append((say.label("series", str(series)), cells))
    heads = [
        say("year"), say("before"), say("after"), say("ratio"), say("interval_head"), say("p"), say("years_below"),
        say("note"),
    ]  # fmt: skip
    return Grid(heads, groups, [1, 2, 3, 4, 5, 6])


def periods(table: pd.DataFrame, say: Speech) -> Grid:
    """Measures of the eras and of the periods within them, a period a column.

    Args:
        table: see `periods.compare_periods`.
    """
    spans = table[["period", "era", "from_year", "to_year"]].drop_duplicates("period")
    order = sorted(records(spans), key=lambda row: (row["era"] != "whole", row["from_year"], row["to_year"]))
    found = {(row["measure"], row["period"]): row["value"] for row in records(table)}
    measures = list(dict.fromkeys(table["measure"]))
    counts = {"events", "ties", "external", "internal"}

    def shown(measure: str, value: str) -> str:
        if value == "":
            return ""
        if measure in counts:
            return say.wording.count(float(value))
        if "share" in measure:
            return say.wording.share(value)
        return say.decimal(value, 4 if measure.startswith("density") else 2)

    rows = [
        [
            Cell(say.label("period_measure", measure)),
            *(Cell(shown(measure, found.get((measure, row["period"]), ""))) for row in order),
        ]
        for measure in measures
    ]
    heads = [say("measure")]
    for row in order:
        years = say.years(row["from_year"], row["to_year"])
        heads.append(f"{say.label('era', row['period'])} ({years})" if row["era"] == "whole" else years)
    return Grid(heads, [("", rows)], list(range(1, len(order) + 1)))


def recency(table: pd.DataFrame, say: Speech) -> Grid:
    """How long before their sources the events happened."""
    plain = {"last_dated_year", "sources_from", "sources_to"}

    def shown(measure: str, value: str) -> str:
        if value == "":
            return say.wording["not_defined"]
        if measure in plain:
            return say.wording.number(value)
        return say.wording.count(value) if value.isdecimal() else say.decimal(value, 4 if measure.endswith("_p") else 2)

    rows = [
        [Cell(say.label("recency", row["measure"])), Cell(shown(row["measure"], row["value"]))]
        for row in records(table)
    ]
    return Grid([say("measure"), say("value")], [("", rows)], [1])


def sizes(table: pd.DataFrame, regions: Mapping[str, str], last_year: int, say: Speech) -> Grid:
    """Members of each organisation at the end of the last year, and its share of its region.

    Args:
        table: see `memberships.sizes_by_year`.
        regions: name to Persian label.
    """
    persian = say.wording.language == "fa"
    tones = {"yes": "good", "no": "quiet", "": "quiet"}
    rows = []
    for row in records(table[table["year"] == str(last_year)]):
        region = regions.get(row["region"], row["region"]) if persian else row["region"]
        rows.append(
            [
                Cell(say.names.get(row["organisation"], row["organisation"])),
                Cell(say.wording.number(row["members"])),
                Cell(region),
                Cell(say.wording.number(row["region_members"])),
                Cell(say.wording.number(row["region_states"])),
                Cell(say.share(row["region_share"])),
                Cell(say.label("most", row["most"] or "open"), tone=tones[row["most"]]),
            ]
        )
    heads = [
        say("organisation"), say("members"), say("region"), say("region_members"), say("region_states"),
        say("region_share"), say("most"),
    ]  # fmt: skip
    return Grid(heads, [("", rows)], [1, 3, 4, 5])


def inputs(table: pd.DataFrame, say: Speech) -> Grid:
    """The raw files with their digests, by role.

    Args:
        table: see `manifest.input_digests`.
    """
    groups = [
        (
            say.label("role", str(role)),
            [
                [
                    Cell(row["file"], language="code"),
                    Cell(say.wording.count(row["bytes"])),
                    Cell(row["sha256"], language="code"),
                ]
                for row in records(own)
            ],
        )
        for role, own in table.groupby("role", sort=False)
    ]
    return Grid([say("file"), say("bytes"), "SHA-256"], groups, [1])


def settings(configuration: Mapping[str, Any], say: Speech) -> Grid:
    """The configuration, a key a row."""
    rows = [[Cell(key, language="code"), Cell(value, language="code")] for key, value in _flat(configuration)]
    return Grid([say("key"), say("value")], [("", rows)])


def _flat(configuration: Mapping[str, Any], above: str = "") -> list[tuple[str, str]]:
    found = []
    for key, value in configuration.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{above}{key}.")
        else:
            many = isinstance(value, Sequence) and not isinstance(value, str)
            found.append((f"{above}{key}", (", ".join(str(item) for item in value) or "[]") if many else str(value)))
    return found


def packages(pinned: Sequence[tuple[str, str]], say: Speech) -> Grid:
    """The pinned packages and their versions."""
    rows = [[Cell(name, language="code"), Cell(version, language="code")] for name, version in pinned]
    return Grid([say("package"), say("version")], [("", rows)])
