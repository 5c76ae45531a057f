from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from widgets.page_arrangement import PageMode
from widgets.page_layout import Shade
from widgets.view_menu import ViewButton, ViewChoices, ViewMenu

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot


@pytest.fixture
def menu(qtbot: QtBot) -> ViewMenu:
    made = ViewMenu()
    qtbot.addWidget(made)
    return made


def entry(menu: ViewMenu, words: str) -> QAction:
    (found,) = [action for action in menu.actions() if action.text().partition("\t")[0] == words]
    return found


def ticked(menu: ViewMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isChecked() and action.isEnabled()]


def test_what_is_on_is_ticked(menu: ViewMenu) -> None:
    assert ticked(menu) == ["Continuous", "Colours as they are"]
    menu.set_choices(
        ViewChoices(
            PageMode.TWO_PAGES,
            cover_alone=True,
            right_to_left=True,
            shade=Shade.INVERTED,
            line_reader=True,
            full_screen=True,
        )
    )
    assert ticked(menu) == [
        "Two pages",
        "First page alone",
        "From right to left (vertical text)",
        "White on black",
        "Line ruler",
        "Full screen",
    ]


@pytest.mark.parametrize(
    ("words", "signal", "value"),
    [
        ("Single page", "mode_chosen", PageMode.SINGLE),
        ("Two pages", "mode_chosen", PageMode.TWO_PAGES),
        ("Turn right", "turn_asked", 1),
        ("Turn left", "turn_asked", -1),
        ("Darker letters", "shade_chosen", Shade.DARKER),
        ("Lighter", "shade_chosen", Shade.LIGHTER),
        ("White on black", "shade_chosen", Shade.INVERTED),
        ("Line ruler", "line_reader_chosen", True),
        ("Large pointer", "large_cursor_chosen", True),
        ("Full screen", "full_screen_chosen", True),
    ],
)
def test_a_wish_is_told_and_ticked_only_when_it_is_granted(
    qtbot: QtBot, menu: ViewMenu, words: str, signal: str, value: object
) -> None:
    before = ticked(menu)
    with qtbot.waitSignal(getattr(menu, signal)) as told:
        entry(menu, words).trigger()
    assert told.args == [value]
    assert ticked(menu) == before


def test_a_wish_that_is_granted_at_once_stays_ticked(menu: ViewMenu) -> None:
    menu.mode_chosen.connect(lambda mode: menu.set_choices(ViewChoices(mode)))
    entry(menu, "Single page").trigger()
    assert ticked(menu) == ["Single page", "Colours as they are"]
    entry(menu, "Single page").trigger()
    assert ticked(menu) == ["Single page", "Colours as they are"]  # choosing again changes nothing


def test_pairs_have_choices_of_their_own(qtbot: QtBot, menu: ViewMenu) -> None:
    assert not entry(menu, "First page alone").isEnabled()
    menu.set_choices(ViewChoices(PageMode.TWO_PAGES, cover_alone=True))
    with qtbot.waitSignal(menu.cover_alone_chosen) as told:
        entry(menu, "First page alone").trigger()
    assert told.args == [False]
    with qtbot.waitSignal(menu.right_to_left_chosen) as told:
        entry(menu, "From right to left (vertical text)").trigger()
    assert told.args == [True]


def test_keys_stand_beside_their_entry(menu: ViewMenu) -> None:
    menu.set_keys("Full screen", "F11")
    assert entry(menu, "Full screen").text() == "Full screen\tF11"
    menu.set_keys("Full screen", "F12")
    assert entry(menu, "Full screen").text() == "Full screen\tF12"


def test_rows_are_high_enough(qtbot: QtBot, menu: ViewMenu) -> None:
    menu.aboutToShow.emit()
    rows = [action for action in menu.actions() if not action.isSeparator()]
    assert min(menu.actionGeometry(action).height() for action in rows) >= 36


def test_the_button_says_how_pages_are_laid_out(qtbot: QtBot, menu: ViewMenu) -> None:
    button = ViewButton(menu)
    qtbot.addWidget(button)
    assert button.accessibleName() == "View: Continuous"
    menu.set_choices(ViewChoices(PageMode.TWO_PAGES))
    menu.aboutToShow.emit()
    assert button.accessibleName() == "View: Two pages"
    assert button.menu() is menu
