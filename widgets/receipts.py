"""How far the documents are handed out: at which seats each one is, and where somebody opened it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.meeting import Opening
from widgets.seat_cells import natural
from widgets.wording import document_title, one_line, version_words

if TYPE_CHECKING:
    from sync.meeting import Meeting
    from sync.status import DocumentStatus, SeatPresence

MOST_SEATS = 12
"""Seats named in one line; of more, only how many they are."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One document in its present version; `missing` are seats that lack it, each with the reason.

    `opened` is None where the meeting does not show it.
    """

    document: str
    title: str
    held: int
    total: int
    opened: int | None
    missing: tuple[tuple[str, str], ...] = ()


def receipts(
    meeting: Meeting, presence: tuple[SeatPresence, ...], documents: tuple[DocumentStatus, ...], me: str
) -> tuple[Receipt, ...]:
    """The receipts of all documents of the agenda; every planned seat counts, and every device that came.

    What was called in is on no seat any more, and has receipts of another kind.
    """
    here = {status.sha256 for status in documents if status.complete}
    seats = {one.device: one for one in presence}
    shown = meeting.policy.opening is Opening.SHOWN
    taken = {member.seat for member in meeting.members}
    empty = tuple(seat.number for seat in meeting.seats if seat.number not in taken)
    absent = QCoreApplication.translate("Receipts", "has not come yet")
    found = []
    for item in meeting.agenda:
        for document in (each for each in item.documents if not each.collected):
            missing: list[tuple[str, str]] = []
            held = opened = 0
            for member in sorted(meeting.members, key=lambda one: natural(one.seat)):
                seat = seats.get(member.device)
                if document.sha256 in (here if member.device == me else seat.held if seat else ()):
                    held += 1
                else:
                    why = _why(seat) if member.device != me else ""
                    missing.append((member.seat or one_line(member.name), why))
                opened += seat is not None and document.sha256 in seat.opened
            missing += [(number, absent) for number in empty]
            title = document_title(document)
            if document.version > 1:
                title = f"{title} {version_words(document.version)}"
            count = opened if shown else None
            total = len(meeting.members) + len(empty)
            found.append(Receipt(document.document, title, held, total, count, tuple(missing)))
    return tuple(found)


def _why(seat: SeatPresence | None) -> str:
    translate = QCoreApplication.translate
    if seat is None or not seat.connected:
        return translate("Receipts", "not connected")
    match seat.problem:
        case "":
            return translate("Receipts", "receiving")
        case "space_low" | "storage_full" | "storage_unavailable":
            return translate("Receipts", "the disk there is full or fails")
        case "document_damaged":
            return translate("Receipts", "was damaged there, is fetched again")
        case "key_missing":
            return translate("Receipts", "waits for its key")
        case _:
            return translate("Receipts", "arrives damaged")


def summary(found: tuple[Receipt, ...]) -> str:
    """All documents in one line: how many seats hold all of them."""
    translate = QCoreApplication.translate
    if not found:
        return translate("Receipts", "No documents")
    lacking = {seat for receipt in found for seat, _ in receipt.missing}
    total = found[0].total
    words = translate("Receipts", "%1 of %2 seats hold all documents")
    return words.replace("%1", str(total - len(lacking))).replace("%2", str(total))


def held_words(receipt: Receipt) -> str:
    """`24 of 24 seats hold it`."""
    words = QCoreApplication.translate("Receipts", "%1 of %2 seats hold it")
    return words.replace("%1", str(receipt.held)).replace("%2", str(receipt.total))


def opened_words(receipt: Receipt) -> str:
    """At how many seats it was opened, or that the meeting does not show this."""
    if receipt.opened is None:
        return QCoreApplication.translate("Receipts", "not shown")
    return QCoreApplication.translate("Receipts", "opened at %1").replace("%1", str(receipt.opened))


def missing_words(receipt: Receipt) -> str:
    """The seats that lack it, each with why; "" where nobody does."""
    if len(receipt.missing) > MOST_SEATS:
        words = QCoreApplication.translate("Receipts", "%1 seats do not have it yet")
        return words.replace("%1", str(len(receipt.missing)))
    form = QCoreApplication.translate("Receipts", "Seat %1: %2")
    named = [form.replace("%1", seat).replace("%2", why) for seat, why in receipt.missing]
    return QCoreApplication.translate("Receipts", "; ").join(named)
