"""The agenda and its documents as they follow from what the chair said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sync.comments import stricter
from sync.meeting import AgendaItem, Document, Names
from sync.registers import Register
from sync.text import clean_line

if TYPE_CHECKING:
    from sync.registers import Act


class Agenda:
    """The items of the newest agenda.set, and the documents that were added and not withdrawn."""

    def __init__(self) -> None:
        self._items: Register[tuple[dict[str, Any], ...]] = Register(())
        self._documents: dict[str, Act] = {}
        self._withdrawn: set[str] = set()

    def set_items(self, act: Act) -> None:
        """Take an agenda.set."""
        self._items.set(act, (act.body or {})["items"])

    def add(self, act: Act) -> None:
        """Take a document.add; its id is that of the event."""
        self._documents[act.event_id] = act

    def withdraw(self, document: str) -> None:
        """Take a document off the agenda, for good."""
        self._withdrawn.add(document)

    def items(self, policy: Names) -> tuple[AgendaItem, ...]:
        """Return the agenda; documents stand in the order in which the chair added them."""
        placed: dict[str, list[Document]] = {}
        for act in sorted(self._documents.values(), key=lambda each: each.authority_key):
            if act.event_id not in self._withdrawn:
                document = _document(act)
                placed.setdefault(document.agenda, []).append(document)
        return tuple(
            AgendaItem(
                item=item["item"],
                number=number,
                title=clean_line(item["title"]),
                minutes=item["minutes"],
                presenter=clean_line(item["presenter"]),
                names=stricter(policy, Names(item["names"])),
                documents=tuple(placed.get(item["item"], ())),
            )
            for number, item in enumerate(self._items.value, start=1)
        )


def _document(act: Act) -> Document:
    body = act.body or {}
    return Document(
        document=act.event_id,
        title=clean_line(body["title"]),
        label=clean_line(body["label"]),
        agenda=body["agenda"],
        sha256=body["sha256"],
        size=body["size"],
    )
