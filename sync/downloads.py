"""Brings the documents of a meeting here, from all devices that hold something of them."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from sync.blobs import BlobStore, DamagedChunkError, Manifest
from sync.chunk_schedule import Ask, ChunkSchedule, File, bits_of
from sync.chunk_source import ChunkMissingError, ChunkSource, PeerBusyError
from sync.content_keys import KeyMissing
from sync.errors import KurumazaError, StorageError
from sync.meeting import Document
from sync.status import DAMAGED, DocumentStatus, Notice, Severity
from sync.wire import BlobHave, Holds

STRIKES: Final = 5
"""Damaged chunks of one file after which the person is told."""
STORAGE_RETRY_S: Final = 5.0
FRESH_BYTES: Final = 8 * 1024 * 1024

logger = logging.getLogger(__name__)


class Downloads:
    """What is here of each document and what is still to come. Belongs to one loop."""

    def __init__(
        self,
        store: BlobStore,
        changed: Callable[[], None],
        notice: Callable[[Notice], None],
        chance: random.Random | None = None,
    ) -> None:
        self._store = store
        self._changed = changed
        self._notice = notice
        self._schedule = ChunkSchedule(chance or random.Random())  # noqa: S311 - spreads the load
        self._documents: tuple[tuple[Document, Manifest], ...] = ()
        self._manifests: dict[str, Manifest] = {}
        self._bits: dict[str, int] = {}
        self._paths: dict[str, str] = {}
        self._problems: dict[str, tuple[str, str]] = {}  # file -> code, sentence
        self._strikes: dict[str, int] = {}
        self._fresh: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._sources: dict[str, ChunkSource] = {}
        self._works: dict[int, asyncio.Task[None]] = {}
        self._finishing: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._lively: asyncio.TimerHandle | None = None
        self._paused_until = float("-inf")
        self._running = False
        self._lock = asyncio.Lock()

    def start(self) -> None:
        """Begin to work."""
        self._running = True
        self._pump()

    async def stop(self) -> None:
        """End; what was received stays."""
        self._running = False
        for timer in (self._timer, self._lively):
            if timer is not None:
                timer.cancel()
        tasks = [*self._works.values(), *self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def add_source(self, device: str, source: ChunkSource, *, is_chair: bool) -> None:
        """Chunks may come from this device."""
        self._sources[device] = source
        self._schedule.add_source(device, is_chair=is_chair)
        self._pump()

    def remove_source(self, device: str) -> None:
        """They may not any more."""
        self._sources.pop(device, None)
        self._schedule.remove_source(device)
        self._pump()

    def heard(self, device: str, holds: Holds) -> None:
        """A device said which chunks of a file it gives."""
        self._schedule.heard(device, holds.sha256, holds.bits, self._now())
        self._pump()

    def prefer(self, sha256: str) -> None:
        """A person waits for this file: it comes first."""
        self._schedule.prefer(sha256)
        self._pump()

    def take_time(self, *, calm: bool) -> None:
        """Whether nobody waits for the documents: then they come one piece after another."""
        if calm != self._schedule.is_calm:
            self._schedule.is_calm = calm
            self._pump()

    def leave_room(self, seconds: float) -> None:
        """Ask for less at a time for so long: people write to each other."""
        if self._lively is not None:
            self._lively.cancel()
        self._lively = asyncio.get_running_loop().call_later(seconds, self._take_room)
        self._schedule.leaves_room = True

    def _take_room(self) -> None:
        self._lively = None
        self._schedule.leaves_room = False
        self._pump()

    async def set_documents(self, documents: Sequence[tuple[Document, Manifest]]) -> None:
        """What the agenda names, in its order."""
        async with self._lock:
            before, self._documents = self._manifests, tuple(documents)
            self._manifests = {manifest.sha256: manifest for _, manifest in documents}
            for manifest in self._manifests.values():
                if manifest.sha256 not in self._bits:
                    await self._look(manifest)
            self._want()
            await self._give_back(each for sha256, each in before.items() if sha256 not in self._manifests)
        self._changed()

    async def _give_back(self, unwanted: Iterable[Manifest]) -> None:
        """Keep nothing half of files that were replaced or withdrawn on their way."""
        for manifest in unwanted:
            if manifest.sha256 not in self._paths and not manifest.key:
                self._bits.pop(manifest.sha256, None)
                try:
                    await asyncio.to_thread(self._store.discard_part, manifest)
                except StorageError as error:  # it only takes room
                    logger.info("what is left of %s stays: %s", manifest.sha256[:8], error.message)

    def forget(self, sha256: str) -> None:
        """What was here of a file is destroyed."""
        self._bits.pop(sha256, None)
        self._paths.pop(sha256, None)
        self._problems.pop(sha256, None)
        for place in [place for place in self._fresh if place[0] == sha256]:
            del self._fresh[place]

    def doubt(self, sha256: str) -> None:
        """Bytes of a complete file were found wrong: nothing of it is shown or offered before it was read."""
        if self._paths.pop(sha256, None) is not None:
            self._bits[sha256] = 0
            self._changed()

    async def let_go(self, sha256: str) -> bool:
        """Know nothing of a file that is about to be removed; False when it is wanted."""
        async with self._lock:
            if sha256 in self._manifests:
                return False
            self.forget(sha256)
            return True

    async def look_again(self) -> None:
        """Something was put into the store by other ways than these."""
        async with self._lock:
            for manifest in self._manifests.values():
                if manifest.sha256 not in self._paths:
                    await self._look(manifest)
            self._want()
        self._changed()

    def statuses(self) -> tuple[DocumentStatus, ...]:
        """How far each document is."""
        return tuple(
            DocumentStatus(
                document.document,
                manifest.sha256,
                manifest.size,
                self._have(manifest),
                manifest.sha256 in self._paths,
                self._paths.get(manifest.sha256, ""),
                self._problem(manifest)[1],
            )
            for document, manifest in self._documents
        )

    def total(self) -> BlobHave:
        """The same in one line, for the chair's PC."""
        statuses = self.statuses()
        return BlobHave(
            sum(status.have for status in statuses),
            sum(status.size for status in statuses),
            all(status.complete for status in statuses),
            next((code for code, _ in map(self._problem, self._manifests.values()) if code), ""),
        )

    def _problem(self, manifest: Manifest) -> tuple[str, str]:
        """What keeps a file from being here: its code, and words or a name that a window has words for."""
        is_damaged = self._store.proven.is_damaged(manifest.sha256)
        known = self._problems.get(manifest.sha256, ("", ""))
        return ("document_damaged", DAMAGED) if is_damaged and not known[0] else known

    def holds(self) -> Mapping[str, Holds]:
        """What others may fetch here, by file."""
        return {
            sha256: Holds(sha256, len(manifest.chunks), self._bits.get(sha256, 0))
            for sha256, manifest in self._manifests.items()
            if manifest.chunks
        }

    def fresh(self, sha256: str, index: int) -> bytes | None:
        """A chunk that came a moment ago: those are what others ask for, and need not be read from disk."""
        return self._fresh.get((sha256, index))

    def _keep_fresh(self, sha256: str, index: int, data: bytes) -> None:
        self._fresh[sha256, index] = data
        while sum(map(len, self._fresh.values())) > FRESH_BYTES:
            self._fresh.popitem(last=False)

    def _have(self, manifest: Manifest) -> int:
        bits = self._bits.get(manifest.sha256, 0)
        full = bits.bit_count() * manifest.chunk_size
        last = len(manifest.chunks) - 1
        short = manifest.chunk_size - manifest.length(last) if last >= 0 and bits >> last & 1 else 0
        return full - short

    async def _look(self, manifest: Manifest) -> None:
        """See what is on disk of a file."""
        sha256 = manifest.sha256
        missing = await asyncio.to_thread(self._store.missing, manifest)
        path = None if missing else await asyncio.to_thread(self._store.whole, manifest)
        whole = (1 << len(manifest.chunks)) - 1
        self._bits[sha256] = whole & ~bits_of(missing)
        if path is not None:
            self._paths[sha256] = str(path)
            self._problems.pop(sha256, None)
        elif not missing:
            self._begin(self._finish_and_report(manifest))

    def _want(self) -> None:
        wanted = [_file(each, self._bits.get(each.sha256, 0)) for each in self._manifests.values()]
        self._schedule.want(wanted)
        self._pump()

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    def _pump(self) -> None:
        """Ask for what may be asked for now, and come back when more may be."""
        now = self._now()
        if not self._running:
            return
        for ask in self._schedule.unwanted():
            self._drop(ask)
        if now >= self._paused_until:
            for ask in self._schedule.next(now):
                task = self._works[ask.number] = asyncio.create_task(self._carry_out(ask))
                task.add_done_callback(partial(self._landed, ask.number))
            again = self._schedule.next_at(now)
        else:
            again = self._paused_until
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if again is not None:
            self._timer = asyncio.get_running_loop().call_at(again, self._pump)

    def _landed(self, number: int, _task: asyncio.Task[None]) -> None:
        self._works.pop(number, None)

    def _drop(self, ask: Ask) -> None:
        self._schedule.given_up(ask)
        if (work := self._works.get(ask.number)) is not None:
            work.cancel()

    def _measure(self, sha256: str, index: int) -> int | None:
        manifest = self._manifests.get(sha256)
        return manifest.length(index) if manifest and index < len(manifest.chunks) else None

    async def _carry_out(self, ask: Ask) -> None:
        """Ask, keep what comes, and say how it went."""
        source, manifest = self._sources.get(ask.source), self._manifests.get(ask.sha256)
        given = ask.sha256
        try:
            if source is None or manifest is None:
                self._schedule.given_up(ask)
            elif ask.index is not None:
                size = manifest.length(ask.index)
                data = await source.fetch(ask.sha256, ask.index, size, urgent=ask.urgent)
                await self._keep(ask, manifest, ask.index, data)
            else:
                given, index, data = await source.spread(ask.sha256, self._measure, urgent=ask.urgent)
                if (manifest := self._manifests.get(given)) is None:  # replaced meanwhile
                    self._schedule.given_up(ask)
                else:
                    await self._keep(ask, manifest, index, data)
        except DamagedChunkError as error:
            self._damaged(ask, given, error)
        except StorageError as error:
            self._schedule.given_up(ask)
            self._paused_until = self._now() + STORAGE_RETRY_S
            self._trouble(given, error.code, error.message)
        except PeerBusyError as error:
            self._hinted(ask, error.holders)
            self._schedule.busy(ask, error.wait_s, self._now())
        except ChunkMissingError as error:
            self._hinted(ask, error.holders)
            self._schedule.lacking(ask)
        except KurumazaError as error:
            logger.info("a chunk of %s: %s", ask.sha256[:8], error.message)
            self._schedule.gone(ask, self._now())
        finally:
            self._schedule.given_up(ask)
        self._pump()

    async def _keep(self, ask: Ask, manifest: Manifest, index: int, data: bytes) -> None:
        sha256 = manifest.sha256
        await asyncio.to_thread(self._store.write_chunk, manifest, index, data)
        if sha256 not in self._bits:
            return  # it was destroyed meanwhile
        if not self._schedule.arrived(ask, index, self._now(), sha256):
            return
        if (twin := self._schedule.twin(ask)) is not None:
            self._drop(twin)
        self._bits[sha256] = self._bits.get(sha256, 0) | 1 << index
        self._keep_fresh(sha256, index, data)
        self._problems.pop(sha256, None)
        self._changed()
        if not self._schedule.lacks(sha256) and sha256 not in self._paths:
            self._begin(self._finish_and_report(manifest))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _finish_and_report(self, manifest: Manifest) -> None:
        if manifest.sha256 in self._finishing:
            return
        self._finishing.add(manifest.sha256)
        try:
            await self._finish(manifest)
        except StorageError as error:
            self._trouble(manifest.sha256, error.code, error.message)
            await asyncio.sleep(STORAGE_RETRY_S)
            self._begin(self._finish_and_report(manifest))
        except KeyMissing:
            logger.info("%s was destroyed before it was complete", manifest.sha256[:8])
        finally:
            self._finishing.discard(manifest.sha256)
        self._changed()
        self._pump()

    async def _finish(self, manifest: Manifest) -> None:
        """Check the whole; what is not right is fetched again."""
        sha256 = manifest.sha256
        try:
            path = await asyncio.to_thread(self._store.finish, manifest)
        except DamagedChunkError as error:
            if sha256 not in self._bits:
                return  # it was destroyed meanwhile
            self._trouble(sha256, "document_unavailable", error.message)
            missing = await asyncio.to_thread(self._store.missing, manifest)
            self._bits[sha256] = ((1 << len(manifest.chunks)) - 1) & ~bits_of(missing)
            if sha256 in self._manifests:
                self._schedule.lost(_file(manifest, self._bits[sha256]))
        else:
            if sha256 in self._bits:
                self._paths[sha256] = str(path)
                self._problems.pop(sha256, None)

    def _hinted(self, ask: Ask, holders: Sequence[str]) -> None:
        """Others were named that hold this chunk: those that can be asked are."""
        if ask.index is not None:
            for device in holders:
                self._schedule.also_holds(device, ask.sha256, ask.index, self._now())

    def _damaged(self, ask: Ask, sha256: str, error: DamagedChunkError) -> None:
        logger.info("a chunk of %s was damaged", sha256[:8])
        if self._schedule.damaged(ask, self._now()):
            logger.warning("the device %s gave damaged chunks and is passed over", ask.source[:8])
        strikes = self._strikes[sha256] = self._strikes.get(sha256, 0) + 1
        if strikes % STRIKES == 0:
            self._trouble(sha256, "document_unavailable", error.message)

    def _trouble(self, sha256: str, code: str, text: str) -> None:
        if self._problems.get(sha256) != (code, text):
            self._problems[sha256] = code, text
            self._notice(Notice(Severity.WARNING, code, text))
            self._changed()


def _file(manifest: Manifest, bits: int) -> File:
    return File(manifest.sha256, len(manifest.chunks), bits)
