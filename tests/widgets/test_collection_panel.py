from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QPlainTextEdit

from sync.meeting import AgendaItem, Collection, CollectionReceipt, Document, Meeting, Member
from tests.widgets import desk
from widgets.chair_window import ChairWindow
from widgets.collection_panel import CollectionPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def meeting(*, collected: bool = False, receipts: tuple[str, ...] = ()) -> Meeting:
    documents = tuple(
        Document(name, title, "", "a", name * 16, 10, confidential=True, key="ab" * 32, collected=collected)
        for name, title in (("d1", "人事案"), ("d2", "用地"))
    )
    said = tuple(CollectionReceipt(f"r{device}", device, 1, ("d1", "d2")) for device in receipts)
    return replace(
        desk.meeting(),
        members=(Member("device1", "1", "市長"), Member("device2", "2", "副市長")),
        agenda=(AgendaItem("a", 1, "開会", documents=documents),),
        collections=(Collection("c", "", 1, said),) if collected else (),
    )


@pytest.fixture
def panel(qtbot: QtBot) -> CollectionPanel:
    panel = CollectionPanel()
    qtbot.addWidget(panel)
    return panel


def words(panel: CollectionPanel) -> str:
    return " | ".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


def test_it_is_there_only_where_something_is_confidential(panel: CollectionPanel) -> None:
    panel.set_meeting(desk.meeting())
    assert panel.isHidden()
    panel.set_meeting(meeting())
    assert not panel.isHidden()
    assert "2 document(s)" in words(panel)
    assert panel.remaining() == 2
    assert panel.collect_button.isEnabled()
    assert panel.certificate_button.isHidden()


def test_a_withdrawn_document_can_still_be_called_in(panel: CollectionPanel, qtbot: QtBot) -> None:
    (item,) = meeting().agenda
    nothing = replace(meeting(), agenda=(replace(item, documents=()),))
    panel.set_meeting(replace(nothing, withdrawn=(replace(item.documents[0], withdrawn_ms=5),)))
    assert panel.remaining() == 1
    assert panel.collect_button.isEnabled()
    panel._menu.aboutToShow.emit()
    with qtbot.waitSignal(panel.collect_requested) as asked:
        panel._menu.actions()[1].trigger()
    assert asked.args == ["d1"]


def test_each_pc_is_told_in_words_and_by_a_sign(panel: CollectionPanel, qtbot: QtBot) -> None:
    panel.set_meeting(meeting(collected=True, receipts=("device1",)))
    qtbot.waitUntil(lambda: "✓ Seat 1 市長: destroyed" in words(panel))
    assert "… Seat 2 副市長: not yet" in words(panel)
    assert "All are called in" in words(panel)
    assert panel.remaining() == 0
    assert not panel.collect_button.isEnabled()
    assert not panel.certificate_button.isHidden()


def test_all_or_one_can_be_called_in(panel: CollectionPanel, qtbot: QtBot) -> None:
    panel.set_meeting(meeting())
    panel._menu.aboutToShow.emit()
    everything, first, second = panel._menu.actions()
    assert [first.text(), second.text()] == ["人事案", "用地"]
    for action, document in ((everything, ""), (second, "d2")):
        with qtbot.waitSignal(panel.collect_requested) as asked:
            action.trigger()
        assert asked.args == [document]


@pytest.fixture
def window(qtbot: QtBot) -> ChairWindow:
    window = ChairWindow(QPlainTextEdit("pages"), now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(window)
    window.set_meeting(meeting(), "device1")
    window.show()
    return window


def test_the_chair_is_asked_once_and_names_the_document(window: ChairWindow, qtbot: QtBot) -> None:
    window.room.collection.collect_requested.emit("d1")
    assert "人事案" in window.question.question.text()
    assert "does not come back" in window.question.question.text()
    with qtbot.waitSignal(window.collect_requested) as asked:
        window.question.yes.click()
    assert asked.args == ["d1"]
    window.room.collection.collect_requested.emit("")
    assert "all confidential documents" in window.question.question.text()
    with qtbot.assertNotEmitted(window.collect_requested):
        window.question.no.click()


def test_closing_offers_to_call_in_as_well(window: ChairWindow, qtbot: QtBot) -> None:
    window.ask_to_end()
    (box,) = window.findChildren(QMessageBox)
    (both,) = (button for button in box.buttons() if "call the documents in" in button.text())
    order: list[str] = []
    window.collect_requested.connect(lambda document: order.append(f"collect {document}"))
    window.meeting_end_requested.connect(lambda: order.append("end"))
    both.click()
    assert order == ["collect ", "end"]
    window.set_meeting(meeting(collected=True), "device1")
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    window.ask_to_end()
    (box,) = window.findChildren(QMessageBox)
    assert not any("call the documents in" in button.text() for button in box.buttons())
    box.close()
