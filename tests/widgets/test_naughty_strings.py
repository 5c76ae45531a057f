"""Hostile texts as body, name, seat and question: shown isolated, inside their card, in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from sync.discussion import Floor, FloorRequest, Poll, PollKind, Region
from sync.meeting import Anchor, Member
from tests.widgets.samples import ME, NOON_MS, comment, meeting
from widgets.comment_card import UNBOUNDED
from widgets.comment_list import CommentList
from widgets.comment_rows import comment_rows, row_in_words
from widgets.floor_bar import FloorBar
from widgets.poll_panel import PollPanel
from widgets.wording import UNSEEN

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAUGHTY = (
    "\u202etest\u202e",
    "\u2066\u2067\u202aabc\u2069",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮" * 5,
    "הָיְתָהtestالصفحات التّحول 12",
    "﷽" * 30,
    "<script>alert(1)</script><b>x</b>&amp;",
    "&File & 'quote' \"x\" %s %1 {0} {name} %n",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿❤️✋🏿" * 20,
    "神\ufe00 葛󠄀 𠮷 﨑",
    "a\x00b\x07c\x1b[31m\r\n\t\x7f",
    "\u200b\ufeff\u2060",
    "田中さんにあげて下さい" * 200,
    "W" * 3_000,
    "\n" * 500 + "x",
    "" * 1,
)


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_a_card_holds_whatever_it_is_given(qtbot: QtBot, text: str) -> None:
    view = CommentList()
    qtbot.addWidget(view)
    view.resize(348, 400)
    view.show()
    part = Anchor("doc-1", 5, "", Region(1, 1, 500, 500), text)
    hostile = comment("x", text, seat=text, department=text, anchor=part, answered=True, answer=text)
    view.show_rows(comment_rows([comment("a"), hostile, comment("b", reply_to="x")], ME))
    for number in range(3):
        card = view._cards.card(view.comments.row_at(number), view.viewport().width())
        for block in card.blocks:
            lines = [block.layout.lineAt(n) for n in range(block.layout.lineCount())]
            right = block.top_left.x() + max((line.naturalTextWidth() for line in lines), default=0)
            assert right <= card.card.right() + 1 or lines[0].width() == UNBOUNDED
            assert not UNSEEN.search(block.layout.text().replace("\u2028", ""))
        assert all(rect.right() <= card.card.right() for rect, _ in card.targets)
    assert [view.comments.row_at(n).comment.comment for n in range(3)] == ["a", "x", "b"]
    assert not UNSEEN.search(
        row_in_words(view.comments.row_at(1)).replace("\u2068", "").replace("\u2069", "")
    )
    view.viewport().grab()


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_a_poll_and_the_floor_hold_whatever_they_are_given(qtbot: QtBot, text: str) -> None:
    panel, bar = PollPanel(), FloorBar(lambda: NOON_MS)
    for widget in (panel, bar):
        qtbot.addWidget(widget)
        widget.resize(700, 500)
        widget.show()
    poll = Poll("p", text, PollKind.CHOICE, (text, "二"), NOON_MS, eligible=(ME,), tally=(1, 0))
    member = Member("device-4", text, text, text)
    whole = meeting(polls=(poll,), floor=Floor((FloorRequest("r", "device-4", NOON_MS),)))
    whole = replace(whole, members=(*whole.members[:1], member))
    panel.set_meeting(whole, ME)
    bar.set_meeting(whole, ME, allowed=True)
    QApplication.processEvents()
    assert panel.width() == 700
    for button in panel.buttons._buttons:
        assert button.geometry().right() <= panel.width()
    for label in panel.findChildren(QLabel):
        assert not UNSEEN.search(label.text().replace("\u2068", "").replace("\u2069", ""))
    bar._fill_menu()
    (entry,) = bar._menu.actions()
    assert entry.text().startswith("1. ")
    assert "\n" not in entry.text()
