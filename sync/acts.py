"""What a member may do in a meeting: checks it, then writes the event, or nothing when a check fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sync.admission import admission_body, seat_holder
from sync.blobs import Manifest
from sync.body_checks import MAX_LOGS
from sync.discussion import Pointing
from sync.errors import KurumazaError, StorageError, TextEmpty
from sync.events import Event
from sync.meeting import (
    AgendaItem,
    Anchor,
    Comment,
    CommentDraft,
    Document,
    Meeting,
    Member,
    Names,
    Phase,
    Role,
)
from sync.pdf_import import manifest_body
from sync.registers import Act
from sync.session import Session
from sync.text import (
    MAX_COMMENT,
    MAX_REASON,
    MAX_REPLACE_REASON,
    MAX_TITLE,
    checked_body,
    checked_line,
    clean_body,
)

ABOUT_DOCUMENTS: Final = ("document.replace", "document.withdraw", "document.collect")


class Acts:
    """The commands of one device in one meeting. Each raises KurumazaError or gives the event it wrote."""

    def __init__(self, session: Session, device: str) -> None:
        self._session = session
        self._device = device

    def post(self, draft: CommentDraft) -> Event:
        """Add a comment."""
        meeting = self._begun_meeting()
        body = checked_body(draft.body, "comment", MAX_COMMENT)
        if draft.agenda and meeting.agenda_item(draft.agenda) is None:
            raise KurumazaError("not_found", "The meeting has no such agenda item.")
        document = meeting.document(draft.anchor.document) if draft.anchor else None
        if draft.anchor and document is None:
            raise KurumazaError("not_found", "The meeting has no such document.")
        parent = _comment(meeting, draft.reply_to) if draft.reply_to else None
        # Who names no item means the one of the comment answered, of the document, or under discussion.
        agenda = draft.agenda or (parent.agenda if parent else "") or (document.agenda if document else "")
        shown = Names.WITHHELD if draft.name_withheld else Names.NAMED
        return self._write(
            "comment.add",
            body={
                "kind": draft.kind.value,
                "body": body,
                "agenda": agenda or meeting.current_item,
                "document": draft.anchor.document if draft.anchor else "",
                "page": draft.anchor.page if draft.anchor else 0,
                "reply_to": draft.reply_to,
                "shown": shown.value,
                "version_sha256": _bytes_read(draft.anchor, document),
            },
        )

    def edit(self, comment: str, body: str) -> Event:
        """Change the text of an own comment."""
        self._own(comment)
        return self._write("comment.edit", comment, {"body": checked_body(body, "comment", MAX_COMMENT)})

    def delete(self, comment: str) -> Event:
        """Withdraw an own comment for good."""
        self._own(comment)
        return self._write("comment.delete", comment)

    def react(self, comment: str, *, on: bool) -> Event:
        """Agree with a comment, or no longer."""
        _comment(self._begun_meeting(), comment)
        return self._write("reaction.set", comment, {"on": on})

    def hide(self, comment: str, reason: str) -> Event:
        """Hide a comment from the screens."""
        self._moderate(comment)
        return self._write("comment.hide", comment, {"reason": checked_line(reason, "reason", MAX_REASON)})

    def unhide(self, comment: str) -> Event:
        """Show a hidden comment again."""
        self._moderate(comment)
        return self._write("comment.unhide", comment)

    def answer(self, comment: str, body: str) -> Event:
        """Mark a comment as answered, with or without words."""
        self._moderate(comment)
        text = clean_body(body)
        if text.strip():
            text = checked_body(text, "answer", MAX_COMMENT)
        return self._write("comment.answer", comment, {"body": text if text.strip() else ""})

    def reopen(self, comment: str) -> Event:
        """Take the mark of an answer back."""
        self._moderate(comment)
        return self._write("comment.reopen", comment)

    def spotlight(self, comment: str) -> Event:
        """Show one comment large; "" for none."""
        meeting = self._as_chair()
        if comment:
            _comment(meeting, comment)
        return self._write("spotlight.set", comment)

    def add_document(self, title: str, agenda: str, manifest: Manifest) -> Event:
        """Put a file on the agenda under an item; "" is the one under discussion."""
        item = self.may_add(agenda)
        if any(document.sha256 == manifest.sha256 for document in item.documents):
            raise KurumazaError("same_document", "This file stands under that item already.")
        shown = checked_line(title, "title", MAX_TITLE)
        if not shown:
            raise TextEmpty("title")
        body = {"title": shown, "label": "", "agenda": item.item}
        return self._write("document.add", body=body | manifest_body(manifest))

    def may_add(self, agenda: str) -> AgendaItem:
        """Refuse what `add_document` would, before a large file is read; gives the item."""
        meeting = self._as_chair()
        if not (agenda or meeting.current_item):
            raise KurumazaError("not_found", "No item is under discussion; name the item it belongs to.")
        item = meeting.agenda_item(agenda or meeting.current_item)
        if item is None:
            raise KurumazaError("not_found", "The meeting has no such agenda item.")
        return item

    def is_confidential(self) -> bool:
        """Whether the whole meeting is."""
        return self._as_chair().policy.confidential

    def replace_document(self, document: str, manifest: Manifest, reason: str = "") -> Event:
        """Give a document a new version."""
        present = self.may_replace(document, reason)
        if present.sha256 == manifest.sha256:
            raise KurumazaError("same_document", "This file is the present version already.")
        body = {"title": "", "label": "", "reason": _reason(reason)}
        return self._write("document.replace", document, body | manifest_body(manifest))

    def may_replace(self, document: str, reason: str = "") -> Document:
        """Refuse what `replace_document` would, before a large file is read; gives the document."""
        _reason(reason)
        found = _document(self._as_chair(), document)
        if found.collected:
            raise KurumazaError("document_collected", "This document was called in.")
        return found

    def withdraw_document(self, document: str, version: str = "") -> Event:
        """Take a document off the agenda for good, or only the version that this event brought."""
        found = _document(self._as_chair(), document)
        left = [each for each in found.versions if not each.withdrawn_ms]
        if version and version not in {each.event for each in left}:
            raise KurumazaError("not_found", "The document has no such version.")
        alone = version if len(left) > 1 else ""  # with its last version the document goes
        return self._write("document.withdraw", document, {"version": alone})

    def open_agenda(self, item: str) -> Event:
        """Say which item the meeting is at; "" for none."""
        meeting = self._as_chair()
        if item and meeting.agenda_item(item) is None:
            raise KurumazaError("not_found", "The meeting has no such agenda item.")
        self._begun_meeting()
        return self._write("agenda.open", body={"item": item})

    def present(self, document: str, page: int) -> Event:
        """Show a page to everybody; "" to stop."""
        meeting = self._as_chair()
        if document and meeting.document(document) is None:
            raise KurumazaError("not_found", "The meeting has no such document.")
        self._begun_meeting()
        return self._write("presenter.set", body={"document": document, "page": page if document else 0})

    def point(self, pointing: Pointing) -> None:
        """Say where this device is while it presents; no event is written."""
        self._session.pointings.point(pointing)

    def open(self) -> Event:
        """Open a meeting that was handed out before its time."""
        if self._as_chair().phase is not Phase.PREPARED:
            raise KurumazaError("open_already", "This meeting is open already.")
        return self._write("meeting.open")

    def end(self) -> Event:
        """Close the meeting for everybody, with a last cut: what it includes is the record."""
        self._as_chair()
        self.cut()
        return self._write("meeting.close")

    def collect(self, document: str) -> Event:
        """Call a confidential document in, or all; also after the meeting was closed."""
        session = self._session
        meeting = session.meeting()
        if meeting is None or meeting.chair != self._device:
            raise KurumazaError("not_the_chair", "Only the chair may do this.")
        journal = session.journal
        wanted = set(journal.sealed)
        if document:
            wanted &= journal.fold.files(document)
        if document and not wanted:
            raise KurumazaError("not_found", "The meeting has no such confidential document.")
        if not wanted - journal.fold.collected():
            raise KurumazaError("nothing_to_collect", "No confidential document is left to be called in.")
        return self._write("document.collect", document)

    def cut(self) -> tuple[Event, ...]:
        """Put on record how far every log is here; nothing when nothing was said since the last cut."""
        self._as_chair("not_the_chair")
        journal = self._session.journal
        changed = sorted(journal.fold.uncut(journal.have()).items())
        parts = [dict(changed[first : first + MAX_LOGS]) for first in range(0, len(changed), MAX_LOGS)]
        return tuple(self._write("cut", body={"have": part}) for part in parts)

    def transfer_chair(self, device: str) -> Event:
        """Hand the chair to another admitted device."""
        meeting = self._as_chair("not_the_chair")
        if device == self._device:
            raise KurumazaError("not_allowed", "This device holds the chair already.")
        if meeting.member(device) is None:
            raise KurumazaError("not_found", "The meeting has no such device.")
        return self._write("chair.transfer", body={"to": device, "term": meeting.term + 1})

    def claim_chair(self) -> Event:
        """Take the chair over, as the meeting's creator or a deputy: a person decided it."""
        meeting = self._open_meeting()
        if meeting.chair == self._device:
            raise KurumazaError("not_allowed", "This device holds the chair already.")
        if self._device not in meeting.successors:
            raise KurumazaError("not_allowed", "Only the creator of the meeting and deputies may do this.")
        seen = list(self._session.journal.fold.authority())
        return self._write("chair.claim", body={"term": meeting.term + 1, "seen": seen})

    def remove(self, device: str) -> Event:
        """Take a device off the roster; what it wrote and has not arrived here counts nowhere."""
        meeting = self._as_chair("not_the_chair")
        if device == self._device:
            raise KurumazaError("not_allowed", "The chair cannot remove itself.")
        if meeting.member(device) is None:
            raise KurumazaError("not_found", "The meeting has no such device.")
        upto = self._session.journal.have_of(device)
        return self._write("roster.remove", body={"device": device, "upto": upto})

    def replace(self, member: Member) -> Event:
        """Give a seat to another device than the one that has it; what that one wrote so far stays."""
        meeting, journal = self._as_chair("not_the_chair"), self._session.journal
        holder = seat_holder(meeting, member.seat)
        if holder is not None and holder.device == meeting.chair:
            raise KurumazaError("not_allowed", "The chair's own seat is handed over, not replaced.")
        removed = []
        if holder is not None and holder.device != member.device:
            body = {"device": holder.device, "upto": journal.have_of(holder.device)}
            removed.append(journal.write("roster.remove", body=body))
        added = journal.write("roster.add", body=admission_body(member))
        for event in (*removed, added):  # told when both are written: who is removed hears by whom
            self._session.wrote(event)
        return added

    def reissue(self, events: Sequence[str]) -> tuple[Event, ...]:
        """Say again, in the name of the present chair, what was said in a void term."""
        self._as_chair("not_the_chair")
        void = {act.event_id: act for act in self._session.journal.fold.void()}
        if not set(events) <= void.keys():
            raise KurumazaError("not_found", "There is no such void event.")
        wanted = [act for act in void.values() if act.event_id in set(events)]
        return tuple(self._write(act.kind, self._present_target(act), act.body) for act in wanted)

    def _present_target(self, act: Act) -> str:
        """What a void act points at: a document that was itself added in a void term has another id now."""
        meeting, manifests = self._open_meeting(), self._session.journal.manifests
        if act.kind not in ABOUT_DOCUMENTS or act.target not in manifests:
            return act.target
        if meeting.known_document(act.target) is not None:
            return act.target
        added = manifests[act.target].sha256
        documents = [document for item in meeting.agenda for document in item.documents]
        twins = (each.document for each in documents if each.versions and each.versions[0].sha256 == added)
        return next(twins, act.target)

    def _write(self, kind: str, target: str = "", body: Mapping[str, Any] | None = None) -> Event:
        try:
            event = self._session.journal.write(kind, target, body)
        except StorageError as error:
            self._session.storage_failed(error)
            raise
        self._session.wrote(event)
        return event

    def _open_meeting(self) -> Meeting:
        """The meeting, if this device may speak in it."""
        meeting = self._session.meeting()
        if meeting is None:
            raise KurumazaError("no_meeting", "Nothing of the meeting has arrived yet.")
        if meeting.phase is Phase.CLOSED:
            raise KurumazaError("meeting_closed", "This meeting is closed.")
        role = self._session.journal.fold.role(self._device)
        if self._session.was_removed(self._device):
            raise KurumazaError("removed", "The chair removed this device from the meeting.")
        if role is None:
            raise KurumazaError("not_a_member", "This device is not admitted to the meeting.")
        if role is Role.OBSERVER:
            raise KurumazaError("not_allowed", "An observer reads and does not write.")
        return meeting

    def _begun_meeting(self) -> Meeting:
        """The same, once it was opened: before there is nothing to say about what nobody has read."""
        meeting = self._open_meeting()
        if meeting.awaits_opening:
            raise KurumazaError("not_open_yet", "This meeting is not open yet.")
        return meeting

    def _own(self, comment: str) -> None:
        found = _comment(self._begun_meeting(), comment)
        if found.author != self._device:
            raise KurumazaError("not_allowed", "Only its author may change a comment.")
        if found.deleted:
            raise KurumazaError("not_found", "The comment was withdrawn.")

    def _moderate(self, comment: str) -> None:
        meeting = self._begun_meeting()
        role = self._session.journal.fold.role(self._device)
        if meeting.chair != self._device and role is not Role.SECRETARIAT:
            raise KurumazaError("not_allowed", "Only the chair and the secretariat may do this.")
        _comment(meeting, comment)

    def _as_chair(self, otherwise: str = "not_allowed") -> Meeting:
        meeting = self._open_meeting()
        if meeting.chair != self._device:
            raise KurumazaError(otherwise, "Only the chair may do this.")
        return meeting


def _document(meeting: Meeting, document: str) -> Document:
    found = meeting.document(document)
    if found is None:
        raise KurumazaError("not_found", "The meeting has no such document.")
    return found


def _bytes_read(anchor: Anchor | None, document: Document | None) -> str:
    """Which version a comment is made on: the one that its author read, else the present one."""
    if anchor is None or document is None:
        return ""
    if not anchor.sha256:
        return document.sha256
    if document.version_of(anchor.sha256) is None:
        raise KurumazaError("not_found", "The document has no such version.")
    return anchor.sha256


def _reason(text: str) -> str:
    return checked_line(text, "reason", MAX_REPLACE_REASON)


def _comment(meeting: Meeting, comment: str) -> Comment:
    found = next((each for each in meeting.comments if each.comment == comment), None)
    if found is None:
        raise KurumazaError("not_found", "There is no such comment.")
    return found
