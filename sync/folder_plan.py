"""Makes a meeting of a folder of PDFs, by the names that offices give their files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sync.body_checks import MAX_ITEMS
from sync.errors import MeetingFileError, system_reason
from sync.meeting_plan import MeetingPlan, PlannedDocument, PlannedItem
from sync.pdf_check import PdfFault, leads_out, pdf_fault
from sync.text import MAX_NAME, MAX_TITLE, clean_line, natural_key

if TYPE_CHECKING:
    from pathlib import Path

_JOINT: Final = r"[-‐‑–−－ー_＿.．の]"
_LABEL: Final = re.compile(
    r"(?P<word>参考資料|配布資料|資料|別添|別紙|参考|議題|議案|案件|報告|document|doc|item|agenda)?"
    r"(?:[\s_＿]*)(?:no[.．]?|№|第)?\s*"
    r"(?P<main>\d{1,3})(?!\d|年|月|日|回|人|度|割|期)号?"
    rf"(?:{_JOINT}\d{{1,2}}(?!\d|年|月|日|回|人|度|割|期))*",
    re.IGNORECASE,
)
_AFTER_NUMBER: Final = re.compile(r"[\s_＿.．、・\-－:：)）]|$")
_AROUND_TITLE: Final = " 　_＿-－.．、・:："
_REFERENCE: Final = "参考"
_PROGRAMME: Final = "次第"


@dataclass(frozen=True, slots=True)
class _Named:
    """What a file name says: the main number if there is one, the label, the title."""

    path: Path
    main: int | None
    label: str
    title: str

    @property
    def order(self) -> tuple[bool, object]:
        """Where it stands in its item: references after the papers they belong to."""
        return (self.path.stem.startswith(_REFERENCE), natural_key(self.path.stem))


def plan_from_folder(folder: Path, title: str) -> MeetingPlan:
    """Make a plan of every PDF in a folder (not below it), in natural order: 資料2 before 資料10.

    A name that begins with a number, alone and set off (`3_4_教育`) or after a word such as 資料, 議題 or
    別紙 (`資料２-1 予算`), belongs to the item of that main number; further numbers order it there. Files of
    one main number are one item, named as its first file; references (参考) stand last in it. Every other
    file is an item of its own after the numbered ones, but the programme (次第) comes first. Full-width
    digits count as digits. Hidden files and the temporary ones of office programs and macOS (`.x`, `~$x`)
    are left out. MeetingFileError if nothing is left, or if one of the files is no PDF or a link that
    leads elsewhere: every seat gets a copy.
    """
    try:
        paths = [path for path in folder.iterdir() if _is_paper(path)]
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise MeetingFileError(
            "The folder %1 cannot be read: %2.", clean_line(str(folder)), reason
        ) from error
    if not paths:
        raise MeetingFileError("There is no PDF in the folder %1.", clean_line(str(folder)))
    for path in sorted(paths):
        _check(path, folder)
    items: dict[tuple[int, int, object], list[_Named]] = {}
    for named in map(_read_name, paths):
        items.setdefault(_item_key(named), []).append(named)
    if len(items) > MAX_ITEMS:
        raise MeetingFileError(
            "The PDFs make %1 agenda items; %2 are allowed.", str(len(items)), str(MAX_ITEMS)
        )
    ordered = [sorted(items[key], key=lambda named: named.order) for key in sorted(items)]
    return MeetingPlan(
        title=clean_line(title)[:MAX_TITLE] or clean_line(folder.name)[:MAX_TITLE] or "Meeting",
        agenda=tuple(_item(files) for files in ordered),
    )


def _is_paper(path: Path) -> bool:
    return path.suffix.lower() == ".pdf" and not path.name.startswith((".", "~")) and path.is_file()


def _check(path: Path, folder: Path) -> None:
    name = clean_line(path.name)
    try:
        if leads_out(path, (folder,)):
            raise MeetingFileError("%1 is a link that leads out of the folder of the meeting", name)
        fault = pdf_fault(path)
    except (OSError, ValueError) as error:
        raise MeetingFileError("%1 cannot be read: %2", name, system_reason(error)) from error
    if fault is PdfFault.NO_PDF:
        raise MeetingFileError("%1 is no PDF: its contents are of another kind", name)
    if fault is PdfFault.TOO_LARGE:
        raise MeetingFileError("%1 is larger than 2 GB", name)


def _read_name(path: Path) -> _Named:
    stem = clean_line(path.stem)
    found = _LABEL.match(stem)
    if found is None or (found["word"] is None and not _AFTER_NUMBER.match(stem, found.end())):
        return _Named(path, None, "", stem[:MAX_TITLE] or "PDF")
    main = int(found["main"])
    rest = stem[found.end() :].strip(_AROUND_TITLE)
    if not rest:
        return _Named(path, main, "", stem[:MAX_TITLE])
    return _Named(path, main, found.group()[:MAX_NAME] if found["word"] else "", rest[:MAX_TITLE])


def _item_key(named: _Named) -> tuple[int, int, object]:
    if named.main is not None:
        return (1, named.main, ())
    return (0 if named.title.startswith(_PROGRAMME) else 2, 0, natural_key(named.path.name))


def _item(files: list[_Named]) -> PlannedItem:
    return PlannedItem(
        title=files[0].title,
        documents=tuple(PlannedDocument(named.path, named.title, named.label) for named in files),
    )
