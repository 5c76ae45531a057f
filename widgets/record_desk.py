"""Writing the record of a meeting, at a window: the button, where to, how far it is, where it lies then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sync.meeting import Phase
from widgets.bundle_name import file_name
from widgets.question_strip import TARGET
from widgets.record_menu import RecordMenu
from widgets.record_wish import RecordForm, RecordSubject, RecordWish
from widgets.theme import Look, set_look
from widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from sync.meeting import Meeting


class RecordDesk(QWidget):
    """A part of a window: takes up room only while something is written that takes long, or was written."""

    write_requested = Signal(object)  # RecordWish
    cancel_requested = Signal()
    folder_requested = Signal(str)  # of this file

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: RecordSubject | None = None
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._path = ""
        self.menu = RecordMenu(self)
        self.menu.chosen.connect(self._ask_where)
        self.button = QPushButton(self.tr("Record…"), self)  # a window puts it where it has room
        self.button.setMinimumHeight(TARGET)
        self.button.setAccessibleName(self.tr("Write the record of the meeting. Opens a menu."))
        self.button.setMenu(self.menu)
        set_look(self.button, Look.QUIET)
        self.button.hide()
        self.strip = WorkStrip()
        self.strip.cancel_asked.connect(self.cancel_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self._make_result())

    def _make_result(self) -> QFrame:
        self.result = QFrame()
        set_look(self.result, Look.OK)
        self._words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.open_button = QPushButton(self.tr("Open the folder"))
        self.close_button = QPushButton("✕")
        set_look(self.close_button, Look.QUIET)
        self.close_button.setAccessibleName(self.tr("Close this message"))
        row = QHBoxLayout(self.result)
        row.setContentsMargins(14, 4, 10, 4)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        for button in (self.open_button, self.close_button):
            button.setMinimumHeight(TARGET)
            row.addWidget(button)
        self.open_button.clicked.connect(lambda: self.folder_requested.emit(self._path))
        self.close_button.clicked.connect(self.hide_result)
        self.result.hide()
        return self.result

    @property
    def words(self) -> str:
        """What it says was written; empty when nothing is to be seen."""
        return "" if self.result.isHidden() else self._words.text()

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """The meeting of this window, seen by the device `me`: the button is there for who may write."""
        self.button.setVisible(meeting.may_record(me))
        is_closed = meeting.phase is Phase.CLOSED
        self.set_subject(RecordSubject("", meeting.title, meeting.starts, is_closed, meeting.may_name(me)))

    def set_subject(self, subject: RecordSubject) -> None:
        """The record of this meeting is wanted next."""
        self._subject = subject
        self.menu.set_subject(subject)

    def begin(self, words: str) -> None:
        """A record is being written from now on."""
        self.hide_result()
        self.menu.set_busy(busy=True)
        self.strip.begin(words)

    def end(self) -> None:
        """It is over."""
        self.strip.end()
        self.menu.set_busy(busy=False)

    def show_result(self, words: str, path: str) -> None:
        """It lies there; the folder can be opened."""
        self._path = path
        self._words.setText(words)
        self.result.setAccessibleName(words)
        self.open_button.setAccessibleDescription(words)
        self.result.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.result, QAccessible.Event.Alert))

    def hide_result(self) -> None:
        """Take the words away."""
        if self.close_button.hasFocus() or self.open_button.hasFocus():
            self.focusPreviousChild()
        self.result.hide()

    def _ask_where(self, form: RecordForm, with_names: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        """The system's own dialog asks before a file is replaced."""
        from PySide6.QtWidgets import QFileDialog

        subject = self._subject
        if subject is None:
            return

        def chosen(path: str) -> None:
            self._folder = str(Path(path).parent)
            self.write_requested.emit(RecordWish(subject.meeting, form, path, with_names))

        dialog = QFileDialog(self, self.tr("Where to write the record"), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(f"{form.upper()} (*.{form})")
        dialog.setDefaultSuffix(form)
        dialog.selectFile(self.proposed_name(subject, form, with_names=with_names))
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def proposed_name(self, subject: RecordSubject, form: RecordForm, *, with_names: bool) -> str:
        """Title, day, and what tells such files apart."""
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        more = [self.tr("record") if subject.is_closed else self.tr("record so far")]
        more += [self.tr("for the secretariat's file")] if with_names else []
        return file_name(subject.title, subject.starts, today, *more, suffix=f".{form}")
