"""A button whose words are always whole: they go on in further lines where one is too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from widgets.wording import button_words
from widgets.wrapped_text import wrapped_lines

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent

MOST_LINES = 100
LETTERS = 4  # the least that stands on one line
SPARE = 2  # pixels, so that rounding cuts no letter


class WrappedButton(QPushButton):
    """One line stands in its middle as on every button; several begin at its left."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = ""
        self.show_words(words)

    @property
    def words(self) -> str:
        """What it says, as a person reads it."""
        return self._words

    def show_words(self, words: str) -> None:
        """Say this."""
        if words != self._words:
            self._words = words
            self.setText(button_words(words))
            self.updateGeometry()
            self.update()

    def lines(self, width: int) -> tuple[str, ...]:
        """The words as they are broken on a button of this width."""
        font = QFont(self.font())
        font.setBold(True)  # as they are once it is pressed
        return wrapped_lines(self._words, font, max(1, width - self._sides() - SPARE), MOST_LINES)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as all words on one line."""
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        return QSize(
            self._sides() + QFontMetrics(bold).horizontalAdvance(self._words) + 2 * SPARE, hint.height()
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as a few letters."""
        few = self._sides() + LETTERS * self.fontMetrics().maxWidth() // 2
        return QSize(min(few, self.sizeHint().width()), super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its lines."""
        one = max(super().sizeHint().height(), self.minimumHeight())
        return one + max(0, len(self.lines(width)) - 1) * self.fontMetrics().lineSpacing()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another size of text breaks other lines."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the button as the style has it, and each line of its words."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        bold = QFont(self.font())
        bold.setBold(self.isChecked())
        metrics, step = QFontMetrics(bold), self.fontMetrics().lineSpacing()
        lines = self.lines(self.width())
        left = self._sides() // 2
        top = (self.height() - len(lines) * step) // 2
        for number, line in enumerate(lines):
            width = metrics.horizontalAdvance(line) + SPARE
            begin = left if len(lines) > 1 else (self.width() - width) // 2
            option.text = button_words(line)
            option.rect = QRect(begin, top + number * step, width, step)
            painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.end()

    def _sides(self) -> int:
        """What the style keeps free at the left and the right, and its edges."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return max(0, super().sizeHint().width() - words)
