"""Texts with a number in them, where Qt looks below the name of an heir and would show English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTranslator

import dev
from tests.widgets.samples import ME, comment, meeting
from widgets.comment_list import CommentList
from widgets.comment_rows import comment_rows
from widgets.projector_desk import Preview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def japanese(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(dev.TRANSLATIONS / "kurumaza_ja.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("japanese")
def test_the_preview_speaks_japanese(qtbot: QtBot) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.set_meeting(meeting(comment("one")))
    assert preview.accessibleDescription() == "意見 1件"


@pytest.mark.usefixtures("japanese")
def test_the_list_speaks_japanese_of_what_is_new(qtbot: QtBot) -> None:
    cards = CommentList()
    qtbot.addWidget(cards)
    cards.resize(340, 200)
    cards.show()
    many = tuple(comment(f"c{number}") for number in range(30))
    cards.show_rows(comment_rows(many[:29], ME, frozenset(), {}, {}, may_react=True))
    cards.verticalScrollBar().setValue(0)
    cards.show_rows(comment_rows(many, ME, frozenset(), {}, {}, may_react=True))
    assert cards._more.isVisible()
    assert cards._more.text() == "新しい意見 1件 ↓"
    assert cards._more.accessibleName() == "新しい意見 1件へ"
