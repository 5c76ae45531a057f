"""Notes survive being kept; what does not fit together is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.note_records import RecordError, first_words, note_body, read_note
from tests.app.note_samples import memo, notes, stroke
from widgets.note_values import Note


def read(note: Note, body: bytes) -> Note:
    return read_note(
        note.note, note.page, note.kind.value, note.colour.value, note.created_ms, note.changed_ms, body
    )


@given(notes())
def test_a_note_survives_being_kept(note: Note) -> None:
    assert read(note, note_body(note)) == note


def test_half_surrogates_survive_too() -> None:
    note = memo(text="a\ud83d")
    assert read(note, note_body(note)) == note
    assert first_words(note) == "a?"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"content":{"strokes":[[0.1,0.2]],"width":1}}',
        b'{"content":{"strokes":[[0.1,0.2,true]],"width":1}}',
        b'{"content":{"strokes":[[0.1,0.2,2]],"width":1}}',
        b'{"content":{"strokes":[[0.1,NaN,1]],"width":1}}',
        b'{"content":{"strokes":[[]],"width":1}}',
        b'{"content":{"strokes":["abc"],"width":1}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_stroke_is_refused(body: bytes) -> None:
    with pytest.raises(RecordError):
        read(stroke(), body)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=9), notes())
def test_no_content_raises_anything_else(content: object, note: Note) -> None:
    found = json.loads(note_body(note))
    for key in found["content"]:
        body = json.dumps({"content": {**found["content"], key: content}}).encode()
        try:
            read(note, body)
        except RecordError:
            continue


def test_the_first_words_stand_on_one_line() -> None:
    assert first_words(memo(text="予算を\n確認  する")) == "予算を 確認 する"
    assert len(first_words(memo(text="あ" * 500))) == 80
    assert first_words(stroke()) == ""
