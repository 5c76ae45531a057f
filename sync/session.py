"""One meeting on this device: its journal, its conversations, its documents, and what is reported of them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping
from typing import Final

from sync import attendance, neighbours, twins
from sync.allowance import Allowance, FloodWatch
from sync.confidential import Confidential
from sync.conversation import Conversation, end
from sync.disk_news import DiskNews
from sync.downloads import Downloads
from sync.errors import KurumazaError, StorageError
from sync.events import Event
from sync.exchange import Intake
from sync.farewell import EXPELLED, Farewells, farewell
from sync.former_words import FormerWords
from sync.fresh_comments import FreshComments
from sync.handshake import RefusalError
from sync.hints import Hints
from sync.journal import Journal
from sync.link import Link
from sync.meeting import Meeting, Phase
from sync.meeting_clock import MeetingClock
from sync.meeting_notes import MeetingNotes
from sync.news import News
from sync.orphans import Orphans
from sync.parting import Parting
from sync.patience import Patience
from sync.place import Place
from sync.pointings import Pointings
from sync.profile import AHEAD_KEY, now_ms
from sync.receipts import Carried, Receipts
from sync.record import Record
from sync.saver import Saver
from sync.settling import Settling
from sync.sources import Sources
from sync.status import (
    DocumentStatus,
    Ended,
    InStep,
    LinkStatus,
    Notice,
    PeerStatus,
    SeatPresence,
    Severity,
    Succession,
)
from sync.switchboard import Switchboard
from sync.throttle import Throttle
from sync.timekeeper import Timekeeper
from sync.uncounted import Uncounted
from sync.wanted_documents import wanted_in
from sync.wire import BlobHave

MEETING_S: Final = 0.05
PROGRESS_S: Final = 0.1
REACHED_S: Final = 1.0
HINTS_S: Final = 0.2
TEND_S: Final = 5.0
_CIRCLE_KINDS: Final = ("meeting.", "roster.", "chair.")

logger = logging.getLogger(__name__)


class Session:
    """Belongs to the node's loop. `hosting` says that this device is the chair's PC."""

    def __init__(self, place: Place, journal: Journal, clock: MeetingClock | None = None) -> None:
        self.journal = journal
        self._notes = MeetingNotes(place.log, journal.meeting_id)
        self._time = Timekeeper(
            clock or MeetingClock(now_ms),
            lambda ahead_ms: self._notes.note(AHEAD_KEY, str(ahead_ms)),
            self._tell_clock,
        )
        self._record = Record(journal, self._tell_code)
        self._parting = Parting(journal.fold, self.meeting_ms, lambda: bool(self.waiting()))
        self._hints = Hints(place.log, journal.meeting_id, self.is_member)
        self.book = self._hints.book
        self.intake = Intake()
        self.twins = twins.Twins(time.monotonic)
        self.allowance = Allowance(time.monotonic)
        self._floods = FloodWatch()
        self.meeting_id = journal.meeting_id
        self.left = False
        self._caught_up = asyncio.Event()
        self._progress_report = Throttle(self._report_progress, PROGRESS_S)
        self.downloads = Downloads(place.blobs, self._documents_moved, self.notice)
        self.conversations: list[Conversation] = []
        self._place = place
        self._switchboard: Switchboard | None = None
        self._tending: asyncio.Task[None] | None = None
        self._farewells = Farewells()
        self.sources = Sources(place, journal, self.downloads, self.book, lambda: self.hosting)
        self._chair = place.log.state(journal.meeting_id, "chair") or ""
        self._term = -1
        self._settling = Settling(place.settle_s)
        self._expelled = False
        self._disk = place.disk or DiskNews(place.listener.notice)
        self._saver = Saver(journal, lambda: self.hosting, self._saved, self._disk.refused)
        self._saving: asyncio.Task[None] | None = None
        self._fresh = FreshComments()
        self._orphans = Orphans(place.log, journal, place.device)
        self._former = FormerWords(place.log, journal, place.device)
        self._connected_once = False
        self._receipts = Receipts(self._notes.reached())
        self._uncounted = Uncounted(journal, place.log)
        self._news = News(lambda: place.is_current(journal.meeting_id))
        receipts = self.sources.keeps_receipts
        self.confidential = Confidential(self, place.device, place.blobs, self._notes, receipts)
        self.pointings = Pointings(self, place)
        self.wanted = wanted_in(place, journal, self.downloads, self.confidential.is_here)
        self._meeting_report = Throttle(self._report_meeting, MEETING_S)
        self._presence_report = Throttle(self._report_presence, PROGRESS_S)
        self.receipts_kept = Throttle(lambda: self._notes.note_reached(self._receipts.reached), REACHED_S)
        self._hints_report = Throttle(self._tell_where, HINTS_S)
        self._link_news = Patience(place.listener.link_changed, attendance.badness, place.patience_s)
        self._succession_news = Patience(
            place.listener.succession_changed,
            lambda succession: int(succession.may_claim),
            place.patience_s,
            Succession(),
        )
        self._note_chair()
        self.sources.follow(self._chair)

    @property
    def hosting(self) -> bool:
        """Whether this device is the chair's."""
        return self._chair == self._place.device

    @property
    def chair_device(self) -> str:
        """The chair's device, "" before it is known."""
        return self._chair

    @property
    def chair(self) -> Conversation | None:
        """The conversation with the chair's PC, while there is one."""
        return None if self.hosting else self._talk_with(self._chair)

    def meeting(self) -> Meeting | None:
        """The meeting as it stands, None before its first event is here."""
        return self.journal.fold.meeting()

    def is_over(self) -> bool:
        """Whether the chair closed the meeting."""
        meeting = self.meeting()
        return meeting is not None and meeting.phase is Phase.CLOSED

    def is_finished(self) -> bool:
        """Whether there is nothing to call for any more."""
        is_done = self._parting.is_done()
        return self.was_removed(self._place.device) or (is_done and not self.confidential.is_pending())

    def is_admitted(self) -> bool:
        """Whether this device is in the meeting, as far as anything of it is here, and not only holds it."""
        own = self._place.device
        return not self.was_removed(own) and (self.meeting() is None or self.is_member(own))

    def is_member(self, device: str) -> bool:
        """Whether a device may talk with this one."""
        return self.journal.fold.is_member(device) or device == self._chair

    def was_removed(self, device: str) -> bool:
        """Whether the chair admitted a device and removed it: its events say so, or itself told this one."""
        is_expelled = self._expelled and device == self._place.device
        return is_expelled or self.journal.fold.was_removed(device)

    def start(
        self, switchboard: Switchboard | None = None, first: Link | None = None, *, fresh: bool = False
    ) -> None:
        """Begin; `switchboard` calls the others, `first` is a link there is, `fresh` a meeting just begun."""
        self._switchboard = switchboard
        self._saving = asyncio.create_task(self._saver.run(in_doubt=self._disk.refuses))
        self._tending = asyncio.create_task(self._tend())
        self._settling.begin()
        meeting = self.meeting()
        if fresh or (meeting is not None and len(meeting.members) <= 1):
            self._settling.done()
        self.downloads.start()
        self._time.tell()
        if first is not None:
            self.book.prove(first.device, (first.address, *first.addresses))
        if meeting is not None and not self.is_over():
            self._place.listener.chair_changed(self._chair, self._term)
        self._follow_roster(first)
        self.changed()

    async def settled(self) -> None:
        """Wait, on a chair's PC that came back, until it heard somebody or a few seconds passed.

        Before that it cannot know how far the chair's word went, nor whether it is the chair's still.
        """
        if self.hosting:
            await self._settling.wait()

    async def stop(self) -> None:
        """End every connection; what arrived is on disk afterwards."""
        await end(self._tending)
        switchboard, self._switchboard = self._switchboard, None
        if switchboard is not None:
            await switchboard.stop()
        for conversation in list(self.conversations):
            await conversation.link.close()
        await self._farewells.said()
        await self._record.stop()
        self._link_news.stop()
        self._succession_news.stop()
        await self.wanted.stop()
        await self.confidential.stop()
        self.sources.stop()
        await self.downloads.stop()
        await end(self._saving)
        self._saver.finish()
        self._notes.note_reached(self._receipts.reached)
        reports = (self._meeting_report, self._progress_report, self._presence_report)
        for report in (*reports, self.receipts_kept, self._hints_report, self.pointings):
            report.stop()

    async def talk(self, link: Link) -> None:
        """Talk over a link until it ends."""
        conversation = Conversation(link, self)
        if self.hosting and await self.twins.turn_away(link, self.conversations, self.tell_twin):
            return
        rivals = [each for each in self.conversations if each.link.device == link.device]
        if any(twins.stays(rival, self._place.device, link) for rival in rivals):
            await link.close()
            return
        self.conversations.append(conversation)
        for rival in rivals:
            self._farewells.close_soon(rival.link)
        self._connected_once = True
        self._greet(conversation)
        if not rivals:
            self._place.listener.peer_changed(link.device, True)  # noqa: FBT003 - a signal repeats it
        self._peers_moved()
        try:
            attendance.tell_progress(self.meeting(), (conversation,), self.wanted.total())
            await conversation.run()
        finally:
            if link.farewell is not None and link.farewell.code == twins.GOODBYE.code:
                self.refused(KurumazaError(link.farewell.code, link.farewell.message))
            self.conversations.remove(conversation)
            self.sources.remove(conversation)
            if self._talk_with(link.device) is None:
                self._place.listener.peer_changed(link.device, False)  # noqa: FBT003 - a signal repeats it
            self._peers_moved()
            if self._switchboard is not None:
                self._switchboard.hurry(link.device)

    def tell_twin(self, twin: Conversation) -> None:
        """Two PCs have one key: the chair hears it, and the one that was here is sent away."""
        self.notice(twins.twin_notice(self.meeting(), twin.link.device))
        self._farewells.close_soon(twin.link, twins.GOODBYE)

    def _greet(self, conversation: Conversation) -> None:
        """Take a new peer as a source of chunks and of addresses."""
        link = conversation.link
        if link.direction == "out":
            self.book.prove(link.device, (link.address, *link.addresses))
        self.sources.add(conversation)
        self.confidential.follow()
        self._tell_where()

    def _talk_with(self, device: str) -> Conversation | None:
        """The newest conversation with a device."""
        return next((each for each in reversed(self.conversations) if each.link.device == device), None)

    def is_linked(self, device: str) -> bool:
        """Whether there is a connection with a device, whoever called."""
        return self._talk_with(device) is not None

    def heard_peers(self, source: Conversation, addresses: Mapping[str, tuple[str, ...]]) -> None:
        """A peer said where devices may be."""
        news = self._hints.heard(source.link.device, addresses)
        self._learned(news)
        if source.link.device in news:  # it came this moment: nobody else could tell of it
            self._hints_report.flush()

    def _learned(self, devices: list[str]) -> None:
        """It is news where these may be: they are called, and others hear of it."""
        for device in devices:
            self._hints_report.poke()
            if self._switchboard is not None:
                self._switchboard.hurry(device)

    def hurry(self) -> None:
        """Call everybody now: an address of this meeting was seen."""
        if self._switchboard is not None:
            self._switchboard.hurry()

    def _tell_where(self) -> None:
        """Tell all peers where members may be, and keep on disk where those are that this device calls."""
        meeting = self.meeting()
        members = [member.device for member in meeting.members] if meeting else []
        where = dict(self.book.all({*members, self._chair}))
        where[self._place.device] = self._place.addresses()
        for conversation in self.conversations:
            conversation.tell_where(where)
        if self._switchboard is not None:
            self._hints.keep(self._switchboard.targets())

    async def _tend(self) -> None:
        """Look after what changes without an event: own addresses, and neighbours that do not answer."""
        while True:
            await asyncio.sleep(TEND_S)
            self._settling.tick()
            self.confidential.again()
            if self.hosting:
                self._time.keep()
            self._hints_report.poke()
            self._follow_roster()
            if self._caught_up.is_set() and attendance.is_level(self.conversations):
                self._spread(self._orphans.settle(), None)
                again, told = self._former.settle()
                self._spread(again, None)
                if told is not None:
                    self.notice(told)

    def _note_chair(self) -> bool:
        """Take who is chair from the meeting; whether that changed."""
        meeting = self.meeting()
        if meeting is None or (meeting.chair, meeting.term) == (self._chair, self._term):
            return False
        self._chair, self._term = meeting.chair, meeting.term
        return True

    def _follow_roster(self, first: Link | None = None) -> None:
        """Act on who is chair and who is a member now."""
        if self._note_chair():
            self._chair_moved()
        if self._switchboard is not None:
            meeting = self.meeting()
            called = neighbours.targets(
                self._place.device,
                [member.device for member in meeting.members] if meeting else [],
                self._chair or (first.device if first is not None else ""),
                (*meeting.successors, *meeting.secretariat) if meeting else (),
                self._switchboard.silent(),
            )
            reached = (first.device,) if first is not None else ()
            self._switchboard.follow(() if self.is_finished() else (*reached, *called), first)
        if self.journal.fold.was_removed(self._place.device):  # else it was told this, and in which words
            bye = farewell(self.journal.fold, self._place.device)
            self._tell_refusal(bye.code, bye.message)
        for conversation in self.conversations:
            if self.was_removed(conversation.link.device):
                self._farewells.expel(conversation.link, self.journal.fold)
        self._learned(self._hints.admitted())
        self._hints_report.poke()
        self._progress_report.poke()  # who keeps the receipts may have changed

    def _chair_moved(self) -> None:
        self._receipts.chair_moved()
        if self._chair:
            self._place.log.note(self.meeting_id, "chair", self._chair)
        for conversation in self.conversations:
            self.acknowledged(conversation)
        self.sources.follow(self._chair)
        self._place.listener.chair_changed(self._chair, self._term)
        self._place.chair_moved(self.meeting_id)

    def wrote(self, event: Event) -> None:
        """This device wrote an event; it is on disk."""
        self._spread((event,), None)

    def arrived(self, events: tuple[Event, ...], source: Conversation | None) -> None:
        """The meeting follows events of others; they go on to the rest of the circle, then to disk.

        No source: they were carried here by hand.
        """
        self._spread(events, source)
        for device in self._floods.count(event.device for event in events):
            flood = attendance.flood(self.meeting(), device)
            if self.hosting and flood is not None:
                self.notice(flood)

    def save_soon(self) -> None:
        """Put on disk what arrived; several arrivals go as one. A crash until then only repeats them."""
        self._saver.poke()

    @property
    def closing_code(self) -> str:
        """Six characters that are equal where the closed meeting is held whole; "" otherwise."""
        return self._record.code

    def _tell_code(self, code: str) -> None:
        if self._place.is_current(self.meeting_id):  # not of one that only stays in touch
            self._place.listener.closing_code_changed(code)

    def meeting_ms(self) -> int:
        """The time on the clock of the meeting, in milliseconds since 1970 UTC."""
        return self._time.now_ms()

    def _tell_clock(self, shift_ms: int) -> None:
        if self._place.is_current(self.meeting_id):
            self._place.listener.clock_changed(shift_ms)

    def heard_time(self, source: Conversation, told_ms: int, way_ms: float) -> None:
        """A peer said what time it is: the chair's counts."""
        if not self.hosting and source.link.device == self._chair:
            self._time.heard(self._chair, told_ms, way_ms)
            self._meeting_report.poke()

    def acknowledged(self, source: Conversation) -> None:
        """A peer said what it holds."""
        if self.hosting and source.exchange.greeted and not source.exchange.missing_here():
            self._settling.done()
        is_chair = source.link.device == self._chair
        if is_chair:
            self.confidential.heard_have(source)
        if self._receipts.heard(source.exchange, self.journal.own_words, is_chair=is_chair):
            self.receipts_kept.poke()
        self._meeting_report.poke()

    def held_by_chair(self, have: Mapping[str, int]) -> None:
        """What the chair's PC held, as a bundle says that it packed."""
        if self._receipts.heard(Carried(have), self.journal.own_words, is_chair=True):
            self.receipts_kept.poke()
        self._meeting_report.poke()

    def blobs_held(self, _source: Conversation, _held: BlobHave) -> None:
        """A seat said how many documents it holds."""
        self._presence_report.poke()

    def seats_connected(self) -> int:
        """Seats that are connected, this one included."""
        linked = 1 + len({conversation.link.device for conversation in self.conversations})
        chair = self.chair
        return max(2, chair.seats) if chair is not None else linked

    def storage_failed(self, error: StorageError) -> None:
        """The disk refused something; it is tried again."""
        self._disk.refused(error)
        self._saver.doubt()

    def notice(self, notice: Notice) -> None:
        """Tell the person."""
        self._place.listener.notice(notice)

    def changed(self) -> None:
        """Report the meeting, and what hangs on it, soon."""
        self._meeting_report.poke()

    def waiting(self) -> frozenset[str]:
        """Own comments, votes, requests and answers that the chair's PC does not hold, as far as we know."""
        return frozenset() if self.hosting else self._receipts.waiting(self.journal.own_words)

    def unheard(self) -> frozenset[str]:
        """The same that nobody else holds, as far as we know."""
        return frozenset() if self.hosting else self._receipts.unheard(self.journal.own_words)

    def succession(self) -> Succession:
        """What this device may do about the chair, as it was told."""
        return self._succession_news.told or Succession()

    def _succession_now(self) -> Succession:
        if self._end_of_it():
            return Succession()
        return attendance.succession(self.journal.fold, self._place.device, is_alone=self.chair is None)

    def _end_of_it(self) -> str:
        """Why this device takes part no longer, "" while it does."""
        if self.left:
            return "left"
        if self.is_over():
            return "closed"
        return "removed" if self.was_removed(self._place.device) else ""

    def link_status(self) -> LinkStatus:
        """The link in one value."""
        if reason := self._end_of_it():
            return Ended(reason)
        if self.hosting:
            return InStep(self.seats_connected())
        connected = (self.seats_connected(), len(self.unheard() & self.journal.own_comments.keys()))
        return attendance.link(self.chair, connected, self.conversations, was_connected=self._connected_once)

    def presence(self) -> tuple[SeatPresence, ...]:
        """Every other admitted device and what is known of it; only where the receipts are kept."""
        meeting, own = self.meeting(), self._place.device
        if meeting is None or not self.sources.keeps_receipts():
            return ()
        return attendance.presence(meeting, own, self.conversations, self.sources.delivery)

    def peers(self) -> tuple[PeerStatus, ...]:
        """Every live connection of this meeting."""
        return attendance.peers(self.meeting(), self.conversations)

    async def caught_up(self, timeout_s: float) -> None:
        """Wait until this device holds what the chair's PC held, but no longer than this."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._caught_up.wait()

    async def documents_known(self) -> None:
        """Wait until it was looked up how far every document is."""
        self._meeting_report.flush()
        await self.wanted.known()

    def refused(self, error: KurumazaError) -> None:
        """A device that was called does not let this one in; that of the chair knows best who was removed."""
        if error.code in EXPELLED and isinstance(error, RefusalError) and error.device == self._chair:
            self._expelled = True
            self._follow_roster()
            self.changed()
        self._tell_refusal(error.code, error.message)

    def _tell_refusal(self, code: str, text: str) -> None:
        if self._news.is_new("refused", code):
            self.notice(Notice(Severity.WARNING, code, text))

    def _saved(self) -> None:
        self._disk.took()
        self._record.look()
        for conversation in self.conversations:
            conversation.saved()

    def _spread(self, events: tuple[Event, ...], source: Conversation | None) -> None:
        if not events:
            return
        self._fresh.applied(events)
        self.sources.make_way(events)
        for event in events:
            for conversation in self.conversations:
                if conversation is not source:
                    conversation.grown(event.log)
        if any(event.kind.startswith(_CIRCLE_KINDS) for event in events):
            self._follow_roster()
        self._meeting_report.poke()

    def _peers_moved(self) -> None:
        if self.hosting:
            for conversation in self.conversations:
                conversation.say_state()
        self._presence_report.poke()
        self._meeting_report.poke()

    def _report_meeting(self) -> None:
        meeting = self.meeting()
        if meeting is not None:
            if (meeting.chair, meeting.term) != (self._chair, self._term):
                self._follow_roster()
            self.confidential.follow()
            self.wanted.follow(meeting)
            self._record.look()
            self._news.tell(self._place.listener.meeting_changed, "meeting", meeting)
            for comment, applied_ns in self._fresh.shown_in(meeting):
                self._place.listener.comment_applied(comment, applied_ns)
            if notice := self._uncounted.news(meeting, self._place.device):
                self.notice(notice)
            link = self.link_status()
            if isinstance(link, Ended) or (isinstance(link, InStep) and (self.hosting or self._time.is_set)):
                self._caught_up.set()
            self._presence_report.poke()
        self._report_link()

    def _report_link(self) -> None:
        if not self._place.is_current(self.meeting_id):
            return
        self._news.tell(self._place.listener.unheard_changed, "unheard", self.unheard())
        self._news.tell(self._place.listener.waiting_changed, "waiting", self.waiting())
        self._link_news.news(self.link_status())
        self._succession_news.news(self._succession_now())

    def _documents_moved(self) -> None:
        self._progress_report.poke()
        self.sources.moved()

    def _report_progress(self) -> None:
        listener = self._place.listener
        self._news.tell(listener.secrets_changed, "secrets", self.confidential.secrets())
        self._news.tell(listener.documents_changed, "documents", self.document_statuses())
        attendance.tell_progress(self.meeting(), self.conversations, self.wanted.total())

    def document_statuses(self) -> tuple[DocumentStatus, ...]:
        """How far each document is."""
        return self.wanted.statuses()

    def _report_presence(self) -> None:
        if presence := self.presence():
            self._news.tell(self._place.listener.presence_changed, "presence", presence)

    def report_again(self) -> None:
        """Report everything once more: this meeting became the one that is shown."""
        self._news.again()
        self._time.tell()
        if self._record.code:
            self._tell_code(self._record.code)
        self._link_news.again()
        self._progress_report.poke()
        self.changed()
