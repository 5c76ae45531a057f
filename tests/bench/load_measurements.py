"""Measurements for `bench_discussion load`: 300 seats, 10,000 comments, 50 more a second."""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.bridge import NodeSignals, Reports
from app.chair import Chair
from app.commands import Commands
from app.desktop import SWITCH_S
from app.drafts import Drafts
from app.garbage import GarbageCollection
from app.paths import ProfilePaths
from app.reading_room import ReadingRoom
from app.tasks import Tasks
from sync.admission import admission_body
from sync.meeting import Comment, Member
from sync.meeting_file import read_meeting_file
from sync.node_options import NodeOptions
from sync.node_thread import NodeThread
from tests.bench.programs import BenchNode, Line, Program, meeting_file, percentile, say
from widgets.projector_view import ProjectorView
from widgets.theme import TextSize, apply_theme

SEATS, COMMENTS, RATE, SECONDS = 300, 10_000, 50, int(os.environ.get("KURUMAZA_BENCH_SECONDS", "60"))
PROJECTED = POSTED = 20
GIVE_UP_S = 300.0
CODE = "482913"


class StallWatch(QObject):
    """How long the event loop of the windows was away, turn by turn, and what of that it worked itself."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[float] = []
        self.worked: list[float] = []

    def turn(self) -> None:
        """Let the windows live once."""
        began, used = time.perf_counter(), time.thread_time()
        QApplication.processEvents()
        self.turns.append((time.perf_counter() - began) * 1e3)
        self.worked.append((time.thread_time() - used) * 1e3)
        time.sleep(0.0005)  # an event loop that waits gives other threads their turn, as this does

    def begin(self) -> None:
        """Forget what was before."""
        self.turns.clear()
        self.worked.clear()


class PaintTimes(QObject):
    """When the projector was painted last."""

    def __init__(self, window: QObject) -> None:
        super().__init__()
        self.at_ns = 0
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a painting."""
        if event.type() == QEvent.Type.Paint:
            self.at_ns = time.monotonic_ns()
        return False


@dataclass
class Hall:
    """The chair's desk and projector in this process, a seat without a screen, and the crowd."""

    thread: NodeThread
    reports: Reports
    chair: Chair
    seat: BenchNode
    crowd: Program
    applied: dict[str, int]  # body of a comment -> when the chair's node followed it, monotonic ns
    stalls: StallWatch = field(default_factory=StallWatch)

    def tell(self, **command: object) -> Line:
        """Tell the crowd something, and let the windows live until it is done."""
        self.crowd.write(json.dumps(command))
        return self.crowd.wait(lambda _line: True)

    def until(self, condition: Callable[[], object]) -> None:
        """Let the windows live until something holds."""
        end = time.monotonic() + GIVE_UP_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("it did not come to that")
            self.stalls.turn()

    @property
    def comments(self) -> int:
        """How many comments the desk has."""
        return len(self.reports.meeting.comments) if self.reports.meeting else 0

    def newest(self) -> tuple[Comment, ...]:
        """The last of them."""
        return self.reports.meeting.comments[-400:] if self.reports.meeting else ()


def measure(folder: Path) -> None:
    """Print what was measured."""
    application = QApplication.instance() or QApplication(["bench"])
    assert isinstance(application, QApplication)
    apply_theme(application, TextSize.SMALL)
    garbage = GarbageCollection()
    sys.setswitchinterval(SWITCH_S)  # as the program does
    with _hall(folder) as hall:
        _gather(hall)
        say(_fill(hall))
        say(_post(hall, busy=False))
        say(_post(hall, busy=True))
        say(_keep_coming(hall))
        say(_project(hall))
    garbage.close()


def _gather(hall: Hall) -> None:
    devices = hall.tell(do="gather", count=SEATS - 3)["devices"]

    async def admit() -> None:
        session = hall.thread.node._session()
        for number, device in enumerate(devices, 4):
            body = admission_body(Member(device, str(number), f"席{number}"))
            session.wrote(session.journal.write("roster.add", body=body))

    admitting = hall.thread.run(admit())
    hall.until(admitting.done)
    admitting.result()
    hall.until(lambda: hall.reports.meeting and len(hall.reports.meeting.members) == SEATS)
    time.sleep(1)  # the crowd's own node follows the roster meanwhile, which says nothing


def _write(hall: Hall, count: int, rate: int) -> tuple[dict[str, int], float]:
    """Let the crowd write; gives when it wrote each, and how long until the desk had all."""
    before, began = hall.comments, time.monotonic()
    hall.crowd.write(json.dumps({"do": "write", "count": count, "rate": rate}))
    hall.until(lambda: hall.comments >= before + count)
    seconds = time.monotonic() - began
    answer = hall.crowd.wait(lambda line: "written" in line)
    return answer["written"], seconds


def _fill(hall: Hall) -> Line:
    _, seconds = _write(hall, COMMENTS, 0)
    return {"bench": "fill", "seats": SEATS, "comments": COMMENTS, "seconds": round(seconds, 1)}


def _keep_coming(hall: Hall) -> Line:
    """Fifty a second beside ten thousand: what the desk costs, how long it stands still, what is missed."""
    hall.stalls.begin()
    used, began = os.times(), time.monotonic()
    written, _ = _write(hall, RATE * SECONDS, RATE)
    seconds = time.monotonic() - began
    now = os.times()
    turns, worked = hall.stalls.turns, hall.stalls.worked
    meeting = hall.reports.meeting
    assert meeting is not None
    missed = set(written) - {comment.comment for comment in meeting.comments}
    at_seat = {each["comment"] for each in hall.seat.do("meeting")["meeting"]["comments"]}
    return {
        "bench": "keep_coming",
        "comments": len(meeting.comments),
        "a_second": RATE,
        "seconds": round(seconds, 1),
        "desk_and_node_cpu": round((now.user + now.system - used.user - used.system) / seconds, 2),
        "stall_ms": {"p99": percentile(turns, 99), "max": round(max(turns), 1)},
        "over_50_ms": sum(turn > 50 for turn in turns),
        "gui_thread_cpu": round(sum(worked) / 1e3 / seconds, 2),
        "worked_ms": {"p99": percentile(worked, 99), "max": round(max(worked), 1)},
        "worked_over_50_ms": sum(turn > 50 for turn in worked),
        "missed_at_desk": len(missed),
        "missed_at_seat": len(set(written) - at_seat),
    }


def _post(hall: Hall, *, busy: bool) -> Line:
    """From a post at a seat until the projector was painted with it, beside until the node followed it."""
    view = hall.chair.screening.window.view
    if busy:
        hall.crowd.write(json.dumps({"do": "write", "count": RATE * POSTED, "rate": RATE}))
    painted, applied = [], []
    for number in range(POSTED):
        for _ in range(100):
            hall.stalls.turn()
        hall.seat.forget()
        body = f"測定 {number} {busy}"
        began = time.monotonic_ns()
        hall.seat.send("post", body=body, agenda="1")
        hall.until(lambda body=body: any(each.body == body for each in hall.newest()))
        count = hall.comments
        hall.until(lambda count=count: _painted_count(view) >= count)
        painted.append((time.monotonic_ns() - began) / 1e6)
        applied.append((hall.applied[body] - began) / 1e6)
    if busy:
        hall.crowd.wait(lambda line: "written" in line)
    median = statistics.median(painted), statistics.median(applied)
    return {
        "bench": "post_to_wall",
        "comments": hall.comments,
        "a_second": RATE if busy else 0,
        "painted_ms": {"median": round(median[0], 1), "p95": percentile(painted, 95)},
        "applied_ms": {"median": round(median[1], 1), "p95": percentile(applied, 95)},
        "painted_to_applied": round(median[0] / median[1], 2),
    }


def _painted_count(view: ProjectorView) -> int:
    """How many comments the wall said there are when it was painted last: it has no room for each."""
    words = " ".join(view.painted.texts if view.painted else ())
    found = re.search(r"Comments: (\d+)", words)
    return int(found[1]) if found else 0


def _project(hall: Hall) -> Line:
    """From the call to show a comment until the projector was painted, beside until the desk knew of it."""
    projector = PaintTimes(hall.chair.screening.window.view)
    assert hall.reports.meeting is not None
    painted, applied = [], []
    for comment in hall.reports.meeting.comments[-PROJECTED:]:
        for _ in range(100):
            hall.stalls.turn()
        hall.seat.forget()
        began = time.monotonic_ns()
        hall.thread.run(hall.thread.node.spotlight(comment.comment))
        hall.until(lambda shown=comment.comment: hall.reports.meeting.spotlight == shown)
        seen = time.monotonic_ns()
        hall.until(lambda seen=seen: projector.at_ns > seen)
        painted.append((projector.at_ns - began) / 1e6)
        applied.append((seen - began) / 1e6)
    return {
        "bench": "spotlight_on_projector",
        "comments": hall.comments,
        "painted_ms": {"median": round(statistics.median(painted), 1), "p95": percentile(painted, 95)},
        "applied_ms": {"median": round(statistics.median(applied), 1), "p95": percentile(applied, 95)},
    }


@contextmanager
def _hall(folder: Path) -> Iterator[Hall]:
    profile = folder / "chair"
    profile.mkdir()
    signals, tasks = NodeSignals(), Tasks()
    reports, commands = Reports(signals), Commands(tasks)
    options = NodeOptions(profile, listen_host="127.0.0.1", listen_port=0, mdns=False, broadcast=False)
    addresses: list[str] = []
    signals.ready.connect(lambda _version, _device, listen: addresses.extend(listen))
    applied: dict[str, int] = {}
    listener = replace(
        signals.listener(), comment_applied=lambda comment, at_ns: applied.setdefault(comment.body, at_ns)
    )
    thread = NodeThread(options, listener)
    thread.start()
    commands.connect_node(thread)
    thread.started.result(GIVE_UP_S)
    hosting = thread.run(thread.node.host(read_meeting_file(meeting_file(folder / "files")), CODE))
    while not (hosting.done() and reports.meeting is not None):
        QApplication.processEvents()
    hosting.result()
    assert reports.meeting is not None
    room = ReadingRoom(ProfilePaths(profile), tasks)
    drafts = Drafts(profile / "drafts.json")
    chair = Chair(reports.meeting, reports.device, reports, commands, drafts, room, leave=bool)
    chair.window.resize(1366, 768)
    chair.window.show()
    chair.projector.resize(1920, 1080)
    chair.projector.show()  # this PC has one screen only, where it stays away by itself
    seat, crowd = BenchNode(folder / "seat"), Program("tests.bench.crowd", str(folder / "crowd"))
    try:
        hall = Hall(thread, reports, chair, seat, crowd, applied)
        address = addresses[0]
        seat.ready()
        joining = seat.send("join", address=address, code=CODE, seat="2", name="席2")
        crowd.write(json.dumps({"do": "join", "address": address, "code": CODE}))
        hall.until(lambda: len(reports.meeting.members) == 3)
        seat.answer(joining)
        crowd.wait(lambda _line: True)
        yield hall
    finally:
        for each in (seat, crowd):
            each.end()
        chair.close()
        room.close()
        tasks.close()
        thread.stop()
