"""Looks for comments that look alike while the meeting goes on, and offers them; it groups nothing itself."""

from __future__ import annotations

import logging
import time
from collections import deque
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.alike_comments import suggestions
from app.left_apart import LeftApart, pairs_of
from sync.meeting import Phase
from widgets.comment_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.tasks import Tasks
    from sync.meeting import Comment, Meeting

MOST = 1_000  # of the newest comments: what was said an hour ago has been dealt with
PAUSE_MS = 3_000
BREATH_S = 0.0003  # the window is drawn while the letters are counted

logger = logging.getLogger(__name__)


class AlikeDesk(QObject):
    """Told the meeting; says which comments could be put together. What was left apart stays apart."""

    suggested = Signal(object)  # tuple of tuples of comment ids

    def __init__(
        self,
        tasks: Tasks,
        kept: LeftApart,
        meeting: str,
        parent: QObject | None = None,
        *,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._kept = kept
        self._meeting = meeting
        self._state: Meeting | None = None
        self._comparable = Comparable()
        self._looked_at: tuple[object, ...] = ()
        self._apart = kept.pairs(meeting)
        self._running = False
        self._closed = False
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._look)
        self._told: tuple[tuple[str, ...], ...] = ()

    def set_meeting(self, meeting: Meeting) -> None:
        """Look again soon if there is anything new to compare."""
        self._state = meeting
        if self._told:
            self._tell(self._told)
        if not self._pause.isActive() and not self._running:
            self._pause.start()

    def keep_apart(self, comments: Iterable[str]) -> None:
        """Suggest no two of these together again."""
        apart = tuple(comments)
        self._kept.add(self._meeting, apart)
        self._apart |= pairs_of(apart)
        self._tell(self._told)

    def close(self) -> None:
        """Tell nothing more."""
        self._closed = True
        self._pause.stop()

    def _candidates(self) -> tuple[tuple[str, str], ...]:
        return self._comparable.of(self._state) if self._state else ()

    def _look(self) -> None:
        candidates = self._candidates()
        wanted = (candidates, len(self._apart))
        if self._running or self._closed or wanted == self._looked_at:
            return
        self._looked_at = wanted
        self._running = True
        work = partial(suggestions, candidates, self._apart, breathe=partial(time.sleep, BREATH_S))
        self._tasks.run(work, self._found, self._failed)

    def _found(self, found: tuple[tuple[str, ...], ...]) -> None:
        self._running = False
        if not self._closed:
            self._tell(found)
            if (self._candidates(), len(self._apart)) != self._looked_at:
                self._pause.start()

    def _failed(self, error: Exception) -> None:
        self._running = False
        logger.error("Alike comments could not be looked for", exc_info=error)

    def _tell(self, found: tuple[tuple[str, ...], ...]) -> None:
        """Tell what holds still: grouped meanwhile, answered or left apart is not offered any more."""
        there = {name for name, _text in self._candidates()}
        whole = (tuple(each for each in group if each in there) for group in found)
        told = tuple(group for group in whole if len(group) > 1 and not self._is_apart(group))
        if told != self._told:
            self._told = told
            self.suggested.emit(told)

    def _is_apart(self, group: tuple[str, ...]) -> bool:
        return not self._apart.isdisjoint(pairs_of(group))


class Comparable:
    """The newest comments that could be put together: open, shown, no replies, and in no group yet."""

    def __init__(self) -> None:
        self._runs = Runs(_candidates_in)

    def of(self, meeting: Meeting) -> tuple[tuple[str, str], ...]:
        """Their ids and texts."""
        if meeting.phase is Phase.CLOSED:
            return ()
        found = chain.from_iterable(self._runs.of(meeting.comments))
        return tuple(deque(found, maxlen=MOST))


def _candidates_in(run: tuple[Comment, ...]) -> list[tuple[str, str]]:
    return [(each.comment, each.body) for each in run if _is_candidate(each)]


def _is_candidate(comment: Comment) -> bool:
    away = comment.hidden or comment.deleted or comment.held or comment.answered
    return not (away or comment.group or comment.reply_to)
