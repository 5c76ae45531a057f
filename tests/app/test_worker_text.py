from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import worker_text
from app.page_requests import DrawTile, ReadText, ReadTexts, TextFound, TextsFound
from app.worker_lines import Line, clean_characters, joined
from tests.app.asking import Asking
from tests.app.sheet_pdf import FIRST_FREE, document, page, sheet, stream, vertical_page, words
from widgets.page_layout import whole_page

if TYPE_CHECKING:
    from widgets.page_text import PageText

WHITE = (255, 255, 255)


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    return Asking(tmp_path)


def text_of(asking: Asking, path: str, number: int = 0) -> PageText:
    found = asking.ask(ReadText(path, number))
    assert isinstance(found, TextFound)
    return found.text


def test_every_line_ends_and_every_character_has_its_box_in_reading_order(asking: Asking) -> None:
    found = text_of(asking, asking.write(sheet(words((40, 500, b"Agenda"), (40, 450, b"Item 1")))))
    assert found.text == "Agenda\nItem 1\n"
    assert found.vertical == (False, False)
    lefts = [found.box(index)[0] for index in range(6)]
    assert lefts == sorted(lefts)
    assert lefts[0] == pytest.approx(0.1, abs=0.005)  # 40 of 400
    assert found.box(6) == found.box(5)  # the line break stands where its line ends
    assert found.box(0)[3] < found.box(7)[1]  # the second line is below the first


BOXES = (
    b"/MediaBox[0 0 400 600]",
    b"/MediaBox[0 0 400 600]/CropBox[50 100 350 500]",
    b"/MediaBox[-100 -50 300 550]/CropBox[0 100 250 500]",
)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("boxes", BOXES)
def test_the_box_of_a_character_is_where_it_is_drawn(asking: Asking, boxes: bytes, turned: int) -> None:
    path = asking.write(sheet(words((120, 300, b"H"), size=60), boxes + b"/Rotate %d" % turned))
    found = text_of(asking, path)
    assert found.text == "H\n"
    width, height = asking.store.document(path).page_size(0)
    columns, rows = round(width), round(height)
    asking.ask(DrawTile(path, whole_page(0, columns, rows)))
    ink = [
        (x, y)
        for y, row in enumerate(asking.picture(columns, rows))
        for x, pixel in enumerate(row)
        if pixel != WHITE
    ]
    left, top, right, bottom = found.box(0)
    assert ink
    assert left * columns <= min(x for x, _y in ink) + 1
    assert max(x for x, _y in ink) <= right * columns
    assert top * rows <= min(y for _x, y in ink) + 1
    assert max(y for _x, y in ink) <= bottom * rows
    along, across = (right - left) * columns, (bottom - top) * rows
    if turned in (90, 270):
        along, across = across, along
    assert along == pytest.approx(60 * 0.722, abs=0.5)  # the width of an H of Helvetica
    assert 60 <= across <= 90  # from its descent to its ascent
    assert found.vertical == (turned in (90, 270),)


def test_what_the_crop_box_cuts_off_is_not_there(asking: Asking) -> None:
    content = words((60, 300, b"in"), (200, 300, b"in out"), (60, 550, b"above"))
    path = asking.write(sheet(content, b"/MediaBox[0 0 400 600]/CropBox[50 100 225 500]"))
    assert text_of(asking, path).text.split() == ["in", "in"]


def test_several_pages_say_the_same_characters_as_each_page(asking: Asking) -> None:
    pages = [words((40, 500, b"page %d" % number)) for number in range(3)]
    objects = [
        part
        for index, content in enumerate(pages)
        for part in (page(FIRST_FREE + 2 * index + 1), stream(content))
    ]
    path = asking.write(document(objects, [FIRST_FREE, FIRST_FREE + 2, FIRST_FREE + 4]))
    each = tuple(text_of(asking, path, number).text for number in range(3))
    assert asking.ask(ReadTexts(path, 0, 10)) == TextsFound(0, each)
    assert asking.ask(ReadTexts(path, 1, 1)) == TextsFound(1, each[1:2])


def test_a_page_that_says_too_much_is_cut_at_a_line(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_text, "MAX_CHARACTERS", 15)
    path = asking.write(sheet(words(*((40, 500 - 30 * line, b"line %d" % line) for line in range(5)))))
    found = text_of(asking, path)
    assert found.text == "line 0\nline 1\n"
    assert asking.ask(ReadTexts(path, 0, 1)) == TextsFound(0, (found.text,))


def test_vertical_text_is_told_to_run_from_top_to_bottom(asking: Asking) -> None:
    content = b"BT /V 20 Tf 300 500 Td <8B704E8B3002> Tj -60 0 Td <4E8C> Tj ET"
    found = text_of(asking, asking.write(document([vertical_page(4), stream(content)], [3])))
    assert found.text == "議事。\n二\n"
    assert found.vertical == (True, True)
    assert found.box(0)[3] <= found.box(1)[1] + 0.001  # 事 stands below 議
    assert found.box(4)[2] < found.box(0)[0]  # and the next line to the left


def test_a_page_without_text_says_nothing(asking: Asking) -> None:
    assert text_of(asking, asking.write(sheet(b"1 0 0 rg 0 0 100 100 re f"))).text == ""


@given(st.text(alphabet=st.characters()))
def test_cleaning_keeps_the_number_of_characters_and_leaves_none_that_breaks_a_line(text: str) -> None:
    cleaned = clean_characters(text)
    assert len(cleaned) == len(text)
    assert len(cleaned.splitlines()) <= 1
    cleaned.encode()


def test_vertical_signs_are_found_as_people_type_them() -> None:
    assert clean_characters("︑︒﹁﹂︵︶\ud800\x07") == "、。「」（）\ufffd "


# -- lines put together ------------------------------------------------------------------------


def down(text: str, x: float, y: float, size: float = 10) -> Line:
    """A piece of a vertical line whose first character stands there."""
    boxes = [(x, y + size * index, x + size, y + size * (index + 1)) for index in range(len(text))]
    return Line(text, boxes, size, is_vertical=True, runs_down=True, is_upright=True)


def across(text: str, x: float, y: float, size: float = 10) -> Line:
    boxes = [(x + size * index, y, x + size * (index + 1), y + size) for index in range(len(text))]
    return Line(text, boxes, size)


def texts(*pieces: Line) -> list[str]:
    return [line.text for line in joined(pieces)]


def test_pieces_of_a_vertical_line_become_one_and_its_ruby_goes_to_the_end() -> None:
    """
    縦 たて
    書 が
    き き
    """
    pieces = [
        down("たて", 50, 0, 5),
        down("縦", 40, 0),
        down("が", 50, 12, 5),
        down("書", 40, 10),
        down("き", 40, 20),
    ]
    assert texts(*pieces, down("次の行", 20, 0)) == ["縦書き", "次の行", "たてが"]


def test_columns_stay_apart() -> None:
    assert texts(down("一", 40, 0), down("二", 20, 0), down("三", 40, 10), down("四", 20, 10)) == [
        "一三",
        "二四",
    ]
    assert texts(down("上", 40, 0), down("下", 40, 60)) == ["上", "下"]


def test_ruby_does_not_cut_a_horizontal_line() -> None:
    pieces = [across("くん", 0, 4, 5), across("君", 0, 10), across("し", 12, 4, 5), across("子は", 10, 10)]
    assert texts(*pieces) == ["君子は", "くん", "し"]


def test_small_kana_that_stand_alone_are_no_ruby() -> None:
    assert texts(across("大きな題", 0, 10), across("おわり", 0, 60, 5)) == ["大きな題", "おわり"]


def test_cells_of_a_table_are_not_joined() -> None:
    assert texts(across("小", 0, 0), across("中", 11, 0)) == ["小", "中"]


def test_spaces_under_the_characters_of_a_vertical_line_are_left_out() -> None:
    line = down("帝", 0, 0)
    line.extend(down("\u3000", 0, 2))
    assert texts(line, down("に", 0, 10), down("\u3000来", 0, 20)) == ["帝に\u3000来"]


@st.composite
def pieces(draw: st.DrawFn) -> Line:
    make = draw(st.sampled_from([down, across]))
    text = draw(st.text(alphabet="かな漢字 A\u3000", min_size=1, max_size=6).filter(str.strip))
    x, y = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    return make(text, float(x), float(y), float(draw(st.sampled_from([0, 4, 5, 10, 12]))))


@given(st.lists(pieces(), max_size=60))
def test_joining_loses_and_invents_no_character(found: list[Line]) -> None:
    before = sorted(character for piece in found for character in piece.text if not character.isspace())
    boxes = {box for piece in found for box in piece.boxes}
    lines = joined(found)
    assert sorted(character for line in lines for character in line.text if not character.isspace()) == before
    assert all(len(line.text) == len(line.boxes) > 0 for line in lines)
    assert {box for line in lines for box in line.boxes} <= boxes
