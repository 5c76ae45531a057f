"""What a session has told last of each kind: only news are reported, and only of the meeting shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class News:
    """`is_shown` says whether the meeting is the one that is shown now."""

    def __init__(self, is_shown: Callable[[], bool]) -> None:
        self._is_shown = is_shown
        self._told: dict[str, object] = {}

    def is_new(self, what: str, value: object) -> bool:
        """Whether this differs from what was told last; it counts as told from now on."""
        if what in self._told and self._told[what] == value:
            return False
        self._told[what] = value
        return True

    def tell(self, report: Callable[[T], object], what: str, value: T) -> None:
        """Report a value that is new."""
        if self.is_new(what, value) and self._is_shown():
            report(value)

    def forget(self, what: str) -> bool:
        """Tell this again next time; whether it was told."""
        return self._told.pop(what, None) is not None

    def again(self) -> None:
        """Tell everything once more."""
        self._told.clear()
