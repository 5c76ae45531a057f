"""Measurements for `bench_discussion follow`: a room of console nodes, and one real window that follows."""

from __future__ import annotations

import itertools
import os
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bridge import NodeSignals, Reports
from app.commands import Commands
from app.drafts import Drafts
from app.paths import ProfilePaths
from app.reading_room import ReadingRoom
from app.seat import Seat
from app.tasks import Tasks
from sync.discussion import Pointing
from sync.node_options import NodeOptions
from sync.node_thread import NodeThread
from tests.bench.programs import BenchNode, Line, percentile, say
from tests.bench.reader_measurements import PaintWatch
from widgets.theme import TextSize, apply_theme

SEATS = int(os.environ.get("KURUMAZA_BENCH_SEATS", "30"))  # the window is one of them
ROUNDS, WARM_UP, PAUSE_S = 40, 5, 0.3
POSTS = 30
POINT_S = 1 / 30
GIVE_UP_S = 30.0
SCREEN = (1366, 768)
CODE = "482913"
PAPER = Path(__file__).parents[2] / "resources" / "sample" / "02-1_counters_today.pdf"


@dataclass
class Window:
    """A seat's window with its node, as the desktop program builds them."""

    thread: NodeThread
    reports: Reports
    seat: Seat
    watch: PaintWatch

    @property
    def page(self) -> int:
        """The page in front, from 1."""
        return self.seat.reader.page + 1


@dataclass
class Room:
    """The chair's PC, the other seats, and the window."""

    chair: BenchNode
    seats: list[BenchNode]
    window: Window
    document: str


def measure(folder: Path) -> None:
    """Print what was measured."""
    application = QApplication.instance() or QApplication(["bench"])
    assert isinstance(application, QApplication)
    apply_theme(application, TextSize.SMALL)
    with _room(folder) as room:
        say(_pages(room))
        say(_comments_beside_a_pointer(room))


def _pages(room: Room) -> Line:
    """From the command at the chair's PC: painted and sharp in the window, applied at the nodes."""
    painted, sharp, applied = [], [], []
    for turn, page in enumerate(itertools.islice(itertools.cycle((3, 9, 5, 11, 2, 7)), ROUNDS + WARM_UP)):
        _turn(lambda: False, PAUSE_S)
        room.window.watch.painted = False
        began = time.monotonic_ns()
        number = room.chair.send("present", document=room.document, page=page)
        _turn(lambda page=page: room.window.page == page and room.window.watch.painted)
        first = time.monotonic_ns() - began
        _turn(room.window.watch.complete)
        last = time.monotonic_ns() - began
        room.chair.answer(number)
        nodes = [_told(seat, page) - began for seat in room.seats]
        if turn >= WARM_UP:
            painted.append(first / 1e6)
            sharp.append(last / 1e6)
            applied.append(max(nodes) / 1e6)
    return {
        "bench": "presenter_page",
        "seats": SEATS,
        "turns": ROUNDS,
        "painted_ms": _summary(painted),
        "sharp_ms": _summary(sharp),
        "applied_at_last_node_ms": _summary(applied),
        "painted_to_applied": round(statistics.median(painted) / statistics.median(applied), 2),
    }


def _comments_beside_a_pointer(room: Room) -> Line:
    """Whether a presenter who points thirty times a second delays a comment: first without, then with it."""
    quiet = _comments(room, lambda _number: None)
    document, points = room.document, []

    def point(number: int) -> None:
        pointing = Pointing(document, 3, 1_500, 5_000, 2_000 + number % 5_000, 5_000, number % 10_000)
        points.append(room.window.thread.run(room.window.thread.node.point(pointing)))

    room.chair.do("give_presenter", device=room.window.thread.node.device)
    node = room.window.thread.node
    _turn(lambda: room.window.seat.presenting.may)
    room.window.thread.run(node.present(document, 3)).result(GIVE_UP_S)
    _turn(lambda: room.window.seat.presenting.is_on, GIVE_UP_S)
    busy = _comments(room, point)
    return {
        "bench": "comment_beside_pointer",
        "seats": SEATS,
        "quiet_ms": _summary(quiet),
        "pointing_ms": _summary(busy),
        "pointings": len(points),
        "ratio": round(statistics.median(busy) / statistics.median(quiet), 2),
    }


def _comments(room: Room, point: Callable[[int], object]) -> list[float]:
    times = []
    numbers = itertools.count()
    poster, *others = room.seats
    for turn in range(POSTS + WARM_UP):
        end = time.monotonic() + PAUSE_S
        while time.monotonic() < end:
            point(next(numbers))
            _turn(lambda: False, POINT_S)
        text = f"意見 {id(point)} {turn}"
        for seat in room.seats:
            seat.forget()
        began = time.monotonic_ns()
        poster.send("post", body=text)
        next_point = time.monotonic()
        ended = time.monotonic() + PAUSE_S
        while time.monotonic() < ended:
            if time.monotonic() >= next_point:
                point(next(numbers))
                next_point += POINT_S
            _turn(lambda: False, 0.002)
        heard = [
            seat.wait(lambda line, text=text: line.get("body") == text and line.get("report") == "comment")
            for seat in others
        ]
        if turn >= WARM_UP:
            times.append((max(int(line["monotonic_ns"]) for line in heard) - began) / 1e6)
    return times


def _told(seat: BenchNode, page: int) -> int:
    line = seat.wait(lambda line: line.get("report") == "presenter" and line.get("page") == page)
    seat.forget()
    return int(line["monotonic_ns"])


def _summary(times: list[float]) -> dict[str, float]:
    return {"median": round(statistics.median(times), 1), "p95": round(percentile(times, 95), 1)}


def _turn(condition: Callable[[], bool], limit_s: float = GIVE_UP_S) -> None:
    """Let the window live until something holds, or for so long."""
    end = time.monotonic() + limit_s
    while not condition() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.0005)  # an event loop that waits gives other threads their turn, as this does


@contextmanager
def _room(folder: Path) -> Iterator[Room]:
    chair = BenchNode(folder / "chair")
    seats: list[BenchNode] = []
    try:
        address = chair.ready()
        hosted = chair.do("host", file=str(_meeting_file(folder / "files")), code=CODE)
        document = str(hosted["documents"][0]["document"])
        seats += [BenchNode(folder / f"seat{number}") for number in range(2, SEATS + 1)]
        for number, seat in enumerate(seats, 2):
            seat.ready()
            seat.do("join", address=address, code=CODE, seat=str(number), name=f"席{number}")
        with _window(folder / "window", address) as window:
            chair.do("present", document=document, page=1)
            _turn(lambda: window.seat.shelf.document == document and window.watch.complete())
            for seat in seats:
                _told(seat, 1)
            yield Room(chair, seats, window, document)
    finally:
        for each in (*seats, chair):
            each.end()


@contextmanager
def _window(profile: Path, address: str) -> Iterator[Window]:
    profile.mkdir()
    signals, tasks = NodeSignals(), Tasks()
    reports, commands = Reports(signals), Commands(tasks)
    options = NodeOptions(profile, listen_host="127.0.0.1", listen_port=0, mdns=False, broadcast=False)
    thread = NodeThread(options, signals.listener())
    thread.start()
    commands.connect_node(thread)
    thread.started.result(GIVE_UP_S)
    joining = thread.run(thread.node.join(address=address, code=CODE, seat="1", name="席1"))
    _turn(lambda: joining.done() and reports.meeting is not None)
    joining.result()
    assert reports.meeting is not None
    drafts = Drafts(profile / "drafts.json")
    room = ReadingRoom(ProfilePaths(profile), tasks)
    seat = Seat(reports.meeting, reports.device, reports, commands, drafts, room, leave=bool)
    seat.window.resize(*SCREEN)
    seat.window.show()
    try:
        yield Window(thread, reports, seat, PaintWatch(seat.reader))
    finally:
        seat.close()
        room.close()
        tasks.close()
        thread.stop()


def _meeting_file(folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(PAPER, folder / "paper.pdf")
    text = '[meeting]\ntitle = "測定"\n[[agenda]]\ntitle = "議題"\n[[agenda.documents]]\nfile = "paper.pdf"\n'
    (folder / "meeting.toml").write_text(text, "utf-8")
    return folder / "meeting.toml"
