"""How the demonstration uses widgets: keys, clicks and finished input go through Qt to the real ones."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


class StepFailed(Exception):  # noqa: N818 - named for what happened
    """A step that cannot be taken in the window that is open now."""


def type_text(widget: QWidget, text: str) -> None:
    """Enter text as an input method hands it over, line by line."""
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        event = QInputMethodEvent()
        event.setCommitString(line)
        QApplication.sendEvent(widget, event)


def replace_text(widget: QWidget, text: str) -> None:
    """Select what stands in a field and type over it."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    type_text(widget, text)


def click_row(view: QAbstractItemView, row: int) -> None:
    """Click the middle of a row."""
    index = view.model().index(row, 0)
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        view.visualRect(index).center(),
    )
