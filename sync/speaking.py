"""Who may say what in a meeting: the checks that every command begins with, and its last step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sync.body_checks import MAX_LOGS
from sync.errors import KurumazaError, StorageError
from sync.events import Event
from sync.meeting import Comment, Meeting, Phase, Role
from sync.session import Session


class Speaking:
    """One device in one meeting, that writes an event once nothing speaks against it."""

    def __init__(self, session: Session, device: str) -> None:
        self._session = session
        self._device = device

    def cut(self) -> tuple[Event, ...]:
        """Put on record how far every log is here; nothing when nothing was said since the last cut."""
        self._as_chair("not_the_chair")
        journal = self._session.journal
        changed = sorted(journal.fold.uncut(journal.have()).items())
        parts = [dict(changed[first : first + MAX_LOGS]) for first in range(0, len(changed), MAX_LOGS)]
        return tuple(self._write("cut", body={"have": part}) for part in parts)

    def _write(self, kind: str, target: str = "", body: Mapping[str, Any] | None = None) -> Event:
        try:
            event = self._session.journal.write(kind, target, body)
        except StorageError as error:
            self._session.storage_failed(error)
            raise
        self._session.wrote(event)
        return event

    def _open_meeting(self, *, observing: bool = False) -> Meeting:
        """The meeting, if this device may speak in it; `observing`: as an observer too."""
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
        if role is Role.OBSERVER and not observing:
            raise KurumazaError("not_allowed", "An observer reads and does not write.")
        return meeting

    def _begun_meeting(self, *, observing: bool = False) -> Meeting:
        """The same, once it was opened: before there is nothing to say about what nobody has read."""
        meeting = self._open_meeting(observing=observing)
        if meeting.awaits_opening:
            raise KurumazaError("not_open_yet", "This meeting is not open yet.")
        return meeting

    def _own(self, comment: str) -> None:
        found = comment_of(self._begun_meeting(), comment)
        if found.author != self._device:
            raise KurumazaError("not_allowed", "Only its author may change a comment.")
        if found.deleted:
            raise KurumazaError("not_found", "The comment was withdrawn.")

    def _moderate(self, comment: str) -> None:
        comment_of(self._as_moderator(), comment)

    def _as_moderator(self) -> Meeting:
        meeting = self._begun_meeting()
        self._check_office(meeting)
        return meeting

    def _as_office(self) -> Meeting:
        """The meeting for who keeps its documents: the chair or the secretariat, also before it opens."""
        meeting = self._open_meeting(observing=True)
        self._check_office(meeting)
        return meeting

    def _check_office(self, meeting: Meeting, otherwise: str = "not_allowed") -> None:
        role = self._session.journal.fold.role(self._device)
        if meeting.chair != self._device and role is not Role.SECRETARIAT:
            raise KurumazaError(otherwise, "Only the chair and the secretariat may do this.")

    def _as_chair(self, otherwise: str = "not_allowed") -> Meeting:
        meeting = self._open_meeting()
        if meeting.chair != self._device:
            raise KurumazaError(otherwise, "Only the chair may do this.")
        return meeting


def comment_of(meeting: Meeting, comment: str) -> Comment:
    """Return the comment of this id, or say that there is none."""
    found = next((each for each in meeting.comments if each.comment == comment), None)
    if found is None:
        raise KurumazaError("not_found", "There is no such comment.")
    return found
