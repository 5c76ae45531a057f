"""How fast the meeting travels: `python -m tests.bench.bench_sync` prints one JSON object a line.

Three measurements with console nodes, a process each, on loopback, each beside a baseline in the same run: a
comment from posting until the last of 20 nodes applied it, against a bare asyncio TCP hub with as many
processes; a file of 20 MB until the last of 10 seats verified it, against plain HTTP; and a seat that joins
when 5,000 events are there. Times are milliseconds unless named otherwise. Twenty nodes share the cores
of one PC here, so the last one waits; `first` is the first seat beside the poster's.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import Any

ROOT = Path(__file__).parent.parent.parent
NODES, POSTS, ROUNDS, PAUSE_S = 20, 25, 3, 0.12
SEATS, FILE_BYTES, FILE_ROUNDS = 10, 20_000_000, 3
EVENTS = 5_000
CODE = "482913"
WAIT_S = 120.0
PAYLOAD = "意見" * 40
Line = dict[str, Any]


class Program:
    """A process that is told by lines and answers by JSON lines."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._lines: Queue[Line] = Queue()
        self._kept: list[Line] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))

    def write(self, line: str) -> None:
        """Send one line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def wait(self, condition: Callable[[Line], bool]) -> Line:
        """The first line, also of those that came before, that fits; it is taken."""
        for place, line in enumerate(self._kept):
            if condition(line):
                return self._kept.pop(place)
        while not condition(line := self._lines.get(timeout=WAIT_S)):
            self._kept.append(line)
        return line

    def forget(self) -> None:
        """Drop the lines nobody waited for."""
        self._kept.clear()

    def end(self) -> None:
        """Close its input and wait for its end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)


class BenchNode(Program):
    """A console node."""

    def __init__(self, profile: Path) -> None:
        super().__init__("sync.console", "--profile", str(profile), "--listen", "127.0.0.1:0", "--no-mdns")
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


def meeting_file(folder: Path, size: int = 0) -> Path:
    """A meeting with one document of random bytes, or with none."""
    folder.mkdir(parents=True, exist_ok=True)
    text = '[meeting]\ntitle = "測定"\n[[agenda]]\ntitle = "議題"\n'
    if size:
        content = b"%PDF-1.4\n" + random.Random(size).randbytes(size - 9)  # noqa: S311 - only has to be dense
        (folder / "file.pdf").write_bytes(content)
        text += '[[agenda.documents]]\nfile = "file.pdf"\n'
    (folder / "meeting.toml").write_text(text, "utf-8")
    return folder / "meeting.toml"


# -- a comment on all screens --------------------------------------------------------------------


async def _hub() -> None:
    """The least that can be done: what comes from one goes to all others."""
    peers: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peers.add(writer)
        while head := await reader.read(4):
            frame = await reader.readexactly(struct.unpack("!I", head)[0])
            for peer in peers - {writer}:
                peer.write(head + frame)
            say({"report": "comment", "comment": frame.decode(), "monotonic_ns": time.monotonic_ns()})

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    say({"report": "ready", "port": server.sockets[0].getsockname()[1]})
    await asyncio.to_thread(sys.stdin.buffer.read)
    os._exit(0)


async def _hub_peer(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    loop = asyncio.get_running_loop()

    def obey() -> None:
        while line := sys.stdin.buffer.readline():
            frame = line.strip()
            loop.call_soon_threadsafe(writer.write, struct.pack("!I", len(frame)) + frame)
        os._exit(0)

    threading.Thread(target=obey, daemon=True).start()
    say({"report": "ready"})
    while True:
        (size,) = struct.unpack("!I", await reader.readexactly(4))
        frame = await reader.readexactly(size)
        say({"report": "comment", "comment": frame.decode(), "monotonic_ns": time.monotonic_ns()})


def say(value: Line) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def fan_out(folder: Path) -> None:
    """Post from changing seats, in turns with the bare hub."""
    chair = BenchNode(folder / "chair")
    address = chair.ready()
    chair.do("host", file=str(meeting_file(folder / "files")), code=CODE)
    seats = [BenchNode(folder / f"seat{number}") for number in range(NODES - 1)]
    for number, seat in enumerate(seats):
        seat.ready()
        seat.do("join", address=address, code=CODE, seat=str(number))
    hub = Program("tests.bench.bench_sync", "hub")
    port = hub.wait(lambda line: line.get("report") == "ready")["port"]
    peers = [Program("tests.bench.bench_sync", "peer", str(port)) for _ in seats]
    for peer in peers:
        peer.wait(lambda line: line.get("report") == "ready")

    ours: list[float] = []
    first: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        for number in range(POSTS):
            time.sleep(PAUSE_S)
            last_ms, first_ms = _post(seats[number % len(seats)], chair, seats)
            ours.append(last_ms)
            first.append(first_ms)
        for number in range(POSTS):
            time.sleep(PAUSE_S)
            bare.append(_post_bare(peers[number % len(peers)], [hub, *peers], f"{PAYLOAD}{len(bare)}"))
    for program in (*seats, chair, *peers, hub):
        program.end()
    say(
        {
            "bench": "post_to_applied_on_all",
            "nodes": NODES,
            "posts": len(ours),
            "p50": percentile(ours, 50),
            "p95": percentile(ours, 95),
            "first_p50": percentile(first, 50),
            "hub_p50": percentile(bare, 50),
            "hub_p95": percentile(bare, 95),
            "ratio_p50": round(percentile(ours, 50) / percentile(bare, 50), 2),
            "ratio_p95": round(percentile(ours, 95) / percentile(bare, 95), 2),
        }
    )


def _post(poster: BenchNode, chair: BenchNode, seats: list[BenchNode]) -> tuple[float, float]:
    """Milliseconds until the last node, and until the first other seat, applied a new comment."""
    for node in (chair, *seats):
        node.forget()
    began = time.monotonic_ns()
    comment = poster.do("post", body=PAYLOAD)["comment"]

    def applied(node: BenchNode) -> int:
        report = node.wait(lambda line: line.get("report") == "comment" and line["comment"] == comment)
        return int(report["monotonic_ns"])

    others = [applied(seat) for seat in seats if seat is not poster]
    last = max(applied(chair), applied(poster), *others)
    return (last - began) / 1e6, (min(others) - began) / 1e6


def _post_bare(poster: Program, programs: list[Program], text: str) -> float:
    began = time.monotonic_ns()
    poster.write(text)
    seen = [
        program.wait(lambda line: line.get("comment") == text)["monotonic_ns"]
        for program in programs
        if program is not poster
    ]
    return (max(seen) - began) / 1e6


def percentile(values: list[float], percent: int) -> float:
    """A percentile of the values, rounded."""
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 2)


# -- a file at all seats -------------------------------------------------------------------------


def _serve_http(folder: str) -> None:
    """Plain HTTP as aiohttp serves files."""
    from aiohttp import web

    async def serve() -> None:
        app = web.Application()
        app.router.add_static("/", folder)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        say({"report": "ready", "port": runner.addresses[0][1]})
        await asyncio.to_thread(sys.stdin.buffer.read)
        os._exit(0)

    asyncio.run(serve())


def _get_http(port: int) -> None:
    """Fetch a file into a file and hash it, each time a line comes."""
    say({"report": "ready"})
    for _line in sys.stdin.buffer:
        digest = hashlib.sha256()
        with (
            tempfile.TemporaryFile() as file,
            urllib.request.urlopen(f"http://127.0.0.1:{port}/file.pdf") as response,
        ):
            while piece := response.read(256 * 1024):
                digest.update(piece)
                file.write(piece)
        say({"report": "document", "sha256": digest.hexdigest(), "monotonic_ns": time.monotonic_ns()})


def distribute(folder: Path) -> None:
    """One file to ten seats that join at the same moment, in turns with plain HTTP."""
    ours: list[float] = []
    plain: list[float] = []
    for number in range(FILE_ROUNDS):
        here = folder / str(number)
        file = meeting_file(here / "files", FILE_BYTES)
        ours.append(_distribute(here, file))
        plain.append(_distribute_plain(file.parent))
    megabits = SEATS * FILE_BYTES * 8 / 1e9
    say(
        {
            "bench": "file_to_all_seats",
            "seats": SEATS,
            "bytes": FILE_BYTES,
            "seconds": round(statistics.median(ours), 2),
            "http_seconds": round(statistics.median(plain), 2),
            "ratio": round(statistics.median(ours) / statistics.median(plain), 2),
            "gbit_per_s": round(megabits / statistics.median(ours), 2),
        }
    )


def _distribute(folder: Path, file: Path) -> float:
    """Seconds from the call to join until the last seat verified the whole; admission by code included."""
    chair = BenchNode(folder / "chair")
    address = chair.ready()
    chair.do("host", file=str(file), code=CODE)
    seats = [BenchNode(folder / f"seat{number}") for number in range(SEATS)]
    for seat in seats:
        seat.ready()
    began = time.monotonic()
    for number, seat in enumerate(seats):
        seat.send("join", address=address, code=CODE, seat=str(number))
    for seat in seats:
        seat.wait(lambda line: line.get("report") == "document" and line["complete"])
    elapsed = time.monotonic() - began
    for program in (chair, *seats):
        program.end()
    return elapsed


def _distribute_plain(folder: Path) -> float:
    server = Program("tests.bench.bench_sync", "http", str(folder))
    port = server.wait(lambda line: line.get("report") == "ready")["port"]
    clients = [Program("tests.bench.bench_sync", "get", str(port)) for _ in range(SEATS)]
    for client in clients:
        client.wait(lambda line: line.get("report") == "ready")
    began = time.monotonic()
    for client in clients:
        client.write("go")
    for client in clients:
        client.wait(lambda line: line.get("report") == "document")
    elapsed = time.monotonic() - began
    for program in (server, *clients):
        program.end()
    return elapsed


# -- late ----------------------------------------------------------------------------------------


def late_join(folder: Path) -> None:
    """A seat joins when thousands of events are there."""
    chair = BenchNode(folder / "chair")
    address = chair.ready()
    chair.do("host", file=str(meeting_file(folder / "files")), code=CODE)
    last = 0
    for number in range(EVENTS):
        last = chair.send("post", body=f"{PAYLOAD}{number}")
        if number % 200 == 0:
            chair.answer(last)
    chair.answer(last)
    elapsed = []
    for number in range(3):
        seat = BenchNode(folder / f"seat{number}")
        seat.ready()
        began = time.monotonic()
        seat.do("join", address=address, code=CODE, seat=str(number))
        digest = seat.do("meeting")["digest"]
        elapsed.append(time.monotonic() - began)
        if digest != chair.do("meeting")["digest"]:
            raise RuntimeError("the seat came in without everything")
        seat.end()
    chair.end()
    say({"bench": "late_join", "events": EVENTS, "seconds": round(statistics.median(elapsed), 2)})


def main(arguments: list[str]) -> int:
    """Measure all, or play one of the baseline's parts."""
    match arguments:
        case ["hub"]:
            asyncio.run(_hub())
        case ["peer", port]:
            asyncio.run(_hub_peer(int(port)))
        case ["http", folder]:
            _serve_http(folder)
        case ["get", port]:
            _get_http(int(port))
        case _:
            chosen = {"fan_out": fan_out, "distribute": distribute, "late_join": late_join}
            for name in arguments or chosen:
                with tempfile.TemporaryDirectory(prefix="kurumaza-bench-") as folder:
                    chosen[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
