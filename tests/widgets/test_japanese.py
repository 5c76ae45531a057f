"""What only the Japanese words show: numbers in texts of heirs, and how much room the words need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QWidget

import dev
from sync.meeting import Moderation
from tests.widgets import desk
from tests.widgets.samples import ME, comment, meeting
from widgets.chair_window import ChairWindow
from widgets.comment_list import CommentList
from widgets.comment_rows import comment_rows
from widgets.projector_desk import Preview
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

SMALL_SCREEN = 1366


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


@pytest.mark.usefixtures("japanese")
def test_the_chairs_desk_keeps_within_a_small_screen_at_large_text(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, TextSize.LARGE)
    try:
        window = ChairWindow(QWidget())
        qtbot.addWidget(window)
        held = replace(desk.comment("c"), held=True)
        for rule in Moderation:
            window.set_meeting(replace(desk.meeting(held), moderation=rule), "device1")
            window.presenting.show_state(place="資料2-1 窓口業務の見直しについて p.3", can_show=True)
            assert window.minimumSizeHint().width() <= SMALL_SCREEN
    finally:
        apply_theme(qapp, TextSize.SMALL)
