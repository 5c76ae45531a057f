"""Asks the answering part of a worker without a process around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.document_worker import PageStore
from app.page_replies import read_message, read_result
from app.page_requests import Request, Result
from app.pixels import BYTES_PER_PIXEL
from app.worker_answers import carry_out

SLOT_BYTES = 2 << 20


class Asking:
    """What a worker would answer about files in a folder, read as the program reads it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.pixels = bytearray(SLOT_BYTES)
        self.store = PageStore(memoryview(self.pixels))

    def write(self, data: bytes, name: str = "資料.pdf") -> str:
        """Put a file there."""
        (self._folder / name).write_bytes(data)
        return str(self._folder / name)

    def raw(self, request: Request, **more: Any) -> dict[str, Any]:
        """The answer as it goes over the pipe."""
        import json

        answer = carry_out({**request.message(), "limit": request.limit_s, **more}, self.store, lambda: None)
        return read_message(json.dumps(answer, ensure_ascii=False).encode())

    def ask(self, request: Request, **more: Any) -> Result:
        """The answer as a value."""
        return read_result(request, self.raw(request, **more), self)

    def picture(self, width: int, height: int) -> Any:
        """The rows of pixels that were drawn, each pixel as (blue, green, red)."""
        stride = BYTES_PER_PIXEL * width
        return [
            [tuple(self.pixels[place : place + 3]) for place in range(y * stride, (y + 1) * stride, 4)]
            for y in range(height)
        ]

    def numbers(self, count: int) -> Any:
        """The numbers that were written."""
        from array import array

        found = array("H")
        found.frombytes(bytes(self.pixels[: count * found.itemsize]))
        return found
