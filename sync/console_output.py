"""Writes the lines of the console in a thread of its own: a reader that stops reading holds up no meeting."""

from __future__ import annotations

import json
import logging
import threading
from collections import deque
from typing import IO, Any, Final

MAX_WAITING_BYTES: Final = 16 * 1024 * 1024
GOODBYE_S: Final = 5.0

logger = logging.getLogger(__name__)


def encode_line(value: dict[str, Any]) -> bytes:
    """One JSON object as one line of UTF-8."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate, which only an escape can carry
        return json.dumps(value, separators=(",", ":")).encode() + b"\n"


class ConsoleOutput:
    """Lines wait here until they are read; reports that find no room are left out, and a notice says so."""

    def __init__(self, output: IO[bytes], *, max_waiting_bytes: int = MAX_WAITING_BYTES) -> None:
        self._output = output
        self._max_waiting_bytes = max_waiting_bytes
        self._lines: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._left_out = 0
        self._ending = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._write_all, name="kurumaza-stdout", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def write(self, value: dict[str, Any]) -> None:
        """Let a line be written; returns at once. Answers are always kept: who asks is who reads."""
        line = encode_line(value)
        with self._changed:
            if "report" in value and self._waiting_bytes + len(line) > self._max_waiting_bytes:
                self._left_out += 1
                return
            self._put(line)

    def close(self) -> None:
        """Write what waits, as far as somebody still reads."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self._thread.join(GOODBYE_S)

    def _put(self, line: bytes) -> None:
        self._lines.append(line)
        self._waiting_bytes += len(line)
        self._changed.notify()

    def _next(self) -> bytes | None:
        with self._changed:
            if not self._lines and self._left_out:
                text = f"{self._left_out} reports were left out, because nobody read them."
                self._left_out = 0
                self._put(encode_line({"report": "notice", "level": "warning", "text": text}))
            self._changed.wait_for(lambda: self._lines or self._ending)
            if not self._lines:
                return None
            line = self._lines.popleft()
            self._waiting_bytes -= len(line)
            return line

    def _write_all(self) -> None:
        while (line := self._next()) is not None:
            try:
                self._output.write(line)
                self._output.flush()
            except (OSError, ValueError):
                logger.debug("nobody reads what the console writes")
