"""Notes for tests."""

from __future__ import annotations

from hypothesis import strategies as st

from widgets.note_values import (
    DocumentKey,
    Ink,
    InkKind,
    Note,
    NoteColour,
    NoteContent,
    NoteContext,
    StickyFlag,
    TextMark,
    TextMemo,
    ink_point,
)

PLAN = DocumentKey("meeting", "plan")
OTHER = DocumentKey("meeting", "other")
V1, V2, V3 = "1" * 64, "2" * 64, "3" * 64


def stroke(page: int = 0, *, at: float = 0.5, name: str = "stroke", changed_ms: int = 1) -> Note:
    ink = Ink(((ink_point(at, at, 0.25), ink_point(at + 0.1, at)),), 1.5, InkKind.PEN)
    return Note(page, ink, NoteColour.RED, 1, changed_ms, name)


def memo(page: int = 0, text: str = "予算を\n確認", *, name: str = "memo", changed_ms: int = 2) -> Note:
    return Note(page, TextMemo(0.1, 0.2, 0.3, 0.1, text), NoteColour.BLUE, 2, changed_ms, name)


_part = st.floats(0, 1)
_texts = st.text(max_size=50)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[float, float, float, float]:
    left, right = sorted((draw(_part), draw(_part)))
    top, bottom = sorted((draw(_part), draw(_part)))
    return left, top, right, bottom


@st.composite
def contents(draw: st.DrawFn) -> NoteContent:
    match draw(st.integers(0, 3)):
        case 0:
            points = st.builds(ink_point, _part, _part, _part)
            strokes = st.lists(st.lists(points, min_size=1, max_size=9).map(tuple), min_size=1, max_size=3)
            return Ink(tuple(draw(strokes)), draw(st.floats(0.1, 100)), draw(st.sampled_from(InkKind)))
        case 1:
            lines = draw(st.lists(boxes(), min_size=1, max_size=3))
            start = draw(st.integers(0, 1_000))
            return TextMark(tuple(lines), draw(_texts), start, start + draw(st.integers(0, 99)))
        case 2:
            left, top, right, bottom = draw(boxes())
            return TextMemo(left, top, right - left, bottom - top, draw(_texts), draw(st.floats(4, 144)))
        case _:
            return StickyFlag(draw(_part), draw(_part), draw(_texts))


@st.composite
def notes(draw: st.DrawFn) -> Note:
    context = NoteContext(draw(_texts), draw(_texts), draw(_texts), draw(boxes()), draw(st.text(max_size=64)))
    return Note(
        draw(st.integers(0, 999)),
        draw(contents()),
        draw(st.sampled_from(NoteColour)),
        draw(st.integers(0, 2**45)),
        draw(st.integers(0, 2**45)),
        context=context,
    )
