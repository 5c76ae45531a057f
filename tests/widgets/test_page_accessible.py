from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible

from tests.widgets.page_texts import horizontal
from tests.widgets.test_selection_tool import A4, NoPictures
from widgets.page_accessible import PageAccessible
from widgets.page_view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TEXT = horizontal("本市では、令和六年度から窓", "口の業務を見直します。")


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 3, NoPictures())
    return view


@pytest.fixture
def _screen_reader() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("_screen_reader")
def test_the_text_of_the_page_in_front_is_found_within_the_view(qtbot: QtBot, view: PageView) -> None:
    accessible = PageAccessible(view)
    with qtbot.waitSignal(accessible.text_wanted):
        accessible.show_page(1, "2", None)
    accessible.show_page(1, "2", TEXT)
    pages = QAccessible.queryAccessibleInterface(view)
    viewport = QAccessible.queryAccessibleInterface(view.viewport())
    assert pages.indexOfChild(viewport) >= 0
    texts = [
        child
        for child in (viewport.child(index) for index in range(viewport.childCount()))
        if child.text(QAccessible.Text.Name) == "Text of page 2"
    ]
    assert len(texts) == 1
    found = texts[0].textInterface()
    assert found.text(0, found.characterCount()) == "本市では、令和六年度から窓口の業務を見直します。"
    assert not texts[0].state().invisible
    described = pages.text(QAccessible.Text.Description)
    assert described == "Page 2: 本市では、令和六年度から窓口の業務を見直します。"
    accessible.clear()
    assert found.characterCount() == 0
    assert pages.text(QAccessible.Text.Description) == ""


@pytest.mark.usefixtures("_screen_reader")
def test_nobody_sees_it_and_the_mouse_and_keyboard_pass_it(view: PageView) -> None:
    accessible = PageAccessible(view)
    before = view.grab().toImage()
    accessible.show_page(0, "1", TEXT)
    view.resize(700, 500)
    view.resize(800, 600)
    assert view.grab().toImage() == before
    assert view.childAt(QPoint(0, 0)) is view.viewport()
    assert not accessible.field.hasFocus()


def test_without_a_screen_reader_no_text_is_asked_for(qtbot: QtBot, view: PageView) -> None:
    accessible = PageAccessible(view)
    with qtbot.assertNotEmitted(accessible.text_wanted):
        accessible.show_page(1, "2", None)
    accessible.show_page(1, "2", TEXT)
    assert accessible.field.toPlainText() == ""
