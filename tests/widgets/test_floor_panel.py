from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from sync.discussion import Floor, FloorRequest, Speech
from sync.meeting import Member, Phase
from tests.widgets import desk
from widgets.floor_clock import spoken_by_seat, spoken_text
from widgets.floor_panel import ROWS_SHOWN, FloorPanel
from widgets.speaking_box import SpeakingModel

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from sync.meeting import Meeting

SECOND = 1_000


def hands(*devices: int) -> tuple[FloorRequest, ...]:
    """Those who wait, each for as many seconds as its number."""
    return tuple(FloorRequest(f"r{n}", f"device{n}", desk.NOW_MS - n * SECOND) for n in devices)


def speech(seconds: int, *, limit_s: int = 0, device: str = "device4") -> Speech:
    return Speech("s", device, desk.NOW_MS - seconds * SECOND, limit_s=limit_s)


def at(floor: Floor) -> Meeting:
    return replace(desk.meeting(), floor=floor)


class Room:
    """The panel and the clock that it is told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now_ms = desk.NOW_MS
        self.panel = FloorPanel(now_ms=lambda: self.now_ms)
        qtbot.addWidget(self.panel)
        self.panel.resize(360, 260)
        self.panel.show()
        self.panel.set_meeting(at(Floor()))

    def queue(self) -> list[str]:
        return [f"{row.words.text()} {row.waiting.text()}" for row in self.panel._rows if not row.isHidden()]


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_with_nobody_waiting_it_says_so_and_no_clock_runs(room: Room) -> None:
    assert room.panel.state.text() == "nobody waits"
    assert not room.panel._seconds.isActive()
    assert not room.panel.end_button.isVisible()


def test_who_waits_stands_in_order_with_the_time(room: Room) -> None:
    room.panel.set_meeting(at(Floor(hands(9, 70))))
    assert room.queue() == [
        "1　Seat 9 山田 waits 0:09",
        "2　A participant waits 1:10",
    ]
    room.now_ms += 2 * SECOND
    room.panel._tell_time()
    assert room.queue()[0].endswith("waits 0:11")


def test_one_press_gives_the_floor_with_the_chosen_time(room: Room, qtbot: QtBot) -> None:
    room.panel.set_meeting(at(Floor(hands(9, 3))))
    with qtbot.waitSignal(room.panel.granted) as granted:
        room.panel._rows[1].button.click()
    assert granted.args == ["device3", 0]
    room.panel.limit.choose("180")
    with qtbot.waitSignal(room.panel.granted) as granted:
        room.panel._rows[0].button.click()
    assert granted.args == ["device9", 180]
    assert room.panel._rows[0].button.accessibleName() == "Let Seat 9 山田 speak"


def test_rows_are_used_again_so_the_keyboard_stays(room: Room) -> None:
    room.panel.set_meeting(at(Floor(hands(9, 3))))
    first = room.panel._rows[0]
    first.button.setFocus()
    room.panel.set_meeting(at(Floor(hands(3))))
    assert room.panel._rows[0] is first
    assert first.device == "device3"
    assert len(room.queue()) == 1


def test_the_key_that_gave_the_floor_does_not_give_it_to_the_next(room: Room) -> None:
    room.panel.activateWindow()
    room.panel.set_meeting(at(Floor(hands(9, 4))))
    room.panel.take_keyboard()
    assert room.panel.focusWidget() is room.panel._rows[0].button
    room.panel.set_meeting(at(Floor(hands(4), (speech(0, device="device9"),))))
    assert room.panel.focusWidget() is room.panel.end_button


def test_a_hundred_hands_are_counted(room: Room) -> None:
    many = tuple(FloorRequest(f"r{n}", f"d{n}", desk.NOW_MS) for n in range(100))
    members = tuple(Member(f"d{n}", str(n), "") for n in range(100))
    room.panel.set_meeting(replace(at(Floor(many)), members=members))
    assert len(room.queue()) == ROWS_SHOWN
    assert room.panel.more.text() == "and 70 more"
    assert room.panel.state.text() == "100 seat(s) wait(s)"


@pytest.mark.parametrize(
    ("seconds", "limit_s", "words", "look"),
    [
        (83, 0, "1:23", "ok"),
        (83, 180, "1:23 of 3:00", "ok"),
        (180, 180, "3:00 of 3:00", "ok"),
        (190, 180, "! +0:10 over the limit of 3:00", "error"),
    ],
)
def test_the_speaking_clock_tells_in_words_when_it_is_over(
    room: Room, seconds: int, limit_s: int, words: str, look: str
) -> None:
    room.panel.set_meeting(at(Floor(speeches=(speech(seconds, limit_s=limit_s),))))
    assert room.panel.speaker.text() == "▶ Seat 4 山田"
    assert room.panel.clock.text() == words
    assert room.panel.clock.property("look") == look
    assert room.panel._seconds.isActive()


def test_the_speech_is_ended_by_one_button(room: Room, qtbot: QtBot) -> None:
    room.panel.set_meeting(at(Floor(speeches=(speech(5),))))
    with qtbot.waitSignal(room.panel.speech_ended):
        room.panel.end_button.click()
    room.panel.set_meeting(at(Floor(speeches=(replace(speech(5), until_ms=desk.NOW_MS),))))
    assert not room.panel.end_button.isVisible()


def test_all_speeches_of_a_seat_are_added_up_for_the_record(room: Room) -> None:
    speeches = (
        Speech("1", "device4", 0, 60 * SECOND),
        Speech("2", "device2", 0, 90 * SECOND),
        replace(speech(45), speech="3"),
    )
    spoken = spoken_by_seat(at(Floor(speeches=speeches)), desk.NOW_MS)
    assert [(each.who, each.times, each.spoken_ms // SECOND) for each in spoken] == [
        ("Seat 4 山田", 2, 105),
        ("Seat 2 山田", 1, 90),
    ]
    assert spoken_text(spoken) == "Seat\tSpeeches\tTime\nSeat 4 山田\t2\t1:45\nSeat 2 山田\t1\t1:30\n"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform, windows
def test_the_list_of_times_opens_keeps_up_and_can_be_copied(room: Room) -> None:
    room.panel.times_button.click()
    assert room.panel.box.empty.isVisible()
    room.panel.set_meeting(at(Floor(speeches=(speech(45),))))
    room.now_ms += 2 * SECOND
    room.panel._tell_time()
    assert room.panel.box.model.index(0, 2).data() == "0:47"
    room.panel.box.copy_button.click()
    assert QGuiApplication.clipboard().text().endswith("Seat 4 山田\t1\t0:47\n")
    room.panel.box.close()


def test_the_model_of_times_keeps_its_promises(qtmodeltester: ModelTester) -> None:
    model = SpeakingModel()
    model.set_spoken(spoken_by_seat(at(Floor(speeches=(speech(45),))), desk.NOW_MS))
    qtmodeltester.check(model)


def test_who_is_not_the_chair_sees_the_floor_and_gives_it_not(room: Room) -> None:
    room.panel.set_meeting(at(Floor(hands(9), (speech(5),))))
    room.panel.set_rights(is_chair=False)
    assert room.queue()
    for widget in (room.panel._rows[0].button, room.panel.end_button, room.panel.limit):
        assert not widget.isVisible()


def test_after_the_end_nobody_waits_and_the_times_remain(room: Room) -> None:
    over = replace(at(Floor(hands(9), (replace(speech(5), until_ms=desk.NOW_MS),))), phase=Phase.CLOSED)
    room.panel.set_meeting(over)
    assert room.queue() == []
    assert room.panel.times_button.isVisible()
    assert not room.panel._seconds.isActive()


def test_a_hand_or_a_speech_moves_nothing(qtbot: QtBot) -> None:
    panel = FloorPanel(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(panel)
    panel.set_meeting(desk.meeting())
    height = panel.sizeHint().height()
    many = hands(2, 3, 4, 5, 6, 7)
    for floor in (Floor(many), Floor(many, (speech(5),)), Floor(hands(2))):
        panel.set_meeting(replace(desk.meeting(), floor=floor))
        assert panel.sizeHint().height() == height
