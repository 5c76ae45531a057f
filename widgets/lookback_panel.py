"""Looks back at the end of a meeting: three questions, answered in half a minute or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sync.discussion import QuestionKind
from sync.meeting import Phase
from widgets.delivery import Deliveries, Delivery
from widgets.flow_layout import FlowLayout
from widgets.lookback_wording import question_words
from widgets.strip_scroll import StripScroll
from widgets.theme import Look, set_look
from widgets.wording import one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from sync.discussion import LookBack
    from sync.meeting import Meeting

TARGET = 36  # the least height of a button
STEPS = 5
MOST_LETTERS = 1_000


class ScaleAnswer(QWidget):
    """Five buttons from 1 to 5; pressed once more, the answer is taken back."""

    changed = Signal()

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self, exclusive=False)
        row = FlowLayout(self)
        row.addWidget(_small(self.tr("not at all")))
        for step in range(1, STEPS + 1):
            button = QPushButton(str(step))
            button.setCheckable(True)
            button.setMinimumSize(48, TARGET)
            button.setAccessibleName(self.tr("{step} of 5: {question}").format(step=step, question=question))
            self._group.addButton(button, step)
            row.addWidget(button)
        row.addWidget(_small(self.tr("yes, very")))
        self._group.buttonClicked.connect(self._press)

    @property
    def first(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._group.button(1)

    @property
    def answer(self) -> str:
        """The step as a digit; empty for none."""
        return next((str(self._group.id(b)) for b in self._group.buttons() if b.isChecked()), "")

    def show_answer(self, answer: str) -> None:
        """Press what was answered before."""
        for button in self._group.buttons():
            button.setChecked(str(self._group.id(button)) == answer)

    def _press(self, pressed: QPushButton) -> None:
        for button in self._group.buttons():
            if button is not pressed:
                button.setChecked(False)
        self.changed.emit()


class TextAnswer(QLineEdit):
    """One line of words."""

    changed = Signal()

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(MOST_LETTERS)
        self.setMinimumHeight(TARGET)
        self.setAccessibleName(question)
        self.textEdited.connect(lambda _: self.changed.emit())

    @property
    def first(self) -> QWidget:
        """Where the keyboard comes in."""
        return self

    @property
    def answer(self) -> str:
        """What was written."""
        return self.text().strip()

    def show_answer(self, answer: str) -> None:
        """Go on with what was answered before."""
        self.setText(answer)


class LookBackPanel(QFrame):
    """Shown from the question on until it is answered, put off, or the meeting is closed."""

    answered = Signal(str, tuple)  # look-back, an answer for each question

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._lookback: LookBack | None = None
        self._me = ""
        self._put_off: set[str] = set()
        self._sent = ""
        self.deliveries = Deliveries(self)
        self.deliveries.changed.connect(self._show)
        self._fields: list[ScaleAnswer | TextAnswer] = []
        self._title = QLabel(self.tr("Looking back at the meeting (30 seconds, if you like)"), wordWrap=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_look(self._title, Look.LARGE)
        self._promise = QLabel(
            self.tr(
                "The desks of the chair and the secretariat show the sums."
                " The record keeps who answered what."
            ),
            wordWrap=True,
        )
        set_look(self._promise, Look.SUB)
        self.send = QPushButton(self.tr("Send"))
        self.send.setToolTip("Ctrl+Enter")
        set_look(self.send, Look.PRIMARY)
        self.skip = QPushButton(self.tr("Not now"))
        for button in (self.send, self.skip):
            button.setMinimumHeight(TARGET)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        self._rows = QVBoxLayout()
        inner.addLayout(self._rows)
        inner.addWidget(self._promise)
        self._scroll = StripScroll(body)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.send)
        head.addWidget(self.skip)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.addLayout(head)
        column.addWidget(self._scroll)
        self.send.clicked.connect(self._send)
        self.skip.clicked.connect(self._press_skip)
        self.hide()

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """Show the questions to the device `me`, if there are any."""
        self._me = me
        before, self._lookback = self._lookback, meeting.lookback
        lookback = self._lookback
        is_asked = meeting.phase is not Phase.CLOSED and meeting.member(me) is not None
        is_wanted = lookback is not None and is_asked
        if lookback is None or not is_wanted or lookback.lookback in self._put_off:
            self.hide()
            return
        if before is None or (before.lookback, before.questions) != (lookback.lookback, lookback.questions):
            self._sent = ""
            self._ask(lookback)
        if lookback.answer_of(me) is not None and self._sent != lookback.lookback:
            self.hide()  # answered before this window was opened
            return
        if self.isHidden():
            self.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._show()

    def release(self) -> None:
        """What was answered did not go through: it can be sent again."""
        lookback = self._lookback
        if lookback is not None and lookback.answer_of(self._me) is None:
            self._sent = ""
            self.deliveries.fail()
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter sends, as it posts in the composer."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send.click()
        else:
            super().keyPressEvent(event)

    def _ask(self, lookback: LookBack) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._fields = []
        for question, words in zip(lookback.questions, question_words(lookback.questions), strict=True):
            field = ScaleAnswer(words) if question.kind is QuestionKind.SCALE else TextAnswer(words)
            field.changed.connect(self._show)
            self._fields.append(field)
            self._rows.addWidget(_question(words))
            self._rows.addWidget(field)
        self.setFocusProxy(self._fields[0].first if self._fields else self.skip)

    def _answers(self) -> tuple[str, ...]:
        return tuple(field.answer for field in self._fields)

    def _send(self) -> None:
        if self._lookback is not None and any(self._answers()):
            self._sent = self._lookback.lookback
            self.deliveries.send(self._sent)
            self._show()
            self.answered.emit(self._lookback.lookback, self._answers())

    def _press_skip(self) -> None:
        if self._lookback is not None:
            self._put_off.add(self._lookback.lookback)
        self.hide()

    def _show(self) -> None:
        done = self._lookback is not None and self._sent == self._lookback.lookback
        self._scroll.setVisible(not done)
        self.send.setVisible(not done)
        self.send.setEnabled(any(self._answers()))
        self.skip.setText(self.tr("Close") if done else self.tr("Not now"))
        self._title.setText(
            self._arrival_words(self._lookback)
            if done and self._lookback is not None
            else self.tr("Looking back at the meeting (30 seconds, if you like)")
        )

    def _arrival_words(self, lookback: LookBack) -> str:
        answer = lookback.answer_of(self._me)
        return {
            Delivery.SAVING: self.tr("Your answers are being saved…"),
            Delivery.UNHEARD: self.tr("Thank you. Your answers are saved on this PC and wait to be sent."),
            Delivery.HEARD: self.tr(
                "Thank you. Your answers reached other seats. They count once the chair's PC has them."
            ),
            Delivery.REACHED: self.tr("✓ The chair's PC has your answers. Thank you."),
        }[self.deliveries.of(lookback.lookback, is_recorded=answer is not None)]


def _question(words: str) -> QLabel:
    label = QLabel(one_line(words), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _small(words: str) -> QLabel:
    label = QLabel(words)
    label.setMinimumHeight(TARGET)
    set_look(label, Look.SUB)
    return label
