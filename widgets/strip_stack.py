"""Strips at the lower end of the pages: one is open and moves nothing, of the others there is a chip each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.theme import Look, current_theme, set_look
from widgets.tooltip import show_tooltip
from widgets.wording import button_words, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

TARGET = 36  # the least height of a button
CHIP_WIDTH = 240
LEAST_CHIP_WIDTH = 72
TOOLS = 44  # of the reader above its page
PLACED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)


class StripChip(QPushButton):
    """What a folded strip is about, on one line; a press opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setMinimumHeight(TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_look(self, Look.FILTER)
        self.hide()

    def say(self, words: str) -> None:
        """Show these words, as far as there is room."""
        words = one_line(words)
        if words != self._words:
            self._words = words
            self.setAccessibleName(self.tr("{words}. Press to open.").format(words=words))
            show_tooltip(self, words)
            self.updateGeometry()
            self._elide()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words, within bounds."""
        theme = current_theme()
        wanted = self.fontMetrics().horizontalAdvance(f"▸ {self._words}") + theme.px(32)
        return QSize(min(wanted, theme.px(CHIP_WIDTH)), max(TARGET, super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), current_theme().px(LEAST_CHIP_WIDTH)), TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Other room, other words."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(0, self.width() - current_theme().px(28))
        words = self.fontMetrics().elidedText(f"▸ {self._words}", Qt.TextElideMode.ElideRight, room)
        if self.text() != button_words(words):
            self.setText(button_words(words))


class StripStack(QWidget):
    """Takes strips that show and hide themselves, those that matter most first.

    Those that ask something, and a notice, lie over the lower end of the column: they move nothing of what
    somebody reads there. Those that stand for long, and the chips, have a row of their own below the pages.
    What comes opens where nothing that matters more is open and nobody is at work in the open one. All of it
    together leaves the page at least half of the column.
    """

    opened = Signal()

    def __init__(
        self,
        asking: Sequence[tuple[QWidget, Callable[[], str]]],
        standing: Sequence[tuple[QWidget, Callable[[], str]]] = (),
        notice: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = dict((*asking, *standing))
        self._strips = tuple(self._words)
        self._notice = notice
        self._open: QWidget | None = None
        self._holders: dict[QWidget, QWidget] = {}
        self._chips: dict[QWidget, StripChip] = {}
        self.sheet = QFrame(self)
        set_look(self.sheet, Look.SHEET)
        self.sheet.installEventFilter(self)
        self._over = QVBoxLayout(self.sheet)
        self._row = QFrame()
        set_look(self._row, Look.BAR)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(6)
        column = QVBoxLayout(self)
        for layout in (column, self._over):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        if notice is not None:
            self._over.addWidget(notice)
            notice.installEventFilter(self)
        asks = [strip for strip, _ in asking]
        for strip in self._strips:
            holder = self._holders[strip] = QWidget()
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(strip)
            holder.hide()
            (self._over if strip in asks else column).addWidget(holder)
            chip = self._chips[strip] = StripChip()
            chip.clicked.connect(lambda _=False, strip=strip: self._press(strip))
            row.addWidget(chip)
            strip.installEventFilter(self)
        row.addStretch()
        column.addWidget(self._row)
        self._show()

    @property
    def open_strip(self) -> QWidget | None:
        """The strip that is open."""
        return self._open

    def open(self, strip: QWidget) -> None:
        """Open one of those that are there; the one that was open becomes a chip."""
        if not strip.isHidden():
            self._open = strip
            self._show()

    def refresh(self) -> None:
        """Say anew on the chips what the strips are about."""
        for strip, chip in self._chips.items():
            if not chip.isHidden():
                chip.say(self._words[strip]())
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Know which strips are there, and how much room there is and is needed."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            if event.type() == QEvent.Type.ShowToParent and watched in self._strips:
                self._come(next(strip for strip in self._strips if strip is watched))
            elif watched in self._strips or watched is self._notice:
                self._show()
        elif (watched is self.parent() and event.type() == QEvent.Type.Resize) or (
            watched is self.sheet and event.type() == QEvent.Type.LayoutRequest
        ):
            self._fit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Follow what the open strip needs, and the column."""
        done = super().event(event)
        column = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and column is not None:
            column.installEventFilter(self)
            self.sheet.setParent(column)
            self._show()
        if event.type() in (QEvent.Type.LayoutRequest, *PLACED):
            self._fit()
        return done

    def _come(self, strip: QWidget) -> None:
        held = self._open
        focus = QApplication.focusWidget()
        is_busy = held is not None and not held.isHidden() and focus is not None and held.isAncestorOf(focus)
        matters = held is None or held.isHidden() or self._strips.index(strip) < self._strips.index(held)
        if matters and not is_busy:
            self._open = strip
        self._show()

    def _press(self, strip: QWidget) -> None:
        self.open(strip)
        buttons = [each for each in strip.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
        first = strip.focusProxy() or next(iter(buttons), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _show(self) -> None:
        there = [strip for strip in self._strips if not strip.isHidden()]
        if self._open not in there:
            self._open = there[0] if there else None
        for strip in self._strips:
            folded = strip in there and strip is not self._open
            if folded:
                self._chips[strip].say(self._words[strip]())
            self._holders[strip].setVisible(strip is self._open)
            self._chips[strip].setVisible(folded)
        self._row.setVisible(len(there) > 1)
        over = (self._over.itemAt(place) for place in range(self._over.count()))
        parts = [item.widget() for item in over if item is not None]
        self.sheet.setVisible(any(part is not None and not part.isHidden() for part in parts))
        self.sheet.raise_()
        self._fit()

    def _fit(self) -> None:
        """As high as needed, but never so that the page has less than half of the column."""
        layout, column = self.layout(), self.parentWidget()
        if layout is None or column is None:
            return
        width = max(1, column.width())
        row = min(_needed(layout, width), column.height() // 2)
        if self.minimumHeight() != row or self.maximumHeight() != row:
            self.setFixedHeight(row)
        wanted = _needed(self._over, width)
        room = column.height() // 2 - current_theme().px(TOOLS) - row
        least = min(self._over.totalMinimumSize().height(), column.height() // 2)
        height = min(wanted, max(room, least))
        place = QRect(0, column.height() - row - height, width, height)
        if self.sheet.geometry() != place:
            self.sheet.setGeometry(place)


def _needed(layout: QLayout, width: int) -> int:
    """How high it would be at a width."""
    wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
    return wanted if wanted >= 0 else layout.totalSizeHint().height()
