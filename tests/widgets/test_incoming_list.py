from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from sync.discussion import Group
from sync.meeting import Moderation, Phase
from tests.widgets import desk
from widgets.incoming_cards import ALL_ITEMS, THIS_ITEM, CardAction, IncomingCard, Shown
from widgets.incoming_model import COMMENT_ROLE, alike_key
from widgets.incoming_panel import IncomingPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FIRST = desk.comment("first")
SECOND = desk.comment("second", minute=1)


@pytest.fixture
def panel(qtbot: QtBot) -> IncomingPanel:
    panel = IncomingPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 600)
    panel.show()
    panel.set_meeting(desk.meeting(FIRST, SECOND))
    panel.list.executeDelayedItemsLayout()
    return panel


def button_place(panel: IncomingPanel, row: int, action: CardAction) -> QPoint:
    index = panel.list.comments.index(row)
    rect = panel.list.visualRect(index)
    layout = panel.list.cards.card_layout(index, rect.width())
    place = next(place for one, place in layout.buttons if one is action)
    return rect.topLeft() + place.center()


def enter(panel: IncomingPanel) -> None:
    middle = QPointF(20, 20)
    QApplication.sendEvent(panel.list, QEnterEvent(middle, middle, middle))


def press(panel: IncomingPanel, qtbot: QtBot, row: int, action: CardAction) -> None:
    place = button_place(panel, row, action)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def card(panel: IncomingPanel, key: str) -> IncomingCard:
    return panel.list.comments.card_at(panel.list.comments.row_of(key))


def test_the_first_card_comes_back_into_view_by_its_key(panel: IncomingPanel, qtbot: QtBot) -> None:
    long = [desk.comment(f"c{n}", body="長い意見です。" * 40) for n in range(8)]
    panel.set_meeting(desk.meeting(*long))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End):
        qtbot.keyClick(panel.list, key)
    assert panel.list.verticalOffset() > 0
    qtbot.keyClick(panel.list, Qt.Key.Key_Home)
    assert panel.list.verticalOffset() == 0
    panel.list.verticalScrollBar().setValue(panel.list.verticalScrollBar().maximum())
    qtbot.keyClicks(panel.list, "a")
    editor = panel.list.editor
    assert panel.list.viewport().rect().contains(editor.geometry())


def test_a_painted_button_can_be_pressed(panel: IncomingPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.spotlight_requested) as done:
        press(panel, qtbot, 0, CardAction.PROJECT)
    assert done.args == ["second"]


def test_letting_go_beside_the_button_does_nothing(panel: IncomingPanel, qtbot: QtBot) -> None:
    port = panel.list.viewport()
    with qtbot.assertNotEmitted(panel.spotlight_requested):
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=button_place(panel, 0, CardAction.PROJECT))
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=button_place(panel, 1, CardAction.PROJECT))


@pytest.mark.parametrize(
    ("key", "state", "signal", "args"),
    [
        (Qt.Key.Key_P, {}, "spotlight_requested", ["second"]),
        (Qt.Key.Key_Return, {}, "spotlight_requested", ["second"]),
        (Qt.Key.Key_L, {"held": True}, "released", [("second",)]),
        (Qt.Key.Key_A, {"answered": True}, "reopened", ["second"]),
        (Qt.Key.Key_H, {"hidden": True}, "unhidden", ["second"]),
    ],
)
def test_every_button_has_a_key(
    panel: IncomingPanel, qtbot: QtBot, key: Qt.Key, state: dict[str, bool], signal: str, args: list[str]
) -> None:
    panel.set_meeting(desk.meeting(FIRST, replace(SECOND, **state)))
    panel.list.setCurrentIndex(panel.list.comments.index(0))
    with qtbot.waitSignal(getattr(panel, signal)) as done:
        qtbot.keyClick(panel.list, key)
    assert done.args == args


def test_the_projected_one_is_taken_back_by_the_same_key(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.set_meeting(desk.meeting(FIRST, SECOND, spotlight="second"))
    panel.list.setCurrentIndex(panel.list.comments.index(0))
    with qtbot.waitSignal(panel.spotlight_requested) as done:
        qtbot.keyClick(panel.list, Qt.Key.Key_P)
    assert done.args == [""]


def write_in_card(panel: IncomingPanel, qtbot: QtBot, key: Qt.Key) -> None:
    panel.list.setCurrentIndex(panel.list.comments.index(0))
    qtbot.keyClick(panel.list, key)
    assert panel.editor.isVisible()


def test_hiding_asks_for_a_reason_in_the_card(panel: IncomingPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.hidden):
        write_in_card(panel, qtbot, Qt.Key.Key_H)
    qtbot.keyClicks(panel.editor.field, "names a person")
    with qtbot.waitSignal(panel.hidden) as done:
        qtbot.keyClick(panel.editor.field, Qt.Key.Key_Return)
    assert done.args == ["second", "names a person"]
    assert not panel.editor.isVisible()
    assert panel.list.hasFocus()


def test_answered_takes_a_word_or_none(panel: IncomingPanel, qtbot: QtBot) -> None:
    write_in_card(panel, qtbot, Qt.Key.Key_A)
    with qtbot.waitSignal(panel.answered) as done:
        qtbot.keyClick(panel.editor.field, Qt.Key.Key_Return)
    assert done.args == ["second", ""]
    write_in_card(panel, qtbot, Qt.Key.Key_A)
    qtbot.keyClicks(panel.editor.field, "In April.")
    with qtbot.assertNotEmitted(panel.answered):
        qtbot.keyClick(panel.editor.field, Qt.Key.Key_Return)  # words may have several lines
    with qtbot.waitSignal(panel.answered) as done:
        qtbot.keyClick(panel.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done.args == ["second", "In April."]


def test_a_reply_needs_words(panel: IncomingPanel, qtbot: QtBot) -> None:
    write_in_card(panel, qtbot, Qt.Key.Key_R)
    assert not panel.editor.done.isEnabled()
    with qtbot.assertNotEmitted(panel.replied):
        qtbot.keyClick(panel.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(panel.editor.field, "Thank you.")
    with qtbot.waitSignal(panel.replied) as done:
        panel.editor.done.click()
    assert done.args == ["second", "Thank you."]


def test_the_editor_stands_in_its_card_and_nothing_moves_while_it_does(
    panel: IncomingPanel, qtbot: QtBot
) -> None:
    write_in_card(panel, qtbot, Qt.Key.Key_R)
    index = panel.list.comments.index(0)
    assert panel.list.visualRect(index).contains(panel.editor.geometry())
    before = panel.editor.geometry()
    panel.set_meeting(desk.meeting(FIRST, SECOND, desk.comment("third", minute=2)))
    assert panel.editor.geometry() == before
    assert panel.new_button.isVisible()
    qtbot.keyClicks(panel.editor.field, "half a")
    qtbot.keyClick(panel.editor.field, Qt.Key.Key_Escape)
    assert panel.list.comments.rowCount() == 3  # the editor is gone, and what waited came in
    panel.do(card(panel, "second"), CardAction.REPLY)
    assert panel.editor.field.body == "half a"


def test_what_is_begun_is_kept_when_its_card_goes(panel: IncomingPanel, qtbot: QtBot) -> None:
    write_in_card(panel, qtbot, Qt.Key.Key_R)
    qtbot.keyClicks(panel.editor.field, "half a")
    panel._choose_shown(Shown.ANSWERED)
    assert not panel.editor.isVisible()
    panel._choose_shown(Shown.ALL)
    panel.do(card(panel, "second"), CardAction.REPLY)
    assert panel.editor.field.body == "half a"


def test_nothing_moves_below_the_pointer_until_new_ones_are_let_in(
    panel: IncomingPanel, qtbot: QtBot
) -> None:
    place = button_place(panel, 0, CardAction.PROJECT)
    enter(panel)
    panel.set_meeting(desk.meeting(FIRST, SECOND, desk.comment("third", minute=2)))
    assert panel.new_button.isVisible()
    assert "1" in panel.new_button.text()
    with qtbot.waitSignal(panel.spotlight_requested) as done:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done.args == ["second"]
    panel.new_button.click()
    assert panel.list.comments.index(0).data(COMMENT_ROLE).comment == "third"
    assert not panel.new_button.isVisible()


def test_new_ones_wait_while_the_keyboard_walks_through_the_cards(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    panel.set_meeting(desk.meeting(FIRST, SECOND, desk.comment("third", minute=2)))
    assert panel.list.comments.rowCount() == 2
    assert panel.new_button.text().endswith("1")
    qtbot.keyClick(panel.list, Qt.Key.Key_U)
    assert panel.list.comments.rowCount() == 3
    panel.set_meeting(desk.meeting(FIRST, SECOND))
    panel.order.setFocus()
    panel.set_meeting(desk.meeting(FIRST, SECOND, desk.comment("fourth", minute=3)))
    assert panel.list.comments.rowCount() == 3


def test_leaving_the_list_lets_new_ones_in(panel: IncomingPanel) -> None:
    enter(panel)
    panel.set_meeting(desk.meeting(FIRST, SECOND, desk.comment("third", minute=2)))
    QApplication.sendEvent(panel.list, QEvent(QEvent.Type.Leave))
    assert panel.list.comments.rowCount() == 3


def test_what_is_read_stays_in_place_when_others_come_above(panel: IncomingPanel) -> None:
    many = [desk.comment(f"c{number}", minute=number) for number in range(40)]
    panel.set_meeting(desk.meeting(*many))
    panel.list.executeDelayedItemsLayout()
    panel.list.verticalScrollBar().setValue(900)
    top = panel.list.indexAt(QPoint(100, 1)).data(COMMENT_ROLE).comment
    before = panel.list.visualRect(panel.list.comments.index(panel.list.comments.row_of(top))).top()
    panel.set_meeting(desk.meeting(*many, *(desk.comment(f"d{n}", minute=50 + n) for n in range(3))))
    after = panel.list.visualRect(panel.list.comments.index(panel.list.comments.row_of(top))).top()
    assert after == before


def test_the_menu_key_lists_the_same_buttons(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.list.setCurrentIndex(panel.list.comments.index(0))
    menu = panel.list.menu()
    assert len(menu.actions()) == 5
    with qtbot.waitSignal(panel.spotlight_requested) as done:
        menu.actions()[0].trigger()
    assert done.args == ["second"]


def test_the_count_is_of_open_ones_everywhere(panel: IncomingPanel) -> None:
    panel.set_meeting(desk.meeting(FIRST, replace(SECOND, answered=True), desk.comment("x", item="one")))
    assert "2" in panel.open_count.text()


def test_thousands_of_comments_open_and_scroll(panel: IncomingPanel) -> None:
    many = tuple(desk.comment(f"c{number}", minute=number) for number in range(2000))
    panel.set_meeting(desk.meeting(*many))
    panel.list.executeDelayedItemsLayout()
    panel.list.scrollToBottom()
    last = panel.list.visualRect(panel.list.comments.index(1999))
    assert panel.list.viewport().rect().intersects(last)


def test_words_that_are_longer_than_the_card_are_broken(panel: IncomingPanel) -> None:
    wide = replace(SECOND, body="https://example.com/" + "a" * 500)
    panel.set_meeting(desk.meeting(wide))
    index = panel.list.comments.index(0)
    one = panel.list.cards.card_layout(index, 600)
    assert one.body.height() > 3 * one.tag.height()
    assert all(rect.width() >= 36 and rect.height() >= 36 for _, rect in one.buttons)
    narrow = panel.list.cards.card_layout(index, 300)
    assert all(rect.right() <= 300 for _, rect in narrow.buttons)


def test_new_ones_are_seen_at_the_top_while_nobody_points(panel: IncomingPanel) -> None:
    many = [desk.comment(f"c{number}", minute=number) for number in range(40)]
    panel.set_meeting(desk.meeting(*many))
    panel.set_meeting(desk.meeting(*many, desk.comment("newest", minute=99)))
    assert panel.list.indexAt(QPoint(100, 5)).data(COMMENT_ROLE).comment == "newest"


def test_two_that_are_chosen_become_a_group(panel: IncomingPanel, qtbot: QtBot) -> None:
    for row in (0, 1):
        panel.list.setCurrentIndex(panel.list.comments.index(row))
        qtbot.keyClick(panel.list, Qt.Key.Key_G)
    assert panel.grouping.isVisible()
    with qtbot.waitSignal(panel.grouped) as done:
        qtbot.keyClick(panel.list, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    assert done.args == [("second", "first"), ""]
    assert not panel.grouping.isVisible()


def test_one_alone_is_no_group(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.do(card(panel, "first"), CardAction.CHOOSE)
    assert not panel.grouping.together.isEnabled()
    with qtbot.assertNotEmitted(panel.grouped):
        panel.put_together()
    panel.grouping.none.click()
    assert not panel.grouping.isVisible()


THIRD = desk.comment("third", minute=2)


def show_group(panel: IncomingPanel, *others: str) -> None:
    ids = ("first", "second", *others)
    comments = [replace(each, group="g") if each.comment in ids else each for each in (FIRST, SECOND, THIRD)]
    panel.set_meeting(replace(desk.meeting(*comments), groups=(Group("g", ids),)))


def test_a_group_is_projected_taken_apart_and_dissolved(panel: IncomingPanel, qtbot: QtBot) -> None:
    show_group(panel, "third")
    with qtbot.waitSignal(panel.spotlight_requested) as shown:
        panel.do(card(panel, "first"), CardAction.PROJECT)
    assert shown.args == ["g"]
    panel.do(card(panel, "first"), CardAction.OPEN)
    apart: list[object] = []
    panel.apart.connect(apart.append)
    with qtbot.waitSignal(panel.grouped) as left:
        panel.do(card(panel, "second"), CardAction.TAKE_OUT)
    assert left.args == [("first", "third"), "g"]
    assert apart == [("second", "first"), ("second", "third")]
    with qtbot.waitSignal(panel.grouped) as gone:
        panel.do(card(panel, "first"), CardAction.DISSOLVE)
    assert gone.args == [(), "g"]
    assert apart[-1] == ("first", "second", "third")


def test_a_chosen_group_takes_another_comment_in(panel: IncomingPanel, qtbot: QtBot) -> None:
    show_group(panel)
    for key in ("third", "first"):
        panel.do(card(panel, key), CardAction.CHOOSE)
    with qtbot.waitSignal(panel.grouped) as done:
        panel.put_together()
    assert done.args == [("third", "first", "second"), "g"]


def test_an_answer_to_a_group_answers_all_of_it(panel: IncomingPanel, qtbot: QtBot) -> None:
    show_group(panel)
    told: list[tuple[str, str]] = []
    panel.answered.connect(lambda comment, words: told.append((comment, words)))
    panel.do(card(panel, "first"), CardAction.ANSWER)
    qtbot.keyClicks(panel.editor.field, "Yes.")
    panel.editor.done.click()
    assert sorted(told) == [("first", "Yes."), ("second", "Yes.")]


@pytest.mark.parametrize(
    ("action", "signal", "args"),
    [
        (CardAction.CONFIRM, "grouped", [("first", "second"), ""]),
        (CardAction.DISMISS, "apart", [("first", "second")]),
    ],
)
def test_a_suggestion_is_decided_by_one_press(
    panel: IncomingPanel, qtbot: QtBot, action: CardAction, signal: str, args: list[object]
) -> None:
    panel.set_suggestions([("first", "second")])
    assert panel.alike_button.text().endswith("1")
    panel.alike_button.click()
    key = alike_key(("first", "second"))
    with qtbot.waitSignal(getattr(panel, signal)) as done:
        press(panel, qtbot, panel.list.comments.row_of(key), action)
    assert done.args == args
    assert panel.list.comments.row_of(key) < 0


def test_all_that_are_held_are_released_at_once(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.set_meeting(desk.meeting(replace(FIRST, held=True), replace(SECOND, held=True, hidden=True), THIRD))
    with qtbot.waitSignal(panel.released) as done:
        panel.moderation.release_all.click()
    assert done.args == [("first",)]


def test_only_what_the_list_shows_is_released_and_asked_about(panel: IncomingPanel, qtbot: QtBot) -> None:
    held = [replace(each, held=True) for each in (FIRST, SECOND, THIRD)]
    panel.set_meeting(desk.meeting(*held[:2]))
    panel.list.comments.set_held(held=True)
    panel.set_meeting(desk.meeting(*held))
    assert panel.moderation.release_all.text().endswith("2")
    with qtbot.assertNotEmitted(panel.released), qtbot.waitSignal(panel.release_wanted) as done:
        qtbot.keyClick(panel.list, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(done.args[0]) == ["first", "second"]


def test_the_count_of_new_comments_moves_nothing(panel: IncomingPanel) -> None:
    parts = (panel.list, panel.moderation.switch, panel.moderation.release_all, panel.keys_button)
    panel.set_meeting(desk.meeting(FIRST))
    panel.list.comments.set_held(held=True)
    before = [part.geometry() for part in parts]
    panel.set_meeting(desk.meeting(FIRST, replace(SECOND, held=True), THIRD))
    panel.layout().activate()
    assert panel.new_button.isVisible()
    assert [part.geometry() for part in parts] == before


def test_the_rule_is_said_and_the_chair_changes_it(panel: IncomingPanel, qtbot: QtBot) -> None:
    assert "at once" in panel.moderation.rule.text()
    with qtbot.waitSignal(panel.moderation_chosen) as done:
        panel.moderation.switch.click()
    assert done.args == [Moderation.HOLD]
    panel.set_meeting(replace(desk.meeting(FIRST), moderation=Moderation.HOLD))
    assert "releases them" in panel.moderation.rule.text()
    with qtbot.waitSignal(panel.moderation_chosen) as back:
        panel.moderation.switch.click()
    assert back.args == [Moderation.OPEN]
    panel.set_of_chair(of_chair=False)
    assert not panel.moderation.switch.isVisible()


def test_letters_choose_what_is_listed(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.set_meeting(desk.meeting(replace(FIRST, answered=True), SECOND, desk.comment("x", item="one")))
    qtbot.keyClicks(panel.list, "5")
    assert panel.shown.value == Shown.ANSWERED
    assert panel.list.comments.rowCount() == 1
    qtbot.keyClicks(panel.list, "2")
    assert panel.open_count.isChecked()
    qtbot.keyClicks(panel.list, "1t")
    assert panel.item.value == THIS_ITEM
    assert panel.list.comments.rowCount() == 2
    qtbot.keyClicks(panel.list, "t")
    assert panel.item.value == ALL_ITEMS


def test_the_keys_are_shown_quietly(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    qtbot.keyClicks(panel.list, "?")
    assert panel.keys.isVisible()
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not panel.keys.isVisible()
    qtbot.keyClick(panel.list, Qt.Key.Key_F1)
    assert panel.keys.isVisible()


def test_one_key_goes_on_to_the_next_item(panel: IncomingPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.next_item):
        qtbot.keyClick(panel.list, Qt.Key.Key_N)
    panel.set_of_chair(of_chair=False)
    with qtbot.assertNotEmitted(panel.next_item):
        qtbot.keyClick(panel.list, Qt.Key.Key_N)


def test_after_the_close_nothing_can_be_done(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.set_meeting(replace(desk.meeting(replace(FIRST, held=True), SECOND), phase=Phase.CLOSED))
    assert card(panel, "second").actions == ()
    assert not panel.moderation.release_all.isVisible()
    assert not panel.moderation.switch.isVisible()
    with qtbot.assertNotEmitted(panel.next_item), qtbot.assertNotEmitted(panel.released):
        qtbot.keyClick(panel.list, Qt.Key.Key_N)
        qtbot.keyClick(panel.list, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)


def test_a_burst_is_shown_in_few_updates_and_its_end_is_not_missed(
    panel: IncomingPanel, qtbot: QtBot
) -> None:
    shown: list[int] = []
    panel.list.comments.rowsInserted.connect(lambda *_: shown.append(panel.list.comments.rowCount()))
    comments = [FIRST, SECOND]
    for number in range(200):
        comments.append(desk.comment(f"c{number}", minute=number))
        panel.offer_meeting(desk.meeting(*comments))
    qtbot.waitUntil(lambda: panel.list.comments.rowCount() == 202)
    assert len(shown) <= 3
