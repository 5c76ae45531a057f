"""The discussion at a seat: what reaches the node, and how comments and pages lead to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.seat import Seat
from sync.discussion import YES_NO_OPTIONS, Poll, PollKind, Region
from sync.meeting import Anchor, Meeting
from tests.app.conftest import House
from tests.app.papers import ME, arrived, comment, meeting
from tests.app.test_seat import wait_for_page, write
from widgets.commented_pages import CommentedPages
from widgets.shown_comments import Tab


@pytest.fixture
def take_seat(house: House) -> Iterator[Callable[..., Seat]]:
    seats: list[Seat] = []

    def take(present: Meeting | None = None) -> Seat:
        shown = present or meeting()
        house.reports._keep_meeting(shown)
        seat = Seat(shown, ME, house.reports, house.commands, house.drafts, house.room, leave=lambda: None)
        seat.window.show()
        seats.append(seat)
        return seat

    yield take
    for seat in seats:
        seat.close()


@pytest.mark.parametrize(
    ("signal", "values", "call"),
    [
        ("voted", ("p", (0, 2)), ("vote", "p", (0, 2))),
        ("lookback_answered", ("l", ("4", "", "x")), ("answer_lookback", "l", ("4", "", "x"))),
        ("floor_requested", (), ("request_floor",)),
        ("floor_withdrawn", (), ("withdraw_floor",)),
        ("speech_ended", (), ("end_speech",)),
    ],
)
def test_what_is_done_in_the_discussion_reaches_the_node(
    house: House,
    take_seat: Callable[..., Seat],
    signal: str,
    values: tuple[object, ...],
    call: tuple[object, ...],
) -> None:
    house.start_node()
    getattr(take_seat().window, signal).emit(*values)
    house.wait_for_call(*call)


def test_a_vote_that_has_not_reached_the_chair_says_so(house: House, take_seat: Callable[..., Seat]) -> None:
    house.start_node()
    poll = Poll("p", "賛成ですか。", PollKind.YES_NO, YES_NO_OPTIONS, 1, eligible=(ME,))
    seat = take_seat(replace(meeting(), polls=(poll,)))
    seat.window.poll.buttons.press(1)
    house.wait_for_call("vote", "p", (0,))
    house.reports.unheard_changed.emit(frozenset({"e" * 43}))
    house.reports.waiting_changed.emit(frozenset({"e" * 43}))
    house.qtbot.waitUntil(lambda: "waiting to be sent" in seat.window.poll.words)
    house.reports.waiting_changed.emit(frozenset())
    house.qtbot.waitUntil(lambda: "✓ You voted" in seat.window.poll.words)


def test_from_a_comment_to_its_page_and_back_by_one_key(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    seat = take_seat()
    wait_for_page(house, seat, "one", 1)
    assert seat.window.comments.way_back.isHidden()
    seat.window.place_chosen.emit(Anchor("two", 4, ""))
    wait_for_page(house, seat, "two", 4)
    assert seat.window.comments.way_back.isVisible()
    house.qtbot.keyClick(seat.window, Qt.Key.Key_F7)
    wait_for_page(house, seat, "one", 1)
    assert seat.window.comments.way_back.isHidden()


def test_a_part_of_a_page_goes_into_the_composer_and_its_frame_leads_to_the_comment(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"),))
    seat = take_seat()
    wait_for_page(house, seat, "one", 1)
    part = Anchor("one", 1, "sha-one", Region(1, 1, 500, 500), "語")
    seat.pages.placed.emit(part)
    composer = seat.window.comments.composer
    assert composer.draft().anchor == part
    write(seat, "ここ")
    assert composer.draft().anchor == part
    there = comment("there", anchor=part)
    house.signals.meeting_changed.emit(meeting(there, comment("elsewhere", page=3)))
    assert [mark.comment for mark in seat.pages.own.layer._marks[0]] == ["there"]
    seat.window.comment_pointed.emit("there")
    assert seat.pages.own.layer.highlighted == "there"
    seat.window.comments.show_tab(Tab.ALL)
    seat.pages.chosen.emit("there")
    assert seat.window.comments.list.currentIndex().row() == seat.window.comments.list.comments.row_of(
        "there"
    )


def test_held_comments_of_others_leave_no_trace_on_pages(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"),))
    part = Anchor("one", 1, "", Region(1, 1, 500, 500), "語")
    held = comment("held", anchor=part, held=True)
    seat = take_seat(meeting(held))
    wait_for_page(house, seat, "one", 1)
    assert seat.pages.own.layer._marks == {}
    assert CommentedPages().on(seat.meeting, "one", "sha-one") == {}
    house.signals.meeting_changed.emit(meeting(replace(held, author=ME)))
    assert [mark.comment for mark in seat.pages.own.layer._marks[0]] == ["held"]


def test_the_flag_of_a_page_leads_to_its_comments(house: House, take_seat: Callable[..., Seat]) -> None:
    seat = take_seat()
    seat.reader.anchor_clicked.emit(0)
    assert seat.window.comments.choice.tab is Tab.PAGE


def test_the_reader_beside_shows_and_takes_comments_on_parts_of_pages_too(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    part = Anchor("two", 1, "", Region(1, 1, 500, 500))
    seat = take_seat(meeting(comment("there", anchor=part)))
    wait_for_page(house, seat, "one", 1)
    assert seat.pages.own.layer._marks == {}
    seat.reading.beside.show_document("two", 1)
    house.wait(lambda: seat.pages.beside is not None and seat.pages.beside.layer._marks)
    beside = seat.pages.beside
    assert beside is not None
    assert [mark.comment for mark in beside.layer._marks[0]] == ["there"]
    seat.pages.highlight("there")
    assert beside.layer.highlighted == "there"
    beside.tool.drawn.emit(2, Region(5, 6, 700, 800))
    draft = seat.window.comments.composer.draft()
    assert draft.anchor == Anchor("two", 3, "sha-two", Region(5, 6, 700, 800))
    assert draft.agenda == "second"
    seat.reading.beside.close_beside()
    assert seat.pages.beside is None
