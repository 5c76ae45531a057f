from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from tests.widgets.samples import ME, comment, meeting
from widgets.comment_list import CommentList
from widgets.comment_rows import comment_rows
from widgets.incoming_list import IncomingList
from widgets.quiet_scroll_bar import QuietScrollBar
from widgets.theme import current_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def colours(bar: QuietScrollBar) -> set[str]:
    image = bar.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


@pytest.fixture(params=[CommentList, IncomingList])
def cards(request: pytest.FixtureRequest, qtbot: QtBot) -> CommentList | IncomingList:
    made: CommentList | IncomingList = request.param()
    qtbot.addWidget(made)
    made.resize(340, 300)
    made.show()
    return made


def fill(cards: CommentList | IncomingList, count: int) -> None:
    comments = tuple(comment(f"c{number}") for number in range(count))
    if isinstance(cards, IncomingList):
        cards.set_meeting(meeting(*comments))
    else:
        cards.show_rows(comment_rows(comments, ME, frozenset(), {}, {}, may_react=True))


def test_one_card_needs_no_bar(cards: CommentList | IncomingList) -> None:
    fill(cards, 1)
    bar = cards.verticalScrollBar()
    assert isinstance(bar, QuietScrollBar)
    assert colours(bar) == {QColor(current_theme().palette.background).name()}


def test_it_is_seen_only_when_there_is_more(cards: CommentList | IncomingList, qtbot: QtBot) -> None:
    bar = cards.verticalScrollBar()
    assert isinstance(bar, QuietScrollBar)
    ground = {QColor(current_theme().palette.background).name()}
    assert colours(bar) == ground
    width = cards.viewport().width()
    fill(cards, 30)
    qtbot.waitUntil(bar.is_needed)
    assert colours(bar) != ground
    assert cards.viewport().width() == width
