"""Notes as values: what is out of range is refused, and every kind knows where it is."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.note_values import (
    MAX_FLAG_TEXT,
    MAX_POINTS,
    MAX_TEXT,
    Ink,
    InkKind,
    InkPoint,
    Note,
    NoteColour,
    NoteContent,
    NoteKind,
    StickyFlag,
    TextMark,
    TextMemo,
    ink_point,
    new_note_id,
)

DOT = InkPoint(0.5, 0.5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Ink(()),
        lambda: Ink(((),)),
        lambda: Ink(((InkPoint(1.01, 0.5),),)),
        lambda: Ink(((InkPoint(0.5, float("nan")),),)),
        lambda: Ink(((InkPoint(0.5, 0.5, 2.0),),)),
        lambda: Ink(((DOT,) * (MAX_POINTS + 1),)),
        lambda: Ink(((DOT,),), width_pt=0),
        lambda: TextMark((), "", 0, 0),
        lambda: TextMark(((0.5, 0, 0.4, 1),), "", 0, 0),
        lambda: TextMark(((0, 0, 1, 1),), "", 5, 4),
        lambda: TextMemo(0.8, 0.1, 0.3, 0.1, "wide"),
        lambda: TextMemo(0.1, 0.1, 0.1, 0.1, "あ" * (MAX_TEXT + 1)),
        lambda: TextMemo(0.1, 0.1, 0.1, 0.1, "small", 1.0),
        lambda: StickyFlag(0.5, -0.1),
        lambda: StickyFlag(0.5, 0.5, "あ" * (MAX_FLAG_TEXT + 1)),
        lambda: Note(-1, StickyFlag(0, 0), NoteColour.RED, 0, 0),
        lambda: Note(0, StickyFlag(0, 0), NoteColour.RED, 0, 0, ""),
    ],
)
def test_what_is_out_of_range_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="out of range"):
        make()


@given(st.floats(), st.floats(), st.floats())
def test_wherever_the_pointer_is_there_is_a_point_of_the_page(x: float, y: float, pressure: float) -> None:
    point = ink_point(x, y, pressure)
    assert Ink(((point,),)).strokes == ((point,),)
    if 0 <= x <= 1:
        assert point.x == pytest.approx(x, abs=0.00001)


@pytest.mark.parametrize(
    ("content", "kind", "text", "box"),
    [
        (Ink(((InkPoint(0.1, 0.4), InkPoint(0.3, 0.2)), (DOT,))), NoteKind.PEN, "", (0.1, 0.2, 0.5, 0.5)),
        (Ink(((DOT,),), kind=InkKind.MARKER), NoteKind.MARKER, "", (0.5, 0.5, 0.5, 0.5)),
        (
            TextMark(((0.1, 0.1, 0.9, 0.2), (0.1, 0.2, 0.3, 0.3)), "予算", 0, 2),
            NoteKind.TEXT_MARK,
            "予算",
            (0.1, 0.1, 0.9, 0.3),
        ),
        (TextMemo(0.25, 0.5, 0.5, 0.25, "確認"), NoteKind.MEMO, "確認", (0.25, 0.5, 0.75, 0.75)),
        (StickyFlag(1.0, 0.5, "質問"), NoteKind.FLAG, "質問", (1.0, 0.5, 1.0, 0.5)),
    ],
)
def test_every_kind_knows_what_and_where_it_is(
    content: NoteContent, kind: NoteKind, text: str, box: tuple[float, ...]
) -> None:
    note = Note(0, content, NoteColour.RED, 0, 0)
    assert (note.kind, note.text, note.box) == (kind, text, box)


def test_names_are_never_given_twice() -> None:
    assert len({new_note_id() for _each in range(1_000)}) == 1_000
    flag = StickyFlag(0, 0)
    assert Note(0, flag, NoteColour.RED, 0, 0).note != Note(0, flag, NoteColour.RED, 0, 0).note
