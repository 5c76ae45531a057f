from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from widgets.work_strip import PATIENCE_MS, WorkStrip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def strip(qtbot: QtBot) -> WorkStrip:
    strip = WorkStrip()
    qtbot.addWidget(strip)
    return strip


def test_what_is_soon_done_shows_nothing(strip: WorkStrip) -> None:
    strip.begin("Working")
    assert strip._patience.interval() == PATIENCE_MS <= 500
    assert strip._patience.isActive()
    assert strip.words == ""
    strip.end()
    assert not strip._patience.isActive()


def test_what_lasts_is_shown_with_how_far_it_is_and_can_be_stopped_once(
    strip: WorkStrip, qtbot: QtBot
) -> None:
    strip.begin("Working")
    qtbot.waitUntil(lambda: strip.words == "Working")
    assert strip.share is None
    strip.set_share(0.4)
    assert strip.share == 0.4
    with qtbot.waitSignal(strip.cancel_asked):
        strip._cancel.click()
    assert strip.words == "Stopping…"
    with qtbot.assertNotEmitted(strip.cancel_asked):
        strip._cancel.click()
    strip.end()
    assert strip.words == ""
    strip.begin("More")
    assert strip._cancel.isEnabled()
    assert strip.accessibleName() == "More"
