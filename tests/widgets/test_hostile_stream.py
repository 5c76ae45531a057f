"""The chair's stream with texts that break careless programs, wherever somebody can write one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from sync.discussion import Group
from sync.meeting import AgendaItem, Anchor, Document
from tests.widgets import desk
from tests.widgets.hostile_texts import HOSTILE
from widgets.incoming_model import CARD_ROLE
from widgets.incoming_panel import IncomingPanel
from widgets.incoming_words import card_body, card_in_words, meta_words, note_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from sync.meeting import Meeting

TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")


def hostile(text: str) -> Meeting:
    """Everything that somebody wrote is this text, and an honest comment stands on either side."""
    body = replace(
        desk.comment("bad", minute=1, body=text), name=text, seat=text, department=text, anchor=Anchor("d", 1)
    )
    hidden = replace(desk.comment("hidden", minute=2, body=text), hidden=True, hide_reason=text)
    answered = replace(desk.comment("answered", minute=3, body=text), answered=True, answer=text)
    members = [replace(desk.comment(each, minute=4, body=text), group="g") for each in ("lead", "other")]
    reply = replace(desk.comment("reply", minute=5, body=text), reply_to="bad")
    honest = (desk.comment("before"), desk.comment("after", minute=9))
    found = desk.meeting(honest[0], body, hidden, answered, *members, reply, honest[1])
    document = Document("d", text, text, "two", "x", 1)
    agenda = (AgendaItem("two", 2, text, 5, documents=(document,)),)
    return replace(found, groups=(Group("g", ("lead", "other"), text),), agenda=agenda)


@pytest.mark.parametrize("text", HOSTILE)
def test_it_stays_on_its_card_in_its_order(qtbot: QtBot, text: str) -> None:
    panel = IncomingPanel()
    qtbot.addWidget(panel)
    panel.resize(600, 700)
    panel.show()
    panel.set_suggestions([("bad", "reply")])
    panel.alike_button.click()
    panel.set_meeting(hostile(text))
    panel.list.comments.set_opened("g", on=True)
    panel.list.scrollToBottom()
    QApplication.processEvents()
    assert not panel.grab().isNull()
    model = panel.list.comments
    keys = [model.card_at(row).key for row in range(model.rowCount())]
    assert keys == [
        "alike:bad reply",
        "after",
        "reply",
        "lead",
        "other",
        "answered",
        "hidden",
        "bad",
        "before",
    ]
    for row in range(model.rowCount()):
        layout = panel.list.cards.card_layout(model.index(row), 560)
        whole = QRect(0, 0, 560, layout.size.height())
        for part in (layout.tag, layout.state, layout.body, *(rect for _, rect in layout.buttons)):
            assert whole.contains(part) or part.isEmpty()
        assert len({layout.tag.top(), layout.state.top()}) == 1
    assert panel.width() == 600


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_said_of_it_turns_nothing_beside_it(qtbot: QtBot, text: str) -> None:
    panel = IncomingPanel()
    qtbot.addWidget(panel)
    panel.set_suggestions([("bad", "reply")])
    panel.set_meeting(hostile(text))
    panel.alike_button.click()
    model = panel.list.comments
    for row in range(model.rowCount()):
        card = model.index(row).data(CARD_ROLE)
        for words in (meta_words(card), note_words(card), card_body(card), card_in_words(card)):
            assert not TURNING.search(words)
            assert words.count("\u2068") == words.count("\u2069")
            assert "\x00" not in words
