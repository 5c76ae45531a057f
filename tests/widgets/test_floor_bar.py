from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from sync.discussion import Floor, FloorRequest, Speech
from tests.widgets.samples import ME, NOON_MS, meeting
from widgets.floor_bar import FloorBar
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OTHER = FloorRequest("r1", "device-4", NOON_MS)
OWN = FloorRequest("r2", ME, NOON_MS + 1)


class Clock:
    def __init__(self) -> None:
        self.now_ms = NOON_MS

    def __call__(self) -> int:
        return self.now_ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication, clock: Clock) -> FloorBar:
    apply_theme(qapp, TextSize.SMALL)  # its widths depend on it
    made = FloorBar(clock)
    qtbot.addWidget(made)
    made.resize(500, 50)
    made.show()
    return made


def show(bar: FloorBar, floor: Floor, *, allowed: bool = True) -> None:
    bar.set_meeting(meeting(floor=floor), ME, allowed=allowed)


def queue(bar: FloorBar) -> list[str]:
    bar._fill_menu()
    return [entry.text() for entry in bar._menu.actions()]


def test_one_button_asks_withdraws_and_ends(bar: FloorBar, qtbot: QtBot, clock: Clock) -> None:
    show(bar, Floor())
    assert bar.button.text() == "Ask for the floor"
    with qtbot.waitSignal(bar.requested):
        bar.button.click()
    assert not bar.button.isEnabled()  # until the meeting has it
    show(bar, Floor((OTHER, OWN)))
    assert bar.button.isEnabled()
    assert bar.button.text() == "Waiting: no. 2 · withdraw"
    with qtbot.waitSignal(bar.withdrawn):
        bar.button.click()
    clock.now_ms += 80_000
    show(bar, Floor((), (Speech("s", ME, NOON_MS, limit_s=60),)))
    assert bar.button.text() == "Speaking 1:20 / 1:00 over · end"
    with qtbot.waitSignal(bar.ended):
        bar.button.click()


@pytest.mark.parametrize("width", [500, 348])
@pytest.mark.parametrize("out", [frozenset(), frozenset({"r2"})])
def test_the_words_on_the_button_are_never_cut(
    bar: FloorBar, clock: Clock, width: int, out: frozenset[str]
) -> None:
    bar.resize(width, 50)
    bar.set_waiting(out)
    clock.now_ms += 3_700_000
    for floor in (
        Floor(),
        Floor((OTHER, OWN)),
        Floor((OTHER,), (Speech("s", ME, NOON_MS, limit_s=3_600),)),
    ):
        show(bar, floor)
        QApplication.processEvents()
        assert bar.width() == width
        assert bar.button.width() >= bar.button.sizeHint().width()
    assert "end" in bar.button.text()


def test_the_clock_of_a_speech_goes_on(bar: FloorBar, qtbot: QtBot, clock: Clock) -> None:
    show(bar, Floor((), (Speech("s", ME, NOON_MS),)))
    clock.now_ms += 5_000
    qtbot.waitUntil(lambda: "0:05" in bar.button.text(), timeout=5_000)


def test_who_waits_is_shown_on_demand(bar: FloorBar) -> None:
    show(bar, Floor((OTHER, OWN), (Speech("s", "device-4", NOON_MS),)))
    assert bar.waiting.isVisible()
    assert queue(bar) == ["Speaking: Seat 4 市民課 山田 花子 0:00", "1. Seat 4 市民課 山田 花子", "2. You"]
    many = tuple(FloorRequest(f"r{n}", f"device-{n}", NOON_MS) for n in range(20))
    show(bar, Floor(many))
    assert queue(bar)[-1] == "and 12 more"


def test_who_may_not_ask_sees_only_who_waits(bar: FloorBar) -> None:
    show(bar, Floor(), allowed=False)
    assert bar.isHidden()
    show(bar, Floor((OTHER,)), allowed=False)
    assert bar.isVisible()
    assert bar.button.isHidden()


def test_what_did_not_go_through_can_be_asked_again(bar: FloorBar) -> None:
    show(bar, Floor())
    bar.button.click()
    bar.release()
    assert bar.button.isEnabled()


def test_what_has_not_reached_the_chair_is_told(bar: FloorBar) -> None:
    show(bar, Floor(queue=(FloorRequest("r", ME, NOON_MS),)))
    assert "no. 1" in bar.button.text()
    bar.set_waiting(frozenset({"r"}))
    assert "Not with the chair yet" in bar.button.text()
    bar.set_waiting(frozenset())
    assert "no. 1" in bar.button.text()
