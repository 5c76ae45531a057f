from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sync.meeting import Phase
from tests.widgets import desk, stage_meetings
from tests.widgets.stage_meetings import stage_with
from widgets.projector_choices import ProjectorChoices, Turning
from widgets.projector_content import ProjectorPage
from widgets.projector_stage import ProjectorStage, turn_ms

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="module", autouse=True)
def fonts(qapp: QApplication) -> QApplication:
    return qapp


def long_stage() -> ProjectorStage:
    meeting = desk.meeting(desk.comment("c", body=stage_meetings.LONG), desk.comment("d"), spotlight="c")
    return stage_with(meeting, ProjectorPage.SINGLE)


def test_many_changes_at_once_are_painted_once_now_and_once_later(qtbot: QtBot) -> None:
    stage = ProjectorStage(now_ms=lambda: desk.NOW_MS)
    times: list[int] = []
    stage.changed.connect(lambda: times.append(len(times)))
    meetings = [desk.meeting(desk.comment(f"c{number}")) for number in range(200)]
    for meeting in meetings:
        stage.set_meeting(meeting)
    assert len(times) == 1
    qtbot.waitUntil(lambda: len(times) == 2)
    assert "Comments: 1" in "".join(stage.sheet.texts)
    assert stage.content.meeting is meetings[-1]


def test_what_is_painted_is_never_older_than_what_was_told() -> None:
    stage = stage_with(desk.meeting(desk.comment("a", body="先の文")), ProjectorPage.WALL)
    assert "先の文" in stage.sheet.texts
    stage.set_meeting(desk.meeting(desk.comment("b", body="後の文")))
    assert "後の文" in stage.sheet.texts
    assert "先の文" not in stage.sheet.texts


def test_a_long_text_goes_on_by_itself_as_fast_as_one_reads() -> None:
    stage = long_stage()
    letters = stage.sheet.letters
    assert stage.sheet.pages > 1
    assert letters > 100
    assert stage.turn_after_ms == min(60_000, letters * 1000 // 6)
    stage._turn_by_itself()
    assert f"2/{stage.sheet.pages}" in stage.sheet.texts


def test_it_begins_anew_after_the_last_part_and_with_another_text() -> None:
    stage = long_stage()
    pages = stage.sheet.pages
    stage.turn(-1)
    assert f"{pages}/{pages}" in stage.sheet.texts
    stage._turn_by_itself()
    assert f"1/{pages}" in stage.sheet.texts
    stage.turn(1)
    assert stage.content.meeting is not None
    stage.set_meeting(replace(stage.content.meeting, spotlight="d"))
    assert stage.sheet.pages == 1
    stage.set_meeting(replace(stage.content.meeting, spotlight="c"))
    assert f"1/{pages}" in stage.sheet.texts


def test_what_the_chair_turned_by_hand_stays() -> None:
    stage = long_stage()
    assert stage.sheet.pages > 1
    stage.turn(1)
    assert f"2/{stage.sheet.pages}" in stage.sheet.texts
    assert stage.turn_after_ms == 0


def test_new_comments_do_not_turn_a_long_one_back() -> None:
    stage = long_stage()
    stage.turn(1)
    meeting = stage.content.meeting
    assert meeting is not None
    stage.set_meeting(replace(meeting, comments=(*meeting.comments, desk.comment("new"))))
    assert any(text.startswith("2/") for text in stage.sheet.texts)


def test_the_desk_hears_which_part_is_shown(qtbot: QtBot) -> None:
    stage = long_stage()
    told: list[tuple[int, int]] = []
    stage.turned.connect(lambda part, parts: told.append((part, parts)))
    pages = stage.sheet.pages
    qtbot.waitUntil(lambda: told == [(1, pages)])
    stage.turn(1)
    assert stage.sheet.pages == pages
    qtbot.waitUntil(lambda: told[-1] == (2, pages))


@pytest.mark.parametrize(
    ("turning", "letters", "expected"),
    [
        (Turning.READING, 10, 8_000),
        (Turning.READING, 120, 20_000),
        (Turning.READING, 100_000, 60_000),
        (Turning.EIGHT, 500, 8_000),
        (Turning.FIFTEEN, 500, 15_000),
        (Turning.HAND, 500, 0),
    ],
)
def test_how_long_a_part_stays(turning: Turning, letters: int, expected: int) -> None:
    assert turn_ms(turning, letters) == expected


def test_by_hand_means_by_hand() -> None:
    stage = long_stage()
    stage.set_choices(ProjectorChoices(turning=Turning.HAND))
    assert stage.sheet.pages > 1
    assert stage.turn_after_ms == 0


def test_the_clock_ticks_only_where_one_is_shown() -> None:
    stage = stage_with(desk.full_meeting(), ProjectorPage.WALL)
    assert stage._ticks.isActive()
    stage.set_page(ProjectorPage.GUIDE)
    assert not stage._ticks.isActive()
    stage.set_page(ProjectorPage.FLOOR)
    assert stage._ticks.isActive()
    stage.set_meeting(replace(desk.meeting(), phase=Phase.CLOSED))
    assert not stage._ticks.isActive()


def test_ten_thousand_comments_are_laid_out_only_as_far_as_they_are_seen() -> None:
    comments = tuple(
        desk.comment(f"c{number}", minute=number, body=f"意見{number}") for number in range(10_000)
    )
    stage = stage_with(desk.meeting(*comments), ProjectorPage.WALL)
    assert len(stage.sheet.items) < 60
    assert "Comments: 10000" in "".join(stage.sheet.texts)
    assert "意見9999" in stage.sheet.texts
