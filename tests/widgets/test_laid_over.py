from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.laid_over import MARGIN, LaidOver
from widgets.question_strip import QuestionStrip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_it_keeps_to_its_edge_however_the_one_below_grows(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(400, 300)
    above = QPushButton("新しい意見 3件")
    above.hide()
    LaidOver(above, below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    below.show()
    assert not above.isVisible()
    above.show()
    assert above.geometry().right() == 399 - MARGIN
    assert above.geometry().top() == MARGIN
    below.resize(600, 300)
    assert above.geometry().right() == 599 - MARGIN


def test_at_the_foot_it_is_as_wide_as_there_is_room(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(400, 300)
    above = QPushButton("お知らせ")
    LaidOver(above, below, Qt.AlignmentFlag.AlignBottom)
    below.show()
    above.show()
    assert above.width() == 400 - 2 * MARGIN
    assert above.geometry().bottom() == 299 - MARGIN


def test_what_is_inside_is_laid_out_for_the_size_it_has(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(700, 300)
    strip = QuestionStrip()
    LaidOver(strip, below, Qt.AlignmentFlag.AlignTop)
    below.show()
    strip.ask("一覧に出ている8件を公開しますか。", "公開する", lambda: None)
    assert strip.rect().contains(strip.question.geometry())
    assert strip.rect().contains(strip.no.geometry())
