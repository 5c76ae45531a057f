"""Processes that a bench tells by lines and that answer by JSON lines.

Nothing is read while a measurement runs: what the programs write waits in their pipes (64 KiB each), so that
the bench takes no time away from what it measures.
"""

from __future__ import annotations

import json
import os
import random
import selectors
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
WAIT_S = 120.0
Line = dict[str, Any]


class Program:
    """A process; `prefix` is a command that starts it elsewhere, such as in another network namespace."""

    def __init__(self, *arguments: str, prefix: Sequence[str] = ()) -> None:
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self.process.stdout is not None
        self._selector = selectors.DefaultSelector()
        self._selector.register(self.process.stdout, selectors.EVENT_READ)
        self._rest = b""
        self._kept: list[Line] = []

    def write(self, line: str) -> None:
        """Send one line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")

    def wait(self, condition: Callable[[Line], object]) -> Line:
        """The first line, also of those that came before, that fits; it is taken."""
        for place, line in enumerate(self._kept):
            if condition(line):
                return self._kept.pop(place)
        deadline = time.monotonic() + WAIT_S
        while True:
            found = None
            for line in self._read(deadline):
                if found is None and condition(line):
                    found = line
                else:
                    self._kept.append(line)
            if found is not None:
                return found

    def _read(self, deadline: float) -> list[Line]:
        assert self.process.stdout is not None
        if not self._selector.select(deadline - time.monotonic()):
            raise TimeoutError(f"nothing more came; the last lines: {self._kept[-3:]}")
        data = os.read(self.process.stdout.fileno(), 64 * 1024)
        if not data:
            raise EOFError(f"a program ended; its last lines: {self._kept[-3:]}")
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [json.loads(line) for line in lines]

    def forget(self) -> None:
        """Drop the lines nobody waited for, and make room in the pipe."""
        while self._selector.select(0):
            self._read(time.monotonic())
        self._kept.clear()

    def end(self) -> None:
        """Close its input, read what is left, wait for its end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.stdout.close()
        self._selector.close()
        self.process.wait(30)


class BenchNode(Program):
    """A console node."""

    def __init__(self, profile: Path, host: str = "127.0.0.1", prefix: Sequence[str] = ()) -> None:
        super().__init__(
            "sync.console", "--profile", str(profile), "--listen", f"{host}:0", "--no-mdns", prefix=prefix
        )
        self._number = 0

    def ready(self) -> str:
        """Wait until it listens; gives its address."""
        return str(self.wait(lambda line: line.get("report") == "ready")["listen"][0])

    def send(self, do: str, **arguments: Any) -> int:
        """Send a command; gives its number."""
        self._number += 1
        self.write(json.dumps({"id": self._number, "do": do, **arguments}))
        return self._number

    def answer(self, number: int) -> Line:
        """The answer to a command, which has to be good."""
        answer = self.wait(lambda line: line.get("id") == number)
        if not answer["ok"]:
            raise RuntimeError(str(answer))
        return answer

    def do(self, do: str, **arguments: Any) -> Line:
        """Send a command and wait for its answer."""
        return self.answer(self.send(do, **arguments))


def say(value: Line) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def meeting_file(folder: Path, size: int = 0) -> Path:
    """A meeting with one document of random bytes, or with none."""
    folder.mkdir(parents=True, exist_ok=True)
    text = '[meeting]\ntitle = "測定"\n[[agenda]]\ntitle = "議題"\n'
    if size:
        chance, left = random.Random(size), size - 9  # noqa: S311 - only has to be dense
        with (folder / "file.pdf").open("wb") as file:
            file.write(b"%PDF-1.4\n")
            while left:
                left -= file.write(chance.randbytes(min(left, 1 << 24)))
        text += '[[agenda.documents]]\nfile = "file.pdf"\n'
    (folder / "meeting.toml").write_text(text, "utf-8")
    return folder / "meeting.toml"


def percentile(values: list[float], percent: int) -> float:
    """A percentile of the values, rounded."""
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 2)
