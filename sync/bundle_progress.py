"""How far packing or merging a bundle has come, and the wish to stop it; read and told from any thread."""

from __future__ import annotations

import threading

from sync.errors import KurumazaError


class Progress:
    """Counts bytes in the thread that works; who watches reads `share` and may `cancel`."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._total = 0
        self._done = 0

    @property
    def share(self) -> float | None:
        """How much is done, from 0 to 1; None while it is not known."""
        total = self._total
        return min(1.0, self._done / total) if total else None

    def begin(self, total: int) -> None:
        """A piece of work of so many bytes begins."""
        self._done, self._total = 0, total

    def advance(self, size: int = 0) -> None:
        """So much more is done. KurumazaError once somebody cancelled."""
        self._done += size
        if self._cancelled.is_set():
            raise KurumazaError("cancelled", "It was cancelled.")

    def cancel(self) -> None:
        """Let the work end soon."""
        self._cancelled.set()
