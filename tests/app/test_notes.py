"""Private notes: kept at once, never waited for, never lost, never sent."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import note_keeper
from app.note_anchoring import Reanchored
from app.note_database import Leaving, NoteDatabase, NotePlace
from app.notes import Notes
from sync.errors import StorageDamaged, StorageNewer
from tests.app.note_samples import OTHER, PLAN, V1, V2, V3, memo, stroke
from widgets.note_values import MAX_TEXT, DocumentKey, Note, UnplacedNote

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "notes.db"


@pytest.fixture
def notes(qtbot: QtBot, path: Path) -> Iterator[Notes]:
    found = Notes(path)
    yield found
    found.close()


@pytest.fixture
def database(path: Path) -> Iterator[NoteDatabase]:
    with closing(NoteDatabase(path)) as found:
        yield found


def kept(path: Path, document: DocumentKey = PLAN, digest: str = V1) -> tuple[Note, ...]:
    with closing(NoteDatabase(path)) as found:
        return found.version(document, digest).notes


def write(database: NoteDatabase, digest: str, *notes: Note) -> None:
    database.write([(NotePlace(PLAN, digest, note.note), note) for note in notes])


# -- kept ----------------------------------------------------------------------------------------


def test_what_is_done_is_there_at_once_and_on_disk_soon(notes: Notes, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignals([notes.changed, notes.saved]):
        notes.add(PLAN, V1, stroke())
        assert notes.notes_of(PLAN, V1) == (stroke(),)
    assert kept(path) == (stroke(),)


def test_changed_and_removed_notes(notes: Notes, path: Path) -> None:
    notes.add(PLAN, V1, stroke())
    notes.add(PLAN, V1, memo())
    notes.change(PLAN, V1, memo(text="later"))
    notes.remove(PLAN, V1, "stroke")
    assert notes.flush()
    assert kept(path) == notes.notes_of(PLAN, V1) == (memo(text="later"),)
    notes.restore(PLAN, V1, stroke())
    assert notes.flush()
    assert set(kept(path)) == {memo(text="later"), stroke()}


def test_documents_and_versions_keep_their_own(notes: Notes, path: Path) -> None:
    notes.add(PLAN, V1, stroke())
    notes.add(PLAN, V2, stroke(5))
    notes.add(OTHER, V1, memo())
    notes.remove(PLAN, V2, "stroke")
    assert notes.flush()
    assert (kept(path), kept(path, PLAN, V2), kept(path, OTHER, V1)) == ((stroke(),), (), (memo(),))


def test_another_start_reads_them(qtbot: QtBot, path: Path) -> None:
    for expected in ((), (stroke(),)):
        notes = Notes(path)
        with qtbot.waitSignal(notes.changed):
            assert notes.notes_of(PLAN, V1) == ()
        assert notes.is_loaded(PLAN, V1)
        assert notes.notes_of(PLAN, V1) == expected
        notes.add(PLAN, V1, stroke())
        assert notes.close()


def test_what_is_done_before_it_was_read_wins(qtbot: QtBot, path: Path, database: NoteDatabase) -> None:
    write(database, V1, stroke(name="a"), stroke(name="b"), stroke(name="c"))
    notes = Notes(path)
    notes.remove(PLAN, V1, "a")
    notes.change(PLAN, V1, stroke(9, name="b"))
    qtbot.waitUntil(lambda: notes.is_loaded(PLAN, V1))
    assert {note.note: note.page for note in notes.notes_of(PLAN, V1)} == {"b": 9, "c": 0}
    assert notes.close()
    assert {note.note: note.page for note in kept(path)} == {"b": 9, "c": 0}


def test_released_versions_are_read_again(notes: Notes, qtbot: QtBot) -> None:
    notes.add(PLAN, V1, stroke())
    assert notes.flush()
    notes.release(PLAN, V1)
    assert notes.notes_of(PLAN, V1) == ()
    qtbot.waitUntil(lambda: notes.notes_of(PLAN, V1) == (stroke(),))


def test_ten_thousand_notes_are_no_trouble(notes: Notes, path: Path) -> None:
    for number in range(10_000):
        notes.add(PLAN, V1, stroke(name=str(number)))
    assert notes.flush(60)
    assert len(kept(path)) == 10_000


# -- trouble -------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\x00" + b"x" * 5_000])
def test_a_damaged_file_is_left_as_it_is(qtbot: QtBot, path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    notes = Notes(path)
    with qtbot.waitSignal(notes.trouble) as told:
        notes.add(PLAN, V1, stroke())
    assert "cannot be read" in told.args[0]
    assert notes.problem == told.args[0]
    assert notes.notes_of(PLAN, V1) == (stroke(),)
    assert not notes.close()
    assert path.read_bytes() == content


def test_a_newer_file_is_left_as_it_is(qtbot: QtBot, path: Path) -> None:
    NoteDatabase(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StorageNewer):
        NoteDatabase(path)
    notes = Notes(path)
    with qtbot.waitSignal(notes.trouble) as told:
        notes.notes_of(PLAN, V1)
    assert "newer" in told.args[0]
    notes.close()
    assert path.read_bytes() == before


def test_the_log_of_events_is_no_database_of_notes(path: Path) -> None:
    from sync.log import EventLog

    EventLog(path).close()
    with pytest.raises(StorageDamaged):
        NoteDatabase(path)


def test_a_disk_that_refuses_costs_nothing(qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_keeper, "AGAIN_S", 0.05)
    path.parent.mkdir()
    path.mkdir()  # a folder where the file should be: it cannot be opened
    notes = Notes(path)
    sentences: list[str] = []
    notes.trouble.connect(sentences.append)
    with qtbot.waitSignal(notes.trouble):
        notes.add(PLAN, V1, stroke())
    notes.add(PLAN, V1, memo())
    assert not notes.flush(0.2)
    assert notes.notes_of(PLAN, V1) == (stroke(), memo())
    with qtbot.waitSignals([notes.recovered, notes.saved]):
        path.rmdir()
    assert len(sentences) == 1
    assert not notes.problem
    assert notes.close()
    assert kept(path) == (stroke(), memo())


def test_a_full_disk_still_reads(qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_keeper, "AGAIN_S", 0.05)
    with closing(NoteDatabase(path)) as database:
        write(database, V2, stroke(name="old"))

    class FullDatabase(NoteDatabase):
        def __init__(self, path: Path) -> None:
            super().__init__(path)
            pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
            self._connection.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(note_keeper, "NoteDatabase", FullDatabase)
    notes = Notes(path)
    with qtbot.waitSignal(notes.trouble) as told:
        for number in range(50):
            notes.add(PLAN, V1, memo(text="字" * MAX_TEXT, name=str(number)))
    assert "full" in told.args[0]
    assert len(notes.notes_of(PLAN, V1)) == 50
    notes.notes_of(PLAN, V2)
    qtbot.waitUntil(lambda: len(notes.notes_of(PLAN, V2)) == 1)
    with qtbot.waitSignal(notes.recovered):
        monkeypatch.setattr(note_keeper, "NoteDatabase", NoteDatabase)
    assert notes.close()
    assert len(kept(path)) == 50


def test_one_bad_note_does_not_stop_the_others(qtbot: QtBot, path: Path, expected_log) -> None:
    expected_log("Notes could not be saved: UnicodeEncodeError")
    notes = Notes(path)
    with qtbot.waitSignal(notes.trouble):
        notes.add(PLAN, V1, replace(stroke(), note="\ud800"))
        notes.add(PLAN, V1, memo())
    assert not notes.close(0.1)
    assert kept(path) == (memo(),)


def test_a_row_of_a_later_kind_is_left_where_it_is(path: Path, expected_log) -> None:
    expected_log("1 note\\(s\\) cannot be read")
    with closing(NoteDatabase(path)) as database:
        write(database, V1, stroke(), memo())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE note SET kind = 'hologram' WHERE note = 'memo'")
        connection.commit()
    assert kept(path) == (stroke(),)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM note").fetchone()[0] == 2


_DRAWS_UNTIL_KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.notes import Notes
from tests.app.note_samples import PLAN, V1, stroke
application = QCoreApplication([])
notes = Notes(Path(sys.argv[1]))
drawn = 0
def draw():
    global drawn
    print(drawn, flush=True)  # so many are on disk
    drawn += 1
    notes.add(PLAN, V1, stroke(name=str(drawn)))
notes.saved.connect(draw)
draw()
application.exec()
"""


@pytest.mark.parametrize("strokes", [1, 7, 60])
def test_a_killed_program_loses_at_most_the_stroke_being_drawn(path: Path, strokes: int) -> None:
    command = [sys.executable, "-c", _DRAWS_UNTIL_KILLED, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        for line in program.stdout:
            if int(line) >= strokes:
                break
        program.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        told = [int(line) for line in program.stdout]
    last = max([strokes, *told])
    names = {int(note.note) for note in kept(path)}
    assert set(range(1, last + 1)) <= names <= set(range(1, last + 2))


def test_what_was_written_is_in_the_files_while_they_are_open(path: Path, tmp_path: Path) -> None:
    with closing(NoteDatabase(path)) as database:
        for number in range(20):
            write(database, V1, stroke(name=str(number)))
            copy = tmp_path / f"copy{number}"
            shutil.copytree(path.parent, copy)
            assert len(kept(copy / "notes.db")) == number + 1


# -- a document is replaced ----------------------------------------------------------------------


def moved(*notes: Note, by: int = 1) -> Reanchored:
    return Reanchored(tuple((note, replace(note, page=note.page + by)) for note in notes), ())


def test_adopted_notes_are_copies(database: NoteDatabase) -> None:
    write(database, V1, stroke(), memo())
    result = Reanchored(((stroke(), stroke(4)),), (memo(),))
    for _twice in range(2):
        database.adopt(PLAN, V1, V2, result)
        assert set(database.version(PLAN, V1).notes) == {stroke(), memo()}
        new = database.version(PLAN, V2)
        assert new.notes == (stroke(4),)
        assert new.unplaced == (UnplacedNote(memo(), V1),)


def test_a_copy_that_was_removed_or_changed_stays_so(database: NoteDatabase) -> None:
    write(database, V1, stroke(), memo())
    database.adopt(PLAN, V1, V2, moved(stroke(), memo()))
    database.write([(NotePlace(PLAN, V2, "stroke"), None)])
    write(database, V2, memo(9, changed_ms=50))
    database.adopt(PLAN, V1, V2, moved(stroke(), memo()))
    assert database.version(PLAN, V2).notes == (memo(9, changed_ms=50),)


def test_a_note_changed_or_removed_meanwhile_waits(database: NoteDatabase) -> None:
    write(database, V1, stroke(changed_ms=7))
    database.adopt(PLAN, V1, V2, moved(stroke(changed_ms=1), memo()))
    assert not database.version(PLAN, V2).notes
    assert database.leaving(PLAN, V2) == (Leaving(V1, (stroke(changed_ms=7),)),)


def test_what_has_yet_to_be_carried(database: NoteDatabase) -> None:
    write(database, V1, stroke(), memo())
    assert database.leaving(PLAN, V1) == ()
    assert database.leaving(PLAN, V2) == (Leaving(V1, (stroke(), memo())),)
    database.adopt(PLAN, V1, V2, Reanchored(((stroke(), stroke(4)),), (memo(),)))
    assert database.leaving(PLAN, V2) == ()
    assert set(database.leaving(PLAN, V3)) == {Leaving(V1, (memo(),)), Leaving(V2, (stroke(4),))}
    write(database, V1, stroke(name="afterwards"))
    assert database.leaving(PLAN, V2) == (Leaving(V1, (stroke(name="afterwards"),)),)


def test_a_note_removed_from_the_new_version_does_not_come_back_in_the_next(database: NoteDatabase) -> None:
    write(database, V1, stroke())
    database.adopt(PLAN, V1, V2, moved(stroke()))
    database.write([(NotePlace(PLAN, V2, "stroke"), None)])
    assert database.leaving(PLAN, V3) == ()


def test_back_to_the_first_version_and_on_again(database: NoteDatabase) -> None:
    write(database, V1, stroke())
    database.adopt(PLAN, V1, V2, moved(stroke()))
    write(database, V2, stroke(1, changed_ms=9))
    assert database.leaving(PLAN, V1) == (Leaving(V2, (stroke(1, changed_ms=9),)),)
    database.adopt(PLAN, V2, V1, moved(stroke(1, changed_ms=9), by=-1))
    assert database.version(PLAN, V1).notes == (stroke(0, changed_ms=9),)
    assert database.leaving(PLAN, V3) == (Leaving(V1, (stroke(0, changed_ms=9),)),)


def test_unplaced_notes_wait_until_placed_or_dismissed(
    notes: Notes, qtbot: QtBot, path: Path, database: NoteDatabase
) -> None:
    write(database, V1, stroke(), memo())
    done: list[bool] = []
    notes.adopt(PLAN, V1, V2, Reanchored((), (stroke(), memo())), lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    notes.unplaced_of(PLAN, V2)
    qtbot.waitUntil(lambda: len(notes.unplaced_of(PLAN, V2)) == 2)
    notes.add(PLAN, V2, stroke(3))
    notes.dismiss(PLAN, V2, "memo")
    assert notes.unplaced_of(PLAN, V2) == ()
    assert notes.flush()
    assert database.version(PLAN, V2).unplaced == ()
    assert database.leaving(PLAN, V3) == (Leaving(V2, (stroke(3),)),)
    notes.remove(PLAN, V2, "stroke")
    assert notes.unplaced_of(PLAN, V2) == (UnplacedNote(stroke(), V1),)


def test_adopted_notes_are_told(notes: Notes, qtbot: QtBot) -> None:
    notes.add(PLAN, V1, stroke())
    assert notes.notes_of(PLAN, V2) == ()
    found: list[tuple[Leaving, ...]] = []
    notes.leaving(PLAN, V2, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [(Leaving(V1, (stroke(),)),)]
    notes.adopt(PLAN, V1, V2, moved(stroke()))
    qtbot.waitUntil(lambda: notes.notes_of(PLAN, V2) == (stroke(1),))


# -- the list of all notes -----------------------------------------------------------------------


def test_the_list_of_all_notes_follows(notes: Notes, qtbot: QtBot, database: NoteDatabase) -> None:
    write(database, V1, memo())
    with qtbot.waitSignal(notes.list_changed) as told:
        assert notes.all_of("meeting") == ()
    assert told.args == ["meeting"]
    (row,) = notes.all_of("meeting")
    assert (row.document, row.digest, row.page, row.words) == (PLAN, V1, 0, "予算を 確認")
    notes.add(OTHER, V1, stroke(4))
    assert {(row.document, row.page) for row in notes.all_of("meeting")} == {(PLAN, 0), (OTHER, 4)}
    notes.remove(PLAN, V1, "memo")
    assert [row.document for row in notes.all_of("meeting")] == [OTHER]
    assert notes.all_of("another meeting") == ()


def test_a_note_that_was_written_just_now_is_listed_as_without_a_place(notes: Notes, qtbot: QtBot) -> None:
    notes.all_of("meeting")
    notes.add(PLAN, V1, memo())
    notes.adopt(PLAN, V1, V2, Reanchored((), (memo(),)))
    qtbot.waitUntil(lambda: [row.is_unplaced for row in notes.all_of("meeting")] == [True])
    notes.change(PLAN, V1, memo(text="still there"))
    (row,) = notes.all_of("meeting")
    assert (row.digest, row.words, row.is_unplaced) == (V1, "still there", True)
    notes.add(PLAN, V2, memo(3))
    (row,) = notes.all_of("meeting")
    assert (row.digest, row.page, row.is_unplaced) == (V2, 3, False)


def test_the_list_has_each_note_once_where_it_stands_now(database: NoteDatabase) -> None:
    write(database, V1, stroke(), memo(12))
    database.adopt(PLAN, V1, V2, Reanchored(((stroke(), stroke(4)),), (memo(12),)))
    rows = {(row.note, row.digest, row.page, row.is_unplaced) for row in database.summaries("meeting")}
    assert rows == {("stroke", V2, 4, False), ("memo", V1, 12, True)}
    write(database, V2, memo(13))
    rows = {(row.note, row.digest, row.page, row.is_unplaced) for row in database.summaries("meeting")}
    assert rows == {("stroke", V2, 4, False), ("memo", V2, 13, False)}
    database.write([(NotePlace(PLAN, V2, "memo"), None), (NotePlace(PLAN, V2, "stroke"), None)])
    database.dismiss(NotePlace(PLAN, V2, "memo"))
    assert database.summaries("meeting") == ()


# -- never sent ----------------------------------------------------------------------------------


def test_nothing_that_travels_knows_of_notes() -> None:
    """No module of sync names a module of notes, their file or their class."""
    modules = [path.stem for folder in ("app", "widgets") for path in (ROOT / folder).glob("note_*.py")]
    assert "note_database" in modules
    names = re.compile(rf"\b({'|'.join(modules)}|app\.notes|notes\.db|Notes|NoteDatabase|NoteKeeper)\b")
    assert names.search("from app.notes import Notes")
    sources = {path.name: path.read_text("utf-8") for path in (ROOT / "sync").rglob("*.py")}
    assert not [name for name, source in sources.items() if names.search(source)]
