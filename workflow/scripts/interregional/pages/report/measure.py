"""The report's tables on the levels as a measure, on what is given, and on what chance alone gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from interregional.network.chance import ALL_DYADS
from interregional.pages.report.cells import Cell, Grid, Speech
from interregional.tables.files import records, split_list

# So many actors are shown beside chance; the file has all.
MOST_TOLD = 8
SHARES = (
    "share_of_dyads", "pairs_comparable", "ranked_by_level_that_dominance_ranks",
    "ranked_by_dominance_that_levels_rank",
)  # fmt: skip


def measured(tables: Mapping[str, pd.DataFrame], reading: str, say: Speech) -> dict[str, Grid]:
    """The tables on the levels as a measure, and on what chance alone gives, by the key of their exhibit.

    Args:
        tables: scale, face_validity, transfers and chance.
        reading: name of the declared reading.
    """
    return {
        "scale": scale(tables["scale"], say),
        "face_validity": face_validity(tables["face_validity"], reading, say),
        "transfers": giving(tables["transfers"], say),
        "chance": chance(tables["chance"], say),
    }


def dyads(table: pd.DataFrame, say: Speech) -> Grid:
    """The dyads by level, the highest first: type, bounds, what is missing, events and years.

    Args:
        table: see `dyads.code_dyads`.
    """
    types = say.codebook.labels("dyad_type", say.wording.language)
    groups = []
    for level in reversed(say.codebook.values("level")):
        rows = [
            [
                say.dyad(row["actor_a"], row["actor_b"]),
                Cell(types[row["dyad_type"]]),
                Cell(say.level(row["level_high"])),
                Cell(needed(row["missing"], say)),
                Cell(say.wording.count(len({*split_list(row["event_ids"]), *split_list(row["negative_event_ids"])}))),
                Cell(say.years(row["first_year"], row["last_year"])),
            ]
            for row in records(table[table["level"] == level])
        ]
        if rows:
            groups.append((f"{say.level(level)} ({say.wording.count(len(rows))})", rows))
    heads = [
        say.wording["dyad"],
        say.wording["type"],
        *map(say, ("at_most", "missing")),
        say.wording["events"],
        say("year"),
    ]
    return Grid(heads, groups, [4])


def needed(missing: str, say: Speech) -> str:
    """What the levels between need, shortly and in the words of the language: `advanced: S2/S3 + A3`."""
    told = []
    for part in missing.split("; ") if missing else []:
        level, needs = part.split(": ")
        told.append(f"{say.level(level)}: {needs.replace('|', '/').replace(' & ', ' + ')}")
    return ("؛ " if say.wording.language == "fa" else "; ").join(told)


def face_validity(table: pd.DataFrame, reading: str, say: Speech) -> Grid:
    """The comparisons of profiles under the declared reading.

    Args:
        table: see `face_validity.judge_face_validity`.
    """
    tones = {"holds": "good", "same level": "bad", "reversed": "bad"}
    reasons = say.codebook.face_validity.set_index("comparison")[f"reason_{say.wording.language}"]
    rows = [
        [
            Cell(reasons[row["comparison"]]),
            Cell(row["higher"].replace(";", " ")),
            Cell(say.level(row["level_of_higher"])),
            Cell(row["lower"].replace(";", " ")),
            Cell(say.level(row["level_of_lower"])),
            Cell(say.label("face", row["verdict"]), tone=tones[row["verdict"]]),
            Cell(say("of").format(*(say.wording.number(row[key]) for key in ("held", "dyads")))),
        ]
        for row in records(table[table["reading"] == reading])
    ]
    keys = ("face_reason", "face_higher", "coded", "face_lower", "coded", "face_verdict", "face_pairs")
    return Grid([say(key) for key in keys], [("", rows)], [6])


def giving(table: pd.DataFrame, say: Speech) -> Grid:
    """Transfers of the dyads that have any: kinds, sums in constant dollars, who decides and who carries out.

    Args:
        table: see `giving.compare_giving`.
    """
    resources = say.codebook.labels("resource", say.wording.language)

    def kinds(cell: str) -> str:
        parts = [part.split(" ") for part in split_list(cell)]
        return f"{say('semicolon')} ".join(f"{resources[kind]} {say.wording.number(n)}" for kind, n in parts)

    def sums(row: Mapping[str, str], side: str) -> str:
        millions = f"{int(row[side]) / 1e6:.1f}" if row[side] else ""
        return say.decimal(millions, 1) + ("*" if millions and row["doubtful"] else "")

    chosen = table[(table["flow_ab"] != "0") | (table["flow_ba"] != "0")]
    rows = [
        [
            say.dyad(row["actor_a"], row["actor_b"]),
            *(Cell(kinds(row[f"kinds_{side}"])) for side in ("ab", "ba")),
            *(Cell(sums(row, f"constant_{side}")) for side in ("ab", "ba")),
            *(
                Cell(" / ".join(say.wording.number(row[f"{role}_{side}"]) for side in ("a", "b", "both")))
                for role in ("decides", "carries_out")
            ),
        ]
        for row in records(chosen)
    ]
    year = say.wording.number(max(say.codebook.prices["year"], default=""))
    heads = [
        say.wording["dyad"], say("flow_ab"), say("flow_ba"), say("sum_ab").format(year), say("sum_ba").format(year),
        say("decides"), say("carries_out"),
    ]  # fmt: skip
    return Grid(heads, [("", rows)], [3, 4, 5, 6], [say("sum_note")] if (chosen["doubtful"] != "").any() else [])


def chance(table: pd.DataFrame, say: Speech) -> Grid:
    """Hub measures of the actors most told of, and one-way dyads, beside what chance alone gives.

    Args:
        table: see `chance.measure_chance`.
    """
    hubs = table[table["item"].isin(set(say.short))]
    most = hubs.astype({"n": int}).drop_duplicates("item").sort_values(["n", "item"], ascending=[False, True])
    groups = []
    for measure, own in hubs.groupby("measure", sort=False):
        found = own.set_index("item", drop=False)
        rows = [_beside_chance(found.loc[code], say.short[code], say) for code in most["item"][:MOST_TOLD]]
        groups.append((say.label("chance", str(measure)), rows))
    rows = [
        _beside_chance(row, say.label("chance", row["measure"]), say)
        for row in records(table[table["item"] == ALL_DYADS])
    ]
    groups.append((say("chance=direction"), rows))
    keys = ("item", "value", "chance_expected", "chance_interval", "p", "n")
    return Grid([say(key) for key in keys], groups, [1, 2, 3, 4, 5])


def _beside_chance(row: Mapping[str, Any], name: str, say: Speech) -> list[Cell]:
    cells = [say.decimal(row[key]) for key in ("value", "expected")]
    return [Cell(name), *map(Cell, (*cells, say.interval(row), say.decimal(row["p"], 3), say.wording.number(row["n"])))]


def scale(table: pd.DataFrame, say: Speech) -> Grid:
    """Whether the levels are a scale: coefficients of all and of each pair beside chance, and each level's share.

    Args:
        table: see `scale.measure_scale`; the errors of single dyads are left to the file.
    """
    found = {(row["item"], row["statistic"]): row for row in records(table)}
    rows = []
    for (item, statistic), row in found.items():
        if statistic == "errors" or statistic.endswith("_by_chance"):
            continue
        show = say.share if statistic in SHARES else say.decimal
        chance = found.get((item, f"{statistic}_by_chance"))
        rows.append(
            [
                Cell(_item(item, say)),
                Cell(say.label("statistic", statistic)),
                Cell(show(row["value"]) or say.wording["not_defined"]),
                Cell(say.interval(row, show)),
                Cell(say.interval(chance, show) if chance else ""),
                Cell(say.wording.number(row["n"])),
            ]
        )
    keys = ("scale_item", "statistic", "value", "interval_head", "by_chance", "n")
    return Grid([say(key) for key in keys], [("", rows)], [2, 3, 4, 5])


def _item(item: str, say: Speech) -> str:
    """An item of the scale in words: levels by their labels, `<` as the order of reading has it."""
    named = say.label("scale_item", item)
    return named if named != item else f" {say('then')} ".join(say.level(level) for level in item.split(" < "))
