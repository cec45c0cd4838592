import io

import openpyxl

from interregional.catalogue.marked_copies import marked_copies
from interregional.tables.problems import Problem
from interregional.tables.schema import load_schema

COLUMNS = list(load_schema("events")["properties"])


def rows(*cells):
    """A header and rows of events in which only these cells are filled."""
    return [COLUMNS, *([row.get(column, "") for column in COLUMNS] for row in cells)]


def xlsx(path, above, *cells):
    book = openpyxl.Workbook()
    book.active.title = "read me"
    sheet = book.create_sheet("data")
    for row in [*above, *rows(*cells)]:
        sheet.append(row)
    sheet["A1"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    return path


def marks(copy, sheet):
    """Each marked cell: its row, its column, what stands there and the comment."""
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(copy))[sheet].iter_rows() for cell in row]
    marked = [cell for cell in cells if cell.comment]
    assert all(cell.fill.fgColor.rgb.endswith("FFC7CE") for cell in marked)
    return [(cell.row, cell.column, cell.value, cell.comment.text) for cell in marked]


def test_the_cells_of_a_workbook_are_marked_in_a_copy(tmp_path):
    path = xlsx(tmp_path / "my events.xlsx", [["Events"], []], {"event_id": "E1", "source": "EU", "start": "soon"})
    before, name = path.read_bytes(), str(path)
    problems = [
        Problem(name, 4, "start", "soon", "not a date", "a day"),
        Problem(name, 4, "start", "soon", "too soon", "later"),
        Problem(name, 4, "", "", "the row is wrong", "a right one"),
        Problem(name, 3, "locaton", "locaton", "unknown column", "location"),
        Problem(name, 0, "", "", "two tables", "one"),
        Problem("other.csv", 2, "source", "", "x", "y"),
    ]
    found = marked_copies(problems, {"events": [name]})
    (copy,) = found.values()
    assert marks(copy, "data") == [
        (1, 1, "Events", "two tables; one"),
        (3, 1, "event_id", "unknown column; location"),
        (4, 1, "E1", "the row is wrong; a right one"),
        (4, 1 + COLUMNS.index("start"), "soon", "not a date; a day\ntoo soon; later"),
    ]
    assert path.read_bytes() == before
    assert openpyxl.load_workbook(io.BytesIO(copy))["data"]["A1"].font.bold
    assert marked_copies(reversed(problems), {"events": [name]}) == found


def test_a_text_becomes_a_workbook_in_which_nothing_is_a_formula(tmp_path):
    path = tmp_path / "events.csv"
    cells = [{"event_id": "E1", "note": "=1+1", "start": "002", "description_en": "a\x0bb"}]
    path.write_text("\n".join(";".join(row) for row in rows(*cells)), encoding="utf-8")
    problem = Problem(str(path), 2, "note", "=1+1", "begins as a formula", "text")
    ((name, copy),) = marked_copies([problem], {"events": [str(path)], "actors": ["none.csv"]}).items()
    assert name.endswith("_events.csv.xlsx") and "/" not in name
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).active
    assert marks(copy, sheet.title) == [(2, 1 + COLUMNS.index("note"), "=1+1", "begins as a formula; text")]
    assert sheet.cell(2, 1 + COLUMNS.index("note")).data_type == "s"
    assert sheet.cell(2, 1 + COLUMNS.index("start")).value == "002"


def test_what_can_t_be_opened_has_no_copy(tmp_path):
    path = tmp_path / "events.xlsx"
    path.write_bytes(b"old")
    assert marked_copies([Problem(str(path), 0, "", "", "not a spreadsheet", "save it anew")], {"events": [path]}) == {}
