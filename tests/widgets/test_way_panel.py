from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QTextEdit, QWidget

from widgets.bookmark_model import Bookmark
from widgets.icons import IconName
from widgets.page_keys import move_of_key
from widgets.theme import TextSize, apply_theme
from widgets.way_panel import BOOKMARK_KEY, PANEL_KEY, WayPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

TABS = ("Pages", "Headings", "Bookmarks")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    row = QHBoxLayout(made)
    panel = WayPanel(made)
    pages = QTextEdit(made)
    row.addWidget(panel)
    row.addWidget(pages, 1)
    panel.add_keys(made)
    made.show()
    made.activateWindow()
    pages.setFocus()
    return made


@pytest.fixture
def panel(window: QWidget) -> WayPanel:
    (found,) = window.findChildren(WayPanel)
    return found


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, TextSize.LARGE)
    yield
    apply_theme(qapp, TextSize.SMALL)


def tab(panel: WayPanel, words: str) -> QAbstractButton:
    (found,) = [
        button
        for button in panel.findChildren(QAbstractButton)
        if button.isCheckable() and button.accessibleName() == words
    ]
    return found


def test_one_tab_is_shown_at_a_time(qtbot: QtBot, panel: WayPanel) -> None:
    assert panel.tab == "PAGES"
    assert panel.thumbnails.isVisible()
    with qtbot.waitSignal(panel.tab_changed) as changed:
        QTest.mouseClick(tab(panel, "Headings"), Qt.MouseButton.LeftButton)
    assert changed.args == ["OUTLINE"]
    assert panel.outline.isVisible()
    assert not panel.thumbnails.isVisible()
    assert [tab(panel, words).isChecked() for words in TABS] == [False, True, False]


def test_arrow_keys_walk_through_the_tabs(panel: WayPanel) -> None:
    tab(panel, "Pages").setFocus()
    QTest.keyClick(tab(panel, "Pages"), Qt.Key.Key_Right)
    assert panel.tab == "OUTLINE"


def test_further_tabs_are_added_and_chosen_by_name(qtbot: QtBot, panel: WayPanel) -> None:
    hits = QTextEdit()
    panel.add_tab(hits, IconName.SEARCH, "Search")
    panel.show_tab("SEARCH", with_keys=True)
    assert (panel.tab, hits.isVisible()) == ("SEARCH", True)
    qtbot.waitUntil(hits.hasFocus)
    panel.show_tab("no such tab")
    panel.choose_tab("neither")
    assert panel.tab == "SEARCH"


def test_the_panel_remembers_its_tab_while_it_is_closed(qtbot: QtBot, panel: WayPanel) -> None:
    panel.show_tab("BOOKMARKS")
    with qtbot.waitSignals([panel.opened, panel.left]):
        panel.close_panel()
    assert not panel.isVisible()
    with qtbot.assertNotEmitted(panel.opened):
        panel.close_panel()
        panel.choose_tab("OUTLINE")
    assert not panel.isVisible()
    with qtbot.waitSignal(panel.opened) as opened:
        panel.open_panel()
    assert opened.args == [True]
    assert (panel.tab, panel.outline.isVisible()) == ("OUTLINE", True)


def test_f4_closes_and_opens_with_the_keys_in_it(qtbot: QtBot, window: QWidget, panel: WayPanel) -> None:
    pages = window.findChild(QTextEdit)
    assert pages is not None
    QTest.keyClick(pages, Qt.Key.Key_F4)
    assert not panel.isVisible()
    QTest.keyClick(pages, Qt.Key.Key_F4)
    assert panel.isVisible()
    qtbot.waitUntil(panel.thumbnails.hasFocus)


def test_escape_gives_the_keys_back(qtbot: QtBot, panel: WayPanel) -> None:
    panel.open_panel()
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.thumbnails, Qt.Key.Key_Escape)
    assert panel.isVisible()


def test_ctrl_d_marks_the_page_in_front(qtbot: QtBot, window: QWidget, panel: WayPanel) -> None:
    panel.bookmarks.set_current(3)
    pages = window.findChild(QTextEdit)
    assert pages is not None
    with qtbot.waitSignal(panel.bookmarks.added) as added:
        QTest.keyClick(pages, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert added.args == [Bookmark(3)]


def test_its_keys_are_those_of_nobody_else(window: QWidget) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    for key, modifier in (
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
    ):
        assert move_of_key(QKeyEvent(QEvent.Type.KeyPress, key, modifier)) is None
    keys = [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    assert set(keys) == {PANEL_KEY, BOOKMARK_KEY}


def test_it_is_narrow_named_and_large_enough(panel: WayPanel) -> None:
    assert 190 <= panel.minimumWidth() <= panel.sizeHint().width() <= 260
    shown = [button for button in panel.findChildren(QAbstractButton) if button.isVisible()]
    assert len(shown) >= 4
    assert [button for button in shown if not button.accessibleName()] == []
    assert [button.accessibleName() for button in shown if min(button.width(), button.height()) < 36] == []


def test_large_text_takes_more_lines_of_tabs_and_no_more_width(large_text: None, panel: WayPanel) -> None:
    for name, words in ((IconName.SEARCH, "検索の結果"), (IconName.NOTE, "自分のメモ")):
        panel.add_tab(QTextEdit(), name, words)
    panel.setFixedWidth(260)
    QApplication.processEvents()
    tabs = [button for button in panel.findChildren(QAbstractButton) if button.isCheckable()]
    assert len({button.y() for button in tabs}) >= 2
    assert all(button.mapTo(panel, button.rect().topRight()).x() < panel.width() for button in tabs)
    assert min(button.width() for button in tabs) >= 36
