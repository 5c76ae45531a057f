"""The agenda as the chair set it, and its documents as the chair and the secretariat keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sync.collecting import Collecting, is_called_in
from sync.comments import stricter
from sync.document_versions import DocumentStatements, build_document
from sync.meeting import AgendaItem, Collection, Document, Names
from sync.text import clean_line

if TYPE_CHECKING:
    from sync.registers import Act
    from sync.standing import Standing


class Agenda:
    """The items of the newest agenda.set, and what was said about documents.

    Whether a word about a document counts is decided when it is asked for: of the secretariat, that follows
    from the roster, and from how far the chair came.
    """

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._plans: list[Act] = []
        self._documents: dict[str, DocumentStatements] = {}
        self._collections = Collecting()

    def set_items(self, act: Act) -> None:
        """Take an agenda.set."""
        self._plans.append(act)

    def receive(self, act: Act) -> bool:
        """Take a word about a document, of whomever."""
        match act.kind:
            case "document.add":  # its id is that of the event
                self._said(act.event_id).add = act
            case "document.replace":  # one more version of the document it points at
                self._said(act.target).replaces.append(act)
            case "document.withdraw":  # for good: of a whole document, or of one of its versions
                self._said(act.target).withdrawals.append(act)
            case "document.collect":
                self._collections.add(act)
            case _:
                return self._collections.receive(act)
        return True

    def collections(self) -> tuple[Collection, ...]:
        """Return what was called in, and who said that it is done."""
        standing = self._standing
        return self._collections.values(standing.from_moderator, standing.roster.accepts, standing.time_of)

    def was_all_called_in(self, act: Act) -> bool:
        """Say whether everything was called in, in the term of an act or a later one."""
        counted = self._collections.counted(self._standing.from_moderator)
        return any(not each.target and each.authority[0] >= act.authority[0] for each in counted)

    def files(self, document: str) -> frozenset[str]:
        """Return the events that brought the versions of a document."""
        said = self._documents.get(document, DocumentStatements()).counted(self._standing.moderates)
        return frozenset(act.event_id for act in said.versions())

    def brought(self) -> frozenset[str]:
        """Return the events that brought a version of any document, withdrawn ones too."""
        return frozenset(act.event_id for said in self._counted() for act in said.versions())

    def collected(self, *, confidential: bool) -> frozenset[str]:
        """Return what was called in, by the events that brought it: every version, withdrawn ones too."""
        collects = self._collections.counted(self._standing.from_moderator)
        return frozenset(
            act.event_id
            for said in (self._counted() if collects else ())
            if is_called_in(said, collects, confidential=confidential)
            for act in said.versions()
        )

    def documents(self, *, confidential: bool) -> tuple[Document, ...]:
        """Return every document there was, in the order in which they were added."""
        collects = self._collections.counted(self._standing.from_moderator)
        ordered = sorted(self._counted(), key=lambda said: said.add.authority_key if said.add else ())
        built = (self._build(said, collects, confidential=confidential) for said in ordered)
        return tuple(document for document in built if document is not None)

    def _build(
        self, said: DocumentStatements, collects: tuple[Act, ...], *, confidential: bool
    ) -> Document | None:
        return build_document(
            said,
            lambda act: self._standing.time_of(act).ms,
            confidential=confidential or said.is_sealed(),
            collected=is_called_in(said, collects, confidential=confidential),
        )

    def _counted(self) -> list[DocumentStatements]:
        """What counts, of every document whose addition does."""
        counts = self._standing.moderates
        added = (said for said in self._documents.values() if said.add is not None and counts(said.add))
        return [said.counted(counts) for said in added]

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
            for number, item in enumerate(self._planned(), start=1)
        )

    def _planned(self) -> tuple[dict[str, Any], ...]:
        """Return the items as the chair set them last, in the record of a closed meeting as it has them."""
        counted = (act for act in self._plans if not self._standing.is_outside(act))
        newest = max(counted, key=lambda act: act.authority_key, default=None)
        return tuple((newest.body or {})["items"]) if newest is not None else ()

    def _said(self, document: str) -> DocumentStatements:
        return self._documents.setdefault(document, DocumentStatements())
