"""Bad input is refused with file, row, column, value, what is wrong and what is allowed."""

import csv
import json
import re
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interregional.catalogue.loading import load_catalogue
from interregional.tables.problems import DataError
from tests.conftest import ROOT

EDITION = ROOT / ".test" / "data"
LINE = re.compile(r"^[^:]+:\d+:[^:]*: .* — .+; .+$")


@pytest.fixture
def edition(tmp_path):
    for name in ("events.csv", "actors.csv", "sources.json"):
        shutil.copy(EDITION / name, tmp_path / name)
    return tmp_path


def load(folder, codebook, **more):
    files = [[str(folder / name)] for name in ("events.csv", "actors.csv", "sources.json")]
    return load_catalogue(*files, codebook, **more)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def change(path, row, **cells):
    """Set cells of a row, counted as in a spreadsheet (1 is the header)."""
    rows = rows_of(path)
    for column, value in cells.items():
        rows[row - 1][rows[0].index(column)] = value
    write_rows(path, rows)


def refused(folder, codebook):
    with pytest.raises(DataError) as caught:
        load(folder, codebook)
    lines = [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]
    assert all(LINE.match(line) for line in lines), lines
    return lines


def test_a_good_edition_is_cleaned_resolved_and_sorted(edition, codebook):
    found = load(edition, codebook)
    assert found.events["event_id"].tolist() == ["A1", "A2", "A3", "A4", "B1", "C1", "C2", "D1"]
    first = found.events.iloc[0]
    assert first[["start", "target", "event_type", "recurrence"]].tolist() == ["2001", "SOUTH", "dialogue", "regular"]
    assert first["description_fa"] == "گفت\u200cوگوی سالانه"
    assert found.events.loc[2, ["amount", "currency"]].tolist() == ["1000000", "EUR"]
    assert found.events.loc[5, "start"] == "199X"
    assert found.events.loc[4, "target"] == "EAST"
    logged = set(found.log["rule"])
    assert logged == {"date", "alias", "choice", "letters", "joiners", "number", "currency"}


def test_the_order_of_raw_rows_and_of_columns_is_without_meaning(edition, codebook):
    straight = load(edition, codebook)
    header, *body = rows_of(edition / "events.csv")
    for rows in ([header, *reversed(body)], [row[::-1] for row in (header, *body)]):
        write_rows(edition / "events.csv", rows)
        assert load(edition, codebook).events.equals(straight.events)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"source": "ATLANTIS"},
            "events.csv:2:source: ATLANTIS — not in the list; allowed: EAST, ISL, NORTH, SOUTH; an actor of your",
        ),
        ({"event_type": "summitt"}, "events.csv:2:event_type: summitt — not in the list; did you mean summit?"),
        ({"start": "2003-02-30"}, "events.csv:2:start: 2003-02-30 — there is no such day; YYYY-MM-DD"),
        ({"start": "03/04/2003"}, "events.csv:2:start: 03/04/2003 — not a date that can be read in one way"),
        ({"start": "1430"}, "events.csv:2:start: 1430 — not a Gregorian date (a solar or a lunar Hijri year?)"),
        ({"start": "1400/12/30"}, "events.csv:2:start: 1400-12-30 — not a Gregorian date, and no such day"),
        ({"start": "20035"}, "events.csv:2:start: 20035 — not a date that can be read in one way"),
        ({"start": "2005", "end": "2004"}, "events.csv:2:end: 2004 — before the start 2005; the start or a later date"),
        ({"start": "1999"}, "events.csv:2:start: 1999 — before SOUTH counts as an actor (2000)"),
        ({"directed": "yes", "target": "", "dyadic": "no"}, "events.csv:2:directed: yes — directed with no direction"),
        ({"target": ""}, "events.csv:2:target:  — an event between two actors without one of them"),
        ({"target": "NORTH"}, "events.csv:2:target: NORTH — the same actor as the source"),
        ({"event_id": "A2"}, "events.csv:3:event_id: A2 — stands already at"),
        ({"event_id": "1"}, "events.csv:2:event_id: 1 — not in the form expected"),
        ({"amount": "5", "resource": "economic"}, "events.csv:2:currency:  — an amount (5) without currency"),
        ({"currency": "EUR"}, "events.csv:2:amount:  — a currency (EUR) without amount"),
        (
            {"amount": "5", "currency": "EUR"},
            "events.csv:2:resource: none — an amount of money that is no economic resource",
        ),
        ({"amount": "1.6E+09"}, "events.csv:2:amount: 1.6E+09 — not in the form expected; digits"),
        ({"amount": "1,625 billion"}, "events.csv:2:amount: 1,625 billion — not in the form expected"),
        ({"amount": "€5", "currency": "USD"}, "events.csv:2:amount: €5 — an amount in EUR, but the currency is USD"),
        ({"amount": "-5"}, "events.csv:2:amount: -5 — not in the form expected"),
        ({"currency": "XYZ"}, "events.csv:2:currency: XYZ — not in the list"),
        ({"part_of": "Z9"}, "events.csv:2:part_of: Z9 — no event has this id"),
        ({"part_of": "A1"}, "events.csv:2:part_of: A1 — part of itself"),
        ({"source_key": "rumour"}, "events.csv:2:source_key: rumour — not in the list; allowed: work; a new source"),
        ({"event_type": "war"}, "events.csv:2:event_type: war — a type for context only"),
        ({"dyadic": "maybe"}, "events.csv:2:dyadic: maybe — not in the list; allowed: yes, no"),
        ({"source_key": ""}, "events.csv:2:source_key:  — the cell is empty; allowed: work"),
        ({"issue_area": "drugs;magic"}, "events.csv:2:issue_area: drugs;magic — not in the list (magic)"),
        ({"description_fa": ""}, "events.csv:2:description_fa:  — the cell is empty; some text"),
    ],
)
def test_what_is_wrong_in_a_row(edition, codebook, cells, told):
    change(edition / "events.csv", 2, **cells)
    lines = refused(edition, codebook)
    assert any(line.startswith(told) for line in lines), lines


def test_money_as_people_write_it(edition, codebook):
    change(edition / "events.csv", 4, amount="€1.2bn", currency="")
    change(edition / "events.csv", 5, amount="۲۵۰ هزار یورو")
    found = load(edition, codebook)
    money = found.events.loc[2:3, ["amount", "currency"]]
    assert money.to_numpy().tolist() == [["1200000000", "EUR"], ["250000", "EUR"]]
    logged = found.log[(found.log["row"] == 4) & found.log["column"].isin(["amount", "currency"])]
    assert logged[["before", "after"]].to_numpy().tolist() == [
        ["€1.2bn", "1.2bn"],
        ["1.2bn", "1200000000"],
        ["", "EUR"],
    ]


def test_all_problems_of_all_files_come_at_once(edition, codebook):
    change(edition / "events.csv", 2, source="ATLANTIS", scope="huge")
    change(edition / "events.csv", 9, start="soon")
    change(edition / "actors.csv", 2, kind="empire")
    assert [line.split(" — ")[0] for line in refused(edition, codebook)] == [
        "actors.csv:2:kind: empire",
        "events.csv:2:scope: huge",
        "events.csv:2:source: ATLANTIS",
        "events.csv:9:start: soon",
    ]


def test_unknown_and_missing_columns(edition, codebook):
    rows = rows_of(edition / "events.csv")
    rows[0][rows[0].index("location")] = "locaton"
    rows[0][rows[0].index("start")] = "stars"
    write_rows(edition / "events.csv", rows)
    lines = refused(edition, codebook)
    assert lines[0].startswith("events.csv:1:locaton: locaton — unknown column; did you mean location?")
    assert lines[1].startswith("events.csv:1:stars: stars — unknown column; did you mean start?")
    assert lines[2].startswith(
        "events.csv:1:start:  — the column is missing; needed: start, source, target, event_type"
    )


def test_missing_files_and_other_encodings(edition, codebook):
    (edition / "events.csv").write_bytes("event_id\nگ".encode("cp1256"))
    (edition / "actors.csv").unlink()
    (edition / "sources.json").write_text("[{}]")
    lines = refused(edition, codebook)
    assert [line.split(" — ")[1].split(";")[0] for line in lines] == [
        "the file is missing",
        "not UTF-8 text",
        "not a bibliography",
    ]


def test_a_source_twice(edition, codebook):
    (edition / "sources.json").write_text(json.dumps([{"id": "work"}, {"id": "work"}]))
    assert refused(edition, codebook) == ["sources.json:0:id: work — stands twice; each once"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"code": "ISL"}, "actors.csv:3:code: ISL — stands already at"),
        ({"part_of": "MOON"}, "actors.csv:2:part_of: MOON — not another actor of the table"),
        ({"aliases": "جزیره"}, "actors.csv:3:name_fa: جزیره — also a name of EAST"),
        ({"counted_from": "2000", "dissolved": "1999"}, "actors.csv:2:dissolved: 1999 — before 2000"),
        ({"wikidata": "458"}, "actors.csv:2:wikidata: 458 — not in the form expected; Q and digits"),
    ],
)
def test_what_is_wrong_with_an_actor(edition, codebook, cells, told):
    change(edition / "actors.csv", 2, **cells)
    assert any(line.startswith(told) for line in refused(edition, codebook))


def test_no_event_after_the_end_of_an_actor(edition, codebook):
    change(edition / "actors.csv", 2, dissolved="2004")
    assert refused(edition, codebook)[0].startswith("events.csv:6:start: 2005 — after the end of EAST (2004)")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_text_in_any_cell_is_accepted_or_refused_plainly(edition, codebook, data):
    for name in ("events.csv", "actors.csv"):
        shutil.copy(EDITION / name, edition / name)
    name = data.draw(st.sampled_from(["events.csv", "actors.csv"]))
    rows = rows_of(edition / name)
    row = data.draw(st.integers(1, len(rows)))
    column = data.draw(st.sampled_from(rows[0]))
    text = data.draw(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
    change(edition / name, row, **{column: text})
    try:
        found = load(edition, codebook)
    except DataError as error:
        assert error.problems
    else:
        assert len(found.events) == len(rows_of(edition / "events.csv")) - 1


def test_events_before_the_first_year_of_their_file_are_left_out_and_logged(edition, codebook):
    every = load(edition, codebook)
    later = load(edition, codebook, since={str(edition / "events.csv"): 2005})
    out = set(every.events["event_id"]) - set(later.events["event_id"])
    years = every.events.set_index("event_id")
    assert out and all(max(years.at[one, "start"], years.at[one, "end"])[:4] < "2005" for one in out)
    logged = later.log[later.log["rule"] == "left out: before 2005"]
    assert len(logged) == len(out)
    assert load(edition, codebook, since={"another.csv": 2005}).events.equals(every.events)


def test_events_without_rows_are_none_yet_and_their_header_is_checked(edition, codebook):
    path = edition / "events.csv"
    header = path.read_text(encoding="utf-8").partition("\n")[0]
    path.write_text(f"{header}\n", encoding="utf-8")
    found = load(edition, codebook)
    assert found.events.empty and len(found.actors) and list(found.events["start"]) == []
    path.write_text(f"{header.replace('start', 'begin')}\n", encoding="utf-8")
    assert "events.csv:1:start:  — the column is missing" in "\n".join(refused(edition, codebook))
