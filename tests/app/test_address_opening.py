from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from app.address_opening import AddressOpening

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ADDRESS = "https://www.example.jp/議会"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_an_address_is_opened_after_one_agreed(window: QWidget) -> None:
    opened: list[str] = []
    opening = AddressOpening(window, lambda address: not opened.append(address))
    opening.ask(ADDRESS).reject()
    assert opened == []
    opening.ask(ADDRESS).open_it.click()
    assert opened == [ADDRESS]


def test_what_the_policy_forbids_is_not_opened_whatever_is_pressed(window: QWidget) -> None:
    opened: list[str] = []
    notices: list[str] = []
    opening = AddressOpening(window, lambda address: not opened.append(address))
    opening.notice_given.connect(notices.append)
    question = opening.ask(ADDRESS)
    opening.set_allowed(allowed=False)  # while the question stands
    question.open_it.click()
    assert opening.ask(ADDRESS).open_it.isHidden()
    opening.ask("file:///etc/passwd").opening_agreed.emit("file:///etc/passwd")
    assert opened == []
    assert len(notices) == 2


def test_that_no_program_opens_it_is_said(qtbot: QtBot, window: QWidget) -> None:
    opening = AddressOpening(window, lambda _address: False)
    with qtbot.waitSignal(opening.notice_given):
        opening.ask(ADDRESS).open_it.click()
