from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFileDialog

from app.policy import Policy
from tests.app.note_samples import stroke
from tests.app.reading_desk import ReadingDesk, paper, shelve
from tests.conftest import ExpectedLog
from tests.widgets.note_hands import LEFT, on_page
from widgets.note_tool import NoteTool
from widgets.note_values import DocumentKey, Ink, Note

CTRL = Qt.KeyboardModifier.ControlModifier
REPORT = paper("the budget", "of roads", "and bridges")
OTHER = paper("nothing here", "but a budget too")
LINE = ((0.3, 0.3), (0.4, 0.32), (0.5, 0.3))


def write_a_stroke(desk: ReadingDesk, page: int = 0) -> None:
    """Choose the pen by its button, draw with the mouse, and go back to reading."""
    button = desk.reader.widget.bar.writing
    desk.qtbot.mouseClick(button, LEFT)
    assert desk.study.notes.bar.isVisible()
    desk.draw(*LINE, page=page)
    desk.qtbot.mouseClick(button, LEFT)
    assert not desk.study.notes.bar.isVisible()


def shown(desk: ReadingDesk) -> list[Note]:
    return desk.study.notes.desk.notes


def kept_rows(desk: ReadingDesk) -> int:
    """How many notes a database has on disk, as another program sees it."""
    with sqlite3.connect(f"file:{desk.paths.notes}?mode=ro", uri=True) as database:
        (count,) = database.execute("SELECT count(*) FROM note").fetchone()
    database.close()
    return int(count)


def choose_target(desk: ReadingDesk, target: Path) -> None:
    (dialog,) = desk.reader.widget.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.close()


def test_a_stroke_of_the_pen_is_on_disk_and_there_again_when_the_program_starts_anew(
    new_desk: Callable[[], ReadingDesk],
) -> None:
    desk = new_desk()
    desk.open(REPORT)
    write_a_stroke(desk)
    (drawn,) = shown(desk)
    assert isinstance(drawn.content, Ink)
    assert drawn.content.strokes[0][0][:2] == pytest.approx(LINE[0], abs=0.01)
    assert drawn.content.strokes[0][-1][:2] == pytest.approx(LINE[-1], abs=0.01)
    desk.close()
    assert kept_rows(desk) == 1

    again = new_desk()
    again.open(REPORT)
    again.wait(lambda: shown(again))
    assert [note.note for note in shown(again)] == [drawn.note]
    assert shown(again)[0].content == drawn.content
    assert again.marks(0).notes == 1


def test_what_is_being_drawn_when_the_window_closes_is_kept(new_desk: Callable[[], ReadingDesk]) -> None:
    desk = new_desk()
    desk.open(REPORT)
    desk.qtbot.mouseClick(desk.reader.widget.bar.writing, LEFT)
    at = [QPointF(*on_page(desk.view, *place)).toPoint() for place in LINE]
    desk.qtbot.mousePress(desk.view.viewport(), LEFT, pos=at[0])
    desk.qtbot.mouseMove(desk.view.viewport(), at[1])
    desk.close()
    assert kept_rows(desk) == 1


def test_notes_are_counted_on_small_pages_and_in_the_list(reading: ReadingDesk) -> None:
    digest = reading.open(REPORT)
    write_a_stroke(reading)
    assert [reading.marks(page).notes for page in range(3)] == [1, 0, 0]
    reading.room.notes.add(DocumentKey("", digest), digest, stroke(2, name="by another reader"))
    assert [reading.marks(page).notes for page in range(3)] == [1, 0, 1]
    assert len(shown(reading)) == 2
    reading.wait(lambda: reading.study.notes.count == 2)
    reading.press(Qt.Key.Key_Z, CTRL)
    assert [reading.marks(page).notes for page in range(3)] == [0, 0, 1]
    assert reading.study.notes.count == 1


def test_a_note_remembers_the_words_around_it_also_when_they_are_read_later(reading: ReadingDesk) -> None:
    """By them it is found again in a new version."""
    digest = reading.open(paper("The mayor explains the budget of the coming year to the council."))
    key = DocumentKey("", digest)
    reading.qtbot.mouseClick(reading.reader.widget.bar.writing, LEFT)
    reading.draw((0.2, 0.1), (0.4, 0.1), (0.6, 0.1))
    (drawn,) = shown(reading)
    reading.wait(lambda: reading.room.notes.note(key, digest, drawn.note).context.page_digest)
    context = reading.room.notes.note(key, digest, drawn.note).context
    assert "budget" in f"{context.before} {context.inside} {context.after}"


def test_a_note_in_the_list_leads_to_its_page_or_asks_for_its_document(reading: ReadingDesk) -> None:
    digest = reading.open(REPORT)
    _path, other = shelve(reading.folder, OTHER)
    wanted: list[tuple[str, int]] = []
    reading.study.notes.document_wanted.connect(lambda document, page: wanted.append((document, page)))
    reading.room.notes.add(DocumentKey("", digest), digest, stroke(2, name="here"))
    reading.room.notes.add(DocumentKey("", other), other, stroke(1, name="there"))
    choose = reading.study.notes.panel.note_chosen.emit
    choose(DocumentKey("", digest), digest, 2, "here")
    assert reading.reader.page == 2
    assert reading.study.notes.desk.selected.note == "here"
    assert wanted == []
    choose(DocumentKey("", other), other, 1, "there")
    assert wanted == [(other, 1)]
    reading.open(OTHER, 1)  # which whoever hears it does
    reading.wait(lambda: reading.study.notes.desk.selected is not None)
    assert reading.study.notes.desk.selected.note == "there"


def test_a_note_that_is_deleted_in_the_list_can_be_brought_back(reading: ReadingDesk) -> None:
    digest = reading.open(REPORT)
    key = DocumentKey("", digest)
    write_a_stroke(reading)
    (drawn,) = shown(reading)
    reading.study.notes.panel.delete_wanted.emit(key, digest, drawn.note)
    assert reading.room.notes.notes_of(key, digest) == ()
    assert shown(reading) == []
    reading.press(Qt.Key.Key_Z, CTRL)
    assert [note.note for note in reading.room.notes.notes_of(key, digest)] == [drawn.note]


def test_a_copy_is_saved_with_the_notes_and_the_document_stays_as_it_is(reading: ReadingDesk) -> None:
    digest = reading.open(REPORT)
    write_a_stroke(reading)
    target = reading.folder / "copy.pdf"
    reading.study.notes.author = "総務課長"
    reading.study.notes.panel._export.click()
    choose_target(reading, target)
    reading.wait(lambda: reading.notices)
    assert reading.notices == ["The copy with your notes was saved: copy.pdf"]
    with pymupdf.open(target) as copy:
        first, second = copy[0], copy[1]  # an annotation knows nothing once its page is gone
        (note,) = first.annots()
        assert (note.type[1], note.info["title"]) == ("Ink", "総務課長")
        assert list(second.annots()) == []
    assert (reading.folder / f"{digest}.pdf").read_bytes() == REPORT
    reading.wait(lambda: not list(reading.paths.root.glob("export-*")))


def test_the_name_that_is_offered_is_that_of_the_document(reading: ReadingDesk) -> None:
    reading.reader.title = "資料1/2.pdf"
    reading.open(REPORT)
    reading.study.notes.export()
    (dialog,) = reading.reader.widget.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "資料1-2 with notes.pdf"
    dialog.close()


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("it", "Exporting notes is switched off on this PC by the IT section."),
        ("meeting", "The documents of this meeting are confidential; notes on them must not be exported."),
    ],
)
def test_who_forbids_a_copy_with_notes_is_named_before_a_place_is_asked_for(
    reading: ReadingDesk, who: str, sentence: str
) -> None:
    if who == "it":
        reading.room.policy = Policy(may_export_notes=False)
    else:
        reading.study.set_confidential(confidential=True)
    reading.open(REPORT)
    write_a_stroke(reading)
    reading.study.notes.export()
    assert reading.notices == [sentence]
    assert reading.reader.widget.findChildren(QFileDialog) == []


def test_a_meeting_that_becomes_confidential_while_a_place_is_chosen_lets_nothing_out(
    reading: ReadingDesk,
) -> None:
    reading.open(REPORT)
    write_a_stroke(reading)
    target = reading.folder / "copy.pdf"
    reading.study.notes.export()
    reading.study.set_confidential(confidential=True)
    choose_target(reading, target)
    reading.wait(lambda: reading.notices)
    assert reading.notices == [
        "The documents of this meeting are confidential; notes on them must not be exported."
    ]
    assert not target.exists()


def test_notes_of_one_document_are_not_drawn_on_another(reading: ReadingDesk) -> None:
    reading.open(REPORT)
    write_a_stroke(reading)
    reading.open(OTHER)
    assert shown(reading) == []
    assert reading.marks(0).notes == 0
    assert reading.study.notes.panel._export.isEnabled()
    reading.reader.open(reading.folder / "gone.pdf", "gone")
    reading.wait(lambda: not reading.reader.widget.is_showing_pages)
    assert not reading.study.notes.panel._export.isEnabled()


def test_escape_leaves_the_pen_and_the_strip_says_so(reading: ReadingDesk) -> None:
    reading.open(REPORT)
    reading.qtbot.mouseClick(reading.reader.widget.bar.writing, LEFT)
    assert reading.study.notes.desk.tool is NoteTool.PEN
    reading.press(Qt.Key.Key_Escape)
    assert reading.study.notes.desk.tool is NoteTool.READ
    assert reading.study.notes.bar.tool is NoteTool.READ


def test_a_page_without_letters_says_so_to_the_marker_of_text(reading: ReadingDesk) -> None:
    reading.open(paper(""))
    reading.qtbot.mouseClick(reading.reader.widget.bar.writing, LEFT)
    reading.study.notes.bar.choose_tool(NoteTool.TEXT_MARK)
    reading.draw(*LINE)
    reading.wait(lambda: reading.notices)
    assert reading.notices == ["This page has no letters to mark. Use the marker by hand."]


def test_notes_that_cannot_be_saved_are_told_at_once_and_when_one_writes(
    new_desk: Callable[[], ReadingDesk], tmp_path: Path, expected_log: ExpectedLog
) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "notes.db").write_bytes(b"this is no database at all" * 100)
    expected_log("Some private notes could not be saved")
    desk = new_desk()
    warnings: list[str] = []
    desk.study.warning.connect(warnings.append)
    desk.open(REPORT)
    desk.wait(lambda: warnings)
    assert "cannot be read" in warnings[0]
    desk.qtbot.mouseClick(desk.reader.widget.bar.writing, LEFT)
    assert warnings == [warnings[0]] * 2
    desk.close()
    assert (tmp_path / "profile" / "notes.db").read_bytes() == b"this is no database at all" * 100
