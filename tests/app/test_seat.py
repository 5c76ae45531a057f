from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTextEdit

from app.seat import Seat
from sync.errors import KurumazaError, StorageFull
from sync.meeting import Anchor, CommentDraft, CommentKind, Meeting, Opens, Phase, Policy, Presentation
from sync.meeting_clock import steady_ms
from sync.status import InStep, Notice, OnOurOwn, Severity, Succession
from tests.app.conftest import House
from tests.app.papers import ME, arrived, comment, meeting, on_its_way, presenting
from tests.app.small_pdf import plain_pdf
from tests.app.versioned_papers import AT_MS, FIRST, SECOND, versioned, without
from widgets.shown_comments import Tab

WAIT_MS = 30_000
DRAFT = CommentDraft("窓口を一つにする。\n𠮷田", CommentKind.CONCERN)


@pytest.fixture
def take_seat(house: House) -> Iterator[Callable[..., Seat]]:
    seats: list[Seat] = []

    def take(present: Meeting | None = None) -> Seat:
        shown = present or meeting()
        house.reports._keep_meeting(shown)
        seat = Seat(
            shown,
            ME,
            house.reports,
            house.commands,
            house.drafts,
            house.room,
            leave=lambda: house.left.append("left"),
        )
        seat.window.show()
        seats.append(seat)
        return seat

    yield take
    for seat in seats:
        seat.close()


def write(seat: Seat, text: str) -> QPlainTextEdit | QTextEdit:
    composer = seat.window.comments.composer
    composer.focus_text()
    field = composer.window().focusWidget()
    assert isinstance(field, QPlainTextEdit | QTextEdit)
    field.setPlainText(text)
    return field


def post(house: House, seat: Seat, text: str) -> None:
    house.qtbot.keyClick(write(seat, text), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def written(seat: Seat) -> str:
    return seat.window.comments.composer.draft().body


def wait_for_page(house: House, seat: Seat, document: str, page: int) -> None:
    house.qtbot.waitUntil(
        lambda: seat.reader.widget.is_showing_pages and seat.shelf.place == Anchor(document, page),
        timeout=WAIT_MS,
    )


def test_a_posted_comment_leaves_the_composer_free(house: House, take_seat: Callable[..., Seat]) -> None:
    house.start_node()
    seat = take_seat()
    house.node.gate = Future()
    post(house, seat, "賛成です。")
    house.wait(lambda: house.node.calls)
    assert written(seat) == "賛成です。"  # it is not on the disk yet
    house.node.gate.set_result(None)
    house.wait(lambda: written(seat) == "")
    [(name, draft)] = house.node.calls
    assert (name, draft.body, draft.agenda) == ("post", "賛成です。", "first")
    assert house.drafts.draft("m" * 43) is None


def test_a_comment_that_could_not_be_posted_stays_and_can_be_posted_again(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat()
    house.node.failures["post"] = KurumazaError("storage_unavailable", "disk full")
    post(house, seat, "消えないで。")
    house.wait(lambda: seat.window.notice.text)
    assert "The disk cannot be written" in seat.window.notice.text
    assert written(seat) == "消えないで。"
    assert house.drafts.draft("m" * 43) == seat.window.comments.composer.draft()
    house.node.failures.clear()
    post(house, seat, "消えないで。")
    house.wait(lambda: written(seat) == "")
    assert len(house.node.calls) == 2


def test_row_13_on_a_full_disk_the_text_stays_the_notice_stands_and_goes_by_itself(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat()
    house.node.failures["post"] = StorageFull("full")
    house.signals.notice.emit(Notice(Severity.WARNING, "storage_full", "full"))
    post(house, seat, "消えないで。")
    house.settle()
    assert "disk is full" in seat.window.notice.text
    assert written(seat) == "消えないで。"
    assert house.drafts.draft("m" * 43) == seat.window.comments.composer.draft()
    house.signals.notice.emit(Notice(Severity.INFO, "port_in_use", "", ("5",)))
    seat.window.notice.clear()
    assert "disk is full" in seat.window.notice.text
    later = take_seat()  # a window that opens meanwhile says so as well
    assert "disk is full" in later.window.notice.text
    house.signals.notice.emit(Notice(Severity.INFO, "storage_back", ""))
    for each in (seat, later):
        assert each.window.notice.text == "The disk takes everything again."
    assert house.reports.standing is None
    house.node.failures.clear()
    post(house, seat, "消えないで。")
    house.wait(lambda: written(seat) == "")


def test_what_is_typed_while_a_comment_is_being_posted_stays(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat()
    house.node.gate = Future()
    post(house, seat, "一つ目。")
    house.wait(lambda: house.node.calls)
    write(seat, "一つ目。二つ目の途中")
    house.node.gate.set_result(None)
    house.wait(lambda: written(seat) == "二つ目の途中")
    kept = house.drafts.draft("m" * 43)
    assert kept is not None
    assert kept.body == "二つ目の途中"


def test_a_draft_comes_back_after_a_restart_in_its_own_meeting(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.start_node()
    seat = take_seat()
    write(seat, DRAFT.body)
    other = replace(meeting(), meeting="n" * 43)
    assert written(take_seat(other)) == ""
    house.drafts.save()
    house.drafts = type(house.drafts)(tmp_path / "drafts.json")  # the program starts again
    assert written(take_seat()) == DRAFT.body
    assert written(take_seat(other)) == ""


def test_the_seat_shows_what_was_reported_before_it_was_built(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_link(InStep(7))
    house.reports._keep_waiting(frozenset({"mine"}))
    house.reports._keep_documents((arrived(tmp_path, "one"),))
    seat = take_seat(meeting(comment("mine", author=ME, seat="12")))
    wait_for_page(house, seat, "one", 1)
    assert "7" in seat.window.bar.link_text()
    model = seat.window.comments.list.comments
    assert [model.row_at(row).waiting for row in range(model.rowCount())] == [True]
    house.signals.link_changed.emit(OnOurOwn(1))
    assert "1" in seat.window.bar.link_text()


def test_the_seat_follows_the_presenter_until_the_person_moves(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    seat = take_seat(presenting("two", 3))
    wait_for_page(house, seat, "two", 3)
    assert not seat.window.presenter.isHidden()
    house.signals.meeting_changed.emit(presenting("two", 4))
    wait_for_page(house, seat, "two", 4)

    house.qtbot.keyClick(seat.reader.widget.view, Qt.Key.Key_Home)
    wait_for_page(house, seat, "two", 1)
    house.signals.meeting_changed.emit(presenting("one", 2))
    assert seat.shelf.place == Anchor("two", 1)

    seat.window.presenter.findChild(QPushButton).click()
    wait_for_page(house, seat, "one", 2)
    house.signals.meeting_changed.emit(presenting("one", 3))
    wait_for_page(house, seat, "one", 3)


def test_a_change_elsewhere_in_the_meeting_does_not_move_the_page_again(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    seat = take_seat(presenting("two", 3))
    wait_for_page(house, seat, "two", 3)
    seat.shelf.show_document("two", 5)
    house.signals.meeting_changed.emit(replace(presenting("two", 3), current_item="second"))
    assert seat.shelf.place == Anchor("two", 5)


def test_a_presented_document_on_its_way_is_shown_as_soon_as_it_is_here(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), on_its_way("two")))
    seat = take_seat(presenting("two", 4))
    wait_for_page(house, seat, "one", 1)
    assert seat.window.notice.text == ""  # nobody asked for it
    house.signals.documents_changed.emit((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    wait_for_page(house, seat, "two", 4)


def test_with_nobody_presenting_nothing_is_followed_and_turning_pages_parts_from_nobody(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    seat = take_seat()
    wait_for_page(house, seat, "one", 1)
    assert seat.window.presenter.isHidden()
    house.qtbot.keyClick(seat.reader.widget.view, Qt.Key.Key_End)
    wait_for_page(house, seat, "one", 3)
    house.signals.meeting_changed.emit(presenting("two", 2))
    wait_for_page(house, seat, "two", 2)
    house.signals.meeting_changed.emit(meeting())
    assert seat.window.presenter.isHidden()
    assert seat.shelf.place == Anchor("two", 2)


def test_who_was_the_chair_follows_what_it_presented_then(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    seat = take_seat()
    wait_for_page(house, seat, "one", 1)
    house.signals.meeting_changed.emit(meeting(shown=Presentation("two", 2, ME)))
    wait_for_page(house, seat, "two", 2)


def test_a_chosen_document_that_has_not_arrived_is_announced_and_opens_later(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), on_its_way("two")))
    seat = take_seat()
    wait_for_page(house, seat, "one", 1)
    seat.window.document_chosen.emit("two")
    assert seat.window.notice.text == "This document has not arrived yet. It opens as soon as it is here."
    assert seat.shelf.document == "one"
    house.signals.documents_changed.emit((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    wait_for_page(house, seat, "two", 1)


def test_the_place_of_a_comment_jumps_and_parts_from_the_presenter(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    seat = take_seat(presenting("one", 1))
    wait_for_page(house, seat, "one", 1)
    seat.window.place_chosen.emit(Anchor("two", 4, ""))
    wait_for_page(house, seat, "two", 4)
    house.signals.meeting_changed.emit(presenting("one", 3))
    assert seat.shelf.place == Anchor("two", 4)


@pytest.mark.parametrize(
    ("signal", "values", "call"),
    [
        ("reacted", ("c", True), ("react", "c", True)),
        ("reacted", ("c", False), ("react", "c", False)),
        ("edited", ("c", "訂正"), ("edit", "c", "訂正")),
        ("deleted", ("c",), ("delete", "c")),
    ],
)
def test_what_the_person_does_reaches_the_node(
    house: House,
    take_seat: Callable[..., Seat],
    signal: str,
    values: tuple[object, ...],
    call: tuple[object, ...],
) -> None:
    house.start_node()
    getattr(take_seat().window, signal).emit(*values)
    house.wait_for_call(*call)


def test_leaving_goes_back_to_the_lobby_once_the_node_has_left(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat()
    house.node.failures["leave"] = KurumazaError("no_meeting", "none")
    seat.window.leave_requested.emit()
    house.wait(lambda: seat.window.notice.text)
    assert house.left == []
    house.node.failures.clear()
    seat.window.leave_requested.emit()
    house.wait(lambda: house.left)
    assert house.left == ["left"]


def test_a_closed_meeting_takes_no_more_comments_and_keeps_what_was_written(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat()
    write(seat, "書きかけ")
    house.signals.meeting_changed.emit(replace(meeting(), phase=Phase.CLOSED))
    post(house, seat, "書きかけ")
    house.settle()
    assert house.node.calls == []
    assert written(seat) == "書きかけ"


def test_a_notice_of_the_node_is_told(house: House, take_seat: Callable[..., Seat]) -> None:
    seat = take_seat()
    house.signals.notice.emit(Notice(Severity.WARNING, "seat_taken", "taken"))
    assert "already sits at this seat" in seat.window.notice.text


def test_the_chair_is_claimed_and_a_refusal_is_told(house: House, take_seat: Callable[..., Seat]) -> None:
    house.reports._keep_succession(Succession(may_claim=True))  # before the window was there
    house.start_node()
    seat = take_seat()
    house.node.failures["claim_chair"] = KurumazaError("not_allowed", "no")
    seat.window.bar.take_over.click()
    seat.window.question.yes.click()
    house.wait_for_call("claim_chair")
    house.wait(lambda: seat.window.notice.text == "Your seat may not do this.")
    house.signals.succession_changed.emit(Succession())
    assert not seat.window.bar.take_over.isVisible()


def test_a_comment_that_is_posted_while_the_desk_is_left_is_no_draft_any_more(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat()
    house.node.gate = Future()
    post(house, seat, "席を移る前に。")
    house.wait(lambda: house.node.calls)
    seat.put_down()
    assert house.drafts.draft("m" * 43) is not None
    house.node.gate.set_result(None)
    house.wait(lambda: house.drafts.draft("m" * 43) is None)


def test_who_reads_elsewhere_goes_on_there_when_the_seat_is_built_anew(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    seat = Seat(
        presenting("one", 2),
        ME,
        house.reports,
        house.commands,
        house.drafts,
        house.room,
        leave=lambda: None,
        place=Anchor("two", 4),
    )
    wait_for_page(house, seat, "two", 4)
    house.signals.meeting_changed.emit(presenting("one", 3))
    assert seat.shelf.place == Anchor("two", 4)
    seat.close()


def test_a_desk_that_is_put_down_hears_nothing_more(house: House, take_seat: Callable[..., Seat]) -> None:
    seat = take_seat()
    before = seat.window.bar.link_text()
    seat.put_down()
    seat.put_down()  # again, it is the same
    house.signals.meeting_changed.emit(replace(meeting(), title="改めた題"))
    house.signals.link_changed.emit(InStep(9))
    house.signals.notice.emit(Notice(Severity.WARNING, "seat_taken", "taken"))
    assert (seat.meeting.title, seat.window.bar.link_text(), seat.window.notice.text) == (
        meeting().title,
        before,
        "",
    )


def test_row_4_the_time_left_is_that_of_the_meeting_also_where_the_date_is_a_year_wrong(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    meeting_ms = QDateTime.currentMSecsSinceEpoch() + 365 * 86_400_000
    house.reports._keep_clock(meeting_ms - steady_ms())
    agenda = tuple(replace(item, minutes=20) for item in meeting().agenda)
    seat = take_seat(replace(meeting(), agenda=agenda, current_since_ms=meeting_ms - 5 * 60_000 - 500))
    assert seat.window.bar._left.text().startswith("14:5")
    house.reports._keep_clock(meeting_ms - steady_ms() + 60_000)  # the chair's PC told it more exactly
    seat.window.bar._show_time()
    assert seat.window.bar._left.text().startswith("13:5")


CLONED = Notice(Severity.WARNING, "cloned_device", "Another PC has the same key as this one.")


def test_row_7_a_copied_pc_is_told_in_plain_words_and_gets_a_new_key_by_one_button(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    seat = take_seat()
    rekeyed: list[str] = []
    seat.rekeyed.connect(lambda: rekeyed.append("told"))
    strip = seat.window.copied
    assert strip.isHidden()
    house.signals.notice.emit(CLONED)
    house.wait(strip.isVisible)
    assert "same key" in strip.heading.text()
    assert "Private notes stay" in strip.words.text()
    strip.button.click()
    house.wait(lambda: rekeyed)
    assert (house.node.calls, house.left) == ([("rekey",)], ["left"])


def test_row_7_a_key_that_cannot_be_made_is_told_and_can_be_tried_again(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    house.start_node()
    house.node.failures["rekey"] = KurumazaError("storage_unavailable", "full")
    seat = take_seat()
    house.signals.notice.emit(CLONED)
    house.wait(seat.window.copied.isVisible)
    seat.window.copied.button.click()
    assert not seat.window.copied.button.isEnabled()
    house.wait(seat.window.copied.button.isEnabled)
    assert "cannot be written" in seat.window.notice.text
    assert house.left == []


def test_row_7_once_this_pc_is_let_in_again_there_is_nothing_to_mend(
    house: House, take_seat: Callable[..., Seat]
) -> None:
    seat = take_seat()
    seat.show_notice(CLONED)
    seat.window.set_link(OnOurOwn(0))
    assert seat.window.copied.isVisible()
    seat.window.set_link(InStep(2))
    assert seat.window.copied.isHidden()


def test_a_comment_leads_to_the_version_it_was_made_on_as_far_as_it_is_here(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    one = arrived(tmp_path, "one")
    house.reports._keep_documents((one,))
    old = comment("old", anchor=Anchor("one", 2, FIRST))
    seat = take_seat(replace(versioned(meeting()), comments=(old,)))
    wait_for_page(house, seat, "one", 1)
    seat.window.comments.show_tab(Tab.ALL)
    (row,) = [seat.window.comments.list.comments.row_at(0)]
    assert row.place == "資料 one Version 1 p.2"
    seat.window.place_chosen.emit(Anchor("one", 2, FIRST))
    assert seat.window.notice.text == "The old version is no longer on this PC."
    (tmp_path / f"{FIRST}.pdf").write_bytes(plain_pdf(4))
    seat.window.place_chosen.emit(Anchor("one", 2, FIRST))
    house.wait(lambda: seat.reading.beside.is_open)
    beside = seat.reading.beside
    house.wait(lambda: beside._reader is not None and beside._reader.widget.is_showing_pages)
    assert beside._reader is not None
    assert (beside._reader.page, beside._reader.title) == (1, "Before: 資料 one Version 1")
    assert seat.shelf.place == Anchor("one", 1)

    beside.close_beside()
    seat.reading.open_earlier()
    house.wait(lambda: beside.is_open)

    withdrawn = replace(versioned(meeting(), first_withdrawn_ms=AT_MS), comments=(old,))
    house.signals.meeting_changed.emit(withdrawn)
    house.wait(lambda: not beside.is_open)
    seat.window.place_chosen.emit(Anchor("one", 2, FIRST))
    assert seat.window.notice.text == "What this is about was withdrawn."
    seat.reading.open_earlier()
    assert seat.window.notice.text == "There is no version before this one."
    seat.window.place_chosen.emit(Anchor("one", 2, SECOND))
    wait_for_page(house, seat, "one", 2)


def test_a_comment_is_written_on_the_version_in_front(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((replace(arrived(tmp_path, "one"), sha256=FIRST),))
    seat = take_seat(versioned(meeting()))  # the second version is still on its way
    wait_for_page(house, seat, "one", 1)
    assert seat.window.comments.composer.draft().anchor == Anchor("one", 1, FIRST)


def test_a_withdrawn_document_closes_and_its_comments_stay(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"),))
    said = meeting(comment("kept", page=2))
    house.reports._keep_link(InStep(2))
    seat = take_seat(said)
    wait_for_page(house, seat, "one", 1)
    house.signals.meeting_changed.emit(without(said, "one"))
    assert seat.window.notice.text == "“資料 one” was withdrawn. Comments on it are kept."
    assert not seat.reader.widget.is_showing_pages
    seat.window.comments.show_tab(Tab.ALL)
    row = seat.window.comments.list.comments.row_at(0)
    assert (row.comment.comment, row.place) == ("kept", "資料 one (withdrawn) p.2")
    seat.window.place_chosen.emit(Anchor("one", 2, ""))
    assert seat.window.notice.text == "What this is about was withdrawn."
    assert seat.window.news.text() == "● New and changed: 1 ▾"
    seat.window.news_seen.emit()
    assert seat.window.news.text() == "New and changed ▾"


def test_nothing_is_read_before_the_meeting_opens_and_then_it_is_there_without_a_click(
    house: House, take_seat: Callable[..., Seat], tmp_path: Path
) -> None:
    house.start_node()
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    prepared = replace(meeting(current=""), phase=Phase.PREPARED, policy=Policy(opens=Opens.AT_START))
    seat = take_seat(prepared)
    seat.window.document_chosen.emit("two")
    seat.window.place_chosen.emit(Anchor("one", 2, ""))
    house.signals.documents_changed.emit((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    house.settle()
    assert "(2/2)" in seat.window.waiting.words
    assert seat.window.notice.text == "The documents can be read once the meeting is open."
    assert (seat.shelf.document, house.node.looked_at) == ("", [])
    assert not seat.shelf.show_document("one")  # whatever asks for it, also a search or a note
    assert not seat.reader.widget.isVisible()

    house.signals.meeting_changed.emit(replace(prepared, phase=Phase.OPEN))
    wait_for_page(house, seat, "one", 1)
    seat.window.document_chosen.emit("two")
    wait_for_page(house, seat, "two", 1)
