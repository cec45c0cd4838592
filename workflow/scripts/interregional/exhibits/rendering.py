"""A table as CSV, Markdown, HTML, LaTeX and DOCX, in either direction of reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import pandas as pd
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from tabulate import tabulate

from interregional.codebook.wording import Wording
from interregional.exhibits.tables import Exhibit
from interregional.exhibits.typesetting import template
from interregional.tables.archives import timeless
from interregional.tables.files import write_table
from interregional.tables.textfiles import write_text

# Without it, spreadsheet programs take Persian letters for others.
BYTE_ORDER_MARK = "\ufeff"
FORMATS = ("csv", "md", "html", "tex", "docx")
_PAGE_WIDTH = Cm(16)
# Letters that count of a cell at most, and that its margins take; rules in eighths of a point.
_LONGEST, _PADDING = 60, 4
_THICK, _THIN = 8, 4


def render(exhibit: Exhibit, wording: Wording, stem: str | Path) -> None:
    """Write `<stem>.<language>.<format>` for every format."""
    base = f"{stem}.{wording.language}"
    write_table(exhibit.data, f"{base}.csv", BYTE_ORDER_MARK if wording.direction == "rtl" else "")
    write_text(to_markdown(exhibit, wording), f"{base}.md")
    write_text(to_html(exhibit, wording), f"{base}.html")
    write_text(to_latex(exhibit, wording), f"{base}.tex")
    Path(f"{base}.docx").write_bytes(to_docx(exhibit, wording))


def to_markdown(exhibit: Exhibit, wording: Wording) -> str:
    """A Markdown page; in Persian inside a block that reads from right to left."""
    alignment = ["right" if place in exhibit.numeric else "left" for place in range(len(exhibit.headers))]
    rows = [[cell.replace("|", "\\|") for cell in row] for row in _sparse(exhibit)]
    table = tabulate(rows, exhibit.headers, tablefmt="pipe", colalign=alignment, disable_numparse=True)
    notes = "\n".join(f"- {note}" for note in exhibit.notes)
    text = f"**{exhibit.title}**\n\n{table}\n\n{notes}\n"
    return f'<div dir="rtl" lang="fa">\n\n{text}\n</div>\n' if wording.direction == "rtl" else text


def to_html(exhibit: Exhibit, wording: Wording) -> str:
    """A whole HTML page with one table; opens from disk, loads nothing."""
    return template("table.html.jinja").render(exhibit=exhibit, wording=wording)


def to_latex(exhibit: Exhibit, wording: Wording) -> str:
    """A LaTeX table for `\\input`, after booktabs; in Persian for XeLaTeX with xepersian."""
    frame = pd.DataFrame(_sparse(exhibit), columns=exhibit.headers)
    style = frame.style.hide(axis="index").format(escape="latex").format_index(escape="latex", axis=1)
    text_columns = len(exhibit.headers) - len(exhibit.numeric)
    width = f"{(0.9 - 0.15 * len(exhibit.numeric)) / text_columns:.2f}\\textwidth"
    columns = "".join("r" if place in exhibit.numeric else f"p{{{width}}}" for place in range(len(exhibit.headers)))
    table = style.to_latex(hrules=True, column_format=columns)
    needs = "booktabs" if wording.direction == "ltr" else "booktabs and, under XeLaTeX, xepersian"
    escaped = pd.DataFrame({"text": [exhibit.title, *exhibit.notes]}).style.format(escape="latex").hide(axis="index")
    title, *notes = [line.removesuffix(" \\\\") for line in escaped.to_latex().splitlines()[2:-1]]
    below = "\n\n".join(f"\\footnotesize {note}" for note in notes)
    return f"% needs {needs}\n\\begin{{table}}\n\\textbf{{{title}}}\n\n{table}\n{below}\n\\end{{table}}\n"


def to_docx(exhibit: Exhibit, wording: Wording) -> bytes:
    """A Word document with one table as journals set it: rules above, below and under the head, which repeats.

    Columns are as wide as their content needs, and mirrored for Persian; the caption is one that Word lists.
    """
    document = docx.Document()
    _caption(document.add_paragraph(style="Caption"), exhibit.title, wording)
    table = document.add_table(rows=0, cols=len(exhibit.headers))
    if wording.direction == "rtl":
        table._tbl.tblPr.insert_element_before(
            OxmlElement("w:bidiVisual"), "w:tblW", "w:jc", "w:tblLayout", "w:tblLook"
        )
    rows = [exhibit.headers, *_sparse(exhibit)]
    for number, row in enumerate(rows):
        added = table.add_row()
        properties = added._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, text) in enumerate(zip(added.cells, row)):
            _paragraph(cell.paragraphs[0], text, wording, bold=number == 0, number=place in exhibit.numeric)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            if number == 0:
                _rule(cell, {"top": _THICK, "bottom": _THIN})
            elif number == len(rows) - 1:
                _rule(cell, {"bottom": _THICK})
    table.autofit = False
    for column, width in zip(table.columns, column_widths(rows)):
        column.width = width
        for cell in column.cells:
            cell.width = width
    first = 1
    for _, members in exhibit.groups():
        last = first + len(members) - 1
        if last > first:
            merged = table.cell(first, 0).merge(table.cell(last, 0))
            for empty in merged.paragraphs[1:]:
                empty._p.getparent().remove(empty._p)
        first = last + 1
    for note in exhibit.notes:
        _paragraph(document.add_paragraph(), note, wording)
    return timeless(document)


def column_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of a page shared out by the longest cell of each column, within bounds."""
    needs = [min(max(len(cell) for cell in column), _LONGEST) + _PADDING for column in zip(*rows)]
    return [_PAGE_WIDTH * need // sum(needs) for need in needs]


def _rule(cell: Any, sides: Mapping[str, int]) -> None:
    """Rules on sides of a cell, in eighths of a point."""
    borders = OxmlElement("w:tcBorders")
    for side, width in sides.items():
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(width)), ("space", "0"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    cell._tc.get_or_add_tcPr().append(borders)


def _caption(paragraph: Any, title: str, wording: Wording) -> None:
    """A caption with the number of the table, if its title has one, as a field of Word's (SEQ)."""
    paragraph.paragraph_format.keep_with_next = True
    numbered = re.match(r"(\S+) (\d+)", title)
    if numbered is None:
        _paragraph(paragraph, title, wording, bold=True)
    else:
        label, number = numbered.groups()
        _paragraph(paragraph, f"{label} ", wording, bold=True)
        for tag, value in (
            ("fldChar", "begin"),
            ("instrText", f" SEQ {label} \\* ARABIC "),
            ("fldChar", "separate"),
            ("", number),
            ("fldChar", "end"),
        ):
            run = _run(paragraph, "" if tag else value, wording, bold=True)
            if tag:
                mark = OxmlElement(f"w:{tag}")
                if tag == "fldChar":
                    mark.set(qn("w:fldCharType"), value)
                else:
                    mark.set(qn("xml:space"), "preserve")
                    mark.text = value
                run._r.append(mark)
        _run(paragraph, title[numbered.end() :], wording, bold=True)
    for run in paragraph.runs:
        run.font.color.rgb = RGBColor(0, 0, 0)


def _sparse(exhibit: Exhibit) -> list[list[str]]:
    """The rows with the name of a group only in its first."""
    return [
        [group if place == 0 else "", *cells]
        for group, members in exhibit.groups()
        for place, cells in enumerate(members)
    ]


def _paragraph(paragraph: Any, text: str, wording: Wording, bold: bool = False, number: bool = False) -> None:
    """Fill a paragraph; python-docx has no words for right-to-left text, so its XML is set here."""
    if number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if wording.direction == "rtl":
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:jc")
    _run(paragraph, text, wording, bold)


def _run(paragraph: Any, text: str, wording: Wording, bold: bool) -> Any:
    run = paragraph.add_run(text)
    run.bold = bold
    if wording.direction == "rtl":
        marks = run._r.get_or_add_rPr()
        if bold:
            marks.append(OxmlElement("w:bCs"))
        marks.append(OxmlElement("w:rtl"))
        language = OxmlElement("w:lang")
        language.set(qn("w:bidi"), "fa-IR")
        marks.append(language)
    return run
