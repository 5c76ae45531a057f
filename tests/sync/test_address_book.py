"""Addresses as members tell them: kept within bounds, and none pushes out what was proven."""

import pytest

from sync.address_book import HINTED, MAX_DEVICES, PROVEN, AddressBook, is_callable


@pytest.mark.parametrize(
    "text", ["", "x", "example.com:80", "224.0.0.251:5353", "0.0.0.0:1", "255.255.255.255:9", "10.0.0.1:0"]
)
def test_what_nobody_is_called_at(text: str) -> None:
    assert not is_callable(text)
    book = AddressBook()
    assert not book.hint("d", [text])
    assert book.of("d") == ()


def test_a_liar_pushes_out_neither_what_was_proven_nor_more_than_its_share() -> None:
    book = AddressBook()
    assert book.prove("d", ["10.0.0.1:1", "10.0.0.2:1"])
    assert not book.prove("d", ["10.0.0.2:1"])
    for number in range(50):
        assert book.hint("d", [f"10.1.0.{number}:1"])
    assert set(book.of("d")) >= {"10.0.0.1:1", "10.0.0.2:1"}
    assert len(book.of("d")) == 2 + HINTED
    for number in range(20):
        book.prove("d", [f"10.2.0.{number}:1"])
    assert len(book.of("d")) == PROVEN + HINTED
    assert book.of("d")[0] == "10.2.0.19:1"


def test_what_is_proven_already_is_no_news_as_a_hint() -> None:
    book = AddressBook()
    book.prove("d", ["10.0.0.1:1"])
    assert not book.hint("d", ["10.0.0.1:1"])
    assert book.all(["d", "e"]) == {"d": ("10.0.0.1:1",)}


def test_the_book_has_an_end() -> None:
    book = AddressBook()
    for number in range(MAX_DEVICES + 5):
        book.hint(str(number), ["10.0.0.1:1"])
    assert len(book.all(map(str, range(MAX_DEVICES + 5)))) == MAX_DEVICES
