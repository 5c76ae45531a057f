"""The confidential documents of one meeting here: keys are asked for and given, and destroyed when called in.

A key goes only to a device on the roster, over the authenticated connection, when that device asks. What the
chair or the secretariat calls in (`document.collect`) is destroyed with its key before anything of it is
shown again; a receipt (`document.collected`) tells them. A device that was removed, or left its seat,
destroys all of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from sync.blobs import BlobStore, Manifest
from sync.bodies import MAX_COLLECTED
from sync.collecting import COLLECTED
from sync.conversation import Conversation, end
from sync.downloads import Downloads
from sync.errors import BadKey, KurumazaError
from sync.events import Event
from sync.journal import Journal
from sync.keys import from_base64url_32, to_base64url
from sync.meeting import Collection, Meeting
from sync.meeting_notes import MeetingNotes
from sync.status import Notice, Severity
from sync.wire import Key

logger = logging.getLogger(__name__)


class Circle(Protocol):
    """What of its session the confidential documents of a meeting need."""

    journal: Journal
    downloads: Downloads
    conversations: list[Conversation]
    left: bool

    @property
    def hosting(self) -> bool:
        """Whether this device is the chair's."""

    def is_member(self, device: str) -> bool:
        """Whether a device is on the roster."""

    def was_removed(self, device: str) -> bool:
        """Whether the chair admitted a device and removed it."""

    def wrote(self, event: Event) -> None:
        """This device wrote an event; it is on disk."""

    def notice(self, notice: Notice) -> None:
        """Tell the person."""

    def changed(self) -> None:
        """Report the meeting, and what hangs on it, soon."""


class Confidential:
    """Belongs to the node's loop; files are touched in a thread, one work after the other."""

    def __init__(
        self,
        circle: Circle,
        device: str,
        blobs: BlobStore,
        notes: MeetingNotes,
        keeps_receipts: Callable[[], bool],
    ) -> None:
        self._circle = circle
        self._device = device
        self._journal = circle.journal
        self._blobs = blobs
        self._notes = notes
        self._keeps_receipts = keeps_receipts  # the chair's PC and the secretariat's
        self._told = notes.told_collections()
        self._destroyed: set[str] = set()  # by the events that brought them, since the program started
        self._asked: set[tuple[Conversation, str]] = set()
        self._given: dict[str, bytes] = {}
        self._work: asyncio.Task[None] | None = None

    def follow(self) -> None:
        """The meeting changed: ask for keys that are needed now, destroy what was called in."""
        if not self._sealed():
            return
        missing = self._missing()
        for conversation in self._circle.conversations if missing else ():
            for name in missing:
                if (conversation, name) not in self._asked:
                    self._asked.add((conversation, name))
                    conversation.say(Key(name))
        self._go_on()

    def again(self) -> None:
        """Some time passed: ask once more, and try once more what the disk refused."""
        self._asked.clear()
        self.follow()

    async def finish(self) -> None:
        """Destroy now what may not be here any more, and wait until it is done."""
        if self._work is not None:  # it may not know of all
            await self._work
        self._go_on()
        if self._work is not None:
            await self._work

    async def stop(self) -> None:
        """End; what was begun is done again at the next start."""
        await end(self._work)

    def is_here(self, version: str) -> bool:
        """Whether a version of a document may be received and read here.

        It is not sealed, or its key is here; it is named by the event that brought it.
        """
        manifest = self._journal.manifests.get(version)
        if manifest is None or not manifest.key:
            return True
        return version not in self._doomed() and self.holds(manifest.key)

    def holds(self, name: str) -> bool:
        """Whether a key is here."""
        return self._blobs.sealed.keys.holds(name)

    async def key_for_new(self) -> str:
        """The name of the key for a document that is added now: the present one, or a new one.

        Raises StorageUnavailable.
        """
        live = sorted(name for name in self._live_keys() if self.holds(name))
        return live[0] if live else await asyncio.to_thread(self._blobs.sealed.keys.make)

    def secrets(self) -> Mapping[str, bytes]:
        """By path, what opens the confidential files that are here whole."""
        if not self._sealed():
            return {}
        known, doomed = self._blobs.sealed.secrets(), self._doomed()
        paths = [
            self._blobs.whole(manifest)
            for document, manifest in self._sealed().items()
            if document not in doomed
        ]
        return {str(path): known[str(path)] for path in paths if path is not None and str(path) in known}

    def heard_key(self, source: Conversation, message: Key) -> None:
        """A peer asks for a key, or gives one."""
        if message.secret:
            self._take(message)
        elif self._may_have_keys(source.link.device) and self._may_give(message.key):
            key = self._blobs.sealed.keys.key(message.key)
            source.say(Key(message.key, to_base64url(key)))

    def heard_have(self, source: Conversation) -> None:
        """The chair's PC says what it holds: own receipts may be among it."""
        told = {
            event_id
            for event_id, (log, sequence) in self._journal.own_receipts.items()
            if source.exchange.covers(log, sequence)
        }
        if not told <= self._told:
            self._told |= told
            self._notes.note_told_collections(self._told)

    def is_pending(self) -> bool:
        """Whether a device of a closed meeting stays in touch, so that documents can still be called in."""
        sealed, meeting = self._sealed(), self._journal.fold.meeting()
        if not sealed or meeting is None:
            return False
        fold = self._journal.fold
        if sealed.keys() - fold.collected() - fold.stray_files():
            return True
        if self._keeps_receipts() and any(outstanding(meeting, each) for each in meeting.collections):
            return True
        if self._circle.hosting:
            return False
        own = {each.receipt(self._device) for each in meeting.collections}
        return None in own or not self._journal.own_receipts.keys() <= self._told

    def _may_give(self, name: str) -> bool:
        return name in self._live_keys() and self.holds(name)

    def _may_have_keys(self, device: str) -> bool:
        return self._circle.is_member(device) and not self._circle.was_removed(device)

    def _sealed(self) -> Mapping[str, Manifest]:
        return self._journal.sealed

    def _doomed(self) -> frozenset[str]:
        """The files of which nothing may be here, by event: who was removed, or left a seat, keeps none."""
        circle = self._circle
        if circle.was_removed(self._device) or (circle.left and not circle.hosting):
            return frozenset(self._sealed())
        return self._journal.fold.collected() | self._journal.fold.stray_files()

    def _live_keys(self) -> set[str]:
        doomed = self._doomed()
        return {manifest.key for document, manifest in self._sealed().items() if document not in doomed}

    def _missing(self) -> list[str]:
        if self._circle.was_removed(self._device):
            return []
        return sorted(name for name in self._live_keys() if not self.holds(name))

    def _take(self, message: Key) -> None:
        try:
            key = from_base64url_32(message.secret)
        except BadKey:
            return
        if message.key in self._missing():
            self._given.setdefault(message.key, key)
            self._go_on()

    def _go_on(self) -> None:
        if self._work is None or self._work.done():
            doomed = self._doomed() & self._sealed().keys()
            self._destroyed &= doomed  # a word that was void can count again
            if self._given or doomed - self._destroyed or self._unreceipted():
                self._work = asyncio.create_task(self._do(frozenset(doomed)))

    async def _do(self, doomed: frozenset[str]) -> None:
        try:
            given, self._given = self._given, {}
            for name, key in given.items():
                await asyncio.to_thread(self._keep, name, key)
            await self._destroy(doomed)
        except KurumazaError as error:  # the disk; it is tried again soon
            logger.warning("confidential documents: %s", error.message)
        else:
            self._circle.changed()

    def _keep(self, name: str, key: bytes) -> None:
        try:
            self._blobs.sealed.keys.keep(name, key)
        except KurumazaError as error:
            if error.code != "seal_broken":
                raise
            logger.info("a peer gave another key than the one that was asked for")

    async def _destroy(self, doomed: frozenset[str]) -> None:
        sealed = dict(self._sealed())
        kept = {(each.sha256, each.key) for document, each in sealed.items() if document not in doomed}
        lost = [sealed[document] for document in doomed - self._destroyed]
        files = {each for each in lost if (each.sha256, each.key) not in kept}
        stray = {sealed[event] for event in self._journal.fold.stray_files() if event in sealed}
        had_any = False
        shared = {each.sha256 for name, each in self._journal.manifests.items() if name not in doomed}
        for manifest in files:
            was_here = await asyncio.to_thread(self._blobs.sealed.erase, manifest)
            had_any |= was_here and manifest not in stray
            if manifest.sha256 not in shared:
                self._circle.downloads.forget(manifest.sha256)
        for name in sorted({each.key for each in lost} - self._live_keys()):
            await asyncio.to_thread(self._blobs.sealed.keys.destroy, name)
        self._destroyed |= doomed
        if had_any:
            text = "The confidential documents were called in; they were destroyed on this PC."
            self._circle.notice(Notice(Severity.INFO, "documents_destroyed", text))
        for collection, documents in self._unreceipted().items():
            if set(documents) <= self._destroyed:
                body = {"documents": list(documents[:MAX_COLLECTED])}
                self._circle.wrote(self._journal.write(COLLECTED, collection, body))

    def _unreceipted(self) -> dict[str, tuple[str, ...]]:
        """Collections of which this member has not said that they are done, with the files that are meant."""
        fold, own = self._journal.fold, self._device
        meeting = fold.meeting()
        if meeting is None or not fold.is_member(own):
            return {}
        collected = tuple(sorted(fold.collected() & self._sealed().keys()))
        return {
            each.collection: tuple(
                event for event in collected if not each.document or event in fold.files(each.document)
            )
            for each in meeting.collections
            if each.receipt(own) is None
        }


def outstanding(meeting: Meeting, collection: Collection) -> tuple[str, ...]:
    """The devices on the roster that have not said yet that they destroyed what was called in."""
    said = {receipt.device for receipt in collection.receipts}
    return tuple(member.device for member in meeting.members if member.device not in said)
