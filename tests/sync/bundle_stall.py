"""Bundles for tests: a small meeting, packed without a node, and a profile that takes it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sync.blobs import BlobStore
from sync.bundle import BundleHead, BundleIndex, BundleWriter
from sync.bundle_merging import Merged, merge_bundle, unpacked
from sync.clock import HybridClock
from sync.events import Event, encode
from sync.journal import Journal
from sync.keys import DeviceKey
from sync.log import EventLog
from tests.fakes import run
from tests.sync.strategies import ANNE, BEN, CHAIR, START_MS, Writer, paper, room

CHUNK = 1_048_576
CONTENT = b"%PDF-1.4 " + bytes(place % 251 for place in range(CHUNK + 900))


def document(content: bytes = CONTENT, title: str = "資料") -> dict[str, Any]:
    """What the chair signs about a file."""
    pieces = [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)]
    return paper(title) | {
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "chunks": [hashlib.sha256(piece).hexdigest() for piece in pieces],
    }


def opened() -> tuple[list[Event], dict[DeviceKey, Writer]]:
    """A meeting with an agenda; positions up to 7 are used."""
    events, writers = room()
    items = [{"item": "a", "title": "議題", "names": "open"}]
    return [*events, writers[CHAIR].say("agenda.set", {"items": items}, position=7)], writers


def story() -> tuple[list[Event], Event]:
    """A meeting with a document and two comments, and the event of the document."""
    events, writers = opened()
    added = writers[CHAIR].say("document.add", document(), position=8)
    return [*events, added, writers[ANNE].post("賛成"), writers[BEN].post("質問")], added


def have_of(events: Iterable[Event]) -> dict[str, int]:
    have: dict[str, int] = {}
    for event in events:
        have[event.log] = max(event.sequence, have.get(event.log, 0))
    return have


def written(
    events: list[Event],
    documents: tuple[Event, ...] = (),
    chunks: tuple[bytes, ...] = (),
    key: DeviceKey = CHAIR,
    /,
    **head: Any,
) -> bytes:
    """The bytes of a bundle; what `head` and `have` say may be false."""
    have = head.pop("have", have_of(events))
    told = {
        "meeting": events[0].meeting if events else "A" * 43,
        "packer": key.device,
        "made_ms": START_MS,
        "events": len(events),
        "chunks": len(chunks),
        "chunk_bytes": sum(map(len, chunks)),
    } | head
    out = io.BytesIO()
    index = BundleIndex(have, frozenset(), tuple(event.event_id for event in documents))
    writer = BundleWriter(out, key, BundleHead(**told), index)
    for event in events:
        writer.event(encode(event))
    for chunk in chunks:
        writer.chunk(chunk)
    writer.close()
    return out.getvalue()


def whole() -> bytes:
    """A right one, with its document."""
    events, added = story()
    return written(events, (added,), (CONTENT[:CHUNK], CONTENT[CHUNK:]))


class Stall:
    """A profile without a node, that merges bundles."""

    def __init__(self, folder: Path, key: DeviceKey = BEN) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.key = key
        self.log = EventLog(folder / "events.db")
        self.blobs = BlobStore(folder / "documents")

    def journal(self, meeting: str) -> Journal:
        return Journal(self.log, self.key, HybridClock(lambda: START_MS), meeting)

    def merge(self, bundle: bytes | Path) -> Merged:
        path = bundle if isinstance(bundle, Path) else self.folder / "stick.kurumaza"
        if isinstance(bundle, bytes):
            path.write_bytes(bundle)

        async def play() -> Merged:
            async with unpacked(path) as contents:
                journal = self.journal(contents.head.meeting)
                return await merge_bundle(contents, journal, self.blobs)

        return run(play())

    def state(self) -> tuple[object, ...]:
        """Everything that a merge could change."""
        held = [(meeting, self.log.have(meeting)) for meeting in self.log.meetings()]
        return held, sorted(path.name for path in (self.folder / "documents").iterdir())

    def digest(self, meeting: str) -> str:
        return self.journal(meeting).fold.digest()

    def close(self) -> None:
        self.log.close()
