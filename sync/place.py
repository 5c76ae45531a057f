"""What a session is given by its node: where things are kept, whom to tell, and how to reach others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sync.blobs import BlobStore
from sync.disk_news import DiskNews
from sync.listener import NodeListener
from sync.log import EventLog
from sync.retrieval import Grants, MakeRetrieval

PATIENCE_S: Final = 3.0
SETTLE_S: Final = 5.0


def always() -> bool:
    """Chunks are given to everybody."""
    return True


def _ignore(_meeting: str) -> None:
    """Nobody has to know."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a session is given by its node."""

    log: EventLog
    blobs: BlobStore
    device: str
    listener: NodeListener
    is_current: Callable[[str], bool]
    chair_moved: Callable[[str], None] = _ignore
    retrieval: MakeRetrieval | None = None
    grants: Grants | None = None
    gives: Callable[[], bool] = always
    addresses: Callable[[], tuple[str, ...]] = tuple
    patience_s: float = PATIENCE_S
    settle_s: float = SETTLE_S
    disk: DiskNews | None = None
