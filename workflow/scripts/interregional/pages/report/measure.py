"""The report's tables on the levels as a measure, on what is given, and on what chance alone gives."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from interregional.network.chance import ALL_DYADS
from interregional.pages.report.cells import Cell, Column, Grid, Speech, build_grid
from interregional.tables.files import records, split_list

# So many actors are shown beside chance; the file has all.
MOST_TOLD = 8


def dyads(table: pd.DataFrame, say: Speech) -> Grid:
    """The dyads by level, the highest first: type, bounds, what is missing, events and years (`dyads.code_dyads`)."""
    types = say.codebook.labels("dyad_type", say.wording.language)

    def events(row: Mapping[str, str]) -> str:
        return say.wording.count(len({*split_list(row["event_ids"]), *split_list(row["negative_event_ids"])}))

    columns = [
        say.dyads(),
        Column(say.wording["type"], lambda row: types[row["dyad_type"]]),
        say.column("at_most", lambda row: say.level(row["level_high"])),
        say.column("missing", lambda row: needed(row["missing"], say)),
        Column(say.wording["events"], events, numeric=True),
        say.column("year", lambda row: say.years(row["first_year"], row["last_year"])),
    ]
    levels = {level: say.level(level) for level in reversed(say.codebook.values("level"))}
    return build_grid(columns, say.counted(table, "level", levels))


def needed(missing: str, say: Speech) -> str:
    """What the levels between need, shortly and in the words of the language: `advanced: S2/S3 + A3`."""
    told = []
    for part in missing.split("; ") if missing else []:
        level, needs = part.split(": ")
        told.append(f"{say.level(level)}: {needs.replace('|', '/').replace(' & ', ' + ')}")
    return ("؛ " if say.wording.language == "fa" else "; ").join(told)


def face_validity(table: pd.DataFrame, reading: str, say: Speech) -> Grid:
    """The comparisons of profiles under the declared reading (`face_validity.judge_face_validity`)."""
    tones = {"holds": "good", "same level": "bad", "reversed": "bad"}
    reasons = say.codebook.face_validity.set_index("comparison")[f"reason_{say.wording.language}"]
    columns = [
        say.column("face_reason", lambda row: reasons[row["comparison"]]),
        say.column("face_higher", lambda row: row["higher"].replace(";", " ")),
        say.column("coded", lambda row: say.level(row["level_of_higher"])),
        say.column("face_lower", lambda row: row["lower"].replace(";", " ")),
        say.column("coded", lambda row: say.level(row["level_of_lower"])),
        say.column("face_verdict", lambda row: Cell(say.label("face", row["verdict"]), tone=tones[row["verdict"]])),
        say.figure(
            "face_pairs", lambda row: say("of").format(*(say.wording.number(row[key]) for key in ("held", "dyads")))
        ),
    ]
    return build_grid(columns, [("", records(table[table["reading"] == reading]))])


def giving(table: pd.DataFrame, say: Speech) -> Grid:
    """Transfers of the dyads that have any (`giving.compare_giving`): kinds, sums in constant dollars, who decides and
    who carries out."""
    resources = say.codebook.labels("resource", say.wording.language)
    year = say.wording.number(max(say.codebook.prices["year"], default=""))

    def kinds(side: str) -> Column:
        def shown(row: Mapping[str, str]) -> str:
            parts = [part.split(" ") for part in split_list(row[f"kinds_{side}"])]
            return f"{say('semicolon')} ".join(f"{resources[kind]} {say.wording.number(n)}" for kind, n in parts)

        return say.column(f"flow_{side}", shown)

    def sums(side: str) -> Column:
        def shown(row: Mapping[str, str]) -> str:
            millions = row[f"constant_{side}"] and say.decimal(int(row[f"constant_{side}"]) / 1e6, 1)
            return f"{millions}*" if millions and row["doubtful"] else millions

        return Column(say(f"sum_{side}").format(year), shown, numeric=True)

    def parts(role: str) -> Column:
        def shown(row: Mapping[str, str]) -> str:
            return " / ".join(say.wording.number(row[f"{role}_{side}"]) for side in ("a", "b", "both"))

        return say.figure(role, shown)

    chosen = table[(table["flow_ab"] != "0") | (table["flow_ba"] != "0")]
    columns = [say.dyads(), kinds("ab"), kinds("ba"), sums("ab"), sums("ba"), parts("decides"), parts("carries_out")]
    notes = [say("sum_note")] if (chosen["doubtful"] != "").any() else []
    return build_grid(columns, [("", records(chosen))], notes)


def chance(table: pd.DataFrame, say: Speech) -> Grid:
    """Hub measures of the actors most told of, and one-way dyads, beside those by chance (`chance.measure_chance`)."""
    hubs = table[table["item"].isin(set(say.short))]
    most = hubs.astype({"n": int}).drop_duplicates("item").sort_values(["n", "item"], ascending=[False, True])
    groups = []
    for measure, own in hubs.groupby("measure", sort=False):
        found = own.set_index("item", drop=False)
        groups.append((say.label("chance", str(measure)), records(found.loc[most["item"][:MOST_TOLD]])))
    groups.append((say("chance=direction"), records(table[table["item"] == ALL_DYADS])))
    columns = [
        say.column("item", lambda row: say.short.get(row["item"]) or say.label("chance", row["measure"])),
        say.figure("value", lambda row: say.decimal(row["value"])),
        say.figure("chance_expected", lambda row: say.decimal(row["expected"])),
        say.figure("chance_interval", say.interval),
        say.figure("p", lambda row: say.decimal(row["p"], 3)),
        say.number("n"),
    ]
    return build_grid(columns, groups)


def scale(table: pd.DataFrame, say: Speech) -> Grid:
    """Whether the levels are a scale: coefficients of all and of each pair beside chance, and each level's share.

    Args:
        table: see `scale.measure_scale`; the errors of single dyads are left to the file.
    """
    by_chance = {(row["item"], row["statistic"]): row for row in records(table)}

    def chance(row: Mapping[str, str]) -> str:
        found = by_chance.get((row["item"], f"{row['statistic']}_by_chance"))
        return say.interval(found, say.statistic(row)) if found else ""

    columns = [
        say.column("scale_item", lambda row: _item(row["item"], say)),
        say.column("statistic", lambda row: say.label("statistic", row["statistic"])),
        say.figure("value", lambda row: say.statistic(row)(row["value"]) or say.wording["not_defined"]),
        say.figure("interval_head", lambda row: say.interval(row, say.statistic(row))),
        say.figure("by_chance", chance),
        say.number("n"),
    ]
    told = table[(table["statistic"] != "errors") & ~table["statistic"].str.endswith("_by_chance")]
    return build_grid(columns, [("", records(told))])


def _item(item: str, say: Speech) -> str:
    """An item of the scale in words: levels by their labels, `<` as the order of reading has it."""
    named = say.label("scale_item", item)
    return named if named != item else f" {say('then')} ".join(say.level(level) for level in item.split(" < "))
