import io

import openpyxl
import pytest

from interregional.editions.blank_tables import blank_csv, blank_xlsx
from interregional.tables.schema import in_languages, load_schema

LISTS = {
    "actors": [("AU", "African Union"), ("EU", "European Union")],
    "event_type": [("meeting", "a meeting"), ("funding", "=1+1")],
}


def book(wordings, language="en"):
    return openpyxl.load_workbook(io.BytesIO(blank_xlsx(load_schema("events"), LISTS, wordings[language])))


def test_columns_are_those_of_the_schema_the_needed_ones_first(wordings):
    columns = list(load_schema("events")["properties"])
    sheet = book(wordings).worksheets[0]
    assert blank_csv(load_schema("events")).strip().split(",") == columns
    heads = {cell.value: cell.fill.fgColor.rgb for cell in sheet[1]}
    assert sorted(heads) == sorted(columns)
    needed = ["start", "source", "target", "event_type", "source_key"]
    assert list(heads)[:5] == needed
    assert len({heads[column] for column in needed}) == 1 and heads["start"] != heads["note"]
    assert sheet["A1"].comment.text.startswith("First day")


def test_texts_are_asked_for_in_the_languages_of_the_edition(wordings):
    schema = in_languages(load_schema("events"), ["en"])
    found = openpyxl.load_workbook(io.BytesIO(blank_xlsx(schema, LISTS, wordings["en"], ["en"]))).worksheets[0]
    heads = [cell.value for cell in found[1]]
    assert "description_en" in heads[:6] and "description_fa" not in heads


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
    assert {cell.data_type for sheet in book(wordings) for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }


@pytest.mark.parametrize(("language", "right"), [("en", False), ("fa", True)])
def test_persian_sheets_run_from_right_to_left(wordings, language, right):
    found = book(wordings, language)
    assert all(sheet.sheet_view.rightToLeft is right for sheet in found)
    meaning = found["columns"]["C2"].value
    assert ("نخستین روز" in meaning) is right


def test_the_same_bytes_every_time(wordings):
    one, other = (blank_xlsx(load_schema("events"), LISTS, wordings["fa"]) for _ in range(2))
    assert one == other
