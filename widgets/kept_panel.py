"""What is stored on this PC, meeting by meeting: how much room it takes, and how it is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDateTime, QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from widgets.question_strip import QuestionStrip
from widgets.record_desk import RecordDesk
from widgets.record_wish import RecordSubject
from widgets.theme import Look, set_look
from widgets.wording import one_line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sync.status import StoredMeeting

TARGET: Final = 36
MEGABYTE: Final = 1_000_000
LEAST_SHOWN: Final = 0.1  # what takes some room does not say 0.0


class KeptPanel(QFrame):
    """Asks once before anything is deleted; private notes stay unless the box is ticked."""

    delete_requested = Signal(str, bool)  # meeting, whether its private notes go as well
    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self._meetings: tuple[StoredMeeting, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self.total = QLabel(wordWrap=True)
        set_look(self.total, Look.SUB)
        self.question = QuestionStrip()
        self.record = RecordDesk()  # each meeting has a button of its own
        self.notes = QCheckBox(self.tr("Delete my private notes of the meeting as well"))
        self.notes.setMinimumHeight(TARGET)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.total)
        layout.addWidget(self.question)
        layout.addWidget(self.record)
        layout.addLayout(self._rows)
        layout.addWidget(self.notes)
        self.say_looking()

    def say_looking(self) -> None:
        """It is being looked up."""
        self.total.setText(self.tr("Looking at what is stored on this PC…"))
        self.notes.hide()

    def set_meetings(self, meetings: tuple[StoredMeeting, ...]) -> None:
        """Show these."""
        self._meetings = meetings
        self.question.close_question()
        self._clear()
        room = sum(each.documents + each.record for each in meetings)
        words = self.tr("%n meeting(s), %1 in all.", "", len(meetings)).replace("%1", self._size(room))
        self.total.setText(words if meetings else self.tr("No meeting is stored on this PC."))
        self.notes.setVisible(bool(meetings))
        for number, meeting in enumerate(meetings):
            self._add_row(number, meeting)

    def _clear(self) -> None:
        self.buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add_row(self, number: int, meeting: StoredMeeting) -> None:
        words = QLabel(self._words(meeting), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._rows.addWidget(words, number, 0)
        if meeting.may_open:
            opening = QPushButton(self.tr("Open"))
            opening.setMinimumHeight(TARGET)
            opening.setAccessibleName(self.tr("Open %1").replace("%1", self._title(meeting)))
            opening.clicked.connect(lambda: self.open_requested.emit(meeting.meeting))
            self._rows.addWidget(opening, number, 1)
        if meeting.may_record:
            self._rows.addWidget(self._record_button(meeting), number, 2)
        button = QPushButton(self.tr("Delete…"))
        button.setMinimumHeight(TARGET)
        button.setAccessibleName(self.tr("Delete %1").replace("%1", self._title(meeting)))
        button.setEnabled(not meeting.is_running)
        button.clicked.connect(lambda: self._ask(meeting))
        self.buttons[meeting.meeting] = button
        self._rows.addWidget(button, number, 3)

    def _record_button(self, meeting: StoredMeeting) -> QPushButton:
        """Opens the menu of the one record desk, told of this meeting."""
        button = QPushButton(self.tr("Record…"))
        button.setMinimumHeight(TARGET)
        button.setAccessibleName(self.tr("Write the record of %1").replace("%1", self._title(meeting)))
        button.clicked.connect(lambda: self._offer_record(meeting, button))
        return button

    def _offer_record(self, meeting: StoredMeeting, button: QPushButton) -> None:
        day = QDateTime.fromMSecsSinceEpoch(meeting.began_ms).toString("yyyy-MM-dd")
        self.record.set_subject(
            RecordSubject(meeting.meeting, meeting.title, day, meeting.is_closed, meeting.may_name)
        )
        self.record.menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _ask(self, meeting: StoredMeeting) -> None:
        question = self.tr("Delete %1 from this PC? It does not come back.")
        question = question.replace("%1", f"「{self._title(meeting)}」")
        if self.notes.isChecked():
            question += " " + self.tr("My private notes of it are deleted as well.")
        with_notes = self.notes.isChecked()
        self.question.ask(
            question,
            self.tr("Delete"),
            lambda: self.delete_requested.emit(meeting.meeting, with_notes),
        )

    def _words(self, meeting: StoredMeeting) -> str:
        day = QDateTime.fromMSecsSinceEpoch(meeting.began_ms).toString("yyyy-MM-dd")
        sizes = self.tr("%1 – documents %2, record %3")
        sizes = sizes.replace("%3", self._size(meeting.record)).replace("%2", self._size(meeting.documents))
        lines = [self._title(meeting), sizes.replace("%1", day)]
        if meeting.is_running:
            lines.append(self.tr("This meeting is open now."))
        elif meeting.may_open:
            lines.append(self.tr("Its confidential documents are not collected everywhere yet."))
        return "\n".join(lines)

    def _title(self, meeting: StoredMeeting) -> str:
        return one_line(meeting.title) or self.tr("Meeting without a title")

    def _size(self, size: int) -> str:
        shown = max(size / MEGABYTE, LEAST_SHOWN) if size else 0.0
        return self.tr("%1 MB").replace("%1", f"{shown:,.1f}")
