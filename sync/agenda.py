"""The agenda and its documents as they follow from what the chair said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sync.collecting import Collecting
from sync.comments import stricter
from sync.document_versions import DocumentStatements, build_document
from sync.meeting import AgendaItem, Document, Names
from sync.registers import Register
from sync.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.registers import Act


class Agenda:
    """The items of the newest agenda.set, and what was said about documents."""

    def __init__(self) -> None:
        self._items: Register[tuple[dict[str, Any], ...]] = Register(())
        self._documents: dict[str, DocumentStatements] = {}
        self._collections = Collecting()

    def set_items(self, act: Act) -> None:
        """Take an agenda.set."""
        self._items.set(act, (act.body or {})["items"])

    def add(self, act: Act) -> None:
        """Take a document.add; its id is that of the event."""
        self._said(act.event_id).add = act

    def replace(self, act: Act) -> None:
        """Take a document.replace: one more version of the document it points at."""
        self._said(act.target).replaces.append(act)

    def withdraw(self, act: Act) -> None:
        """Take a document.withdraw, for good: of a whole document, or of one of its versions."""
        self._said(act.target).withdrawals.append(act)

    @property
    def collections(self) -> Collecting:
        """What was called in, and who said that it is done."""
        return self._collections

    def files(self, document: str) -> frozenset[str]:
        """Return the events that brought the versions of a document."""
        said = self._documents.get(document, DocumentStatements())
        return frozenset(act.event_id for act in said.versions())

    def collected(self, *, confidential: bool) -> frozenset[str]:
        """Return what was called in, by the events that brought it: every version, withdrawn ones too."""
        return frozenset(
            act.event_id
            for said in self._documents.values()
            if self._collections.include(said, confidential=confidential)
            for act in said.versions()
        )

    def documents(self, when_ms: Callable[[Act], int], *, confidential: bool) -> tuple[Document, ...]:
        """Return every document there was, in the order in which the chair added them."""
        added = [said for said in self._documents.values() if said.add is not None]
        ordered = sorted(added, key=lambda said: said.add.authority_key if said.add else ())
        built = (self._build(said, when_ms, confidential=confidential) for said in ordered)
        return tuple(document for document in built if document is not None)

    def _build(
        self, said: DocumentStatements, when_ms: Callable[[Act], int], *, confidential: bool
    ) -> Document | None:
        collected = self._collections.include(said, confidential=confidential)
        is_confidential = confidential or said.is_sealed()
        return build_document(said, when_ms, confidential=is_confidential, collected=collected)

    def items(self, policy: Names, documents: tuple[Document, ...]) -> tuple[AgendaItem, ...]:
        """Return the agenda with those of the documents that are not withdrawn."""
        placed: dict[str, list[Document]] = {}
        for document in documents:
            if not document.withdrawn_ms:
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

    def _said(self, document: str) -> DocumentStatements:
        return self._documents.setdefault(document, DocumentStatements())
