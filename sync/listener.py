"""What a node reports, as plain callables; each is called on the node's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sync.discussion import Pointing
from sync.meeting import Comment, Meeting
from sync.status import (
    DocumentStatus,
    FoundMeeting,
    LinkStatus,
    Notice,
    SeatPresence,
    SeatQuestion,
    Succession,
)


def _ignore(*_: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class NodeListener:
    """Reports of a node; those that nobody sets do nothing."""

    ready: Callable[[str, str, tuple[str, ...]], object] = _ignore
    meetings_found: Callable[[tuple[FoundMeeting, ...]], object] = _ignore
    joined: Callable[[str], object] = _ignore
    meeting_changed: Callable[[Meeting], object] = _ignore
    comment_applied: Callable[[Comment, int], object] = _ignore
    link_changed: Callable[[LinkStatus], object] = _ignore
    secrets_changed: Callable[[Mapping[str, bytes]], object] = _ignore
    documents_changed: Callable[[tuple[DocumentStatus, ...]], object] = _ignore
    clock_changed: Callable[[int], object] = _ignore
    seat_questions_changed: Callable[[tuple[SeatQuestion, ...]], object] = _ignore
    presence_changed: Callable[[tuple[SeatPresence, ...]], object] = _ignore
    waiting_changed: Callable[[frozenset[str]], object] = _ignore
    unheard_changed: Callable[[frozenset[str]], object] = _ignore
    peer_changed: Callable[[str, bool], object] = _ignore
    pointed: Callable[[Pointing], object] = _ignore
    notice: Callable[[Notice], object] = _ignore
    code_changed: Callable[[str], object] = _ignore
    chair_changed: Callable[[str, int], object] = _ignore
    succession_changed: Callable[[Succession], object] = _ignore
    closing_code_changed: Callable[[str], object] = _ignore
