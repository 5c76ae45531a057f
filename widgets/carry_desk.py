"""Carrying the meeting by hand, at a window: the menu, what is asked, what is dropped, and how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from widgets.bundle_name import SUFFIX, bundle_name
from widgets.carry_values import CarryContent, CarryMeeting, CarryWish
from widgets.wording import seat_words
from widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QFileDialog

    from sync.meeting import Meeting
    from widgets.carry_panel import CarryPanel


def carried_file(urls: Sequence[QUrl]) -> str:
    """The one carried meeting that is dropped, "" for anything else."""
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = urls[0].toLocalFile()
    return path if Path(path).suffix.lower() == SUFFIX else ""


class CarryDesk(QWidget):
    """A part of a window: takes up room only while something is being carried that takes long."""

    write_asked = Signal()  # where no meeting is open: whoever knows the meetings calls `offer`
    write_requested = Signal(object)  # CarryWish
    take_requested = Signal(str)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meetings: tuple[CarryMeeting, ...] = ()
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._panel: CarryPanel | None = None
        self.strip = WorkStrip()
        self.strip.cancel_asked.connect(self.cancel_requested)
        self.menu = QMenu(self.tr("Carry the meeting"), self)
        self.menu.setAccessibleName(self.menu.title())
        self._write = self.menu.addAction(self.tr("Write to a USB stick or a folder…"), self._ask_to_write)
        self._take = self.menu.addAction(self.tr("Take in a file that was carried here…"), self._ask_to_take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.strip)

    @property
    def panel(self) -> CarryPanel:
        """What asks; made when it is needed first, because every window starts without."""
        from widgets.carry_panel import CarryPanel

        if self._panel is None:
            self._panel = CarryPanel(self)
            self._panel.chosen.connect(self._ask_for_files)
        return self._panel

    @property
    def is_busy(self) -> bool:
        """Whether something is being carried just now."""
        return not self._take.isEnabled()

    def take_drops_on(self, window: QWidget) -> None:
        """Take in a carried meeting that is dropped anywhere on this window."""
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """The meeting of this window, seen by the device `me`."""
        member = meeting.member(me)
        documents = (document for item in meeting.agenda for document in item.documents)
        confidential = meeting.policy.confidential or any(each.confidential for each in documents)
        seat = member.seat if member else ""
        self._meetings = (CarryMeeting(meeting.meeting, meeting.title, meeting.starts, seat, confidential),)

    def offer(self, meetings: Sequence[CarryMeeting]) -> None:
        """Ask what to write of one of these."""
        if meetings and not self.is_busy:
            self.panel.ask(meetings)

    def begin(self, words: str) -> None:
        """Something is being carried from now on; one at a time."""
        self._enable(enabled=False)
        self.strip.begin(words)

    def end(self) -> None:
        """It is over."""
        self.strip.end()
        self._enable(enabled=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See what is dragged over the window."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            path = "" if self.is_busy else carried_file(event.mimeData().urls())
            if path:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.take_requested.emit(path)
                return True
        return super().eventFilter(watched, event)

    def _enable(self, *, enabled: bool) -> None:
        for action in (self._write, self._take):
            action.setEnabled(enabled)

    def _ask_to_write(self) -> None:
        if self._meetings:
            self.panel.ask(self._meetings)
        else:
            self.write_asked.emit()

    def _ask_to_take(self) -> None:
        words = self.tr("Choose the file that was carried here")
        self._ask_for_file(words, self.take_requested.emit)

    def _ask_for_files(self, meeting: CarryMeeting, content: CarryContent) -> None:
        def ask_where(other: str = "") -> None:
            self._ask_where(
                bundle_name(
                    meeting.title,
                    meeting.starts,
                    QDate.currentDate().toString(Qt.DateFormat.ISODate),
                    *([seat_words(meeting.seat)] if meeting.seat else []),
                    *([self.tr("list")] if content is CarryContent.LIST else []),
                ),
                lambda path: self.write_requested.emit(CarryWish(meeting.meeting, path, content, other)),
            )

        if content is CarryContent.MISSING:
            self._ask_for_file(self.tr("Choose the list that was written on the other PC"), ask_where)
        else:
            ask_where()

    def _ask_for_file(self, title: str, then: Callable[[str], object]) -> None:
        dialog = self._dialog(title, then)
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.open()

    def _ask_where(self, name: str, then: Callable[[str], object]) -> None:
        """The system's own dialog asks before a file is replaced."""
        dialog = self._dialog(self.tr("Where to write the meeting"), then)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setFileMode(dialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(name)
        dialog.open()

    def _dialog(self, title: str, then: Callable[[str], object]) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog

        def chosen(path: str) -> None:
            self._folder = str(Path(path).parent)
            then(path)

        dialog = QFileDialog(self, title, self._folder)
        dialog.setNameFilter(self.tr("Carried meetings") + f" (*{SUFFIX})")
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        return dialog
