"""Says by which rule comments are shown, how many are held, and lets the chair change the rule."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from sync.meeting import Meeting, Moderation, Phase
from widgets.theme import Look, TextSize, current_theme, set_look


def rule_words(moderation: Moderation) -> str:
    """By which rule comments are shown; the same words on every screen."""
    if moderation is Moderation.HOLD:
        return QCoreApplication.translate(
            "ModerationBar", "Comments are shown once the chair or the secretariat releases them."
        )
    return QCoreApplication.translate("ModerationBar", "Comments are shown on every seat at once.")


class ModerationBar(QWidget):
    """The rule in words; its switch for the chair; one press releases all that are listed and held."""

    mode_chosen = Signal(object)
    released_all = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = Moderation.OPEN
        self._of_chair = True
        self._closed = False
        self.rule = QLabel()
        self.rule.setMinimumWidth(40)
        self.rule.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.rule.setWordWrap(True)
        self.rule.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.rule, Look.SUB)
        self.switch = QPushButton()
        self.switch.clicked.connect(self._switch)
        self.release_all = QPushButton()
        set_look(self.release_all, Look.PRIMARY)
        self.release_all.clicked.connect(self.released_all)
        keeps = self.release_all.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the rule beside it needs the same lines, so nothing below moves
        self.release_all.setSizePolicy(keeps)
        self.set_held(0)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.rule, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.release_all)
        buttons.addWidget(self.switch)
        self._layout.addLayout(buttons)
        self._arrange()
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """Beside larger buttons the words of the rule would have no room: they stand above them."""
        is_small = current_theme().size is TextSize.SMALL
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(across if is_small else down)

    def set_of_chair(self, *, of_chair: bool) -> None:
        """Whether this desk may change the rule."""
        self._of_chair = of_chair
        self._show()

    def set_meeting(self, meeting: Meeting) -> None:
        """Show the rule of now."""
        self._mode, self._closed = meeting.moderation, meeting.phase is Phase.CLOSED
        self._show()

    def set_held(self, held: int) -> None:
        """How many of those that are listed wait to be released."""
        self.release_all.setText(self.tr("Release all %n", "", held))
        self.release_all.setVisible(held > 0 and not self._closed)

    def _show(self) -> None:
        self.rule.setText(rule_words(self._mode))
        other = Moderation.OPEN if self._mode is Moderation.HOLD else Moderation.HOLD
        text = self.tr("Show at once from now on") if other is Moderation.OPEN else self.tr("Look first")
        self.switch.setText(text)
        self.switch.setToolTip(rule_words(other))
        self.switch.setAccessibleDescription(rule_words(other))
        self.switch.setVisible(self._of_chair and not self._closed)

    def _switch(self) -> None:
        self.mode_chosen.emit(Moderation.OPEN if self._mode is Moderation.HOLD else Moderation.HOLD)
