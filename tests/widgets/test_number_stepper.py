from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from widgets.number_stepper import NumberStepper

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def stepper(qtbot: QtBot) -> NumberStepper:
    stepper = NumberStepper("Width", 40, 120, step=10, unit="cm")
    qtbot.addWidget(stepper)
    stepper.set_value(100)
    stepper.show()
    return stepper


def test_buttons_arrows_and_typing_change_it_within_its_range(stepper: NumberStepper, qtbot: QtBot) -> None:
    told: list[int] = []
    stepper.changed.connect(told.append)
    stepper.more.click()
    stepper.more.click()
    stepper.more.click()
    assert told == [110, 120]
    qtbot.keyClick(stepper.field, Qt.Key.Key_Down)
    stepper.less.click()
    assert stepper.value == 100
    stepper.field.clear()
    qtbot.keyClicks(stepper.field, "999")
    qtbot.keyClick(stepper.field, Qt.Key.Key_Return)
    assert (stepper.value, stepper.field.text()) == (120, "120")
    stepper.field.setText("-")
    stepper._take_typed()
    assert (stepper.value, stepper.field.text()) == (120, "120")
    assert stepper.less.accessibleName() == "Width: less"
