"""What chair and secretariat do with documents: what is asked, what reaches the node, what is told then."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from app.chair import Chair
from app.secretariat import Secretariat
from sync.errors import KurumazaError
from sync.meeting import Phase
from sync.status import InStep
from tests.app.conftest import House
from tests.app.papers import CHAIR, ME, meeting
from tests.app.small_pdf import plain_pdf
from tests.app.versioned_papers import versioned, without

# The offscreen platform has no popups.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=[Chair, Secretariat])
def chair(request: pytest.FixtureRequest, house: House) -> Iterator[Chair]:
    """The chair's desk, and that of the secretariat, whose PC is connected with the chair's."""
    house.start_node()
    house.signals.link_changed.emit(InStep(2))
    house.wait(lambda: house.reports.link == InStep(2))
    made = request.param(
        versioned(meeting()),
        CHAIR if request.param is Chair else ME,
        house.reports,
        house.commands,
        house.drafts,
        house.room,
        leave=lambda: None,
    )
    made.window.show()
    yield made
    made.close()


def drop(chair: Chair, item: str, document: str, *paths: Path) -> QDropEvent:
    """Let files fall on a row, as the file manager does."""
    view = chair.window.agenda.list
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    row = chair.window.agenda._items.row_of(item, document)
    event = QDropEvent(
        QPointF(view.visualRect(view.model().index(row, 0)).center()),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    view.dropEvent(event)
    return event


def menu_of(chair: Chair, item: str, document: str = "") -> list[str]:
    """What the menu offers for a row, as somebody with a keyboard opens it."""
    agenda = chair.window.agenda
    agenda.list.setCurrentIndex(agenda._items.index(agenda._items.row_of(item, document)))
    QApplication.sendEvent(
        agenda.list,
        QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard,
            agenda.list.rect().center(),
            agenda.list.mapToGlobal(agenda.list.rect().center()),
        ),
    )
    words = [action.text() for action in agenda.menu.actions() if action.isEnabled() and action.text()]
    agenda.menu.close()
    return words


def choose(chair: Chair, words: str) -> None:
    next(action for action in chair.window.agenda.menu.actions() if action.text() == words).trigger()


def test_files_dropped_on_an_item_are_added_one_after_the_other(house: House, chair: Chair) -> None:
    assert drop(chair, "second", "", Path("/a/資料4.pdf"), Path("/a/memo.txt"), Path("/a/B.PDF")).isAccepted()
    house.wait_for_call("add_document", "資料4.pdf", "second", "")
    house.wait_for_call("add_document", "B.PDF", "second", "")
    house.wait(lambda: chair.window.notice.text == "2 document(s) taken in.")
    assert not drop(chair, "second", "", Path("/a/memo.txt")).isAccepted()
    assert len(house.node.calls) == 2


def test_a_file_dropped_on_a_document_asks_once_and_replaces_with_a_reason(
    house: House, chair: Chair
) -> None:
    drop(chair, "first", "one", Path("/a/新.pdf"))
    strip = chair.window.replacing
    assert "資料 one" in strip.question
    assert "新.pdf" in strip.question
    assert strip.reason.hasFocus()
    assert strip.add_button.isVisible()
    house.settle()
    assert house.node.calls == []
    strip.reason.setText(" 誤記の訂正 ")
    house.qtbot.keyClick(strip.reason, Qt.Key.Key_Return)
    house.wait_for_call("replace_document", "one", "新.pdf", "誤記の訂正")
    house.wait(lambda: chair.window.notice.text == "“新.pdf” replaced it at every seat.")
    assert strip.question == ""


def test_what_no_seat_could_open_is_refused_with_the_reason(
    house: House, chair: Chair, tmp_path: Path
) -> None:
    broken, good = tmp_path / "壊れた.pdf", tmp_path / "良い.pdf"
    broken.write_bytes(b"%PDF-1.4\nno more than a head")
    good.write_bytes(plain_pdf(1))
    drop(chair, "second", "", broken, good)
    house.wait_for_call("add_document", "良い.pdf", "second", "")
    house.wait(lambda: "壊れた.pdf" in chair.window.notice.text)
    assert "良い.pdf" in chair.window.notice.text
    assert [call[1] for call in house.node.calls] == ["良い.pdf"]


def test_it_can_be_added_instead_or_left(house: House, chair: Chair) -> None:
    drop(chair, "first", "one", Path("/a/新.pdf"))
    house.qtbot.keyClick(chair.window.replacing.reason, Qt.Key.Key_Escape)
    assert chair.window.replacing.question == ""
    drop(chair, "first", "one", Path("/a/新.pdf"))
    chair.window.replacing.add_button.click()
    house.wait_for_call("add_document", "新.pdf", "first", "")
    assert [call[0] for call in house.node.calls] == ["add_document"]


def test_the_menu_has_everything_for_who_uses_no_mouse(house: House, chair: Chair) -> None:
    assert menu_of(chair, "second") == ["Add documents to “窓口”…"]
    assert menu_of(chair, "first", "one") == [
        "Add documents to “開会”…",
        "Open “資料 one”",
        "Replace “資料 one”…",
        "Withdraw only version 1 of “資料 one”…",
        "Withdraw only version 2 of “資料 one”…",
        "Withdraw “資料 one”…",
    ]
    house.signals.meeting_changed.emit(replace(versioned(meeting()), phase=Phase.CLOSED))
    assert menu_of(chair, "first", "one") == ["Open “資料 one”"]
    assert not drop(chair, "second", "", Path("/a/資料4.pdf")).isAccepted()
    assert not chair.window.agenda.documents_button.isVisible()


def test_withdrawing_asks_first(house: House, chair: Chair) -> None:
    menu_of(chair, "first", "one")
    choose(chair, "Withdraw “資料 one”…")
    question = chair.window.question
    assert "Withdraw “資料 one” from every seat?" in question.question.text()
    assert question.no.hasFocus()
    question.no.click()
    menu_of(chair, "first", "one")
    choose(chair, "Withdraw only version 1 of “資料 one”…")
    assert "Version 1 of “資料 one”" in question.question.text()
    question.yes.click()
    house.wait_for_call("withdraw_document", "one", "one")
    assert [call[0] for call in house.node.calls] == ["withdraw_document"]


def test_a_file_is_chosen_for_a_replacement_and_several_for_an_item(house: House, chair: Chair) -> None:
    menu_of(chair, "first", "one")
    choose(chair, "Replace “資料 one”…")
    dialog = chair.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    dialog.filesSelected.emit(["/a/新.pdf"])
    dialog.reject()
    assert not chair.window.replacing.add_button.isVisible()
    chair.window.replacing.replace_button.click()
    house.wait_for_call("replace_document", "one", "新.pdf", "")
    menu_of(chair, "second")
    choose(chair, "Add documents to “窓口”…")
    dialog = next(each for each in chair.window.findChildren(QFileDialog) if each.isVisible())
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit(["/a/1.pdf", "/a/2.pdf"])
    dialog.reject()
    house.wait_for_call("add_document", "2.pdf", "second", "")


def test_what_takes_long_is_shown_and_can_be_stopped(house: House, chair: Chair) -> None:
    house.node.gate = Future()
    drop(chair, "second", "", Path("/a/1.pdf"), Path("/a/2.pdf"))
    house.wait(lambda: chair.window.intake.words == "Taking in “1.pdf” (1 of 2)…")
    chair.window.intake.stop_button.click()
    house.node.gate.set_result(None)
    house.wait(lambda: chair.window.notice.text == "1.pdf: stopped, not taken in")
    assert chair.window.intake.words == ""
    assert [call[1] for call in house.node.calls] == ["1.pdf"]


def test_what_was_refused_is_said_and_not_covered_by_what_went_well(house: House, chair: Chair) -> None:
    house.node.failures["add_document"] = KurumazaError("not_a_pdf", "no PDF")
    drop(chair, "second", "", Path("/a/1.pdf"), Path("/a/2.pdf"))
    house.wait(lambda: "2.pdf" in chair.window.notice.text)
    assert chair.window.notice.text.startswith("1.pdf: This file is no PDF.")


def test_a_question_about_what_is_gone_goes_away(house: House, chair: Chair) -> None:
    drop(chair, "first", "one", Path("/a/新.pdf"))
    house.signals.meeting_changed.emit(without(versioned(meeting()), "one"))
    assert chair.window.replacing.question == ""


def test_enter_on_a_document_opens_it_at_this_desk_alone(house: House, chair: Chair) -> None:
    agenda = chair.window.agenda
    agenda.list.setCurrentIndex(agenda._items.index(agenda._items.row_of("first", "one")))
    with house.qtbot.waitSignal(chair.window.document_chosen) as chosen:
        house.qtbot.keyClick(agenda.list, Qt.Key.Key_Return)
    assert chosen.args == ["one"]
    house.settle()
    assert house.node.calls == []
