"""The receipts in words and as a list: who holds what, who opened it, who lacks it and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sync.meeting import AgendaItem, Document, Meeting, Member, Opening, Policy, Seat
from sync.status import DocumentStatus, SeatPresence
from widgets.receipts import Receipt, held_words, missing_words, opened_words, receipts, summary
from widgets.receipts_box import ReceiptsBox, ReceiptsModel

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

PAPERS = (
    Document("d1", "予算案", "資料1", "1", "a" * 64, 10, 3),
    Document("d2", "名簿", "", "1", "b" * 64, 10),
)
MEETING = Meeting(
    "m",
    "会議",
    "chair",
    members=tuple(Member(device, seat, "") for device, seat in (("chair", "1"), ("two", "2"), ("ten", "10"))),
    agenda=(AgendaItem("1", 1, "議題", documents=PAPERS),),
)
HERE = tuple(DocumentStatus(each.document, each.sha256, 10, 10, complete=True) for each in PAPERS)


def seat(
    device: str, held: str = "", opened: str = "", *, connected: bool = True, problem: str = ""
) -> SeatPresence:
    return SeatPresence(
        device,
        connected,
        documents_complete=False,
        held=frozenset(letter * 64 for letter in held),
        opened=frozenset(letter * 64 for letter in opened),
        problem=problem,
    )


def test_a_document_is_counted_seat_by_seat_in_the_order_of_their_numbers() -> None:
    presence = (seat("two", "ab", "a"), seat("ten", problem="space_low"))
    first, second = receipts(MEETING, presence, HERE, "chair")
    assert first == Receipt(
        "d1", "資料1 予算案 Version 3", 2, 3, 1, (("10", "the disk there is full or fails"),)
    )
    assert (second.title, second.held, second.opened) == ("名簿", 2, 0)
    assert summary((first, second)) == "2 of 3 seats hold all documents"
    assert held_words(first) == "2 of 3 seats hold it"
    assert opened_words(first) == "opened at 1"
    assert missing_words(first) == "Seat 10: the disk there is full or fails"


def test_every_seat_that_lacks_a_document_can_be_read_with_its_reason(qtbot: QtBot) -> None:
    """A table has room for a few; of thirty seats a number alone tells nobody whom to ask."""
    missing = tuple((str(number), "not connected") for number in range(1, 31))
    box = ReceiptsBox()
    qtbot.addWidget(box)
    none = Receipt("d1", "予算案", 30, 30, 0)
    box.set_receipts((none, Receipt("d2", "名簿", 0, 30, 0, missing)))
    box.show()
    listed = [box.missing.item(row).text() for row in range(box.missing.count())]
    assert listed == [f"Seat {number}: not connected" for number in range(1, 31)]
    box.set_receipts((none, Receipt("d2", "名簿", 1, 30, 0, missing[1:])))
    assert box.missing.item(0).text() == "Seat 2: not connected"
    box.table.selectRow(0)
    assert box.missing.isHidden()


def test_what_was_called_in_is_held_by_nobody() -> None:
    gone = tuple(replace(paper, collected=True) for paper in PAPERS)
    agenda = (replace(MEETING.agenda[0], documents=(gone[0], PAPERS[1])),)
    presence = (seat("two", "ab"), seat("ten", "ab"))
    (left,) = receipts(replace(MEETING, agenda=agenda), presence, HERE, "chair")
    assert (left.document, left.held) == ("d2", 3)
    agenda = (replace(MEETING.agenda[0], documents=gone),)
    assert summary(receipts(replace(MEETING, agenda=agenda), presence, HERE, "chair")) == "No documents"


def test_a_planned_seat_that_nobody_took_lacks_everything() -> None:
    planned = replace(MEETING, seats=(Seat("1"), Seat("2"), Seat("3")))
    (found, _) = receipts(planned, (seat("two", "ab"), seat("ten", "ab")), HERE, "chair")
    assert (found.held, found.total, found.missing) == (3, 4, (("3", "has not come yet"),))


@pytest.mark.parametrize(
    ("presence", "why"),
    [
        ((), "not connected"),
        ((seat("two", connected=False),), "not connected"),
        ((seat("two"),), "receiving"),
        ((seat("two", problem="document_unavailable"),), "arrives damaged"),
    ],
)
def test_why_a_seat_lacks_it(presence: tuple[SeatPresence, ...], why: str) -> None:
    found = receipts(MEETING, presence, HERE, "chair")
    assert found[0].missing[0] == ("2", why)


def test_where_the_meeting_does_not_show_it_nobody_is_said_to_have_opened_anything() -> None:
    hidden = replace(MEETING, policy=Policy(opening=Opening.HIDDEN))
    (found, _) = receipts(hidden, (seat("two", "ab", "ab"),), HERE, "chair")
    assert (found.opened, opened_words(found)) == (None, "not shown")


def test_many_seats_are_a_number() -> None:
    missing = tuple((str(number), "receiving") for number in range(50))
    assert missing_words(Receipt("d", "t", 0, 50, 0, missing)) == "50 seats do not have it yet"
    assert summary(()) == "No documents"


def test_the_list_follows_what_comes_in(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    box = ReceiptsBox()
    qtbot.addWidget(box)
    model = box.model
    assert isinstance(model, ReceiptsModel)
    box.set_receipts(receipts(MEETING, (), HERE, "chair"))
    qtmodeltester.check(model)
    assert (model.rowCount(), model.index(0, 1).data()) == (2, "1 of 3 seats hold it")
    box.table.selectRow(1)
    with qtbot.waitSignal(model.dataChanged):
        box.set_receipts(receipts(MEETING, (seat("two", "ab"),), HERE, "chair"))
    assert model.index(0, 1).data() == "2 of 3 seats hold it"
    assert [index.row() for index in box.table.selectionModel().selectedRows()] == [1]
    assert box.summary.text() == "2 of 3 seats hold all documents"
    assert "Seat 10" in model.index(1, 0).data(11)  # Qt's AccessibleTextRole
