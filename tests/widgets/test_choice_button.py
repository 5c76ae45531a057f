from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.choice_button import ChoiceButton

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHOICES = (("new", "Newest"), ("top", "Most agreed"))


def test_the_menu_chooses(qtbot: QtBot) -> None:
    button = ChoiceButton("Order", CHOICES)
    qtbot.addWidget(button)
    assert button.value == "new"
    with qtbot.waitSignal(button.chosen) as chosen:
        button.menu().actions()[1].trigger()
    assert chosen.args == ["top"]
    assert (button.value, button.text()) == ("top", "Most agreed ▾")
    assert button.accessibleName() == "Order: Most agreed"


def test_being_told_a_choice_says_nothing(qtbot: QtBot) -> None:
    button = ChoiceButton("Order", CHOICES)
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.chosen):
        button.choose("top")
    assert [action.isChecked() for action in button.menu().actions()] == [False, True]
