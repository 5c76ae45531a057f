from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.page_labels import MOST_LABEL_LETTERS, page_label, page_words, typed_page

LABELS = ("i", "ii", "iii", "1", "2", "A-1", "A-2", "1")


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("ii", 1),
        (" ＩＩ ", 1),
        ("A-2", 6),
        ("ａ－２", 6),
        ("2", 4),  # what is printed on the page, not the second page
        ("２", 4),
        ("7", 6),  # no page is called so: the seventh
        ("2 / 8", 1),  # counted from the first page, whatever is printed
        ("３/", 2),
        ("99", 7),
        ("0", 0),
        ("-5", 0),
        ("四", None),
        ("", None),
        ("  ", None),
        ("1.5", None),
        ("1_0", None),
        ("²³", 7),
        ("9" * 40, None),
    ],
)
def test_a_typed_page_is_a_label_or_a_number(typed: str, page: int | None) -> None:
    assert typed_page(typed, LABELS, 8, 0) == page


def test_of_pages_with_the_same_label_the_nearest_is_meant() -> None:
    assert typed_page("1", LABELS, 8, 2) == 3
    assert typed_page("1", LABELS, 8, 6) == 7
    assert typed_page("1", LABELS, 8, 5) == 3


def test_there_is_no_page_in_no_document() -> None:
    assert typed_page("1", (), 0, 0) is None


@given(st.text(max_size=30), st.integers(1, 50), st.integers(0, 49))
def test_whatever_is_typed_means_a_page_there_is(typed: str, count: int, here: int) -> None:
    page = typed_page(typed, (), count, here)
    assert page is None or 0 <= page < count


@given(st.integers(0, 300))
def test_a_number_that_is_shown_leads_to_its_page(page: int) -> None:
    assert typed_page(page_label(page, ()), (), 301, 0) == page


@pytest.mark.parametrize("label", ["", "  ", "\n", "\u202e", "\x00"])
def test_a_label_of_nothing_is_replaced_by_the_number(label: str) -> None:
    assert page_label(0, (label,)) == "1"


def test_a_label_is_a_short_line(qapp: object) -> None:
    assert page_label(0, ("長い\nラベル" * 9,)) == page_label(0, ("長い ラベル" * 9,))
    assert len(page_label(0, ("x" * 999,))) == MOST_LABEL_LETTERS
    assert page_words(0, ("%1",)) == "Page %1"
    assert page_words(4, ()) == "Page 5"
