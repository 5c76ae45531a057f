"""The record as a workbook: a sheet for each table, with filters, and no cell that calculates anything."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final

from app.record_sheets import sheets_of
from app.record_text import is_formula

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.record_sheets import Sheet, Value
    from app.record_values import Progress, Record

MOST_LETTERS: Final = 32_000  # a cell takes 32,767
CUT: Final = " …"
A4: Final = 9  # as Excel counts papers
HEADER_COLOUR: Final = "FFE4E9F0"
PERIOD: Final = 200  # rows between two looks whether somebody stopped it
WRAPS_FROM: Final = 24  # a column as wide as this holds running text


def write_xlsx(record: Record, path: Path, progress: Progress) -> None:
    """Write the workbook. Raises OSError, and what `progress` raises when it is stopped."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheets = sheets_of(record)
    expected = sum(len(sheet.rows) for sheet in sheets) + 1
    done = 0
    for sheet in sheets:
        for _ in _written(book, sheet):
            done += 1
            if done % PERIOD == 0:
                progress(0.9 * done / expected)
    book.properties.title, book.properties.creator = record.title[:250], record.organization[:250]
    book.save(path)


def _written(book: Any, sheet: Sheet) -> Any:
    """Write a sheet, a row at a time."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(sheet.title[:31])
    page.freeze_panes = "A2"
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    page.page_setup.paperSize, page.page_setup.orientation = A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    header = []
    for column in sheet.columns:
        cell = WriteOnlyCell(page, column.name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=HEADER_COLOUR)
        cell.alignment = wrapped
        header.append(cell)
    page.append(header)

    # A style is looked up for every cell that is given one; so the two that there are, are made once.
    plain, running = WriteOnlyCell(page), WriteOnlyCell(page)
    plain.alignment, running.alignment = top, wrapped
    styles = [
        running._style if column.width >= WRAPS_FROM else plain._style  # noqa: SLF001 - the only way
        for column in sheet.columns
    ]
    for row in sheet.rows:
        cells = zip(row, styles, strict=True)
        page.append([_cell(lambda: WriteOnlyCell(page), value, style) for value, style in cells])
        yield


def _cell(new_cell: Callable[[], Any], value: Value, style: Any) -> Any:
    """A number, or text that stays text whatever it begins with."""
    if value == "":
        return None
    cell = new_cell()
    cell._style = style  # noqa: SLF001 - a shared style
    if isinstance(value, int):
        cell.value = value
    else:
        cell._value = value if len(value) <= MOST_LETTERS else value[:MOST_LETTERS] + CUT  # noqa: SLF001 - as text
        cell.data_type = "s"
        if is_formula(value):
            cell._style = copy(style)  # noqa: SLF001 - of this cell alone
            cell._style.quotePrefix = 1  # noqa: SLF001 - it stays text also after somebody edits it
    return cell
