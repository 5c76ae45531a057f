from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.page_texts import EM, PITCH, TextBuilder, horizontal, middle, vertical
from widgets.page_text import NUMBERS_PER_BOX, PageText, no_text
from widgets.text_lines import TextLines, Way
from widgets.text_selection import (
    MOST_BYTES,
    MOST_PAGES,
    Grain,
    Selection,
    Step,
    Stretch,
    TextPlace,
    clipboard_text,
    grown,
    selected,
    selected_text,
    step_towards,
    stepped,
    whole_page,
)
from widgets.text_table import table_text

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES = st.lists(st.text("本会議の資料abc 12、。", max_size=12), min_size=1, max_size=8)


@st.composite
def pages(draw: st.DrawFn) -> PageText:
    """A page of horizontal or vertical lines, or of both."""
    builder = TextBuilder()
    for number, words in enumerate(draw(LINES)):
        builder.line(words, 0.1, 0.1 + number * PITCH)
    for number, words in enumerate(draw(LINES)):
        builder.line(words, 0.9 - number * PITCH, 0.5, is_vertical=True)
    return builder.text()


def covers(rectangles: list[tuple[float, float, float, float]], x: float, y: float) -> bool:
    return any(left < x < right and top < y < bottom for left, top, right, bottom in rectangles)


# -- which character is meant ------------------------------------------------------------------


@given(text=pages())
def test_every_character_is_found_at_its_middle_and_a_gap_on_either_side_of_it(text: PageText) -> None:
    lines = TextLines(text)
    for line in lines.lines:
        for index in line.characters:
            x, y = middle(text, index)
            along = EM / 4
            right, down = (0.0, along) if line.way.is_upright else (along, 0.0)
            assert lines.character_at(x, y) == index
            assert lines.gap_at(x - right, y - down) == index
            assert lines.gap_at(x + right, y + down) == index + 1


def test_a_point_beside_a_short_last_line_means_the_end_of_that_line() -> None:
    text = horizontal("資料の説明をする", "おわり")
    lines = TextLines(text)
    assert lines.gap_at(0.9, 0.1 + PITCH + EM / 2) == len(text.text) - 1
    assert lines.character_at(0.9, 0.1 + PITCH + EM / 2) is None
    assert lines.gap_at(0.1, 0.99) == text.text.index("お")


def test_between_two_columns_the_nearer_one_is_meant() -> None:
    builder = TextBuilder()
    for column in (0.1, 0.6):
        for number in range(3):
            builder.line("あいうえおかきくけこ", column, 0.1 + number * PITCH)
    lines = TextLines(builder.text())
    row = 0.1 + PITCH + EM / 2
    assert lines.gap_at(0.35, row) == 21  # behind the second line of the first column
    assert lines.gap_at(0.55, row) == 44  # before the second line of the second column


def test_ruby_that_lies_within_its_line_is_meant_where_it_stands() -> None:
    builder = TextBuilder().line("議案", 0.1, 0.1, em=0.04).line("ぎあん", 0.1, 0.1, em=0.01)
    text = builder.text()
    lines = TextLines(text)
    assert lines.character_at(*middle(text, 4)) == 4
    assert lines.gap_at(0.175, 0.13) == 2  # of the line itself, away from the ruby


@pytest.mark.parametrize("is_vertical", [False, True])
def test_what_is_dragged_over_lines_passes_ruby_by(is_vertical: bool) -> None:
    builder = TextBuilder()
    rubies = ((0.1, 0.088), (0.1, 0.128)) if not is_vertical else ((0.521, 0.1), (0.481, 0.1))
    bases = ((0.1, 0.1), (0.1, 0.14)) if not is_vertical else ((0.5, 0.1), (0.46, 0.1))
    for words, at in zip(("議案の審査", "予算の説明"), bases, strict=True):
        builder.line(words, *at, is_vertical=is_vertical)
    for words, at in zip(("ぎあん", "よさん"), rubies, strict=True):
        builder.line(words, *at, is_vertical=is_vertical, em=0.01)
    lines = TextLines(builder.text())
    assert lines.ruby == {2, 3}
    for index in range(12, 15):
        x, y = middle(lines.text, index)
        assert 12 <= lines.gap_at(x, y) <= 15
        assert lines.gap_at(x, y, skips_ruby=True) < 12


def test_a_small_note_of_its_own_is_no_ruby() -> None:
    builder = TextBuilder().line("議案の審査", 0.1, 0.1).line("（注）", 0.1, 0.16, em=0.01)
    assert TextLines(builder.text()).ruby == set()


def test_slanted_text_is_covered_character_by_character() -> None:
    text = TextBuilder().slanted("ななめの文字", 0.2, 0.2, EM, EM).text()
    lines = TextLines(text)
    assert lines.lines[0].is_slanted
    assert [lines.character_at(*middle(text, index)) for index in range(6)] == list(range(6))
    assert len(lines.rectangles([range(1, 4)])) == 3


@pytest.mark.parametrize(
    ("right", "down", "way"),
    [(EM, 0, Way.RIGHT), (0, EM, Way.DOWN), (-EM, 0, Way.LEFT), (0, -EM, Way.UP)],
)
def test_lines_run_where_their_characters_go(right: float, down: float, way: Way) -> None:
    lines = TextLines(TextBuilder().slanted("turned", 0.5, 0.5, right, down).text())
    assert lines.lines[0].way is way
    assert not lines.lines[0].is_slanted
    before = (0.5 + EM / 2 - right, 0.5 + EM / 2 - down)
    behind = (0.5 + EM / 2 + 6 * right, 0.5 + EM / 2 + 6 * down)
    assert (lines.gap_at(*before), lines.gap_at(*behind)) == (0, 6)


def test_a_page_without_text_has_nothing_to_point_at() -> None:
    lines = TextLines(no_text())
    assert lines.gap_at(0.5, 0.5) == 0
    assert lines.character_at(0.5, 0.5) is None
    assert lines.rectangles([range(5)]) == []
    assert lines.position(0)[1] == (0, 0, 0, 0)


# -- what is selected --------------------------------------------------------------------------


@given(
    texts=st.lists(pages(), min_size=1, max_size=3),
    ends=st.tuples(*[st.tuples(st.integers(0, 2), st.floats(0, 1), st.floats(0, 1))] * 2),
)
def test_a_selection_is_the_same_from_either_end_and_has_all_that_lies_between(
    texts: list[PageText], ends: tuple[tuple[int, float, float], tuple[int, float, float]]
) -> None:
    units = []
    for page, x, y in ends:
        number = page % len(texts)
        gap = TextLines(texts[number]).gap_at(x, y)
        units.append(Stretch(TextPlace(number, gap), TextPlace(number, gap)))
    one, other = units
    forward = selected(one.reaching(other), texts.__getitem__)
    assert forward == selected(other.reaching(one), texts.__getitem__)
    chosen = {(page, index) for page, ranges in forward.ranges.items() for part in ranges for index in part}
    first, last = sorted((one.first, other.first))
    expected = {
        (page, index)
        for page, text in enumerate(texts)
        for index in range(len(text.text))
        if first <= TextPlace(page, index) < last
    }
    assert chosen == expected


@given(text=pages(), data=st.data())
def test_rectangles_cover_the_selected_characters_and_no_others(text: PageText, data: st.DataObject) -> None:
    gaps = st.integers(0, len(text.text))
    start, stop = sorted((data.draw(gaps), data.draw(gaps)))
    rectangles = TextLines(text).rectangles([range(start, stop)])
    assert len(rectangles) <= len(text.vertical)
    for index, character in enumerate(text.text):
        if character != "\n":
            assert covers(rectangles, *middle(text, index)) == (start <= index < stop)


def test_pages_whose_text_has_not_come_are_named() -> None:
    texts: Mapping[int, PageText] = {0: horizontal("一"), 2: horizontal("三")}
    found = selected(Stretch(TextPlace(0, 0), TextPlace(2, 1)), texts.get)
    assert found == Selection({0: (range(2),), 2: (range(1),)}, missing=(1,))
    assert not found.is_empty


def test_a_selection_reaches_over_no_more_pages_than_can_be_copied() -> None:
    text = horizontal("頁")
    found = selected(Stretch(TextPlace(3, 0), TextPlace(10_000, 0)), lambda _page: text)
    assert len(found.ranges) == MOST_PAGES


def test_a_word_a_line_and_a_page_are_found_around_a_place() -> None:
    text = horizontal("災害時の対応", "すぐ動く")
    lines = TextLines(text)
    assert grown(TextPlace(0, 1), lines, Grain.WORD) == Stretch(TextPlace(0, 0), TextPlace(0, 3))
    assert grown(TextPlace(0, 6), lines, Grain.WORD) == Stretch(TextPlace(0, 4), TextPlace(0, 6))
    assert grown(TextPlace(0, 8), lines, Grain.LINE) == Stretch(TextPlace(0, 7), TextPlace(0, 11))
    assert whole_page(0, text) == Stretch(TextPlace(0, 0), TextPlace(0, 11))


# -- how a caret steps -------------------------------------------------------------------------


def test_arrows_follow_the_writing() -> None:
    arrows = (Way.RIGHT, Way.DOWN, Way.LEFT, Way.UP)
    steps = [step_towards(arrow, Way.RIGHT, by_word=False) for arrow in arrows]
    assert steps == [Step.NEXT_CHARACTER, Step.NEXT_LINE, Step.PREVIOUS_CHARACTER, Step.PREVIOUS_LINE]
    steps = [step_towards(arrow, Way.DOWN, by_word=False) for arrow in arrows]
    assert steps == [Step.PREVIOUS_LINE, Step.NEXT_CHARACTER, Step.NEXT_LINE, Step.PREVIOUS_CHARACTER]
    steps = [step_towards(arrow, Way.LEFT, by_word=True) for arrow in arrows]
    assert steps == [Step.PREVIOUS_WORD, Step.NEXT_LINE, Step.NEXT_WORD, Step.PREVIOUS_LINE]


@given(text=pages())
def test_a_caret_that_goes_on_by_characters_reaches_the_end_and_comes_back(text: PageText) -> None:
    lines = TextLines(text)
    gap, seen = 0, [0]
    while (after := stepped(lines, gap, Step.NEXT_CHARACTER, 0.0)) is not None:
        gap = after
        seen.append(gap)
    assert gap == len(text.text) - 1
    for expected in reversed(seen):
        assert gap == expected
        before = stepped(lines, gap, Step.PREVIOUS_CHARACTER, 0.0)
        gap = before if before is not None else -1
    assert gap == -1


@pytest.mark.parametrize("make", [horizontal, vertical])
def test_a_caret_stays_where_it_is_in_the_line_when_it_changes_lines(make: type[PageText]) -> None:
    lines = TextLines(make("あいうえお", "か", "さしすせそ"))
    along = lines.position(3)[0]
    below = stepped(lines, 3, Step.NEXT_LINE, along)
    assert below == 7  # behind か
    assert stepped(lines, below, Step.NEXT_LINE, along) == 11
    assert stepped(lines, 0, Step.PREVIOUS_LINE, along) is None
    assert stepped(lines, 2, Step.LINE_END, along) == 5
    assert stepped(lines, 9, Step.LINE_START, along) == 8
    assert stepped(lines, 2, Step.PAGE_END, along) == 13


# -- tables ------------------------------------------------------------------------------------


@given(text=pages(), corners=st.tuples(*[st.floats(0, 1)] * 4))
def test_a_rectangle_has_the_characters_whose_middle_is_inside(
    text: PageText, corners: tuple[float, float, float, float]
) -> None:
    left, right = sorted(corners[:2])
    top, bottom = sorted(corners[2:])
    found = [index for part in TextLines(text).inside(left, top, right, bottom) for index in part]
    expected = [
        index
        for index, character in enumerate(text.text)
        if character != "\n"
        and left <= middle(text, index)[0] <= right
        and top <= middle(text, index)[1] <= bottom
    ]
    assert found == expected


def test_a_table_is_copied_row_by_row_whatever_the_order_of_its_cells() -> None:
    builder = TextBuilder()
    for column, cells in enumerate(
        (("学区", "第一小", "第二小"), ("人口", "1,204", "987"), ("世帯", "500", "411"))
    ):
        for row, cell in enumerate(cells):
            builder.line(cell, 0.1 + 0.2 * column, 0.1 + row * PITCH)
    lines = TextLines(builder.text())
    assert (
        table_text(lines, lines.inside(0, 0, 1, 1))
        == "学区\t人口\t世帯\n第一小\t1,204\t500\n第二小\t987\t411"
    )
    assert table_text(lines, lines.inside(0.25, 0.12, 0.45, 1)) == "1,204\n987"


def test_a_row_that_is_one_line_is_parted_at_its_wide_blanks_only() -> None:
    lines = TextLines(TextBuilder().line("町 名      戸 数", 0.1, 0.1).text())
    assert table_text(lines, lines.inside(0, 0, 1, 1)) == "町\t名\t戸\t数"  # a blank as wide as a letter
    narrow = TextBuilder().line("town", 0.1, 0.1, em=0.01).line("hall", 0.145, 0.1, em=0.01)
    lines = TextLines(narrow.text())
    assert table_text(lines, lines.inside(0, 0, 1, 1)) == "townhall"


def test_a_name_that_is_set_apart_to_fill_its_cell_stays_one_name() -> None:
    builder = TextBuilder().line("亀　　阜", 0.1, 0.1).line("紫 雲", 0.5, 0.1).line("A  B", 0.7, 0.1)
    lines = TextLines(builder.text())
    assert table_text(lines, lines.inside(0, 0, 1, 1)) == "亀阜\t紫雲\tA\tB"


def test_a_vertical_table_has_its_first_row_at_the_right() -> None:
    builder = TextBuilder()
    for row, cells in enumerate((("氏名", "備考"), ("山田", "なし"))):
        for column, cell in enumerate(cells):
            builder.line(cell, 0.8 - row * PITCH, 0.1 + 0.3 * column, is_vertical=True)
    lines = TextLines(builder.text())
    assert table_text(lines, lines.inside(0, 0, 1, 1)) == "氏名\t備考\n山田\tなし"


# -- what is copied ----------------------------------------------------------------------------


def test_pages_are_copied_one_below_the_other_with_their_line_breaks() -> None:
    texts = [horizontal("一行目", "二行目"), horizontal("次の頁")]
    found = selected(Stretch(TextPlace(0, 1), TextPlace(1, 2)), texts.__getitem__)
    assert selected_text(found, texts.__getitem__) == "行目\n二行目\n次の"


@given(st.text(st.characters(), max_size=200))
def test_nothing_unseen_gets_to_the_clipboard(text: str) -> None:
    plain, is_cut = clipboard_text(text)
    assert not is_cut
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") for sign in plain if sign not in "\t\n")
    assert not set(plain) & set("\u200b\u202e\u2066\ufeff\u2028")


def test_what_is_copied_has_a_limit_and_ends_with_a_whole_character() -> None:
    plain, is_cut = clipboard_text("\t" + "字" * MOST_BYTES)
    assert is_cut
    assert MOST_BYTES - 3 < len(plain.encode()) <= MOST_BYTES
    assert NUMBERS_PER_BOX == 4
    assert set(plain) == {"\t", "字"}
