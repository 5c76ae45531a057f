"""A quiet strip above the pages of a document that was replaced: what changed, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import IconButton, IconName
from widgets.theme import Look, set_look
from widgets.wording import one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

TARGET = 36  # the least width and height of a button
LEAST_WIDTH = 300


@dataclass(frozen=True, slots=True)
class VersionNews:
    """What is known of a new version; `changed` and `removed` count pages."""

    number: int = 0  # 0: which version it is was not said
    changed: int | None = None  # None: it is being found out, or cannot be told
    removed: int = 0
    is_looking: bool = False
    time: str = ""  # when, as a clock shows it
    reason: str = ""
    withdrawn: int = 0  # the version that this one came back for, 0 where it is a newer one


class VersionBar(QFrame):
    """Shown only while there is news; the buttons stand below the words where there is little room."""

    next_asked = Signal()
    old_version_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._next = self._button(self.tr("Next change"), self.tr("Go to the next page that changed"))
        self._next.clicked.connect(self.next_asked)
        self._old = self._button(
            self.tr("Old version beside"), self.tr("Show the version before this one beside it")
        )
        self._old.clicked.connect(self.old_version_asked)
        self._close = IconButton(IconName.CLOSE, self.tr("Close this message"))
        self._close.setMinimumSize(TARGET, TARGET)
        set_look(self._close, Look.QUIET)
        self._close.clicked.connect(self.close_news)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        for part in (self._next, self._old, self._close):
            self._buttons.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 3, 6, 3)
        self._row.setSpacing(2)
        self._reason = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_look(self._reason, Look.SUB)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._words)
        texts.addWidget(self._reason)
        self._row.addLayout(texts, 1)
        self._row.addStretch()
        self._row.addLayout(self._buttons)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty when it is not to be seen."""
        return "" if self.isHidden() else self._words.text()

    def show_news(self, news: VersionNews | None) -> None:
        """Say this in place of what was said before; None says nothing."""
        if news is None:
            self._give_up_focus()
            self.hide()
            return
        self._words.setText(self._sentence(news))
        more = self._more(news)
        self._reason.setText(more)
        self._reason.setVisible(bool(more))
        self.setAccessibleName(self._words.text())
        self.setAccessibleDescription(more)
        self._next.setVisible(bool(news.changed))
        self._old.setVisible(not news.withdrawn)  # what was withdrawn is shown no more
        self.show()
        self._arrange()

    def close_news(self) -> None:
        """The person has read it."""
        self.show_news(None)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_news()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the buttons below the words, or beside them again."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No wider than the buttons, which can stand alone in their row."""
        return QSize(min(LEAST_WIDTH, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def _button(self, words: str, help_: str) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(help_)
        button.setAccessibleDescription(help_)
        button.setMinimumHeight(TARGET)
        return button

    def _arrange(self) -> None:
        sides = self._row.contentsMargins()
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        needed = words + self._buttons.sizeHint().width()
        fits = needed + sides.left() + sides.right() + 2 * self._row.spacing() <= self.width()
        wanted = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignRight)
        if not self.isHidden():  # words that wrap must not be squeezed by the page below
            self.setMinimumHeight(max(self._row.heightForWidth(self.width()), 0))
            self.updateGeometry()

    def _give_up_focus(self) -> None:
        if any(button.hasFocus() for button in (self._next, self._old, self._close)):
            self._close.setFocus()
            self.focusNextChild()  # what stands below the bar

    def _sentence(self, news: VersionNews) -> str:
        if news.withdrawn:
            title = self.tr("Version %1 was withdrawn; this is version %2")
            title = title.replace("%1", str(news.withdrawn)).replace("%2", str(news.number))
        elif news.number > 1:
            title = self.tr("Replaced by version %1").replace("%1", str(news.number))
        else:
            title = self.tr("This document was replaced")
        return self.tr("%1 (%2)").replace("%1", title).replace("%2", self._detail(news))

    def _more(self, news: VersionNews) -> str:
        """The line below: when it was replaced, and why."""
        reason = self.tr("Reason: %1").replace("%1", one_line(news.reason)) if news.reason else ""
        return "　".join(part for part in (news.time, reason) if part)

    def _detail(self, news: VersionNews) -> str:
        if news.changed is None:
            if news.is_looking:
                return self.tr("looking for what changed…")
            return self.tr("what changed cannot be told")
        parts = []
        if news.changed:
            parts.append(self.tr("%n page(s) changed", "", news.changed))
        if news.removed:
            parts.append(self.tr("%n page(s) removed", "", news.removed))
        return self.tr(", ").join(parts) if parts else self.tr("no page looks different")
