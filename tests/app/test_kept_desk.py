from __future__ import annotations

import sqlite3
from pathlib import Path

from app.kept_desk import forget_notes
from app.note_database import NoteDatabase, NotePlace
from app.paths import ProfilePaths
from tests.app.note_samples import V1, memo
from widgets.note_values import DocumentKey


def test_notes_of_one_meeting_go_and_those_of_others_stay(tmp_path: Path) -> None:
    paths = ProfilePaths(tmp_path)
    database = NoteDatabase(paths.notes)
    for meeting in ("gone", "stays"):
        note = memo(text=f"私の覚え書き {meeting}")
        database.write([(NotePlace(DocumentKey(meeting, "d"), V1, note.note), note)])
    database.close()
    with sqlite3.connect(paths.notes) as rows:
        assert rows.execute("SELECT count(*) FROM note").fetchone() == (2,)
    rows.close()
    forget_notes(paths, "gone")
    database = NoteDatabase(paths.notes)
    assert database.summaries("gone") == ()
    assert len(database.summaries("stays")) == 1
    database.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "覚え書き gone".encode() not in left
    assert "覚え書き stays".encode() in left


def test_where_nothing_is_nothing_is_made(tmp_path: Path) -> None:
    forget_notes(ProfilePaths(tmp_path), "meeting")
    assert list(tmp_path.iterdir()) == []
