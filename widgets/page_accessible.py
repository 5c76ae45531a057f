"""What a screen reader is told of the page in front: its number, its beginning, and its text as a text.

The text is a field of Qt of a single pixel that paints nothing. An interface of our own would be
neater, but one made in Python ends the program as soon as a screen reader on Linux asks it for what it lacks
(PySide6 6.11: the answer None of ``interface_cast`` is taken for a place in memory).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from widgets.page_paragraphs import paragraphs
from widgets.wording import one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from widgets.page_text import PageText
    from widgets.page_view import PageView

BEGINNING = 200  # characters that describe a page


class PageAccessible(QObject):
    """Follows one view. Does nothing, and wants no text, while no screen reader runs."""

    text_wanted = Signal(int)  # page

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._label = ""
        self.field = _HiddenText(view)

    def show_page(self, page: int, label: str, text: PageText | None) -> None:
        """This page is in front; called again when its text has come."""
        if not QAccessible.isActive():
            return
        if text is None:
            self.text_wanted.emit(page)
        heading = self.tr("Text of page %1").replace("%1", label)
        words = "\n".join(paragraphs(text)) if text is not None else ""
        if (self.field.accessibleName(), self.field.toPlainText()) == (heading, words) and words:
            return
        self.field.setAccessibleName(heading)
        self.field.setPlainText(words)
        self._describe(label, words)

    def clear(self) -> None:
        """No document is shown."""
        self._label = ""
        self.field.setPlainText("")
        self.field.setAccessibleName("")
        self._view.setAccessibleDescription("")

    def _describe(self, label: str, words: str) -> None:
        page = self.tr("Page %1").replace("%1", label)
        beginning = one_line(words[:BEGINNING])
        description = f"{page}: {beginning}" if beginning else page
        self._view.setAccessibleDescription(description)
        QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.DescriptionChanged))
        if label != self._label:  # the text follows, but is not read out unasked
            self._label = label
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, page))


class _HiddenText(QPlainTextEdit):
    """A text that only a screen reader finds; a scroll area tells it of nothing beside its viewport."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view.viewport())
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.viewport().setAutoFillBackground(False)
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedSize(1, 1)
        self.lower()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody sees it."""
