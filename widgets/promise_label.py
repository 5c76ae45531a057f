"""A sentence that stands for long, say a promise: where letters are large on one line, whole by a press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from widgets.theme import TextSize, current_theme
from widgets.tooltip import show_tooltip

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

TARGET = 36  # the least height of what can be pressed


class PromiseLabel(QLabel):
    """Its text is always the whole one, for the tooltip and for who hears it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._is_whole = False
        self._fit()

    @property
    def is_folded(self) -> bool:
        """Whether it stands on one line."""
        return current_theme().size is TextSize.LARGE and not self._is_whole

    def show_text(self, text: str) -> None:
        """Show this; another text is folded again."""
        if text != self.text():
            self._is_whole = False
            self.setText(text)
            self.setAccessibleName(text)
            show_tooltip(self, text)
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line where it is folded."""
        size = super().sizeHint()
        return QSize(size.width(), self._line()) if self.is_folded else size

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same, and as narrow as its column."""
        return QSize(60, self._line() if self.is_folded else super().minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A folded one is always as high."""
        return not self.is_folded

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """One line, or as many as it needs."""
        return self._line() if self.is_folded else super().heightForWidth(width)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show it whole, or fold it again."""
        self._toggle()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The same by the keys of a button."""
        is_press = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_press and not event.modifiers():
            self._toggle()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint as much of a folded one as there is room for."""
        if not self.is_folded:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        area, metrics = self.contentsRect(), QFontMetrics(self.font())
        line = " ".join(self.text().splitlines())
        words = metrics.elidedText(f"▸ {line}", Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()

    def _toggle(self) -> None:
        if current_theme().size is TextSize.LARGE:
            self._is_whole = not self._is_whole
            self._fit()

    def _line(self) -> int:
        return max(TARGET, QFontMetrics(self.font()).height() + 4)

    def _fit(self) -> None:
        is_large = current_theme().size is TextSize.LARGE
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_large else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_large else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()
