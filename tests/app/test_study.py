from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.policy import Policy
from tests.app.reading_desk import ReadingDesk, locked, paper

CTRL = Qt.KeyboardModifier.ControlModifier
REPORT = paper("the budget", "of roads", "and bridges")
SECRET, SECOND_SECRET = locked(paper("secret"), "himitsu"), locked(paper("more", "secrets"), "himitsu")
COPY_ONLY = 16  # of the permissions of a PDF


def begin(desk: ReadingDesk, name: str, data: bytes) -> None:
    """Open a document that may not be readable yet; its name is its key."""
    path = desk.folder / f"{name}.pdf"
    path.write_bytes(data)
    desk.reader.title = name
    desk.reader.open(Path(path), name)


def enter(desk: ReadingDesk, password: str) -> None:
    field = desk.reader._password.field
    desk.wait(lambda: field.isVisible() and field.isEnabled())
    assert field.text() == ""
    field.setText(password)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_locked_document_asks_says_what_is_wrong_and_opens(reading: ReadingDesk) -> None:
    begin(reading, "locked", SECRET)
    reading.wait(lambda: "locked is protected by a password." in reading.said)
    enter(reading, "HIMITSU")
    reading.wait(lambda: "This is not the password." in reading.said)
    assert reading.reader.document is None
    enter(reading, "himitsu")
    reading.wait(lambda: reading.shows("locked"))
    assert "password" not in reading.said


def test_a_second_document_with_the_same_password_opens_unasked(reading: ReadingDesk) -> None:
    begin(reading, "locked", SECRET)
    enter(reading, "himitsu")
    reading.wait(lambda: reading.shows("locked"))
    asked: list[str] = []
    reading.room.unlocking.wanted.connect(asked.append)
    begin(reading, "second", SECOND_SECRET)
    reading.wait(lambda: reading.shows("second"))
    assert reading.view.page_count == 2
    assert asked == []


def test_a_password_is_forgotten_when_the_meeting_is_left(new_desk: Callable[[], ReadingDesk]) -> None:
    desk = new_desk()
    begin(desk, "locked", SECRET)
    enter(desk, "himitsu")
    desk.wait(lambda: desk.shows("locked"))
    desk.close()
    again = new_desk()
    begin(again, "locked", SECRET)
    again.wait(lambda: "locked is protected by a password." in again.said)


def test_what_is_typed_for_one_document_is_gone_when_another_is_chosen(reading: ReadingDesk) -> None:
    begin(reading, "locked", SECRET)
    field = reading.reader._password.field
    reading.wait(field.isVisible)
    field.setText("himi")
    reading.open(REPORT)
    assert field.text() == ""
    begin(reading, "second", SECOND_SECRET)
    reading.wait(lambda: "second is protected by a password." in reading.said)
    assert field.text() == ""


def test_printing_is_offered_by_its_keys(reading: ReadingDesk) -> None:
    reading.reader.title = "資料1"
    reading.open(REPORT, 1)
    panel = reading.study.printing._panel
    assert not panel.isVisible()
    reading.press(Qt.Key.Key_P, CTRL)
    assert panel.isVisible()
    assert "Print 資料1" in reading.said
    assert panel._print.isEnabled()
    panel.close_panel()
    assert not panel.isVisible()


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("it", "Printing is switched off on this PC by the IT section."),
        ("meeting", "The documents of this meeting are confidential and must not be printed."),
        ("file", "Whoever made this document does not permit printing it."),
    ],
)
def test_who_forbids_printing_is_named(reading: ReadingDesk, who: str, sentence: str) -> None:
    if who == "it":
        reading.room.policy = Policy(may_print=False)
    elif who == "meeting":
        reading.study.set_confidential(confidential=True)
    reading.open(locked(REPORT, "", COPY_ONLY) if who == "file" else REPORT)
    reading.press(Qt.Key.Key_P, CTRL)
    panel = reading.study.printing._panel
    assert panel.said == sentence
    assert not panel._print.isVisible() or not panel._print.isEnabled()


def test_a_meeting_that_becomes_confidential_refuses_what_is_offered_already(reading: ReadingDesk) -> None:
    printers: list[str] = []
    reading.study.printing._choose_printer = lambda _parent, title, _chosen: printers.append(title)
    reading.open(REPORT)
    reading.study.print_document()
    reading.study.set_confidential(confidential=True)
    assert not reading.study.printing._panel._print.isVisible()
    reading.study.printing._panel._print.click()
    assert printers == []
    assert "must not be printed" in reading.study.printing._panel.said


def test_a_document_is_printed_to_its_end_while_another_one_is_read(reading: ReadingDesk) -> None:
    target = reading.folder / "printed.pdf"

    def choose(_parent: QWidget, _title: str, chosen: Callable[[QPrinter], None]) -> None:
        printer = QPrinter()
        printer.setOutputFileName(str(target))
        chosen(printer)

    reading.study.printing._choose_printer = choose
    reading.open(REPORT)
    reading.study.print_document()
    panel = reading.study.printing._panel
    panel._print.click()
    reading.open(locked(paper("other"), "", COPY_ONLY))  # which must not be printed itself
    assert reading.study.printing.is_printing
    assert panel.isVisible()
    reading.wait(lambda: not reading.study.printing.is_printing)
    assert panel.said == "All pages have been handed to the printer."
    with pymupdf.open(target) as printed:
        assert printed.page_count == 3


def test_printing_ends_when_the_meeting_becomes_confidential(reading: ReadingDesk) -> None:
    target = reading.folder / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFileName(str(target))
    reading.study.printing._choose_printer = lambda _parent, _title, chosen: chosen(printer)
    reading.open(REPORT)
    reading.study.print_document()
    reading.study.printing._panel._print.click()
    assert reading.study.printing.is_printing
    reading.study.set_confidential(confidential=True)
    assert not reading.study.printing.is_printing
    assert "must not be printed" in reading.study.printing._panel.said
    assert not target.exists()


def test_another_document_is_not_printed_with_what_was_offered_for_the_first(reading: ReadingDesk) -> None:
    reading.open(REPORT)
    reading.study.print_document()
    reading.open(paper("other"))
    assert not reading.study.printing._panel.isVisible()


def test_without_a_document_there_is_nothing_to_print(reading: ReadingDesk) -> None:
    reading.study.print_document()
    assert not reading.study.printing._panel.isVisible()


def test_the_menu_reaches_everything(reading: ReadingDesk) -> None:
    done: list[str] = []
    reading.study.add_action("Something else", lambda: done.append("else"))
    words = [action.text() for action in reading.reader.widget.bar.more.actions() if action.text()]
    for part in ("Back to where", "Forward again", "as text", "table", "Copy", "Print", "my notes", "About"):
        assert any(part in entry for entry in words), part
    reading.reader.widget.bar.more.actions()[-1].trigger()
    assert done == ["else"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform, popups
def test_what_a_document_says_of_itself_can_be_asked_for(reading: ReadingDesk) -> None:
    reading.open(locked(REPORT, "", COPY_ONLY))
    (about,) = (action for action in reading.reader.widget.bar.more.actions() if "About" in action.text())
    about.trigger()
    facts = reading.study._facts
    assert facts.isVisible()
    assert any("3" in words for words in facts.words())
    facts.close()
