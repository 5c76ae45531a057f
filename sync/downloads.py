"""Brings the documents of a meeting here: agenda order, two chunks in flight, resumed after any break."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from sync.blobs import BlobStore, DamagedChunkError, Manifest
from sync.errors import KurumazaError, StorageError
from sync.link import Fetch
from sync.meeting import Document
from sync.status import DocumentStatus, Notice, Severity
from sync.wire import BlobHave

IN_FLIGHT: Final = 2
STRIKES: Final = 5
RETRY_S: Final = 0.3
STORAGE_RETRY_S: Final = 5.0
BENCH_S: Final = 30.0

logger = logging.getLogger(__name__)


class Downloads:
    """What is here of each document and what is still to come. Belongs to one loop."""

    def __init__(
        self, store: BlobStore, changed: Callable[[], None], notice: Callable[[Notice], None]
    ) -> None:
        self._store = store
        self._changed = changed
        self._notice = notice
        self._documents: tuple[tuple[Document, Manifest], ...] = ()
        self._have: dict[str, int] = {}
        self._paths: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self._strikes: dict[str, int] = {}
        self._queue: deque[tuple[Manifest, int]] = deque()
        self._left: dict[str, set[int]] = {}
        self._ready = asyncio.Event()
        self._fetches: tuple[Fetch, ...] = ()
        self._passed: dict[tuple[str, int], int] = {}
        self._workers: list[asyncio.Task[None]] = []
        self._lock = asyncio.Lock()

    def start(self) -> None:
        """Begin to work."""
        self._workers = [asyncio.create_task(self._work()) for _ in range(IN_FLIGHT)]

    async def stop(self) -> None:
        """End; what was received stays."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def use(self, *fetches: Fetch) -> None:
        """Take chunks from these from now on, from the first that has them; none: nobody is connected."""
        self._fetches = fetches
        self._passed.clear()
        self._update_ready()

    async def set_documents(self, documents: Sequence[tuple[Document, Manifest]]) -> None:
        """What the agenda names, in its order."""
        async with self._lock:
            self._documents = tuple(documents)
            for _, manifest in documents:
                if manifest.sha256 not in self._have:
                    await self._look(manifest)
            wanted = {manifest.sha256 for _, manifest in documents}
            order = {manifest.sha256: place for place, (_, manifest) in enumerate(documents)}
            kept = [entry for entry in self._queue if entry[0].sha256 in wanted]
            self._queue = deque(sorted(kept, key=lambda entry: (order[entry[0].sha256], entry[1])))
        self._update_ready()
        self._changed()

    async def look_again(self) -> None:
        """Something was put into the store by other ways than these."""
        async with self._lock:
            for _, manifest in self._documents:
                if manifest.sha256 not in self._paths:
                    kept = (entry for entry in self._queue if entry[0].sha256 != manifest.sha256)
                    self._queue = deque(kept)
                    await self._look(manifest)
        self._update_ready()
        self._changed()

    def statuses(self) -> tuple[DocumentStatus, ...]:
        """How far each document is."""
        return tuple(
            DocumentStatus(
                document.document,
                manifest.sha256,
                manifest.size,
                self._have.get(manifest.sha256, 0),
                manifest.sha256 in self._paths,
                self._paths.get(manifest.sha256, ""),
                self._problems.get(manifest.sha256, ""),
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
        )

    async def _look(self, manifest: Manifest) -> None:
        """See what is on disk of a file and queue the rest."""
        sha256 = manifest.sha256
        have, complete = await asyncio.to_thread(self._store.held, manifest)
        self._have[sha256] = have
        if complete:
            self._paths[sha256] = str(self._store.path(sha256))
            return
        missing = await asyncio.to_thread(self._store.missing, manifest)
        self._left[sha256] = set(missing)
        self._queue.extend((manifest, index) for index in missing)
        if not missing:
            await self._finish(manifest)

    async def _work(self) -> None:
        while True:
            await self._ready.wait()
            if not self._queue or not self._fetches:
                self._update_ready()
                continue
            manifest, index = self._queue.popleft()
            self._update_ready()
            try:
                await self._bring(manifest, index, self._source(manifest.sha256, index))
            except DamagedChunkError as error:
                await self._strike(manifest, index, error)
            except StorageError as error:
                self._trouble(manifest, error.code, error.message)
                await self._again(manifest, index, STORAGE_RETRY_S)
            except KurumazaError as error:
                logger.info("chunk %d of %s: %s", index, manifest.sha256[:8], error.message)
                passed = self._pass_over(manifest.sha256, index)
                await self._again(manifest, index, 0.0 if passed % max(len(self._fetches), 1) else RETRY_S)

    def _source(self, sha256: str, index: int) -> Fetch:
        """Whom to ask for a chunk: the next one, where the others did not have it."""
        return self._fetches[self._passed.get((sha256, index), 0) % len(self._fetches)]

    def _pass_over(self, sha256: str, index: int) -> int:
        passed = self._passed[sha256, index] = self._passed.get((sha256, index), 0) + 1
        return passed

    async def _bring(self, manifest: Manifest, index: int, fetch: Fetch) -> None:
        sha256 = manifest.sha256
        data = await fetch(sha256, index, manifest.length(index))
        await asyncio.to_thread(self._store.write_chunk, manifest, index, data)
        self._passed.pop((sha256, index), None)
        left = self._left[sha256]
        if index in left:
            left.discard(index)
            self._have[sha256] += len(data)
        if self._problems.pop(sha256, "") or left:
            self._changed()
        if not left and sha256 not in self._paths:
            await self._finish(manifest)

    async def _finish(self, manifest: Manifest) -> None:
        try:
            path = await asyncio.to_thread(self._store.finish, manifest)
        except DamagedChunkError as error:
            self._trouble(manifest, "document_unavailable", error.message)
            await self._look(manifest)
        else:
            self._paths[manifest.sha256] = str(path)
            self._have[manifest.sha256] = manifest.size
            self._changed()

    async def _strike(self, manifest: Manifest, index: int, error: DamagedChunkError) -> None:
        self._pass_over(manifest.sha256, index)
        strikes = self._strikes[manifest.sha256] = self._strikes.get(manifest.sha256, 0) + 1
        logger.info("chunk %d of %s was damaged", index, manifest.sha256[:8])
        if strikes % STRIKES == 0:
            self._trouble(manifest, "document_unavailable", error.message)
        await self._again(manifest, index, BENCH_S if strikes >= STRIKES else RETRY_S)

    async def _again(self, manifest: Manifest, index: int, wait_s: float) -> None:
        self._queue.appendleft((manifest, index))
        await asyncio.sleep(wait_s)
        self._update_ready()

    def _trouble(self, manifest: Manifest, code: str, text: str) -> None:
        if self._problems.get(manifest.sha256) != text:
            self._problems[manifest.sha256] = text
            self._notice(Notice(Severity.WARNING, code, text))
            self._changed()

    def _update_ready(self) -> None:
        if self._queue and self._fetches:
            self._ready.set()
        else:
            self._ready.clear()
