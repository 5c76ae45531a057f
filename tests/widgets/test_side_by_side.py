from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QTextEdit, QToolButton, QVBoxLayout, QWidget

from widgets.side_by_side import READER_MIN_WIDTH, Side, SideBySide

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WIDE, NARROW, HEIGHT = 900, 600, 700


class Paper(QWidget):
    """Stands for a reader: a field that takes the keyboard, and a button that does not."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.turn = QToolButton(text="▶", focusPolicy=Qt.FocusPolicy.NoFocus)
        self.field = QTextEdit()
        column.addWidget(self.turn)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.setMinimumWidth(READER_MIN_WIDTH)


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.own, self.other = Paper(), Paper()
        self.both = SideBySide(self.own)
        qtbot.addWidget(self.both)
        qtbot.addWidget(self.other)
        self.active: list[Side] = []
        self.both.active_changed.connect(self.active.append)
        self.resize(WIDE)
        self.both.show()
        self.both.activateWindow()
        qtbot.waitUntil(self.both.isActiveWindow)

    def resize(self, width: int) -> None:
        self.both.resize(width, HEIGHT)

    def pane_of(self, paper: Paper) -> QWidget:
        found = paper.parentWidget()
        assert found is not None
        return found

    def button(self, words: str) -> QToolButton:
        buttons = self.both.findChildren(QToolButton)
        return next(each for each in buttons if each.accessibleName() == words)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_one_alone_has_all_the_room(desk: Desk) -> None:
    assert not desk.both.is_open
    assert desk.own.size() == desk.both.size()
    assert desk.both.take_beside() is None
    desk.both.make_active(Side.BESIDE)
    assert desk.both.active is Side.OWN


def test_two_stand_beside_one_another_or_stacked_where_that_is_too_narrow(desk: Desk) -> None:
    desk.both.open_beside(desk.other, "資料2")
    assert desk.both.is_open
    assert not desk.both.is_stacked
    assert abs(desk.own.width() - desk.other.width()) <= 2
    assert desk.own.width() >= READER_MIN_WIDTH
    desk.resize(NARROW)
    desk.qtbot.waitUntil(lambda: desk.both.is_stacked and desk.own.width() >= NARROW - 10)
    assert desk.both.width() == NARROW
    assert abs(desk.own.height() - desk.other.height()) <= 2
    desk.resize(WIDE)
    desk.qtbot.waitUntil(lambda: not desk.both.is_stacked)


def test_how_the_room_is_divided_is_kept(desk: Desk) -> None:
    desk.both.open_beside(desk.other, "資料2")
    desk.both.set_ratio(0.6)
    shares = desk.own.width() / (desk.own.width() + desk.other.width())
    assert abs(shares - 0.6) < 0.02
    desk.resize(NARROW)
    desk.qtbot.waitUntil(lambda: desk.both.is_stacked)
    desk.resize(WIDE + 200)
    desk.qtbot.waitUntil(lambda: not desk.both.is_stacked)
    assert abs(desk.own.width() / (desk.own.width() + desk.other.width()) - 0.6) < 0.02
    taken = desk.both.take_beside()
    assert taken is desk.other
    desk.both.open_beside(desk.other, "資料2")
    assert abs(desk.own.width() / (desk.own.width() + desk.other.width()) - 0.6) < 0.02


def test_dragging_the_border_sets_the_ratio(desk: Desk) -> None:
    desk.both.open_beside(desk.other, "資料2")
    splitter = desk.both.findChild(QSplitter)
    assert splitter is not None
    handle = splitter.handle(1)
    desk.qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    target = handle.rect().center()
    target.setX(target.x() + 80)
    desk.qtbot.mouseMove(handle, target)
    desk.qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=target)
    assert desk.both.ratio > 0.55


def test_changing_places_keeps_how_large_each_is(desk: Desk) -> None:
    desk.both.open_beside(desk.other, "資料2")
    desk.both.set_ratio(0.6)
    own, other = desk.own.width(), desk.other.width()
    desk.button("Change places").click()
    assert desk.pane_of(desk.other).x() < desk.pane_of(desk.own).x()
    assert (abs(desk.own.width() - own) <= 1, abs(desk.other.width() - other) <= 1) == (True, True)
    desk.button("Change places").click()
    assert desk.pane_of(desk.own).x() < desk.pane_of(desk.other).x()


@pytest.mark.parametrize("how", ["keyboard", "a press on a button", "a press on what came later", "the key"])
def test_the_one_that_is_used_is_the_active_one(desk: Desk, how: str) -> None:
    desk.both.open_beside(desk.other, "資料2")
    assert desk.both.active is Side.OWN
    if how == "keyboard":
        desk.other.field.setFocus()
    elif how == "a press on a button":
        desk.qtbot.mouseClick(desk.other.turn, Qt.MouseButton.LeftButton)
    elif how == "the key":
        desk.both.go_to_other()
        assert desk.other.field.hasFocus()
    else:
        late = QToolButton(desk.other, text="検索", focusPolicy=Qt.FocusPolicy.NoFocus)
        late.show()
        desk.qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    assert desk.both.active is Side.BESIDE
    assert "資料2 (in use" in desk.pane_of(desk.other).accessibleName()
    assert desk.pane_of(desk.own).accessibleName() == ""
    desk.qtbot.mouseClick(desk.own.turn, Qt.MouseButton.LeftButton)
    assert desk.active == [Side.BESIDE, Side.OWN]
    assert desk.pane_of(desk.other).accessibleName() == "資料2"


def test_the_active_one_has_a_frame_and_one_alone_has_none(desk: Desk) -> None:
    def edge(paper: Paper) -> str:
        pane = desk.pane_of(paper)
        return pane.grab().toImage().pixelColor(0, pane.height() // 2).name()

    desk.both.open_beside(desk.other, "資料2")
    framed, plain = edge(desk.own), edge(desk.other)
    assert framed != plain
    desk.both.make_active(Side.BESIDE)
    assert (edge(desk.other), edge(desk.own)) == (framed, plain)
    desk.both.take_beside()
    assert desk.own.size() == desk.both.size()


def test_closing_asks_and_taking_gives_the_keyboard_back(desk: Desk) -> None:
    desk.both.open_beside(desk.other, "資料2")
    desk.other.field.setFocus()
    with desk.qtbot.waitSignal(desk.both.close_asked):
        desk.button("Close what stands beside").click()
    assert desk.both.is_open  # whoever is asked does it
    assert desk.both.active is Side.BESIDE
    desk.other.field.setFocus()
    assert desk.both.take_beside() is desk.other
    assert desk.own.field.hasFocus()
    assert desk.both.active is Side.OWN
    assert not desk.other.isVisible()


def test_titles_are_shown_as_they_are(desk: Desk) -> None:
    desk.both.open_beside(desk.other, "資料2")
    desk.both.set_title(Side.BESIDE, "<b>資料3</b>")
    desk.both.use(Side.BESIDE)
    label = next(each for each in desk.pane_of(desk.other).findChildren(QLabel) if "資料" in each.text())
    assert label.text() == "◉ <b>資料3</b>"
    assert label.textFormat() == Qt.TextFormat.PlainText
