from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from app.steering import join_steering
from sync.discussion import PollDraft, PollKind
from sync.meeting import Names
from tests.app.papers import ME, meeting
from widgets.chair_window import ChairWindow

if TYPE_CHECKING:
    from tests.app.conftest import House

DRAFT = PollDraft("賛成ですか", PollKind.YES_NO, agenda="first")


@pytest.mark.parametrize(
    ("part", "signal", "values", "call"),
    [
        ("agenda", "minutes_changed", ("first", 25), ("set_minutes", "first", 25)),
        ("agenda", "names_chosen", ("second", Names.WITHHELD), ("set_item_names", "second", Names.WITHHELD)),
        ("agenda", "pause_requested", (True,), ("pause_agenda", True)),
        ("agenda", "presenter_taken_back", (), ("give_presenter", "")),
        ("room.seats", "presenter_given", (ME,), ("give_presenter", ME)),
        ("room.seats", "floor_granted", (ME,), ("grant_floor", ME, 0)),
        ("room.seats", "speech_ended", (), ("end_speech",)),
        ("floor", "granted", (ME, 180), ("grant_floor", ME, 180)),
        ("floor", "speech_ended", (), ("end_speech",)),
        ("polls", "opened", (DRAFT,), ("open_poll", DRAFT)),
        ("polls", "voted", ("p", (1,)), ("vote", "p", (1,))),
        ("", "poll_closed", ("p",), ("close_poll", "p")),
        ("", "lookback_requested", (), ("open_lookback", ())),
    ],
)
def test_what_the_chair_does_in_the_columns_reaches_the_node(
    house: House,
    part: str,
    signal: str,
    values: tuple[object, ...],
    call: tuple[object, ...],
) -> None:
    house.start_node()
    window = ChairWindow(QWidget())
    house.qtbot.addWidget(window)
    join_steering(window, lambda act: house.commands.send(act, on_error=pytest.fail))
    window.set_meeting(meeting(), "device-chair")
    widget: object = window
    for name in filter(None, part.split(".")):
        widget = getattr(widget, name)
    getattr(widget, signal).emit(*values)
    house.wait_for_call(*call)
