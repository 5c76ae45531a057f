"""A seat goes where the presenter is, until the person touches the page; a presenter takes others along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.calls import LASTS_MS
from app.following import FRESH_S
from app.seat import Seat
from sync.discussion import Call, Pointing
from sync.meeting import Anchor, Meeting, Phase, Presentation
from tests.app.conftest import House
from tests.app.papers import CHAIR, ME, arrived, meeting, presenting
from widgets.page_layout import Fit, Place
from widgets.page_view import PageView

WAIT_MS = 30_000
CLOSE = Pointing("two", 3, 2_000, 5_000, 2_500)


class Watch:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def take_seat(house: House, tmp_path: Path, watch: Watch) -> Iterator[Callable[..., Seat]]:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    seats: list[Seat] = []

    def take(shown: Meeting) -> Seat:
        house.reports._keep_meeting(shown)
        leave = house.left.append
        seat = Seat(
            shown, ME, house.reports, house.commands, house.drafts, house.room, leave=lambda: leave("left")
        )
        seat.following._clock = watch
        seat.window.resize(1366, 768)
        seat.window.show()
        seats.append(seat)
        return seat

    yield take
    for seat in seats:
        seat.close()


def pages(seat: Seat) -> PageView:
    return seat.reader.widget.view


def wait_for_page(house: House, seat: Seat, document: str, page: int) -> None:
    house.qtbot.waitUntil(
        lambda: seat.reader.widget.is_showing_pages and seat.shelf.place == Anchor(document, page),
        timeout=WAIT_MS,
    )


def point(house: House, pointing: Pointing) -> None:
    house.signals.pointed.emit(pointing)


def middle(view: PageView) -> Place:
    return view.place_on(view.current_page, view.viewport().rect().center())


def share(view: PageView) -> float:
    """How much of the view's width the page takes, in thousandths."""
    return 1_000 * view.page_rect(view.current_page).width() / view.viewport().width()


def shows(view: PageView, pointing: Pointing) -> bool:
    place = middle(view)
    return (
        view.current_page == pointing.page - 1
        and abs(share(view) - pointing.zoom) < 3
        and abs(place.x * 10_000 - pointing.x) < 30
        and abs(place.y * 10_000 - pointing.y) < 30
    )


def test_page_place_and_zoom_are_there_as_soon_as_the_presenter_points(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 2))
    wait_for_page(house, seat, "two", 2)
    for pointing in (CLOSE, replace(CLOSE, y=6_000), replace(CLOSE, page=4, zoom=3_000)):
        point(house, pointing)
        assert shows(pages(seat), pointing)  # at once: nothing glides there
    assert "p.4" in seat.window.presenter.words
    assert seat.following.is_on


def test_another_document_of_the_presenter_opens_where_it_points(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("one", 1))
    wait_for_page(house, seat, "one", 1)
    point(house, CLOSE)
    wait_for_page(house, seat, "two", 3)
    assert shows(pages(seat), CLOSE)


def test_the_same_part_is_shown_in_a_window_of_another_size(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 3))
    wait_for_page(house, seat, "two", 3)
    point(house, CLOSE)
    before = pages(seat).zoom
    seat.window.resize(1700, 900)
    house.qtbot.waitUntil(lambda: pages(seat).zoom > before and shows(pages(seat), CLOSE), timeout=WAIT_MS)
    assert seat.following.is_on


def test_where_each_seat_shows_the_page_as_it_likes_the_size_of_ones_own_comes_back(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 1))
    wait_for_page(house, seat, "two", 1)
    pages(seat).size_pages(Fit.PAGE, 1.0)
    point(house, CLOSE)
    assert pages(seat).fit is Fit.ZOOM
    point(house, Pointing("two", 4))
    assert (pages(seat).fit, pages(seat).current_page) == (Fit.PAGE, 3)
    point(house, CLOSE)
    house.signals.meeting_changed.emit(meeting())  # nobody presents any more
    assert (pages(seat).fit, pages(seat).current_page) == (Fit.PAGE, 2)
    assert seat.window.presenter.isHidden()


def test_the_end_of_presenting_leaves_in_the_middle_what_one_reads(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 3))
    wait_for_page(house, seat, "two", 3)
    deep = replace(CLOSE, y=6_000)
    point(house, deep)
    house.signals.meeting_changed.emit(meeting())
    assert pages(seat).fit is Fit.WIDTH
    assert middle(pages(seat)).y == pytest.approx(0.6, abs=0.01)


TOUCHES: dict[str, Callable[[House, Seat], object]] = {
    "turn": lambda house, seat: house.qtbot.keyClick(pages(seat), Qt.Key.Key_Home),
    "scroll": lambda house, seat: house.qtbot.keyClick(pages(seat), Qt.Key.Key_Down),
    "larger": lambda _house, seat: seat.reader.widget.bar.zoom_step_asked.emit(1),
    "fit": lambda _house, seat: seat.reader.widget.bar.fit_chosen.emit(Fit.WIDTH),
    "link": lambda _house, seat: pages(seat).go_to_place(Place(0, 0.5, 0.5)),
    "comment": lambda _house, seat: seat.window.place_chosen.emit(Anchor("two", 5)),
}


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=list(TOUCHES))
def test_who_touches_the_page_looks_for_oneself_and_one_key_returns(
    house: House, take_seat: Callable[..., Seat], touch: Callable[[House, Seat], object]
) -> None:
    seat = take_seat(presenting("two", 3))
    wait_for_page(house, seat, "two", 3)
    point(house, CLOSE)
    touch(house, seat)
    assert not seat.following.is_on
    assert "for yourself" in seat.window.presenter.words
    here = pages(seat).view_state()
    later = replace(CLOSE, page=2, y=4_000)
    point(house, later)
    house.signals.meeting_changed.emit(presenting("two", 1))
    assert pages(seat).view_state() == here
    point(house, later)
    house.qtbot.keyClick(seat.window, Qt.Key.Key_F5)
    assert seat.following.is_on
    assert shows(pages(seat), later)


def test_the_pointer_is_seen_over_its_place_and_goes_when_the_presenter_says_nothing(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 3))
    wait_for_page(house, seat, "two", 3)
    point(house, replace(CLOSE, pointer_x=5_000, pointer_y=2_500))
    mark = seat.following._pages.mark
    assert mark.isVisible()
    distance = mark.spot - pages(seat).viewport().rect().center()
    assert distance.manhattanLength() < 4
    picture = pages(seat).grab().toImage()
    reds = [picture.pixelColor(mark.spot + QPoint(x, 0)) for x in range(-20, 21)]
    assert any(colour.red() > 180 and colour.green() < 60 for colour in reds)
    assert any(min(colour.getRgb()[:3]) > 230 for colour in reds)
    seat.following._pages._fading.timeout.emit()
    assert mark.isHidden()
    point(house, replace(CLOSE, pointer_x=1, pointer_y=1))
    assert not mark.isHidden()
    point(house, CLOSE)
    assert mark.isHidden()


def test_a_pointer_outside_of_a_window_of_ones_own_size_is_brought_into_sight(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 1))
    wait_for_page(house, seat, "two", 1)
    pages(seat).size_pages(Fit.WIDTH, 1.0)
    point(house, Pointing("two", 1, pointer_x=5_000, pointer_y=9_900))
    mark = seat.following._pages.mark
    assert pages(seat).viewport().rect().contains(mark.spot)
    assert seat.following.is_on


def test_a_pointer_that_a_lower_window_would_not_show_is_brought_into_sight(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 3))
    wait_for_page(house, seat, "two", 3)
    tall = replace(CLOSE, y=5_000, pointer_x=5_000, pointer_y=2_800)
    point(house, tall)
    view = pages(seat)
    assert view.viewport().rect().contains(view.viewport_point(Place(2, 0.5, 0.28)))
    assert abs(share(view) - tall.zoom) < 3  # as wide as at the presenter's
    assert seat.following.is_on
    point(house, replace(tall, pointer_y=4_900))
    assert shows(view, tall)  # back to the middle of the presenter's


def test_a_page_on_which_somebody_draws_does_not_move_under_the_pen(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 3))
    wait_for_page(house, seat, "two", 3)
    viewport = pages(seat).viewport()
    house.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())
    before = pages(seat).view_state()
    point(house, CLOSE)
    assert pages(seat).view_state() == before
    house.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())
    house.qtbot.waitUntil(lambda: shows(pages(seat), CLOSE), timeout=WAIT_MS)


def test_the_event_of_where_the_presenter_rested_takes_nobody_back(
    house: House, take_seat: Callable[..., Seat], watch: Watch
) -> None:
    seat = take_seat(presenting("two", 1))
    wait_for_page(house, seat, "two", 1)
    point(house, Pointing("two", 4))
    house.signals.meeting_changed.emit(presenting("two", 3))
    assert seat.shelf.place == Anchor("two", 4)
    watch.now += FRESH_S + 0.1
    house.signals.meeting_changed.emit(presenting("two", 2))
    assert seat.shelf.place == Anchor("two", 2)


def test_one_press_puts_the_presenters_page_beside_and_it_follows_there(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(presenting("two", 1))
    wait_for_page(house, seat, "two", 1)
    house.qtbot.keyClick(pages(seat), Qt.Key.Key_End)
    seat.window.presenter.beside.click()
    house.wait(lambda: seat.reading.beside.place == Anchor("two", 1) and _beside(seat).page_count)
    point(house, CLOSE)
    assert shows(_beside(seat), CLOSE)
    assert seat.shelf.place == Anchor("two", 5)
    assert not seat.following.is_on
    seat.window.presenter.beside.click()
    point(house, replace(CLOSE, page=2))
    assert _beside(seat).current_page == 2


def _beside(seat: Seat) -> PageView:
    reader = seat.reading.beside.reader
    assert reader is not None
    return reader.widget.view


# -- a seat that was given the role ----------------------------------------------------------------


def role(shown: Presentation | None = None) -> Meeting:
    return replace(meeting(shown=shown), presenter=ME)


def test_a_seat_that_is_given_the_role_is_asked_and_shows_its_page(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat(meeting())
    wait_for_page(house, seat, "one", 1)
    bar = seat.window.presenting
    assert bar.isHidden()
    house.signals.meeting_changed.emit(role())
    assert bar.isVisible()
    assert bar.words == "Please present."
    house.qtbot.keyClick(pages(seat), Qt.Key.Key_End)
    bar.present.click()
    house.wait(lambda: any(call[:3] == ("present", "one", 3) for call in house.node.calls))
    house.signals.meeting_changed.emit(role(Presentation("one", 3, ME)))
    assert "You present" in bar.words
    assert seat.window.presenter.isHidden()  # nobody follows oneself
    bar.stop.click()
    house.wait_for_call("present", "", 0)
    house.signals.meeting_changed.emit(meeting())
    assert bar.isHidden()


def test_who_begins_to_present_what_one_followed_goes_on_from_there(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(replace(presenting("two", 3), presenter=ME))
    wait_for_page(house, seat, "two", 3)
    point(house, CLOSE)
    house.signals.meeting_changed.emit(role(Presentation("two", 3, ME, CLOSE.zoom, CLOSE.x, CLOSE.y)))
    assert shows(pages(seat), CLOSE)
    point(house, replace(CLOSE, page=5))  # what oneself said is reported as well
    assert shows(pages(seat), CLOSE)
    house.signals.meeting_changed.emit(presenting("two", 1))
    assert seat.shelf.place == Anchor("two", 1)


def test_what_a_presenter_does_goes_out_at_once_and_as_an_event_where_it_rests(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat(role(Presentation("two", 2, ME)))
    seat.shelf.show_document("two", 2)
    wait_for_page(house, seat, "two", 2)
    house.qtbot.waitUntil(pages(seat).isVisible, timeout=WAIT_MS)
    pages(seat).set_zoom(2.0)
    pages(seat).scroll_by(0, 40)
    house.wait(lambda: house.node.pointings and house.node.pointings[-1].zoom > 1_500)
    shown = house.node.pointings[-1]
    assert (shown.document, shown.page, shown.pointer_x) == ("two", 2, -1)
    house.wait_for_call("present", "two", 2, shown.zoom, shown.x, shown.y)
    assert sum(call[0] == "present" for call in house.node.calls) <= 2  # not one for each movement


def _move_mouse(view: PageView, spot: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    at = QPointF(spot)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, view.viewport().mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_pointer_is_told_unless_the_presenter_switched_it_off(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat(role(Presentation("one", 1, ME)))
    wait_for_page(house, seat, "one", 1)
    page = pages(seat).page_rect(0)
    _move_mouse(pages(seat), page.topLeft() + QPoint(page.width() // 2, 50))
    house.wait(lambda: house.node.pointings and abs(house.node.pointings[-1].pointer_x - 5_000) < 50)
    seat.window.presenting.pointer.click()
    house.wait(lambda: house.node.pointings[-1].pointer_x == -1)
    seat.window.presenting.pointer.click()
    house.wait(lambda: house.node.pointings[-1].pointer_x > 0)
    _move_mouse(pages(seat), QPoint(1, 1))  # beside the page
    house.wait(lambda: house.node.pointings[-1].pointer_x == -1)


def test_another_document_that_a_presenter_looks_into_is_not_told(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat(role(Presentation("one", 1, ME)))
    wait_for_page(house, seat, "one", 1)
    house.wait(lambda: house.node.pointings)
    seat.window.document_chosen.emit("two")
    wait_for_page(house, seat, "two", 1)
    house.qtbot.keyClick(pages(seat), Qt.Key.Key_End)
    seat.presenting._say_again()
    seat.presenting._rest()
    house.settle()
    assert {each.document for each in house.node.pointings} == {"one"}
    assert house.node.calls == []
    assert seat.window.presenting.present.isVisible()


def test_a_seat_that_lost_the_role_tells_nothing(house: House, take_seat: Callable[..., Seat]) -> None:
    house.start_node()
    seat = take_seat(role(Presentation("one", 1, ME)))
    wait_for_page(house, seat, "one", 1)
    house.wait(lambda: house.node.pointings)
    house.signals.meeting_changed.emit(meeting(shown=Presentation("one", 1, ME)))
    house.node.pointings.clear()
    house.qtbot.keyClick(pages(seat), Qt.Key.Key_End)
    seat.presenting._say_again()
    seat.presenting._rest()
    house.settle()
    assert (house.node.pointings, house.node.calls) == ([], [])


# -- look here -------------------------------------------------------------------------------------


def calling(house: House, call: str = "call", page: int = 4, device: str = CHAIR, ago_ms: int = 0) -> Meeting:
    at_ms = house.reports.meeting_ms() - ago_ms
    return replace(meeting(), call=Call(call, device, "two", page, at_ms))


def test_a_call_moves_nothing_until_one_looks(house: House, take_seat: Callable[..., Seat]) -> None:
    seat = take_seat(meeting())
    wait_for_page(house, seat, "one", 1)
    house.signals.meeting_changed.emit(calling(house))
    strip = seat.window.call
    assert strip.isVisible()
    assert "資料 two" in strip.words
    assert "p.4" in strip.words
    assert seat.shelf.place == Anchor("one", 1)
    pages(seat).setFocus()
    house.qtbot.keyClick(pages(seat), Qt.Key.Key_Return)
    wait_for_page(house, seat, "two", 4)
    assert strip.isHidden()


def test_an_answered_call_does_not_come_back_and_a_newer_one_takes_its_place(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(meeting())
    wait_for_page(house, seat, "one", 1)
    first = calling(house)
    house.signals.meeting_changed.emit(first)
    house.signals.meeting_changed.emit(calling(house, "newer", 2))
    assert "p.2" in seat.window.call.words
    pages(seat).setFocus()
    house.qtbot.keyClick(pages(seat), Qt.Key.Key_Escape)
    assert seat.window.call.isHidden()
    assert seat.shelf.place == Anchor("one", 1)
    newer = calling(house, "newer", 2)
    house.signals.meeting_changed.emit(newer)
    assert seat.window.call.isHidden()
    house.room.calls.close()
    kept = type(house.room.calls)(house.room.calls._kept._writer.path, house.tasks)
    assert kept.has(newer.meeting, "newer")
    house.room.calls = kept  # the program starts again
    assert take_seat(newer).window.call.isHidden()


def test_enter_in_the_composer_writes_a_line_and_answers_no_call(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat(calling(house))
    seat.window.comments.composer.focus_text()
    field = seat.window.focusWidget()
    house.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert seat.window.call.isVisible()


@pytest.mark.parametrize("case", ["own", "old", "closed", "gone"])
def test_some_calls_concern_nobody_here(house: House, take_seat: Callable[..., Seat], case: str) -> None:
    shown = calling(house)
    if case == "own":
        shown = calling(house, device=ME)
    elif case == "old":
        shown = calling(house, ago_ms=LASTS_MS + 1)
    elif case == "closed":
        shown = replace(shown, phase=Phase.CLOSED)
    else:
        shown = replace(shown, agenda=shown.agenda[:1])
    assert take_seat(shown).window.call.isHidden()


def test_a_presenter_calls_to_the_page_that_is_open(house: House, take_seat: Callable[..., Seat]) -> None:
    house.start_node()
    seat = take_seat(role())
    wait_for_page(house, seat, "one", 1)
    house.qtbot.keyClick(pages(seat), Qt.Key.Key_End)
    seat.window.presenting.call.click()
    house.wait_for_call("call_to_look", "one", 3)
