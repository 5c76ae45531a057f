"""At the desks of chair and secretariat: the confidential documents on each PC, and calling them in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from widgets.successor_order import seat_and_name
from widgets.theme import Look, set_look
from widgets.wording import button_words, document_title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sync.meeting import Document, Meeting

TARGET: Final = 36
DONE: Final = "✓"
OPEN: Final = "…"


class CollectionPanel(QFrame):
    """Hidden in a meeting without confidential documents."""

    collect_requested = Signal(str)  # document, or all when it is empty
    certificate_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meeting: Meeting | None = None
        self.title = QLabel(self.tr("Confidential documents"))
        self.title.setStyleSheet("font-weight: bold")
        self.state = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.state, Look.SUB)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._list)
        self.collect_button = QPushButton(self.tr("Call in…") + " ▾")
        self.collect_button.setMenu(self._menu)
        self.certificate_button = QPushButton(self.tr("Save the certificate…"))
        self.certificate_button.clicked.connect(self.certificate_requested)
        self._seats = QGridLayout()
        self._seats.setHorizontalSpacing(12)
        self._seats.setVerticalSpacing(2)
        buttons = QHBoxLayout()
        for button in (self.collect_button, self.certificate_button):
            button.setMinimumHeight(TARGET)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(self.state)
        layout.addLayout(self._seats)
        layout.addLayout(buttons)
        self.hide()

    def set_meeting(self, meeting: Meeting) -> None:
        """Show this state of the meeting."""
        before, self._meeting = self._meeting, meeting
        confidential = _confidential(meeting)
        self.setVisible(bool(confidential))
        if before is not None and _told(before) == _told(meeting):
            return
        left = [document for document in confidential if not document.collected]
        self.collect_button.setEnabled(bool(left))
        self.certificate_button.setVisible(bool(meeting.collections))
        self.state.setText(self._words(len(confidential), len(left)))
        self._show_seats(meeting)

    def remaining(self) -> int:
        """How many confidential documents are not called in."""
        meeting = self._meeting
        return sum(not each.collected for each in _confidential(meeting)) if meeting else 0

    def _words(self, total: int, left: int) -> str:
        if left == total:
            return self.tr("%n document(s), on the PCs of the room. None is called in.", "", total)
        if left:
            return self.tr("%n document(s) not called in yet.", "", left)
        return self.tr("All are called in.")

    def _show_seats(self, meeting: Meeting) -> None:
        """In words and with a sign, seat by seat, once something is called in."""
        while (item := self._seats.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not meeting.collections:
            return
        for number, member in enumerate(meeting.members):
            done = all(each.receipt(member.device) is not None for each in meeting.collections)
            words = self.tr("%1 %2: destroyed") if done else self.tr("%1 %2: not yet")
            label = QLabel(
                words.replace("%1", DONE if done else OPEN).replace("%2", seat_and_name(member)),
                textFormat=Qt.TextFormat.PlainText,
                wordWrap=True,
            )
            set_look(label, Look.SUB if done else Look.SUB_WARNING)
            self._seats.addWidget(label, number // 2, number % 2)

    def _list(self) -> None:
        """All of them, or one."""
        self._menu.clear()
        left = [each for each in _confidential(self._meeting) if not each.collected] if self._meeting else []
        self._menu.addAction(self.tr("All confidential documents"), partial(self.collect_requested.emit, ""))
        for document in left:
            words = button_words(document_title(document))
            self._menu.addAction(words, partial(self.collect_requested.emit, document.document))


def _confidential(meeting: Meeting) -> list[Document]:
    """Those that lie sealed, also when they were withdrawn; a key names what can be destroyed."""
    on_agenda = (document for item in meeting.agenda for document in item.documents)
    return [document for document in (*on_agenda, *meeting.withdrawn) if _is_sealed(document)]


def _is_sealed(document: Document) -> bool:
    return bool(document.key) or any(version.key for version in document.versions)


def _told(meeting: Meeting) -> object:
    return meeting.collections, meeting.members, _confidential(meeting)
