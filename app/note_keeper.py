"""The thread that brings the database of notes level with what is in memory, and answers from it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from app.note_database import NoteDatabase, NotePlace
from sync.errors import StorageDamaged, StorageError, StorageNewer
from widgets.note_values import Note

AGAIN_S: Final = 2.0  # after the disk refused
REFUSED_AGAIN_S: Final = 60.0  # somebody may have put the file right

T = TypeVar("T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Question:
    """Something to do with the database; what reads only need not wait for a disk that takes no more."""

    ask: Callable[[NoteDatabase], Any]
    on_result: Callable[[Any], None]
    is_reading: bool


class NoteKeeper:
    """Writes changes at once and tries again what the disk refused; nothing that waits is dropped.

    ``report`` takes functions that are to be called on the thread of whoever asks. Changes are on disk before
    questions that were asked after them are answered.
    """

    def __init__(
        self,
        path: Path,
        report: Callable[[Callable[[], None]], None],
        *,
        saved: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._path = path
        self._report = report
        self._saved = saved
        self._failed = failed
        self._database: NoteDatabase | None = None
        self._wake = threading.Condition()
        self._changes: dict[NotePlace, Note | None] = {}  # what the disk does not have yet
        self._questions: list[_Question] = []
        self._is_busy = False
        self._is_refused = False
        self._hurries = False
        self._ends = False
        self._thread = threading.Thread(target=self._run, name="kurumaza-notes")
        self._thread.start()

    @property
    def is_level(self) -> bool:
        """Whether the disk has everything."""
        with self._wake:
            return not self._changes and not self._is_busy

    def write(self, place: NotePlace, note: Note | None) -> None:
        """Bring a change to disk as soon as may be; a newer one of the same note takes its place."""
        with self._wake:
            self._changes.pop(place, None)
            self._changes[place] = note
            self._wake.notify_all()

    def ask(self, ask: Callable[[NoteDatabase], T], on_result: Callable[[T], None]) -> None:
        """Do something with the database once it has all that was written before."""
        self._ask(_Question(ask, on_result, is_reading=False))

    def read(self, ask: Callable[[NoteDatabase], T], on_result: Callable[[T], None]) -> None:
        """Read what the database has, even if it takes no more."""
        self._ask(_Question(ask, on_result, is_reading=True))

    def flush(self, timeout_s: float) -> bool:
        """Wait until the disk has everything; False when it has not."""
        with self._wake:
            self._hurries = True
            self._wake.notify_all()
            self._wake.wait_for(lambda: self._is_level_or_hopeless, timeout_s)
            self._hurries = False
            return not (self._changes or self._questions or self._is_busy)

    def close(self, timeout_s: float) -> bool:
        """Save what is left and end the thread; False when something could not be saved."""
        flushed = self.flush(timeout_s)
        with self._wake:
            self._ends = True
            self._wake.notify_all()
        self._thread.join()
        return flushed

    @property
    def _is_level_or_hopeless(self) -> bool:
        return self._is_refused or not (self._changes or self._questions or self._is_busy)

    def _ask(self, question: _Question) -> None:
        with self._wake:
            self._questions.append(question)
            self._wake.notify_all()

    # On the thread.

    def _run(self) -> None:
        while (work := self._next_work()) is not None:
            changes, questions = work
            error = self._do(changes, questions)
            self._finish(changes, questions, error)
        if self._database is not None:
            self._database.close()

    def _next_work(self) -> tuple[dict[NotePlace, Note | None], list[_Question]] | None:
        """Wait for something to do; None at the end."""
        with self._wake:
            self._wake.wait_for(lambda: self._ends or self._changes or self._questions)
            if self._ends:
                return None
            self._is_busy = True
            work = self._changes, self._questions
            self._changes, self._questions = {}, []
            return work

    def _do(self, changes: dict[NotePlace, Note | None], questions: list[_Question]) -> Exception | None:
        """Do what can be done and take it out; what is left failed with the error that is returned."""
        try:
            database = self._database = self._database or NoteDatabase(self._path)
        except Exception as error:  # noqa: BLE001 - the edge of a thread: it is told and tried again
            return _told(error)
        trouble = self._write(database, changes) if changes else None
        for question in tuple(questions):
            if trouble is None or question.is_reading:
                refused = self._answer(database, question)
                trouble = trouble or refused
                if refused is None:
                    questions.remove(question)
        if trouble is not None:
            self._database = None  # opened anew at the next try: the disk may have been away
            database.close()
        return trouble

    def _write(self, database: NoteDatabase, changes: dict[NotePlace, Note | None]) -> Exception | None:
        try:
            database.write(changes.items())
        except StorageError as error:
            return error
        except Exception as error:  # noqa: BLE001 - the edge of a thread: one bad note must not stop the others
            return self._write_singly(database, changes, error)
        changes.clear()
        self._report(self._saved)
        return None

    def _write_singly(
        self, database: NoteDatabase, changes: dict[NotePlace, Note | None], error: Exception
    ) -> Exception:
        for place, note in tuple(changes.items()):
            try:
                database.write([(place, note)])
            except Exception as refused:  # noqa: BLE001 - told below
                error = refused
            else:
                del changes[place]
        return _told(error)

    def _answer(self, database: NoteDatabase, question: _Question) -> StorageError | None:
        try:
            result = question.ask(database)
        except StorageError as error:
            return error
        except Exception:  # the edge of a thread: one bad question must not stop the saving
            logger.exception("A question about notes failed")
            return None
        self._report(lambda: question.on_result(result))
        return None

    def _finish(
        self, changes: dict[NotePlace, Note | None], questions: list[_Question], error: Exception | None
    ) -> None:
        """Keep what could not be done for the next try, and wait a while before it."""
        with self._wake:
            self._changes = {**changes, **self._changes}
            self._questions = [*questions, *self._questions]
            self._is_busy = False
            self._is_refused = isinstance(error, StorageDamaged | StorageNewer)
            self._wake.notify_all()
            if error is not None:
                self._report(lambda: self._failed(error))
                pause_s = REFUSED_AGAIN_S if self._is_refused else AGAIN_S
                self._wake.wait_for(lambda: self._ends or self._hurries, pause_s)
                self._hurries = False


def _told(error: Exception) -> Exception:
    if not isinstance(error, StorageError):
        logger.error("Notes could not be saved: %s", type(error).__name__)  # its text may quote a note
    return error
