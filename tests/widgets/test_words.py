from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.words import next_character, next_word, previous_character, previous_word, word_around


@pytest.mark.parametrize(
    ("text", "index", "word"),
    [
        ("令和6年度の予算案について", 0, "令和"),
        ("令和6年度の予算案について", 2, "6"),
        ("令和6年度の予算案について", 6, "予算案"),
        ("令和6年度の予算案について", 9, "について"),
        ("小中学校のＩＣＴとタブレット端末", 6, "ＩＣＴ"),
        ("小中学校のＩＣＴとタブレット端末", 10, "タブレット"),
        ("ﾀﾌﾞﾚｯﾄを", 2, "ﾀﾌﾞﾚｯﾄ"),
        ("人々の佐々木さん", 4, "佐々木"),
        ("総額1,234.5万円", 4, "1,234.5"),
        ("A4で、don't", 0, "A4"),
        ("A4で、don't", 3, "、"),
        ("A4で、don't", 6, "don't"),
        ("town  hall", 4, "  "),
        ("一行目\n二行目", 1, "一行目"),
        ("か\u3099くせい", 0, "か\u3099くせい"),
        ("神\U000e0100戸", 1, "神\U000e0100戸"),
    ],
)
def test_a_word_is_a_run_of_one_kind_of_writing(text: str, index: int, word: str) -> None:
    found = word_around(text, index)
    assert text[found.start : found.stop] == word


@given(st.text("日本ごカナab12、 \n\u3099", max_size=30))
def test_words_part_a_text_and_steps_end(text: str) -> None:
    for index in range(len(text)):
        word = word_around(text, index)
        assert index in word or text[index] == "\n"
        assert all(word_around(text, other) == word for other in word)
    for gap in range(len(text)):
        assert gap < next_word(text, gap) <= len(text)
        assert gap < next_character(text, gap) <= len(text)
        assert 0 <= previous_word(text, gap + 1) <= gap
        assert 0 <= previous_character(text, gap + 1) <= gap


def test_what_is_attached_to_a_character_is_not_parted_from_it() -> None:
    text = "神\U000e0100戸"
    assert next_character(text, 0) == 2
    assert previous_character(text, 2) == 0


def test_a_heap_of_marks_takes_no_time_and_no_stack() -> None:
    assert len(word_around("か" + "\u3099" * 20_000, 5)) > 0
