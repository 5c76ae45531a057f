"""From which peers the chunks of documents come, and which peers may fetch them here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sync.address_book import AddressBook
from sync.conversation import Conversation
from sync.downloads import Downloads
from sync.link import Fetch
from sync.wire import Grant


class Retrieval(Protocol):
    """A way to fetch chunks from a peer that called us."""

    async def fetch(self, sha256: str, index: int, size: int) -> bytes:
        """A chunk."""

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
    """The conversations of a session as sources; without `make` or `grants`, only those we called."""

    def __init__(
        self, downloads: Downloads, book: AddressBook, make: MakeRetrieval | None, grants: Grants | None
    ) -> None:
        self._downloads = downloads
        self._book = book
        self._make = make
        self._grants = grants
        self._fetches: dict[Conversation, Fetch] = {}
        self._tokens: dict[Conversation, str] = {}

    def add(self, conversation: Conversation) -> None:
        """A conversation began: whom we called gives chunks, and may fetch them here."""
        if conversation.link.direction != "out":
            return
        self._fetches[conversation] = conversation.link.fetch
        if self._grants is not None:
            grant = self._grants.grant(conversation.link.meeting, conversation.link.device)
            self._tokens[conversation] = grant.token
            conversation.say(grant)

    def granted(self, conversation: Conversation, grant: Grant) -> None:
        """A peer that called says how to fetch chunks from it."""
        link = conversation.link
        if self._make is None or link.is_closed or link.direction != "in" or conversation in self._fetches:
            return
        retrieval = self._make(lambda: self._book.of(link.device), grant)
        self._fetches[conversation] = retrieval.fetch
        link.hold(retrieval.close)

    def remove(self, conversation: Conversation) -> None:
        """A conversation ended."""
        self._fetches.pop(conversation, None)
        token = self._tokens.pop(conversation, "")
        if token and self._grants is not None:
            self._grants.revoke(token)

    def choose(self, chair: Conversation | None) -> None:
        """Take chunks from the chair's PC while it is there, else from seats, those first that hold all."""

        def far(conversation: Conversation) -> tuple[bool, bool]:
            held = conversation.held
            return conversation is not chair, not (held is not None and held.complete)

        self._downloads.use(*(self._fetches[each] for each in sorted(self._fetches, key=far)))
