"""What the keyboard reaches at the chair's desk without a pointer, and what comes without moving anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from sync.discussion import Floor, FloorRequest, Speech
from sync.status import Succession, VoidAct
from tests.widgets import desk
from tests.widgets.polls import LOOKBACK, RUNNING
from widgets.chair_agenda import ChairAgenda
from widgets.chair_agenda_list import FEW_ROWS
from widgets.chair_window import ChairWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from sync.meeting import Meeting


@pytest.fixture
def window(qtbot: QtBot) -> ChairWindow:
    window = ChairWindow(QPlainTextEdit("pages"), now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.set_meeting(desk.full_meeting(), "device1")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.incoming.list.setFocus()
    return window


def focus_of(window: ChairWindow) -> object:
    return window.focusWidget()


def test_f6_goes_round_all_parts_and_back(window: ChairWindow, qtbot: QtBot) -> None:
    inside = (window.incoming.list, window.room, window.floor, window.agenda, window.tabs)
    seen: list[object] = []
    for _ in range(9):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        now = focus_of(window)
        seen.append(next((part for part in inside if part is now or part.isAncestorOf(now)), "another"))  # type: ignore[arg-type] # it is a widget
    assert set(inside) <= set(seen)
    here = focus_of(window)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focus_of(window) is here


def test_a_letter_leads_from_the_comments_to_the_polls_and_escape_back(
    window: ChairWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(window.incoming.list, "v")
    assert focus_of(window) is window.polls.form.question
    qtbot.keyClick(window.polls.form.question, Qt.Key.Key_Escape)
    assert focus_of(window) is window.incoming.list
    window.set_meeting(replace(desk.full_meeting(), polls=(RUNNING,)), "device1")
    qtbot.keyClicks(window.incoming.list, "v")
    assert focus_of(window) is window.polls.present[0].close_button


@pytest.mark.parametrize("speaks", [False, True])
def test_a_letter_leads_to_who_waits_longest_or_to_the_speech(
    window: ChairWindow, qtbot: QtBot, *, speaks: bool
) -> None:
    speech = (Speech("s", "device4", desk.NOW_MS),) if speaks else ()
    queue = () if speaks else (FloorRequest("r", "device9", desk.NOW_MS),)
    window.set_meeting(replace(desk.full_meeting(), floor=Floor(queue, speech)), "device1")
    qtbot.keyClicks(window.incoming.list, "f")
    panel = window.floor
    assert focus_of(window) is (panel.end_button if speaks else panel._rows[0].button)


def test_what_comes_unasked_moves_neither_side_nor_the_head_of_the_comments(window: ChairWindow) -> None:
    watched = (window.agenda, window.room, window.tabs, window.incoming.order, window.incoming.list)
    QApplication.processEvents()
    before = [widget.mapTo(window, QPoint()) for widget in watched]
    window.set_meeting(replace(desk.full_meeting(), lookback=LOOKBACK), "device1")
    window.set_succession(Succession(void=(VoidAct("e", "roster.add", "席9"),)))
    window.replacing.ask("Replace?", may_add=True)
    QApplication.processEvents()
    assert window.lookback.isVisible()
    assert window.void.isVisible()
    assert window.replacing.isVisible()
    assert [widget.mapTo(window, QPoint()) for widget in watched] == before


def long_meeting() -> Meeting:
    documents = tuple(replace(desk.DOCUMENT, document=f"d{n}", title=f"資料{n}") for n in range(FEW_ROWS))
    items = desk.meeting().agenda
    return replace(desk.meeting(), agenda=tuple(replace(item, documents=documents) for item in items))


@pytest.fixture
def agenda(qtbot: QtBot) -> ChairAgenda:
    agenda = ChairAgenda(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(agenda)
    agenda.resize(250, 600)
    agenda.show()
    agenda.set_meeting(long_meeting())
    return agenda


def unfolded(agenda: ChairAgenda) -> set[str]:
    """The items whose documents are listed."""
    model = agenda.list.model()
    rows = [agenda._items._rows[row] for row in range(model.rowCount()) if not agenda.list.isRowHidden(row)]
    return {row.item.item for row in rows if row.document is not None}


def test_a_long_agenda_lists_the_documents_of_the_present_and_of_chosen_items(agenda: ChairAgenda) -> None:
    present = agenda._current
    assert unfolded(agenda) == {present}
    other = next(item.item for item in long_meeting().agenda if item.item != present)
    agenda.list.setCurrentIndex(agenda._items.index(agenda._items.row_of(other)))
    assert unfolded(agenda) == {present, other}
    agenda.set_meeting(replace(long_meeting(), current_item=other))
    assert unfolded(agenda) == {other}


def test_files_can_be_dropped_on_a_document_of_any_item(agenda: ChairAgenda, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF")
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    agenda.list.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, dragged, left, none))
    assert unfolded(agenda) == {item.item for item in long_meeting().agenda}
    agenda.list.dragLeaveEvent(QDragLeaveEvent())
    assert unfolded(agenda) == {agenda._current}


def test_the_next_item_stays_in_reach_while_the_column_scrolls(agenda: ChairAgenda) -> None:
    agenda.resize(250, 300)
    QApplication.processEvents()
    before = agenda.next_button.mapTo(agenda, QPoint())
    bar = agenda.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert agenda.next_button.mapTo(agenda, QPoint()) == before
    assert not agenda.next_button.visibleRegion().isEmpty()
    assert agenda.viewport().geometry().top() >= agenda.next_button.geometry().bottom()


def test_a_short_agenda_is_listed_whole(agenda: ChairAgenda) -> None:
    agenda.set_meeting(desk.meeting())
    assert unfolded(agenda) == {item.item for item in desk.meeting().agenda if item.documents}
