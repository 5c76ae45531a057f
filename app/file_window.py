"""A window with one PDF, without a meeting."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMessageBox

from app.document_problem import HEAD_BYTES, problem_of_head
from app.reader import DocumentReader
from app.reading_room import ReadingRoom
from app.search_reading import Searchable
from app.study import Study
from sync.status import Severity
from widgets.notice import NoticeBar
from widgets.view_state import ViewState

WINDOW_SIZE = (1100, 900)
READ_BYTES = 1 << 20
LAST_TRY_S = 2.0  # to save notes before somebody is asked

logger = logging.getLogger(__name__)


class FileWindow(QMainWindow):
    """A window with one PDF. What is remembered of it belongs to its content, wherever the file lies."""

    def __init__(self, path: Path, room: ReadingRoom) -> None:
        super().__init__()
        self._path = path
        self._room = room
        self._may_lose_notes = False
        self._before: ViewState | None = None  # the full screen
        self.reader = DocumentReader(
            self, documents=room.documents, cache=room.cache, places=room.places, unlocking=room.unlocking
        )
        self.reader.title = path.name
        self.study = Study(self.reader, room)
        self.study.search.panel.offer_everywhere(offered=False)
        self._view = self.reader.widget.view
        self._notice = NoticeBar()
        self.reader.widget.add_strip(self._notice)
        self.study.notice.connect(lambda words: self._notice.show_notice(words, Severity.INFO))
        self.study.warning.connect(lambda words: self._notice.show_notice(words, Severity.WARNING))
        for warning in room.policy_warnings:
            self._notice.show_notice(warning, Severity.WARNING)
        self.setCentralWidget(self.reader.widget)
        self.setWindowTitle(self.tr("%1 - Kurumaza").replace("%1", path.name))
        self.resize(QSize(*WINDOW_SIZE).boundedTo(self.screen().availableSize()))
        QShortcut(QKeySequence(Qt.Key.Key_F11), self).activated.connect(self.toggle_full_screen)
        self._leave_key = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._leave_key.setEnabled(False)  # else Escape belongs to what has the keys
        self._leave_key.activated.connect(self.leave_full_screen)
        self.reader.widget.full_screen_asked.connect(lambda _on: self.toggle_full_screen())
        self.reader.arrived.connect(lambda _document: self._begin())
        room.tasks.run(partial(digest_of, path), self._open, self._open_unread)

    def show_full_screen(self) -> None:
        """Nothing but whole pages."""
        self._before = self._view.view_state() if self._view.page_count else None
        self._leave_key.setEnabled(True)
        self.study.way.panel.close_panel()
        self.reader.widget.show_bar(shown=False)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.fit_page()
        self.reader.widget.set_full_screen(is_on=True)
        self.showFullScreen()

    def toggle_full_screen(self) -> None:
        """Into the full screen, or back."""
        if self.isFullScreen():
            self.leave_full_screen()
        else:
            self.show_full_screen()

    def leave_full_screen(self) -> None:
        """Back to a window with its buttons."""
        if self.isFullScreen():
            self._leave_key.setEnabled(False)
            self.showNormal()
            self.reader.widget.show_bar(shown=True)
            self.reader.widget.set_full_screen(is_on=False)
            self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            before = self._before
            if before is None:
                self._view.fit_width()
            else:
                here = self._view.view_state()
                self._view.restore_view(replace(before, page=here.page, y=here.y))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is being written, and draw nothing more for this window."""
        self.study.notes.desk.finish()
        if not self._may_lose_notes and not self._room.notes.flush(LAST_TRY_S):
            event.ignore()
            self._ask_to_lose_notes()
            return
        self.study.close()
        self.reader.close()
        super().closeEvent(event)

    def _ask_to_lose_notes(self) -> None:
        """Notes that could not be saved go with the window: only the person may say so."""
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            self.windowTitle(),
            self.tr("Some of my notes are not saved."),
            parent=self,
        )
        box.setInformativeText(self.tr("This PC cannot write them. They are lost when the window is closed."))
        stay = box.addButton(self.tr("Go back"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(self.tr("Close without them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        leave.clicked.connect(self._close_without_notes)
        box.finished.connect(box.deleteLater)
        box.open()

    def _close_without_notes(self) -> None:
        self._may_lose_notes = True
        self.close()

    def _open(self, digest: str) -> None:
        self.reader.open(self._path, digest)

    def _open_unread(self, error: Exception) -> None:
        """What cannot be read has no digest; the worker says what is wrong with it."""
        logger.info("A file could not be read: %s", error)
        self.reader.open(self._path, str(self._path))

    def _begin(self) -> None:
        document = self.reader.document
        if document is not None:
            path = str(document.path)
            keep = not self._room.unlocking.has_opened(path)
            found = Searchable(document.key, path, document.pages, self._path.name, keep=keep)
            self.study.notes.set_titles({document.document: self._path.name})
            self._room.search.set_documents([found])
            self._room.search.set_current(document.key)
        self._view.setFocus()


def digest_of(path: Path) -> str:
    """The SHA-256 of a file that may be a PDF, in hexadecimal. Raises OSError."""
    if not path.is_file():  # a pipe or a device may never end
        raise FileNotFoundError(path.name)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if problem_of_head(head, path.stat().st_size) is not None:
            raise OSError("no PDF")
        digest.update(head)
        while data := file.read(READ_BYTES):
            digest.update(data)
    return digest.hexdigest()
