import io

import openpyxl
import pytest

from interregional.catalogue.loading import load_catalogue
from interregional.editions.blank_tables import blank_csv, blank_xlsx
from interregional.tables.schema import load_schema
from tests.conftest import EVENT, ROOT

LISTS = {
    "actors": [("AU", "African Union"), ("EU", "European Union")],
    "event_type": [("meeting", "a meeting"), ("funding", "=1+1")],
}


def book(wordings, language="en"):
    return openpyxl.load_workbook(io.BytesIO(blank_xlsx(load_schema("events"), LISTS, wordings[language])))


def test_columns_are_those_of_the_schema(wordings):
    columns = list(load_schema("events")["properties"])
    sheet = book(wordings).worksheets[0]
    assert [cell.value for cell in sheet[1]] == columns == blank_csv(load_schema("events")).strip().split(",")
    assert sheet["A1"].comment.text.startswith("Identifier")


def test_cells_are_text_and_lists_can_be_chosen_from(wordings):
    found = book(wordings)
    sheet = found.worksheets[0]
    assert all(sheet.column_dimensions[cell.column_letter].number_format == "@" for cell in sheet[1])
    choices = {str(choice.sqref): choice for choice in sheet.data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    types = choices[f"{letters['event_type']}2:{letters['event_type']}1001"]
    assert types.showErrorMessage
    column = types.formula1.split("$")[1]
    assert [found["lists"][f"{column}{row}"].value for row in (1, 2, 3)] == ["event_type", "meeting", "funding"]
    assert not choices[f"{letters['source']}2:{letters['source']}1001"].showErrorMessage


def test_no_cell_is_a_formula(wordings):
    assert {cell.data_type for sheet in book(wordings) for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize(("language", "right"), [("en", False), ("fa", True)])
def test_persian_sheets_run_from_right_to_left(wordings, language, right):
    found = book(wordings, language)
    assert all(sheet.sheet_view.rightToLeft is right for sheet in found)
    meaning = found["columns"]["B2"].value
    assert ("شناسه" in meaning) is right


def test_the_same_bytes_every_time(wordings):
    one, other = (blank_xlsx(load_schema("events"), LISTS, wordings["fa"]) for _ in range(2))
    assert one == other


def test_a_template_filled_in_is_an_edition(paper_run, tmp_path, codebook):
    """The template that the workflow wrote, with a row typed in, is read and accepted."""
    filled = openpyxl.load_workbook(paper_run / "templates" / "events.fa.xlsx")
    row = EVENT | {"event_id": "X1", "start": 2003, "source": "اتحادیهٔ اروپا", "target": "AU", "source_key": "nato2014"}
    sheet = filled.worksheets[0]
    for cell in sheet[1]:
        sheet.cell(2, cell.column, row.get(cell.value))
    filled.save(tmp_path / "events.xlsx")
    raw = ROOT / "data" / "raw" / "paper"
    files = [str(tmp_path / "events.xlsx")], [str(raw / "actors.csv")], [str(raw / "sources.json")]
    event = load_catalogue(*files, codebook).events.iloc[0]
    assert (event["source"], event["target"], event["start"]) == ("EU", "AU", "2003")


def test_templates_offer_the_codebook(paper_run, codebook):
    found = openpyxl.load_workbook(paper_run / "templates" / "events.en.xlsx")["lists"]
    columns = [[cell.value for cell in column if cell.value] for column in found.iter_cols()]
    lists = {column[0]: column[1:] for column in columns if column}
    assert lists["event_type"] == codebook.values("event_type")
    assert lists["scope"] == codebook.values("scope")
    assert "EU" in lists["actors"] and "EUR" in lists["currencies"] and "nato2014" in lists["sources"]
