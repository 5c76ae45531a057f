"""How chunks are fetched from devices that called us, and how those that we called may fetch them here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sync.chunk_source import ChunkSource
from sync.wire import Grant


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

    def leave_room(self, seconds: float) -> None:
        """Give to fewer at a time for so long: people write to each other."""


MakeRetrieval = Callable[[Callable[[], tuple[str, ...]], Grant], Retrieval]
