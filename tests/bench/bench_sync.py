"""How fast the meeting travels: `python -m tests.bench.bench_sync [NAME...]` prints one JSON object a line.

Console nodes, a process each, on loopback, each measurement beside baselines in the same run and by the same
yardstick: a comment from posting until the last other node applied it, against a bare TCP hub and a bare
WebSocket hub with as many processes; the same while a file of 50 MB moves; a file of 20 MB until the last of
10 seats verified it, against HTTP and HTTPS; and a seat that joins when 5,000 events are there. Times are
milliseconds unless named otherwise. All nodes share the cores of one PC here, and wait for each other there.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import room_measurements
from tests.bench.baselines import NAME as BASELINES
from tests.bench.programs import BenchNode, Line, Program, meeting_file, percentile, say
from tests.lan.lan import NETWORK, Lan, why_not

SEATS, WARM_UP, POSTS, ROUNDS, PAUSE_S = 30, 5, 20, 3, 0.25
FILE_SEATS, FILE_BYTES, FILE_ROUNDS = 10, 20_000_000, 3
BUSY_BYTES, BUSY_PAUSE_S = 50_000_000, 0.1
EVENTS, EVENTS_AT_ONCE = 5_000, 40
SEATS_OF_ROOMS = tuple(map(int, os.environ.get("KURUMAZA_BENCH_ROOMS", "30,100").split(",")))
CODE = "482913"
HOST = "127.0.0.1"
PAYLOAD = "意見" * 40


@dataclass
class Place:
    """Where a measurement runs; 0 is the chair's PC. Replaced to run it between network namespaces."""

    host: str = HOST
    prefix: Callable[[int], Sequence[str]] = lambda _number: ()
    address: Callable[[int], str] = lambda _number: HOST


@dataclass
class Circle:
    """Programs that pass messages on to each other: how to post at one, and what took how long."""

    hub: Program
    seats: Sequence[Program]
    last: list[float] = field(default_factory=list)
    half: list[float] = field(default_factory=list)

    def post(self, number: int, text: str, pause_s: float) -> None:
        """Post at one seat; note how long it took until half of the others, and until all of them, had it."""
        poster = self.seats[number % len(self.seats)]
        began = time.monotonic_ns()
        if isinstance(poster, BenchNode):
            poster.send("post", body=text)
        else:
            poster.write(text)
        time.sleep(pause_s)
        others = [program for program in (self.hub, *self.seats) if program is not poster]
        seen = sorted((_applied(program, text) - began) / 1e6 for program in others)
        self.last.append(seen[-1])
        self.half.append(seen[len(seen) // 2])
        for program in (self.hub, *self.seats):
            program.forget()

    def figures(self, name: str) -> Line:
        """Milliseconds until the last one had it, and until half of them had it."""
        return {
            f"{name}_p50": percentile(self.last, 50),
            f"{name}_p95": percentile(self.last, 95),
            f"{name}_p99": percentile(self.last, 99),
            f"{name}_half_p50": percentile(self.half, 50),
        }

    def end(self) -> None:
        """End all programs."""
        for program in (*self.seats, self.hub):
            program.end()


def _applied(program: Program, text: str) -> int:
    report = program.wait(lambda line: line.get("report") == "comment" and line["body"] == text)
    return int(report["monotonic_ns"])


def _meeting(folder: Path, count: int, place: Place, size: int = 0) -> tuple[BenchNode, list[BenchNode], str]:
    """A chair's PC that hosts, seats that are started, and the chair's address."""
    file = meeting_file(folder / "files", size)
    chair = BenchNode(folder / "chair", place.address(0), place.prefix(0))
    seats = [
        BenchNode(folder / f"seat{number}", place.address(number), place.prefix(number))
        for number in range(1, count + 1)
    ]
    address = chair.ready()
    chair.do("host", file=str(file), code=CODE)
    for seat in seats:
        seat.ready()
    return chair, seats, address


def _ours(folder: Path, count: int, place: Place) -> Circle:
    chair, seats, address = _meeting(folder, count, place)
    for number, seat in enumerate(seats):
        seat.do("join", address=address, code=CODE, seat=str(number))
        for program in (chair, *seats[: number + 1]):
            program.forget()
    return Circle(chair, seats)


def _bare(kind: str, count: int, place: Place) -> Circle:
    hub = Program(BASELINES, f"{kind}_hub", place.address(0), prefix=place.prefix(0))
    port = hub.wait(lambda line: line.get("report") == "ready")["port"]
    peers = [
        Program(BASELINES, f"{kind}_peer", place.address(0), str(port), prefix=place.prefix(number))
        for number in range(1, count + 1)
    ]
    for peer in peers:
        peer.wait(lambda line: line.get("report") == "ready")
    return Circle(hub, peers)


def fan_out(folder: Path, place: Place | None = None, count: int = SEATS) -> None:
    """Post from changing seats, in turns with the bare hubs."""
    place = place or Place()
    circles = {
        "ours": _ours(folder, count, place),
        "tcp": _bare("tcp", count, place),
        "websocket": _bare("ws", count, place),
    }
    for name, circle in circles.items():
        for number in range(WARM_UP):
            circle.post(number, f"{PAYLOAD}{name} warm {number}", PAUSE_S)
        circle.last.clear()
        circle.half.clear()
    for turn in range(ROUNDS):
        for name, circle in circles.items():
            for number in range(POSTS):
                circle.post(turn * POSTS + number, f"{PAYLOAD}{name} {turn} {number}", PAUSE_S)
    line: Line = {
        "bench": "post_to_applied_on_all",
        "namespaces": place.host != HOST,
        "seats": count,
        "posts": ROUNDS * POSTS,
    }
    for name, circle in circles.items():
        line |= circle.figures(name)
        circle.end()
    for name in ("tcp", "websocket"):
        for percent in ("p50", "p95", "p99"):
            line[f"ratio_{name}_{percent}"] = round(line[f"ours_{percent}"] / line[f"{name}_{percent}"], 2)
    say(line)


def room(folder: Path) -> None:
    """The same between hosts of a LAN, in a room and in a hall; without namespaces on loopback."""
    for count in SEATS_OF_ROOMS:
        here = folder / str(count)
        if why_not():
            fan_out(here, Place(), count)
            continue
        with Lan(count + 1) as lan:
            fan_out(here, Place(NETWORK, lan.prefix, lan.address), count)


def busy(folder: Path, place: Place | None = None, count: int = FILE_SEATS, size: int = BUSY_BYTES) -> None:
    """Post from changing seats while a file moves to all of them."""
    chair, seats, address = _meeting(folder, count, place or Place(), size)
    for number, seat in enumerate(seats):
        seat.send("join", address=address, code=CODE, seat=str(number))
    began = time.monotonic()
    for seat in seats:
        seat.wait(lambda line: line.get("report") == "joined")
    circle = Circle(chair, seats)
    admitted = time.monotonic() - began
    complete: dict[BenchNode, float] = {}
    while len(complete) < count:
        number = len(circle.last)
        circle.post(number, f"{PAYLOAD}busy {number}", BUSY_PAUSE_S)
        for seat in seats:
            if seat not in complete and seat.do("documents")["documents"][0]["complete"]:
                complete[seat] = time.monotonic() - began
    say(
        {
            "bench": "comment_while_a_file_moves",
            "seats": count,
            "bytes": size,
            "posts": len(circle.last),
            **circle.figures("ours"),
            "max": round(max(circle.last), 2),
            "joined_seconds": round(admitted, 2),
            "first_seconds": round(min(complete.values()), 2),
            "seconds": round(max(complete.values()), 2),
        }
    )
    circle.end()


def distribute(folder: Path, place: Place | None = None, count: int = FILE_SEATS) -> None:
    """One file to ten seats that join at the same moment, in turns with HTTP and HTTPS."""
    place = place or Place()
    times: dict[str, list[float]] = {"admission": [], "ours": [], "http": [], "https": []}
    for number in range(FILE_ROUNDS):
        here = folder / str(number)
        admission, whole = _distribute(here, place, count)
        times["admission"].append(admission)
        times["ours"].append(whole)
        for scheme in ("http", "https"):
            times[scheme].append(distribute_bare(here / "files", scheme, place, count))
    median = {name: statistics.median(values) for name, values in times.items()}
    say(
        {
            "bench": "file_to_all_seats",
            "seats": count,
            "bytes": FILE_BYTES,
            "seconds": round(median["ours"], 2),
            "of_that_admission_seconds": round(median["admission"], 2),
            "http_seconds": round(median["http"], 2),
            "https_seconds": round(median["https"], 2),
            "ratio_http": round(median["ours"] / median["http"], 2),
            "ratio_https": round(median["ours"] / median["https"], 2),
        }
    )


def _distribute(folder: Path, place: Place, count: int) -> tuple[float, float]:
    """Seconds from the call to join until the last seat was in, and until the last verified the whole."""
    chair, seats, address = _meeting(folder, count, place, FILE_BYTES)
    began = time.monotonic()
    for number, seat in enumerate(seats):
        seat.send("join", address=address, code=CODE, seat=str(number))
    for seat in seats:
        seat.wait(lambda line: line.get("report") == "joined")
    admission = time.monotonic() - began
    for seat in seats:
        seat.wait(lambda line: line.get("report") == "document" and line["complete"])
    elapsed = time.monotonic() - began
    for program in (*seats, chair):
        program.end()
    return admission, elapsed


def distribute_bare(folder: Path, scheme: str, place: Place, count: int) -> float:
    """One server, every seat fetches the whole; seconds until the last one has it."""
    server = Program(BASELINES, "files", place.address(0), scheme, str(folder), prefix=place.prefix(0))
    port = server.wait(lambda line: line.get("report") == "ready")["port"]
    clients = [
        Program(BASELINES, "fetch", place.address(0), scheme, str(port), prefix=place.prefix(number))
        for number in range(1, count + 1)
    ]
    for client in clients:
        client.wait(lambda line: line.get("report") == "ready")
    began = time.monotonic()
    for client in clients:
        client.write("go")
    for client in clients:
        client.wait(lambda line: line.get("report") == "document")
    elapsed = time.monotonic() - began
    for program in (*clients, server):
        program.end()
    return elapsed


def late_join(folder: Path) -> None:
    """A seat joins when thousands of events are there."""
    chair, _, address = _meeting(folder, 0, Place())
    for start in range(0, EVENTS, EVENTS_AT_ONCE):
        sent = [chair.send("post", body=f"{PAYLOAD}{start + number}") for number in range(EVENTS_AT_ONCE)]
        chair.answer(sent[-1])
        chair.forget()
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


def main(names: Sequence[str]) -> int:
    """Measure all, or what is named."""
    chosen = {
        "fan_out": fan_out,
        "room": room,
        "busy": busy,
        "distribute": distribute,
        "late_join": late_join,
        "found": room_measurements.found,
        "take_over": room_measurements.take_over,
        "cost": room_measurements.cost,
        "many": room_measurements.many,
    }
    for name in names or chosen:
        with tempfile.TemporaryDirectory(prefix="kurumaza-bench-") as folder:
            chosen[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
