"""From which peers the chunks of documents come, and which peers may fetch them here."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final, Protocol

from sync.address_book import AddressBook
from sync.chunk_schedule import File
from sync.chunk_source import ChunkSource
from sync.conversation import Conversation
from sync.downloads import Downloads
from sync.spreading import Spreading
from sync.throttle import Throttle
from sync.wire import Grant, Holds

HOLDS_S: Final = 0.05
MAX_FILES: Final = 500
"""Of one device; more than the documents of any meeting, and no more than memory can bear."""


class Retrieval(ChunkSource, Protocol):
    """A way to fetch chunks from a peer that called us."""

    async def close(self) -> None:
        """Fetch no more."""


class Grants(Protocol):
    """Lets devices fetch chunks here."""

    def grant(self, meeting: str, device: str) -> Grant:
        """Let a device fetch chunks of a meeting."""

    def revoke(self, token: str) -> None:
        """It may no longer."""


MakeRetrieval = Callable[[Callable[[], tuple[str, ...]], Grant], Retrieval]


class Sources:
    """The conversations of a session as sources; without `make` or `grants`, only those we called.

    `gives` says whether this device gives chunks to a peer: those on one Wi-Fi would only take its air.
    """

    def __init__(
        self,
        downloads: Downloads,
        book: AddressBook,
        make: MakeRetrieval | None,
        grants: Grants | None,
        gives: Callable[[], bool],
    ) -> None:
        self._downloads = downloads
        self._book = book
        self._make = make
        self._grants = grants
        self._gives = gives
        self._talks: list[Conversation] = []
        self._sources: dict[Conversation, ChunkSource] = {}
        self._tokens: dict[Conversation, str] = {}
        self._heard: dict[str, dict[str, Holds]] = {}
        self._told: dict[str, Holds] = {}
        self._chair = ""
        self._telling = Throttle(self._tell, HOLDS_S)
        self.spreading = Spreading(random.Random())  # noqa: S311 - spreads the load

    def add(self, conversation: Conversation) -> None:
        """A conversation began: whom we called gives chunks, and may fetch them here."""
        self._talks.append(conversation)
        for holds in self._offered().values():
            conversation.say(holds)
        if conversation.link.direction != "out":
            return
        if conversation.link.source is not None:
            self._take(conversation, conversation.link.source)
        if self._grants is not None:
            grant = self._grants.grant(conversation.link.meeting, conversation.link.device)
            self._tokens[conversation] = grant.token
            conversation.say(grant)

    def granted(self, conversation: Conversation, grant: Grant) -> None:
        """A peer that called says how to fetch chunks from it."""
        link = conversation.link
        if self._make is None or link.is_closed or link.direction != "in" or conversation in self._sources:
            return
        retrieval = self._make(lambda: self._book.of(link.device), grant)
        link.hold(retrieval.close)
        self._take(conversation, retrieval)

    def _take(self, conversation: Conversation, source: ChunkSource) -> None:
        device = conversation.link.device
        self._sources[conversation] = source
        self._downloads.add_source(device, source, is_chair=device == self._chair)
        for holds in self._heard.get(device, {}).values():
            self._downloads.heard(device, holds)

    def remove(self, conversation: Conversation) -> None:
        """A conversation ended."""
        device = conversation.link.device
        self._talks.remove(conversation)
        gone = self._sources.pop(conversation, None)
        token = self._tokens.pop(conversation, "")
        if token and self._grants is not None:
            self._grants.revoke(token)
        others = [each for each in self._sources if each.link.device == device]
        if gone is not None and others:
            self._downloads.add_source(device, self._sources[others[-1]], is_chair=device == self._chair)
        elif gone is not None:
            self._downloads.remove_source(device)
        if not any(each.link.device == device for each in self._talks):
            self._heard.pop(device, None)
            self.spreading.forget(device)

    def heard(self, conversation: Conversation, holds: Holds) -> None:
        """A peer said what it holds of a file."""
        device = conversation.link.device
        known = self._heard.setdefault(device, {})
        if len(known) >= MAX_FILES and holds.sha256 not in known:
            return
        known[holds.sha256] = holds
        self.spreading.heard(device, holds.sha256, holds.bits)
        self._downloads.heard(device, holds)

    def holders(self, sha256: str) -> frozenset[str]:
        """Connected devices that hold all of a file."""
        return frozenset(
            device
            for device, held in self._heard.items()
            if (holds := held.get(sha256)) is not None and holds.bits.bit_count() == holds.chunks
        )

    def follow(self, chair: str) -> None:
        """Another PC may be the chair's."""
        if chair != self._chair:
            self._chair = chair
            for conversation, source in self._sources.items():
                device = conversation.link.device
                self._downloads.add_source(device, source, is_chair=device == chair)

    def moved(self) -> None:
        """Something more is here: all hear of it soon."""
        self._telling.poke()

    def stop(self) -> None:
        """Tell no more."""
        self._telling.stop()

    def _tell(self) -> None:
        held = self._downloads.holds()
        self.spreading.offer([File(each.sha256, each.chunks, each.bits) for each in held.values()])
        offered = self._offered()
        fresh = [each for sha256, each in offered.items() if self._told.get(sha256) != each]
        self._told = offered
        for conversation in self._talks:
            for holds in fresh:
                conversation.say(holds)

    def _offered(self) -> dict[str, Holds]:
        """What is held here; nothing of it where this device gives nothing: it is not asked then."""
        return dict(self._downloads.holds()) if self._gives() else {}
