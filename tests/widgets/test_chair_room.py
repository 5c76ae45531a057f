from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from sync.discussion import Floor, FloorRequest
from sync.meeting import Phase
from sync.status import SeatPresence
from tests.widgets import desk
from widgets.chair_room import ChairRoom
from widgets.projector_content import ProjectorPage
from widgets.theme import apply_theme, current_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def room(qtbot: QtBot) -> ChairRoom:
    room = ChairRoom(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(room)
    room.resize(372, 716)
    room.show()
    room.set_meeting(desk.meeting(desk.comment("c1", seat="2"), desk.comment("c2", seat="3")), "device5")
    return room


def test_seats_and_voices_are_counted(room: ChairRoom) -> None:
    room.set_presence(
        tuple(
            SeatPresence(f"device{n}", connected=n not in (5, 6), documents_complete=True)
            for n in range(1, 25)
        )
    )
    assert room._connected.text() == "23 of 24 seats connected", "its own device and 22 others"
    assert room.voices.count.text() == "2 of 24 seats have posted"
    assert (room.voices.meter.value(), room.voices.meter.maximum()) == (2, 24)
    assert (room.preview.content.posted, room.preview.content.total) == (2, 24)


def test_a_page_is_chosen_and_shown(room: ChairRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.page_chosen) as chosen:
        room.pages[ProjectorPage.GUIDE].click()
    assert chosen.args == [ProjectorPage.GUIDE]
    room.set_page(ProjectorPage.SINGLE)
    assert [page for page, button in room.pages.items() if button.isChecked()] == [ProjectorPage.SINGLE]
    assert room.preview.content.page is ProjectorPage.SINGLE


def test_pages_rest_once_the_meeting_is_closed(room: ChairRoom) -> None:
    room.set_meeting(replace(desk.meeting(), phase=Phase.CLOSED), "device1")
    assert not any(button.isEnabled() for button in room.pages.values())


def test_the_preview_has_the_proportions_of_a_projector(room: ChairRoom) -> None:
    assert abs(room.preview.width() * 9 - room.preview.height() * 16) < 16


def test_the_preview_keeps_its_size_when_scrolling_becomes_possible(room: ChairRoom) -> None:
    """Else a bar that comes and goes with it would turn round in a circle until the program dies."""
    sizes = set()
    for height in (1200, 300):
        room.resize(372, height)
        assert (room.verticalScrollBar().maximum() > 0) is (height == 300)
        sizes.add(room.preview.size())
    assert len(sizes) == 1


def test_every_state_of_a_seat_has_its_own_sign(room: ChairRoom, qapp: QApplication) -> None:
    """Who receives documents is amber as in the grid, and told apart by more than the colour."""
    apply_theme(qapp, current_theme().size)
    texts = {label.text(): label for label in room.findChildren(QLabel)}
    states = [state for text in texts for state in text.split("\u3000") if state[:1] in "■□┄▣"]
    assert len(states) == len({state[0] for state in states}) == 4
    receiving = next(label for text, label in texts.items() if "receiving" in text)
    away = next(label for text, label in texts.items() if text.endswith("not connected"))
    assert receiving.palette().windowText().color().name() == current_theme().palette.warning
    assert receiving.font().pointSizeF() == away.font().pointSizeF()


def test_the_seats_not_heard_are_named_and_marked_on_demand(room: ChairRoom) -> None:
    room.set_presence(
        tuple(SeatPresence(f"device{n}", connected=n < 6, documents_complete=True) for n in range(1, 25))
    )
    assert room.voices.button.text() == "Not heard yet: 3 seat(s)"
    assert not room.legend.unheard.isVisible()
    room.voices.button.click()
    assert room.voices.seats.text().startswith("Not heard yet: 1, 4, 5.")
    assert room.legend.unheard.isVisible()
    assert room.seats.shows_unheard
    room.set_meeting(desk.meeting(*(desk.comment(f"c{n}", seat=str(n)) for n in range(1, 6))), "device5")
    assert not room.voices.button.isVisible()
    assert not room.seats.shows_unheard


def test_a_sign_is_explained_while_it_is_to_be_seen(room: ChairRoom) -> None:
    assert not room.legend.hand.isVisible()
    room.set_meeting(replace(desk.meeting(), floor=Floor((FloorRequest("r", "device2", 1),))), "device5")
    assert room.legend.hand.isVisible()
    assert not room.legend.speaking.isVisible()
