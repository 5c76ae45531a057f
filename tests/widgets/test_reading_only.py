"""A PC that only took a meeting in from a file: it reads, and says how to take part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from sync.discussion import LookBack, LookBackQuestion, QuestionKind
from sync.status import OnOurOwn
from tests.widgets.samples import ME, NOON_MS, comment, meeting
from widgets.colours import LIGHT
from widgets.comment_edit import CommentEdit
from widgets.comment_list import allowed_actions
from widgets.comment_pieces import CardAction
from widgets.seat_window import SeatWindow
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> SeatWindow:
    apply_theme(qapp, TextSize.SMALL, LIGHT)
    made = SeatWindow(QWidget(), lambda: NOON_MS)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def test_a_pc_that_has_the_meeting_from_a_file_reads_and_is_told_how_to_take_part(window: SeatWindow) -> None:
    stranger = "device-of-nobody"
    question = LookBackQuestion("よかった点は", QuestionKind.TEXT)
    asked = replace(meeting(comment("c1")), lookback=LookBack("l1", (question,), NOON_MS))
    window.set_meeting(asked, ME)
    assert window.comments.may_post
    assert window.lookback.isVisible()
    window.set_meeting(asked, stranger)
    assert not window.comments.may_post
    (said,) = [
        label.text()
        for label in window.comments.composer.findChildren(QLabel)
        if label.isVisible() and "join" in label.text()
    ]
    assert "from a file" in said
    composer = window.comments.composer
    assert not any(part.isVisible() for part in composer.findChildren(QAbstractButton))
    assert not any(part.isVisible() for part in composer.findChildren(CommentEdit))
    window.set_link(OnOurOwn(0))
    assert "saved on this PC" not in " ".join(
        label.text() for label in composer.findChildren(QLabel) if label.isVisible()
    )
    assert not window.comments.floor.button.isVisible()
    assert not window.lookback.isVisible()
    row = window.comments.list.comments.row_at(0)
    assert not {CardAction.AGREE, CardAction.REPLY} & set(allowed_actions(row))
    window.set_meeting(asked, ME)
    assert window.comments.may_post
    assert window.comments.composer.findChild(CommentEdit).isVisible()
