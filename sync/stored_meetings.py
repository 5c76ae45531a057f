"""What this device keeps of each meeting, how much room that takes, and how it is removed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from sync.errors import KurumazaError
from sync.events import CREATE
from sync.journal import Journal
from sync.manifest import Manifest
from sync.meeting import Keep, Phase
from sync.profile import Resources, now_ms
from sync.recorded import Recorded, recorded_in
from sync.removals import Removals
from sync.retention import Kept, Retention, may_stay
from sync.session import Session
from sync.status import Removed, StoredMeeting
from sync.withdrawn_files import files_named

HOUR_S: Final = 3600.0
_LEFT: Final = "left"
_REDUCED: Final = "reduced"
_OF_DOCUMENTS: Final = ("meeting.", "chair.", "roster.", "cut", "log.fork", "agenda.", "document.")

logger = logging.getLogger(__name__)


class StoredMeetings:
    """Belongs to the node's loop; the disk is read and written in threads."""

    def __init__(
        self,
        has: Resources,
        sessions: Mapping[str, Session],
        rule: Retention,
        is_shown: Callable[[str], bool],
        drop: Callable[[Session], Awaitable[None]],
    ) -> None:
        self._has = has
        self._sessions = sessions
        self._rule = rule
        self._is_shown = is_shown
        self._drop = drop
        self._lock = asyncio.Lock()  # one removes at a time
        self._removals = Removals(has.log)
        self._applied = asyncio.Event()

    async def all(self) -> tuple[StoredMeeting, ...]:
        """Every meeting of which something is here, the newest first."""
        async with self._lock:
            found = [await self._look(meeting) for meeting in self._has.log.meetings()]
        return tuple(sorted(found, key=lambda each: (-each.began_ms, each.meeting)))

    async def recorded(self, meeting: str) -> Recorded:
        """What the record of one of them is written from. KurumazaError when nothing of it is here."""
        journal = await self._journal(meeting)
        return await recorded_in(journal, self._has.key.device, now_ms())

    async def remove(self, meeting: str) -> None:
        """Remove all that is here of a meeting. KurumazaError while this device takes part in it."""
        async with self._lock:
            if meeting not in self._has.log.meetings():
                raise KurumazaError("not_found", "Nothing of such a meeting is on this device.")
            if self._is_running(meeting):
                raise KurumazaError("meeting_running", "This meeting is open on this device.")
            await self._reduce(meeting, Kept(documents=False, record=False))

    async def apply(self) -> None:
        """Remove what no rule lets stay; a meeting that goes on, or is shown, is left as it is."""
        for meeting in self._has.log.meetings():
            async with self._lock:
                if self._is_running(meeting) or not self._has_rule(meeting):
                    continue
                try:
                    await self._apply_to(meeting)
                except KurumazaError as error:  # the disk; it is tried again in an hour
                    logger.warning("what may not be kept could not be removed: %s", error.message)

    async def _apply_to(self, meeting: str) -> None:
        state = (await self._journal(meeting)).fold.meeting()
        stays = may_stay(state, self._rule, now_ms()) if state is not None else Kept()
        if stays != Kept() and self._has.log.state(meeting, _REDUCED) != repr(stays):
            await self._reduce(meeting, stays)

    def _is_running(self, meeting: str) -> bool:
        session = self._sessions.get(meeting)
        return session is not None and (self._is_shown(meeting) or not session.is_over())

    async def removed(self) -> Removed:
        """What was removed and is to be forgotten elsewhere, once the rules were applied since the start."""
        await self._applied.wait()
        return await asyncio.to_thread(self._removals.left)

    async def forgotten(self, removed: Removed) -> None:
        """All of this is forgotten elsewhere too."""
        await asyncio.to_thread(self._removals.forgotten, removed)

    async def apply_again_and_again(self) -> None:
        """From the start on, every hour."""
        while True:
            await self.apply()
            self._applied.set()
            await asyncio.sleep(HOUR_S)

    def _has_rule(self, meeting: str) -> bool:
        """Whether any rule may ever remove something: looked up without reading the whole meeting."""
        first = self._has.log.event(meeting)
        policy = (first.body or {})["policy"] if first is not None and first.kind == CREATE else {}
        return policy.get("keep", Keep.ALL) != Keep.ALL or self._rule.may_remove()

    async def _journal(self, meeting: str) -> Journal:
        session = self._sessions.get(meeting)
        if session is not None:
            return session.journal
        journal, _clock = await asyncio.to_thread(self._has.kept, meeting)
        return journal

    async def _look(self, meeting: str) -> StoredMeeting:
        journal = await self._journal(meeting)
        state = journal.fold.meeting()
        manifests = list(journal.manifests.values())
        documents, record, began = await asyncio.to_thread(self._sizes, meeting, manifests)
        return StoredMeeting(
            meeting,
            state.title if state is not None else "",
            began,
            documents,
            record,
            is_running=self._is_running(meeting),
            is_confidential=bool(journal.sealed),
            may_open=self._may_open(meeting),
            may_record=state is not None
            and state.may_record(self._has.key.device)
            and not self._has.log.is_thinned(meeting),
            may_name=state is not None and state.may_name(self._has.key.device),
            is_closed=state is not None and state.phase is Phase.CLOSED,
        )

    def _may_open(self, meeting: str) -> bool:
        session = self._sessions.get(meeting)
        return session is not None and (not session.is_over() or session.confidential.is_pending())

    def _sizes(self, meeting: str, manifests: list[Manifest]) -> tuple[int, int, int]:
        """Bytes of documents, bytes of the record, and when it began."""
        files = {(each.sha256, each.key): each for each in manifests}
        documents = sum(self._has.blobs.bytes_of(each) for each in files.values())
        return (documents, *self._has.log.extent(meeting))

    async def _reduce(self, meeting: str, stays: Kept) -> None:
        """Remove what may not stay; documents that another meeting has as well stay for that one."""
        journal = await self._journal(meeting)
        session = self._sessions.get(meeting)
        if session is not None:
            await self._drop(session)
        others = [each for each in self._has.log.meetings() if each != meeting]
        await asyncio.to_thread(self._remove, meeting, dict(journal.manifests), stays, others)

    def _remove(self, meeting: str, manifests: dict[str, Manifest], stays: Kept, others: list[str]) -> None:
        log, blobs = self._has.log, self._has.blobs
        if not stays.documents:
            wanted = {digest for other in others for digest in files_named(log, other)}
            self._removals.note_files({each.sha256 for each in manifests.values()} - wanted)
            for manifest in manifests.values():
                if manifest.key:
                    blobs.sealed.erase(manifest)
                elif manifest.sha256 not in wanted:
                    blobs.remove(manifest.sha256)
            for name in {each.key for each in manifests.values() if each.key}:
                blobs.sealed.keys.destroy(name)
        if not stays.record:
            self._removals.note_record(meeting)
            if stays.documents:
                log.keep_kinds(meeting, _OF_DOCUMENTS)
            else:
                log.remove(meeting)
                return
        log.set_state(meeting, _REDUCED, repr(stays))
        log.set_state(meeting, _LEFT, "1")  # it is not entered any more
