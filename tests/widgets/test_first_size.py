from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from widgets.first_size import first_size

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Screen:
    def __init__(self, width: int, height: int) -> None:
        self._room = QRect(0, 0, width, height)

    def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's name
        return self._room


class WindowOn(QWidget):
    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen

    def screen(self) -> Screen:
        return self._screen


def test_a_window_fits_its_screen_with_its_frame(qtbot: QtBot) -> None:
    large, small = WindowOn(Screen(1920, 1040)), WindowOn(Screen(1366, 728))
    qtbot.addWidget(large)
    qtbot.addWidget(small)
    assert first_size(large) == QSize(1366, 768)
    assert first_size(small) == QSize(1366, 692)
