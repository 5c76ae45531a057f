from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from widgets.address_question import AddressQuestion
from widgets.address_words import MOST_CHARACTERS, destination, may_be_opened, shown_address

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ADDRESS = "https://www.example.jp/gikai?page=2"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.jp/",
        "HTTP://example.jp",
        "https://市議会.jp/会議",
        "mailto:gikai@example.jp",
        "mailto:gikai@example.jp?subject=opinion",
    ],
)
def test_web_pages_and_mail_addresses_may_be_opened(address: str) -> None:
    assert may_be_opened(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ms-msdt:/id",
        "ftp://example.jp/a",
        "smb://example.jp/a",
        "example.jp",
        "//example.jp",
        "https://",
        "https:///path",
        "https://[::1",
        "https://exa\u202emple.jp/",
        "https://example.jp/\n",
        "https://example.jp\\@evil.example/",
        "https://" + "a" * 64 + ".jp/",
        "https://example.jp/" + "a" * MOST_CHARACTERS,
    ],
)
def test_nothing_else_may(address: str) -> None:
    assert not may_be_opened(address)


def test_where_it_leads_is_plain() -> None:
    assert destination("https://bank.example@evil.example/bank.example") == "evil.example"
    assert destination("https://аpple.com/") == "xn--pple-43d.com"  # the first letter is Cyrillic
    assert shown_address("https://a\u202e.jp/\u200b x") == "https://a⟨U+202E⟩.jp/⟨U+200B⟩⟨U+0020⟩x"


@given(st.text(st.characters(), max_size=60))
def test_any_address_can_be_shown_and_judged(address: str) -> None:
    assert may_be_opened("https://example.jp/" + address) in (True, False)
    assert all(sign.isprintable() or ord(sign) > 0x2FF for sign in shown_address(address))


def test_not_opening_is_what_enter_and_escape_do(qtbot: QtBot, window: QWidget) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        question = AddressQuestion(ADDRESS, window)
        question.open()
        agreed: list[str] = []
        question.opening_agreed.connect(agreed.append)
        with qtbot.waitSignal(question.rejected):
            qtbot.keyClick(question, key)
        assert agreed == []


def test_it_opens_when_one_says_so_and_tells_the_address_in_full(qtbot: QtBot, window: QWidget) -> None:
    question = AddressQuestion(ADDRESS, window)
    question.open()
    assert question._shown.toPlainText() == ADDRESS
    assert "It leads to: www.example.jp" in [label.text() for label in question.findChildren(QLabel)]
    with qtbot.waitSignal(question.opening_agreed) as agreed:
        question.open_it.click()
    assert agreed.args == [ADDRESS]


@pytest.mark.parametrize(
    ("address", "is_allowed", "sentence"),
    [
        (ADDRESS, False, "External links cannot be opened in this meeting. The address is:"),
        ("file:///c:/a.exe", True, "Only web pages and mail addresses can be opened. The address is:"),
    ],
)
def test_what_may_not_be_opened_can_be_copied(
    window: QWidget, address: str, is_allowed: bool, sentence: str
) -> None:
    question = AddressQuestion(address, window, is_allowed=is_allowed)
    question.open()
    assert question.open_it.isHidden()
    assert sentence in [label.text() for label in question.findChildren(QLabel)]
    question.copy.click()
    assert QGuiApplication.clipboard().text() == address
    question.reject()


def test_markup_in_an_address_is_text(window: QWidget) -> None:
    question = AddressQuestion("https://<b>x</b>.jp/<img src=x>", window)
    assert question._shown.toPlainText() == "https://<b>x</b>.jp/<img⟨U+0020⟩src=x>"
    question.close()
