from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.discussion import YES_NO_OPTIONS, Outcome, Poll, PollKind
from tests.widgets.samples import NOON_MS
from widgets.past_polls import PastPollsButton

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def poll(name: str, closed_ms: int = 0) -> Poll:
    return Poll(
        name,
        f"{name}でよいですか。",
        PollKind.YES_NO,
        YES_NO_OPTIONS,
        NOON_MS,
        closed_ms=closed_ms,
        eligible=("a", "b", "c"),
        voted=("a", "b"),
        tally=(2, 0, 0),
        invalid=1,
        outcome=Outcome.CARRIED if closed_ms else Outcome.OPEN,
    )


@pytest.fixture
def button(qtbot: QtBot) -> PastPollsButton:
    made = PastPollsButton()
    qtbot.addWidget(made)
    return made


def test_results_of_polls_that_are_over_can_be_read(button: PastPollsButton) -> None:
    button.set_polls((poll("甲"),))
    assert button.isHidden()
    button.set_polls((poll("甲", NOON_MS + 1), poll("乙", NOON_MS + 2), poll("丙")))
    assert not button.isHidden()
    assert "2" in button.text()
    texts = [button.box.list.item(row).text() for row in range(button.box.list.count())]
    assert len(texts) == 2
    assert "乙でよいですか。" in texts[0]
    for part in ("Carried", "甲でよいですか。", "Yes 2 (100 %)", "Voted: 2 of 3", "invalid"):
        assert part in texts[1]


def test_escape_closes_the_list(button: PastPollsButton) -> None:
    button.set_polls((poll("甲", NOON_MS + 1),))
    button.show()
    button.click()
    assert button.box.isVisible()
    QTest.keyClick(button.box.list, Qt.Key.Key_Escape)
    assert not button.box.isVisible()
