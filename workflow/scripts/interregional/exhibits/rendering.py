"""A table as CSV, Markdown, HTML, LaTeX and DOCX, in either direction of reading."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pandas as pd
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
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
_PAGE_WIDTH, _NUMBER_WIDTH = Cm(16), Cm(2.5)


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
    """A Word document with one table, columns mirrored and runs marked for Persian."""
    document = docx.Document()
    _paragraph(document.add_paragraph(), exhibit.title, wording, bold=True)
    table = document.add_table(rows=0, cols=len(exhibit.headers), style="Table Grid")
    if wording.direction == "rtl":
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for number, row in enumerate([exhibit.headers, *_sparse(exhibit)]):
        for place, (cell, text) in enumerate(zip(table.add_row().cells, row)):
            _paragraph(cell.paragraphs[0], text, wording, bold=number == 0, number=place in exhibit.numeric)
    table.autofit = False
    numbers = len(exhibit.numeric) * _NUMBER_WIDTH
    for place, column in enumerate(table.columns):
        share = (_PAGE_WIDTH - numbers) // (len(exhibit.headers) - len(exhibit.numeric))
        column.width = _NUMBER_WIDTH if place in exhibit.numeric else share
        for cell in column.cells:
            cell.width = column.width
    first = 1
    for _, members in exhibit.groups():
        last = first + len(members) - 1
        if last > first:
            table.cell(first, 0).merge(table.cell(last, 0))
            for empty in table.cell(first, 0).paragraphs[1:]:
                empty._p.getparent().remove(empty._p)
        first = last + 1
    for note in exhibit.notes:
        _paragraph(document.add_paragraph(), note, wording)
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())


def _sparse(exhibit: Exhibit) -> list[list[str]]:
    """The rows with the name of a group only in its first."""
    return [
        [group if place == 0 else "", *cells]
        for group, members in exhibit.groups()
        for place, cells in enumerate(members)
    ]


def _paragraph(paragraph: Any, text: str, wording: Wording, bold: bool = False, number: bool = False) -> None:
    """Fill a paragraph; python-docx has no words for right-to-left text, so its XML is set here."""
    run = paragraph.add_run(text)
    run.bold = bold
    if number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if wording.direction == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        marks = run._r.get_or_add_rPr()
        if bold:
            marks.append(OxmlElement("w:bCs"))
        marks.append(OxmlElement("w:rtl"))
        language = OxmlElement("w:lang")
        language.set(qn("w:bidi"), "fa-IR")
        marks.append(language)
