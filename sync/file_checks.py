"""Reads the complete files of a meeting once after the start, slowly, so that a flipped bit is found early.

What is damaged is taken back among the files that are on their way: its right chunks stay, the others come
again from whoever has them. Hashing goes on in threads, one chunk at a time, with pauses between them.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from sync.blobs import BlobStore, Manifest
from sync.content_keys import KeyMissing
from sync.conversation import end
from sync.downloads import Downloads
from sync.errors import KurumazaError

BEGIN_S: Final = 3.0
"""Whoever starts the program wants to read and write first."""
PAUSE_S: Final = 0.02
AGAIN_S: Final = 2.0
SHOWN_S: Final = 0.3
"""So long windows have to hear of it and to close it, before its bytes change."""

logger = logging.getLogger(__name__)


class FileChecks:
    """The checks of one meeting. Belongs to the node's loop."""

    def __init__(self, store: BlobStore, downloads: Downloads) -> None:
        self._store = store
        self._downloads = downloads
        self._waiting: OrderedDict[tuple[str, str], Manifest] = OrderedDict()
        self._known: set[tuple[str, str]] = set()
        self._doubted: set[tuple[str, str]] = set()
        self._work: asyncio.Task[None] | None = None
        self._repairs: set[asyncio.Task[None]] = set()

    def follow(self, manifests: Iterable[Manifest]) -> None:
        """The meeting names these files: each is read once since the program started."""
        for manifest in manifests:
            name = _name(manifest)
            if name not in self._known:
                self._known.add(name)
                self._waiting[name] = manifest
        self._go_on()

    def prefer(self, sha256: str) -> None:
        """A person looks at this file: it comes first."""
        for name in [name for name in self._waiting if name[0] == sha256]:
            self._waiting.move_to_end(name, last=False)

    def doubt(self, manifest: Manifest) -> None:
        """Bytes of this file were just found wrong."""
        if _name(manifest) in self._doubted:
            return
        self._doubted.add(_name(manifest))
        task = asyncio.create_task(self._repair(manifest))
        self._repairs.add(task)
        task.add_done_callback(self._repairs.discard)

    async def stop(self) -> None:
        """End; what was not read is read after the next start."""
        for task in (self._work, *self._repairs):
            await end(task)

    def _go_on(self) -> None:
        if self._waiting and (self._work is None or self._work.done()):
            self._work = asyncio.create_task(self._check_all())

    async def _check_all(self) -> None:
        await asyncio.sleep(BEGIN_S)
        while self._waiting:
            _name_of_it, manifest = self._waiting.popitem(last=False)
            try:
                if not await self._is_right(manifest):
                    self.doubt(manifest)
            except KurumazaError as error:  # it was taken away meanwhile, or its key
                logger.info("%s was not read to its end: %s", manifest.sha256[:8], error.message)

    async def _is_right(self, manifest: Manifest) -> bool:
        """Read a file that is complete; one on its way is proven when it has come."""
        whole = await asyncio.to_thread(self._store.whole, manifest)
        if whole is None or await asyncio.to_thread(self._store.is_proven, manifest):
            return True
        for index in range(len(manifest.chunks)):
            began = time.monotonic()
            if not await asyncio.to_thread(self._store.is_right, manifest, index):
                return False
            await asyncio.sleep(max(PAUSE_S, time.monotonic() - began))
        await asyncio.to_thread(self._store.note_right, manifest)
        return True

    async def _repair(self, manifest: Manifest) -> None:
        """Show nothing of it any more, then fetch what is wrong of it again."""
        logger.warning("%s is damaged on this disk; it is fetched again", manifest.sha256[:8])
        try:
            self._store.proven.mark_damaged(manifest.sha256, damaged=True)
            self._downloads.doubt(manifest.sha256)
            await asyncio.sleep(SHOWN_S)
            await self._set_back(manifest)
            await self._downloads.look_again()
        finally:
            self._doubted.discard(_name(manifest))

    async def _set_back(self, manifest: Manifest) -> None:
        while True:
            try:
                await asyncio.to_thread(self._store.set_back, manifest)
            except KeyMissing:  # it was called in meanwhile
                return
            except KurumazaError as error:  # on Windows while somebody has it open, or the disk refuses
                logger.info("%s cannot be put away yet: %s", manifest.sha256[:8], error.message)
            else:
                return
            await asyncio.sleep(AGAIN_S)


def _name(manifest: Manifest) -> tuple[str, str]:
    return manifest.sha256, manifest.key
