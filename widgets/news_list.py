"""What is new among the documents: a button that counts it, and the list that opens below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QWidget

from widgets.document_news import news_lines
from widgets.popup_list import PopupList
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from widgets.document_news import DocumentNews

WIDTH = 380
MOST_ROWS = 100
TARGET = 36  # the least height of a button
KEY_ROLE = int(Qt.ItemDataRole.UserRole)


class NewsBox(PopupList):
    """The list itself, the newest first; Enter or a click opens a document."""

    document_chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("NewsBox", "New and changed documents"), WIDTH, parent)
        self.list.itemClicked.connect(self._choose)

    def set_news(self, news: Sequence[DocumentNews]) -> None:
        """Show these, those that are new in bold and with a word."""
        chosen = (
            self.list.currentItem().data(KEY_ROLE) if self.isVisible() and self.list.currentItem() else ""
        )
        self.list.clear()
        for each in news[:MOST_ROWS]:
            item = QListWidgetItem("\n".join(news_lines(each)))
            item.setData(KEY_ROLE, each.key)
            item.setData(KEY_ROLE + 1, each.document if each.can_open else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(news_lines(each)))
            item.setFont(
                current_theme().font(weight=QFont.Weight.Bold if each.is_new else QFont.Weight.Normal)
            )
            self.list.addItem(item)
            if each.key == chosen:
                self.list.setCurrentItem(item)
        if self.isVisible():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.currentItem() is not None:
                self._choose(self.list.currentItem())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """It was looked at."""
        super().hideEvent(event)
        self.closed.emit()

    def _choose(self, item: QListWidgetItem) -> None:
        document = str(item.data(KEY_ROLE + 1))
        if document:
            self.hide()
            self.document_chosen.emit(document)


class NewsButton(QPushButton):
    """Says how much is new; not to be seen while nothing ever happened to a document."""

    document_chosen = Signal(str)
    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(TARGET)
        self.box = NewsBox(self)
        self.box.document_chosen.connect(self.document_chosen)
        self.box.closed.connect(self.looked)
        self.clicked.connect(lambda: self.box.show_beside(self, above=False))
        self.set_news(())

    def set_news(self, news: Sequence[DocumentNews]) -> None:
        """Show these in the list, and count those that are new."""
        fresh = sum(each.is_new for each in news)
        words = self.tr("New and changed") + " ▾"
        if fresh:
            words = "● " + self.tr("New and changed: %n", "", fresh) + " ▾"
        self.setText(words)
        self.setAccessibleName(
            self.tr("%n document change(s) since you looked last. Opens a list.", "", fresh)
        )
        set_look(self, Look.PRIMARY if fresh else Look.QUIET)
        self.setVisible(bool(news))
        self.box.set_news(news)
