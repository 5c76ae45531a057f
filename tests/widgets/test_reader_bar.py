from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from widgets.page_layout import Fit
from widgets.reader_bar import ReaderBar
from widgets.theme import TextSize, apply_theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot: QtBot) -> ReaderBar:
    made = ReaderBar()
    qtbot.addWidget(made)
    made.resize(1_200, 52)
    made.show()
    made.set_pages(12)
    return made


def button(bar: ReaderBar, name: str) -> QToolButton:
    (found,) = (tool for tool in bar.findChildren(QToolButton) if tool.accessibleName() == name)
    return found


def asked(bar: ReaderBar) -> list[tuple[str, object]]:
    """What the bar says from now on, in order."""
    told: list[tuple[str, object]] = []
    for name in (
        "page_asked",
        "step_asked",
        "zoom_step_asked",
        "fit_chosen",
        "zoom_chosen",
        "two_pages_toggled",
        "panel_toggled",
        "enlarge_toggled",
        "writing_toggled",
        "search_toggled",
    ):
        getattr(bar, name).connect(lambda value, name=name: told.append((name, value)))
    bar.given_up.connect(lambda: told.append(("given_up", None)))
    return told


def test_every_button_says_what_it_is_for(qtbot: QtBot, bar: ReaderBar) -> None:
    bar.set_page(5)
    told = asked(bar)
    for name in ("Previous page", "Next page", "Smaller", "Larger"):
        qtbot.mouseClick(button(bar, name), LEFT)
    for name in ("Two pages side by side", "Pages and headings", "Enlarge a part (Ctrl+E)"):
        qtbot.mouseClick(button(bar, name), LEFT)
    qtbot.mouseClick(button(bar, "Write on the page"), LEFT)
    qtbot.mouseClick(button(bar, "Search (Ctrl+F)"), LEFT)
    qtbot.mouseClick(button(bar, "Search (Ctrl+F)"), LEFT)
    assert told == [
        ("step_asked", -1),
        ("step_asked", 1),
        ("zoom_step_asked", -1),
        ("zoom_step_asked", 1),
        ("two_pages_toggled", True),
        ("panel_toggled", True),
        ("enlarge_toggled", True),
        ("writing_toggled", True),
        ("search_toggled", True),
        ("search_toggled", False),
    ]


def test_being_told_where_the_reader_is_asks_for_nothing(bar: ReaderBar) -> None:
    told = asked(bar)
    bar.set_page(7, can_go_back=True, can_go_on=False)
    bar.set_zoom(Fit.ZOOM, 1.5)
    bar.panel.setChecked(True)
    bar.search.setChecked(True)
    bar.writing.setChecked(True)
    assert told == []
    assert (bar.number.field.text(), bar.zoom.currentText()) == ("8", "150 %")
    assert not button(bar, "Next page").isEnabled()
    assert button(bar, "Previous page").isEnabled()


def test_fields_say_what_was_typed_or_that_nothing_was(qtbot: QtBot, bar: ReaderBar) -> None:
    told = asked(bar)
    bar.number.field.setText("9")
    qtbot.keyClick(bar.number.field, Qt.Key.Key_Return)
    bar.number.field.setText("x")
    qtbot.keyClick(bar.number.field, Qt.Key.Key_Return)
    qtbot.keyClick(bar.number.field, Qt.Key.Key_Escape)
    bar.zoom.lineEdit().setText("90")
    qtbot.keyClick(bar.zoom.lineEdit(), Qt.Key.Key_Return)
    assert told == [("page_asked", 8), ("given_up", None), ("given_up", None), ("zoom_chosen", 0.9)]


def test_without_pages_only_what_needs_none_can_be_used(bar: ReaderBar) -> None:
    bar.set_pages(0)
    usable = {tool.accessibleName() for tool in bar.findChildren(QToolButton) if tool.isEnabled()}
    assert usable == {"Pages and headings", "Search (Ctrl+F)", "More"}
    assert not bar.number.isVisible()
    assert (bar.zoom.isEnabled(), bar.zoom.currentText()) == (False, "")
    bar.set_pages(3)
    assert button(bar, "Next page").isEnabled()
    assert bar.number.isVisible()


def test_a_page_that_the_document_no_longer_has_is_not_told(bar: ReaderBar) -> None:
    bar.set_page(11)
    bar.set_pages(3)
    assert bar.number.field.text() == "3"
    assert not button(bar, "Next page").isEnabled()


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("width", [500, 620, 760, 900, 1_100, 1_400])
def test_the_bar_never_needs_more_than_its_width(
    qtbot: QtBot, qapp: QApplication, size: TextSize, width: int
) -> None:
    """What is always needed stays: the page, where one is in it, writing, searching and the menu."""
    try:
        apply_theme(qapp, size)
        bar = ReaderBar()
        qtbot.addWidget(bar)
        bar.resize(width, 60)
        bar.show()
        bar.set_pages(300)
        bar.make_room(width)
        always = (bar.number, bar.writing, bar.search, bar.more_button, button(bar, "Next page"))
        assert all(part.isVisible() for part in always)
        shown = [part for part in bar.findChildren(QToolButton) if part.isVisible()]
        assert all(min(part.width(), part.height()) >= 36 for part in shown)
        assert bar.layout().sizeHint().width() <= width
    finally:
        apply_theme(qapp, TextSize.SMALL)


def test_what_goes_first_comes_back_last(bar: ReaderBar) -> None:
    gone: list[int] = []
    for width in (1_400, 800, 700, 600, 500, 420):
        bar.make_room(width)
        gone.append(sum(part.isHidden() for part in bar._optional))
        hidden = [part.isHidden() for part in bar._optional]
        assert hidden == sorted(hidden, reverse=True)  # the least needed ones
    assert gone == sorted(gone)
    assert gone[0] == 0 < gone[-1]
    bar.make_room(1_400)
    assert not any(part.isHidden() for part in bar._optional)
    assert bar.writing.text() == "Write"


def test_what_does_not_fit_is_in_the_menu(qtbot: QtBot, bar: ReaderBar) -> None:
    bar.make_room(360)
    assert bar.panel.isHidden()
    told = asked(bar)
    for action in bar.more.actions():
        if action.text() in ("Pages and headings", "Enlarge a part (Ctrl+E)"):
            action.trigger()
    assert told == [("panel_toggled", True), ("enlarge_toggled", True)]
    assert bar.menu.menuAction() in bar.more.actions()


def test_a_further_button_stands_at_the_right_end(bar: ReaderBar) -> None:
    tool = QPushButton("Follow the presenter")
    bar.add_tool(tool)
    bar.make_room(bar.width())
    QApplication.processEvents()
    assert tool.isVisible()
    assert tool.geometry().left() > bar.more_button.geometry().right()
    assert tool.geometry().right() <= bar.width()
