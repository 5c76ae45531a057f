"""Where somebody joins a meeting: the code, the seat, the name, and what went wrong in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from widgets.code_input import CodeInput
from widgets.meeting_list import meeting_title
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from sync.status import FoundMeeting

SEAT_LENGTH = 20
NAME_LENGTH = 100
ADDRESS_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What somebody typed to get in: a found meeting's id, or an address or invite instead."""

    meeting: str
    address_or_invite: str
    code: str
    seat: str
    name: str


class JoinPanel(QFrame):
    """A white card; joins the meeting that it was given, or the address that is typed into it."""

    join_requested = Signal(object)
    waiting_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self._meeting: FoundMeeting | None = None
        self._by_address = False
        self._code_wanted = False
        self._used: QWidget | None = None
        self._first: QWidget | None = None  # where the keyboard goes if it is nowhere here
        self._title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._title, Look.LARGE)
        self.address = QLineEdit(maxLength=ADDRESS_LENGTH)
        self.address.setPlaceholderText("192.168.10.5:47810")
        self.code = CodeInput()
        self.seat = QLineEdit(maxLength=SEAT_LENGTH)
        self.name = QLineEdit(maxLength=NAME_LENGTH)
        self._address_label = self._label(self.tr("Address or invitation from the chair"), self.address)
        self._code_label = self._label(self.tr("Meeting code (shown on the chair's screen)"), self.code)
        self._seat_label = self._label(self.tr("Seat number"), self.seat)
        self._name_label = self._label(self.tr("Your name or post"), self.name)
        self.join_button = QPushButton()
        self.join_button.setMinimumHeight(48)
        set_look(self.join_button, Look.PRIMARY)
        self._progress = QProgressBar(maximum=0, textVisible=False)
        self._progress.setAccessibleName(self.tr("Joining"))
        self._error = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._error, Look.ERROR)
        self._waiting = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._waiting, Look.WARNING)
        self._waiting.hide()
        self.stop_button = QPushButton(self.tr("Stop waiting and change what I typed"))
        self.stop_button.clicked.connect(self.waiting_ended)
        self.stop_button.hide()
        self._note = QLabel(wordWrap=True)
        set_look(self._note, Look.SUB)
        self._lay_out()
        for field in (self.address, self.code, self.seat, self.name):
            field.textEdited.connect(lambda _: self.set_error(""))
            field.returnPressed.connect(self._join)
        self.join_button.clicked.connect(self._join)
        self.set_error("")
        self.set_busy(busy=False)

    def set_meeting(self, meeting: FoundMeeting | None) -> None:
        """Join this meeting by the button; None leaves nothing to join."""
        if meeting is None or self._meeting is None or meeting.meeting != self._meeting.meeting:
            self._code_wanted = False
            self.set_error("")
        self._meeting = meeting
        self._by_address = self._by_address and meeting is None
        self._refresh()

    def ask_address(self) -> None:
        """Join by what is typed, for meetings that were not found."""
        self._meeting = None
        self._by_address = True
        self.set_error("")
        self._refresh()
        self.address.setFocus()

    def offer(self, request: JoinRequest) -> None:
        """Hold what is known of a way in that was named elsewhere; the rest can be typed here."""
        self.ask_address()
        self.address.setText(request.address_or_invite)
        self.code.set_code(request.code)
        self.seat.setText(request.seat or self.seat.text())
        self.name.setText(request.name or self.name.text())
        missing = self._missing()
        self._first = missing[1] if missing is not None else None
        self.focus_first()

    def set_identity(self, seat: str, name: str) -> None:
        """Fill in what was typed last time; what is being typed now stays."""
        if not self.seat.text():
            self.seat.setText(seat)
        if not self.name.text():
            self.name.setText(name)

    def set_busy(self, *, busy: bool) -> None:
        """Wait for an answer: nothing can be changed meanwhile, and then the keyboard is where it was."""
        if busy:
            self._used = next((control for control in self.controls() if control.hasFocus()), self._first)
            self._first = None
        self._busy = busy
        self._progress.setVisible(busy)
        self._refresh()
        if not busy and self._used is not None:
            self._used.setFocus()
            self._used = None

    def set_waiting(self, text: str) -> None:
        """Say what is being waited for while the panel is busy, with a way out of it; "" for nothing."""
        is_new = text != self.waiting()
        had_focus = self.stop_button.hasFocus()
        self._waiting.setText(f"… {text}" if text else "")
        self._waiting.setAccessibleName(text)
        self._waiting.setVisible(bool(text))
        self.stop_button.setVisible(bool(text))
        self.stop_button.setAccessibleDescription(text)
        if text and is_new:
            self.stop_button.setFocus()
            QAccessible.updateAccessibility(QAccessibleEvent(self._waiting, QAccessible.Event.Alert))
        elif had_focus and not text:
            self.seat.setFocus()
        self._refresh()

    def waiting(self) -> str:
        """What is being waited for, as it stands below the fields."""
        return self._waiting.accessibleName()

    def controls(self) -> tuple[QWidget, ...]:
        """What the keyboard can reach, in the order in which it is filled in."""
        return self.address, self.code, self.seat, self.name, self.join_button, self.stop_button

    def focus_first(self) -> None:
        """Bring the keyboard to the first thing that is still to be typed, else to the button."""
        missing = self._missing()
        (missing[1] if missing is not None else self.join_button).setFocus()

    def error(self) -> str:
        """What went wrong, as it stands below the fields."""
        return self._error.accessibleName()

    def set_error(self, text: str) -> None:
        """Say what went wrong, below the fields; a refused remembered PC is asked for the code again."""
        self._error.setText(f"！ {text}" if text else "")
        self._error.setVisible(bool(text))
        self._error.setAccessibleName(text)
        if text and not self._code_wanted:
            self._code_wanted = True
            self._refresh()

    def _join(self) -> None:
        if not self.join_button.isEnabled():
            return
        missing = self._missing()
        if missing is not None:
            sentence, field = missing
            self.set_error(sentence)
            field.setFocus()
            return
        self.join_requested.emit(
            JoinRequest(
                meeting="" if self._by_address or self._meeting is None else self._meeting.meeting,
                address_or_invite=self.address.text().strip() if self._by_address else "",
                code=self.code.code() if self.code.isVisibleTo(self) else "",
                seat=self.seat.text().strip(),
                name=self.name.text().strip(),
            )
        )

    def _missing(self) -> tuple[str, QLineEdit] | None:
        """The first thing that is still to be typed, and where."""
        if self._by_address and not self.address.text().strip():
            return self.tr("Please type the address or the invitation."), self.address
        if self.code.isVisibleTo(self) and not self.code.is_complete():
            return self.tr("The code has 6 digits. Please look at the chair's screen."), self.code
        if not self.name.text().strip():
            return self.tr("Please type your name or post."), self.name
        return None

    def _refresh(self) -> None:
        known = self._meeting is not None and self._meeting.remembered and not self._code_wanted
        self._title.setText(self._title_text())
        for widget in (self._address_label, self.address):
            widget.setVisible(self._by_address)
        for widget in (self._code_label, self.code):
            widget.setVisible(not known)
        self._note.setText(
            self.tr("This PC has joined before, so no code is needed.")
            if known
            else self.tr("A PC that has joined once needs no code the next time.")
        )
        ready = self._by_address or self._meeting is not None
        for field in (self.address, self.code, self.seat, self.name):
            field.setEnabled(not self._busy)
        self.join_button.setEnabled(ready and not self._busy)
        busy = self.tr("Waiting…") if self.waiting() else self.tr("Joining…")
        self.join_button.setText(busy if self._busy else self.tr("Join"))

    def _title_text(self) -> str:
        if self._by_address:
            return self.tr("Join by address or invitation")
        if self._meeting is None:
            return self.tr("Choose a meeting")
        return meeting_title(self._meeting)

    def _label(self, text: str, field: QLineEdit) -> QLabel:
        label = QLabel(text, wordWrap=True)
        set_look(label, Look.SUB)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        return label

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 24, 26, 24)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        for label, field in (
            (self._address_label, self.address),
            (self._code_label, self.code),
            (self._seat_label, self.seat),
            (self._name_label, self.name),
        ):
            layout.addSpacing(8)
            layout.addWidget(label)
            layout.addWidget(field)
        layout.addSpacing(12)
        layout.addWidget(self._error)
        layout.addWidget(self.join_button)
        layout.addWidget(self._progress)
        layout.addWidget(self._waiting)
        layout.addWidget(self.stop_button)
        layout.addSpacing(8)
        layout.addWidget(self._note)
        layout.addStretch(1)
