"""A meeting that was handed out before its time, in the three windows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sync.meeting import Meeting, Opens, Phase, Policy
from sync.status import DocumentStatus, Severity
from tests.widgets import desk, samples
from tests.widgets.samples import ME
from widgets import opening_strip, waiting_page
from widgets.chair_window import ChairWindow
from widgets.opening_words import start_words
from widgets.projector_content import ProjectorPage
from widgets.projector_window import ProjectorWindow
from widgets.seat_window import SeatWindow
from widgets.theme import TextSize, apply_theme, current_theme

JAPAN = dt.timezone(dt.timedelta(hours=9))
STARTS = dt.datetime(2026, 10, 6, 13, 30, tzinfo=JAPAN)


def ms(at: dt.datetime) -> int:
    return round(at.timestamp() * 1000)


class Clock:
    """The meeting's, set by the test."""

    def __init__(self) -> None:
        self.now_ms = ms(STARTS.replace(hour=9))

    def __call__(self) -> int:
        return self.now_ms


def prepared(of: Meeting) -> Meeting:
    return replace(
        of,
        phase=Phase.PREPARED,
        policy=Policy(opens=Opens.AT_START),
        starts=STARTS.isoformat(),
        current_item="",
    )


def here(document: str, *, complete: bool) -> DocumentStatus:
    return DocumentStatus(document, f"sha-{document}", 100, 100 if complete else 10, complete=complete)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seat(qtbot: QtBot, clock: Clock) -> SeatWindow:
    reader = QWidget()
    reader.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window = SeatWindow(reader, clock)
    qtbot.addWidget(window)
    window.set_meeting(prepared(samples.meeting()), ME)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    return window


@pytest.fixture
def chair(qtbot: QtBot, clock: Clock) -> ChairWindow:
    window = ChairWindow(QWidget(), now_ms=clock)
    qtbot.addWidget(window)
    window.set_meeting(prepared(desk.meeting()), "device1")
    window.show()
    return window


@pytest.mark.parametrize(
    ("starts", "now", "expected"),
    [
        (STARTS.isoformat(), STARTS.replace(hour=0), "13:30"),
        (STARTS.isoformat(), STARTS.replace(day=5, hour=23), "10/6 13:30"),
        (STARTS.isoformat(), STARTS, ""),
        ("来週", STARTS, ""),
        ("", STARTS, ""),
    ],
)
def test_the_time_is_said_with_its_date_on_another_day(starts: str, now: dt.datetime, expected: str) -> None:
    assert start_words(starts, ms(now)) == expected


def test_a_time_without_a_zone_is_said_as_it_was_written() -> None:
    local = dt.datetime(2026, 10, 6, 13, 30)  # noqa: DTZ001 - as a person writes it
    assert start_words(local.isoformat(), ms(local) - 1) == "13:30"


def test_the_seat_says_when_it_opens_and_how_far_the_documents_are(seat: SeatWindow) -> None:
    assert seat.waiting.isVisible()
    assert not seat.reader.isVisible()
    assert seat.waiting.words.startswith("This meeting opens at 13:30.\nThe documents are arriving (0/2).")
    seat.set_documents((here("doc-1", complete=True), here("doc-2", complete=False)))
    assert "arriving (1/2)" in seat.waiting.accessibleName()
    seat.set_documents((here("doc-1", complete=True), here("doc-2", complete=True)))
    assert "have arrived (2/2)" in seat.waiting.accessibleName()
    assert seat.agenda.agenda.rowCount() > 0


def test_at_its_time_everything_can_be_used_without_a_click(seat: SeatWindow, qtbot: QtBot) -> None:
    closed = "The meeting is not open yet. Comments can be posted once it is open."
    assert closed in words_of(seat.comments.composer)
    seat.set_meeting(samples.meeting(), ME)
    assert (seat.waiting.isVisible(), seat.reader.isVisible()) == (False, True)
    assert closed not in words_of(seat.comments.composer)
    assert seat.notice.text == "The meeting is open now."
    qtbot.waitUntil(seat.reader.hasFocus)


def test_a_meeting_that_is_over_is_not_said_to_be_open(seat: SeatWindow) -> None:
    seat.set_meeting(replace(prepared(samples.meeting()), phase=Phase.CLOSED), ME)
    assert not seat.waiting.isVisible()
    assert seat.notice.text == ""


def test_whose_time_passed_without_the_chair_says_so_by_itself(
    qtbot: QtBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_page, "LOOK_MS", 1)
    monkeypatch.setattr(opening_strip, "LOOK_MS", 1)
    seat, chair = SeatWindow(QWidget(), clock), ChairWindow(QWidget(), now_ms=clock)
    for window in (seat, chair):
        qtbot.addWidget(window)
    seat.set_meeting(prepared(samples.meeting()), ME)
    chair.set_meeting(prepared(desk.meeting()), "device1")
    assert "by itself at 13:30" in chair.opening.words.text()
    clock.now_ms = ms(STARTS) + 60_000
    qtbot.waitUntil(
        lambda: seat.waiting.words.startswith("This meeting opens as soon as the chair opens it.")
    )
    qtbot.waitUntil(lambda: chair.opening.words.text() == "This meeting is not open yet.")


def test_the_chair_opens_it_with_one_press(chair: ChairWindow, qtbot: QtBot) -> None:
    assert chair.opening.words.text() == "This meeting is not open yet. It opens by itself at 13:30."
    assert not chair.agenda.next_button.isEnabled()
    assert not chair.presenting.present.isEnabled()
    assert not any(button.isEnabled() for button in chair.room.pages.values())
    assert chair.room.pages[ProjectorPage.GUIDE].isChecked()
    with qtbot.waitSignal(chair.meeting_open_requested):
        qtbot.keyClick(chair.opening.button, Qt.Key.Key_Space)
    assert not chair.opening.button.isEnabled()  # a second press says nothing twice
    chair.show_notice("The disk is full.", Severity.WARNING)
    assert chair.opening.button.isEnabled()
    chair.set_meeting(desk.meeting(), "device1")
    assert not chair.opening.isVisible()
    assert chair.agenda.next_button.isEnabled()
    assert chair.room.pages[ProjectorPage.WALL].isChecked()
    assert chair.room.pages[ProjectorPage.WALL].isEnabled()


def test_documents_can_be_prepared_and_read_at_the_chairs_desk(chair: ChairWindow) -> None:
    assert chair.documents_button.isEnabled()
    assert chair.agenda.documents_button.isVisible()
    assert chair.agenda.list.takes_files


def test_the_projector_tells_how_to_join_until_it_opens(qtbot: QtBot) -> None:
    window = ProjectorWindow(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(window)
    window.set_code("482913")
    window.set_page(ProjectorPage.WALL)
    window.set_meeting(prepared(desk.meeting()))
    guide = "How to join, meeting code 482913"
    qtbot.waitUntil(lambda: window.view.accessibleDescription() == guide)
    before = window.view.grab().toImage()
    window.set_meeting(replace(prepared(desk.meeting()), phase=Phase.OPEN))
    qtbot.waitUntil(lambda: window.view.accessibleDescription() != guide)
    assert window.view.grab().toImage() != before


@pytest.mark.parametrize("size", list(TextSize))
def test_every_word_fits_at_every_text_size(
    qtbot: QtBot, seat: SeatWindow, chair: ChairWindow, size: TextSize
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = current_theme().size
    apply_theme(application, size)
    try:
        for part in (seat.waiting, chair.opening):
            qtbot.waitUntil(lambda part=part: desk.cut_off(part) == [])
            assert desk.too_small(part) == []
    finally:
        apply_theme(application, before)


def words_of(part: QWidget) -> str:
    """Every label of it that can be seen."""
    return " ".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())
