"""The report's tables on the comparison with the publication."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from interregional.exhibits.tables import Exhibit
from interregional.pages.report.cells import Cell, Grid, Speech
from interregional.pages.report.measure import needed
from interregional.tables.files import records, split_list

AGREEMENTS = ("the same", "lower", "higher", "")
SIGNS = {"the same": "=", "lower": "↓", "higher": "↑", "": "·"}
TONES = {"the same": "good", "lower": "bad", "higher": "bad", "": "quiet"}
SHARES = ("agreement", "within_bounds", "within_bounds_by_chance")
RELIABILITY_STATISTICS = ("agreement", "kappa", "alpha")


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
                Cell(f"{SIGNS[how]} {_coded(row, say)}", tone=TONES[how]),
                Cell(needed(row["missing"], say)),
                Cell(say.wording.number(len(split_list(row["deciding_event_ids"])))),
                Cell(_note(row["note"], say)),
            ]
            for row in records(table[table["coded_is"] == how])
        ]
        if rows:
            groups.append((f"{say.label('coded_is', how or 'unstated')} ({say.wording.count(len(rows))})", rows))
    keys = ("stated", "coded", "missing", "deciding", "note")
    return Grid([say.wording["dyad"], *map(say, keys)], groups, [4])


def _coded(row: Mapping[str, str], say: Speech) -> str:
    """The coded level, and the highest one that the evidence allows."""
    coded = say.level(row["coded_level"])
    return say("up_to").format(coded, say.level(row["level_high"])) if row["fit"] == "open" else coded


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
            Cell(say.wording.number(row["needed"])),
        ]
        for row in records(table)
    ]
    heads = [
        say.wording["dyad"],
        *(say(head) for head in ("stated", "coded", "agreement", "donor", "flow_ab", "flow_ba", "needed")),
    ]
    return Grid(heads, [("", rows)], [5, 6, 7])


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
            show = say.share if row["statistic"] in SHARES else say.decimal
            cells.append(
                [
                    Cell(say.label("statistic", row["statistic"])),
                    Cell(show(row["value"]) or say.wording["not_defined"]),
                    Cell(say.interval(row, show) or say.label("no_interval", row["note"])),
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
