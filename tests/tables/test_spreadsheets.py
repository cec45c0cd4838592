"""Spreadsheets as scholars keep them: the same table as CSV, or a plain refusal."""

import shutil
import subprocess
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interregional.tables.files import read_given, read_table
from interregional.tables.problems import DataError
from interregional.tables.spreadsheets import read_sheets

URN = "urn:oasis:names:tc:opendocument:xmlns"
ODS = (
    f'<office:document-content xmlns:office="{URN}:office:1.0" '
    f'xmlns:table="{URN}:table:1.0" xmlns:text="{URN}:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="events">%s</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)


def xlsx(path, *rows, formats=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, code in formats:
        book.active[cell].number_format = code
    book.create_sheet("lists").append(["not read"])
    book.save(path)
    return path


def ods(path, *rows):
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", ODS % body)
    return path


def text(value, more=""):
    return f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p></table:table-cell>'


def typed(kind, value, shown, more=""):
    name = "value" if kind in ("float", "percentage") else f"{kind}-value"
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}" {more}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def refusal(path):
    with pytest.raises(DataError) as caught:
        read_table(path)
    return [str(problem).replace(str(path), "t") for problem in caught.value.problems]


def test_xlsx_comes_as_one_would_type_it(tmp_path):
    path = xlsx(
        tmp_path / "t.xlsx",
        ["id", "start", "amount", "note"],
        ["002", 2003, 1.6e9, "می‌شود"],
        ["003", date(2003, 3, 17), 0.25, None],
        [None, None, None, None],
        ["004", "2003-03", 1600000, " x "],
    )
    frame = read_table(path)
    assert frame[["id", "start", "amount", "note"]].to_numpy().tolist() == [
        ["002", "2003", "1600000000", "می‌شود"],
        ["003", "2003-03-17", "0.25", ""],
        ["004", "2003-03", "1600000", " x "],
    ]
    assert frame["_row"].tolist() == [2, 3, 5]


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        ("=1+1", None, "t:2:b: =1+1 — a formula; its value, as text"),
        (date(2003, 3, 1), "mmm-yy", "t:2:b: 2003-03-01 — a day that the spreadsheet made of a month or year; "),
        (date(2003, 1, 1), "yyyy", "t:2:b: 2003-01-01 — a day that the spreadsheet made of a month or year; "),
        (datetime(2003, 3, 1, 5, 6), None, "t:2:b: 2003-03-01 05:06:00 — a time of day; "),
        (time(5, 6), None, "t:2:b: 05:06:00 — a time of day; "),
        ("#N/A", None, "t:2:b: #N/A — an error of the spreadsheet; text"),
    ],
)
def test_what_the_spreadsheet_changed_is_refused(tmp_path, value, code, told):
    path = xlsx(tmp_path / "t.xlsx", ["a", "b"], ["x", value], formats=[("B2", code)] if code else ())
    assert refusal(path)[0].startswith(told)


def test_every_fault_is_told_at_once(tmp_path):
    path = xlsx(tmp_path / "t.xlsx", ["a", "b"], ["=1", "=2"], ["x", "=3"])
    assert [line.split(" — ")[0] for line in refusal(path)] == ["t:2:a: =1", "t:2:b: =2", "t:3:b: =3"]


def test_truth_values_are_words(tmp_path):
    assert read_table(xlsx(tmp_path / "t.xlsx", ["a"], [True]))["a"].tolist() == ["TRUE"]


def test_ods_comes_as_one_would_type_it(tmp_path):
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    path = ods(
        tmp_path / "t.ods",
        [text("id"), text("start"), text("amount"), text("note"), empty],
        [text("002"), typed("float", "2003", "2003"), typed("float", "1600000000", "1.6E+09"), text("می‌شود"), empty],
        [text("003"), typed("date", "2003-03-17", "17/03/03"), typed("float", "0.25", "25%"), empty],
        [text("same", 'table:number-columns-repeated="4"')],
    )
    assert read_table(path)[["id", "start", "amount", "note"]].to_numpy().tolist() == [
        ["002", "2003", "1600000000", "می‌شود"],
        ["003", "2003-03-17", "0.25", ""],
        ["same"] * 4,
    ]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (typed("float", "2", "2", 'table:formula="of:=1+1"'), "t:2:b: of:=1+1 — a formula; "),
        (typed("date", "2003-03-01", "March 2003"), "t:2:b: 2003-03-01 — a day that the spreadsheet made of a month"),
        (typed("date", "2003-03-01T05:06:00", "x"), "t:2:b: 2003-03-01 05:06:00 — a time of day; "),
        (typed("time", "PT05H06M00S", "05:06"), "t:2:b: 05:06 — a time of day; "),
        (text("#REF!"), "t:2:b: #REF! — an error of the spreadsheet; "),
    ],
)
def test_the_same_is_refused_of_ods(tmp_path, cell, told):
    assert refusal(ods(tmp_path / "t.ods", [text("a"), text("b")], [text("x"), cell]))[0].startswith(told)


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old or locked"])
def test_what_is_no_spreadsheet_is_refused(tmp_path, ending, content):
    path = tmp_path / f"t.{ending}"
    path.write_bytes(content)
    assert refusal(path) == [f"t:0::  — not a spreadsheet (.{ending}); save it anew, or as CSV UTF-8"]


def test_a_zip_that_is_something_else_and_an_empty_sheet(tmp_path):
    for name in ("t.xlsx", "t.ods"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("word/document.xml", "<x/>")
        assert "not a spreadsheet" in refusal(tmp_path / name)[0]
    assert refusal(xlsx(tmp_path / "e.xlsx")) == ["t:0::  — the file has no rows; a header and at least one row"]
    assert "the file is missing" in refusal(tmp_path / "none.xlsx")[0]


def test_a_sheet_that_unpacks_to_more_than_the_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("interregional.tables.spreadsheets.LARGEST", 1000)
    assert "too large" in refusal(xlsx(tmp_path / "t.xlsx", ["a"], ["x" * 5000]))[0]


def test_other_kinds_of_files_are_refused(tmp_path):
    path = tmp_path / "t.json"
    path.write_text("[]")
    assert refusal(path) == ["t:0::  — not a kind of table that is read (.json); .csv, .tsv, .txt, .xlsx or .ods"]


def test_tabs_between_cells(tmp_path):
    path = tmp_path / "t.tsv"
    path.write_text('a\tb\n1\t"x, y"\n', encoding="utf-8")
    assert read_table(path)[["a", "b"]].to_numpy().tolist() == [["1", "x, y"]]


# What XML can hold; a spreadsheet can't keep other control letters.
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12).filter(
    lambda cell: not cell.startswith("=") and not cell.startswith("#")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS.filter(bool), min_size=2, max_size=2), min_size=1, max_size=5))
def test_text_comes_back_as_it_was(tmp_path_factory, rows):
    path = xlsx(tmp_path_factory.mktemp("x") / "t.xlsx", *rows)
    assert read_sheets(path)[0].rows == rows


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (apt-get install libreoffice-calc)")
def test_libreoffice_writes_what_is_read(tmp_path):
    """The same table through LibreOffice's own XLSX and ODS."""
    path = xlsx(
        tmp_path / "t.xlsx", ["id", "start", "amount"], ["002", date(2003, 3, 17), 1.6e9], ["é ی", "2003-03", 7]
    )
    for ending in ("ods", "xlsx"):
        folder = tmp_path / ending
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", ending]
        subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True, timeout=120)
        if not (folder / f"t.{ending}").exists():
            pytest.skip("LibreOffice has no Calc here (apt-get install libreoffice-calc)")
        found = read_table(folder / f"t.{ending}")
        assert found[["id", "start", "amount"]].to_numpy().tolist() == [
            ["002", "2003-03-17", "1600000000"],
            ["é ی", "2003-03", "7"],
        ]


COLUMNS = ["event_id", "start", "source"]


def sheets(path, **rows):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in rows.items():
        for row in cells:
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(row)
    book.save(path)
    return path


def test_the_table_is_found_on_any_sheet_and_below_a_title(tmp_path):
    path = sheets(
        tmp_path / "t.xlsx",
        read_me=[["How this was coded", "=1+1"]],
        events=[["Events of 2003", "=TODAY()"], [None], COLUMNS, ["E1", 44197, "EU"], ["E2", "2004", "AU"]],
        lists=[["source", "other"], ["EU", "x"]],
    )
    found = read_given(path, COLUMNS)
    assert found.table[COLUMNS].to_numpy().tolist() == [["E1", "44197", "EU"], ["E2", "2004", "AU"]]
    assert (found.sheet, found.header, found.table["_row"].tolist()) == ("events", 3, [4, 5])
    assert [line[1:] for line in found.log] == [
        (0, "", "read_me", "events", "sheet"),
        (1, "", "Events of 2003 =TODAY()", "", "above_header"),
    ]


def test_two_sheets_with_the_table_are_refused_with_both_names(tmp_path):
    rows = [COLUMNS, ["E1", "2003", "EU"]]
    path = sheets(tmp_path / "t.xlsx", events=rows, old=rows)
    with pytest.raises(DataError) as caught:
        read_given(path, COLUMNS)
    told = f"{path}:0:: events, old — more than one sheet has the table; one such sheet in a file"
    assert str(caught.value) == told


def test_without_a_header_the_first_sheet_is_told_of(tmp_path):
    path = sheets(tmp_path / "t.xlsx", one=[["a"], ["1"]], two=[["b"], ["2"]])
    assert list(read_given(path, COLUMNS).table.columns) == ["a", "_file", "_row"]
