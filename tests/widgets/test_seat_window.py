from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QMenu,
    QTabBar,
    QToolButton,
    QWidget,
)

from sync.meeting import CommentDraft, CommentKind, Member, Names, Phase, Policy, Presentation, Role
from sync.status import DocumentStatus, Ended, InStep, OnOurOwn, Severity, Succession, WithOthers
from tests.widgets.plain_listing import with_replies
from tests.widgets.samples import ME, NOON_MS, PAGE_5, comment, meeting
from widgets.colours import LIGHT
from widgets.comment_edit import CommentEdit
from widgets.comment_list import allowed_actions
from widgets.comment_pieces import CardAction, seat_pieces
from widgets.first_size import first_size
from widgets.seat_window import SeatWindow
from widgets.shown_comments import Tab
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from sync.meeting import Meeting

LEAST_TARGET = 36
SCREEN = (1366, 768)


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now_ms = NOON_MS

    def __call__(self) -> int:
        return self.now_ms


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    apply_theme(qapp, TextSize.SMALL, LIGHT)
    yield qapp
    apply_theme(qapp, TextSize.SMALL, LIGHT)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(app: QApplication, qtbot: QtBot, clock: Clock) -> SeatWindow:
    assert app
    reader = QWidget()
    reader.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    reader.setAccessibleName("Document")
    made = SeatWindow(reader, clock)
    qtbot.addWidget(made)
    made.set_meeting(day(), ME)
    made.set_place("doc-1", 5)
    made.resize(*SCREEN)
    made.show()
    made.activateWindow()
    return made


def day() -> Meeting:
    """Six comments: one on this page and an answer to it, one of another item, one of mine, one hidden."""
    return meeting(
        comment("on-page", anchor=PAGE_5),
        comment("of-item"),
        comment("answer", reply_to="on-page"),
        comment("elsewhere", agenda="item-4"),
        comment("mine", "私の意見", author=ME, seat="12"),
        comment("hidden", hidden=True),
    )


def shown(window: SeatWindow) -> list[str]:
    model = window.comments.list.comments
    return [model.row_at(row).comment.comment for row in range(model.rowCount())]


def tab_words(window: SeatWindow) -> list[str]:
    tabs = window.comments.findChild(QTabBar)
    assert tabs is not None
    return [tabs.tabText(number) for number in range(tabs.count())]


def act(window: SeatWindow, name: str, action: CardAction) -> None:
    window.comments.list.acted.emit(name, str(action))


def labels(window: SeatWindow) -> str:
    """Every word of the bar."""
    return " ".join(child.text() for child in window.bar.findChildren(QWidget) if hasattr(child, "text"))


def test_three_columns_as_designed(window: SeatWindow) -> None:
    left = window.agenda.parentWidget()
    assert left.width() == pytest.approx(232, abs=6)
    assert window.comments.width() == pytest.approx(348, abs=6)
    assert window.reader.width() > 700


def test_bar_tells_meeting_item_time_link_and_seat(window: SeatWindow, clock: Clock, qtbot: QtBot) -> None:
    clock.now_ms = NOON_MS + 450_000
    window.set_meeting(day(), ME)
    window.set_link(InStep(24))
    words = labels(window)
    for part in ("第3回 DX本部会議", "Item 2  窓口業務の見直し", "12:30 left", "24", "Seat 12 総務課長"):
        assert part in words
    clock.now_ms += 60_000
    qtbot.waitUntil(lambda: "11:30 left" in labels(window), timeout=5_000)
    window.set_link(OnOurOwn(2))
    assert "2 comment(s) have not reached anybody" in labels(window)


def test_tabs_choose_page_item_or_all(window: SeatWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: tab_words(window)[0] == "This page 2")
    assert tab_words(window) == ["This page 2", "This item 4", "All 5"]
    assert shown(window) == ["on-page", "answer", "of-item", "mine"]
    window.comments.show_tab(Tab.PAGE)
    assert shown(window) == ["on-page", "answer"]
    window.comments.show_tab(Tab.ALL)
    assert shown(window) == ["on-page", "answer", "of-item", "elsewhere", "mine"]
    window.set_place("doc-1", 6)
    qtbot.waitUntil(lambda: tab_words(window)[0] == "This page 0")
    assert shown(window) == ["on-page", "answer", "of-item", "elsewhere", "mine"]
    window.comments.show_tab(Tab.PAGE)
    assert shown(window) == []
    window.set_place("doc-1", 5)
    qtbot.waitUntil(lambda: shown(window) == ["on-page", "answer"])


def test_answers_of_answers_come_along() -> None:
    chain = [comment("a"), comment("b", reply_to="a"), comment("c", reply_to="b"), comment("d")]
    assert [found.comment for found in with_replies(chain, ["a"])] == ["a", "b", "c"]


def test_item_chosen_in_the_agenda_stays_until_the_meeting_goes_on(window: SeatWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.item_chosen):
        window.agenda.item_chosen.emit("item-4")
    assert shown(window) == ["elsewhere"]
    window.set_meeting(day(), ME)
    assert shown(window) == ["elsewhere"]
    window.set_meeting(replace(day(), current_item="item-4"), ME)
    window.set_meeting(day(), ME)
    assert shown(window) == ["on-page", "answer", "of-item", "mine"]


def test_comment_is_written_for_page_and_item(window: SeatWindow, qtbot: QtBot) -> None:
    edit = window.comments.composer.findChild(CommentEdit)
    assert edit is not None
    edit.setPlainText("ここ")
    with qtbot.waitSignal(window.submitted) as posted:
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert posted.args == [CommentDraft("ここ", CommentKind.OPINION, "item-2", PAGE_5)]
    window.show_notice("It could not be saved.", Severity.ERROR)
    assert edit.toPlainText() == "ここ"
    with qtbot.waitSignal(window.submitted):
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.clear_draft()
    assert edit.toPlainText() == ""


def test_rule_for_names_is_that_of_the_item_it_goes_to(window: SeatWindow) -> None:
    box = window.comments.composer.findChild(QCheckBox)
    assert box is not None
    assert box.isEnabled()
    window.set_place("doc-2", 0)
    assert (box.isEnabled(), box.isChecked()) == (False, True)
    window.set_place("doc-1", 0)
    assert box.isEnabled()
    window.set_meeting(replace(day(), policy=Policy(names=Names.NAMED)), ME)
    assert (box.isEnabled(), box.isChecked()) == (False, False)


def test_draft_comes_back(window: SeatWindow) -> None:
    draft = CommentDraft("途中", CommentKind.QUESTION, "item-2", PAGE_5, "of-item", name_withheld=True)
    window.set_draft(draft)
    assert window.comments.composer.draft() == draft


@pytest.mark.parametrize(
    ("name", "action", "signal", "args"),
    [
        ("of-item", CardAction.AGREE, "reacted", ["of-item", True]),
        ("on-page", CardAction.PLACE, "place_chosen", [PAGE_5]),
        ("mine", CardAction.YES, "deleted", ["mine"]),
    ],
)
def test_what_is_done_with_a_comment_is_repeated(
    window: SeatWindow, qtbot: QtBot, name: str, action: CardAction, signal: str, args: list[object]
) -> None:
    with qtbot.waitSignal(getattr(window, signal)) as emitted:
        act(window, name, action)
    assert emitted.args == args


def test_reply_names_whom_it_answers(window: SeatWindow) -> None:
    act(window, "of-item", CardAction.REPLY)
    assert window.comments.composer.draft().reply_to == "of-item"


def test_change_keeps_draft_and_text_until_the_meeting_has_it(window: SeatWindow, qtbot: QtBot) -> None:
    window.set_draft(CommentDraft("別の下書き"))
    act(window, "mine", CardAction.EDIT)
    panel = window.comments.edit_panel
    edit = panel.findChild(CommentEdit)
    assert edit is not None
    edit.setPlainText("直した")
    with qtbot.waitSignal(window.edited) as edited:
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edited.args == ["mine", "直した"]
    window.set_meeting(day(), ME)
    assert panel.isVisible()
    comments = tuple(replace(c, body="直した") if c.comment == "mine" else c for c in day().comments)
    window.set_meeting(replace(day(), comments=comments), ME)
    assert panel.isHidden()
    assert window.comments.composer.draft().body == "別の下書き"


@pytest.mark.parametrize(
    "changed",
    [
        replace(day(), phase=Phase.CLOSED),
        replace(day(), members=(Member(ME, "12", "傍聴", role=Role.OBSERVER),)),
    ],
    ids=["closed", "observer"],
)
def test_who_may_not_post_is_told_so(window: SeatWindow, changed: Meeting) -> None:
    window.set_draft(CommentDraft("本文"))
    window.set_meeting(changed, ME)
    composer = window.comments.composer
    post = next(b for b in composer.findChildren(QAbstractButton) if b.text() == "Post")
    assert not post.isEnabled()
    assert composer.draft().body == "本文"
    assert not any(window.comments.list.comments.row_at(row).may_react for row in range(3))
    window.set_meeting(day(), ME)
    assert post.isEnabled()


def test_presenter_is_shown_quietly(window: SeatWindow, qtbot: QtBot) -> None:
    assert window.presenter.isHidden()
    window.show_presenter(Presentation("doc-1", 5, "x"), following=False)
    assert window.presenter.isVisible()
    button = window.presenter.findChild(QAbstractButton)
    assert button is not None
    with qtbot.waitSignal(window.follow_toggled) as toggled:
        button.click()
    assert toggled.args == [True]
    window.show_presenter(None, following=True)
    assert window.presenter.isHidden()


def test_leaving_takes_two_steps(window: SeatWindow, qtbot: QtBot) -> None:
    leave = next(a for menu in window.bar.findChildren(QMenu) for a in menu.actions() if "Yes" in a.text())
    with qtbot.waitSignal(window.leave_requested):
        leave.trigger()


def test_columns_can_be_put_away_by_key_and_come_back(window: SeatWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.comments.isHidden()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.comments.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert not window.agenda.isVisible()


def test_f6_walks_through_the_parts(window: SeatWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.agenda.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    edit = window.comments.composer.findChild(CommentEdit)
    assert seen == [window.reader, window.comments.list, edit, window.agenda]


def test_text_size_is_asked_for_in_turn(window: SeatWindow, app: QApplication, qtbot: QtBot) -> None:
    for size in (TextSize.MEDIUM, TextSize.LARGE, TextSize.SMALL):
        with qtbot.waitSignal(window.text_size_changed) as asked:
            window.bar.text_size.click()
        assert asked.args == [size]
        apply_theme(app, size, LIGHT)


def focusable(window: SeatWindow) -> list[QWidget]:
    """Every control that the keyboard can reach, or could once what it stands in is shown."""
    controls = [w for w in window.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [
        w for w in controls if not w.isHidden()
    ]  # the button below a sentence has no words until it is needed


def test_every_control_has_a_name(window: SeatWindow) -> None:
    act(window, "mine", CardAction.EDIT)
    window.show_notice("x", Severity.ERROR)
    nameless = [
        widget
        for widget in focusable(window)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and len(widget.text()) > 1))
    ]
    assert nameless == []
    assert len(focusable(window)) > 15


@pytest.mark.parametrize("size", list(TextSize))
def test_everything_has_its_place_on_a_small_screen(
    window: SeatWindow, app: QApplication, size: TextSize
) -> None:
    """No control is too small for a finger or for its words, leaves the window or covers another."""
    apply_theme(app, size, LIGHT)
    window.set_link(OnOurOwn(12))
    window.set_draft(CommentDraft("あ" * 300))
    window.show_presenter(Presentation("doc-1", 5, "x"), following=False)
    window.set_documents([DocumentStatus("doc-1", "sha-1", 9, 3, complete=False)])
    app.processEvents()
    assert (window.width(), window.height()) == SCREEN
    places = []
    for control in [w for w in focusable(window) if w.isVisible()]:
        place = QRect(control.mapTo(window, QPoint(0, 0)), control.size())
        assert window.rect().contains(place), control
        assert place.height() >= LEAST_TARGET, control
        if isinstance(control, QAbstractButton) and not isinstance(control, QToolButton):
            need = QFontMetrics(control.font()).horizontalAdvance(control.text().replace("&&", "&"))
            assert place.width() >= need, (control, control.text())
        places.append((control, place))
    for number, (one, place) in enumerate(places):
        for other, there in places[number + 1 :]:
            if not (one.isAncestorOf(other) or other.isAncestorOf(one)):
                assert not place.intersects(there), (one, other)


def test_title_is_never_markup(window: SeatWindow) -> None:
    window.set_meeting(replace(day(), title="<img src='file:///x'>"), ME)
    tips = [w.toolTip() for w in window.bar.findChildren(QWidget)]
    assert any("&lt;img" in tip for tip in tips)
    assert not any("<img" in tip for tip in tips)


def test_it_opens_no_higher_than_the_screen_leaves(app: QApplication, qtbot: QtBot) -> None:
    assert app
    window = SeatWindow(QWidget())
    qtbot.addWidget(window)
    assert window.size() == first_size(window)


def test_whoever_opens_a_document_sees_the_comments_of_its_item(window: SeatWindow) -> None:
    window.set_meeting(replace(day(), current_item=""), ME)
    window.set_place("", 0)
    assert tab_words(window)[Tab.ITEM].endswith("0")
    window.set_place("doc-1", 5)
    assert tab_words(window)[Tab.ITEM].endswith("4")


def test_what_one_posts_is_seen_at_once_in_whatever_tab(window: SeatWindow) -> None:
    window.comments.show_tab(Tab.PAGE)
    before = day()
    posted = comment("posted", "別の議題への意見", author=ME, agenda="item-4")
    window.set_meeting(replace(before, comments=(*before.comments, posted)), ME)
    cards = window.comments.list
    row = cards.comments.row_of("posted")
    assert row >= 0
    assert cards.viewport().rect().intersects(cards.visualRect(cards.comments.index(row)))


def test_a_comment_of_somebody_else_leaves_the_tab_alone(window: SeatWindow) -> None:
    window.comments.show_tab(Tab.PAGE)
    before = day()
    window.set_meeting(replace(before, comments=(*before.comments, comment("new", agenda="item-4"))), ME)
    assert window.comments.list.comments.row_of("new") < 0


def test_what_one_posts_comes_into_view_although_one_reads_further_up(window: SeatWindow) -> None:
    many = tuple(comment(f"c{number}") for number in range(40))
    window.set_meeting(replace(day(), comments=many), ME)
    cards = window.comments.list
    cards.verticalScrollBar().setValue(0)
    window.set_meeting(replace(day(), comments=(*many, comment("theirs"))), ME)
    assert cards.verticalScrollBar().value() == 0
    window.set_meeting(replace(day(), comments=(*many, comment("posted", author=ME))), ME)
    row = cards.comments.row_of("posted")
    assert cards.viewport().rect().contains(cards.visualRect(cards.comments.index(row)))


def test_whoever_posts_is_told_that_nothing_is_lost_without_the_chair(window: SeatWindow) -> None:
    promise = window.comments.composer._offline
    window.set_link(InStep(3))
    assert not promise.isVisible()
    window.set_link(OnOurOwn(1))
    assert promise.isVisible()
    assert "saved on this PC" in promise.text()
    window.set_link(InStep(3))
    assert not promise.isVisible()


def test_a_closed_meeting_offers_no_change_of_ones_own_and_no_clock(window: SeatWindow) -> None:
    row = window.comments.list.comments.row_of("mine")
    actions = allowed_actions(window.comments.list.comments.row_at(row))
    assert CardAction.EDIT in actions
    assert window.bar._left.isVisible()
    assert window.bar._left.accessibleDescription() == window.bar._left.text() != ""
    window.set_meeting(replace(day(), phase=Phase.CLOSED), ME)
    closed = window.comments.list.comments.row_at(row)
    assert not {CardAction.EDIT, CardAction.DELETE} & set(allowed_actions(closed))
    pieces = {piece.action for piece in seat_pieces(closed, confirming=False)}
    assert pieces == {""}
    assert not window.bar._left.isVisible()
    assert not window.bar._pill.isVisible()


CLAIM = Succession(may_claim=True)


def test_row_2_the_chairs_pc_is_gone_and_a_deputy_takes_over_with_one_press_and_one_question(
    window: SeatWindow, qtbot: QtBot
) -> None:
    assert not window.bar.take_over.isVisible()
    window.set_succession(CLAIM)
    assert window.bar.take_over.height() >= LEAST_TARGET
    with qtbot.assertNotEmitted(window.chair_claimed):
        window.bar.take_over.click()
    assert window.question.isVisible()
    assert "Take over the chair at this seat?" in window.question.question.text()
    assert window.question.no.hasFocus()  # Enter changes nothing
    with qtbot.waitSignal(window.chair_claimed):
        window.question.yes.click()
    assert not window.question.isVisible()


def test_escape_leaves_the_chair_where_it_is_and_the_keyboard_where_it_was(
    window: SeatWindow, qtbot: QtBot
) -> None:
    window.set_succession(CLAIM)
    window.comments.composer.focus_text()
    writing = QApplication.focusWidget()
    window.bar.take_over.click()
    with qtbot.assertNotEmitted(window.chair_claimed):
        qtbot.keyClick(window.question.no, Qt.Key.Key_Escape)
    assert not window.question.isVisible()
    assert QApplication.focusWidget() is writing


def test_an_offer_that_has_become_idle_goes_away_with_its_question(window: SeatWindow) -> None:
    window.set_succession(CLAIM)
    window.bar.take_over.click()
    window.set_succession(Succession())
    assert not window.question.isVisible()
    assert not window.bar.take_over.isVisible()
    window.set_succession(CLAIM)
    assert window.bar.take_over.isVisible()
    window.set_meeting(replace(day(), phase=Phase.CLOSED), ME)
    assert not window.bar.take_over.isVisible()


def test_who_made_the_meeting_takes_the_chair_back(window: SeatWindow) -> None:
    window.set_succession(CLAIM)
    assert window.bar.take_over.text() == "Take over the chair"
    window.set_meeting(replace(day(), successors=(ME, "device-4")), ME)
    assert window.bar.take_over.text() == "Take the chair back"
    window.bar.take_over.click()
    assert window.question.question.text() == "Take the chair back to this seat?"


def test_taking_over_needs_no_mouse_and_enter_answers_as_the_space_bar_does(
    window: SeatWindow, qtbot: QtBot
) -> None:
    window.set_succession(CLAIM)
    window.bar.take_over.setFocus()
    QTest.keyClick(window.bar.take_over, Qt.Key.Key_Return)
    assert window.question.no.hasFocus()
    QTest.keyClick(window.question.no, Qt.Key.Key_Return)
    assert not window.question.isVisible()
    QTest.keyClick(window.bar.take_over, Qt.Key.Key_Enter)
    window.question.yes.setFocus()
    with qtbot.waitSignal(window.chair_claimed):
        QTest.keyClick(window.question.yes, Qt.Key.Key_Return)


def test_who_reaches_nobody_is_asked_whether_its_own_cable_is_the_cause(window: SeatWindow) -> None:
    window.set_succession(CLAIM)
    window.set_link(OnOurOwn(0))
    window.bar.take_over.click()
    assert "cable" in window.question.question.text()
    window.question.close_question()
    window.set_link(WithOthers(5, 0))
    window.bar.take_over.click()
    assert "cable" not in window.question.question.text()


def test_only_who_reaches_nobody_is_told_that_posts_stay_on_this_pc(window: SeatWindow) -> None:
    composer = window.comments.composer
    for status, is_told in ((InStep(3), False), (WithOthers(3, 1), False), (OnOurOwn(1), True)):
        window.set_link(status)
        assert composer._offline.isVisibleTo(composer) is is_told


def test_who_was_removed_reads_on_and_is_told_why_nothing_can_be_posted(window: SeatWindow) -> None:
    window.set_draft(CommentDraft("書きかけ"))
    assert window.comments.composer._post.isEnabled()
    window.set_link(Ended("removed"))
    window.set_meeting(day(), ME)  # whatever comes later does not open it again
    assert not window.comments.composer._post.isEnabled()
    assert "removed" in window.comments._closed_words()
    window.set_link(InStep(2))
    assert window.comments.composer._post.isEnabled()


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("status", [WithOthers(24, 12), OnOurOwn(12)])
def test_the_offer_fits_into_the_bar(
    window: SeatWindow, app: QApplication, size: TextSize, status: WithOthers | OnOurOwn
) -> None:
    window.set_link(status)
    window.set_succession(CLAIM)
    window.bar.take_over.click()
    apply_theme(app, size, LIGHT)
    window.resize(*SCREEN)
    QApplication.processEvents()
    assert (window.width(), window.height()) == SCREEN
    link = window.bar._link
    short = link.words_for(0)
    assert QFontMetrics(link.font()).elidedText(short, Qt.TextElideMode.ElideRight, link.width()) == short
    for button in (window.bar.take_over, window.question.yes, window.question.no):
        need = QFontMetrics(button.font()).horizontalAdvance(button.text())
        assert button.width() >= need
        assert button.height() >= LEAST_TARGET


def test_a_comment_that_came_late_says_so_to_eye_and_ear(window: SeatWindow) -> None:
    window.set_meeting(replace(day(), comments=(comment("late", late=True), comment("timely"))), ME)
    model = window.comments.list.comments
    late, timely = (model.row_at(model.row_of(name)) for name in ("late", "timely"))
    words = [[piece.text for piece in seat_pieces(row, confirming=False)] for row in (late, timely)]
    assert "◷ Arrived late" in words[0]
    assert "◷ Arrived late" not in words[1]
    heard = model.index(model.row_of("late")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Arrived late" in heard


def test_the_closing_code_is_shown_once_the_meeting_is_closed(window: SeatWindow) -> None:
    closing = window.bar.closing
    window.set_closing_code("K7M2QX")
    assert not closing.isVisible()
    window.set_meeting(replace(day(), phase=Phase.CLOSED), ME)
    assert closing.isVisible()
    assert closing.text() == "Closing code K7M 2QX"
    assert "same record" in closing.accessibleDescription()
    window.set_closing_code("")
    assert closing.text() == "The record is still arriving"


def test_when_the_meeting_goes_on_a_comment_goes_with_it(window: SeatWindow) -> None:
    """The page of the item that is over stays open, but nothing is put on it unless one presses."""
    composer = window.comments.composer
    assert (composer.draft().anchor, composer.draft().agenda) == (PAGE_5, "item-2")
    window.set_meeting(replace(day(), current_item="item-4"), ME)
    assert (composer.draft().anchor, composer.draft().agenda) == (None, "item-4")
    assert "Rule of this item: Your name is not shown" in composer._promise.text()
    composer._place.click()
    assert (composer.draft().anchor, composer.draft().agenda) == (PAGE_5, "item-2")
    assert "Goes to item 2" in composer._promise.text()
    window.set_place("doc-2", 1)
    assert composer.draft().agenda == "item-4"
