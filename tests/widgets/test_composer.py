from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, QUrl
from PySide6.QtGui import QFont, QInputMethodEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QPushButton

from sync.discussion import Region
from sync.meeting import Anchor, CommentDraft, CommentKind, Names
from tests.widgets.samples import PAGE_5
from widgets.comment_edit import MAX_CHARACTERS, CommentEdit, EditPanel
from widgets.composer import Composer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

CONTROL = Qt.KeyboardModifier.ControlModifier
PAGE_6 = Anchor("doc-1", 6)


class Repaints(QObject):
    """Notes which parts of a widget were painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.areas: list[QRect] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note the area and let it be painted."""
        if isinstance(event, QPaintEvent):
            self.areas.append(event.region().boundingRect())
        return False


def compose(widget: QWidget, text: str) -> None:
    """What an input method shows before the word is decided."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def commit(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def paste(edit: CommentEdit, text: str = "", url: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
        data.setHtml(f"<b>{text}</b>")
    if url:
        data.setUrls([QUrl(url)])
    edit.insertFromMimeData(data)


@pytest.fixture
def composer(qtbot: QtBot) -> Composer:
    made = Composer()
    qtbot.addWidget(made)
    made.resize(348, 240)
    made.set_item("item-2")
    made.set_place("item-2", PAGE_5, "資料2-1 p.5")
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def edit(composer: Composer) -> CommentEdit:
    found = composer.findChild(CommentEdit)
    assert found is not None
    found.setFocus()
    return found


def button(composer: Composer, words: str) -> QPushButton:
    return next(b for b in composer.findChildren(QPushButton) if words in b.accessibleName() + b.text())


def test_enter_makes_a_line_and_control_enter_posts(
    composer: Composer, edit: CommentEdit, qtbot: QtBot
) -> None:
    QTest.keyClicks(edit, "a")
    with qtbot.assertNotEmitted(composer.submitted):
        QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "b")
    with qtbot.waitSignal(composer.submitted) as posted:
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    assert posted.args == [CommentDraft("a\nb", CommentKind.OPINION, "item-2", PAGE_5)]


def test_nothing_is_posted_while_composing(composer: Composer, edit: CommentEdit, qtbot: QtBot) -> None:
    commit(edit, "予算を")
    compose(edit, "よさん")
    with qtbot.assertNotEmitted(composer.submitted):
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
        button(composer, "Post").click()
    commit(edit, "予算")
    with qtbot.waitSignal(composer.submitted) as posted:
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    assert posted.args[0].body == "予算を予算"


def test_field_does_not_finish_while_composing(edit: CommentEdit, qtbot: QtBot) -> None:
    compose(edit, "よさん")
    with qtbot.assertNotEmitted(edit.finished), qtbot.assertNotEmitted(edit.escaped):
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
        QTest.keyClick(edit, Qt.Key.Key_Escape)
    commit(edit, "予算")
    with qtbot.waitSignal(edit.finished):
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)


def test_hint_does_not_stand_under_what_is_composed(edit: CommentEdit) -> None:
    """The hint is painted by the field itself, and only while there is nothing at all."""
    assert edit.placeholderText() == ""
    compose(edit, "か")
    composing = edit.grab().toImage()
    edit.set_hint("")
    assert edit.grab().toImage() == composing
    compose(edit, "")
    nothing = edit.grab().toImage()
    edit.set_hint("Write what you think.")
    assert edit.grab().toImage() != nothing


def test_the_first_letter_takes_away_the_whole_hint(edit: CommentEdit, qtbot: QtBot) -> None:
    """Qt itself paints only the line that changed; the hint has two."""
    QApplication.processEvents()
    painted = Repaints()
    edit.viewport().installEventFilter(painted)
    QTest.keyClicks(edit, "a")
    qtbot.waitUntil(lambda: bool(painted.areas))
    assert edit.viewport().rect() in painted.areas


def test_nothing_can_be_posted_without_text(composer: Composer, edit: CommentEdit) -> None:
    post = button(composer, "Post")
    assert not post.isEnabled()
    edit.setPlainText(" \n ")
    assert not post.isEnabled()
    edit.setPlainText("x")
    assert post.isEnabled()


def test_text_stays_until_it_is_said_to_be_posted(
    composer: Composer, edit: CommentEdit, qtbot: QtBot
) -> None:
    edit.setPlainText("意見")
    with qtbot.waitSignal(composer.submitted):
        button(composer, "Post").click()
    assert edit.toPlainText() == "意見"
    with qtbot.assertNotEmitted(composer.submitted):
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    composer.release()
    with qtbot.waitSignal(composer.submitted):
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    composer.clear()
    assert edit.toPlainText() == ""


def test_what_was_typed_after_posting_stays(composer: Composer, edit: CommentEdit) -> None:
    edit.setPlainText("一つ目")
    button(composer, "Post").click()
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    commit(edit, "二つ目")
    assert not button(composer, "Post").isEnabled()
    composer.clear()
    assert edit.toPlainText() == "二つ目"
    assert button(composer, "Post").isEnabled()


def test_text_belongs_to_the_page_it_was_begun_on(composer: Composer, edit: CommentEdit) -> None:
    edit.setPlainText("この図")
    composer.set_place("item-2", PAGE_6, "資料2-1 p.6")
    assert composer.draft().anchor == PAGE_5
    composer.set_item("item-9")
    assert composer.draft().anchor == PAGE_5
    place = button(composer, "Belongs to")
    place.click()
    assert (composer.draft().anchor, composer.draft().agenda) == (None, "item-9")
    place.click()
    assert (composer.draft().anchor, composer.draft().agenda) == (PAGE_6, "item-2")


def test_the_page_of_another_item_is_put_on_by_a_press_alone(composer: Composer, edit: CommentEdit) -> None:
    """When the meeting goes on, what is written next belongs to where it is now."""
    composer.set_item("item-3")
    assert (composer.draft().anchor, composer.draft().agenda) == (None, "item-3")
    place = button(composer, "Belongs to")
    place.click()
    composer.set_place("item-2", PAGE_6, "資料2-1 p.6")
    assert (composer.draft().anchor, composer.draft().agenda) == (PAGE_6, "item-2")
    edit.setPlainText("この図")
    composer.clear()
    assert (composer.draft().anchor, composer.draft().agenda) == (None, "item-3")
    composer.set_item("item-2")
    assert composer.draft().anchor == PAGE_6
    place.click()
    composer.set_place("item-2", PAGE_5, "資料2-1 p.5")
    assert composer.draft().anchor is None  # the person took it off


def test_control_enter_posts_from_every_part(composer: Composer, edit: CommentEdit, qtbot: QtBot) -> None:
    qtbot.waitUntil(composer.isActiveWindow)
    edit.setPlainText("意見")
    parts = [each for each in composer.findChildren(QAbstractButton) if each.isVisibleTo(composer)]
    assert len(parts) >= 7
    for part in (each for each in parts if each.isEnabled()):
        part.setFocus()
        with qtbot.waitSignal(composer.submitted):
            QTest.keyClick(part, Qt.Key.Key_Return, CONTROL)
        composer.release()


def test_the_promise_names_an_item_that_is_not_the_present_one(composer: Composer) -> None:
    composer.set_policy(Names.WITHHELD, other_item=1)
    assert "Rule of item 1: Your name" in composer._promise.text()
    composer.set_policy(Names.OPEN, other_item=1)
    assert "Goes to item 1: The chair" in composer._promise.text()
    composer.set_policy(Names.WITHHELD)
    assert "Rule of this item" in composer._promise.text()


def test_empty_field_follows_the_page(composer: Composer) -> None:
    composer.set_place("item-2", PAGE_6, "資料2-1 p.6")
    assert composer.draft().anchor == PAGE_6
    composer.set_place("", None, "")
    assert composer.draft().anchor is None


@pytest.mark.parametrize(("key", "kind"), list(zip("1234", CommentKind, strict=True)))
def test_kinds_have_keys(
    composer: Composer, edit: CommentEdit, key: str, kind: CommentKind, qtbot: QtBot
) -> None:
    qtbot.waitUntil(composer.isActiveWindow)
    QTest.keyClick(edit, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.AltModifier)
    assert composer.draft().kind is kind
    assert edit.toPlainText() == ""


def test_a_click_on_a_kind_goes_on_in_the_text(composer: Composer, edit: CommentEdit, qtbot: QtBot) -> None:
    qtbot.waitUntil(composer.isActiveWindow)
    concern = button(composer, "Concern")
    for start in (button(composer, "Belongs to"), concern):
        start.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.mouseClick(concern, Qt.MouseButton.LeftButton)
        assert composer.draft().kind is CommentKind.CONCERN
        assert edit.hasFocus()


def test_keys_stay_among_the_kinds_except_those_that_lead_from_the_text(
    composer: Composer, edit: CommentEdit, qtbot: QtBot
) -> None:
    qtbot.waitUntil(composer.isActiveWindow)
    opinion, question = button(composer, "Opinion"), button(composer, "Question")
    QTest.mousePress(opinion, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(opinion, Qt.MouseButton.LeftButton, pos=opinion.rect().bottomRight() * 3)
    opinion.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(opinion, Qt.Key.Key_Space)
    assert opinion.hasFocus()
    QTest.keyClick(opinion, Qt.Key.Key_Right)
    assert question.hasFocus()
    QTest.keyClick(question, Qt.Key.Key_Space)
    assert composer.draft().kind is CommentKind.QUESTION
    assert question.hasFocus()
    QTest.keyClick(question, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert composer.draft().kind is list(CommentKind)[2]
    assert edit.hasFocus()


def test_a_draft_comes_back_whole(composer: Composer) -> None:
    draft = CommentDraft("途中", CommentKind.CONCERN, "item-2", PAGE_6, "answered", name_withheld=True)
    composer.set_draft(draft, "資料2-1 p.6", "席4")
    assert composer.draft() == draft
    composer.set_place("item-2", PAGE_5, "資料2-1 p.5")
    assert composer.draft() == draft


def test_every_change_of_the_draft_is_told(composer: Composer, edit: CommentEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(composer.draft_changed) as told:
        commit(edit, "会")
    assert told.args[0].body == "会"
    with qtbot.waitSignal(composer.draft_changed) as told:
        button(composer, "Concern").click()
    assert told.args[0].kind is CommentKind.CONCERN


@pytest.mark.parametrize(
    ("rule", "may_choose", "checked"),
    [
        (Names.OPEN, True, True),
        (Names.NAMED, False, False),
        (Names.DEPARTMENT, False, False),
        (Names.WITHHELD, False, True),
    ],
)
def test_rule_for_names_binds_and_a_wish_comes_back(
    composer: Composer, rule: Names, *, may_choose: bool, checked: bool
) -> None:
    box = composer.findChild(QCheckBox)
    assert box is not None
    box.click()
    composer.set_policy(rule)
    assert (box.isEnabled(), box.isChecked()) == (may_choose, checked)
    composer.set_policy(Names.OPEN)
    assert composer.draft().name_withheld


def test_row_25_the_field_counts_to_two_thousand_characters_and_keeps_a_longer_text(
    composer: Composer, edit: CommentEdit
) -> None:
    for sign in ("あ", "𠮷"):  # the second one is two units of UTF-16, and one character
        edit.setPlainText(sign * MAX_CHARACTERS)
        assert composer._counter.text() == "2,000 / 2,000"
        assert button(composer, "Post").isEnabled()
        edit.setPlainText(sign * (MAX_CHARACTERS + 1))
        assert composer._counter.text() == "2,001 / 2,000"
        assert not button(composer, "Post").isEnabled()
    assert len(composer.draft().body) == MAX_CHARACTERS + 1


def test_row_26_paste_is_plain_text_without_signs_that_nobody_sees(edit: CommentEdit, qtbot: QtBot) -> None:
    paste(edit, "太字\u202e")
    assert edit.toPlainText() == "太字"
    assert edit.textCursor().charFormat().fontWeight() < QFont.Weight.Bold
    paste(edit, url="file:///etc/passwd")
    paste(edit, "", "")
    with qtbot.waitSignal(edit.paste_refused):
        paste(edit, "長" * 100_000)
    assert edit.toPlainText() == "太字"


def test_closed_composer_keeps_the_text(composer: Composer, edit: CommentEdit) -> None:
    edit.setPlainText("まだ")
    composer.set_closed("The meeting is closed.")
    assert not button(composer, "Post").isEnabled()
    assert edit.toPlainText() == "まだ"
    composer.set_closed("")
    assert button(composer, "Post").isEnabled()


def test_reply_can_be_dropped(composer: Composer) -> None:
    composer.set_reply("c", "R&D")
    reply = button(composer, "Reply to R&D")
    assert composer.draft().reply_to == "c"
    reply.click()
    assert composer.draft().reply_to == ""
    assert reply.isHidden()


def test_change_of_a_comment_is_saved_or_given_up(qtbot: QtBot) -> None:
    panel = EditPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.start("c", "前")
    edit = panel.findChild(CommentEdit)
    assert edit is not None
    with qtbot.assertNotEmitted(panel.saved):
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    commit(edit, "後")
    with qtbot.waitSignal(panel.saved) as saved:
        QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    assert saved.args == ["c", "前後"]
    with qtbot.waitSignal(panel.cancelled):
        QTest.keyClick(edit, Qt.Key.Key_Escape)


PART = Anchor("doc-1", 5, "", Region(1, 2, 3_000, 400), "くり返される")


def labels(composer: Composer) -> str:
    return "\n".join(label.text() for label in composer.findChildren(QLabel) if not label.isHidden())


def test_a_part_of_a_page_is_named_with_its_words_and_dropped_step_by_step(composer: Composer) -> None:
    told: list[Anchor | None] = []
    composer.region_changed.connect(told.append)
    composer.set_place("item-2", PAGE_5, "資料2-1 p.5")
    composer.attach("item-2", PART, "資料2-1 p.5")
    chip = next(b for b in composer.findChildren(QPushButton) if "p.5" in b.text())
    assert chip.text() == "On a part of p.5 ✕"
    assert "くり返される" in labels(composer)
    assert composer.draft().anchor == PART
    assert told == [PART]
    chip.click()
    assert composer.draft().anchor == PAGE_5
    assert told == [PART, None]
    assert "くり返される" not in labels(composer)
    chip.click()
    assert composer.draft().anchor is None


def test_an_answer_goes_to_the_item_of_what_it_answers_and_to_no_page(composer: Composer) -> None:
    composer.set_place("item-2", PAGE_5, "資料2-1 p.5")
    composer.set_reply("c", "席4", "item-4")
    assert (composer.draft().agenda, composer.draft().anchor) == ("item-4", None)
    composer.set_reply("", "")
    assert (composer.draft().agenda, composer.draft().anchor) == ("item-2", PAGE_5)


def test_escape_leaves_an_answer_and_loses_no_letter(composer: Composer, qtbot: QtBot) -> None:
    composer.set_reply("c", "席4", "item-4")
    edit = composer.findChild(CommentEdit)
    assert edit is not None
    edit.setPlainText("書きかけ")
    with qtbot.waitSignal(composer.left):
        QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert (composer.draft().reply_to, composer.draft().body) == ("", "書きかけ")
    with qtbot.assertNotEmitted(composer.left), qtbot.waitSignal(composer.escaped):
        QTest.keyClick(edit, Qt.Key.Key_Escape)


def test_a_rule_that_changes_while_one_writes_is_said(composer: Composer) -> None:
    edit = composer.findChild(CommentEdit)
    assert edit is not None
    composer.set_policy(Names.OPEN)
    edit.setPlainText("書きかけ")
    assert "has changed" not in labels(composer)
    composer.set_policy(Names.OPEN, holds=True)
    assert "The rule has changed while you write." in labels(composer)
    assert "Shown once the chair has checked it." in labels(composer)
    edit.setPlainText("")
    assert "has changed" not in labels(composer)
