"""One device of the simulated room: real parts of sync over a disk and a network that are made up."""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.allowance import Allowance
from sync.blobs import Manifest
from sync.clock import HybridClock
from sync.conversation import Conversation, end
from sync.errors import KurumazaError, StorageError
from sync.events import Event
from sync.exchange import Intake
from sync.journal import Journal
from sync.keys import DeviceKey
from sync.link import Link
from sync.meeting import Meeting
from sync.saver import Saver
from tests.simulator.memory_log import MemoryLog
from tests.simulator.network import WireEnd

START_MS = 1_790_000_000_000
NEIGHBOURS = 4


class NoDocuments:
    """Nothing of documents matters here."""

    def granted(self, source: Conversation, grant: Any) -> None:
        """Nothing is fetched."""

    def heard(self, source: Conversation, holds: Any) -> None:
        """Nothing is fetched."""


class SimNode:
    """A device that is on or off; its disk and its clock outlive a restart."""

    manifests: dict[str, Manifest]

    def __init__(self, number: int, chance: random.Random) -> None:
        self.number = number
        self.honest = True
        self.has_two_faces = False  # it told some another thing than others, in the same place of its log
        self.clock_ms = 0
        self.up = False
        self.conversations: list[Conversation] = []
        self._chance = chance
        self._talks: set[asyncio.Task[None]] = set()
        self._saving: asyncio.Task[None] | None = None
        self.new_disk()

    def new_disk(self) -> None:
        """Begin with nothing: neither key nor events."""
        self.key = DeviceKey(Ed25519PrivateKey.from_private_bytes(self._chance.randbytes(32)))
        self.log = MemoryLog()

    def __repr__(self) -> str:
        return f"node {self.number}"

    @property
    def device(self) -> str:
        return self.key.device

    @property
    def hosting(self) -> bool:
        """Whether this device believes that it is the chair's."""
        return self.chair == self.device

    @property
    def chair(self) -> str:
        """The chair's device as this node sees it."""
        meeting = self.meeting()
        return meeting.chair if meeting else ""

    def meeting(self) -> Meeting | None:
        return self.journal.fold.meeting()

    def start(self, meeting: str) -> None:
        """Start the program: a new log over what is on the disk."""
        loop = asyncio.get_running_loop()
        clock = HybridClock(
            lambda: START_MS + int(loop.time() * 1_000) + self.clock_ms, self.log.newest_time(self.device)
        )
        self.journal = Journal(self.log, self.key, clock, meeting)
        self.journal._log_id = self._chance.randbytes(8).hex()
        self.intake = Intake()
        self.allowance = Allowance(loop.time)
        self._saver = Saver(self.journal, lambda: self.hosting, self._saved, self.storage_failed)
        self._saving = asyncio.create_task(self._saver.run())
        self.up = True

    def meeting_ms(self) -> int:
        return START_MS + int(asyncio.get_running_loop().time() * 1_000) + self.clock_ms

    def heard_time(self, source: Conversation, told_ms: int, way_ms: float) -> None:
        """The clocks of this world stay wrong: that is what its meetings have to stand."""

    async def stop(self, *, crash: bool) -> None:
        """End the program, in order or with what was not saved lost."""
        self.up = False
        if crash:
            self.log.crash()
        for conversation in list(self.conversations):
            await conversation.link.close()
        for talk in list(self._talks):
            await end(talk)
        await end(self._saving)
        if not crash:
            self._saver.finish()
        self.log.crash()

    def talk(self, wire: WireEnd, device: str, direction: str) -> None:
        """Begin a conversation over a wire."""
        loop = asyncio.get_running_loop()
        link = Link(wire, device, self.journal.meeting_id, f"node:{wire.other.node}", direction)
        conversation = Conversation(link, self, lambda: int(loop.time() * 1e9))
        self.conversations.append(conversation)
        talk = asyncio.create_task(self._run(conversation))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _run(self, conversation: Conversation) -> None:
        try:
            await conversation.run()
        finally:
            self.conversations.remove(conversation)

    def calls(self) -> list[str]:
        """The devices it wants to be connected with: chair, deputies, four neighbours."""
        meeting = self.meeting()
        if meeting is None:
            return []
        members = [member.device for member in meeting.members if member.device != self.device]
        leading = [
            member.device
            for member in meeting.members
            if member.seat in meeting.policy.deputies and member.device != self.device
        ]
        ranked = sorted(members, key=lambda other: _weight(self.device, other))
        wanted = [meeting.chair, *leading, *ranked[:NEIGHBOURS]]
        return [device for device in dict.fromkeys(wanted) if device != self.device]

    def write(self, kind: str, target: str = "", body: Mapping[str, Any] | None = None) -> Event | None:
        """Write an event as the commands do; None when the disk refuses."""
        try:
            event = self.journal.write(kind, target, body)
        except KurumazaError:
            return None
        self._spread((event,), None)
        return event

    def have(self) -> dict[str, int]:
        """Per log, how far it is held; a log that counts nowhere is held by nobody."""
        return {log: sequence for log, sequence in self.journal.have().items() if sequence}

    def wrote(self, event: Event) -> None:
        """The journal wrote a proof."""
        self._spread((event,), None)

    def arrived(self, events: tuple[Event, ...], source: Conversation) -> None:
        self._spread(events, source)

    def _spread(self, events: tuple[Event, ...], source: Conversation | None) -> None:
        for log in {event.log: None for event in events}:
            for conversation in self.conversations:
                if conversation is not source:
                    conversation.grown(log)

    def save_soon(self) -> None:
        self._saver.poke()

    def _saved(self) -> None:
        for conversation in self.conversations:
            conversation.saved()

    def acknowledged(self, source: Conversation) -> None:
        """Nothing is shown here."""

    def blobs_held(self, source: Conversation, held: Any) -> None:
        """There are no documents here."""

    def heard_peers(self, source: Conversation, addresses: Any) -> None:
        """The world knows where everybody is."""

    @property
    def sources(self) -> NoDocuments:
        """There are no documents here."""
        return NoDocuments()

    def seats_connected(self) -> int:
        return 1 + len(self.conversations)

    def storage_failed(self, error: StorageError) -> None:
        """It is tried again."""


def _weight(one: str, other: str) -> bytes:
    return hashlib.sha256("\x00".join(sorted((one, other))).encode()).digest()
