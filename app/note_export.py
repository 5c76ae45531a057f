"""Saves a copy of a document with one's own notes in it, and tells in words how that went."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.document_sentences import problem_sentence
from app.inquiries import NEEDED_NOW, Inquiries, Inquiry
from app.note_records import notes_file
from app.page_requests import ExportNotes, ExportOutcome, Failure, NotesExported, Result, unfinished
from app.tasks import Tasks
from sync.errors import filled
from widgets.note_values import Note

logger = logging.getLogger(__name__)


class NoteExport(QObject):
    """One export after the other; the notes go to the worker in a file that only this user can read."""

    busy_changed = Signal(bool)
    finished = Signal(str)  # a sentence, when the copy is there
    failed = Signal(str)  # a sentence, when it is not

    def __init__(
        self, folder: Path, inquiries: Inquiries, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        """Put the file for the worker into ``folder``, which is the profile."""
        super().__init__(parent)
        self._folder = folder
        self._inquiries = inquiries
        self._tasks = tasks
        self._inquiry: Inquiry | None = None
        self._records: Path | None = None
        self.is_busy = False

    def export(self, path: Path, target: Path, notes: Sequence[Note], author: str) -> None:
        """Save a copy at ``target``, replacing what is there; the document itself is only read."""
        if self.is_busy:
            return
        self._set_busy(is_busy=True)
        write = partial(_write_records, self._folder, tuple(notes))
        self._tasks.run(write, partial(self._ask, path, target, author), self._not_written)

    def cancel(self) -> None:
        """Wait for the copy no longer; it may still appear when it was nearly ready."""
        if self._inquiry is not None:
            self._inquiries.withdraw(self._inquiry)
            self._end()

    def _ask(self, path: Path, target: Path, author: str, records: Path) -> None:
        self._records = records
        request = ExportNotes(str(path), str(target), str(records), author)
        self._inquiry = self._inquiries.ask(request, partial(self._answered, target), NEEDED_NOW)

    def _answered(self, target: Path, result: Result) -> None:
        self._end()
        match result:
            case NotesExported(ExportOutcome.WRITTEN, _written, left_out):
                self.finished.emit(self._written(target, left_out))
            case NotesExported(outcome):
                self.failed.emit(self._refused(outcome))
            case Failure(problem):
                self._tasks.run(partial(_remove, unfinished(target)), _ignore, _not_removed)
                self.failed.emit(problem_sentence(problem))
            case _:
                self.failed.emit(self._refused(ExportOutcome.BROKEN))

    def _not_written(self, error: Exception) -> None:
        self._set_busy(is_busy=False)
        logger.warning("The notes could not be written for an export: %s", type(error).__name__)
        self.failed.emit(self._refused(ExportOutcome.UNWRITABLE))

    def _end(self) -> None:
        """The worker has read the notes, or nobody wants it to."""
        self._inquiry = None
        if self._records is not None:
            self._tasks.run(partial(_remove, (self._records,)), _ignore, _not_removed)
            self._records = None
        self._set_busy(is_busy=False)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.busy_changed.emit(is_busy)

    def _written(self, target: Path, left_out: int) -> str:
        sentence = filled(self.tr("The copy with your notes was saved: %1"), (target.name,))
        if not left_out:
            return sentence
        more = self.tr(
            "%n note(s) are for pages that this version does not have; they are not in it.", "", left_out
        )
        return f"{sentence} {more}"

    def _refused(self, outcome: ExportOutcome) -> str:
        match outcome:
            case ExportOutcome.ENCRYPTED:
                return self.tr("No copy was saved: the document is protected by a password.")
            case ExportOutcome.FORBIDDEN:
                return self.tr("No copy was saved: the document does not allow notes to be added to it.")
            case ExportOutcome.SAME_FILE:
                return self.tr("No copy was saved: choose another name than that of the document itself.")
            case ExportOutcome.UNWRITABLE:
                return self.tr("No copy was saved: that place cannot be written (full, or not permitted).")
            case _:
                return self.tr("No copy was saved: the document is damaged.")


def _write_records(folder: Path, notes: tuple[Note, ...]) -> Path:
    """Write the notes where only this user can read them. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("export-*.notes"):  # of a program that was killed
        left.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(prefix="export-", suffix=".notes", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(notes_file(notes))
    return Path(name)


def _remove(paths: tuple[Path, ...]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _ignore(_nothing: None) -> None:
    """Nobody waits for it."""


def _not_removed(error: Exception) -> None:
    logger.warning("A file of an export could not be removed: %s", type(error).__name__)
