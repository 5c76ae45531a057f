from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.strip_stack import StripChip, StripStack

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HEIGHT = 600


class Part(QWidget):
    """So high if there is room, and with less where there is not."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Only the height counts."""
        return QSize(10, self._height)


class Room:
    """Two strips that ask, the first of which matters more, one that stands, and a notice, below a page."""

    def __init__(self) -> None:
        self.column = QFrame()
        self.poll, self.call, self.presenter, self.notice = QWidget(), QWidget(), QWidget(), QLabel("told")
        self.notice.hide()
        for strip, height in ((self.poll, 500), (self.call, 40), (self.presenter, 4)):
            inner = QVBoxLayout(strip)
            button = QPushButton("press")
            button.setMinimumHeight(36)
            inner.addWidget(button)
            inner.addWidget(Part(height))
            strip.hide()
        asking = ((self.poll, lambda: "Vote: 賛成ですか"), (self.call, lambda: "Look"))
        self.stack = StripStack(asking, ((self.presenter, lambda: "Presenter"),), self.notice)
        self.page = QWidget()
        column = QVBoxLayout(self.column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(self.stack)
        self.column.resize(500, HEIGHT)

    def chips(self) -> list[StripChip]:
        return [chip for chip in self.stack.findChildren(StripChip) if chip.isVisible()]


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    made = Room()
    qtbot.addWidget(made.column)
    made.column.show()
    made.column.activateWindow()
    return made


def test_nothing_takes_room_while_there_is_no_strip(room: Room) -> None:
    assert room.stack.height() == 0


def test_one_is_open_and_the_others_open_by_a_press(room: Room) -> None:
    room.call.show()
    assert room.call.isVisible()
    assert room.chips() == []
    room.poll.show()  # it matters more
    assert room.poll.isVisible()
    assert not room.call.isVisible()
    (chip,) = room.chips()
    assert "Look" in chip.accessibleName()
    chip.click()
    assert room.call.isVisible()
    assert not room.poll.isVisible()
    room.call.hide()
    assert room.poll.isVisible()
    assert room.chips() == []


def test_what_comes_takes_nothing_away_from_who_is_at_work(room: Room, qtbot: QtBot) -> None:
    room.call.show()
    qtbot.waitUntil(room.column.isActiveWindow)
    button = room.call.findChild(QPushButton)
    assert button is not None
    button.setFocus(Qt.FocusReason.TabFocusReason)
    room.poll.show()
    assert room.call.isVisible()
    assert len(room.chips()) == 1


def test_what_asks_moves_nothing_of_the_page_and_leaves_half_of_it(room: Room, qtbot: QtBot) -> None:
    room.poll.show()
    assert room.poll.isVisible()
    assert room.page.geometry() == room.column.rect()
    sheet = room.stack.sheet.geometry()
    assert sheet.bottom() == room.column.rect().bottom()
    assert 100 < sheet.height() <= HEIGHT // 2
    room.column.resize(500, HEIGHT // 2 * 3)
    qtbot.waitUntil(lambda: room.stack.sheet.geometry().bottom() == room.column.rect().bottom())
    assert sheet.height() < room.stack.sheet.height() <= HEIGHT // 4 * 3
    assert room.page.geometry() == room.column.rect()
    room.poll.hide()
    assert not room.stack.sheet.isVisible()


def test_what_stands_for_long_has_a_row_below_the_page(room: Room, qtbot: QtBot) -> None:
    room.presenter.show()
    qtbot.waitUntil(lambda: room.page.height() == HEIGHT - room.stack.height())
    assert room.presenter.isVisible()
    assert not room.stack.sheet.isVisible()
    assert room.page.pos().isNull()
    room.poll.show()
    (chip,) = room.chips()
    assert "Presenter" in chip.accessibleName()
    qtbot.waitUntil(lambda: room.stack.sheet.geometry().bottom() < room.stack.geometry().top())
    qtbot.waitUntil(lambda: room.stack.sheet.y() >= HEIGHT // 2)
    assert room.page.pos().isNull()


def test_a_notice_stands_over_what_is_asked(room: Room) -> None:
    room.notice.show()
    assert room.stack.sheet.isVisible()
    assert room.page.geometry() == room.column.rect()
    room.call.show()
    assert room.notice.mapTo(room.column, QPoint()).y() < room.call.mapTo(room.column, QPoint()).y()
    room.notice.hide()
    assert room.call.isVisible()
    room.call.hide()
    assert not room.stack.sheet.isVisible()
