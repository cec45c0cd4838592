"""The report's tables on the comparison with the publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from interregional.exhibits.tables import Exhibit
from interregional.pages.report.cells import Cell, Column, Grid, Speech, build_grid
from interregional.pages.report.measure import needed
from interregional.tables.files import records, split_list

# How a coded level is to the stated one, in the order in which it is shown.
SIGNS = {"the same": "=", "lower": "↓", "higher": "↑", "": "·"}
TONES = {"the same": "good", "lower": "bad", "higher": "bad", "": "quiet"}
SIDES = ("first", "second")


def printed_table_1(rows: pd.DataFrame, say: Speech) -> Grid:
    """Table 1 as the paper prints it (`comparison.arrange_table_1`)."""
    names = Column(say.wording["dyad"], lambda row: " – ".join(say.names.get(row[side], row[side]) for side in SIDES))
    labels = say.codebook.labels("dyad_type", say.wording.language)
    return build_grid([names], [(label, records(rows[rows["printed_type"] == kind])) for kind, label in labels.items()])


def table_2_beside(compared: pd.DataFrame, rebuilt: Exhibit, say: Speech) -> Grid:
    """Table 2 as printed, feature by feature beside the rebuilt one.

    Args:
        compared: see `comparison.compare_table_2`.
        rebuilt: see `exhibits.table_2`.
    """
    tones = {"yes": "good", "no": "bad", "": "quiet"}
    printed = compared.set_index("indicator")[["printed_feature", "same_level"]]
    both = rebuilt.data.join(printed, on="indicator").fillna("")
    columns = [
        say.column("rebuilt", lambda row: row["feature"]),
        say.column("printed", lambda row: Cell(row["printed_feature"], language="fa")),
        say.column(
            "level_printed", lambda row: Cell(say.label("same_level", row["same_level"]), tone=tones[row["same_level"]])
        ),
        Column(say.wording["events"], lambda row: say.wording.count(row["events"]), numeric=True),
        Column(say.wording["dyads"], lambda row: say.wording.count(row["dyads"]), numeric=True),
    ]
    return build_grid(columns, say.grouped(both, "level_label"), rebuilt.notes)


def levels(table: pd.DataFrame, say: Speech) -> Grid:
    """What the paper states against what is coded, dyads that agree first (`comparison.compare_levels`)."""
    columns = [
        say.dyads(),
        say.column("stated", lambda row: say.level(row["published_level"]) if row["published_level"] else "–"),
        say.column(
            "coded", lambda row: Cell(f"{SIGNS[row['coded_is']]} {_coded(row, say)}", tone=TONES[row["coded_is"]])
        ),
        say.column("missing", lambda row: needed(row["missing"], say)),
        say.figure("deciding", lambda row: say.wording.number(len(split_list(row["deciding_event_ids"])))),
        say.column("note", lambda row: _note(row["note"], say)),
    ]
    standings = {how: say.label("coded_is", how or "unstated") for how in SIGNS}
    return build_grid(columns, say.counted(table, "coded_is", standings))


def _coded(row: Mapping[str, str], say: Speech) -> str:
    """The coded level, and the highest one that the evidence allows."""
    coded = say.level(row["coded_level"])
    return say("up_to").format(coded, say.level(row["level_high"])) if row["fit"] == "open" else coded


def _note(note: str, say: Speech) -> str:
    """The note on a statement in the words of the language."""
    told = []
    for part in note.replace("; the highest counts", "").split("; "):
        several = re.fullmatch(r"given are (.+)", part)
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
    """The symmetry that the paper states against the coded balance (`comparison.compare_balance`)."""
    tones = {"yes": "good", "no": "bad", "": "quiet"}
    columns = [
        say.dyads(),
        say.column("stated", lambda row: say.label("balance", row["published_balance"])),
        say.column("coded", lambda row: say.label("balance", row["coded_balance"])),
        say.column(
            "agreement", lambda row: Cell(say.label("balance_agree", row["agree"] or "open"), tone=tones[row["agree"]])
        ),
        say.column("donor", lambda row: say.short.get(row["donor"], row["donor"])),
        say.number("flow_ab"),
        say.number("flow_ba"),
        say.number("needed"),
    ]
    return build_grid(columns, [("", records(table))])


def agreement(table: pd.DataFrame, say: Speech) -> Grid:
    """Every statistic of agreement with its interval, by what is compared (`comparison.measure_agreement`)."""
    columns = [
        say.column("statistic", lambda row: say.label("statistic", row["statistic"])),
        say.figure("value", lambda row: say.statistic(row)(row["value"]) or say.wording["not_defined"]),
        say.figure(
            "interval_head", lambda row: say.interval(row, say.statistic(row)) or say.label("no_interval", row["note"])
        ),
        say.number("n"),
    ]
    groups = [
        (f"{say.label('about', str(about))}: {say.label('sample', str(sample))}", records(rows))
        for (about, sample), rows in table.groupby(["about", "sample"], sort=False)
    ]
    return build_grid(columns, groups)


def rule_search(table: pd.DataFrame, say: Speech) -> Grid:
    """How far the best rules go, measure by measure."""
    shares = {"best", "cross_validated", "most_common", "ceiling"}

    def shown(row: Mapping[str, str]) -> str:
        return (say.wording.share if row["measure"] in shares else say.wording.count)(row["value"])

    columns = [
        say.column("measure", lambda row: say.label("rule_search", row["measure"])),
        say.figure("value", shown),
    ]
    return build_grid(columns, [("", records(table))])


def pairs(table: pd.DataFrame, say: Speech) -> Grid:
    """Pairs of dyads whose labels no rule of the family can both give."""

    def half(other: str) -> list[Column]:
        return [
            say.dyads(other),
            say.column("stated", lambda row: say.level(row[f"{other}level"])),
            say.column("indicators", lambda row: row[f"{other}indicators"].replace(";", " ")),
        ]

    return build_grid([*half(""), *half("other_")], [("", records(table))])


def reliability(table: pd.DataFrame, say: Speech) -> Grid:
    """Agreement of two codings (`reliability.compare_codings`), an item a row; recall and precision in the notes."""
    indicators = say.codebook.labels("indicator", say.wording.language)
    table = table.assign(statistic=table["statistic"].str.replace("_(nominal|ordinal)$", "", regex=True))
    met = table[table["statistic"].isin(["recall", "precision"])]
    notes = [f"{say.label('statistic', row['statistic'])}: {say.wording.share(row['value'])}" for row in records(met)]

    def item(statistics: Mapping[str, Mapping[str, str]]) -> str:
        name = statistics["agreement"]["item"]
        return f"{name}. {indicators[name]}" if name in indicators else say.label("item", name)

    def value(statistic: str, show: Callable[[Any], str]) -> Column:
        return Column(say.label("statistic", statistic), lambda found: show(found[statistic]["value"]), numeric=True)

    columns = [
        say.column("item", item),
        value("agreement", say.wording.share),
        value("kappa", say.decimal),
        value("alpha", say.decimal),
        say.figure("alpha_interval", lambda found: say.interval(found["alpha"])),
        say.figure("n", lambda found: say.wording.number(found["agreement"]["n"])),
    ]
    groups = []
    for part, rows in table.groupby("part", sort=False):
        # An item is its statistics by name.
        items = [{row["statistic"]: row for row in records(own)} for _, own in rows.groupby("item", sort=False)]
        groups.append((say.label("part", str(part)), [found for found in items if "agreement" in found]))
    return build_grid(columns, groups, notes)
