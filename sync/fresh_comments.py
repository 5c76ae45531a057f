"""Comments that arrived and were not told yet, with the moment in which the meeting followed them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from sync.events import Event
from sync.meeting import Comment, Meeting


class FreshComments:
    """Each is told once, as soon as the meeting shows it."""

    def __init__(self) -> None:
        self._applied_ns: dict[str, int] = {}

    def applied(self, events: Iterable[Event]) -> None:
        """The meeting follows these now."""
        now = time.monotonic_ns()
        self._applied_ns |= {event.event_id: now for event in events if event.kind == "comment.add"}

    def shown_in(self, meeting: Meeting) -> Iterator[tuple[Comment, int]]:
        """What can be told, with its moment on the monotonic clock in nanoseconds."""
        found: list[Comment] = []
        for comment in reversed(meeting.comments):  # new ones stand at the end, nearly always
            if len(found) == len(self._applied_ns):
                break
            if comment.comment in self._applied_ns:
                found.append(comment)
        for comment in reversed(found):
            yield comment, self._applied_ns.pop(comment.comment)
