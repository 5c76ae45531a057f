"""What a member may do in a meeting: checks it, then writes the event, or nothing when a check fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from sync.admission import admission_body, seat_holder
from sync.agenda_acts import AgendaActs
from sync.blobs import Manifest
from sync.discussion_kinds import MAX_QUOTE
from sync.errors import KurumazaError, TextEmpty
from sync.events import Event
from sync.floor_acts import FloorActs
from sync.meeting import (
    AgendaItem,
    Anchor,
    CommentDraft,
    Document,
    Meeting,
    Member,
    Names,
    Phase,
)
from sync.moderation_acts import ModerationActs
from sync.pdf_import import manifest_body
from sync.poll_acts import PollActs
from sync.presenter_acts import PresenterActs
from sync.registers import Act
from sync.speaking import comment_of
from sync.text import (
    MAX_COMMENT,
    MAX_REPLACE_REASON,
    MAX_TITLE,
    checked_body,
    checked_line,
    clean_body,
)

AFTER_A_CUT: Final = ("moderation.set", "presenter.give")
ABOUT_DOCUMENTS: Final = ("document.replace", "document.withdraw", "document.collect")


class Acts(AgendaActs, FloorActs, ModerationActs, PollActs, PresenterActs):
    """The commands of one device in one meeting. Each raises KurumazaError or gives the event it wrote."""

    def post(self, draft: CommentDraft) -> Event:
        """Add a comment."""
        meeting = self._begun_meeting()
        body = checked_body(draft.body, "comment", MAX_COMMENT)
        if draft.agenda and meeting.agenda_item(draft.agenda) is None:
            raise KurumazaError("not_found", "The meeting has no such agenda item.")
        document = meeting.document(draft.anchor.document) if draft.anchor else None
        if draft.anchor and document is None:
            raise KurumazaError("not_found", "The meeting has no such document.")
        parent = comment_of(meeting, draft.reply_to) if draft.reply_to else None
        # Who names no item means the one of the comment answered, of the document, or under discussion.
        agenda = draft.agenda or (parent.agenda if parent else "") or (document.agenda if document else "")
        item = meeting.agenda_item(agenda or meeting.current_item)
        rule = item.names if item is not None else meeting.policy.names
        if draft.name_withheld and rule in (Names.NAMED, Names.DEPARTMENT):
            raise KurumazaError("name_required", "The rule for names of this item does not leave the choice.")
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
                **_part_of_page(draft.anchor),
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
        comment_of(self._begun_meeting(), comment)
        return self._write("reaction.set", comment, {"on": on})

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
        meeting = self._as_office()
        if not (agenda or meeting.current_item):
            raise KurumazaError("not_found", "No item is under discussion; name the item it belongs to.")
        item = meeting.agenda_item(agenda or meeting.current_item)
        if item is None:
            raise KurumazaError("not_found", "The meeting has no such agenda item.")
        return item

    def is_confidential(self) -> bool:
        """Whether the whole meeting is."""
        return self._as_office().policy.confidential

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
        found = _document(self._as_office(), document)
        if found.collected:
            raise KurumazaError("document_collected", "This document was called in.")
        return found

    def withdraw_document(self, document: str, version: str = "") -> Event:
        """Take a document off the agenda for good, or only the version that this event brought."""
        found = _document(self._as_office(), document)
        left = [each for each in found.versions if not each.withdrawn_ms]
        if version and version not in {each.event for each in left}:
            raise KurumazaError("not_found", "The document has no such version.")
        alone = version if len(left) > 1 else ""  # with its last version the document goes
        return self._write("document.withdraw", document, {"version": alone})

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
        if meeting is None:
            raise KurumazaError("no_meeting", "Nothing of the meeting has arrived yet.")
        self._check_office(meeting, "not_the_chair")
        journal = session.journal
        wanted = set(journal.sealed)
        if document:
            wanted &= journal.fold.files(document)
        if document and not wanted:
            raise KurumazaError("not_found", "The meeting has no such confidential document.")
        if not wanted - journal.fold.collected():
            raise KurumazaError("nothing_to_collect", "No confidential document is left to be called in.")
        return self._write("document.collect", document)

    def transfer_chair(self, device: str, *, uncounted: bool = False) -> Event:
        """Hand the chair to another admitted device; `uncounted`: also while a secret vote goes on.

        Only the PC that opened it has the key, so nobody could count it afterwards.
        """
        meeting = self._as_chair("not_the_chair")
        if device == self._device:
            raise KurumazaError("not_allowed", "This device holds the chair already.")
        if meeting.member(device) is None:
            raise KurumazaError("not_found", "The meeting has no such device.")
        if meeting.secret_polls and not uncounted:
            raise KurumazaError(
                "secret_poll_open", "A secret vote goes on, which the new chair cannot count."
            )
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
        if any(act.kind in AFTER_A_CUT for act in wanted):
            self.cut()
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


def _part_of_page(anchor: Anchor | None) -> dict[str, Any]:
    """What a comment is about on its page; nothing where it is about the whole page."""
    part: dict[str, Any] = {}
    if anchor is not None and anchor.region is not None:
        if not anchor.region.is_on_page:
            raise KurumazaError("bad_argument", "The region reaches beyond the page.")
        part["region"] = asdict(anchor.region)
    if anchor is not None and (quote := clean_body(anchor.quote).strip()):
        part["quote"] = checked_body(quote, "quote", MAX_QUOTE)
    return part


def _reason(text: str) -> str:
    return checked_line(text, "reason", MAX_REPLACE_REASON)
