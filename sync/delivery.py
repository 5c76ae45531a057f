"""Which devices hold which files whole, and where somebody opened them: what the chair's receipts show."""

from __future__ import annotations

import json
from typing import Final

from sync.wire import Holds

MAX_FILES: Final = 500
"""Of one device; more than the documents of any meeting, and no more than memory can bear."""


class Delivery:
    """Kept also of devices that are not connected any more."""

    def __init__(self) -> None:
        self._held: dict[str, set[str]] = {}
        self._opened: dict[str, set[str]] = {}

    @classmethod
    def read(cls, kept: str) -> Delivery:
        """What `written` gave, at the next start."""
        found = cls()
        for device, (held, opened) in json.loads(kept or "{}").items():
            found._held[device], found._opened[device] = set(held), set(opened)
        return found

    def written(self) -> str:
        """All of it, to be kept on disk."""
        return json.dumps(
            {device: [sorted(held), sorted(self.opened(device))] for device, held in self._held.items()}
        )

    def heard(self, device: str, holds: Holds) -> bool:
        """A device said how far it is with a file; whether that told anything new."""
        before = holds.sha256 in self.held(device), holds.sha256 in self.opened(device)
        _mark(self._held.setdefault(device, set()), holds.sha256, is_so=holds.is_whole)
        _mark(self._opened.setdefault(device, set()), holds.sha256, is_so=holds.opened)
        return before != (holds.sha256 in self.held(device), holds.sha256 in self.opened(device))

    def held(self, device: str) -> frozenset[str]:
        """The files that are whole there, by SHA-256."""
        return frozenset(self._held.get(device, ()))

    def opened(self, device: str) -> frozenset[str]:
        """The files that somebody opened there, as far as this device may know."""
        return frozenset(self._opened.get(device, ()))


def _mark(files: set[str], sha256: str, *, is_so: bool) -> None:
    if not is_so:
        files.discard(sha256)
    elif len(files) < MAX_FILES:
        files.add(sha256)
