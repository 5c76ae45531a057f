from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from widgets.note_values import DocumentKey, NoteColour, NoteKind, NoteSummary
from widgets.notes_model import NotesModel
from widgets.notes_panel import NotesPanel

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

BUDGET, PLAN = DocumentKey("m", "budget"), DocumentKey("m", "plan")
TITLES = {PLAN: "Plan", BUDGET: "Budget"}


def summary(
    name: str,
    page: int = 0,
    kind: NoteKind = NoteKind.MEMO,
    colour: NoteColour = NoteColour.YELLOW,
    document: DocumentKey = PLAN,
    words: str = "words",
    *,
    is_unplaced: bool = False,
) -> NoteSummary:
    digest = "old" if is_unplaced else "new"
    return NoteSummary(document, digest, name, page, kind, colour, words, 1, is_unplaced)


@pytest.fixture
def panel(qtbot: QtBot) -> NotesPanel:
    panel = NotesPanel()
    qtbot.addWidget(panel)
    panel.resize(360, 600)
    panel.set_titles(TITLES)
    panel.show()
    return panel


def lines(model: NotesModel) -> list[str]:
    """One line a row: headings as they are, notes with their page."""
    rows = [model.row_at(number) for number in range(model.rowCount())]
    return [f"{model.page_words(row)} {model.note_words(row)}" if row.summary else row.title for row in rows]


def select(panel: NotesPanel, note: str) -> None:
    number = panel.list.notes.number_of(note)
    assert number is not None
    panel.list.setCurrentIndex(panel.list.notes.index(number))


def test_notes_stand_below_their_documents_in_the_order_of_pages(panel: NotesPanel) -> None:
    panel.set_notes(
        [
            summary("a", 4, document=BUDGET, words="sum"),
            summary("b", 2, words="later"),
            summary("c", 0, NoteKind.PEN, words=""),
            summary("d", 11, words="gone", is_unplaced=True),
        ]
    )
    assert lines(panel.list.notes) == [
        "Plan",
        "p. 1 Pen",
        "p. 3 later",
        "Budget",
        "p. 5 sum",
        "No place in the new version",
        "Plan",
        "Old version, p. 12 gone",
    ]


def test_a_note_is_chosen_by_click_and_by_keys(qtbot: QtBot, panel: NotesPanel) -> None:
    panel.set_notes([summary("a", 4)])
    select(panel, "a")
    place = panel.list.visualRect(panel.list.currentIndex()).center()
    with qtbot.waitSignal(panel.note_chosen) as clicked:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [PLAN, "new", 4, "a"]
    with qtbot.waitSignal(panel.note_chosen):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)


def test_a_note_without_a_place_leads_to_the_old_version(qtbot: QtBot, panel: NotesPanel) -> None:
    panel.set_notes([summary("a"), summary("b", 11, is_unplaced=True)])
    select(panel, "a")
    assert not panel._old.isVisible()
    select(panel, "b")
    assert panel._old.isVisible()
    with qtbot.waitSignal(panel.old_version_wanted) as wanted:
        qtbot.mouseClick(panel._old, Qt.MouseButton.LeftButton)
    assert wanted.args == [PLAN, "old", 11]


def test_a_note_is_deleted_by_button_and_by_key(qtbot: QtBot, panel: NotesPanel) -> None:
    panel.set_notes([summary("a")])
    assert not panel._delete.isEnabled()
    select(panel, "a")
    with qtbot.waitSignal(panel.delete_wanted) as wanted:
        qtbot.mouseClick(panel._delete, Qt.MouseButton.LeftButton)
    assert wanted.args == [PLAN, "new", "a"]
    with qtbot.waitSignal(panel.delete_wanted):
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    panel.set_notes([])
    assert not panel._delete.isEnabled()


def test_one_kind_and_one_colour_can_be_shown_alone(panel: NotesPanel) -> None:
    panel.set_notes([summary("a"), summary("b", kind=NoteKind.PEN, colour=NoteColour.RED)])
    panel._kind._chosen_in_menu(panel._kind._actions["pen"])
    assert lines(panel.list.notes) == ["Plan", "p. 1 words"]
    assert panel.list.notes.number_of("a") is None
    panel._colour._chosen_in_menu(panel._colour._actions["blue"])
    assert lines(panel.list.notes) == []
    assert panel.list._empty_words == "No notes of this kind."


def test_an_empty_list_says_how_to_begin(panel: NotesPanel) -> None:
    panel.set_notes([])
    assert panel.list._empty_words.startswith("No notes yet.")


def test_what_is_chosen_stays_chosen_when_notes_come(panel: NotesPanel) -> None:
    panel.set_notes([summary("b", 5)])
    select(panel, "b")
    panel.set_notes([summary("a", 1), summary("b", 5)])
    current = panel.list.current
    assert current is not None
    assert current.summary == summary("b", 5)


def test_a_pdf_is_offered_for_an_open_document(qtbot: QtBot, panel: NotesPanel) -> None:
    assert not panel._export.isEnabled()
    panel.set_can_export(can_export=True)
    with qtbot.waitSignal(panel.export_wanted):
        qtbot.mouseClick(panel._export, Qt.MouseButton.LeftButton)


def test_a_row_says_all_of_itself_in_words(panel: NotesPanel) -> None:
    panel.set_notes([summary("a", 2, words="ask"), summary("b", 3, NoteKind.PEN, NoteColour.RED, words="")])
    model = panel.list.notes
    texts = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert texts == ["Plan", "p. 3, Memo, Yellow, ask", "p. 4, Pen, Red"]
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    for button in panel.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
        assert button.minimumHeight() >= 36


def test_thousands_of_notes_are_shown_at_once(panel: NotesPanel) -> None:
    many = [summary(f"n{number}", number // 10) for number in range(5_000)]
    start = time.perf_counter()
    panel.set_notes(many)
    QApplication.processEvents()
    panel.list.scrollToBottom()
    QApplication.processEvents()
    panel.set_notes([*many, summary("last", 900)])
    QApplication.processEvents()
    assert time.perf_counter() - start < 2.0  # a tenth of that here; a quadratic list takes minutes


names = st.sampled_from([f"n{number}" for number in range(12)])
summaries = st.lists(
    st.builds(
        lambda name, page, kind, document, lost: summary(
            name, page, kind, document=document, is_unplaced=lost
        ),
        names,
        st.integers(0, 3),
        st.sampled_from(NoteKind),
        st.sampled_from([BUDGET, PLAN, DocumentKey("m", "unknown")]),
        st.booleans(),
    ),
    min_size=3,
    max_size=10,
    unique_by=lambda note: note.note,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(summaries, st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=5))
def test_signals_tell_exactly_what_came_and_went(
    qtmodeltester: ModelTester, notes: list[NoteSummary], states: list[set[int]]
) -> None:
    model = NotesModel()
    model.set_titles(TITLES)
    mirror: list[object] = []

    def removed(_parent: object, first: int, last: int) -> None:
        del mirror[first : last + 1]

    def inserted(_parent: object, first: int, last: int) -> None:
        mirror[first:first] = [model.row_at(row) for row in range(first, last + 1)]

    model.rowsRemoved.connect(removed)
    model.rowsInserted.connect(inserted)
    for state in states:
        shown = [note for number, note in enumerate(notes) if number in state]
        model.set_notes(shown)
        assert model.rowCount() == len(mirror)
        fresh = NotesModel()
        fresh.set_titles(TITLES)
        fresh.set_notes(shown)
        assert mirror == [fresh.row_at(row) for row in range(fresh.rowCount())]
    qtmodeltester.check(model)
