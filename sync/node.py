"""One device in meetings: builds and wires the parts of sync, and obeys windows and the console."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Unpack

from sync.adapters import ranked, system_addresses
from sync.admission import new_code, read_code
from sync.ballot_box import destroy_spent_keys
from sync.beacon import Beacon
from sync.bundle_merging import Merged, merge_into_profile, merge_into_session, unpacked
from sync.bundle_packing import Packed, PackHow, Scope, pack_meeting
from sync.bundle_progress import Progress
from sync.calling import switchboard_of
from sync.carried_chair import check_chair
from sync.collection_certificate import Json, certificate_in
from sync.coming_in import come_in
from sync.content_keys import ContentKeys
from sync.discovery import Announcement, Discovery
from sync.disk_news import DiskNews
from sync.errors import KurumazaError
from sync.former_words import waiting_notice
from sync.handshake import Credentials
from sync.hosting import Hosted, found_meeting, is_of
from sync.invite import Invite
from sync.journal import Journal
from sync.kept_meeting import KeptMeeting, kept_meetings
from sync.library import Library
from sync.link import Link
from sync.listener import NodeListener
from sync.meeting import Meeting
from sync.meeting_clock import MeetingClock
from sync.meeting_file import MeetingPlan
from sync.node_acts import NodeActs
from sync.node_options import NodeOptions
from sync.opening import open_in_time
from sync.place import Place
from sync.profile import Profile, Resources, open_resources
from sync.reception import Reception
from sync.rekeying import give_up
from sync.rounds import cut_again_and_again
from sync.session import Session
from sync.sighting import Sighting
from sync.status import DocumentStatus, FoundMeeting, Notice, PeerStatus, SeatPresence, Severity, Succession
from sync.stored_meetings import StoredMeetings
from sync.text import MAX_NAME, MAX_SEAT, checked_line
from sync.transport import Server, retrieval
from sync.version import version
from sync.whereabouts import Whereabouts
from sync.wire import MARK_LENGTH
from sync.wireless import Air

__all__ = ["Hosted", "Node", "NodeListener", "NodeOptions"]

CATCH_UP_S = 10.0
YIELD_S = 1.0
"""So long others get documents more slowly from a PC on which somebody just turned a page."""

logger = logging.getLogger(__name__)


class Node(NodeActs):
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
        self._tasks: set[asyncio.Task[None]] = set()
        self._current = ""
        self._disk = DiskNews(listener.notice)
        self._around: Whereabouts | None = None
        self._merging = asyncio.Lock()
        self._air = Air(options.giving, options.interfaces)
        self._restarting = asyncio.Lock()
        self._stored: StoredMeetings | None = None
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
        await asyncio.to_thread(self._air.look, found)
        options = self._options
        if options.mdns or options.broadcast:
            self._discovery = Discovery(
                self._sighted,
                options.interfaces,
                mdns=options.mdns,
                make_beacon=partial(Beacon, self._instance) if options.broadcast else None,
                # Who listens for this PC alone is told to nobody else.
                broadcast_on=(options.listen_host,) if options.listen_host.startswith("127.") else (),
                adapters_changed=self._call_all,
            )
        around = self._around = Whereabouts(
            has.log, options.listen_host, options.peers, ranked(found, options.interfaces), self._discovery
        )
        self._reception = Reception(has.blobs, around.reachable_at, self._listener.seat_questions_changed)
        around.port = await self._listen(has, self._reception)
        if self._discovery is not None:
            await self._discovery.start()
        self.listen = around.reachable_at()
        self._listener.ready(version(), self.device, self.listen)
        if has.salvaged is not None:
            self._listener.notice(has.salvaged.notice())
        if options.listen_port not in (0, around.port):
            text = f"Port {options.listen_port} is in use; listening on {around.port} instead."
            self._listener.notice(Notice(Severity.INFO, "port_in_use", text, (str(around.port),)))
        for meeting in has.log.meetings():
            if not has.log.state(meeting, "left"):
                await self._re_enter(has, meeting)
        self._reception.is_starting = False
        self._stored = StoredMeetings(
            has, self._sessions, options.retention, lambda meeting: meeting == self._current, self._drop
        )
        self._keep(cut_again_and_again(self._sessions, self.device))
        self._keep(self._stored.apply_again_and_again())
        self._keep(open_in_time(self._sessions, self.device))
        self._keep(destroy_spent_keys(self._sessions, has.ballot_keys))
        self._tell_found()

    async def stop(self) -> None:
        """Close everything; what is on disk stays as it is."""
        async with self._restarting:
            await self._close()
            self._profile.unlock()

    async def rekey(self) -> str:
        """Make a new key for this device and start again, in no meeting; gives the device it is now."""
        async with self._restarting:
            has = self._started()
            if any(session.hosting and not session.is_over() for session in self._sessions.values()):
                raise KurumazaError("not_allowed", "The chair's PC keeps its key; hand the chair over first.")
            for session in self._sessions.values():
                session.receipts_kept.flush()
            unsent = await give_up(self._profile.key, self.device, has.log)
            for session in self._sessions.values():
                session.left = True
                await session.confidential.finish()
            await self._close()
            self._instance = secrets.token_hex(8)
            try:
                await self._start()
            except BaseException:  # also when the program ends here: what had begun is closed
                await self._close()
                raise
            if unsent:
                self._listener.notice(waiting_notice(unsent))
            return self.device

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._discovery is not None:
            await self._discovery.stop()
        if self._reception is not None:
            self._reception.stop()
        for session in list(self._sessions.values()):
            await session.stop()
        self._sessions.clear()
        self._current = ""
        if self._server is not None:
            await self._server.stop()
        if self._resources is not None:
            self._resources.log.close()
        self._discovery = self._server = self._resources = None

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
            self._disk.attempt(partial(has.log.set_state, "", "port", str(bound)))
            return bound
        raise KurumazaError("port_unavailable", f"No port of {self._options.listen_host} can be listened on.")

    async def _re_enter(self, has: Resources, meeting: str) -> None:
        before = self._current
        session = self._add(has, *await asyncio.to_thread(has.kept, meeting))
        if session.is_over():
            await session.wanted.clear_up(session.meeting())
        if session.is_over() and session.is_finished():
            await self._drop(session)
            return
        await self._take_part(has, session)
        if session.is_over():
            self._current = before  # it stays in touch in the background
        else:
            self._listener.joined(meeting)

    async def host(self, plan: MeetingPlan, code: str | None = None) -> Hosted:
        """Open a meeting here; this device is its chair."""
        has, wanted = self._started(), read_code(code) if code else None
        clock = has.meeting_clock("")
        journal = await found_meeting(plan, has.log, has.key, has.stamps(clock), has.blobs)
        session = self._add(has, journal, clock)
        await self._take_part(has, session, code=wanted, fresh=True)
        await session.documents_known()
        self._listener.joined(session.meeting_id)
        return Hosted(session.meeting_id, self.code, self.invite, session.document_statuses())

    async def host_carried(self, path: Path, code: str | None = None) -> Hosted:
        """Go on hosting the meeting of a bundle, whose chair this device has to be; else nothing changes."""
        has, wanted = self._started(), read_code(code) if code else None
        async with unpacked(path) as bundle:
            journal, _clock = await asyncio.to_thread(has.kept, bundle.head.meeting)
            await asyncio.to_thread(check_chair, bundle, journal, self.device)
        merged = await self.merge(path)
        self.choose(merged.meeting)
        session = self._session()
        if wanted and self._reception is not None:
            self._reception.open_gate(session, has.log, wanted, self._listener.code_changed)
        await session.documents_known()
        return Hosted(merged.meeting, self.code, self.invite, session.document_statuses())

    def going_on(self, plan: MeetingPlan) -> str:
        """The meeting that goes on and was opened here by such a plan, "" if there is none."""
        for session in self._sessions.values():
            meeting = None if session.is_over() else session.meeting()
            if meeting is not None and self.device in meeting.successors[:1] and is_of(plan, meeting):
                return session.meeting_id
        return ""

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
        for known, session in list(self._sessions.items()):
            if target.meeting and known.startswith(target.meeting):
                await self._make_room(session)
        credentials = Credentials(target.meeting, target.chair, digits, name, seat)
        link = await come_in(target.addresses, has.key, self._instance, credentials)
        try:
            session = await self._come_in(has, link)
        except BaseException:  # nobody else would close it, also when the program ends here
            await link.close()
            raise
        await session.caught_up(CATCH_UP_S)
        arrived = session.meeting()
        if arrived is not None and arrived.chair != link.device and not _belongs(session, self.device, link):
            has.log.set_state(link.meeting, "left", "1")
            await self._drop(session)
            raise KurumazaError("wrong_meeting", "The PC that answered is not the chair's of that meeting.")
        self._listener.joined(link.meeting)
        return link.meeting

    async def _make_room(self, session: Session) -> None:
        """Let go of a meeting that this device is not admitted to, or no longer. KurumazaError if it is."""
        if session.is_admitted() and not session.is_over():
            raise KurumazaError("already_in_meeting", "This device is in that meeting already.")
        await self._drop(session)

    async def _come_in(self, has: Resources, link: Link) -> Session:
        """Begin to take part over the first link to a meeting."""
        if link.meeting in self._sessions:
            await self._make_room(self._sessions[link.meeting])
        journal, clock = await asyncio.to_thread(has.kept, link.meeting)
        known = journal.fold.meeting()
        if known is not None and link.device != known.chair and known.member(link.device) is None:
            # nothing of that meeting changes here
            raise KurumazaError("wrong_meeting", "The PC that answered is not the chair's of that meeting.")
        has.log.set_state(link.meeting, "left", None)
        if known is None:
            has.log.set_state(link.meeting, "chair", link.device)
        session = self._add(has, journal, clock)
        self._whereabouts().remember(link)
        await self._take_part(has, session, first=link)
        return session

    async def leave(self) -> None:
        """Leave the meeting; this device does not come back into it by itself."""
        session = self._session()
        self._started().log.note(session.meeting_id, "left", "1")
        if self._reception is not None:
            self._reception.close(session.meeting_id)
        if self._discovery is not None:
            await self._discovery.withdraw(session.meeting_id)
        session.left = True
        await session.confidential.finish()
        self._listener.link_changed(session.link_status())
        await self._drop(session)

    async def kept_meetings(self) -> tuple[KeptMeeting, ...]:
        """Every meeting on this device, also those that are over or were left; the newest first."""
        return await asyncio.to_thread(kept_meetings, self._started())

    async def pack(self, path: Path, scope: Scope = Scope.EVERYTHING, **how: Unpack[PackHow]) -> Packed:
        """Pack a meeting into one file to be carried by hand."""
        has, named = self._started(), how.pop("meeting", "")
        session = self._sessions.get(named) if named else self._session()
        journal = session.journal if session else (await asyncio.to_thread(has.kept, named))[0]
        return await pack_meeting(journal, (has.log, has.blobs, has.key), path, scope, **how)

    async def merge(self, path: Path, *, only: str = "", progress: Progress | None = None) -> Merged:
        """Take over what a bundle holds, of the meeting `only` if named; one that was not here is entered."""
        has = self._started()
        async with self._merging, unpacked(path, progress, only=only) as bundle:
            meeting = bundle.head.meeting
            if (session := self._sessions.get(meeting)) is not None:
                return await merge_into_session(bundle, session, has.blobs)
            journal, _clock = await asyncio.to_thread(has.kept, meeting)
            merged = await merge_into_profile(bundle, journal, has.log, has.blobs)
            joined = self._sessions.get(meeting)
            if joined is not None:  # meanwhile; it began without these events
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

    async def library(self) -> Library:
        """What chair and secretariat may do with documents while the meeting goes on."""
        acts = await self._settled_acts()
        session = self._session()
        return Library(acts, self._started().blobs, session.confidential, session.downloads.look_again)

    async def documents_known(self) -> None:
        """Wait until it was looked up how far the documents of the present agenda are."""
        if (session := self._sessions.get(self._current)) is not None:
            await session.documents_known()

    async def certificate(self) -> Json:
        """What was called in and who said that it is destroyed, with proofs, as JSON values."""
        return await certificate_in(self._session().journal)

    async def remove(self, device: str) -> str:
        """Remove a device from the meeting; the code is a new one afterwards."""
        event = (await self._settled_acts()).remove(device)
        gate = self._reception.gate(self._session().meeting_id) if self._reception else None
        if gate is not None:
            gate.renew()
        return event.event_id

    async def replace_device(self, device: str, *, accept: bool) -> str:
        """Give a seat to the new PC that asks for it, or do not; gives the event, "" when nothing changed."""
        acts, session = await self._settled_acts(), self._session()
        if self._reception is None:
            raise KurumazaError("no_meeting", "The node is not started.")
        questions = self._reception.questions(session.meeting_id)
        if not accept:
            questions.decline(device)
            return ""
        event = acts.replace(questions.asked_by(device))
        questions.forget(device)
        return event.event_id

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

    async def look_at(self, document: str) -> None:
        """A person opened this document, or turned a page of it: it comes first, and others yield.

        One that was withdrawn meanwhile is nobody's concern any more.
        """
        session = self._sessions.get(self._current)
        meeting = session.meeting() if session else None
        if session is not None and meeting is not None and (known := meeting.document(document)) is not None:
            session.sources.look_at(known.sha256)
            session.wanted.prefer(known.sha256)
        if self._server is not None:
            self._server.chunks.yield_until(asyncio.get_running_loop().time() + YIELD_S)

    def presence(self) -> tuple[SeatPresence, ...]:
        """Every other member and how far it is with the documents, where the receipts are kept."""
        session = self._sessions.get(self._current)
        return session.presence() if session else ()

    def digest(self) -> str:
        """The digest of the meeting, equal on every device that holds the same events; "" without one."""
        session = self._sessions.get(self._current)
        return session.journal.fold.digest() if session else ""

    def documents(self) -> tuple[DocumentStatus, ...]:
        """How far each document of the meeting is."""
        session = self._sessions.get(self._current)
        return session.document_statuses() if session else ()

    def peers(self) -> tuple[PeerStatus, ...]:
        """Every live connection."""
        return tuple(peer for session in self._sessions.values() for peer in session.peers())

    @property
    def succession(self) -> Succession:
        """What this device may do about the chair."""
        session = self._sessions.get(self._current)
        return session.succession() if session else Succession()

    @property
    def closing_code(self) -> str:
        """Six characters that are equal where the closed meeting is held whole; "" otherwise."""
        session = self._sessions.get(self._current)
        return session.closing_code if session else ""

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

    def stored_meetings(self) -> StoredMeetings:
        """What is here of each meeting, and how much room it takes."""
        if self._stored is None:
            raise KurumazaError("no_meeting", "The node is not started.")
        return self._stored

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

    def _ballot_keys(self) -> ContentKeys:
        return self._started().ballot_keys

    def _add(self, has: Resources, journal: Journal, clock: MeetingClock) -> Session:
        place = Place(
            has.log,
            has.blobs,
            self.device,
            self._listener,
            lambda meeting: meeting == self._current,
            self._chair_moved,
            retrieval,
            self._server,
            self._air.gives,
            self._whereabouts().reachable_at,
            self._options.patience_s,
            self._options.settle_s,
            self._disk,
        )
        session = Session(place, journal, clock)
        self._sessions[session.meeting_id] = session
        self._current = session.meeting_id
        return session

    async def _drop(self, session: Session) -> None:
        if self._reception is not None:
            self._reception.close(session.meeting_id)
        await session.stop()
        del self._sessions[session.meeting_id]
        goes_on = (meeting for meeting, each in reversed(self._sessions.items()) if not each.is_over())
        self._current = next(goes_on, "") if session.meeting_id == self._current else self._current

    async def _take_part(
        self,
        has: Resources,
        session: Session,
        *,
        code: str | None = None,
        first: Link | None = None,
        fresh: bool = False,
    ) -> None:
        """Serve the members of a meeting and call others; as the chair's PC, with a gate."""
        if self._reception is None:
            raise KurumazaError("no_meeting", "The node is not started.")
        self._reception.serve_members(session)
        if session.hosting and not session.is_over():
            self._reception.open_gate(session, has.log, code, self._listener.code_changed)
        switchboard = switchboard_of(session, has.key, self._instance, self._whereabouts())
        session.start(switchboard, first, fresh=fresh)
        await self._announce(session)

    async def _announce(self, session: Session) -> None:
        """Tell of a meeting on the LAN, as its chair's PC or as one that may become it; else say goodbye."""
        meeting = session.meeting()
        if self._discovery is None:
            return
        is_of_chair = meeting is not None and (session.hosting or self.device in meeting.successors)
        if meeting is None or session.is_over() or not is_of_chair:
            await self._discovery.withdraw(session.meeting_id)
            return
        port, name = self._whereabouts().port, self._options.device_name
        told = Announcement(session.meeting_id, port, name, meeting.policy.confidential)
        await self._discovery.announce(told)

    def _chair_moved(self, meeting: str) -> None:
        """Open or close the gate as the chair comes to this device and goes."""
        session = self._sessions.get(meeting)
        if self._reception is None or self._resources is None or session is None:
            return
        is_open = self._reception.gate(session.meeting_id) is not None
        if session.hosting and not is_open:
            # A new code: one that this device gave out as the chair's before is in other hands.
            log, tell = self._resources.log, self._listener.code_changed
            gate = self._reception.open_gate(session, log, new_code(), tell)
            self._listener.code_changed(gate.code)
        elif is_open and not session.hosting:
            self._reception.close_gate(session.meeting_id)
            text = "Another PC is the chair's now; this one is a seat."
            self._listener.notice(Notice(Severity.WARNING, "chair_lost", text))
        self._keep(self._announce(session))

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _sighted(self, sightings: tuple[Sighting, ...]) -> None:
        marks = {sighting.mark for sighting in sightings}
        for meeting, session in self._sessions.items():
            if meeting[:MARK_LENGTH] in marks:
                session.hurry()
        self._tell_found()

    def _call_all(self) -> None:
        """This PC woke, or has other adapters: whoever could not be reached before may be now."""
        self._keep(asyncio.to_thread(self._air.look_again))
        for session in self._sessions.values():
            session.hurry()

    def _tell_found(self) -> None:
        self._listener.meetings_found(self._around.found(self._sessions) if self._around else ())


def _belongs(session: Session, device: str, link: Link) -> bool:
    """Whether a meeting whose chair moved while we came in is the one we asked for."""
    return session.is_member(device) and session.is_member(link.device)
