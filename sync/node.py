"""One device in meetings: builds and wires the parts of sync, and obeys windows and the console."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass
from pathlib import Path

from sync.acts import Acts
from sync.adapters import ranked, system_addresses
from sync.address import DEFAULT_PORT
from sync.admission import read_code
from sync.bundle_merging import Merged, merge_into_profile, merge_into_session, unpacked
from sync.bundle_packing import Packed, Scope, pack_meeting
from sync.caller import Caller
from sync.discovery import Announcement, Discovery, Sighting
from sync.errors import KurumazaError
from sync.handshake import Credentials
from sync.hosting import found_meeting
from sync.invite import Invite
from sync.journal import Journal
from sync.link import Link
from sync.listener import NodeListener
from sync.meeting import CommentDraft, Meeting
from sync.meeting_file import MeetingPlan
from sync.profile import Profile, Resources, open_resources
from sync.reception import Reception
from sync.session import Place, Session
from sync.status import DocumentStatus, FoundMeeting, Notice, PeerStatus, Severity
from sync.text import MAX_NAME, MAX_SEAT, checked_line
from sync.transport import Server, dial, dial_any
from sync.version import version
from sync.whereabouts import EVERYWHERE, Whereabouts
from sync.wire import MARK_LENGTH

__all__ = ["Hosted", "Node", "NodeListener", "NodeOptions"]

CATCH_UP_S = 10.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class NodeOptions:
    """How a node starts; `listen_port` 0 takes any free one."""

    profile: Path
    listen_host: str = EVERYWHERE
    listen_port: int = DEFAULT_PORT
    mdns: bool = True
    broadcast: bool = True
    interfaces: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    device_name: str = ""


@dataclass(frozen=True)
class Hosted:
    """A meeting that was opened here."""

    meeting: str
    code: str
    invite: str
    documents: tuple[DocumentStatus, ...]


class Node:
    """Lives on the loop that starts it. All methods belong to that loop; failures are KurumazaError."""

    def __init__(self, options: NodeOptions, listener: NodeListener) -> None:
        self._options = options
        self._listener = listener
        self._profile = Profile(options.profile)
        self._instance = secrets.token_hex(8)
        self._resources: Resources | None = None
        self._server: Server | None = None
        self._reception: Reception | None = None
        self._discovery: Discovery | None = None
        self._sessions: dict[str, Session] = {}
        self._callers: dict[str, Caller] = {}
        self._current = ""
        self._around: Whereabouts | None = None
        self._merging = asyncio.Lock()
        self.device = ""
        self.listen: tuple[str, ...] = ()

    async def start(self) -> None:
        """Take the profile, listen, come back into every meeting that was neither left nor closed."""
        await asyncio.to_thread(self._profile.lock)
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def _start(self) -> None:
        has = self._resources = await asyncio.to_thread(open_resources, self._profile)
        self.device = has.key.device
        found = await asyncio.to_thread(system_addresses)
        options = self._options
        if options.mdns:
            self._discovery = Discovery(self._sighted, options.interfaces)
        around = self._around = Whereabouts(
            has.log, options.listen_host, options.peers, ranked(found, options.interfaces), self._discovery
        )
        self._reception = Reception(has.blobs, around.reachable_at)
        around.port = await self._listen(has, self._reception)
        if self._discovery is not None:
            await self._discovery.start()
        self.listen = around.reachable_at()
        self._listener.ready(version(), self.device, self.listen)
        if options.listen_port not in (0, around.port):
            text = f"Port {options.listen_port} is in use; listening on {around.port} instead."
            self._listener.notice(Notice(Severity.INFO, "port_in_use", text, (str(around.port),)))
        for meeting in has.log.meetings():
            if not has.log.state(meeting, "left"):
                await self._re_enter(has, meeting)
        self._reception.is_starting = False
        self._tell_found()

    async def stop(self) -> None:
        """Close everything; what is on disk stays as it is."""
        if self._discovery is not None:
            await self._discovery.stop()
        for session in list(self._sessions.values()):
            await session.stop()
        self._sessions.clear()
        if self._server is not None:
            await self._server.stop()
        if self._resources is not None:
            self._resources.log.close()
        self._discovery = self._server = self._resources = None
        self._profile.unlock()

    async def _listen(self, has: Resources, reception: Reception) -> int:
        """Take the port, or the former one where any will do, or else a free one."""
        wanted = self._options.listen_port or int(has.log.state("", "port") or 0)
        for port in dict.fromkeys((wanted, 0)):
            server = Server(has.key, self._instance, reception)
            try:
                bound = await server.start(self._options.listen_host, port)
            except OSError as error:
                logger.info("port %d cannot be had: %s", port, error)
                continue
            self._server = server
            has.log.set_state("", "port", str(bound))
            return bound
        raise KurumazaError("port_unavailable", f"No port of {self._options.listen_host} can be listened on.")

    async def _re_enter(self, has: Resources, meeting: str) -> None:
        journal = await asyncio.to_thread(Journal, has.log, has.key, has.clock, meeting)
        session = self._add(has, journal)
        if session.is_over():
            await self._drop(session)
            return
        if session.hosting:
            await self._serve(has, session, None)
        else:
            self._call_chair(has, session, None)
        self._listener.joined(meeting)

    async def host(self, plan: MeetingPlan, code: str | None = None) -> Hosted:
        """Open a meeting here; this device is its chair."""
        has = self._started()
        wanted = read_code(code) if code else None
        journal = await found_meeting(plan, has.log, has.key, has.clock, has.blobs)
        session = self._add(has, journal)
        await self._serve(has, session, wanted)
        await session.documents_known()
        self._listener.joined(session.meeting_id)
        return Hosted(session.meeting_id, self.code, self.invite, session.downloads.statuses())

    async def browse(self, seconds: float) -> tuple[FoundMeeting, ...]:
        """Look around on the LAN for some seconds."""
        if self._discovery is not None:
            await self._discovery.look_again()
        await asyncio.sleep(seconds)
        return self._whereabouts().found(self._sessions)

    async def join(
        self,
        *,
        meeting: str = "",
        invite: str = "",
        address: str = "",
        code: str = "",
        name: str = "",
        seat: str = "",
    ) -> str:
        """Ask for admission; gives the meeting's id once admitted."""
        has = self._started()
        digits = read_code(code) if code else ""
        name, seat = checked_line(name, "name", MAX_NAME), checked_line(seat, "seat", MAX_SEAT)
        target = self._whereabouts().target(meeting, invite, address)
        if any(target.meeting and known.startswith(target.meeting) for known in self._sessions):
            raise KurumazaError("already_in_meeting", "This device is in that meeting already.")
        credentials = Credentials(target.meeting, target.chair, digits, name, seat)
        link = await dial_any(target.addresses, has.key, self._instance, credentials)
        if link.meeting in self._sessions:
            await link.close()
            raise KurumazaError("already_in_meeting", "This device is in that meeting already.")
        journal = await asyncio.to_thread(Journal, has.log, has.key, has.clock, link.meeting)
        known = journal.fold.meeting()
        if known is not None and known.chair != link.device:  # nothing of that meeting changes here
            await link.close()
            raise KurumazaError("wrong_meeting", "The PC that answered is not the chair's of that meeting.")
        has.log.set_state(link.meeting, "left", None)
        has.log.set_state(link.meeting, "chair", link.device)
        session = self._add(has, journal)
        self._whereabouts().remember(link)
        self._call_chair(has, session, link)
        await session.caught_up(CATCH_UP_S)
        arrived = session.meeting()
        if arrived is not None and arrived.chair != link.device:
            has.log.set_state(link.meeting, "left", "1")
            await self._drop(session)
            raise KurumazaError("wrong_meeting", "The PC that answered is not the chair's of that meeting.")
        self._listener.joined(link.meeting)
        return link.meeting

    async def leave(self) -> None:
        """Leave the meeting; this device does not come back into it by itself."""
        session = self._session()
        self._started().log.set_state(session.meeting_id, "left", "1")
        if self._reception is not None:
            self._reception.close(session.meeting_id)
        if self._discovery is not None:
            await self._discovery.withdraw(session.meeting_id)
        session.left = True
        self._listener.link_changed(session.link_status())
        await self._drop(session)

    async def pack(
        self, path: Path, scope: Scope = Scope.EVERYTHING, only_missing_for: Path | None = None
    ) -> Packed:
        """Pack the meeting into one file, to be carried by hand."""
        has, journal = self._started(), self._session().journal
        return await pack_meeting(journal, (has.log, has.blobs, has.key), path, scope, only_missing_for)

    async def merge(self, path: Path) -> Merged:
        """Take over what a bundle holds; a meeting that was not here is entered."""
        has = self._started()
        async with self._merging, unpacked(path) as bundle:
            meeting = bundle.head.meeting
            if (session := self._sessions.get(meeting)) is not None:
                return await merge_into_session(bundle, session, has.blobs)
            journal = await asyncio.to_thread(Journal, has.log, has.key, has.clock, meeting)
            merged = await merge_into_profile(bundle, journal, has.log, has.blobs)
            if (
                joined := self._sessions.get(meeting)
            ) is not None:  # meanwhile; it began without these events
                await self._drop(joined)
            await self._re_enter(has, meeting)
            return merged

    def choose(self, meeting: str) -> None:
        """Of several meetings on this device, the one that commands and reports are about."""
        if meeting not in self._sessions:
            raise KurumazaError("no_meeting", "This device is in no such meeting.")
        if meeting != self._current:
            self._current = meeting
            self._sessions[meeting].report_again()

    async def post(self, draft: CommentDraft) -> str:
        """Post a comment; gives its id once it is on disk."""
        return self._acts().post(draft).event_id

    async def edit(self, comment: str, body: str) -> str:
        """Change an own comment."""
        return self._acts().edit(comment, body).event_id

    async def delete(self, comment: str) -> str:
        """Withdraw an own comment."""
        return self._acts().delete(comment).event_id

    async def react(self, comment: str, *, on: bool) -> str:
        """Agree with a comment, or no longer."""
        return self._acts().react(comment, on=on).event_id

    async def hide(self, comment: str, reason: str = "") -> str:
        """Hide a comment from the screens."""
        return self._acts().hide(comment, reason).event_id

    async def unhide(self, comment: str) -> str:
        """Show a hidden comment again."""
        return self._acts().unhide(comment).event_id

    async def answer(self, comment: str, body: str = "") -> str:
        """Mark a comment as answered."""
        return self._acts().answer(comment, body).event_id

    async def reopen(self, comment: str) -> str:
        """Take the mark of an answer back."""
        return self._acts().reopen(comment).event_id

    async def spotlight(self, comment: str) -> str:
        """Show one comment large; "" for none."""
        return self._acts().spotlight(comment).event_id

    async def open_agenda(self, item: str) -> str:
        """Say which agenda item the meeting is at."""
        return self._acts().open_agenda(item).event_id

    async def present(self, document: str, page: int = 1) -> str:
        """Show a page to everybody; "" to stop."""
        return self._acts().present(document, page).event_id

    async def end(self) -> str:
        """Close the meeting for everybody."""
        return self._acts().end().event_id

    async def new_code(self) -> str:
        """Make a new code for the meeting that is chaired here."""
        gate = self._reception.gate(self._session().meeting_id) if self._reception else None
        if gate is None:
            raise KurumazaError("not_allowed", "Only the chair's PC has the code.")
        return gate.renew()

    def meeting(self) -> Meeting | None:
        """The meeting as it stands, None without one."""
        session = self._sessions.get(self._current)
        return session.meeting() if session else None

    def digest(self) -> str:
        """The digest of the meeting, equal on every device that holds the same events; "" without one."""
        session = self._sessions.get(self._current)
        return session.journal.fold.digest() if session else ""

    def documents(self) -> tuple[DocumentStatus, ...]:
        """How far each document of the meeting is."""
        session = self._sessions.get(self._current)
        return session.downloads.statuses() if session else ()

    def peers(self) -> tuple[PeerStatus, ...]:
        """Every live connection."""
        return tuple(peer for session in self._sessions.values() for peer in session.peers())

    @property
    def code(self) -> str:
        """The code of the meeting that is chaired here, "" otherwise."""
        gate = self._reception.gate(self._current) if self._reception else None
        return gate.code if gate else ""

    @property
    def invite(self) -> str:
        """The invite string of the meeting that is chaired here, "" otherwise."""
        session = self._sessions.get(self._current)
        if session is None or not session.hosting:
            return ""
        return str(Invite(self._whereabouts().reachable_at(), self._current, self.device))

    def _started(self) -> Resources:
        if self._resources is None:
            raise KurumazaError("no_meeting", "The node is not started.")
        return self._resources

    def _whereabouts(self) -> Whereabouts:
        if self._around is None:
            raise KurumazaError("no_meeting", "The node is not started.")
        return self._around

    def _session(self) -> Session:
        session = self._sessions.get(self._current)
        if session is None:
            raise KurumazaError("no_meeting", "This device is in no meeting.")
        return session

    def _acts(self) -> Acts:
        return Acts(self._session(), self.device)

    def _add(self, has: Resources, journal: Journal) -> Session:
        place = Place(
            has.log, has.blobs, self.device, self._listener, lambda meeting: meeting == self._current
        )
        session = Session(place, journal)
        self._sessions[session.meeting_id] = session
        self._current = session.meeting_id
        return session

    async def _drop(self, session: Session) -> None:
        await session.stop()
        del self._sessions[session.meeting_id]
        self._callers.pop(session.meeting_id, None)
        self._current = next(reversed(self._sessions), "")

    async def _serve(self, has: Resources, session: Session, code: str | None) -> None:
        if self._reception is None:
            raise KurumazaError("no_meeting", "The node is not started.")
        self._reception.open(session, has.log, code, self._listener.code_changed)
        session.start()
        meeting = session.meeting()
        if self._discovery is not None and meeting is not None:
            port, name = self._whereabouts().port, self._options.device_name
            told = Announcement(session.meeting_id, port, name, meeting.policy.confidential)
            await self._discovery.announce(told)

    def _call_chair(self, has: Resources, session: Session, first: Link | None) -> None:
        meeting = session.meeting_id

        async def call(address: str) -> Link:
            chair = has.log.state(meeting, "chair") or ""
            link = await dial(address, has.key, self._instance, Credentials(meeting, chair))
            self._whereabouts().remember(link)
            return link

        caller = Caller(
            lambda: self._whereabouts().of(meeting), call, session.talk, session.refused, session.is_over
        )
        self._callers[meeting] = caller
        session.start(asyncio.create_task(caller.run(first)))

    def _sighted(self, sightings: tuple[Sighting, ...]) -> None:
        marks = {sighting.mark for sighting in sightings}
        for meeting, caller in self._callers.items():
            if meeting[:MARK_LENGTH] in marks:
                caller.hurry()
        self._tell_found()

    def _tell_found(self) -> None:
        self._listener.meetings_found(self._around.found(self._sessions) if self._around else ())
