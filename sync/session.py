"""One meeting on this device: its journal, its conversations, its documents, and what is reported of them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sync.blobs import BlobStore
from sync.conversation import Conversation, end
from sync.downloads import Downloads
from sync.errors import KurumazaError, StorageError
from sync.events import Event
from sync.exchange import Intake
from sync.journal import Journal
from sync.link import Link
from sync.listener import NodeListener
from sync.log import EventLog
from sync.meeting import Comment, Meeting, Phase
from sync.saver import Saver
from sync.status import (
    CatchingUp,
    DocumentStatus,
    Ended,
    InStep,
    LinkStatus,
    Notice,
    OnOurOwn,
    PeerStatus,
    Searching,
    SeatPresence,
    Severity,
)
from sync.throttle import Throttle
from sync.wire import BlobHave

MEETING_S: Final = 0.05
PROGRESS_S: Final = 0.1
REACHED_S: Final = 1.0
_REACHED_KEY: Final = "reached"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """What a session is given by its node."""

    log: EventLog
    blobs: BlobStore
    device: str
    listener: NodeListener
    is_current: Callable[[str], bool]


class Session:
    """Belongs to the node's loop. `hosting` says that this device is the chair's PC."""

    def __init__(self, place: Place, journal: Journal) -> None:
        self.journal = journal
        self.intake = Intake()
        self.meeting_id = journal.meeting_id
        self.left = False
        self._caught_up = asyncio.Event()
        self.downloads = Downloads(place.blobs, self._documents_moved, self.notice)
        self.conversations: list[Conversation] = []
        self._place = place
        self._task: asyncio.Task[None] | None = None
        self._saver = Saver(journal, lambda: self.hosting, self._saved, self.storage_failed)
        self._saving: asyncio.Task[None] | None = None
        self._fresh: dict[str, int] = {}
        self._connected_once = False
        self._reached: dict[str, int] = json.loads(place.log.state(self.meeting_id, _REACHED_KEY) or "{}")
        self._told: dict[str, object] = {}
        self._documents_told: tuple[str, ...] = ()
        self._planning: set[asyncio.Task[None]] = set()
        self._meeting_report = Throttle(self._report_meeting, MEETING_S)
        self._progress_report = Throttle(self._report_progress, PROGRESS_S)
        self._presence_report = Throttle(self._report_presence, PROGRESS_S)
        self._reached_save = Throttle(self._save_reached, REACHED_S)

    @property
    def hosting(self) -> bool:
        """Whether this device is the chair's."""
        return self.journal.chair == self._place.device

    @property
    def chair(self) -> Conversation | None:
        """The conversation with the chair's PC, while there is one."""
        return None if self.hosting else next(iter(self.conversations), None)

    def meeting(self) -> Meeting | None:
        """The meeting as it stands, None before its first event is here."""
        return self.journal.fold.meeting()

    def is_over(self) -> bool:
        """Whether the chair closed the meeting."""
        meeting = self.meeting()
        return meeting is not None and meeting.phase is Phase.CLOSED

    def start(self, task: asyncio.Task[None] | None = None) -> None:
        """Begin; `task` is the calling of the chair's PC, which ends with this session."""
        self._task = task
        self._saving = asyncio.create_task(self._saver.run())
        self.downloads.start()
        self.changed()

    async def stop(self) -> None:
        """End every connection; what arrived is on disk afterwards."""
        await end(self._task)
        for conversation in list(self.conversations):
            await conversation.link.close()
        for planning in list(self._planning):
            await end(planning)
        await self.downloads.stop()
        await end(self._saving)
        self._saver.finish()
        self._save_reached()
        for report in (
            self._meeting_report,
            self._progress_report,
            self._presence_report,
            self._reached_save,
        ):
            report.stop()

    async def talk(self, link: Link) -> None:
        """Talk over a link until it ends."""
        conversation = Conversation(link, self)
        self.conversations.append(conversation)
        self._connected_once = True
        if link.direction == "out":
            self.downloads.use(link.fetch)
        self._place.listener.peer_changed(link.device, True)  # noqa: FBT003 - a signal repeats it
        self._peers_moved()
        try:
            conversation.say(self.downloads.total())
            await conversation.run()
        finally:
            self.conversations.remove(conversation)
            if link.direction == "out":
                self.downloads.use(None)
            self._place.listener.peer_changed(link.device, False)  # noqa: FBT003 - a signal repeats it
            self._peers_moved()

    def wrote(self, event: Event) -> None:
        """This device wrote an event; it is on disk."""
        self._spread((event,), None)

    def arrived(self, events: tuple[Event, ...], source: Conversation | None) -> None:
        """The meeting follows events of others; they go on to the rest of the circle, then to disk.

        No source: they were carried here by hand.
        """
        self._spread(events, source)

    def save_soon(self) -> None:
        """Put on disk what arrived; several arrivals go as one. A crash until then only repeats them."""
        self._saver.poke()

    def acknowledged(self, source: Conversation) -> None:
        """A peer said what it holds."""
        if self.hosting:
            return
        for log, sequence in self.journal.own_comments.values():
            if source.exchange.covers(log, sequence) and self._reached.get(log, 0) < sequence:
                self._reached[log] = sequence
                self._reached_save.poke()
        self._meeting_report.poke()

    def held_by_chair(self, have: Mapping[str, int]) -> None:
        """What the chair's PC held, as a bundle says that it packed."""
        for log, sequence in self.journal.own_comments.values():
            if self._reached.get(log, 0) < sequence <= have.get(log, 0):
                self._reached[log] = sequence
                self._reached_save.poke()
        self._meeting_report.poke()

    def blobs_held(self, source: Conversation, held: BlobHave) -> None:
        """A seat said how many documents it holds."""
        logger.debug("%s holds %d of %d bytes", source.link.address, held.have, held.total)
        self._presence_report.poke()

    def seats_connected(self) -> int:
        """Seats that are connected, this one included."""
        if self.hosting:
            return 1 + len({conversation.link.device for conversation in self.conversations})
        return max(2, self.chair.seats) if self.chair is not None else 1

    def storage_failed(self, error: StorageError) -> None:
        """The disk refused what others sent; it is tried again."""
        if self._is_new("storage", error.code):
            self.notice(Notice(Severity.ERROR, error.code, error.message))

    def notice(self, notice: Notice) -> None:
        """Tell the person."""
        self._place.listener.notice(notice)

    def changed(self) -> None:
        """Report the meeting, and what hangs on it, soon."""
        self._meeting_report.poke()

    def waiting(self) -> frozenset[str]:
        """Own comments that the chair's PC does not hold, as far as we know."""
        if self.hosting:
            return frozenset()
        return frozenset(
            comment
            for comment, (log, sequence) in self.journal.own_comments.items()
            if self._reached.get(log, 0) < sequence
        )

    def link_status(self) -> LinkStatus:
        """The link in one value."""
        if self.left:
            return Ended("left")
        if self.is_over():
            return Ended("closed")
        if self.hosting:
            return InStep(self.seats_connected())
        if self.chair is None:
            return OnOurOwn(len(self.waiting())) if self._connected_once else Searching()
        missing = self.chair.exchange.missing_here()
        if missing or not self.chair.exchange.greeted:
            return CatchingUp(missing)
        return InStep(self.seats_connected())

    def presence(self) -> tuple[SeatPresence, ...]:
        """Every admitted device besides the chair's, and what is known of it."""
        meeting = self.meeting()
        if meeting is None or not self.hosting:
            return ()
        held = {talk.link.device: talk.held for talk in self.conversations}
        found = []
        for member in meeting.members:
            if member.device == self._place.device:
                continue
            documents = held.get(member.device)
            found.append(
                SeatPresence(
                    member.device,
                    member.device in held,
                    documents is not None and documents.complete,
                    documents.have if documents else 0,
                    documents.total if documents else 0,
                )
            )
        return tuple(found)

    def peers(self) -> tuple[PeerStatus, ...]:
        """Every live connection of this meeting."""
        meeting = self.meeting()
        found = []
        for link in (conversation.link for conversation in self.conversations):
            member = meeting.member(link.device) if meeting else None
            seat = member.seat if member else ""
            found.append(
                PeerStatus(
                    link.device,
                    seat,
                    link.address,
                    link.direction,
                    link.rtt_ms,
                    link.bytes_sent,
                    link.bytes_received,
                )
            )
        return tuple(found)

    async def caught_up(self, timeout_s: float) -> None:
        """Wait until this device holds what the chair's PC held, but no longer than this."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._caught_up.wait()

    async def documents_known(self) -> None:
        """Wait until it was looked up how far every document is."""
        self._meeting_report.flush()
        await asyncio.gather(*self._planning)

    def refused(self, error: KurumazaError) -> None:
        """The chair's PC does not let this device in."""
        if self._is_new("refused", error.code):
            self.notice(Notice(Severity.WARNING, error.code, error.message))

    def _saved(self) -> None:
        self._told.pop("storage", None)
        for conversation in self.conversations:
            conversation.saved()

    def _spread(self, events: tuple[Event, ...], source: Conversation | None) -> None:
        now = time.monotonic_ns()
        for event in events:
            if event.kind == "comment.add":
                self._fresh[event.event_id] = now
            for conversation in self.conversations:
                if conversation is not source:
                    conversation.grown(event.log)
        self._meeting_report.poke()

    def _peers_moved(self) -> None:
        if self.hosting:
            for conversation in self.conversations:
                conversation.say_state()
        self._presence_report.poke()
        self._meeting_report.poke()

    def _documents_moved(self) -> None:
        self._progress_report.poke()

    def _report_meeting(self) -> None:
        meeting = self.meeting()
        if meeting is not None:
            self._plan_documents(meeting)
            if self._is_new("meeting", meeting) and self._place.is_current(self.meeting_id):
                self._place.listener.meeting_changed(meeting)
            self._report_fresh(meeting)
            if isinstance(self.link_status(), InStep | Ended):
                self._caught_up.set()
            if self.hosting:
                self._presence_report.poke()
        self._report_link()

    def _report_link(self) -> None:
        if not self._place.is_current(self.meeting_id):
            return
        waiting, link = self.waiting(), self.link_status()
        if self._is_new("waiting", waiting):
            self._place.listener.waiting_changed(waiting)
        if self._is_new("link", link):
            self._place.listener.link_changed(link)

    def _report_fresh(self, meeting: Meeting) -> None:
        if not self._fresh:
            return
        for comment in _named(meeting, self._fresh):
            applied_ns = self._fresh.pop(comment.comment)
            self._place.listener.comment_applied(comment, applied_ns)

    def _report_progress(self) -> None:
        statuses: tuple[DocumentStatus, ...] = self.downloads.statuses()
        if self._is_new("documents", statuses) and self._place.is_current(self.meeting_id):
            self._place.listener.documents_changed(statuses)
        if self.chair is not None:
            self.chair.say(self.downloads.total())

    def _report_presence(self) -> None:
        presence = self.presence()
        if self.hosting and self._is_new("presence", presence) and self._place.is_current(self.meeting_id):
            self._place.listener.presence_changed(presence)

    def report_again(self) -> None:
        """Report everything once more: this meeting became the one that is shown."""
        self._told.clear()
        self._progress_report.poke()
        self.changed()

    def _is_new(self, what: str, value: object) -> bool:
        if what in self._told and self._told[what] == value:
            return False
        self._told[what] = value
        return True

    def _plan_documents(self, meeting: Meeting) -> None:
        documents = [
            (document, self.journal.manifests[document.document])
            for item in meeting.agenda
            for document in item.documents
            if document.document in self.journal.manifests
        ]
        names = tuple(document.document for document, _ in documents)
        if names != self._documents_told:
            self._documents_told = names
            task = asyncio.create_task(self.downloads.set_documents(documents))
            self._planning.add(task)
            task.add_done_callback(self._planning.discard)

    def _save_reached(self) -> None:
        try:
            self._place.log.set_state(self.meeting_id, _REACHED_KEY, json.dumps(self._reached))
        except StorageError as error:  # only a hint: the chair says it again at the next contact
            logger.info("what reached the chair could not be noted: %s", error.message)


def _named(meeting: Meeting, wanted: Mapping[str, int]) -> list[Comment]:
    found: list[Comment] = []
    for comment in reversed(meeting.comments):  # new ones stand at the end, nearly always
        if len(found) == len(wanted):
            break
        if comment.comment in wanted:
            found.append(comment)
    return found[::-1]
