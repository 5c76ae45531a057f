"""Writes a record in one of its forms: beside its place first, then into it in one step."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sync.errors import KurumazaError, system_reason
from sync.replacement import put_in_place
from widgets.record_wish import RecordForm as Form

if TYPE_CHECKING:
    from app.record_values import Progress, Record


def write_form(record: Record, form: Form, path: Path, progress: Progress) -> None:
    """Write the file. Raises OSError, and what `progress` raises."""
    match form:  # each loads only the library that it needs
        case Form.DOCX:
            from app.record_docx import write_docx as write
        case Form.XLSX:
            from app.record_xlsx import write_xlsx as write
        case Form.PDF:
            from app.record_pdf import write_pdf as write
        case Form.CSV:
            from app.record_csv import write_csv as write
        case Form.JSON:
            from app.record_json import write_json as write
    write(record, path, progress)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new file beside a place, which it takes when all went well. Raises KurumazaError of the disk."""
    path = target.with_name(f".kurumaza-{secrets.token_hex(8)}.part")
    try:
        yield path
        _bring_to_disk(path)
        put_in_place(path, target)
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise KurumazaError("record_unwritable", f"The file cannot be written there: {reason}.") from error
    finally:
        with suppress(OSError):  # a folder that is gone has nothing to clear up
            path.unlink(missing_ok=True)


def _bring_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
