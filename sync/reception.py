"""The door of this device: which meetings are served here, who may come in, and at which seat.

Every device that holds a meeting serves its members. Only the chair's has a gate, where who is no member yet
becomes one by the code.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sync.admission import Gate, SeatHeldError, admission_body, chosen_seat
from sync.blobs import BlobStore
from sync.errors import KurumazaError, StorageError
from sync.farewell import farewell
from sync.handshake import RefusalError
from sync.link import Link
from sync.log import EventLog
from sync.manifest import DamagedChunkError
from sync.meeting import Meeting, Member
from sync.seat_questions import SeatQuestions, Tell
from sync.session import Session
from sync.transport import Host
from sync.twins import GOODBYE
from sync.upload_slots import NoSlotError
from sync.wanted_documents import held_files
from sync.wire import SeatRequest


class Reception(Host):
    """What the server asks; `begin_attempt` alone is called outside the loop and touches only its gate."""

    def __init__(
        self,
        blobs: BlobStore,
        addresses: Callable[[], tuple[str, ...]],
        seat_questions_changed: Tell = lambda _questions: None,
    ) -> None:
        self._blobs = blobs
        self._addresses = addresses
        self._sessions: dict[str, Session] = {}
        self._gates: dict[str, Gate] = {}
        self._questions: dict[str, SeatQuestions] = {}
        self._seat_questions_changed = seat_questions_changed
        self.is_starting = True  # the port is open before all meetings are

    def serve_members(self, session: Session) -> None:
        """Serve the members of a meeting."""
        self._sessions[session.meeting_id] = session

    def open_gate(
        self, session: Session, log: EventLog, code: str | None, changed: Callable[[str], object]
    ) -> Gate:
        """Let strangers in by the code; with no `code`, the one the meeting had here, or a new one."""
        gate = Gate(log, session.meeting_id, code, changed)
        self.close_gate(session.meeting_id)
        self._gates[session.meeting_id] = gate
        self._questions[session.meeting_id] = SeatQuestions(self._seat_questions_changed)
        return gate

    def close_gate(self, meeting: str) -> None:
        """Let strangers in no longer: another device is the chair's."""
        self._gates.pop(meeting, None)
        if (questions := self._questions.pop(meeting, None)) is not None:
            questions.stop()

    def close(self, meeting: str) -> None:
        """Serve a meeting no longer."""
        self._sessions.pop(meeting, None)
        self.close_gate(meeting)

    def stop(self) -> None:
        """Serve nothing any more."""
        for meeting in list(self._sessions):
            self.close(meeting)

    def questions(self, meeting: str) -> SeatQuestions:
        """Who asks for a seat that another PC has, in a meeting that is chaired here."""
        questions = self._questions.get(meeting)
        if questions is None:
            raise KurumazaError("not_allowed", "Only the chair's PC is asked who may sit where.")
        return questions

    def gate(self, meeting: str) -> Gate | None:
        """The gate of a meeting that is chaired here."""
        return self._gates.get(meeting)

    def meeting_for(self, named: str) -> str:
        """The served meeting that somebody named; with no name, the one opened last, chaired here if any."""
        order = (*self._sessions, *self._gates)
        found = next((meeting for meeting in reversed(order) if meeting.startswith(named)), "")
        if not found and self.is_starting:
            raise KurumazaError("unreachable", "This PC is just starting.")
        if found:
            self._settle(found, Gate.unlock)
        return found

    def is_member(self, meeting: str, device: str) -> bool:
        """Whether the chair admitted this device."""
        session = self._sessions.get(meeting)
        return session is not None and session.is_member(device)

    def check_stranger(self, meeting: str, device: str, *, prove: bool) -> None:
        """Send away who was removed, unless it has the code, and strangers who are not at the chair's PC."""
        session = self._session(meeting)
        if session.was_removed(device) and not (prove and meeting in self._gates):
            bye = farewell(session.journal.fold, device)
            raise RefusalError(bye.code, bye.message)
        if meeting not in self._gates and session.is_over():
            raise RefusalError("meeting_closed", "This meeting is closed.")
        if meeting not in self._gates:
            where = session.book.of(session.chair_device)
            raise RefusalError("not_the_chair", "This PC is not the chair's; only the chair's admits.", where)

    def begin_attempt(self, meeting: str, device: str) -> str:
        """Count a try of the code."""
        gate = self._gates.get(meeting)
        if gate is None:
            raise RefusalError("not_the_chair", "This PC is not the chair's; only the chair's admits.")
        return gate.begin(device)

    def attempt_succeeded(self, meeting: str, device: str) -> None:
        """The code was right."""
        if (gate := self._gates.get(meeting)) is not None:
            gate.succeeded(device)

    def attempt_failed(self, meeting: str) -> None:
        """The code was wrong."""
        self._settle(meeting, Gate.failed)

    def _settle(self, meeting: str, act: Callable[[Gate], None]) -> None:
        try:
            if (gate := self._gates.get(meeting)) is not None:
                act(gate)
        except StorageError as error:  # nobody gets in meanwhile; the next caller brings the new code
            self._session(meeting).storage_failed(error)

    async def admit(self, meeting: str, device: str, request: SeatRequest) -> None:
        """Write the device onto the roster, unless it stands there as it asks."""
        session = self._session(meeting)
        await session.settled()
        member = self._wanted(session, device, request)
        known = _known(session).member(device)
        if known not in (None, member):
            if await session.twins.asks_twice(device, session.conversations, session.tell_twin):
                raise RefusalError(GOODBYE.code, GOODBYE.message)  # a copy would take the seat along
            member = self._wanted(session, device, request)  # others may have come in meanwhile
        self.questions(meeting).forget(device)
        if known != member:
            try:
                event = session.journal.write("roster.add", body=admission_body(member))
            except StorageError as error:
                session.storage_failed(error)
                raise
            session.wrote(event)

    def _wanted(self, session: Session, device: str, request: SeatRequest) -> Member:
        """As what a device is to be admitted now; when the chair has to decide, it is asked."""
        if not session.hosting:
            raise RefusalError(
                "not_the_chair", "Another PC is the chair's now.", session.book.of(session.chair_device)
            )
        try:
            return chosen_seat(_known(session), device, request.name, request.seat)
        except SeatHeldError as held:
            self.questions(session.meeting_id).ask(held.member)
            raise

    async def serve(self, link: Link) -> None:
        """Talk with an admitted peer."""
        await self._session(link.meeting).talk(link)

    async def chunk(self, meeting: str, sha256: str, index: int) -> bytes:
        """A chunk of a document of this meeting, in any version that was not withdrawn.

        Raises KurumazaError when it is not here.
        """
        session = self._session(meeting)
        files = held_files(_known(session), session.journal.manifests)
        manifest = next((each for _, each in files if each.sha256 == sha256), None)
        if manifest is None or index >= len(manifest.chunks):
            raise KurumazaError("not_found", "The meeting has no such document.")
        if not session.sources.gives(sha256):
            raise NoSlotError
        if (fresh := session.downloads.fresh(sha256, index)) is not None:
            return fresh
        try:
            return await asyncio.to_thread(self._blobs.read_held, manifest, index)
        except DamagedChunkError as error:  # nobody gets it; this PC fetches it again itself
            session.wanted.doubt(manifest)
            raise KurumazaError("not_found", "This piece of the document is damaged here.") from error

    def to_spread(self, meeting: str, device: str, first: str) -> tuple[str, int] | None:
        """The chunk that a device should have, to pass it on; None when all are with somebody."""
        session = self._sessions.get(meeting)
        return session.sources.spreading.choose(device, first) if session else None

    def not_taken(self, meeting: str, device: str, sha256: str, index: int) -> None:
        """It did not get there."""
        if (session := self._sessions.get(meeting)) is not None:  # else it was left meanwhile
            session.sources.spreading.failed(device, sha256, index)

    def holders(self, meeting: str, sha256: str, index: int) -> list[str]:
        """Devices that hold a chunk as well."""
        session = self._sessions.get(meeting)
        return session.sources.spreading.holders(sha256, index) if session else []

    def addresses(self) -> tuple[str, ...]:
        """Where this device can be reached."""
        return self._addresses()

    def _session(self, meeting: str) -> Session:
        session = self._sessions.get(meeting)
        if session is None:
            raise KurumazaError("wrong_meeting", "This PC does not hold that meeting.")
        return session


def _known(session: Session) -> Meeting:
    meeting = session.meeting()
    if meeting is None:
        raise KurumazaError("wrong_meeting", "This PC does not hold that meeting.")
    return meeting
