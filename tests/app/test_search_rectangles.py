"""A hit is marked where its word is drawn, on cropped and turned pages: searched, drawn and compared."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.document_worker import PageStore
from app.page_replies import read_result
from app.page_requests import DrawTile, ReadText, TextFound
from app.search_keys import fold, search_key
from app.worker_answers import carry_out
from tests.app.small_pdf import assemble
from widgets.page_layout import whole_page
from widgets.search_hits import found_places

if TYPE_CHECKING:
    from pathlib import Path

    from widgets.page_text import Corners

MEDIA = (-20, -10, 400, 300)
CROP = (30, 40, 370, 260)
SCALE = 3
CLOSE_PX = 4  # how far letters may reach out of a mark; they are 60 pixels high
ACROSS = b"/F 20 Tf 1 0 0 1 80 150 Tm (see ) Tj 1 0 0 rg (Budget) Tj 0 g ( plan) Tj"
DOWN = b"/V 20 Tf 1 0 0 1 200 230 Tm <9632707D> Tj 1 0 0 rg <4E887B97> Tj 0 g <306B> Tj"
BROKEN_LINE = (
    b"/H 20 Tf 1 0 0 1 80 150 Tm <9632707D306E> Tj 1 0 0 rg <4E88> Tj"
    b" 1 0 0 1 80 125 Tm <7B97> Tj 0 g <306B30643044> Tj"
)
MINCHO = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)"
    b"/Ordering(Japan1)/Supplement 2>>/DW 1000/FontDescriptor 9 0 R>>"
)
MINCHO_MEASURES = (
    b"<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 6/FontBBox[-123 -257 1001 910]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 709/StemV 69>>"
)


class Memory:
    """What a worker writes into and the window reads from."""

    def __init__(self) -> None:
        self.data = bytearray(8 << 20)

    def numbers(self, count: int) -> array[int]:
        return array("H", bytes(self.data[: 2 * count]))


@dataclass
class Case:
    content: bytes
    query: str
    marks: int


CASES = {
    "across": Case(ACROSS, "ｂｕｄｇｅｔ", 1),
    "down": Case(DOWN, "予算", 1),
    "over a line break": Case(BROKEN_LINE, "予算", 2),
}


def one_page(content: bytes, turn: int, crop: tuple[int, int, int, int] | None) -> bytes:
    stream = b"BT 0 g " + content + b" ET"
    boxes = "/MediaBox[{} {} {} {}]".format(*MEDIA)
    boxes += "/CropBox[{} {} {} {}]".format(*crop) if crop else ""
    japanese = (
        "<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/UniJIS-UCS2-{}/DescendantFonts[7 0 R]>>"
    )
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            (
                f"<</Type/Page/Parent 2 0 R{boxes}/Rotate {turn}/Contents 4 0 R/Resources"
                "<</Font<</F 5 0 R/V 6 0 R/H 8 0 R>>>>>>"
            ).encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            japanese.format("V").encode(),
            MINCHO,
            japanese.format("H").encode(),
            MINCHO_MEASURES,
        ]
    )


def marks_on(path: str, store: PageStore, memory: Memory, query: str) -> list[Corners]:
    request = ReadText(path, 0)
    result = read_result(request, carry_out(request.message(), store, lambda: None), memory)  # type: ignore[arg-type] # it reads numbers
    assert isinstance(result, TextFound)
    spans = search_key(query).hits(fold(result.text.text))
    assert len(spans) == 1, result.text.text
    return [box for place in found_places(result.text, spans) for box in place.boxes]


def inked(path: str, store: PageStore, memory: Memory, size_px: tuple[int, int]) -> tuple[set, set]:
    """The pixels of the word, which is red, and those of all other words."""
    request = DrawTile(path, whole_page(0, *size_px))
    assert carry_out(request.message(), store, lambda: None) == {"ok": {}}
    red, black = set(), set()
    for number in range(size_px[0] * size_px[1]):
        blue, green, redness, _alpha = memory.data[4 * number : 4 * number + 4]
        if max(blue, green) < 110:
            (red if redness > 180 else black).add((number % size_px[0], number // size_px[0]))
    return red, black


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, CROP], ids=["whole", "cropped"])
@pytest.mark.parametrize("name", CASES)
def test_a_mark_covers_the_word_that_is_drawn(
    tmp_path: Path, name: str, crop: tuple[int, int, int, int] | None, turn: int
) -> None:
    case = CASES[name]
    path = tmp_path / "turned.pdf"
    path.write_bytes(one_page(case.content, turn, crop))
    memory = Memory()
    store = PageStore(memoryview(memory.data))
    width, height = carry_out({"do": "open", "path": str(path), "count": 1}, store, lambda: None)["ok"][
        "sizes"
    ][0]
    left, bottom, right, top = crop or MEDIA
    across, down = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
    assert (width, height) == (across, down)
    size_px = (round(width * SCALE), round(height * SCALE))
    marks = marks_on(str(path), store, memory, case.query)
    if case.content is not DOWN or turn == 0:  # letters of a turned column each make a line
        assert len(marks) == case.marks
    areas = [
        (mark[0] * size_px[0], mark[1] * size_px[1], mark[2] * size_px[0], mark[3] * size_px[1])
        for mark in marks
    ]
    red, black = inked(str(path), store, memory, size_px)
    assert len(red) > 400
    assert len(black) > 200

    def within(pixel: tuple[int, int], more: int) -> list[bool]:
        x, y = pixel
        return [a[0] - more <= x <= a[2] + more and a[1] - more <= y <= a[3] + more for a in areas]

    assert all(any(within(pixel, CLOSE_PX)) for pixel in red), "a part of the word is not marked"
    assert not any(any(within(pixel, -CLOSE_PX)) for pixel in black), "another word is marked"
    for number, area in enumerate(areas):
        own = [pixel for pixel in red if within(pixel, CLOSE_PX)[number]]
        letters = (max(x for x, _y in own) - min(x for x, _y in own)) * (
            max(y for _x, y in own) - min(y for _x, y in own)
        )
        assert (area[2] - area[0]) * (area[3] - area[1]) < 3.5 * letters, (
            "the mark is much larger than the word"
        )
