"""Thirty real nodes and an hour of accidents in minutes: `python -m tests.soak.lan [MINUTES [SEED]]`.

Cables are pulled and put back, the room is cut in two and healed, programs are killed and started again, two
cables are slow and lose frames, while everybody posts. In the end all devices have to show the same meeting,
with every comment whose command was answered. The last line is JSON, or the story of a run in which something
was lost; then the exit code is 1.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from sync.node import Node
from tests.lan.lan import Lan, why_not
from tests.lan.place import ConsoleNode, Room, level

HOSTS = 30
MINUTES = 5.0
CALM_S, LEVEL_S = 20.0, 120.0
HAS_NEIGHBOURS = hasattr(Node, "claim_chair")


@dataclass
class Hour:
    """One room, what happened in it, and what was promised."""

    room: Room
    lan: Lan
    nodes: dict[int, ConsoleNode]
    dice: random.Random
    promised: set[str] = field(default_factory=set)
    story: list[str] = field(default_factory=list)
    pulled: set[int] = field(default_factory=set)
    split: bool = False
    number: int = 0

    def post(self) -> None:
        """Somebody says something; it counts as said once the command is answered."""
        host = self.dice.choice(list(self.nodes))
        self.number += 1
        text = f"意見{self.number}"
        self.nodes[host].do("post", body=text)
        self.promised.add(text)

    def accident(self) -> None:
        """Something happens, or is put right."""
        self.dice.choice((self._cable, self._cable, self._cut, self._kill))()

    def calm(self) -> None:
        """Put everything right."""
        for host in list(self.pulled):
            self._plug(host)
        if self.split:
            self._cut()

    def _cable(self) -> None:
        host = self.dice.randrange(HOSTS)
        if host in self.pulled:
            self._plug(host)
        else:
            self.story.append(f"pull {host}")
            self.lan.pull(host)
            self.pulled.add(host)

    def _plug(self, host: int) -> None:
        self.story.append(f"plug {host}")
        self.lan.plug(host)
        self.pulled.discard(host)

    def _cut(self) -> None:
        if self.split:
            self.story.append("heal")
            self.lan.heal()
        else:
            half = self.dice.sample(range(HOSTS), self.dice.randint(1, HOSTS - 1))
            self.story.append(f"split {sorted(half)}")
            self.lan.split(half)
        self.split = not self.split

    def _kill(self) -> None:
        host = self.dice.randrange(HOSTS)
        self.story.append(f"kill {host}")
        self.room.kill(self.nodes[host])
        self.nodes[host] = self.room.start(host)
        self.nodes[host].report("joined")


def seats(room: Room, lan: Lan) -> dict[int, ConsoleNode]:
    """All nodes, in one meeting; two of the cables are poor ones from then on."""
    nodes = room.open(HOSTS, deputies=(1, 2))
    lan.spoil(HOSTS - 1, delay_ms=200, loss=0.05)
    lan.spoil(HOSTS - 2, delay_ms=20, loss=0.1)
    return dict(enumerate(nodes))


def run(minutes: float, seed: int) -> int:
    """Play, then compare."""
    dice = random.Random(seed)  # noqa: S311 - a reproducible hour, no secret
    with (
        tempfile.TemporaryDirectory(prefix="kurumaza-soak-") as folder,
        Lan(HOSTS) as lan,
        Room(Path(folder), lan, "--no-mdns") as room,
    ):
        hour = Hour(room, lan, seats(room, lan), dice)
        end = time.monotonic() + minutes * 60
        while time.monotonic() < end:
            for _ in range(dice.randint(1, 5)):
                hour.post()
            hour.accident()
            time.sleep(dice.uniform(0.2, 3.0))
        hour.calm()
        time.sleep(CALM_S)
        digest = level(*hour.nodes.values(), limit_s=LEVEL_S)
        comments = hour.nodes[0].do("meeting")["meeting"]["comments"]
        lost = hour.promised - {comment["body"] for comment in comments}
    outcome = {
        "soak": "lan",
        "hosts": HOSTS,
        "seed": seed,
        "minutes": minutes,
        "neighbours": HAS_NEIGHBOURS,
        "accidents": len(hour.story),
        "posts": len(hour.promised),
        "lost": sorted(lost),
        "digest": digest[:12],
    }
    sys.stdout.write(json.dumps(outcome, ensure_ascii=False) + "\n")
    if lost:
        sys.stdout.write("\n".join(hour.story) + "\n")
    return 1 if lost else 0


def main(arguments: list[str]) -> int:
    """Play for some minutes; says why when there can be no room here."""
    if reason := why_not():
        sys.stdout.write(json.dumps({"soak": "lan", "skipped": reason}) + "\n")
        return 0
    minutes = float(arguments[0]) if arguments else MINUTES
    seed = int(arguments[1]) if len(arguments) > 1 else time.time_ns() % 1_000_000
    return run(minutes, seed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
