"""Measurements of a whole room for `bench_sync`: found how soon, taken over how soon, at what cost.

Nodes stand on hosts of their own where network namespaces may be made, else on loopback; "namespaces" says
which.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.fold import Fold
from sync.node import Node
from tests.bench.programs import Line, say
from tests.lan.lan import Lan, why_not
from tests.lan.place import CODE, ConsoleNode, Room, heard_after
from tests.sync.strategies import CHAIR, Writer, admit, create

FOUND_ROUNDS, FOUND_LIMIT_S = 3, 15.0
COST_SEATS, COST_POSTS, COST_PAUSE_S = 10, 100, 0.05
MANY, AT_ONCE = 10_000, 40
TAKE_OVER_SEATS, TAKE_OVER_ROUNDS = 6, 3
DIGESTS = 5
TEXT = "意見" * 40


@contextmanager
def a_room(folder: Path, hosts: int, *options: str) -> Iterator[Room]:
    """A room with cables if possible, which ends with the block."""
    folder.mkdir()
    if why_not():
        with Room(folder, None, *options) as room:
            yield room
    else:
        with Lan(hosts) as lan, Room(folder, lan, *options) as room:
            yield room


def found(folder: Path) -> None:
    """From the start of a seat's program until it found the meeting, or was in it by a known address."""
    times: dict[str, list[float]] = {"ready": [], "mdns": [], "broadcast": [], "address": []}
    missed = 0
    for turn in range(FOUND_ROUNDS):
        with a_room(folder / str(turn), 4) as room:
            chair = room.start(0)
            address = chair.report("ready")["listen"][0]
            meeting = chair.do("host", file=str(room.meeting_file(4)), code=CODE)["meeting"]
            began = time.monotonic()
            seat = room.start(1, "--no-broadcast")
            seat.report("ready")
            times["ready"].append(time.monotonic() - began)
            times["mdns"] += _sighted(seat, meeting, began)
            began = time.monotonic()
            known = room.start(2, "--no-mdns")
            known.report("ready")
            known.do("join", address=address, code=CODE, seat="2")
            times["address"].append(time.monotonic() - began)
            if room.lan is None:
                continue
            room.lan.block_multicast()
            began = time.monotonic()
            heard = _sighted(room.start(3), meeting, began)
            missed += not heard
            times["broadcast"] += heard
    line: Line = {"bench": "start_to_found", "namespaces": not why_not(), "broadcast_missed": missed}
    line |= {
        f"{name}_seconds": round(statistics.median(values), 2) for name, values in times.items() if values
    }
    say(line)


def _sighted(seat: ConsoleNode, meeting: str, began: float) -> list[float]:
    try:
        seat.find(
            lambda line: line.get("report") == "meeting_found" and meeting.startswith(line["meeting"]),
            limit_s=FOUND_LIMIT_S,
        )
    except AssertionError:  # not found at all is a result as well
        return []
    return [time.monotonic() - began]


def take_over(folder: Path) -> None:
    """From the chair's death until a deputy knows, and from its claim until all have the next comment."""
    if not hasattr(Node, "claim_chair"):
        say({"bench": "take_over", "skipped": "nobody can take over yet"})
        return
    offered, comment = [], []
    for turn in range(TAKE_OVER_ROUNDS):
        with a_room(folder / str(turn), TAKE_OVER_SEATS, "--no-mdns") as room:
            chair, deputy, *seats = room.open(TAKE_OVER_SEATS, deputies=(1,))
            mark = deputy.lines
            began = time.monotonic()
            room.kill(chair)
            deputy.report("link", mark, state="WithOthers")
            offered.append(time.monotonic() - began)
            claimed = time.monotonic()
            deputy.do("claim_chair")
            heard_after(deputy, "新しい議長から", *seats)
            comment.append(time.monotonic() - claimed)
    say(
        {
            "bench": "take_over",
            "seats": TAKE_OVER_SEATS,
            "namespaces": not why_not(),
            "death_to_offered_seconds": round(statistics.median(offered), 2),
            "claim_to_comment_on_all_seconds": round(statistics.median(comment), 3),
        }
    )


def cost(folder: Path) -> None:
    """Processor time and bytes of one comment, at the chair's PC and at a seat."""
    with a_room(folder / "cost", COST_SEATS + 1, "--no-mdns") as room:
        chair, *seats = room.open(COST_SEATS + 1)
        before = _used(chair), _used(seats[-1])
        for number in range(COST_POSTS):
            seats[number % (COST_SEATS - 1)].do("post", body=f"{TEXT}{number}")
            time.sleep(COST_PAUSE_S)
        for node in (chair, *seats):
            node.report("comment", body=f"{TEXT}{COST_POSTS - 1}")
        line: Line = {"bench": "cost_of_a_comment", "seats": COST_SEATS, "namespaces": not why_not()}
        for name, node, (cpu_s, size) in zip(("chair", "seat"), (chair, seats[-1]), before, strict=True):
            now_s, now_size = _used(node)
            line[f"{name}_cpu_ms"] = round((now_s - cpu_s) * 1000 / COST_POSTS, 2)
            line[f"{name}_bytes"] = round((now_size - size) / COST_POSTS)
        say(line)


def _used(node: ConsoleNode) -> tuple[float, int]:
    """Processor time of a node in seconds, and bytes over its links."""
    fields = Path(f"/proc/{node.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    links = node.do("peers")["peers"]
    ticks = os.sysconf("SC_CLK_TCK")
    size = sum(link["bytes_sent"] + link["bytes_received"] for link in links)
    return (int(fields[11]) + int(fields[12])) / ticks, size


def many(folder: Path) -> None:
    """Memory of a node after thousands of events, and how long their digest takes."""
    with a_room(folder / "many", 1, "--no-mdns") as room:
        (chair,) = room.open(1)
        before = _resident_mb(chair)
        for start in range(0, MANY, AT_ONCE):
            sent = [chair.send("post", body=f"{TEXT}{start + number}") for number in range(AT_ONCE)]
            for number in sent:
                chair.answer(number)
            chair.forget()
        after = _resident_mb(chair)
    say(
        {
            "bench": "many_events",
            "events": MANY,
            "node_mb_before": before,
            "node_mb_after": after,
            "digest_ms": _digest_ms(),
        }
    )


def _resident_mb(node: ConsoleNode) -> float:
    status = Path(f"/proc/{node.process.pid}/status").read_text("utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def _digest_ms() -> float:
    """The digest of a meeting of MANY events, new each time because one more came."""
    chair, fold = Writer(CHAIR), Fold()
    fold.apply(create(chair))
    fold.apply(admit(chair, CHAIR, position=2))
    for number in range(MANY):
        fold.apply(chair.post(f"{TEXT}{number}"))
    if (meeting := fold.meeting()) is None or len(meeting.comments) != MANY:
        raise RuntimeError("the comments do not count")
    times: list[float] = []
    for number in range(DIGESTS):
        fold.apply(chair.post(f"もう一つ{number}"))
        began = time.perf_counter()
        fold.digest()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 1)
