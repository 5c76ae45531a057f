"""Nodes as processes of their own, each on a host of a room or all on loopback; told by JSON lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

from tests.lan.lan import ROOT, Lan

LIMIT_S = 30.0
CODE = "482913"
PORT = 47810
Line = dict[str, Any]


class ConsoleNode:
    """`kurumaza node` in a process; every report is kept, so nothing that came early is missed."""

    def __init__(self, command: list[str], environment: Mapping[str, str], name: str) -> None:
        self.name = name
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._lines: list[Line] = []
        self._moved = threading.Condition()
        self._ended = False
        self._number = 0
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for text in self.process.stdout:
            with self._moved:
                self._lines.append(json.loads(text))
                self._moved.notify_all()
        with self._moved:
            self._ended = True
            self._moved.notify_all()

    @property
    def lines(self) -> int:
        """How many lines came so far: where to begin to look for what comes next."""
        return len(self._lines)

    def forget(self) -> None:
        """Drop all lines so far: nobody will look for them."""
        with self._moved:
            self._lines.clear()

    def find(self, fits: Callable[[Line], object], since: int = 0, limit_s: float = LIMIT_S) -> Line:
        """The first line from `since` on that fits; waits for it."""
        deadline = time.monotonic() + limit_s
        at = since
        with self._moved:
            while True:
                for line in self._lines[at:]:
                    at += 1
                    if fits(line):
                        return line
                if self._ended or not self._moved.wait(max(0.0, deadline - time.monotonic())):
                    raise AssertionError(f"{self.name} did not say it; its last lines: {self._lines[-4:]}")

    def report(self, report: str, since: int = 0, **fields: object) -> Line:
        """Wait for a report with these fields."""
        wanted = {"report": report, **fields}
        return self.find(lambda line: all(line.get(key) == value for key, value in wanted.items()), since)

    def newest(self, report: str) -> Line:
        """The newest report of a kind so far; nothing in it when there was none."""
        with self._moved:
            return next((line for line in reversed(self._lines) if line.get("report") == report), {})

    def send(self, do: str, **arguments: object) -> int:
        """Send a command; gives its number."""
        assert self.process.stdin is not None
        self._number += 1
        self.process.stdin.write(json.dumps({"id": self._number, "do": do, **arguments}).encode() + b"\n")
        self.process.stdin.flush()
        return self._number

    def answer(self, number: int) -> Line:
        """The answer to a command, whatever it is."""
        return self.find(lambda line: line.get("id") == number)

    def do(self, do: str, **arguments: object) -> Line:
        """Send a command, which has to succeed."""
        answer = self.answer(self.send(do, **arguments))
        assert answer["ok"], f"{self.name}: {answer}"
        return answer

    def until(self, what: str, seen: Callable[[Line], object], limit_s: float = LIMIT_S) -> Line:
        """Ask again and again until the answer is as it has to be."""
        deadline = time.monotonic() + limit_s
        while not seen(answer := self.do(what)):
            assert time.monotonic() < deadline, f"{self.name}: {str(answer)[:2000]}"
            time.sleep(0.05)
        return answer

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self._clear_up()

    def end(self) -> None:
        """Close its input and wait for its end."""
        assert self.process.stdin is not None
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self._clear_up()

    def _clear_up(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.wait(10)
        self._thread.join(10)
        self.process.stdout.close()
        try:
            self.process.stdin.close()
        except BrokenPipeError:  # a command that a killed program did not read any more
            return


class Room:
    """Starts nodes on the hosts of a LAN, or on loopback without one; all end with it."""

    def __init__(self, folder: Path, lan: Lan | None, *options: str) -> None:
        self.lan = lan
        self._folder = folder
        self._options = options
        self._running: list[ConsoleNode] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for node in self._running:
            node.end()

    def start(
        self, host: int, *options: str, port: int = 0, environment: Mapping[str, str] | None = None
    ) -> ConsoleNode:
        """Start the node of a host, or start it again; it is the same device each time."""
        listen = f"{self.lan.address(host) if self.lan else '127.0.0.1'}:{port or (PORT if self.lan else 0)}"
        profile = str(self._folder / f"host{host}")
        command = [*(self.lan.prefix(host) if self.lan else ()), sys.executable, "-m", "app"]
        command += ["--profile", profile, "node", "--listen", listen, *self._options, *options]
        node = ConsoleNode(command, environment or {}, f"host {host}")
        self._running.append(node)
        return node

    def kill(self, node: ConsoleNode) -> None:
        """End a node as a power cut does."""
        self._running.remove(node)
        node.kill()

    def open(self, count: int, *, deputies: tuple[int, ...] = ()) -> list[ConsoleNode]:
        """A meeting on host 0 and seats 1 to `count` - 1 in it, all level; a host's seat is its number."""
        nodes = [self.start(host) for host in range(count)]
        address = nodes[0].report("ready")["listen"][0]
        nodes[0].do("host", file=str(self.meeting_file(count, deputies)), code=CODE)
        for host, node in enumerate(nodes[1:], 1):
            node.report("ready")
            node.do("join", address=address, code=CODE, seat=str(host))
        level(*nodes)
        return nodes

    def meeting_file(self, count: int, deputies: tuple[int, ...] = ()) -> Path:
        """A meeting with a seat for each host and no documents."""
        path = self._folder / "meeting.toml"
        seats = "".join(f'[[seats]]\nnumber = "{host}"\nname = "席{host}"\n' for host in range(1, count))
        named = ", ".join(f'"{host}"' for host in deputies)
        policy = f"[policy]\ndeputies = [{named}]\n" if deputies else ""
        head = '[meeting]\ntitle = "部屋の試験"\n'
        path.write_text(f'{head}{policy}[[agenda]]\ntitle = "議題"\n{seats}', "utf-8")
        return path


def level(*nodes: ConsoleNode, limit_s: float = LIMIT_S) -> str:
    """Wait until all show the same meeting; gives its digest."""
    deadline = time.monotonic() + limit_s
    while len(digests := {node.do("meeting")["digest"] for node in nodes}) > 1:
        assert time.monotonic() < deadline, f"still {len(digests)} different meetings"
        time.sleep(0.1)
    return digests.pop()


def heard_after(poster: ConsoleNode, text: str, *others: ConsoleNode) -> float:
    """Post a comment; seconds until the last of the others had applied it."""
    before = [node.lines for node in others]
    began = time.monotonic_ns()
    poster.do("post", body=text)
    heard = [
        node.report("comment", since, body=text)["monotonic_ns"]
        for node, since in zip(others, before, strict=True)
    ]
    return (max(heard) - began) / 1e9
