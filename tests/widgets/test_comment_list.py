from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from sync.discussion import Region
from sync.meeting import CommentKind, Names, Version
from tests.widgets.samples import DOCUMENT, ME, NOON_MS, PAGE_5, comment
from widgets.colours import LIGHT
from widgets.comment_list import CommentList
from widgets.comment_pieces import CardAction
from widgets.comment_rows import comment_rows
from widgets.theme import TextSize, apply_theme
from widgets.wording import body_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from sync.meeting import Comment

WIDTH, HEIGHT = 348, 420
TEXTS = {
    "kana": "あ" * 5_000,
    "letters": "x" * 5_000,
    "emoji": "👨‍👩‍👧" * 500,
    "markup": "<h1>x</h1><img src=file:///etc/passwd>",
    "hebrew": "שלום " * 50,
    "lines": "a" + "\n" * 300,
    "hindi": "नमस्ते " * 99,
}
DOCUMENTS = {"doc-1": DOCUMENT}


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    apply_theme(qapp, TextSize.SMALL, LIGHT)
    yield qapp
    apply_theme(qapp, TextSize.SMALL, LIGHT)


@pytest.fixture
def shown(app: QApplication, qtbot: QtBot) -> CommentList:
    assert app
    made = CommentList()
    qtbot.addWidget(made)
    made.resize(WIDTH, HEIGHT)
    made.show()
    return made


def fill(view: CommentList, *comments: Comment, waiting: frozenset[str] = frozenset()) -> None:
    view.show_rows(comment_rows(comments, ME, waiting, DOCUMENTS))


def many(count: int) -> list[Comment]:
    """Comments of one to nine lines."""
    return [comment(f"c{n}", f"{n} " + "窓口の待ち時間を短くする。" * (n % 9 + 1)) for n in range(count)]


def target(view: CommentList, name: str, action: CardAction) -> QPoint:
    """The middle of what has to be pressed, in the viewport."""
    index = view.comments.index(view.comments.row_of(name))
    view.scrollTo(index)
    rect = view.visualRect(index)
    card = view._cards.card(view.comments.row_at(index.row()), rect.width())
    return next(r for r, a in card.targets if a == action).center() + rect.topLeft()


def press(view: CommentList, name: str, action: CardAction) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=target(view, name, action))


def first_in_view(view: CommentList) -> tuple[str, int]:
    """The topmost comment and where its card begins."""
    index = view.indexAt(QPoint(20, 0))
    return view.comments.row_at(index.row()).comment.comment, view.visualRect(index).top()


@pytest.mark.parametrize("size", list(TextSize))
def test_rows_stand_one_below_the_other_without_gap(
    shown: CommentList, app: QApplication, size: TextSize
) -> None:
    apply_theme(app, size, LIGHT)
    fill(shown, *many(6))
    shown.verticalScrollBar().setValue(0)
    rects = [shown.visualRect(shown.comments.index(row)) for row in range(6)]
    visible = [rect for rect in rects if rect.top() < HEIGHT]
    for upper, lower in pairwise(visible):
        assert upper.bottom() + 1 == lower.top()
    for row, rect in enumerate(visible):
        assert rect.height() == shown.exact_height(row)


@pytest.mark.parametrize("body", list(TEXTS.values()), ids=list(TEXTS))
def test_any_text_stays_inside_its_card(shown: CommentList, body: str) -> None:
    fill(shown, comment("c", body))
    row = shown.comments.row_at(0)
    card = shown._cards.card(row, 330)
    begins = body_words(body)[:3].replace("\n", "\u2028")
    text = next(block for block in card.blocks if block.layout.text().startswith(begins))
    lines = [text.layout.lineAt(n) for n in range(text.layout.lineCount())]
    assert max(line.naturalTextWidth() for line in lines) <= card.card.width() - 24 + 1
    assert sum(line.textLength() for line in lines) == len(text.layout.text().encode("utf-16-le")) // 2
    assert text.top_left.y() + lines[-1].y() + lines[-1].height() <= card.card.bottom() + 1


def test_markup_is_painted_as_it_was_typed(shown: CommentList) -> None:
    fill(shown, comment("c", "<b>x</b>"))
    card = shown._cards.card(shown.comments.row_at(0), 330)
    assert "<b>x</b>" in [block.layout.text() for block in card.blocks]


def test_unsent_comment_looks_different(shown: CommentList) -> None:
    fill(shown, comment("c", author=ME), waiting=frozenset({"c"}))
    colours = [shown.viewport().grab().toImage().pixelColor(100, 13).name()]
    fill(shown, comment("c", author=ME))
    colours.append(shown.viewport().grab().toImage().pixelColor(100, 13).name())
    assert colours == [LIGHT.warning_soft, QColor(LIGHT.card).name()]


def test_opens_at_the_newest_and_stays_there(shown: CommentList) -> None:
    comments = many(60)
    fill(shown, *comments[:40])
    for count in (41, 45, 60):
        fill(shown, *comments[:count])
        last = shown.visualRect(shown.comments.index(count - 1))
        assert last.bottom() + 1 == shown.viewport().height()


def test_what_is_read_does_not_move_when_comments_come(shown: CommentList) -> None:
    comments = many(80)
    fill(shown, *comments[10:50])
    shown.verticalScrollBar().setValue(shown.verticalScrollBar().maximum() // 2)
    before = first_in_view(shown)
    fill(shown, *comments[10:60])
    assert first_in_view(shown) == before
    fill(shown, *comments)
    assert first_in_view(shown) == before
    fill(shown, *comments[5:20], *comments[22:])
    assert first_in_view(shown) == before


def test_new_ones_below_are_counted_until_one_goes_there(shown: CommentList, qtbot: QtBot) -> None:
    comments = many(50)
    fill(shown, *comments[:40])
    shown.verticalScrollBar().setValue(100)
    fill(shown, *comments[:43])
    more = shown.findChild(QPushButton)
    assert more is not None
    assert more.isVisible()
    assert "3" in more.text()
    with qtbot.waitSignal(more.clicked):
        more.click()
    assert shown.visualRect(shown.comments.index(40)).top() == 0  # new ones are read from the first on
    shown.scrollToBottom()
    assert more.isHidden()


def test_scrolling_up_shows_every_row_once_and_in_order(shown: CommentList) -> None:
    """Guessed heights are corrected on the way, and still no row is skipped and none jumps."""
    fill(shown, *many(60))
    bar = shown.verticalScrollBar()
    seen = [first_in_view(shown)[0]]
    for _ in range(2_000):
        if bar.value() == 0:
            break
        index = shown.indexAt(QPoint(20, 60))
        top = shown.visualRect(index).top()
        bar.setValue(bar.value() - 30)
        moved = shown.visualRect(index).top() - top
        assert moved == 30 or bar.value() == 0
        if first_in_view(shown)[0] != seen[-1]:
            seen.append(first_in_view(shown)[0])
    assert seen[-1] == "c0"
    numbers = [int(name[1:]) for name in seen]
    assert numbers == list(range(numbers[0], -1, -1))


def test_ten_thousand_comments_lay_out_only_what_is_seen(shown: CommentList) -> None:
    fill(shown, *many(10_000))
    shown.scrollTo(shown.comments.index(5_000))
    shown.viewport().grab()
    assert sum(shown._measured) < 100


def test_keyboard_reaches_every_row(shown: CommentList) -> None:
    fill(shown, *many(30))
    shown.setCurrentIndex(shown.comments.index(0))
    for row in range(1, 30):
        QTest.keyClick(shown, Qt.Key.Key_Down)
        assert shown.currentIndex().row() == row
        assert shown.viewport().rect().intersects(shown.visualRect(shown.currentIndex()))
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert shown.currentIndex().row() == 0
    QTest.keyClick(shown, Qt.Key.Key_PageDown)
    assert shown.currentIndex().row() > 0
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert shown.currentIndex().row() == 29
    assert shown.visualRect(shown.currentIndex()).bottom() < HEIGHT


@pytest.mark.parametrize("action", [CardAction.AGREE, CardAction.REPLY, CardAction.PLACE])
def test_what_is_pressed_is_said(shown: CommentList, qtbot: QtBot, action: CardAction) -> None:
    fill(shown, *many(9), comment("x", anchor=PAGE_5))
    with qtbot.waitSignal(shown.acted) as acted:
        press(shown, "x", action)
    assert acted.args == ["x", action]


def test_every_target_is_large_enough(shown: CommentList) -> None:
    fill(shown, comment("a", anchor=PAGE_5), comment("b", author=ME, anchor=PAGE_5))
    for number in range(2):
        targets = shown._cards.card(shown.comments.row_at(number), 330).targets
        assert len(targets) == 3
        assert [rect.height() >= 36 for rect, _ in targets] == [True] * 3
        areas = [rect for rect, action in targets if action != CardAction.PLACE]
        assert not areas[0].intersects(areas[1])


def test_withdrawing_asks_on_the_card(shown: CommentList, qtbot: QtBot) -> None:
    fill(shown, comment("a", author=ME))
    with qtbot.assertNotEmitted(shown.acted):
        press(shown, "a", CardAction.DELETE)
    with qtbot.waitSignal(shown.acted) as acted:
        press(shown, "a", CardAction.NO)
    assert acted.args == ["a", CardAction.NO]
    shown.setCurrentIndex(shown.comments.index(0))
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    with qtbot.waitSignal(shown.acted) as acted:
        QTest.keyClick(shown, Qt.Key.Key_Return)
    assert acted.args == ["a", CardAction.YES]
    with qtbot.assertNotEmitted(shown.acted):
        QTest.keyClick(shown, Qt.Key.Key_Return)


def test_keys_do_only_what_is_allowed(shown: CommentList, qtbot: QtBot) -> None:
    fill(shown, comment("a"))
    shown.setCurrentIndex(shown.comments.index(0))
    with qtbot.assertNotEmitted(shown.acted):
        QTest.keyClick(shown, Qt.Key.Key_F2)
        QTest.keyClick(shown, Qt.Key.Key_Delete)
        QTest.keyClick(shown, Qt.Key.Key_Return)
    with qtbot.waitSignal(shown.acted) as acted:
        QTest.keyClick(shown, Qt.Key.Key_Space)
    assert acted.args == ["a", CardAction.AGREE]


def test_menu_has_everything_in_words(shown: CommentList, qtbot: QtBot) -> None:
    fill(shown, comment("a", "本文", author=ME, anchor=PAGE_5), comment("b", agreed=frozenset({ME})))
    own = shown.menu_for(shown.comments.row_at(0))
    assert [entry.text() for entry in own.actions()] == [
        "Go to 資料2-1 p.5",
        "Change…",
        "Withdraw…",
        "Copy the text",
    ]
    other = shown.menu_for(shown.comments.row_at(1))
    assert [entry.text() for entry in other.actions()] == ["Take back my agreement", "Reply", "Copy the text"]
    with qtbot.waitSignal(shown.acted) as acted:
        other.actions()[0].trigger()
    assert acted.args == ["b", CardAction.AGREE]
    own.actions()[-1].trigger()
    assert QGuiApplication.clipboard().text() == "本文"


@pytest.mark.qt_log_ignore(
    "raise\\(\\)|grabbing the keyboard", extend=True
)  # the offscreen platform has none
def test_menu_key_opens_the_menu_of_the_current_comment(shown: CommentList, qtbot: QtBot) -> None:
    fill(shown, comment("a"), comment("b", author=ME))
    shown.setCurrentIndex(shown.comments.index(1))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), shown.mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(shown, event)
    (menu,) = shown.findChildren(QMenu)
    assert menu.isVisible()
    with qtbot.waitSignal(shown.acted) as acted:
        menu.actions()[0].trigger()
    assert acted.args == ["b", CardAction.EDIT]
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


def test_screen_reader_hears_every_row(shown: CommentList) -> None:
    fill(shown, *many(3), comment("x", "最後", anchor=PAGE_5))
    interface = QAccessible.queryAccessibleInterface(shown)
    assert interface.childCount() == 4
    last = interface.child(3)
    assert "資料2-1 p.5, 最後" in last.text(QAccessible.Text.Name)
    corner = shown.viewport().mapToGlobal(shown.visualRect(shown.comments.index(3)).topLeft())
    assert last.rect().topLeft() == corner


def test_hidden_comment_tells_its_author_why(shown: CommentList) -> None:
    fill(shown, comment("a", author=ME, hidden=True, hide_reason="個人名"))
    texts = [block.layout.text() for block in shown._cards.card(shown.comments.row_at(0), 330).blocks]
    assert any("Hidden from the others" in text and "個人名" in text for text in texts)


@pytest.mark.parametrize("kind", list(CommentKind))
def test_kind_is_a_word_a_sign_and_a_colour(shown: CommentList, kind: CommentKind) -> None:
    fill(shown, comment("a", kind=kind, shown=Names.WITHHELD))
    picture = shown.viewport().grab().toImage()
    card = shown._cards.card(shown.comments.row_at(0), shown.viewport().width())
    colours = {
        picture.pixelColor(x, card.chip.center().y()).name()
        for x in range(card.chip.left(), card.chip.right())
    }
    assert getattr(LIGHT, kind.value) in colours


def pieces(view: CommentList, name: str) -> list[str]:
    row = view.comments.row_at(view.comments.row_of(name))
    return [piece.text for piece, _ in view._cards.card(row, 330).pieces]


def blocks(view: CommentList, name: str) -> str:
    row = view.comments.row_at(view.comments.row_of(name))
    return "\n".join(block.layout.text() for block in view._cards.card(row, 330).blocks)


def test_nothing_moves_under_the_pointer_and_what_comes_is_counted(shown: CommentList) -> None:
    comments = many(60)
    fill(shown, *comments[:40])
    QTest.mouseMove(shown.viewport(), QPoint(60, 100))
    before = first_in_view(shown)
    fill(shown, *comments)
    assert first_in_view(shown) == before
    more = shown.findChild(QPushButton)
    assert more is not None
    assert more.text() == "New comments: 20 ↓"


def test_an_answer_that_comes_above_is_counted_and_led_to(shown: CommentList) -> None:
    comments = many(40)
    fill(shown, *comments)
    before = first_in_view(shown)
    fill(shown, *comments, comment("new", reply_to="c3"))
    assert first_in_view(shown) == before
    more = shown.findChild(QPushButton)
    assert more is not None
    assert more.text() == "New comments: 1 ↑"
    more.click()
    assert first_in_view(shown) == ("new", 0)
    assert more.isHidden()


def test_earlier_texts_open_with_their_times(shown: CommentList) -> None:
    changed = comment("a", "三つ目", versions=(Version("一つ目", NOON_MS), Version("二つ目", NOON_MS)))
    fill(shown, changed)
    assert "一つ目" not in blocks(shown, "a")
    height = shown.exact_height(0)
    press(shown, "a", CardAction.HISTORY)
    assert "一つ目" in blocks(shown, "a")
    assert "二つ目" in blocks(shown, "a")
    assert shown.exact_height(0) > height
    shown.setCurrentIndex(shown.comments.index(0))
    QTest.keyClick(shown, Qt.Key.Key_H)
    assert "一つ目" not in blocks(shown, "a")


def test_an_edit_after_the_close_is_shown_as_late_beside_the_text_of_the_record(shown: CommentList) -> None:
    fill(shown, comment("a", "閉会のとき", late_edits=(Version("後から", NOON_MS),)))
    assert any(piece.startswith("Changed after the close") for piece in pieces(shown, "a"))
    press(shown, "a", CardAction.HISTORY)
    assert "after the close, not in the record: 後から" in blocks(shown, "a")


def test_answers_stand_below_and_long_rows_of_them_unfold(shown: CommentList, qtbot: QtBot) -> None:
    fill(shown, comment("a"), *(comment(f"r{n}", reply_to="a") for n in range(5)), comment("b"))
    count = shown.comments.rowCount()
    assert [shown.comments.row_at(row).comment.comment for row in range(count)] == ["a", "r0", "r1", "b"]
    assert "▾ Show 3 more replies" in pieces(shown, "a")
    reply, root = (
        shown._cards.card(shown.comments.row_at(shown.comments.row_of(name)), 330).card.left()
        for name in ("r0", "a")
    )
    assert reply > root
    for way in ("mouse", "key"):
        with qtbot.waitSignal(shown.acted) as acted:
            if way == "mouse":
                press(shown, "a", CardAction.THREAD)
            else:
                shown.setCurrentIndex(shown.comments.index(0))
                QTest.keyClick(shown, Qt.Key.Key_T)
        assert acted.args == ["a", CardAction.THREAD]


def test_a_held_comment_of_ones_own_says_that_it_waits(shown: CommentList) -> None:
    fill(shown, comment("mine", author=ME, held=True), comment("other", held=True))
    assert shown.comments.rowCount() == 1
    assert "◷ Waiting to be checked" in pieces(shown, "mine")
    assert "✓ Reached the chair" not in pieces(shown, "mine")


def test_withdrawing_says_that_it_is_for_good(shown: CommentList) -> None:
    fill(shown, comment("mine", author=ME))
    press(shown, "mine", CardAction.DELETE)
    assert "It cannot be brought back." in pieces(shown, "mine")


def test_what_is_pointed_at_is_told(shown: CommentList, qtbot: QtBot) -> None:
    fill(shown, comment("a"), comment("b"))
    with qtbot.waitSignal(shown.pointed) as pointed:
        QTest.mouseMove(shown.viewport(), shown.visualRect(shown.comments.index(1)).center())
    assert pointed.args == ["b"]
    with qtbot.waitSignal(shown.pointed) as pointed:
        shown.setCurrentIndex(shown.comments.index(0))
    assert pointed.args == ["a"]


def test_quoted_words_and_frame_stand_on_the_card(shown: CommentList) -> None:
    part = replace(PAGE_5, region=Region(1, 1, 500, 500), quote="7回くり返される")
    fill(shown, comment("a", anchor=part))
    assert "“7回くり返される”" in blocks(shown, "a")
    assert "資料2-1 p.5 (a part)" in blocks(shown, "a")
