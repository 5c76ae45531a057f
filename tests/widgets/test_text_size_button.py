from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.text_size_button import TextSizeButton
from widgets.theme import TextSize

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_button_walks_round_and_says_where_it_is(qtbot: QtBot) -> None:
    button = TextSizeButton()
    qtbot.addWidget(button)
    button.set_size(TextSize.SMALL)
    said = []
    for expected in (TextSize.MEDIUM, TextSize.LARGE, TextSize.SMALL):
        with qtbot.waitSignal(button.size_chosen) as chosen:
            button.click()
        assert chosen.args == [expected]
        button.set_size(expected)
        said.append(button.accessibleDescription())
    assert len(set(said)) == len(TextSize)
