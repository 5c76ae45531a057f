"""How documents travel: `python -m tests.bench.bench_documents [NAME...]` prints one JSON object a line.

Console nodes, a process each, on hosts of a LAN of network namespaces whose cables carry a given rate each
way; `bound_s` is the size divided by that rate. `distribute` is set beside plain HTTP from the chair's PC in
the same run (nginx and curl where they are installed, else aiohttp). Seconds count from the call to join
until the last seat verified the whole file; "copies" is what left the chair's adapter divided by the size.
All hosts share the cores of one PC: the rooms of thirty are a model on a smaller scale with the same bound.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.worker_start import start_worker
from tests.app.small_pdf import pdf
from tests.bench.bench_sync import Place, distribute_bare
from tests.bench.programs import BenchNode, Line, meeting_file, percentile, say
from tests.lan.lan import NETWORK, Lan, why_not

CODE = "482913"
WIRE = 0.95  # of the rate is left for the contents of packets
REPLACED_BYTES, REPLACED_SEATS = 30_000_000, int(os.environ.get("KURUMAZA_BENCH_SEATS", "60"))
POST_PAUSE_S = 0.2
CALM_POSTS = 20
AT_ONCE = 30
FILES, FILE_BYTES = 12, 2_000_000
MANY, MANY_BYTES = 50, 1_000_000
LARGE_BYTES, LARGE_SEATS = int(os.environ.get("KURUMAZA_BENCH_LARGE", "500000000")), 2
PAGE_PX = (1_000, 1_414)


@dataclass(frozen=True)
class Setting:
    """A room: seats, bytes of the file, Mbit/s of each cable (0: as fast as this PC can)."""

    seats: int
    size: int
    mbit: int

    @property
    def bound_s(self) -> float:
        """The time in which one cable carries the file."""
        return round(self.size * 8 / (self.mbit * 1e6 * WIRE), 2) if self.mbit else 0.0


ROOMS = (Setting(10, 50_000_000, 100), Setting(10, 10_000_000, 20), Setting(30, 10_000_000, 20))
UNSHAPED = Setting(100, 10_000_000, 0)


class Room:
    """The chair's PC with the meeting, and seats that are started."""

    def __init__(self, lan: Lan, folder: Path, seats: int, file: Path) -> None:
        self.lan = lan
        self.chair = BenchNode(folder / "chair", lan.address(0), lan.prefix(0))
        self.seats = [
            BenchNode(folder / f"seat{number}", lan.address(number), lan.prefix(number))
            for number in range(1, seats + 1)
        ]
        self.address = self.chair.ready()
        self.hosted = self.chair.do("host", file=str(file), code=CODE)
        for seat in self.seats:
            seat.ready()

    def join(self) -> float:
        """So many at once as this PC can check in time; seconds until the last one is in."""
        began = time.monotonic()
        for first in range(0, len(self.seats), AT_ONCE):
            for number, seat in enumerate(self.seats[first : first + AT_ONCE], first + 1):
                seat.send("join", address=self.address, code=CODE, seat=str(number))
            for seat in self.seats[first : first + AT_ONCE]:
                seat.wait(lambda line: line.get("report") == "joined")
        return time.monotonic() - began

    def whole(self, seats: Sequence[BenchNode], documents: int = 1) -> None:
        """Wait until these seats hold so many documents."""
        for seat in seats:
            held: set[str] = set()
            while len(held) < documents:
                line = seat.wait(lambda line: line.get("report") == "document" and line["complete"])
                held.add(line["document"])

    def end(self) -> None:
        """End all programs."""
        for node in (*self.seats, self.chair):
            node.end()


@contextmanager
def a_lan(setting: Setting) -> Iterator[Lan]:
    """A LAN with such cables."""
    with Lan(setting.seats + 1) as lan:
        if setting.mbit:
            lan.shape(setting.mbit)
        yield lan


def sent_bytes(lan: Lan) -> int:
    """What left the adapter of the chair's PC so far."""
    lines = subprocess.run(
        [*lan.prefix(0), "cat", "/proc/net/dev"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    fields = next(line for line in lines if line.strip().startswith("eth0:")).split()
    return int(fields[9])


def used(node: BenchNode) -> tuple[float, float]:
    """Processor seconds and resident megabytes of a node."""
    fields = Path(f"/proc/{node.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    status = Path(f"/proc/{node.process.pid}/status").read_text("utf-8")
    (peak,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) / 1024


def distribute(folder: Path) -> None:
    """One file to all seats, beside plain HTTP."""
    for setting in (*ROOMS, UNSHAPED):
        here = folder / f"{setting.seats}-{setting.mbit}"
        file = meeting_file(here / "files", setting.size)
        with a_lan(setting) as lan:
            room = Room(lan, here, setting.seats, file)
            before, cpu = sent_bytes(lan), (used(room.chair)[0], used(room.seats[-1])[0])
            began = time.monotonic()
            admitted = room.join()
            room.whole(room.seats)
            seconds = time.monotonic() - began
            copies = (sent_bytes(lan) - before) / setting.size
            chair, seat = used(room.chair), used(room.seats[-1])
            room.end()
            http, by = _http(lan, here / "files", setting)
        say(
            {
                "bench": "document_to_all_seats",
                "seats": setting.seats,
                "bytes": setting.size,
                "mbit": setting.mbit,
                "bound_s": setting.bound_s,
                "seconds": round(seconds, 2),
                "of_that_admission_s": round(admitted, 2),
                "chair_copies": round(copies, 2),
                "http": by,
                "http_seconds": round(http, 2),
                "ratio_http": round(seconds / http, 3),
                "chair_cpu_s": round(chair[0] - cpu[0], 2),
                "seat_cpu_s": round(seat[0] - cpu[1], 2),
                "chair_peak_mb": round(chair[1]),
                "seat_peak_mb": round(seat[1]),
            }
        )


def _http(lan: Lan, folder: Path, setting: Setting) -> tuple[float, str]:
    """Every seat fetches the whole file from the chair's PC; seconds until the last one has it."""
    if shutil.which("nginx") and shutil.which("curl"):
        return _nginx(lan, folder, setting), "nginx"
    place = Place(NETWORK, lan.prefix, lan.address)
    return distribute_bare(folder, "http", place, setting.seats), "aiohttp"


def _nginx(lan: Lan, folder: Path, setting: Setting) -> float:
    work = folder.parent / "nginx"
    work.mkdir()
    parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = " ".join(f"{part}_temp_path {work}/{part};" for part in parts)
    (work / "nginx.conf").write_text(
        f"daemon off; user root; pid {work}/pid; error_log {work}/errors;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ access_log off; sendfile on; {places} server {{ listen 8080; root {folder}; }} }}\n",
        "ascii",
    )
    server = subprocess.Popen([*lan.prefix(0), "nginx", "-c", f"{work}/nginx.conf", "-e", f"{work}/errors"])
    url = f"http://{lan.address(0)}:8080/file.pdf"
    _until_served(lan, url)
    began = time.monotonic()
    clients = [
        subprocess.Popen([*lan.prefix(number), "curl", "-sSf", "-o", str(work / str(number)), url])
        for number in range(1, setting.seats + 1)
    ]
    if any(client.wait() for client in clients):
        raise RuntimeError("a seat did not get the file over HTTP")
    elapsed = time.monotonic() - began
    server.send_signal(signal.SIGQUIT)
    server.wait(10)
    return elapsed


def _until_served(lan: Lan, url: str) -> None:
    command = [
        *lan.prefix(0),
        "curl",
        "-sSf",
        "-o",
        os.devnull,
        "--retry",
        "20",
        "--retry-connrefused",
        "-r",
        "0-9",
    ]
    subprocess.run([*command, url], check=True, capture_output=True)


def sleeper(folder: Path) -> None:
    """The same with a seat that goes to sleep in the middle: until the last of the others has all."""
    setting, times = ROOMS[1], {}
    for name, asleep in (("all_awake", 0), ("one_asleep", 1)):
        with a_lan(setting) as lan:
            room = Room(
                lan, folder / name, setting.seats, meeting_file(folder / name / "files", setting.size)
            )
            began = time.monotonic()
            room.join()
            sleeping = room.seats[:asleep]
            time.sleep(setting.bound_s / 4)  # the middle of the transfer is what is measured here
            for seat in sleeping:
                seat.process.send_signal(signal.SIGSTOP)
            room.whole(room.seats[asleep:])
            times[name] = round(time.monotonic() - began, 2)
            for seat in sleeping:
                seat.process.send_signal(signal.SIGCONT)
            room.end()
    say({"bench": "a_seat_that_sleeps", "seats": setting.seats, "bound_s": setting.bound_s, **times})


def busy(folder: Path) -> None:
    """Comments from changing seats while a file moves to all of them: until the last other one has each.

    Beside it the same room with nothing on its way, and with nothing on its way while two other programs take
    all of this PC's processor time: so much of it is not the documents' doing.
    """
    for setting in (Setting(10, 30_000_000, 20), ROOMS[2]):
        here = folder / str(setting.seats)
        with a_lan(setting) as lan:
            room = Room(lan, here, setting.seats, meeting_file(here / "files", setting.size))
            room.join()
            times: list[float] = []
            while not all(seat.do("documents")["documents"][0]["complete"] for seat in room.seats[:3]):
                times.append(_posted(room, len(times)))
            room.whole(room.seats)
            calm = [_posted(room, 1_000 + number) for number in range(CALM_POSTS)]
            with _full_processors():
                starved = [_posted(room, 2_000 + number) for number in range(CALM_POSTS)]
            room.end()
        line: Line = {"bench": "comments_while_documents_move", "seats": setting.seats, "posts": len(times)}
        for name, found in (("", times), ("calm_", calm), ("full_processors_", starved)):
            line |= {f"{name}p50_ms": percentile(found, 50), f"{name}p95_ms": percentile(found, 95)}
        say(line)


def _posted(room: Room, number: int) -> float:
    """Post from one seat; milliseconds until the last other one has it."""
    text = f"意見{number}" * 20
    poster = room.seats[number % len(room.seats)]
    began = time.monotonic_ns()
    poster.send("post", body=text)
    others = [node for node in (room.chair, *room.seats) if node is not poster]
    last = max((_applied(node, text) - began) / 1e6 for node in others)
    time.sleep(POST_PAUSE_S)  # a calm room; the bench measures, nothing is asserted
    return last


@contextmanager
def _full_processors() -> Iterator[None]:
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def _applied(node: BenchNode, text: str) -> int:
    report = node.wait(lambda line: line.get("report") == "comment" and line["body"] == text)
    return int(report["monotonic_ns"])


def replace(folder: Path) -> None:
    """A file of 30 MB is replaced: until the last seat verified the new one."""
    setting = Setting(REPLACED_SEATS, REPLACED_BYTES, 0)
    with a_lan(setting) as lan:
        room = Room(lan, folder, setting.seats, meeting_file(folder / "files", 1_000))
        room.join()
        room.whole(room.seats)
        newer = folder / "newer.pdf"
        newer.write_bytes(meeting_file(folder / "new", setting.size).with_name("file.pdf").read_bytes())
        document = room.hosted["documents"][0]["document"]
        began = time.monotonic()
        room.chair.do("replace_document", document=document, path=str(newer), reason="測定")
        for seat in room.seats:
            seat.wait(
                lambda line: (
                    line.get("report") == "document" and line["complete"] and line["size"] == setting.size
                )
            )
        seconds = round(time.monotonic() - began, 2)
        room.end()
    say({"bench": "document_replaced", "seats": setting.seats, "bytes": setting.size, "seconds": seconds})


def opened(folder: Path) -> None:
    """A person opens the last of many documents while all of them are on their way: until it is there.

    Then until a worker process of the reader, which is running, has drawn its first page.
    """
    setting = Setting(10, FILES * FILE_BYTES, 20)
    plan = _many(folder / "files", FILES, FILE_BYTES)
    with a_lan(setting) as lan, FirstPage() as first_page:
        room = Room(lan, folder, setting.seats, plan)
        room.join()
        last = room.hosted["documents"][-1]["document"]
        reader = room.seats[0]
        began = time.monotonic()
        reader.do("look_at", document=last)
        reader.wait(
            lambda line: line.get("report") == "document" and line["document"] == last and line["complete"]
        )
        seconds = time.monotonic() - began
        path = next(each["path"] for each in reader.do("documents")["documents"] if each["document"] == last)
        first_page.draw(path)
        drawn = time.monotonic() - began
        room.whole(room.seats[1:], FILES)
        everything = time.monotonic() - began
        room.end()
    line: Line = {"bench": "document_opened_on_its_way", "seats": setting.seats, "documents": FILES}
    bound = round(FILE_BYTES * 8 / (setting.mbit * 1e6 * WIRE), 2)
    line |= {"bound_s": bound, "seconds": round(seconds, 2), "first_page_s": round(drawn, 2)}
    say(line | {"all_documents_s": round(everything, 2)})


class FirstPage:
    """A worker process of the reader, ready to draw. Use as `with FirstPage() as first_page`."""

    def __init__(self) -> None:
        self._worker = start_worker()

    def __enter__(self) -> Self:
        self._hear()
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.connection.close()
        self._worker.process.join(10)
        self._worker.memory.unlink()
        self._worker.memory.close()

    def draw(self, path: str) -> None:
        """Open a file and draw its first page."""
        part = [0, 0, *PAGE_PX]
        drawing = {"do": "draw", "page": 0, "whole": [*PAGE_PX], "part": part, "turn": 0, "shade": "plain"}
        for job, asked in enumerate(({"do": "open", "count": 16}, drawing), 1):
            request = {"job": job, "limit": 5.0, "path": path, **asked}
            self._worker.connection.send_bytes(json.dumps(request).encode())
            while "ok" not in (answer := self._hear()):
                if "problem" in answer:
                    raise RuntimeError(str(answer))

    def _hear(self) -> Line:
        if not self._worker.connection.poll(30):
            raise TimeoutError("the worker does not answer")
        heard: Line = json.loads(self._worker.connection.recv_bytes())
        return heard


def many(folder: Path) -> None:
    """Fifty documents of 1 MB to ten seats: until the last seat has the last of them."""
    setting = Setting(10, MANY * MANY_BYTES, 100)
    plan = _many(folder / "files", MANY, MANY_BYTES)
    with a_lan(setting) as lan:
        room = Room(lan, folder, setting.seats, plan)
        before, began = sent_bytes(lan), time.monotonic()
        room.join()
        room.whole(room.seats, MANY)
        seconds = time.monotonic() - began
        copies = (sent_bytes(lan) - before) / setting.size
        chair, seat = used(room.chair), used(room.seats[-1])
        room.end()
    line: Line = {"bench": "many_documents", "seats": setting.seats, "documents": MANY}
    line |= {"bound_s": setting.bound_s, "seconds": round(seconds, 2), "chair_copies": round(copies, 2)}
    say(line | {"chair_peak_mb": round(chair[1]), "seat_peak_mb": round(seat[1])})


def large(folder: Path) -> None:
    """One file of 500 MB: what chair's PC and seats hold in memory at most."""
    setting = Setting(LARGE_SEATS, LARGE_BYTES, 0)
    file = meeting_file(folder / "files", setting.size)
    with a_lan(setting) as lan:
        room = Room(lan, folder, setting.seats, file)
        began, before = time.monotonic(), used(room.seats[-1])
        room.join()
        room.whole(room.seats)
        seconds = time.monotonic() - began
        chair, seat = used(room.chair), used(room.seats[-1])
        room.end()
    line: Line = {"bench": "large_document", "seats": setting.seats, "bytes": setting.size}
    line |= {"seconds": round(seconds, 2), "chair_peak_mb": round(chair[1]), "seat_peak_mb": round(seat[1])}
    say(line | {"seat_before_mb": round(before[1]), "seat_cpu_s": round(seat[0] - before[0], 2)})


def _many(folder: Path, count: int, size: int) -> Path:
    folder.mkdir(parents=True)
    text = '[meeting]\ntitle = "測定"\n[[agenda]]\ntitle = "議題"\n'
    for number in range(count):
        filling = random.Random(number).randbytes(size)  # noqa: S311 - only has to be dense
        (folder / f"{number}.pdf").write_bytes(pdf([b"1 0 0 rg 0 0 300 400 re f", filling]))
        text += f'[[agenda.documents]]\nfile = "{number}.pdf"\n'
    (folder / "meeting.toml").write_text(text, "utf-8")
    return folder / "meeting.toml"


def main(names: Sequence[str]) -> int:
    """Measure all, or what is named."""
    if reason := why_not():
        say({"bench": "documents", "skipped": reason})
        return 0
    chosen = {
        "distribute": distribute,
        "sleeper": sleeper,
        "busy": busy,
        "replace": replace,
        "opened": opened,
        "many": many,
        "large": large,
    }
    for name in names or chosen:
        with tempfile.TemporaryDirectory(prefix="kurumaza-bench-") as folder:
            chosen[name](Path(folder) / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
