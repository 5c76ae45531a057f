from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPlainTextEdit, QProgressBar

from sync.discussion import YES_NO_OPTIONS, Floor, FloorRequest, Poll, PollKind, Speech
from sync.meeting import AgendaItem, Document, Phase, Presentation
from sync.status import DocumentStatus, InStep, SeatPresence, Severity, Succession, VoidAct
from tests.widgets import desk
from tests.widgets.polls import CARRIED, LOOKBACK, RUNNING, SECRET
from widgets.card_editor import Writing
from widgets.chair_window import ChairWindow
from widgets.incoming_cards import CardAction, CardKind, IncomingCard
from widgets.projector_content import ProjectorPage
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

VOID = (
    VoidAct("e1", "roster.add", "席9 税務課長"),
    VoidAct("e2", "agenda.open", "災害時の運営"),
    VoidAct("e3", "something.new", ""),
)


@pytest.fixture
def window(qtbot: QtBot) -> ChairWindow:
    reader = QPlainTextEdit("pages")
    reader.setAccessibleName("Reader")
    window = ChairWindow(reader, now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(window)
    window.set_meeting(desk.full_meeting(), "device1")
    window.show()
    return window


@pytest.fixture(params=list(TextSize))
def text_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[TextSize]:
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, TextSize.SMALL)


def card(name: str) -> IncomingCard:
    return IncomingCard(name, CardKind.COMMENT, desk.comment(name))


def menu_words(window: ChairWindow) -> list[str]:
    window._documents_menu.aboutToShow.emit()
    return [action.text() for action in window._documents_menu.actions()]


@pytest.mark.parametrize(
    ("action", "signal", "args"),
    [
        (CardAction.PROJECT, "spotlight_requested", ["c4"]),
        (CardAction.STOP, "spotlight_requested", [""]),
        (CardAction.RELEASE, "released", [("c4",)]),
        (CardAction.REOPEN, "reopened", ["c4"]),
        (CardAction.UNHIDE, "unhidden", ["c4"]),
    ],
)
def test_what_is_done_with_a_comment_is_passed_on(
    window: ChairWindow, qtbot: QtBot, action: CardAction, signal: str, args: list[str]
) -> None:
    with qtbot.waitSignal(getattr(window, signal)) as done:
        window.incoming.do(card("c4"), action)
    assert done.args == args


def test_the_agenda_is_passed_on(window: ChairWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.next_item):
        window.agenda.next_button.click()
    with qtbot.waitSignal(window.item_opened) as opened:
        window.agenda.list.activated.emit(window.agenda.list.model().index(0, 0))
    assert opened.args == ["one"]
    with qtbot.waitSignal(window.presentation_stopped):
        window.agenda.stop_button.click()


def test_projecting_brings_the_wall_back_from_the_guide(window: ChairWindow, qtbot: QtBot) -> None:
    window.room.pages[ProjectorPage.GUIDE].click()
    with qtbot.waitSignal(window.projector_page_chosen) as chosen:
        window.incoming.do(card("c4"), CardAction.PROJECT)
    assert chosen.args == [ProjectorPage.WALL]
    for elsewhere in (ProjectorPage.POLL, ProjectorPage.BLANK):
        window.room.pages[elsewhere].click()
        with qtbot.waitSignal(window.projector_page_chosen):
            window.incoming.spotlight_requested.emit("c2")
    window.room.pages[ProjectorPage.SINGLE].click()
    with qtbot.assertNotEmitted(window.projector_page_chosen):
        window.incoming.do(card("c4"), CardAction.PROJECT)


def test_closing_the_meeting_is_asked_once_and_enter_keeps_it_open(window: ChairWindow, qtbot: QtBot) -> None:
    window.end_button.click()
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    with qtbot.assertNotEmitted(window.meeting_end_requested), qtbot.waitSignal(box.destroyed):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    window.end_button.click()
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    end = next(
        button for button in box.buttons() if box.buttonRole(button) is QMessageBox.ButtonRole.AcceptRole
    )
    with qtbot.waitSignals([window.meeting_end_requested, box.destroyed]):
        end.click()


def test_a_closed_meeting_offers_nothing_that_would_fail(window: ChairWindow) -> None:
    window.set_meeting(replace(desk.full_meeting(), phase=Phase.CLOSED), "device1")
    assert not window.end_button.isEnabled()
    assert window._closed_words.isVisible()
    assert not window.presenting.present.isEnabled()


def test_the_menu_tells_what_is_known_of_each_document(window: ChairWindow) -> None:
    assert menu_words(window) == ["Item 2  窓口業務の見直し", "資料2-1 窓口業務の見直しについて"]
    digest = desk.DOCUMENT.sha256
    window.set_page_counts({digest: 12})
    assert "(12 page" in menu_words(window)[1]
    window.set_documents((DocumentStatus("doc1", digest, 100, 10, complete=False),))
    assert menu_words(window)[1].endswith("arriving")
    window.set_problems({digest: "This file is not a PDF."})
    assert menu_words(window)[1].endswith("This file is not a PDF.")


def test_a_document_opens_beside_the_comments_and_can_be_presented(window: ChairWindow, qtbot: QtBot) -> None:
    assert not window.presenting.present.isEnabled()
    menu_words(window)
    with qtbot.waitSignal(window.document_chosen) as chosen:
        window._documents_menu.actions()[1].trigger()
    assert chosen.args == ["doc1"]
    assert window.presenting.present.isVisible()


def test_the_code_is_shown_as_it_is_read_aloud(window: ChairWindow) -> None:
    window.set_code("482913")
    assert window._code.text() == "482 913"
    assert window._code.accessibleName() == "Meeting code 4 8 2 9 1 3"
    assert window.room.preview.content.code == "482913"


def test_the_window_says_when_it_is_closed(window: ChairWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()


def test_a_notice_interrupts_nobody(window: ChairWindow) -> None:
    window.show_notice("The port was in use.", Severity.WARNING)
    assert window.notice.text == "The port was in use."
    assert window.isEnabled()


@pytest.mark.parametrize("tab", [0, 1])
def test_everything_is_named_reachable_and_whole(window: ChairWindow, text_size: TextSize, tab: int) -> None:
    window.set_code("482913")
    window.set_link(InStep(22))
    window.set_presence(
        tuple(
            SeatPresence(f"device{n}", connected=n % 5 > 0, documents_complete=n != 17) for n in range(1, 25)
        )
    )
    window.tabs.setCurrentIndex(tab)
    window.presenting.show_state(place="資料2-1 窓口業務の見直しについて p.3", can_show=True)
    window.incoming.list.write("c3", Writing.REASON)
    window.set_succession(Succession(void=VOID))
    window.room.removal_requested.emit("device9")
    window.resize(1366, 768)
    QApplication.processEvents()
    assert window.width() == 1366, text_size
    assert desk.unnamed(window) == []
    assert desk.too_small(window) == []
    assert desk.cut_off(window) == []
    for above in (window.question, window.notice):  # these lie above the rest, and are whole themselves
        assert above.rect().contains(above.childrenRect())
        above.hide()
    assert desk.overlapping(window) == []
    assert desk.outside(window) == []
    assert desk.scrolled_sideways(window) == []
    wanted = {widget for widget in desk.shown_controls(window) if widget.isEnabled()}
    assert wanted - desk.reached_by_tab(window) - {window.room.voices.meter} == set()


def test_the_stream_is_whole_with_keys_and_choice(window: ChairWindow, text_size: TextSize) -> None:
    window.resize(1366, 768)
    window.incoming.set_suggestions([("c1", "c3")])
    window.incoming.alike_button.click()
    window.incoming.toggle_keys()
    window.incoming.list.comments.choose("c3", on=True)
    QApplication.processEvents()
    window.incoming.list.write("c3", Writing.ANSWER)
    QApplication.processEvents()
    assert window.width() == 1366, text_size
    assert desk.too_small(window.incoming) == []
    assert desk.cut_off(window.incoming) == []
    assert desk.overlapping(window.incoming) == []
    assert window.incoming.list.height() >= 60
    port = window.incoming.list.viewport().rect()
    assert port.contains(window.incoming.editor.geometry().bottomLeft())


def test_many_documents_are_a_menu_for_each_item(window: ChairWindow, qtbot: QtBot) -> None:
    items = tuple(
        AgendaItem(
            f"i{n}",
            n,
            f"議題 {n} & 他",
            documents=tuple(
                Document(f"d{n}{m}", f"資料 {m}", f"資料{n}-{m}", f"i{n}", f"s{n}{m}", 1) for m in range(5)
            ),
        )
        for n in range(1, 4)
    )
    window.set_meeting(replace(desk.meeting(), agenda=items), "device1")
    for _ in range(2):  # opened twice, it is the same
        assert menu_words(window) == [f"Item {n}  議題 {n} && 他" for n in range(1, 4)]
    inside = window._documents_menu.actions()[1].menu()
    assert isinstance(inside, QMenu)
    assert len(inside.actions()) == 5
    with qtbot.waitSignal(window.document_chosen) as chosen:
        inside.actions()[2].trigger()
    assert chosen.args == ["d22"]


def test_a_closed_meeting_shows_no_code_and_nothing_to_stop(window: ChairWindow) -> None:
    shown = Presentation("doc1", 1, "device1")
    window.set_code("482913")
    window.set_meeting(replace(desk.full_meeting(), presentation=shown), "device1")
    assert window._code.isVisible()
    assert window.agenda.stop_button.isVisible()
    window.set_meeting(replace(desk.full_meeting(), presentation=shown, phase=Phase.CLOSED), "device1")
    assert not window._code.isVisible()
    assert not window.agenda.stop_button.isVisible()


def role_menu(window: ChairWindow) -> list[str]:
    window._role_menu.aboutToShow.emit()
    return [action.text() for action in window._role_menu.actions()]


def presence(*devices: str) -> tuple[SeatPresence, ...]:
    return tuple(SeatPresence(device, connected=True, documents_complete=True) for device in devices)


def test_the_chair_is_handed_over_to_a_connected_member_deputies_first(
    window: ChairWindow, qtbot: QtBot
) -> None:
    heading = "Hand over the chair…"
    assert role_menu(window) == [heading, "No other PC is connected"]
    meeting = replace(desk.full_meeting(), successors=("device1", "device12"))
    window.set_meeting(meeting, "device1")
    window.set_presence(presence("device1", "device10", "device2", "device12"))
    assert role_menu(window) == [heading, "Seat 12 山田", "Seat 2 山田", "Seat 10 山田"]
    with qtbot.assertNotEmitted(window.chair_handed_over):
        window._role_menu.actions()[1].trigger()
    assert "Seat 12 山田" in window.question.question.text()
    with qtbot.waitSignal(window.chair_handed_over) as handed:
        window.question.yes.click()
    assert handed.args == ["device12"]


def test_handing_over_says_first_that_a_secret_vote_is_lost(window: ChairWindow) -> None:
    secret = Poll("p", "賛成ですか", PollKind.YES_NO, YES_NO_OPTIONS, 1, secret=True)
    lost = "can then be counted by nobody"
    for polls, says in (((secret,), True), ((replace(secret, closed_ms=2),), False)):
        window.set_meeting(replace(desk.full_meeting(), polls=polls), "device1")
        window.set_presence(presence("device1", "device2"))
        role_menu(window)
        window._role_menu.actions()[1].trigger()
        assert (lost in window.question.question.text()) is says


def test_all_seats_of_a_large_room_can_be_handed_the_chair(window: ChairWindow) -> None:
    window.set_presence(presence(*(f"device{number}" for number in range(1, 25))))
    words = role_menu(window)
    assert len(words) == 1 + 14 + 1
    rest = window._role_menu.actions()[-1].menu()
    assert isinstance(rest, QMenu)
    assert len(rest.actions()) == 23 - 14
    assert words[-1] == "Seat 16 山田 – Seat 24 山田"


def test_a_device_is_removed_after_one_question(window: ChairWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.device_removed):
        window.room.seats.removal_requested.emit("device9")
    assert "Seat 9" in window.question.question.text()
    with qtbot.waitSignal(window.device_removed) as removed:
        window.question.yes.click()
    assert removed.args == ["device9"]
    window.room.seats.removal_requested.emit("gone")
    assert not window.question.isVisible()


def test_row_3_two_chairs_after_a_split_what_did_not_count_is_said_again_with_one_press(
    window: ChairWindow, qtbot: QtBot
) -> None:
    assert not window.void.isVisible()
    window.set_succession(Succession(void=VOID))
    assert window.void.isVisible()
    assert "3 thing(s)" in window.void.words.text()
    rows = [window.void.list.item(row) for row in range(3)]
    assert [row.checkState() is Qt.CheckState.Checked for row in rows] == [True, False, False]
    assert rows[0].text() == "A PC was admitted: 席9 税務課長"
    window.void.list.setFocus()
    window.void.list.setCurrentRow(1)
    qtbot.keyClick(window.void.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.reissued) as again:
        window.void.again.click()
    assert again.args == [("e1", "e2")]
    assert not window.void.isVisible()
    window.set_succession(Succession(void=VOID))  # until the node has said them again
    assert not window.void.isVisible()


def test_what_did_not_count_can_be_put_aside_and_marks_stay_as_more_comes(
    window: ChairWindow, qtbot: QtBot
) -> None:
    window.set_succession(Succession(void=VOID[:2]))
    window.void.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not window.void.again.isEnabled()
    window.set_succession(Succession(void=(*VOID, VoidAct("e4", "roster.add", "席8"))))
    marked = [window.void.list.item(row).checkState() is Qt.CheckState.Checked for row in range(4)]
    assert marked == [False, False, False, True]
    with qtbot.assertNotEmitted(window.reissued):
        window.void.put_aside.click()
    assert not window.void.isVisible()
    window.set_succession(Succession(void=(*VOID, VoidAct("e5", "roster.add", "席7"))))
    assert window.void.list.count() == 1  # only what is new is asked about


def test_the_closing_code_stands_where_the_meeting_code_stood(
    window: ChairWindow, text_size: TextSize
) -> None:
    closed = replace(desk.full_meeting(), phase=Phase.CLOSED)
    window.set_code("482913")
    window.set_closing_code("K7M2QX")
    assert not window._closing.isVisible()
    window.set_meeting(closed, "device1")
    window.resize(1366, 768)
    QApplication.processEvents()
    assert window.width() == 1366, text_size
    assert window._closing.isVisible()
    assert window._closing.text() == "Closing code K7M 2QX"
    assert window._closing.text() not in desk.cut_off(window)
    assert window.room.preview.content.closing_code == "K7M2QX"
    assert not window.role_button.isEnabled()


def test_a_poll_is_closed_after_one_question(window: ChairWindow, qtbot: QtBot) -> None:
    window.set_meeting(replace(desk.full_meeting(), polls=(RUNNING,)), "device1")
    with qtbot.assertNotEmitted(window.poll_closed):
        window.polls.close_requested.emit("p1")
    assert "18 of 24 seats have voted" in window.question.question.text()
    with qtbot.waitSignal(window.poll_closed) as closed:
        window.question.yes.click()
    assert closed.args == ["p1"]
    window.polls.close_requested.emit("gone")
    assert not window.question.isVisible()


def test_the_bar_leads_to_the_polls_and_counts_the_votes(window: ChairWindow) -> None:
    assert window.polls_button.text() == "Polls and votes"
    window.set_meeting(replace(desk.full_meeting(), polls=(RUNNING,)), "device1")
    assert window.polls_button.text() == "Polls and votes 18／24"
    assert not window.polls.isVisible()
    window.polls_button.click()
    assert window.polls.isVisible()


def test_the_room_can_look_back_before_the_meeting_is_closed(window: ChairWindow, qtbot: QtBot) -> None:
    window.end_button.click()
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    look_back = next(button for button in box.buttons() if button.text() == "Look back first, then close")
    with (
        qtbot.assertNotEmitted(window.meeting_end_requested),
        qtbot.waitSignals([window.lookback_requested, box.destroyed]),
    ):
        look_back.click()
    assert not window.lookback.isVisible()
    window.set_meeting(replace(desk.full_meeting(), lookback=LOOKBACK), "device1")
    assert "2 of 24 seats answered" in window.lookback.words.text()
    window.lookback.results_button.click()
    assert window.polls.lookback.isVisible()
    window.lookback.end_button.click()
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "Look back first, then close" not in [button.text() for button in box.buttons()]
    with qtbot.waitSignal(box.destroyed):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    window.set_meeting(replace(desk.full_meeting(), lookback=LOOKBACK, phase=Phase.CLOSED), "device1")
    assert not window.lookback.isVisible()


def test_the_floor_that_is_given_at_a_seat_has_the_chosen_time(window: ChairWindow, qtbot: QtBot) -> None:
    window.floor.limit.choose("180")
    with qtbot.waitSignal(window.floor.granted) as granted:
        window.room.seats.floor_granted.emit("device9")
    assert granted.args == ["device9", 180]


def test_one_call_hides_what_only_the_chair_may_do(window: ChairWindow) -> None:
    asked = replace(desk.full_meeting(), polls=(RUNNING,), lookback=LOOKBACK)
    window.set_meeting(asked, "device24")
    window.set_rights(is_chair=False)
    window.show_polls()
    for widget in (
        window.agenda.next_button,
        window.agenda.pause_button,
        window.agenda.item,
        window.agenda.script,
        window.floor.limit,
        window.polls.form,
        window.polls.present[0].close_button,
        window.lookback.end_button,
        window.role_button,
        window.end_button,
    ):
        assert not widget.isVisible()
    assert window.polls.present[0].isVisible()


def test_polls_floor_and_look_back_fit_at_every_size(window: ChairWindow, text_size: TextSize) -> None:
    queue = tuple(FloorRequest(f"r{n}", f"device{n}", desk.NOW_MS - n * 60_000) for n in range(5, 12))
    asked = replace(
        desk.full_meeting(),
        polls=(CARRIED, SECRET, replace(RUNNING, poll="p9")),
        lookback=LOOKBACK,
        floor=Floor(queue, (Speech("s", "device4", desk.NOW_MS - 999_000, limit_s=180),)),
        presenter="device7",
    )
    window.set_code("482913")
    window.set_presence(presence(*(f"device{number}" for number in range(1, 25))))
    window.room.voices.button.click()
    window.set_meeting(asked, "device1")
    window.show_polls()
    window.resize(1366, 768)
    for _ in range(3):  # a preview that changes its height moves what stands below it
        QApplication.processEvents()
    assert window.size().toTuple() == (1366, 768), text_size
    assert desk.unnamed(window) == []
    assert desk.too_small(window) == []
    assert desk.cut_off(window) == []
    assert desk.overlapping(window) == []
    assert desk.outside(window) == []
    assert desk.scrolled_sideways(window) == []
    wanted = {widget for widget in desk.shown_controls(window) if widget.isEnabled()}
    meters = {widget for widget in wanted if isinstance(widget, QProgressBar)}
    assert wanted - desk.reached_by_tab(window) - meters == set()


def test_what_is_held_is_named_before_the_meeting_is_closed(window: ChairWindow) -> None:
    held = [replace(desk.comment(name), held=True) for name in "ab"]
    window.set_meeting(desk.meeting(*held, replace(desk.comment("c"), held=True, hidden=True)), "device1")
    window.ask_to_end()
    (box,) = window.findChildren(QMessageBox)
    assert "2 comment(s) that wait" in box.informativeText()
    box.reject()


def test_several_held_comments_are_released_after_one_question(window: ChairWindow, qtbot: QtBot) -> None:
    window.incoming.set_meeting(desk.meeting(*(replace(desk.comment(name), held=True) for name in "ab")))
    with qtbot.assertNotEmitted(window.released):
        window.incoming.moderation.release_all.click()
    with qtbot.waitSignal(window.released) as released:
        window.question.yes.click()
    assert sorted(released.args[0]) == ["a", "b"]


def test_a_notice_moves_nothing(window: ChairWindow) -> None:
    before = [part.geometry() for part in (window.agenda, window.incoming.list, window.floor)]
    window.show_notice("資料3-1を差し替えました。", Severity.WARNING)
    window.layout().activate()
    assert window.notice.isVisible()
    assert [part.geometry() for part in (window.agenda, window.incoming.list, window.floor)] == before
