"""Which chunk the chair's PC gives away next, so that it sends each about once: one that nobody holds."""

from __future__ import annotations

import random
from collections.abc import Sequence

from sync.chunk_schedule import File


class Spreading:
    """Knows what every connected device said that it holds, and what is on its way to it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._files: tuple[File, ...] = ()
        self._held: dict[str, dict[str, int]] = {}  # device -> file -> bits
        self._sent: dict[str, dict[str, int]] = {}

    def offer(self, files: Sequence[File]) -> None:
        """What is on the agenda, in its order, and which chunks of it are here."""
        self._files = tuple(files)

    def heard(self, device: str, sha256: str, bits: int) -> None:
        """A device said which chunks of a file it holds."""
        self._held.setdefault(device, {})[sha256] = bits

    def forget(self, device: str) -> None:
        """A device is not connected any more: what it alone held has to be spread again."""
        self._held.pop(device, None)
        self._sent.pop(device, None)

    def choose(self, device: str, first: str = "") -> tuple[str, int] | None:
        """A chunk that nobody holds or is being sent, of the file it wants first; None: all are spread."""
        for file in sorted(self._files, key=lambda each: each.sha256 != first):
            taken = 0
            for known in (*self._held.values(), *self._sent.values()):
                taken |= known.get(file.sha256, 0)
            if left := file.held & ~taken:
                index = self._any_of(left)
                sent = self._sent.setdefault(device, {})
                sent[file.sha256] = sent.get(file.sha256, 0) | 1 << index
                return file.sha256, index
        return None

    def failed(self, device: str, sha256: str, index: int) -> None:
        """It did not arrive: somebody else may have it."""
        if (sent := self._sent.get(device)) is not None and sha256 in sent:
            sent[sha256] &= ~(1 << index)

    def holders(self, sha256: str, index: int) -> list[str]:
        """Devices that hold a chunk, in any order."""
        found = [device for device, held in self._held.items() if held.get(sha256, 0) >> index & 1]
        self._chance.shuffle(found)
        return found

    def _any_of(self, bits: int) -> int:
        for _ in range(self._chance.randrange(bits.bit_count())):
            bits &= bits - 1
        return (bits & -bits).bit_length() - 1
