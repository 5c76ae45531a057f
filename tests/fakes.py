"""Stand-ins that behave: the twin in memory of a connection, meetings in small, nodes on loopback."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

import aiohttp

from sync.listener import NodeListener
from sync.meeting import Role, Seat
from sync.meeting_plan import MeetingPlan, PlannedDocument, PlannedItem
from sync.node import Node, NodeOptions

T = TypeVar("T")

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"


class FakeSocket:
    """One end of a connection in memory; `lose` drops what is sent, as a broken way does."""

    def __init__(self) -> None:
        self.arrived: asyncio.Queue[Any] = asyncio.Queue()
        self.other: FakeSocket | None = None
        self.sent: list[bytes] = []
        self.lose = False
        self.closed = False

    async def send_bytes(self, data: bytes) -> None:
        if self.closed:
            raise ConnectionResetError("closed")
        self.sent.append(data)
        if self.other is not None and not self.lose:
            self.other.arrived.put_nowait(aiohttp.WSMessage(aiohttp.WSMsgType.BINARY, data, None))

    async def receive(self) -> Any:
        return await self.arrived.get()

    async def close(self) -> None:
        self.closed = True
        for end in (self, self.other):
            if end is not None:
                end.arrived.put_nowait(aiohttp.WSMessage(aiohttp.WSMsgType.CLOSED, None, None))


def connected() -> tuple[FakeSocket, FakeSocket]:
    """Both ends of one connection."""
    left, right = FakeSocket(), FakeSocket()
    left.other, right.other = right, left
    return left, right


@dataclass
class Reported:
    """Every report of a node, and a way to wait for one."""

    reports: list[tuple[str, Any]] = field(default_factory=list)
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    def listener(self) -> NodeListener:
        def note(name: str) -> Callable[..., None]:
            def report(*values: Any) -> None:
                self.reports.append((name, values[0] if len(values) == 1 else values))
                self.moved.set()

            return report

        return NodeListener(**{name: note(name) for name in NodeListener.__dataclass_fields__})

    def of(self, name: str) -> list[Any]:
        return [value for kind, value in self.reports if kind == name]

    async def until(self, condition: Callable[[], Any]) -> Any:
        """Wait for reports until the condition holds; gives what it gave."""
        async with asyncio.timeout(20):
            while not (found := condition()):
                self.moved.clear()
                await self.moved.wait()
        return found


@dataclass
class RunningNode:
    """A node on loopback and what it reported."""

    node: Node
    reported: Reported

    @property
    def address(self) -> str:
        return self.node.listen[0]

    async def until(self, condition: Callable[[], Any]) -> Any:
        return await self.reported.until(condition)


class Room:
    """Nodes of one test; all end with it. Use as `async with Room(tmp_path) as room`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nodes: list[Node] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for node in self._nodes:
            await node.stop()

    async def node(self, name: str, port: int = 0, **options: Any) -> RunningNode:
        """Start a node; the same name again is the same device."""
        reported = Reported()
        values = {"listen_host": "127.0.0.1", "mdns": False, "patience_s": 0.1, "settle_s": 1.0, **options}
        node = Node(NodeOptions(self._folder / name, listen_port=port, **values), reported.listener())
        self._nodes.append(node)
        await node.start()
        return RunningNode(node, reported)

    async def stop(self, running: RunningNode) -> None:
        self._nodes.remove(running.node)
        await running.node.stop()


def plan(folder: Path, *, documents: int = 1, size: int = 3_000_000, seats: bool = True) -> MeetingPlan:
    """A small meeting with documents that differ in every chunk."""
    folder.mkdir(parents=True, exist_ok=True)
    planned = []
    for number in range(documents):
        path = folder / f"資料{number + 1}.pdf"
        path.write_bytes(PDF + bytes((number + place // 997) % 251 for place in range(size)))
        planned.append(PlannedDocument(path, f"資料{number + 1}"))
    chairs = (Seat("1", "市長", "市長部局", Role.CHAIR), Seat("2", "副市長"), Seat("3", "教育長"))
    return MeetingPlan(
        title="試験の会議",
        agenda=(PlannedItem("開会", documents=tuple(planned)), PlannedItem("その他")),
        seats=(*chairs, Seat("23", "事務局", role=Role.SECRETARIAT), Seat("24", "傍聴", role=Role.OBSERVER))
        if seats
        else (),
    )


def run(work: Awaitable[T]) -> T:
    """Run one coroutine to its end, but not for ever."""

    async def limited() -> T:
        async with asyncio.timeout(60):
            outcome = await work
            for _ in range(20):  # closed TLS connections say goodbye in the next turns of the loop
                await asyncio.sleep(0)
            return outcome

    return asyncio.run(limited())
