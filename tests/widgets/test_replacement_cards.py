"""The chair is asked about a new PC at a seat that another one has, below the seats of the room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from sync.meeting import Phase
from sync.status import SeatPresence, SeatQuestion
from tests.widgets import desk
from widgets.chair_room import ChairRoom

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ASKED = SeatQuestion("fresh", "2", "山田")


@pytest.fixture
def room(qtbot: QtBot) -> ChairRoom:
    room = ChairRoom(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(room)
    room.resize(372, 680)
    room.show()
    room.set_meeting(desk.meeting(), "device1")
    return room


def cards(room: ChairRoom) -> list[str]:
    return [card.accessibleName() for card in room.replacements.cards.values()]


@pytest.mark.parametrize("accept", [True, False])
def test_row_6_one_press_at_the_chairs_desk_decides(room: ChairRoom, qtbot: QtBot, *, accept: bool) -> None:
    assert room.replacements.isHidden()
    room.set_seat_questions((ASKED,))
    (card,) = room.replacements.cards.values()
    assert "Seat 2: another PC of the same name" in card.words.text()
    button = card.accept if accept else card.refuse
    assert button.accessibleDescription() == "Seat 2: another PC of the same name"
    button.setFocus()
    with qtbot.waitSignal(room.replacement_answered) as answered:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert answered.args == ["fresh", accept]
    room.set_seat_questions(())
    assert (room.replacements.isHidden(), cards(room)) == (True, [])


def test_row_6_the_card_says_what_tells_a_new_pc_from_a_wrong_number(room: ChairRoom) -> None:
    room.set_seat_questions((replace(ASKED, name="佐藤\u202e%1"),))
    (card,) = room.replacements.cards.values()
    assert "the name “佐藤%1”" in card.words.text()
    assert "not connected" in card.state.text()
    room.set_presence((SeatPresence("device2", connected=True, documents_complete=True),))
    assert "is connected now" in card.state.text()


def test_row_6_the_seat_itself_is_marked_in_sign_and_words(room: ChairRoom) -> None:
    room.set_seat_questions((ASKED,))
    model = room.seats.model()
    spoken = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(24)]
    assert [row for row, words in enumerate(spoken) if "another PC asks" in words] == [1]


def test_row_6_the_card_comes_into_view_and_keeps_its_place(room: ChairRoom, qtbot: QtBot) -> None:
    room.resize(372, 420)
    room.set_seat_questions((ASKED,))
    card = room.replacements.cards["fresh"]
    qtbot.waitUntil(
        lambda: room.viewport().rect().contains(card.mapTo(room.viewport(), card.rect().center()))
    )
    card.refuse.setFocus()
    room.set_seat_questions((ASKED, SeatQuestion("other", "3", "山田")))
    assert room.replacements.cards["fresh"] is card
    assert card.refuse.hasFocus()
    assert len(cards(room)) == 2


def test_row_6_nobody_is_asked_about_after_the_end(room: ChairRoom) -> None:
    room.set_seat_questions((ASKED,))
    room.set_meeting(replace(desk.meeting(), phase=Phase.CLOSED), "device1")
    assert room.replacements.isHidden()
