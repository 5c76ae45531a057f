"""A copy with one's own notes, from the notes to the file, through a real worker."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from pytestqt.qtbot import QtBot

from app.document_problem import DocumentProblem
from app.documents import Documents
from app.inquiries import Inquiries
from app.note_export import NoteExport
from app.note_records import read_notes_file
from app.page_requests import ExportNotes, ExportOutcome, Failure, NotesExported, Request, Result, unfinished
from app.tasks import Tasks
from tests.app.note_samples import memo, stroke
from tests.app.small_pdf import plain_pdf
from widgets.note_values import Note

WAIT_MS = 30_000
NOTES = (stroke(0), memo(1), stroke(9, name="beyond"))


@dataclass
class Asked:
    request: ExportNotes
    on_result: Callable[[Result], None]


@dataclass
class FakeInquiries:
    """Keeps what is asked; the test answers."""

    asked: list[Asked] = field(default_factory=list)
    withdrawn: list[Asked] = field(default_factory=list)

    def ask(self, request: Request, on_result: Callable[[Result], None], _urgency: int) -> Any:
        assert isinstance(request, ExportNotes)
        self.asked.append(Asked(request, on_result))
        return self.asked[-1]

    def withdraw(self, inquiry: Asked) -> None:
        self.withdrawn.append(inquiry)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    found = Tasks()
    yield found
    found.close()


@pytest.fixture
def fakes() -> FakeInquiries:
    return FakeInquiries()


@pytest.fixture
def export(tmp_path: Path, tasks: Tasks, fakes: FakeInquiries) -> NoteExport:
    return NoteExport(tmp_path / "profile", fakes, tasks)  # type: ignore[arg-type] # it behaves as Inquiries


def begun(qtbot: QtBot, export: NoteExport, fakes: FakeInquiries, tmp_path: Path) -> Asked:
    export.export(tmp_path / "a.pdf", tmp_path / "b.pdf", NOTES, "山田")
    qtbot.waitUntil(lambda: bool(fakes.asked))
    return fakes.asked[0]


def records_left(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "profile").glob("*"))


def test_a_copy_through_a_real_worker(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> None:
    documents = Documents()
    inquiries = Inquiries(documents)
    source, target = tmp_path / "資料.pdf", tmp_path / "資料（書き込み）.pdf"
    source.write_bytes(plain_pdf(2))
    export = NoteExport(tmp_path / "profile", inquiries, tasks)
    busy: list[bool] = []
    export.busy_changed.connect(busy.append)
    try:
        with qtbot.waitSignal(export.finished, timeout=WAIT_MS) as told:
            export.export(source, target, NOTES, "山田")
            assert export.is_busy
    finally:
        inquiries.close()
        documents.close()
    assert "資料（書き込み）.pdf" in told.args[0]
    assert "1 note(s)" in told.args[0]
    assert busy == [True, False]
    assert source.read_bytes() == plain_pdf(2)
    with pymupdf.open(target) as document:
        pages = list(document)
        assert [len(list(page.annots())) for page in pages] == [1, 1]
    qtbot.waitUntil(lambda: not records_left(tmp_path))


def test_the_notes_go_to_the_worker_in_a_file_for_this_user_alone(
    qtbot: QtBot, export: NoteExport, fakes: FakeInquiries, tmp_path: Path
) -> None:
    asked = begun(qtbot, export, fakes, tmp_path)
    records = Path(asked.request.records)
    assert tuple(read_notes_file(records.read_bytes())) == NOTES
    if sys.platform != "win32":
        assert stat.S_IMODE(records.stat().st_mode) == 0o600
    with qtbot.waitSignal(export.finished):
        asked.on_result(NotesExported(ExportOutcome.WRITTEN, 3))
    qtbot.waitUntil(lambda: not records.exists())


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (NotesExported(ExportOutcome.ENCRYPTED), "password"),
        (NotesExported(ExportOutcome.FORBIDDEN), "does not allow"),
        (NotesExported(ExportOutcome.SAME_FILE), "another name"),
        (NotesExported(ExportOutcome.UNWRITABLE), "cannot be written"),
        (NotesExported(ExportOutcome.BROKEN), "damaged"),
        (Failure(DocumentProblem.MISSING), "not there"),
        (Failure(DocumentProblem.TOO_SLOW), "too long"),
    ],
)
def test_what_went_wrong_is_said_in_a_sentence(
    qtbot: QtBot, export: NoteExport, fakes: FakeInquiries, tmp_path: Path, result: Result, words: str
) -> None:
    asked = begun(qtbot, export, fakes, tmp_path)
    with qtbot.waitSignal(export.failed) as told, qtbot.assertNotEmitted(export.finished):
        asked.on_result(result)
    assert words in told.args[0]
    assert not export.is_busy
    qtbot.waitUntil(lambda: not records_left(tmp_path))


def test_what_a_killed_worker_left_is_removed(
    qtbot: QtBot, export: NoteExport, fakes: FakeInquiries, tmp_path: Path
) -> None:
    asked = begun(qtbot, export, fakes, tmp_path)
    for path in unfinished(tmp_path / "b.pdf"):
        path.write_bytes(b"half a copy")
    asked.on_result(Failure(DocumentProblem.TOO_SLOW))
    qtbot.waitUntil(lambda: not any(path.exists() for path in unfinished(tmp_path / "b.pdf")))


def test_a_second_export_waits_for_nothing(
    qtbot: QtBot, export: NoteExport, fakes: FakeInquiries, tmp_path: Path
) -> None:
    asked = begun(qtbot, export, fakes, tmp_path)
    export.export(tmp_path / "a.pdf", tmp_path / "c.pdf", NOTES, "山田")
    asked.on_result(NotesExported(ExportOutcome.WRITTEN, 3))
    assert len(fakes.asked) == 1


def test_cancelled(qtbot: QtBot, export: NoteExport, fakes: FakeInquiries, tmp_path: Path) -> None:
    asked = begun(qtbot, export, fakes, tmp_path)
    export.cancel()
    assert fakes.withdrawn == [asked]
    assert not export.is_busy
    qtbot.waitUntil(lambda: not records_left(tmp_path))


def test_a_profile_that_cannot_be_written(
    qtbot: QtBot, export: NoteExport, tmp_path: Path, expected_log: Callable[[str], None]
) -> None:
    expected_log("could not be written for an export")
    (tmp_path / "profile").write_bytes(b"a file where the folder should be")
    notes: tuple[Note, ...] = NOTES
    with qtbot.waitSignal(export.failed):
        export.export(tmp_path / "a.pdf", tmp_path / "b.pdf", notes, "山田")
    assert not export.is_busy


def test_what_a_killed_program_left_is_removed_at_the_next_export(
    qtbot: QtBot, export: NoteExport, fakes: FakeInquiries, tmp_path: Path
) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "export-old.notes").write_bytes(b"[]")
    begun(qtbot, export, fakes, tmp_path)
    assert len(records_left(tmp_path)) == 1
