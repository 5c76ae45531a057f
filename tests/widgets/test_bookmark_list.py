from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from widgets.bookmark_list import BookmarkPanel
from widgets.bookmark_model import MOST_NAME_LETTERS, Bookmark, BookmarkModel, bookmark_name

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

MARKS = (Bookmark(7, "予算の表"), Bookmark(2))


class Keeper:
    """Keeps bookmarks as the program does: what the panel tells is done and shown."""

    def __init__(self, panel: BookmarkPanel) -> None:
        self.marks = {mark.page: mark for mark in MARKS}
        self._panel = panel
        panel.added.connect(self.put)
        panel.removed.connect(lambda mark: self.take(mark.page))
        panel.renamed.connect(lambda page, name: self.put(Bookmark(page, name)))
        panel.set_bookmarks(MARKS)

    def put(self, mark: Bookmark) -> None:
        self.marks[mark.page] = mark
        self._panel.set_bookmarks(tuple(self.marks.values()))

    def take(self, page: int) -> None:
        del self.marks[page]
        self._panel.set_bookmarks(tuple(self.marks.values()))


@pytest.fixture
def panel(qtbot: QtBot) -> BookmarkPanel:
    made = BookmarkPanel()
    qtbot.addWidget(made)
    made.resize(208, 500)
    made.set_current(0)
    made.show()
    return made


@pytest.fixture
def keeper(panel: BookmarkPanel) -> Keeper:
    return Keeper(panel)


def rows(panel: BookmarkPanel) -> list[str]:
    model = panel.list.bookmarks
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def button(panel: BookmarkPanel, start: str) -> QToolButton:
    (found,) = [tool for tool in panel.findChildren(QToolButton) if tool.accessibleName().startswith(start)]
    return found


def press(panel: BookmarkPanel, start: str) -> None:
    QTest.mouseClick(button(panel, start), Qt.MouseButton.LeftButton)


def test_bookmarks_stand_in_the_order_of_pages(panel: BookmarkPanel, keeper: Keeper) -> None:
    assert rows(panel) == ["Page 3", "予算の表, Page 8"]
    panel.set_labels(("i", "ii", "iii"))
    panel.set_current(7)
    assert rows(panel) == ["Page iii", "予算の表, Page 8, in front now"]


def test_the_page_in_front_is_marked_and_unmarked(panel: BookmarkPanel, keeper: Keeper) -> None:
    press(panel, "Bookmark this page")
    assert rows(panel) == ["Page 1, in front now", "Page 3", "予算の表, Page 8"]
    press(panel, "Remove from this page")
    assert rows(panel) == ["Page 3", "予算の表, Page 8"]
    panel.toggle()
    assert 0 in keeper.marks
    panel.set_current(-1)
    assert not panel.toggle_button.isEnabled()
    panel.toggle()
    assert set(keeper.marks) == {0, 2, 7}


def test_a_click_and_keys_go_to_the_page(qtbot: QtBot, panel: BookmarkPanel, keeper: Keeper) -> None:
    point = panel.list.visualRect(panel.list.bookmarks.index(1)).center()
    with qtbot.waitSignal(panel.page_chosen) as chosen:
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert chosen.args == [7]
    with qtbot.assertNotEmitted(panel.page_chosen):
        QTest.keyClick(panel.list, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.page_chosen) as chosen:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args == [2]


@pytest.mark.parametrize("how", ["button", "key"])
def test_a_bookmark_is_named(qtbot: QtBot, panel: BookmarkPanel, keeper: Keeper, how: str) -> None:
    panel.list.setCurrentIndex(panel.list.bookmarks.index(0))
    if how == "button":
        press(panel, "Name this bookmark")
    else:
        panel.list.setFocus()
        QTest.keyClick(panel.list, Qt.Key.Key_F2)
    (field,) = panel.list.viewport().findChildren(QLineEdit)
    assert field.text() == "Page 3"
    assert field.accessibleName() == "Name of the bookmark"
    field.setText("ここを質問")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: keeper.marks[2] == Bookmark(2, "ここを質問"))
    assert rows(panel)[0] == "ここを質問, Page 3"


def test_the_name_of_the_page_or_none_means_the_page_again(keeper: Keeper, panel: BookmarkPanel) -> None:
    model = panel.list.bookmarks
    for name in ("Page 8", "", " \n "):
        keeper.put(Bookmark(7, "予算の表"))
        assert model.setData(model.index(1), name)
        assert keeper.marks[7] == Bookmark(7)
    assert not model.setData(model.index(1), 5)
    assert not model.setData(model.index(9), "x")


def test_a_removed_bookmark_can_be_brought_back_with_its_name(panel: BookmarkPanel, keeper: Keeper) -> None:
    assert not button(panel, "Bring the removed").isVisible()
    panel.list.setCurrentIndex(panel.list.bookmarks.index(1))
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert set(keeper.marks) == {2}
    press(panel, "Bring the removed")
    assert keeper.marks[7] == Bookmark(7, "予算の表")
    assert not button(panel, "Bring the removed").isVisible()
    press(panel, "Remove this bookmark")
    panel.forget_removed()
    assert not button(panel, "Bring the removed").isVisible()


def test_the_cursor_stays_on_its_bookmark(panel: BookmarkPanel, keeper: Keeper) -> None:
    panel.list.setCurrentIndex(panel.list.bookmarks.index(1))
    keeper.put(Bookmark(0))
    assert panel.list.bookmarks.bookmark_at(panel.list.currentIndex().row()) == Bookmark(7, "予算の表")


def test_no_bookmarks_say_so(panel: BookmarkPanel, keeper: Keeper) -> None:
    panel.set_bookmarks(())
    assert [label.text() for label in panel.findChildren(QLabel) if label.isVisible()] == [
        "No bookmarks in this document yet."
    ]
    assert not panel.list.isVisible()
    assert not button(panel, "Name this").isVisible()


def test_names_are_short_lines() -> None:
    assert bookmark_name("\u202e 二行\nの名前 ") == "二行 の名前"
    assert len(bookmark_name("長" * 999)) == MOST_NAME_LETTERS


def test_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = BookmarkModel()
    qtmodeltester.check(model)
    model.set_bookmarks(MARKS)
    model.set_current(7)
    model.set_bookmarks((Bookmark(2, "新しい名前"), MARKS[0]))
    model.set_bookmarks(())
    assert model.rowCount() == 0


def test_everything_is_large_enough_and_named(panel: BookmarkPanel, keeper: Keeper) -> None:
    panel.list.setCurrentIndex(panel.list.bookmarks.index(0))
    panel.toggle()
    tools = [tool for tool in panel.findChildren(QToolButton) if tool.isVisible()]
    assert len(tools) >= 3
    assert [
        tool for tool in tools if not tool.accessibleName() or min(tool.width(), tool.height()) < 36
    ] == []
    assert min(panel.list.visualRect(panel.list.bookmarks.index(row)).height() for row in range(2)) >= 36
