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
    assert chosen.args == [PLAIN, content, False]
    assert not panel.isVisible()


@pytest.mark.parametrize("content", [CarryContent.EVERYTHING, CarryContent.MISSING])
def test_confidential_documents_are_asked_about_once(
    panel: CarryPanel, qtbot: QtBot, content: CarryContent
) -> None:
    panel.ask([SECRET])
    assert panel.content is CarryContent.EVENTS
    panel.choose(content)
    with qtbot.assertNotEmitted(panel.chosen):
        panel.write.click()
        assert panel.question.isVisible()
        panel.question.no.click()
    assert panel.isVisible()
    assert panel.write.isVisible()
    panel.write.click()
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.question.yes.click()
    assert chosen.args == [SECRET, content, True]


@pytest.mark.parametrize("content", [CarryContent.EVENTS, CarryContent.LIST])
def test_without_documents_nothing_is_asked(panel: CarryPanel, qtbot: QtBot, content: CarryContent) -> None:
    panel.ask([SECRET])
    panel.choose(content)
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.write.click()
    assert chosen.args == [SECRET, content, False]


def test_of_several_meetings_one_is_chosen(panel: CarryPanel, qtbot: QtBot) -> None:
    panel.ask([PLAIN, SECRET])
    second(panel)
    assert panel.content is CarryContent.EVENTS
    assert "confidential" in panel._warning.text()
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.write.click()
    assert chosen.args[0] == SECRET
    panel.ask([PLAIN])
    assert panel._which is None
    assert "confidential" not in panel._warning.text()


def test_escape_goes_back_one_step_at_a_time(panel: CarryPanel, qtbot: QtBot) -> None:
    panel.ask([SECRET])
    panel.choose(CarryContent.EVERYTHING)
    panel.write.click()
    qtbot.keyClick(panel.question.no, Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert not panel.question.isVisible()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_it_fits_the_screen_at_every_text_size(panel: CarryPanel, text_size: TextSize) -> None:
    panel.ask([PLAIN, SECRET])
    assert panel.height() <= 700, text_size
    for button in panel.findChildren(QRadioButton):
        assert button.accessibleDescription()
        assert button.height() >= 36
    second(panel)
    panel.choose(CarryContent.EVERYTHING)
    panel.write.click()
    QApplication.processEvents()
    assert panel.height() <= 700
    for part in (panel.question.yes, panel.question.no):
        assert panel.rect().contains(part.rect().translated(part.mapTo(panel, QPoint())))
