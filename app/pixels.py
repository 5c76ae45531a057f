"""Shared memory into which a worker draws and from which the window reads."""

from __future__ import annotations

from array import array
from multiprocessing.shared_memory import SharedMemory

from PySide6.QtGui import QImage

BYTES_PER_PIXEL = 4


class PixelSlot:
    """One block of shared memory, closed by this slot."""

    def __init__(self, memory: SharedMemory) -> None:
        self._memory = memory
        self._named = True
        self.size_bytes = memory.size

    @property
    def name(self) -> str:
        """What the worker needs to open it, until the name is forgotten."""
        return self._memory.name

    def forget_name(self) -> None:
        """Remove the name once the worker has it open, so that no crash can leave the memory behind."""
        if self._named:
            self._memory.unlink()
            self._named = False

    def picture(self, width: int, height: int) -> QImage:
        """A copy of the pixels; the slot is free for the next drawing afterwards."""
        stride = width * BYTES_PER_PIXEL
        if width <= 0 or height <= 0 or stride * height > self.size_bytes:
            raise ValueError(f"a picture of {width} x {height} does not fit the slot")
        assert self._memory.buf is not None  # noqa: S101 - open since the constructor
        pixels = self._memory.buf[: stride * height]
        try:
            return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()
        finally:
            pixels.release()

    def numbers(self, count: int) -> array[int]:
        """A copy of 16-bit numbers that a worker has written."""
        found = array("H")
        size_bytes = count * found.itemsize
        if not 0 <= size_bytes <= self.size_bytes:
            raise ValueError(f"{count} numbers do not fit the slot")
        assert self._memory.buf is not None  # noqa: S101 - open since the constructor
        with self._memory.buf[:size_bytes] as written:
            found.frombytes(written)
        return found

    def close(self) -> None:
        """Give the memory back."""
        self.forget_name()
        self._memory.close()
