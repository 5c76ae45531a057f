"""The commands of the console about documents: what is here, and what chair and secretariat do with them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sync.errors import KurumazaError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sync.meeting import Document, Meeting
    from sync.node import Node
    from sync.status import SeatPresence

    Answer = dict[str, Any]
    Prepared = Callable[[], Awaitable[Answer]]


class _Arguments(Protocol):
    def text(self, name: str, default: str | None = None) -> str: ...
    def optional_text(self, name: str) -> str: ...
    def flag(self, name: str, *, default: bool) -> bool: ...


def documents_json(node: Node) -> list[Answer]:
    """How far every document is, and what it is."""
    meeting = node.meeting()
    found = []
    for status in node.documents():
        document = meeting.document(status.document) if meeting else None
        told = asdict(status)
        if document is not None and document.sha256 != status.sha256:  # replaced in this moment
            told |= {"sha256": document.sha256, "size": document.size}
            told |= {"have": 0, "complete": False, "path": "", "problem": ""}
        if document is not None:
            told |= {"title": document.title, "label": document.label, "agenda": document.agenda}
            told |= {"version": document.version, "versions": list(map(asdict, document.versions))}
        found.append(told)
    return found


def documents(node: Node, _arguments: _Arguments) -> Prepared:
    """All documents of the agenda."""

    async def run() -> Answer:
        await node.documents_known()
        return {"documents": documents_json(node)}

    return run


def receipts(node: Node, _arguments: _Arguments) -> Prepared:
    """At which seats each document is, and where it was opened; only where the receipts are kept."""

    async def run() -> Answer:
        meeting, seats = node.meeting(), node.presence()
        if meeting is None:
            raise KurumazaError("no_meeting", "This device is in no meeting.")
        if node.device not in (meeting.chair, *meeting.secretariat):
            raise KurumazaError("not_allowed", "Only the chair and the secretariat see the receipts.")
        found = (document for item in meeting.agenda for document in item.documents)
        return {"receipts": [_receipt(meeting, document, seats) for document in found]}

    return run


def _receipt(meeting: Meeting, document: Document, seats: tuple[SeatPresence, ...]) -> Answer:
    rows: list[Answer] = []
    for seat in seats:
        member, held = meeting.member(seat.device), document.sha256 in seat.held
        rows.append(
            {
                "device": seat.device,
                "seat": member.seat if member else "",
                "connected": seat.connected,
                "held": held,
                "opened": document.sha256 in seat.opened,
                "problem": "" if held else seat.problem,
            }
        )
    return {
        "document": document.document,
        "title": document.title,
        "version": document.version,
        "sha256": document.sha256,
        "held": sum(row["held"] for row in rows),
        "opened": sum(row["opened"] for row in rows),
        "seats": rows,
    }


def look_at(node: Node, arguments: _Arguments) -> Prepared:
    """A person opened a document: it comes before all others, and is told where the policy shows it."""
    document = arguments.text("document")

    async def run() -> Answer:
        meeting = node.meeting()
        if meeting is not None and meeting.document(document) is None:
            raise KurumazaError("not_found", "The meeting has no such document.")
        await node.look_at(document)
        return {}

    return run


def add(node: Node, arguments: _Arguments) -> Prepared:
    """Add a file under an item of the agenda."""
    path = arguments.text("path")
    title, agenda = arguments.optional_text("title"), arguments.optional_text("agenda")
    confidential = arguments.flag("confidential", default=False)

    async def run() -> Answer:
        library = await node.library()
        return {"document": await library.add(Path(path), agenda, title, confidential=confidential)}

    return run


def replace(node: Node, arguments: _Arguments) -> Prepared:
    """Put a file in the place of a document."""
    document, path = arguments.text("document"), arguments.text("path")
    reason = arguments.optional_text("reason")

    async def run() -> Answer:
        return {"document": await (await node.library()).replace(document, Path(path), reason)}

    return run


def withdraw(node: Node, arguments: _Arguments) -> Prepared:
    """Take a document off the agenda, or one of its versions."""
    document, version = arguments.text("document"), arguments.optional_text("version")

    async def run() -> Answer:
        return {"document": await (await node.library()).withdraw(document, version)}

    return run
