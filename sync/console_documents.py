"""The commands of the console about documents: what is here, and what the chair does with them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sync.node import Node

    Answer = dict[str, Any]
    Prepared = Callable[[], Awaitable[Answer]]


class _Arguments(Protocol):
    def text(self, name: str, default: str | None = None) -> str: ...
    def optional_text(self, name: str) -> str: ...


def documents_json(node: Node) -> list[Answer]:
    """How far every document is, and what it is."""
    meeting = node.meeting()
    found = []
    for status in node.documents():
        document = meeting.document(status.document) if meeting else None
        told = asdict(status)
        if document is not None:
            told |= {"title": document.title, "label": document.label, "agenda": document.agenda}
            told |= {"version": document.version, "versions": list(map(asdict, document.versions))}
        found.append(told)
    return found


def documents(node: Node, _arguments: _Arguments) -> Prepared:
    """All documents of the agenda."""

    async def run() -> Answer:
        return {"documents": documents_json(node)}

    return run


def add(node: Node, arguments: _Arguments) -> Prepared:
    """Add a file under an item of the agenda."""
    path = arguments.text("path")
    title, agenda = arguments.optional_text("title"), arguments.optional_text("agenda")

    async def run() -> Answer:
        return {"document": await (await node.library()).add(Path(path), agenda, title)}

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
