"""A program that is many seats: one node, and behind it the signed words of devices that are not there.

It joins a meeting as one seat, makes keys for others, and writes for them as often as told; what it wrote
goes to the chair's PC over its one connection, as from a neighbour that passes on what it heard. So a room
of three hundred can be had on one PC. JSON lines in, JSON lines out; used by `bench_discussion load`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from sync.clock import HybridClock, HybridTime
from sync.events import Event, new_log_id, sign_event
from sync.keys import DeviceKey
from sync.listener import NodeListener
from sync.meeting import CommentKind
from sync.node import Node
from sync.node_options import NodeOptions
from sync.session import Session

KINDS = tuple(CommentKind)
WORDS = (
    "窓口を一つにする",
    "支所から始めたい",
    "夜間も使えるように",
    "費用はいくらか",
    "手順を先に決めたい",
    "賛成です",
)


class Absent:
    """One device that is not there: its key and its log."""

    def __init__(self, key: DeviceKey) -> None:
        self.key = key
        self._log, self._sequence, self._previous = new_log_id(), 0, ""

    def post(self, session: Session, time_now: HybridTime, body: str, kind: CommentKind) -> Event:
        """Write a comment as that device would at this time."""
        event = sign_event(
            self.key,
            meeting=session.meeting_id,
            log=self._log,
            sequence=self._sequence + 1,
            previous=self._previous,
            time=time_now,
            wall_ms=time_now.ms,
            authority=session.journal.fold.authority(),
            kind="comment.add",
            body={"kind": kind.value, "body": body, "agenda": "1"},
        )
        self._sequence, self._previous = event.sequence, event.event_id
        return event


class Crowd:
    """The node, and all those behind it."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._absent: list[Absent] = []
        self._written = 0
        self._clock = HybridClock(lambda: time.time_ns() // 1_000_000)

    async def obey(self, command: dict[str, Any]) -> dict[str, Any]:
        """Carry out one line."""
        match command["do"]:
            case "join":
                await self._node.join(address=command["address"], code=command["code"], seat="1", name="席1")
                return {}
            case "gather":
                self._absent = [Absent(DeviceKey.generate()) for _ in range(command["count"])]
                return {"devices": [absent.key.device for absent in self._absent]}
            case "write":
                return await self._write(command["count"], command["rate"])
        raise ValueError(command)

    async def _write(self, count: int, rate: int) -> dict[str, Any]:
        """Write so many comments, so many a second; 0 is as fast as they are taken."""
        session = self._node._session()
        began, times = time.monotonic(), {}
        for number in range(count):
            absent = self._absent[self._written % len(self._absent)]
            body = f"{WORDS[number % len(WORDS)]}（{self._written}）"
            self._written += 1
            event = absent.post(session, self._clock.tick(), body, KINDS[number % len(KINDS)])
            times[event.event_id] = time.monotonic_ns()
            added = session.journal.take((event,))
            session.arrived(added.new, None)
            if rate:
                await asyncio.sleep(max(0.0, began + (number + 1) / rate - time.monotonic()))
            elif number % 100 == 99:
                await asyncio.sleep(0.01)
        return {"written": times, "seconds": round(time.monotonic() - began, 2)}


async def live(profile: Path) -> None:
    """Obey lines until there are no more."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    options = NodeOptions(profile, listen_host="127.0.0.1", listen_port=0, mdns=False, broadcast=False)
    node = Node(options, NodeListener())
    await node.start()
    crowd = Crowd(node)
    try:
        while (line := await lines.get()) is not None:
            answer = await crowd.obey(json.loads(line))
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    finally:
        await node.stop()


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1])))
