from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QRadioButton

from widgets.carry_panel import CarryPanel
from widgets.carry_values import CarryContent, CarryMeeting
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PLAIN = CarryMeeting("p", "定例会議")
SECRET = CarryMeeting("s", "人事の会議", confidential=True)


@pytest.fixture
def panel(qtbot: QtBot) -> CarryPanel:
    panel = CarryPanel()
    qtbot.addWidget(panel)
    return panel


@pytest.fixture(params=list(TextSize))
def text_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[TextSize]:
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, TextSize.SMALL)


def second(panel: CarryPanel) -> None:
    """Choose the second of the meetings in its menu."""
    assert panel._which is not None
    assert panel._which.isVisible()
    panel._which.menu().actions()[1].trigger()


@pytest.mark.parametrize("content", list(CarryContent))
def test_what_is_chosen_is_told_at_once(panel: CarryPanel, qtbot: QtBot, content: CarryContent) -> None:
    panel.ask([PLAIN])
    assert panel.content is CarryContent.EVERYTHING
    panel.choose(content)
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.write.click()
    assert chosen.args == [PLAIN, content]
    assert not panel.isVisible()


def test_confidential_documents_stay_behind_and_the_panel_says_so(panel: CarryPanel, qtbot: QtBot) -> None:
    panel.ask([SECRET])
    assert panel.content is CarryContent.EVERYTHING
    for words in (panel._warning.text(), panel._warning.accessibleName()):
        assert "Confidential documents stay behind" in words
        assert "not encrypted" in words
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.write.click()
    assert chosen.args == [SECRET, CarryContent.EVERYTHING]


def test_of_several_meetings_one_is_chosen(panel: CarryPanel, qtbot: QtBot) -> None:
    panel.ask([PLAIN, SECRET])
    second(panel)
    assert "Confidential" in panel._warning.text()
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.write.click()
    assert chosen.args[0] == SECRET
    panel.ask([PLAIN])
    assert panel._which is None
    assert "Confidential" not in panel._warning.text()


def test_escape_closes_it_and_nothing_is_written(panel: CarryPanel, qtbot: QtBot) -> None:
    panel.ask([SECRET])
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_it_fits_the_screen_at_every_text_size(panel: CarryPanel, text_size: TextSize) -> None:
    panel.ask([PLAIN, SECRET])
    assert panel.height() <= 700, text_size
    for button in panel.findChildren(QRadioButton):
        assert button.accessibleDescription()
        assert button.height() >= 36
    second(panel)
    QApplication.processEvents()
    assert panel.height() <= 700
    for part in (panel._warning, panel.write, panel.cancel):
        assert panel.rect().contains(part.rect().translated(part.mapTo(panel, QPoint())))
