from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QProgressBar, QPushButton

from widgets.choice_button import ChoiceButton
from widgets.print_panel import TARGET, PaperFit, PrintChoice, PrintPanel, Which, page_numbers

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


# -- page numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-3, 8", (0, 1, 2, 7)),
        ("１－３、８", (0, 1, 2, 7)),
        ("2〜4", (1, 2, 3)),
        ("8,1-2,1", (7, 0, 1)),
        ("9", (8,)),
        ("", ()),
        ("0", ()),
        ("10", ()),
        ("3-1", ()),
        ("1-", ()),
        ("a", ()),
        ("1,,2", ()),
        ("1-99999999", ()),
    ],
)
def test_page_numbers_are_read_as_people_write_them(text: str, pages: tuple[int, ...]) -> None:
    assert page_numbers(text, 9) == pages


@given(st.text(alphabet="0123456789-,、〜 １٣²", max_size=20), st.integers(1, 50))
def test_whatever_is_written_only_pages_that_there_are_come_out(text: str, count: int) -> None:
    found = page_numbers(text, count)
    assert len(set(found)) == len(found)
    assert all(0 <= page < count for page in found)


# -- the panel -------------------------------------------------------------------------------------


@pytest.fixture
def panel(qtbot: QtBot) -> PrintPanel:
    made = PrintPanel()
    qtbot.addWidget(made)
    made.resize(340, 400)
    return made


def button(panel: PrintPanel, words: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == words)


def choice(panel: PrintPanel, name: str) -> ChoiceButton:
    return next(each for each in panel.findChildren(ChoiceButton) if each.accessibleName().startswith(name))


def choose(panel: PrintPanel, name: str, words: str) -> None:
    menu = choice(panel, name).menu()
    next(action for action in menu.actions() if action.text() == words).trigger()


def asked(qtbot: QtBot, panel: PrintPanel) -> PrintChoice:
    with qtbot.waitSignal(panel.print_asked) as given:
        button(panel, "Choose a printer…").click()
    found = given.args[0]
    assert isinstance(found, PrintChoice)
    return found


def test_all_this_or_some_pages(panel: PrintPanel, qtbot: QtBot) -> None:
    panel.offer("資料2", 9, 4)
    assert asked(qtbot, panel) == PrintChoice(tuple(range(9)))
    choose(panel, "Pages", "This page")
    panel.set_current(5)
    choose(panel, "Size", "Actual size")
    assert asked(qtbot, panel) == PrintChoice((5,), PaperFit.ACTUAL)
    choose(panel, "Pages", "Some pages")
    field = panel.findChild(QLineEdit)
    assert field is not None
    assert field.isVisible()
    field.setText("2-3")
    assert asked(qtbot, panel).pages == (1, 2)


def test_page_numbers_that_cannot_be_are_told_and_not_printed(panel: PrintPanel, qtbot: QtBot) -> None:
    panel.offer("資料2", 9, 4)
    choose(panel, "Pages", "Some pages")
    field = panel.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "12")
    assert panel.said == "Enter page numbers from 1 to 9, such as 1-3, 8."
    with qtbot.assertNotEmitted(panel.print_asked):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    field.setText("1")
    assert panel.said == ""


def test_notes_are_printed_only_when_chosen_each_time(panel: PrintPanel, qtbot: QtBot) -> None:
    panel.offer("資料2", 9, 4)
    notes = panel.findChild(QCheckBox)
    assert notes is not None
    assert not notes.isVisible()
    panel.offer("資料2", 9, 4, has_notes=True)
    assert not asked(qtbot, panel).with_notes
    notes.click()
    assert asked(qtbot, panel).with_notes
    panel.offer("資料3", 9, 4, has_notes=True)
    assert not asked(qtbot, panel).with_notes


def test_what_is_forbidden_is_not_offered_and_says_who_forbids_it(panel: PrintPanel) -> None:
    panel.offer("資料2", 9, 4, refusal="<b>会議</b>の決まりで印刷できません。")
    assert panel.said == "<b>会議</b>の決まりで印刷できません。"
    assert not button(panel, "Choose a printer…").isVisible()


def test_progress_can_be_stopped_and_the_outcome_is_told(panel: PrintPanel, qtbot: QtBot) -> None:
    panel.offer("資料2", 9, 4, has_notes=True)
    panel.show_progress(3, 9)
    bar = panel.findChild(QProgressBar)
    assert bar is not None
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 3, 9)
    assert panel.said == "Printing: 3 of 9 pages"
    assert not button(panel, "Choose a printer…").isVisible()
    with qtbot.waitSignal(panel.cancel_asked):
        button(panel, "Stop printing").click()
    panel.show_outcome("止めました。")
    assert panel.said == "止めました。"
    assert not bar.isVisible()
    assert button(panel, "Choose a printer…").isVisible()
    assert panel.findChild(QCheckBox).isVisible()  # type: ignore[union-attr] # it has one


def test_escape_closes_it(panel: PrintPanel, qtbot: QtBot) -> None:
    panel.offer("資料2", 9, 4)
    assert choice(panel, "Pages").value == Which.ALL
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_every_button_is_large_enough(panel: PrintPanel, qtbot: QtBot) -> None:
    panel.offer("資料2", 9, 4)
    panel.show()
    qtbot.waitExposed(panel)
    buttons = [
        each
        for each in panel.findChildren(QAbstractButton)
        if each.isVisible() and not isinstance(each, QCheckBox)
    ]
    assert len(buttons) >= 4
    assert all(each.height() >= TARGET for each in buttons)
