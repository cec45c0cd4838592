"""The findings in words: prose of docs/ with the numbers of an edition filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
import pandas as pd

from interregional.catalogue.assumptions import ASSUMED
from interregional.catalogue.span import LEFT_OUT
from interregional.codebook.wording import Wording
from interregional.levels.face_validity import failures
from interregional.levels.order import ITEM as ORDER_OF_DOMINANCE
from interregional.levels.scale import ORDER_OF_CODEBOOK, ORDER_OF_FREQUENCY, REPRODUCIBLE, WEAK_SCALE
from interregional.network.chance import ALL_DYADS
from interregional.tables.files import records, split_list

# Of the agreement of all readings, what is told.
QUANTILES = {"low": 0, "median": 0.5, "high": 1}
VERDICTS = ("supported", "mixed", "not supported", "not testable")


def summarise(
    tables: Mapping[str, pd.DataFrame],
    edition: str,
    caveat: str,
    reading: str,
    calendar: Mapping[str, int],
    publication: Mapping[str, str],
) -> dict[str, Any]:
    """The numbers that the prose names.

    Args:
        tables: the results by name: events, cleaning_log, recurrences, dyads, scale, face_validity, chance,
            sensitivity, robustness, recency, periods, turning_points, measures_by_year, memberships, sizes_by_year,
            dyads_by_year; reliability if there is one; and where a publication is replicated levels, balance,
            agreement, rule_search, unreproducible_pairs, claims and inconsistencies.
        edition: name of the edition.
        caveat: `caveat` of the configuration.
        reading: name of the declared reading.
        calendar: `last_year` and `window` of the configuration.
        publication: what publication.csv says of the one that is replicated; empty for none.

    Returns:
        Values by name, as numbers.
    """
    events, log, scale = tables["events"], tables["cleaning_log"], tables["scale"]
    dyadic = events[events["dyadic"] == "yes"]
    # Without a dyad no reading agrees with another.
    sensitivity = pd.to_numeric(tables["sensitivity"]["agreement"])
    agreed = sensitivity.dropna()
    levels = tables["dyads"]["level"].value_counts(sort=False)
    assumed = log.loc[log["rule"] == ASSUMED, "column"].value_counts().sort_index()
    return {
        "caveat_of": caveat,
        "edition": edition,
        "events": len(events),
        "dyadic": len(dyadic),
        "recurrences": len(tables["recurrences"]),
        "undated": int(((dyadic["start"] == "") & (dyadic["end"] == "")).sum()),
        "assumptions": [(column, int(count)) for column, count in assumed.items()],
        "assumed": int(assumed.sum()),
        "left_out": int((log["rule"] == LEFT_OUT).sum()),
        "dyads": len(tables["dyads"]),
        "counts": {str(level): int(count) for level, count in levels.items()},
        "bounds": _bounds(tables),
        # The comparisons that the declared reading is put to, and those that it fails.
        "face": {
            "all": int((tables["face_validity"]["reading"] == reading).sum()),
            "failed": failures(tables["face_validity"], reading),
        },
        "order": scale[scale["item"] == ORDER_OF_DOMINANCE].set_index("statistic")["value"].to_dict(),
        "chance": _chance(tables["chance"]),
        "specifications": len(sensitivity),
        **{name: agreed.quantile(part) if len(agreed) else "" for name, part in QUANTILES.items()},
        "single": int((tables["robustness"]["removals"] == "1").sum()),
        "reliability": _reliability(tables["reliability"]) if "reliability" in tables else None,
        "time": _time(tables, calendar),
        "members": _members(tables, calendar["last_year"]),
        **(_beside_publication(tables, publication) if "claims" in tables else {}),
        "own_definitions": has_own_definitions(publication, reading),
    }


def has_own_definitions(publication: Mapping[str, str], reading: str) -> bool:
    """Whether the declared reading follows the publication's own definitions of the levels."""
    return publication.get("definitions", "") == reading


def concluding_claims(publication: Mapping[str, str]) -> list[str]:
    """The claims on which the publication's conclusion rests, which are told one by one."""
    return split_list(publication.get("conclusion") or "")


def _beside_publication(tables: Mapping[str, pd.DataFrame], publication: Mapping[str, str]) -> dict[str, Any]:
    """The numbers on what a publication states."""
    levels, claims = tables["levels"], tables["claims"]
    sensitivity = tables["sensitivity"]["agreement"].astype(float)
    declared = sensitivity[tables["sensitivity"]["declared"] == "yes"].iloc[0]
    agreement = _cells(tables["agreement"], "sample", "statistic", about="level")
    statistics = {"kappa": "kappa", "kappa_quadratic": "kappa_quadratic", "alpha": "alpha_ordinal"}
    return {
        **{name: agreement["all", statistic] for name, statistic in {"agreement": "agreement", **statistics}.items()},
        "stated": int((levels["published_level"] != "").sum()),
        **{standing: int((levels["coded_is"] == standing).sum()) for standing in ("lower", "higher")},
        "clear": agreement["clear", "agreement"],
        "balance_stated": len(tables["balance"]),
        "balance_judged": int((tables["balance"]["agree"] != "").sum()),
        "below_declared": float((sensitivity < declared).mean()),
        "search": tables["rule_search"].set_index("measure")["value"].to_dict(),
        "pairs": len(tables["unreproducible_pairs"]),
        "claims": {
            "all": len(claims),
            **{verdict.replace(" ", "_"): int((claims["verdict"] == verdict).sum()) for verdict in VERDICTS},
        },
        "shown_claims": [row for row in records(claims) if row["claim_id"] in concluding_claims(publication)],
        "slips": len(tables["inconsistencies"]),
    }


def write_prose(
    template: str,
    summary: Mapping[str, Any],
    wording: Wording,
    names: Mapping[str, str],
    levels: Mapping[str, str],
    reasons: Mapping[str, str],
) -> str:
    """Fill the numbers into the prose of one language.

    Args:
        template: text of a template of docs/.
        summary: see `summarise`.
        wording: gives digits and the words of the verdicts.
        names, levels: codes of actors and levels to their names in that language.
        reasons: comparisons of face validity to their reasons in that language.
    """
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)

    def year(value: Any) -> str:
        return wording["not_defined"] if value == "" else wording.number(value)

    verdicts = {verdict: wording[f"verdict={verdict}"] for verdict in VERDICTS}
    filled = environment.from_string(template).render(
        **{**summary, "counts": [(level, summary["counts"][level]) for level in levels if level in summary["counts"]]},
        number=wording.count,
        share=wording.share,
        decimal=wording.decimal,
        year=year,
        verdicts=verdicts,
        actor=lambda code: names.get(code, code),
        level=levels.__getitem__,
        reason=reasons.__getitem__,
        caveat=wording["selection_note"],
    )
    return wording.of_publication(filled.strip()) + "\n"


def _cells(table: pd.DataFrame, row: str, column: str, **where: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of a table of statistics by two of its columns, those alone where others have the values given."""
    for name, value in where.items():
        table = table[table[name] == value]
    return {(found[row], found[column]): found for found in records(table)}


def _bounds(tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """How far the evidence goes, and whether the levels are a scale in it."""
    fits = tables["dyads"]["fit"]
    cells = _cells(tables["scale"], "item", "statistic")
    told = {
        "h": (ORDER_OF_CODEBOOK, "loevinger_h"),
        "h_by_chance": (ORDER_OF_CODEBOOK, "loevinger_h_by_chance"),
        "reproducibility": (ORDER_OF_CODEBOOK, "reproducibility"),
        "frequent": (ORDER_OF_FREQUENCY, "loevinger_h"),
    }
    found: dict[str, Any] = {
        "evidence": int((fits != "none").sum()),
        **{fit: int((fits == fit).sum()) for fit in ("exact", "open")},
        "scale": {name: cells[key] for name, key in told.items() if key in cells},
        "weak_scale": WEAK_SCALE,
        "reproducible": REPRODUCIBLE,
    }
    if "claims" in tables:
        found["outside"] = records(tables["levels"][tables["levels"]["within"] == "no"])
        agreement = _cells(tables["agreement"], "sample", "statistic", about="level")
        for name in ("within_bounds", "within_bounds_by_chance", "bounds_width"):
            found[name] = agreement["all", name]
    # A pair whose interval lies on one side of nought: in that order, or against it.
    clear = [
        row
        for (item, statistic), row in cells.items()
        if statistic == "loevinger_h" and item not in (ORDER_OF_CODEBOOK, ORDER_OF_FREQUENCY) and row["low"] != ""
    ]
    found["in_order"] = [row["item"].split(" < ") for row in clear if float(row["low"]) > 0]
    found["against"] = [row["item"].split(" < ") for row in clear if float(row["high"]) < 0]
    return found


def _chance(table: pd.DataFrame) -> dict[str, Any]:
    """What chance gives: of directions, and of the actor of which most events tell."""
    most, found = hub(table), _cells(table, "item", "measure")
    own = {measure: row for (item, measure), row in found.items() if item == most}
    directions = ("one_way_dyads", "asymmetric_dyads")
    return {"hub": most, **own, **{measure: found[ALL_DYADS, measure] for measure in directions}}


def hub(table: pd.DataFrame) -> str:
    """The actor of which most events tell; none where no event does (`chance.measure_chance`)."""
    actors = [row for row in records(table) if row["item"] != ALL_DYADS]
    return str(max(actors, key=lambda row: (int(row["n"]), row["item"]), default={"item": ""})["item"])


def _reliability(table: pd.DataFrame) -> dict[str, Any]:
    found = table.set_index(["part", "item", "statistic"])["value"]
    attributes = table[table["part"] == "attributes"]
    alphas = attributes[
        (attributes["statistic"] == "alpha_nominal") & (attributes["item"] != "dyadic") & (attributes["value"] != "")
    ]
    ranked = records(alphas.astype({"value": float}).sort_values(["value", "item"]))
    lowest, highest = ranked[0], ranked[-1]
    return {
        "recall": found.get(("events", "existence", "recall"), ""),
        "precision": found.get(("events", "existence", "precision"), ""),
        "sample": attributes["n"].iloc[0],
        "lowest": lowest["value"],
        "lowest_item": lowest["item"],
        "highest": highest["value"],
        "highest_item": highest["item"],
        "levels": found["levels of dyads", "level", "agreement"],
        "levels_alpha": found["levels of dyads", "level", "alpha_ordinal"],
    }


def _time(tables: Mapping[str, pd.DataFrame], calendar: Mapping[str, int]) -> dict[str, Any]:
    recency: dict[Any, Any] = tables["recency"].set_index("measure")["value"].to_dict()
    periods: dict[Any, Any] = tables["periods"].set_index(["period", "measure"])["value"].to_dict()
    turns = tables["turning_points"]
    ties = _cells(tables["measures_by_year"], "year", "measure", network="all").get(
        (str(calendar["last_year"]), "ties")
    )
    starts = [day[:4] for day in tables["events"].loc[tables["events"]["dyadic"] == "yes", "start"] if day]
    return {
        **calendar,
        **{
            name: recency.get(name, "")
            for name in ("last_dated_year", "lag_median", "recency_ratio", "recency_low", "recency_high")
        },
        "dated": recency["events_dated"],
        "first_year": min(starts, default=""),
        "ties": int(float(ties["value"])) if ties else 0,
        **{
            f"{era}_{name}": periods.get((era, measure), "")
            for era in ("classic", "new")
            for name, measure in (("events", "events"), ("density", "density_existing_mean"))
        },
        "turns": [row for row in records(turns[turns["series"] == "events"]) if row["share_of_years_below"]],
    }


def _members(tables: Mapping[str, pd.DataFrame], last_year: int) -> dict[str, int]:
    spells, sizes = tables["memberships"], tables["sizes_by_year"]
    judged = sizes[(sizes["year"] == str(last_year)) & (sizes["most"] != "")]
    overlaps = tables["dyads_by_year"]
    relations = overlaps.loc[(overlaps["year"] == str(last_year)) & (overlaps["relation"] != "unknown"), "relation"]
    return {
        "spells": len(spells),
        "organisations": spells["organisation"].nunique(),
        "unsure": int((spells["confidence"] != "high").sum()),
        "judged": len(judged),
        "most": int((judged["most"] == "yes").sum()),
        "dyads": len(relations),
        "nested": int((relations == "nested").sum()),
        "overlapping": int((relations == "overlapping").sum()),
    }
