"""What `bench_reader` measures; a module of its own, because worker processes load the main module again."""

from __future__ import annotations

import gc
import json
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.reader import DocumentReader
from tests.app.small_pdf import pdf
from widgets.page_layout import whole_page
from widgets.page_pictures import PageState, wanted_tiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZE = (1920, 1080)
TURNS = 20
JUMPS = 8
READING_S = 0.4  # between two keys
GIVE_UP_S = 30.0
TURN_S = 0.0002
HEAVY_CURVES = 7_000
WATCH_HEAVY_S = 4.0


def percentile(values: list[float], part: float) -> float:
    """The value below which ``part`` of all lie."""
    return sorted(values)[min(len(values) - 1, math.ceil(part * len(values)) - 1)]


def summary(seconds: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, in milliseconds."""
    return {
        "median_ms": round(statistics.median(seconds) * 1000, 1),
        "p95_ms": round(percentile(seconds, 0.95) * 1000, 1),
        "max_ms": round(max(seconds) * 1000, 1),
    }


class PaintWatch(QObject):
    """Knows whether the view has painted since it was last asked."""

    def __init__(self, reader: DocumentReader) -> None:
        super().__init__()
        self._reader = reader
        self.painted = False
        reader.widget.view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note that a paint event is on its way; it is over before the loop turns again."""
        if event.type() is QEvent.Type.Paint:
            self.painted = True
        return False

    def complete(self) -> bool:
        """Whether every visible tile was there when the view was last painted."""
        view, rendering = self._reader.widget.view, self._reader._rendering
        if not self.painted or rendering is None or not view.page_count:
            return False
        wanted = wanted_tiles(view._layout, view._area(), 1).visible
        return all(rendering.tile(tile) is not None for tile in wanted)


def until(condition: Callable[[], bool]) -> float:
    """Turn the event loop until it holds; seconds, or infinite when it never did."""
    start = time.perf_counter()
    while not condition():
        QApplication.processEvents()
        time.sleep(TURN_S)  # an event loop that waits gives other threads their turn, as this does
        if time.perf_counter() - start > GIVE_UP_S:
            return math.inf
    return time.perf_counter() - start


def settle(seconds: float = READING_S) -> None:
    """Let the program do what it does while somebody reads."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def shown(watch: PaintWatch, act: Callable[[], object]) -> float:
    """Seconds from an action until its last pixel is painted."""
    QApplication.processEvents()
    watch.painted = False
    start = time.perf_counter()
    act()
    until(watch.complete)
    watch.painted = False  # a tile that came just now is painted in the next turn
    view = watch._reader.widget.view
    if view.viewport().isVisible():
        QApplication.processEvents()
    return time.perf_counter() - start


def new_reader() -> tuple[DocumentReader, PaintWatch]:
    """A reader as large as a screen that shows whole pages."""
    reader = DocumentReader()
    reader.widget.show_bar(shown=False)
    reader.widget.resize(*SIZE)
    reader.widget.view.fit_page()
    reader.widget.show()
    return reader, PaintWatch(reader)


def mutool_seconds(file: Path, page: int, width_px: int, height_px: int) -> float | None:
    """How long MuPDF's own program takes for a page, with its start; None without it."""
    program = shutil.which("mutool")
    if program is None:
        return None
    command = [
        program,
        "draw",
        "-q",
        "-F",
        "pam",
        "-o",
        os.devnull,
        "-w",
        str(width_px),
        "-h",
        str(height_px),
    ]
    start = time.perf_counter()
    done = subprocess.run([*command, str(file), str(page + 1)], capture_output=True, check=False)
    return time.perf_counter() - start if done.returncode == 0 else None


def measure_file(file: Path) -> dict[str, Any]:
    """Everything about one file, each time in the same run as its baseline."""
    result: dict[str, Any] = {"what": "reader", "file": file.name}
    start = time.perf_counter()
    reader, watch = new_reader()
    reader.open(file, str(file))
    until(watch.complete)
    result["first_page_ms"] = round((time.perf_counter() - start) * 1000, 1)
    view = reader.widget.view
    result["pages"] = view.page_count
    settle(1.0)
    turns = min(TURNS, view.page_count - 1)
    if turns:
        times = []
        for _turn in range(turns):
            times.append(shown(watch, lambda: QTest.keyClick(view, Qt.Key.Key_PageDown)))
            settle()
        result["page_turn"] = summary(times)
    result |= measure_jumps(reader, watch, file)
    result["stopped_pages"] = sum(
        state is PageState.TOO_SLOW
        for state in reader._rendering._states.values()
        if reader._rendering is not None
    )
    reader.close()
    reader.widget.deleteLater()
    return result


def measure_jumps(reader: DocumentReader, watch: PaintWatch, file: Path) -> dict[str, Any]:
    """Pages far from the last one, each also drawn by mutool."""
    view = reader.widget.view
    far = [page for page in range(view.page_count) if abs(page - view.current_page) > 3]
    pages = random.Random(1).sample(far, min(JUMPS, len(far)))  # noqa: S311 - no secret
    ours, theirs = [], []
    for page in pages:
        width, height = view._layout.page_size_px(page)
        if reader._rendering is None or reader._rendering.tile(whole_page(page, width, height)) is not None:
            continue  # it is kept from before; that would measure the cache
        ours.append(shown(watch, lambda page=page: view.go_to_page(page)))
        settle()
        seconds = mutool_seconds(file, page, width, height)
        if seconds is not None:
            theirs.append(seconds)
    found: dict[str, Any] = {"far_jump": summary(ours)} if ours else {}
    width, height = view._layout.page_size_px(0)
    first = mutool_seconds(file, 0, width, height)
    if first is None:
        return found | {"mutool": "absent or it cannot draw this file"}
    found["mutool_first_page_ms"] = round(first * 1000, 1)
    if theirs:
        found["mutool_far_jump"] = summary(theirs)
        found["far_jump_ratio"] = round(statistics.median(ours) / statistics.median(theirs), 2)
    return found


def measure_memory(files: list[Path]) -> dict[str, Any]:
    """Proportional memory of all our processes after ten documents were read in one reader."""
    reader, watch = new_reader()
    chosen = (files * 10)[:10]
    for number, file in enumerate(chosen):
        reader.inspect(file, str(file))
        reader.open(file, f"{number}")
        until(watch.complete)
        for _page in range(3):
            QTest.keyClick(reader.widget.view, Qt.Key.Key_PageDown)
            settle(0.3)
    gc.collect()
    parts = dict(process_memory(os.getpid()))
    reader.close()
    reader.widget.deleteLater()
    if not parts:
        return {"what": "reader memory", "documents": len(chosen), "pss_mb": "no /proc here"}
    return {
        "what": "reader memory",
        "documents": len(chosen),
        "pss_mb": round(sum(parts.values())),
        "parts": parts,
    }


def process_memory(pid: int) -> Iterator[tuple[str, float]]:
    """PSS in MB of a process and all that it started."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        yield f"{pid}", round(kilobytes / 1024, 1)
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from process_memory(int(child))
    except OSError:
        return


def measure_stall() -> dict[str, Any]:
    """How long the window did not react, at most, while a page of many seconds was drawn."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "heavy.pdf"
        file.write_bytes(pdf([heavy_content(), b""]))
        reader, watch = new_reader()
        settle(1.0)
        idle = gaps(reader, WATCH_HEAVY_S / 2)
        reader.open(file, "heavy")
        busy = gaps(reader, WATCH_HEAVY_S)
        finished = until(watch.complete) if not watch.complete() else 0.0
        reader.close()
        reader.widget.deleteLater()
    return {
        "what": "reader stall",
        "idle_max_ms": round(max(idle) * 1000, 1),
        "busy_p99_ms": round(percentile(busy, 0.99) * 1000, 1),
        "busy_max_ms": round(max(busy) * 1000, 1),
        "drawn_within_limit": math.isfinite(finished),
    }


def gaps(reader: DocumentReader, seconds: float) -> list[float]:
    """Times between the ticks of a timer of one millisecond, less that millisecond."""
    found: list[float] = []
    last = time.perf_counter()
    end = last + seconds

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        found.append(max(0.0, now - last - 0.001))
        last = now
        if now > end:
            timer.stop()
            QApplication.exit()

    timer = QTimer(reader, interval=1, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start()
    QApplication.exec()
    return found


def heavy_content() -> bytes:
    """Overlapping thin curves, as on a map of a whole city."""
    chance = random.Random(2)  # noqa: S311 - no secret

    def point() -> str:
        return f"{chance.uniform(0, 595):.2f} {chance.uniform(0, 842):.2f}"

    lines = (f"{point()} m {point()} {point()} {point()} c S" for _curve in range(HEAVY_CURVES))
    return ("0.3 w\n" + "\n".join(lines)).encode()


def measure(files: list[Path]) -> None:
    """Measure and print."""
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    from tests.bench import reading_measurements as reading

    measurements = [
        *(partial(measure_file, file) for file in files),
        *(
            partial(take, file)
            for file in files
            for take in (
                reading.measure_open,
                reading.measure_scroll,
                reading.measure_zoom,
                reading.measure_to_the_end,
            )
        ),
        partial(measure_memory, files),
        measure_stall,
    ]
    for take in measurements:
        sys.stdout.write(json.dumps(take(), ensure_ascii=False) + "\n")
        sys.stdout.flush()
