"""In which form the record of a meeting is wanted and where, as values; without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RecordForm(StrEnum):
    """The forms of a record; each is the end of the file's name, too."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class RecordSubject:
    """The meeting whose record is wanted; `meeting` is "" for the one that is open in this window."""

    meeting: str
    title: str
    starts: str
    is_closed: bool
    may_name: bool


@dataclass(frozen=True, slots=True)
class RecordWish:
    """What somebody chose."""

    meeting: str
    form: RecordForm
    path: str
    with_names: bool = False
