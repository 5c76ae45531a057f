"""Notes follow a document that was replaced, from what a worker reads to what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.document_problem import DocumentProblem
from app.note_moves import NoteMoves
from app.notes import Notes
from app.page_requests import (
    Failure,
    FingerprintPages,
    FingerprintsFound,
    OpenDocument,
    Opened,
    ReadText,
    ReadTexts,
    Request,
    Result,
    TextFound,
    TextsFound,
)
from app.tasks import Tasks
from tests.app.note_samples import PLAN, V1, V2, V3
from tests.app.page_texts import marks_on, page_text, sheet
from widgets.note_values import Note
from widgets.page_text import PageText

MOST_TEXTS = 3  # of one reply, fewer than are asked for


@dataclass
class FakeInquiries:
    """Answers from page texts by path, a moment later; pages in ``broken`` cannot be read."""

    files: dict[str, list[PageText]] = field(default_factory=dict)
    broken: set[tuple[str, int]] = field(default_factory=set)
    asked: list[Request] = field(default_factory=list)

    def ask(self, request: Request, on_result: Callable[[Result], None], _urgency: int) -> Any:
        self.asked.append(request)
        result = self._answer(request)
        QTimer.singleShot(0, lambda: on_result(result))

    def _answer(self, request: Request) -> Result:
        pages = self.files.get(request.path)
        if pages is None:
            return Failure(DocumentProblem.MISSING)
        match request:
            case OpenDocument():
                return Opened(len(pages), ((595.0, 842.0),))
            case ReadTexts(path, first, count):
                texts = tuple(page.text for page in pages[first : first + min(count, MOST_TEXTS)])
                is_broken = (path, first) in self.broken
                return Failure(DocumentProblem.PAGE_BROKEN) if is_broken else TextsFound(first, texts)
            case FingerprintPages(_path, first, count):
                found = pages[first : first + min(count, MOST_TEXTS)]
                return FingerprintsFound(first, tuple(str(hash(page.text)) for page in found))
            case ReadText(path, page):
                is_broken = (path, page) in self.broken
                return Failure(DocumentProblem.TOO_SLOW) if is_broken else TextFound(pages[page])
            case _:
                raise AssertionError(request)


@dataclass
class Desk:
    qtbot: QtBot
    notes: Notes
    inquiries: FakeInquiries
    moves: NoteMoves

    def carry(self, digest: str, *, old_is_gone: bool = False) -> list[object]:
        """Carry, and what was told."""
        with self.qtbot.waitSignal(self.moves.carried) as told:
            self.moves.carry(PLAN, digest, digest, lambda old: None if old_is_gone else old)
        self.qtbot.waitUntil(lambda: self.notes.is_loaded(PLAN, digest))
        return list(told.args)

    def pages(self, digest: str) -> dict[str, int]:
        return {note.note: note.page for note in self.notes.notes_of(PLAN, digest)}

    def unplaced(self, digest: str) -> dict[str, int]:
        return {each.note.note: each.note.page for each in self.notes.unplaced_of(PLAN, digest)}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    tasks = Tasks()
    notes = Notes(tmp_path / "notes.db")
    inquiries = FakeInquiries()
    moves = NoteMoves(notes, inquiries, tasks)  # type: ignore[arg-type] # it behaves as Inquiries
    yield Desk(qtbot, notes, inquiries, moves)
    moves.close()
    tasks.close()
    assert notes.close()


OLD = [page_text(sheet(number)) for number in range(8)]


def write(desk: Desk, *notes: Note) -> None:
    desk.inquiries.files[V1] = OLD
    for note in notes:
        desk.notes.add(PLAN, V1, note)


def test_notes_follow_their_pages(desk: Desk) -> None:
    write(desk, *marks_on(1, OLD[1], 3), *marks_on(5, OLD[5], 3))
    changed = page_text([*sheet(20, 2), *sheet(5)])
    desk.inquiries.files[V2] = [OLD[0], page_text(sheet(9)), OLD[1], *OLD[2:5], changed, *OLD[6:]]
    assert desk.carry(V2) == [PLAN, V2, 8, 0]
    assert set(desk.pages(V2).values()) == {2, 6}
    assert set(desk.pages(V1).values()) == {1, 5}
    assert {type(request) for request in desk.inquiries.asked[-2:]} == {ReadText}


def test_unplaced_ones_are_told_and_tried_again_in_the_next_version(desk: Desk) -> None:
    write(desk, *marks_on(1, OLD[1], 3), *marks_on(5, OLD[5], 3))
    desk.inquiries.files[V2] = [*OLD[:5], *OLD[6:]]
    assert desk.carry(V2) == [PLAN, V2, 4, 4]
    assert set(desk.unplaced(V2).values()) == {5}
    desk.inquiries.files[V3] = [*OLD[3:]]  # the page is back, another one is gone
    told = []
    desk.moves.carried.connect(lambda *each: told.append(each))
    desk.moves.carry(PLAN, V3, V3, lambda old: old)
    desk.qtbot.waitUntil(lambda: len(told) == 2)
    assert sorted(told) == [(PLAN, V3, 0, 4), (PLAN, V3, 4, 0)]
    desk.notes.notes_of(PLAN, V3)
    desk.qtbot.waitUntil(lambda: set(desk.pages(V3).values()) == {2})
    assert set(desk.unplaced(V3).values()) == {1}


def test_where_the_old_file_is_gone_the_notes_remember(desk: Desk) -> None:
    write(desk, *marks_on(1, OLD[1], 3))
    desk.inquiries.files[V2] = [page_text(sheet(9)), *OLD]
    assert desk.carry(V2, old_is_gone=True) == [PLAN, V2, 4, 0]
    assert set(desk.pages(V2).values()) == {2}
    assert not [request for request in desk.inquiries.asked if request.path == V1]


def test_an_old_file_that_cannot_be_read_is_as_good_as_gone(desk: Desk) -> None:
    write(desk, *marks_on(1, OLD[1], 3))
    del desk.inquiries.files[V1]
    desk.inquiries.files[V2] = [page_text(sheet(9)), *OLD]
    assert desk.carry(V2) == [PLAN, V2, 4, 0]


def test_pages_that_cannot_be_read_cost_only_their_own_notes(desk: Desk) -> None:
    write(desk, *marks_on(1, OLD[1], 3), *marks_on(5, OLD[5], 3))
    changed = [page_text([*sheet(20, 2), *sheet(number)]) for number in range(8)]
    desk.inquiries.files[V2] = changed
    desk.inquiries.broken |= {(V2, 5), (V2, 0)}
    assert desk.carry(V2) == [PLAN, V2, 4, 4]
    assert set(desk.pages(V2).values()) == {1}
    assert set(desk.unplaced(V2).values()) == {5}


def test_a_new_file_that_cannot_be_read_leaves_all_for_later(desk: Desk, qtbot: QtBot) -> None:
    write(desk, *marks_on(1, OLD[1], 3))
    with qtbot.assertNotEmitted(desk.moves.carried, wait=50):
        desk.moves.carry(PLAN, V2, V2, lambda old: old)
        qtbot.waitUntil(lambda: bool(desk.inquiries.asked))
    desk.inquiries.files[V2] = OLD
    assert desk.carry(V2) == [PLAN, V2, 4, 0]


def test_nothing_to_carry_asks_nothing(desk: Desk, qtbot: QtBot) -> None:
    write(desk, *marks_on(1, OLD[1], 3))
    desk.inquiries.files[V2] = OLD
    desk.carry(V2)
    asked = len(desk.inquiries.asked)
    desk.moves.carry(PLAN, V2, V2, lambda old: old)
    done: list[object] = []
    desk.notes.leaving(PLAN, V2, done.append)
    qtbot.waitUntil(lambda: done == [()])
    assert len(desk.inquiries.asked) == asked
