"""Whatever is done to notes can be undone and done again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.note_history import NoteHistory
from app.notes import Notes
from tests.app.note_samples import PLAN, V1, memo, stroke
from widgets.note_values import DocumentKey, Note


class NotesInMemory:
    """Behaves as Notes without a disk."""

    def __init__(self) -> None:
        self.kept: dict[str, Note] = {}

    def note(self, _document: DocumentKey, _digest: str, note: str) -> Note | None:
        return self.kept.get(note)

    def change(self, _document: DocumentKey, _digest: str, note: Note) -> None:
        self.kept[note.note] = note

    def remove(self, _document: DocumentKey, _digest: str, note: str) -> None:
        self.kept.pop(note, None)


def a_history(notes: NotesInMemory) -> NoteHistory:
    return NoteHistory(notes, PLAN, V1)  # type: ignore[arg-type] # it behaves as Notes


_names = st.sampled_from("abcd")
_deeds = st.tuples(st.sampled_from(["add", "change", "remove", "undo", "redo"]), _names, st.booleans())


@given(st.lists(_deeds, max_size=30))
def test_undoing_everything_and_doing_it_again_ends_where_it_was(deeds: list[tuple[str, str, bool]]) -> None:
    notes = NotesInMemory()
    history = a_history(notes)
    for number, (deed, name, goes_on) in enumerate(deeds):
        note = stroke(name=name, changed_ms=number)
        match deed:
            case "add" | "change":
                history.change(note, goes_on=goes_on)
            case "remove":
                history.remove(name, goes_on=goes_on)
            case "undo":
                history.undo()
            case _:
                history.redo()
    while history.can_redo:
        history.redo()
    end = dict(notes.kept)
    while history.can_undo:
        history.undo()
    assert not notes.kept
    while history.can_redo:
        history.redo()
    assert notes.kept == end


def test_a_stroke_that_was_saved_in_pieces_is_one_step() -> None:
    notes = NotesInMemory()
    history = a_history(notes)
    history.add(memo())
    history.add(stroke(changed_ms=1))
    history.change(stroke(changed_ms=2), goes_on=True)
    history.undo()
    assert list(notes.kept) == ["memo"]
    history.redo()
    assert notes.kept["stroke"].changed_ms == 2


def test_a_movement_of_the_eraser_is_one_step() -> None:
    notes = NotesInMemory()
    history = a_history(notes)
    history.add(stroke(name="a"), stroke(name="b"), stroke(name="c"))
    history.remove("a")
    history.replace(("b",), (stroke(name="b1"), stroke(name="b2")), goes_on=True)
    history.remove("b2", goes_on=True)
    assert set(notes.kept) == {"b1", "c"}
    history.undo()
    assert set(notes.kept) == {"a", "b", "c"}
    history.redo()
    assert set(notes.kept) == {"b1", "c"}


def test_a_new_deed_forgets_what_was_undone() -> None:
    history = a_history(NotesInMemory())
    history.add(stroke(name="a"))
    history.undo()
    assert history.can_redo
    history.add(stroke(name="b"), goes_on=True)
    assert not history.can_redo
    assert history.undo() == 0
    assert history.undo() is None


def test_undo_tells_the_page() -> None:
    history = a_history(NotesInMemory())
    history.add(stroke(7))
    assert history.undo() == 7
    assert history.redo() == 7


@pytest.fixture
def kept_notes(qtbot: QtBot, tmp_path: Path) -> Iterator[Notes]:
    notes = Notes(tmp_path / "notes.db")
    yield notes
    assert notes.close()


def test_undo_reaches_the_disk(kept_notes: Notes, tmp_path: Path, qtbot: QtBot) -> None:
    history = NoteHistory(kept_notes, PLAN, V1)
    history.add(stroke(), memo())
    history.change(replace(memo(), page=3))
    history.undo()
    history.remove("stroke")
    assert kept_notes.flush()
    again = Notes(tmp_path / "notes.db")
    with qtbot.waitSignal(again.changed):
        again.notes_of(PLAN, V1)
    assert again.notes_of(PLAN, V1) == (memo(),)
    again.close()
