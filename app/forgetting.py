"""Forgets beside the node what the node had to remove: the search's index, drafts, scripts, places.

Only while no meeting is open: then no window holds any of it, and Windows lets the files go.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.settings import read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.commands import Commands
    from app.paths import ProfilePaths
    from app.tasks import Tasks
    from sync.node import Node
    from sync.status import Removed

HOUR_MS = 3_600_000
MOST_BYTES = 64_000_000  # of one file; the largest that a window keeps

logger = logging.getLogger(__name__)


class Forgetting(QObject):
    """Looks when it is told to, and every hour, as the rules of retention do."""

    def __init__(
        self,
        commands: Commands,
        tasks: Tasks,
        paths: ProfilePaths,
        may_look: Callable[[], bool],
        forget_words: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._tasks = tasks
        self._paths = paths
        self._may_look = may_look
        self._forget_words = forget_words  # what this program holds in memory of a meeting
        self._timer = QTimer(self, interval=HOUR_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._in_the_way: Removed | None = None

    def close(self) -> None:
        """The windows are closed: forget now what they were in the way of."""
        self._timer.stop()
        if self._in_the_way is not None:
            try:
                forget_beside(self._paths, self._in_the_way)
            except OSError as error:
                self._put_off(error.strerror or "")

    def look(self) -> None:
        """Forget what was removed since; what cannot be forgotten now is tried again the next time."""

        async def removed(node: Node) -> Removed:
            return await node.stored_meetings().removed()

        self._commands.send(removed, on_result=self._forget, on_error=self._put_off)

    def _forget(self, removed: Removed) -> None:
        self._in_the_way = None
        if not (removed.records or removed.files):
            return
        if not self._may_look():
            self._in_the_way = removed
            return
        for meeting in removed.records:
            self._forget_words(meeting)
        forget = partial(forget_beside, self._paths, removed)
        self._tasks.run(forget, lambda _none: self._tell(removed), self._failed)

    def _tell(self, removed: Removed) -> None:
        async def forgotten(node: Node) -> None:
            await node.stored_meetings().forgotten(removed)

        self._commands.send(forgotten, on_error=self._put_off)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._put_off(error.strerror or "")

    def _put_off(self, sentence: str) -> None:
        logger.warning("What was removed is not forgotten everywhere yet: %s", sentence)


def forget_beside(paths: ProfilePaths, removed: Removed) -> None:
    """Forget it in the files that no window holds while no meeting is open. Raises OSError.

    Private notes and bookmarks are their owner's and stay until that person removes them.
    """
    if removed.files:
        for suffix in ("", "-wal", "-shm"):  # the index is built anew from what is left
            paths.search.with_name(paths.search.name + suffix).unlink(missing_ok=True)
        _thin(paths.reading_places, "documents", lambda each: _of(each, "key") in removed.files)
    if removed.records:
        for path, name in (
            (paths.news, "meetings"),
            (paths.calls, "answered"),
            (paths.left_apart, "meetings"),
        ):
            _thin(path, name, lambda meeting: meeting in removed.records)
        _thin(paths.projector, "meetings", lambda view: _of(view, 0) in removed.records)


def _of(entry: Any, name: str | int) -> object:
    try:
        return entry[name]
    except (KeyError, IndexError, TypeError):
        return None


def _thin(path: Path, name: str, is_gone: Callable[[Any], bool]) -> None:
    """Leave out of a list, or of an object by its keys, what is gone."""
    if not path.is_file():
        return
    found = read_json(path, MOST_BYTES)
    values = found.get(name)
    if isinstance(values, dict):
        left: Any = {key: value for key, value in values.items() if not is_gone(key)}
    elif isinstance(values, list):
        left = [each for each in values if not is_gone(each)]
    else:
        return
    if len(left) != len(values):
        write_json(path, {**found, name: left})
