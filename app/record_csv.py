"""The comments of a record as CSV: one row each, as Excel opens it by a double click."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from app.record_sheets import comments_sheet
from app.record_text import is_formula

if TYPE_CHECKING:
    from pathlib import Path

    from app.record_sheets import Value
    from app.record_values import Progress, Record

PERIOD: Final = 500  # rows between two looks whether somebody stopped it


def write_csv(record: Record, path: Path, progress: Progress) -> None:
    """Write it in UTF-8 with its mark. Raises OSError, and what `progress` raises when it is stopped."""
    sheet = comments_sheet(record)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in sheet.columns)
        for number, row in enumerate(sheet.rows):
            writer.writerow(map(safe_value, row))
            if number % PERIOD == 0:
                progress(number / len(sheet.rows))


def safe_value(value: Value) -> Value:
    """A text that a spreadsheet would calculate gets the sign that says that it is text."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value
