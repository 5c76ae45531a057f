"""The certificate of a collection: what was called in, and which device said when that it destroyed it.

Every statement goes with the header and the signature of its event, so that whoever knows PROTOCOL.md can
prove it without this program.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, Final

from sync.errors import KurumazaError
from sync.events import Event
from sync.journal import Journal
from sync.keys import mark, to_base64url
from sync.meeting import Collection, CollectionReceipt, Document, DocumentVersion, Meeting

FORM: Final = "kurumaza/collection-certificate/1"
LIMITS: Final = (
    "Each receipt is what the program on that PC said. It does not prove that nobody photographed a screen, "
    "changed the program, or copied the memory or the disk of a PC before."
)

Json = dict[str, Any]


def certificate_of(meeting: Meeting, events: Iterable[Event]) -> Json:
    """The certificate as JSON values; `events` are those of the meeting that are on this device."""
    named = {each.collection for each in meeting.collections}
    named |= {receipt.event for each in meeting.collections for receipt in each.receipts}
    proofs = {event.event_id: _proof(event) for event in events if event.event_id in named}
    return {
        "form": FORM,
        "meeting": meeting.meeting,
        "title": meeting.title,
        "organization": meeting.organization,
        "starts": meeting.starts,
        "limits": LIMITS,
        "collections": [_collection(meeting, each, proofs) for each in meeting.collections],
    }


async def certificate_in(journal: Journal) -> Json:
    """The certificate of a meeting on this device. Raises KurumazaError when nothing was called in."""
    meeting = journal.fold.meeting()
    if meeting is None or not meeting.collections:
        raise KurumazaError("nothing_collected", "Nothing was called in in this meeting.")
    return await asyncio.to_thread(lambda: certificate_of(meeting, journal.events()))


def _collection(meeting: Meeting, collection: Collection, proofs: dict[str, Json]) -> Json:
    named = {document for receipt in collection.receipts for document in receipt.documents}
    return {
        "event": collection.collection,
        "at_ms": collection.at_ms,
        "by": _person(meeting, collection.device),
        "proof": proofs.get(collection.collection),
        "documents": [
            _version(document, version)
            for document in _documents(meeting)
            for version in document.versions
            if version.event in named
        ],
        "seats": [
            _seat(meeting, device, collection.receipt(device), proofs)
            for device in _devices(meeting, collection)
        ],
    }


def _documents(meeting: Meeting) -> Iterable[Document]:
    on_agenda = (document for item in meeting.agenda for document in item.documents)
    return (document for document in (*on_agenda, *meeting.withdrawn) if document.confidential)


def _devices(meeting: Meeting, collection: Collection) -> list[str]:
    """Members, and who said something about it and is none any more."""
    devices = [member.device for member in meeting.members]
    return [*devices, *(each.device for each in collection.receipts if each.device not in devices)]


def _version(document: Document, version: DocumentVersion) -> Json:
    return {
        "document": document.document,
        "title": document.title,
        "version": version.number,
        "event": version.event,
        "sha256": version.sha256,
    }


def _seat(meeting: Meeting, device: str, receipt: CollectionReceipt | None, proofs: dict[str, Json]) -> Json:
    return {
        **_person(meeting, device),
        "collected": receipt is not None,
        "at_ms": receipt.at_ms if receipt else None,
        "event": receipt.event if receipt else "",
        "proof": proofs.get(receipt.event) if receipt else None,
    }


def _person(meeting: Meeting, device: str) -> Json:
    member = meeting.member(device)
    return {
        "device": device,
        "mark": mark(device),
        "seat": member.seat if member else "",
        "name": member.name if member else "",
    }


def _proof(event: Event) -> Json:
    return {
        "header": event.header.decode("ascii"),
        "signature": to_base64url(event.signature),
        "body": (event.body_bytes or b"").decode("utf-8"),
    }
