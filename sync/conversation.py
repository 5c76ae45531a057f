"""Talks with one admitted peer: brings the logs level, and ends when the peer breaks the rules."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from sync.allowance import Allowance
from sync.discussion import Pointing
from sync.errors import BadEvent, StorageError
from sync.events import Event, decode
from sync.exchange import Exchange, Intake, state_of
from sync.journal import Journal
from sync.link import Link
from sync.pacer import Pacer
from sync.throttle import Throttle
from sync.wire import (
    MAX_PEER_ADDRESSES,
    MAX_PEERS,
    TAKES_POINT,
    BlobHave,
    Bye,
    Echo,
    Events,
    Grant,
    Have,
    Holds,
    Key,
    Message,
    Peers,
    Point,
    State,
    Want,
    WireError,
)

BATCH_S: Final = 0.02
RECEIPT_S: Final = 1.0
STATE_S: Final = 10.0
DECODE_SLICE: Final = 16
MAX_HINTS: Final = 20_000
"""Addresses that one peer may name, and that it is told, in one connection."""

logger = logging.getLogger(__name__)


class Givers(Protocol):
    """What a conversation tells of chunks of documents that can be fetched."""

    def granted(self, source: Conversation, grant: Grant) -> None:
        """The peer, which called us, said how to fetch chunks from it."""

    def heard(self, source: Conversation, holds: Holds) -> None:
        """The peer said which chunks of a file it gives."""


class Keys(Protocol):
    """What a conversation tells of the keys of confidential documents."""

    def heard_key(self, source: Conversation, message: Key) -> None:
        """The peer asks for a key, or gives one."""


class Pointed(Protocol):
    """What a conversation tells of where the presenter is."""

    def heard(self, source: Conversation, pointing: Pointing) -> None:
        """The peer says so. WireError when it has said too often what is not its to say."""


class Circle(Protocol):
    """What a conversation tells the meeting it belongs to."""

    journal: Journal
    intake: Intake
    allowance: Allowance

    @property
    def sources(self) -> Givers:
        """Where chunks of documents come from."""

    @property
    def confidential(self) -> Keys:
        """Where keys are asked for and given."""

    @property
    def pointings(self) -> Pointed:
        """Where the presenter is at this moment."""

    @property
    def hosting(self) -> bool:
        """Whether this device is the chair's PC, whose receipts others wait for."""

    def arrived(self, events: tuple[Event, ...], source: Conversation) -> None:
        """The meeting follows these events now."""

    def wrote(self, event: Event) -> None:
        """This device wrote an event; it is on disk."""

    def save_soon(self) -> None:
        """Put on disk what arrived, then call `saved`."""

    def meeting_ms(self) -> int:
        """The time on the clock of the meeting, as far as this device knows."""

    def heard_time(self, source: Conversation, told_ms: int, way_ms: float) -> None:
        """The peer said what time it is, `way_ms` after it was asked."""

    def acknowledged(self, source: Conversation) -> None:
        """The peer said what it holds."""

    def blobs_held(self, source: Conversation, held: BlobHave) -> None:
        """The peer said how many documents it holds."""

    def heard_peers(self, source: Conversation, addresses: Mapping[str, tuple[str, ...]]) -> None:
        """The peer said where devices may be."""

    def seats_connected(self) -> int:
        """How many seats are connected, this one included, as far as this device knows."""

    def storage_failed(self, error: StorageError) -> None:
        """What a peer sent could not be stored."""


class Conversation:
    """One link while it lives. `seats` is what the peer said about how many are connected.

    `held` is how much of the documents the peer said it holds, `told` what was said to it of those here.
    `strays` counts what it said of a presenter and was not to say.
    """

    def __init__(
        self, link: Link, circle: Circle, monotonic_ns: Callable[[], int] = time.perf_counter_ns
    ) -> None:
        self.link = link
        self.exchange = Exchange(circle.journal)
        self.held: BlobHave | None = None
        self.told: BlobHave | None = None
        self.seats = 0
        self.strays = 0
        self._circle = circle
        self._monotonic_ns = monotonic_ns
        self._wake = asyncio.Event()
        self._heard = asyncio.Event()
        self._pacer = Pacer(link.device, circle.allowance, self._accept_late)
        self._outbox: dict[object, Message] = {}
        self._pointing: Pointing | None = None
        self._pointed = asyncio.Event()
        self._is_sending = False
        self._hints: dict[tuple[str, str], None] = {}
        self._hinted: set[tuple[str, str]] = set()
        self._heard_hints = 0
        self.begun = asyncio.get_running_loop().time()
        self._pushed_at = float("-inf")
        self._owed: dict[str, int] = {}
        self._receipts = Throttle(self._give_receipts, BATCH_S if circle.hosting else RECEIPT_S)

    async def run(self) -> None:
        """Talk until the connection ends."""
        works = (self._send_all(), self._send_pointings(), self._tick(), self._pacer.run())
        helpers = [asyncio.create_task(work) for work in works]
        try:
            await self._receive_all()
        except (WireError, BadEvent) as error:
            logger.info("%s broke the rules: %s", self.link.address, error)
            await self.link.close(Bye("bad_argument", str(error)))
        except StorageError as error:
            self._circle.storage_failed(error)
        except ConnectionError:
            logger.debug("the connection to %s ended", self.link.address)
        finally:
            for helper in helpers:
                helper.cancel()
            self._receipts.stop()
            try:
                await asyncio.gather(*helpers, return_exceptions=True)
            finally:  # also when the end of the program comes in between
                await self.link.close()

    async def is_alive(self, wait_s: float) -> bool:
        """Whether the other side says anything within this time after it was asked."""
        self._heard.clear()
        self.say(Echo(self._monotonic_ns()))
        try:
            async with asyncio.timeout(wait_s):
                await self._heard.wait()
        except TimeoutError:
            return False
        return True

    def grown(self, log: str) -> None:
        """We hold more of this log."""
        self.exchange.grown(log)
        self._wake.set()

    def say(self, message: Message) -> None:
        """Send a message that replaces one of its kind that has not left yet.

        An answer is another kind, and so are what is said of another file, and every word about a key.
        """
        kind: object = type(message)
        if isinstance(message, Echo):
            kind = Echo, message.answer
        elif isinstance(message, Holds):
            kind = Holds, message.sha256
        elif isinstance(message, Key):
            kind = message
        self._outbox[kind] = message
        self._wake.set()

    def point(self, pointing: Pointing) -> None:
        """Say where the presenter is, at once while the link has nothing to do, else after what it is at.

        What is newer takes its place until then. A peer that does not know of this is told nothing.
        """
        if TAKES_POINT in self.link.takes:
            self._pointing = pointing
            self._pointed.set()

    def tell_where(self, addresses: Mapping[str, tuple[str, ...]]) -> None:
        """Tell where devices may be, each address once."""
        fresh = [
            (device, address)
            for device, where in addresses.items()
            for address in where
            if device != self.link.device and (device, address) not in self._hinted
        ]
        if fresh and len(self._hinted) < MAX_HINTS:
            self._hinted.update(fresh)
            self._hints.update(dict.fromkeys(fresh))
            self._wake.set()

    def _next_hints(self) -> Peers:
        chosen = list(dict.fromkeys(device for device, _ in self._hints))[:MAX_PEERS]
        told: dict[str, tuple[str, ...]] = {}
        for device in chosen:
            where = [address for named, address in self._hints if named == device][:MAX_PEER_ADDRESSES]
            told[device] = tuple(where)
            for address in where:
                del self._hints[device, address]
        return Peers(told)

    def delivered(self) -> None:
        """It is news for the receipts how far the peer is with a file."""
        if self.held is not None:
            self._circle.blobs_held(self, self.held)

    def saved(self) -> None:
        """What the peer sent is on disk: it may have its receipt."""
        if self._owed:
            self._receipts.poke()

    def _give_receipts(self) -> None:
        have = self.exchange.receipt(self._owed)
        self._owed = {
            log: sequence for log, sequence in self._owed.items() if sequence > have.logs.get(log, 0)
        }
        if not isinstance(waiting := self._outbox.get(Have), Have):
            self.say(have)
        elif not waiting.full:
            self.say(Have({**waiting.logs, **have.logs}))

    async def _send_all(self) -> None:
        self.say(self.exchange.greeting())
        loop = asyncio.get_running_loop()
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._outbox:
                    await self._send(self._outbox.pop(next(iter(self._outbox))))
                while self._hints:
                    await self._send(self._next_hints())
                wait = self._pushed_at + BATCH_S - loop.time()
                if wait > 0 and self.exchange.greeted:
                    await asyncio.sleep(wait)  # what comes meanwhile goes in one message
                while (batch := self.exchange.next_events()) is not None:
                    self._pushed_at = loop.time()
                    await self._send(batch)
        except ConnectionError:
            await self.link.close()

    async def _send(self, message: Message) -> None:
        """Send what may be long, and after it where the presenter is by then: that waits for no queue."""
        self._is_sending = True
        try:
            await self.link.send(message)
            await self._send_pointing()
        finally:
            self._is_sending = False

    async def _send_pointing(self) -> None:
        pointing, self._pointing = self._pointing, None
        if pointing is not None:
            await self.link.send(Point(pointing))

    async def _send_pointings(self) -> None:
        """Say where the presenter is while nothing else is being sent, so that it delays no event."""
        try:
            while True:
                await self._pointed.wait()
                self._pointed.clear()
                if not self._is_sending:
                    await self._send_pointing()
        except ConnectionError:
            await self.link.close()

    async def _tick(self) -> None:
        """Compare what both hold, and measure the round trip, every ten seconds or so."""
        while True:
            self.say(Echo(self._monotonic_ns()))
            await asyncio.sleep(STATE_S * random.uniform(0.7, 1.3))  # noqa: S311 - spreads, guards nothing
            self.say_state()

    def say_state(self) -> None:
        """Tell the digest of what is held here, and how many are connected."""
        self.say(State(state_of(self._circle.journal.have()), self._circle.seats_connected()))

    async def _receive_all(self) -> None:  # noqa: C901, PLR0912 - one case a message
        while (message := await self.link.receive()) is not None:
            self._heard.set()
            match message:
                case Events(frames):
                    await self._take(frames)
                case Have():
                    if message.full:
                        self._pacer.greeted(message.logs)
                    self.exchange.heard_have(message)
                    self._wake.set()
                    self._circle.acknowledged(self)
                case Want():
                    self.exchange.heard_want(message)
                    self._wake.set()
                case State():
                    self._compare(message)
                case BlobHave():
                    self.held = message
                    self._circle.blobs_held(self, message)
                case Holds():
                    self._circle.sources.heard(self, message)
                case Peers(addresses):
                    self._heard_hints += sum(map(len, addresses.values()))
                    if self._heard_hints <= MAX_HINTS:
                        self._circle.heard_peers(self, addresses)
                case Grant():
                    self._circle.sources.granted(self, message)
                case Key():
                    self._circle.confidential.heard_key(self, message)
                case Point(pointing):
                    self._circle.pointings.heard(self, pointing)
                case Echo():
                    self._answer_echo(message)
                case _:
                    raise WireError("this message does not belong here")

    def _compare(self, state: State) -> None:
        self.seats = state.seats
        have = self.exchange.answer_state(state)
        if have is not None:
            self.say(have)
        self._circle.acknowledged(self)

    def _answer_echo(self, echo: Echo) -> None:
        if not echo.answer:
            self.say(Echo(echo.sent_ns, answer=True, meeting_ms=self._circle.meeting_ms()))
            return
        elapsed_ms = (self._monotonic_ns() - echo.sent_ns) / 1e6
        if elapsed_ms >= 0:
            self.link.rtt_ms = elapsed_ms
            self._circle.heard_time(self, echo.meeting_ms, elapsed_ms)

    async def _take(self, frames: tuple[bytes, ...]) -> None:
        events: list[Event] = []
        for frame in frames:
            event = decode(frame)
            if event.meeting != self._circle.journal.meeting_id:
                raise WireError("an event of another meeting")
            if not self._circle.journal.has_room(event):
                raise WireError("too many logs of one device")
            events.append(event)
            if len(events) % DECODE_SLICE == 0:
                await asyncio.sleep(0)  # checking signatures takes time that others need as well
        journal = self._circle.journal
        is_chair = self.link.device == journal.chair  # which turns pages as fast as it likes
        self._accept(events if is_chair else self._pacer.sort(events, journal.have()))

    async def _accept_late(self, events: list[Event]) -> None:
        """What had to wait; if the disk refuses it, it comes again with the next connection."""
        try:
            self._accept(events)
        except StorageError as error:
            self._circle.storage_failed(error)
            await self.link.close()

    def _accept(self, events: list[Event]) -> None:
        journal = self._circle.journal
        taken = self._circle.intake.take(events, journal.have())
        added = journal.take(taken.ready)
        if added.new:
            self._circle.arrived(added.new, self)
        journal.compare(events)
        for proof in journal.proofs():
            self._circle.wrote(proof)
        for event in events:
            self.exchange.heard_event(event.log, event.sequence)
        have = journal.have()
        self._owed |= {event.log: have[event.log] for event in events if event.log in have}
        self._circle.save_soon()
        if taken.want is not None:
            self.say(taken.want)


async def end(task: asyncio.Task[None] | None) -> None:
    """Cancel a task and wait until it is gone."""
    if task is not None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
