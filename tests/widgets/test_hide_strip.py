from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.widgets import desk
from widgets.hide_strip import HideStrip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_reason_may_stay_empty(qtbot: QtBot) -> None:
    strip = HideStrip()
    qtbot.addWidget(strip)
    strip.ask(desk.comment("c1", body="長い意見です。" * 50))
    assert len(strip._question.text()) < 100
    with qtbot.waitSignal(strip.confirmed) as done:
        strip.hide_button.click()
    assert done.args == ["c1", ""]


def test_escape_hides_nothing_and_forgets_the_reason(qtbot: QtBot) -> None:
    strip = HideStrip()
    qtbot.addWidget(strip)
    strip.ask(desk.comment("c1"))
    strip.reason.setText("because")
    with qtbot.assertNotEmitted(strip.confirmed), qtbot.waitSignal(strip.closed):
        qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert not strip.isVisible()
    strip.ask(desk.comment("c2"))
    assert strip.reason.text() == ""
