"""A node that posts as fast as it can is killed at random instants; every comment it confirmed has to last.

Two consoles on loopback, the chair's and a seat's. In turn one of them is the victim: it is told to post
many comments at once and gets SIGKILL somewhere in the middle, also while it starts. After its restart each
comment whose reply was read is looked for on both. Whoever is not killed posts meanwhile, so that arrivals
are cut too.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
WAIT_S: Final = 60.0
CODE: Final = "482913"
HOST: Final = "127.0.0.1"
AT_ONCE: Final = 40
LONGEST_S: Final = 0.08
LOOK_AGAIN_S: Final = 0.05

_CONSOLE: Final = (
    *(sys.executable, "-m", "sync.console"),
    *("--listen", f"{HOST}:0", "--no-mdns", "--no-broadcast"),
)

Line = dict[str, Any]


class Posting:
    """A `node` process and everything it said; `kill` ends it as a power switch would."""

    def __init__(self, profile: Path) -> None:
        self._process = subprocess.Popen(
            [*_CONSOLE, "--profile", str(profile)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._said: list[Line] = []
        self._moved = threading.Condition()
        self._ended = False
        self._number = 0
        self._reader = threading.Thread(target=self._read, name="crash-trial-reader")
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        rest = b""
        while data := self._process.stdout.read(65_536):
            *whole, rest = (rest + data).split(b"\n")  # half a line of a killed program confirms nothing
            with self._moved:
                self._said += [json.loads(line) for line in whole]
                self._moved.notify_all()
        with self._moved:
            self._ended = True
            self._moved.notify_all()

    def _first(self, **fields: Any) -> Line | None:
        return next((line for line in self._said if fields.items() <= line.items()), None)

    def wait(self, **fields: Any) -> Line:
        """The first line with these fields."""
        with self._moved:
            self._moved.wait_for(lambda: self._ended or self._first(**fields), WAIT_S)
            found = self._first(**fields)
        if found is None:
            raise AssertionError(f"the node said nothing like {fields}; last: {self._said[-3:]}")
        return found

    def send(self, do: str, **arguments: Any) -> int:
        """Give a command; its number."""
        assert self._process.stdin is not None
        self._number += 1
        self._process.stdin.write(json.dumps({"id": self._number, "do": do, **arguments}).encode() + b"\n")
        return self._number

    def do(self, do: str, **arguments: Any) -> Line:
        """Give a command and wait for its answer, which has to be a good one."""
        answer = self.wait(id=self.send(do, **arguments))
        if not answer["ok"]:
            raise AssertionError(f"{do}: {answer}")
        return answer

    def confirmed(self) -> set[str]:
        """The ids of all comments whose reply was read."""
        with self._moved:
            return {line["comment"] for line in self._said if line.get("ok") and "comment" in line}

    def kill(self) -> None:
        """End it now, and read what it had said."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()


@dataclass
class Outcome:
    """What came of the kills."""

    kills: int = 0
    confirmed: int = 0
    unconfirmed: int = 0
    lost: list[str] = field(default_factory=list)
    differing: int = 0


def comments(node: Posting) -> tuple[set[str], str]:
    """The comments a node has, and the digest of its meeting."""
    answer = node.do("meeting")
    return {comment["comment"] for comment in answer["meeting"]["comments"]}, str(answer["digest"])


class CrashTrial:
    """Kills in one meeting; the same seed kills after the same times."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)  # noqa: S311 - picks instants, guards nothing
        self._nodes: dict[str, Posting] = {}
        self._confirmed: set[str] = set()
        self._told = 0
        self.outcome = Outcome()

    def run(self, kills: int) -> Outcome:
        """Kill so many times, the seat and the chair in turn."""
        try:
            self._open()
            for number in range(kills):
                self._kill("chair" if number % 2 else "seat")
                self._check()
        finally:
            for node in self._nodes.values():
                node.kill()
        self.outcome.confirmed = len(self._confirmed)
        return self.outcome

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / "meeting.toml").write_text('[meeting]\ntitle = "庁議"\n[[agenda]]\ntitle = "開会"\n')
        chair, seat = self._start("chair"), self._start("seat")
        address = chair.wait(report="ready")["listen"][0]
        chair.do("host", file=str(self._folder / "meeting.toml"), code=CODE)
        seat.do("join", address=address, code=CODE, name="職員", seat="1")

    def _start(self, name: str) -> Posting:
        node = self._nodes[name] = Posting(self._folder / name)
        return node

    def _kill(self, name: str) -> None:
        """Let both post, kill one in the middle, sometimes again while it starts, and start it once more."""
        victim = self._nodes[name]
        for number in range(AT_ONCE):
            for node in self._nodes.values():
                self._told += 1
                node.send("post", body=f"意見{self._told} " + "停電に備える" * (number % 20))
        time.sleep(self._random.uniform(0, LONGEST_S))
        self._end(victim)
        if self._random.random() < 1 / 4:
            starting = Posting(self._folder / name)
            time.sleep(self._random.uniform(0.1, 0.6))
            self._end(starting)
        self._start(name).wait(report="joined")

    def _end(self, victim: Posting) -> None:
        victim.kill()
        self.outcome.kills += 1
        self._confirmed |= victim.confirmed()

    def _check(self) -> None:
        """Wait until both show the same meeting; then every confirmed comment has to be in it."""
        chair, seat = self._nodes["chair"], self._nodes["seat"]
        deadline = time.monotonic() + WAIT_S
        while (here := comments(chair)) != (there := comments(seat)):
            if time.monotonic() > deadline:
                self.outcome.differing += 1
                break
            time.sleep(LOOK_AGAIN_S)
        self._confirmed |= chair.confirmed() | seat.confirmed()
        self.outcome.lost += sorted(self._confirmed - (here[0] & there[0]))
        self.outcome.unconfirmed = len((here[0] | there[0]) - self._confirmed)
