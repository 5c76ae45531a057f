"""Scrolling, zooming and reading a document to its end, beside PyMuPDF in a thread of the window itself."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.reader_measurements import (
    new_reader,
    percentile,
    process_memory,
    settle,
    shown,
    summary,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.reader import DocumentReader

FRAME_S = 1 / 60
SCROLL_S = 10.0
SCROLL_STEP_PX = 12  # a frame: two thirds of a screen in a second
ZOOM_STEPS = 6
MEMORY_SAMPLE_S = 0.25
PAGES_TO_THE_END = 120  # of longer documents every so-manieth page

GUI_THREAD = """
import sys, time
import pymupdf
path, page, width = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
pymupdf.TOOLS.mupdf_display_errors(False)
start = time.perf_counter()
document = pymupdf.open(path, filetype="pdf")
found = document[page]
zoom = width / found.rect.width
found.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom))
print(time.perf_counter() - start)
"""


def in_gui_thread_ms(file: Path, page: int, width_px: int) -> float | None:
    """How long a window would stand still that opened the file and drew the page itself."""
    command = [sys.executable, "-c", GUI_THREAD, str(file), str(page), str(width_px)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except subprocess.TimeoutExpired:
        return math.inf
    return round(float(done.stdout) * 1000, 1) if done.returncode == 0 else None


class ScrollWatch(QObject):
    """Scrolls sixty times a second and notes when each frame was painted, and whether it was sharp."""

    def __init__(self, reader: DocumentReader) -> None:
        super().__init__()
        self._view = reader.widget.view
        self._end = time.perf_counter() + SCROLL_S
        self._due = time.perf_counter()
        self.late: list[float] = []
        self.frames = self.dropped = self.unsharp = 0
        self._way = 1
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        if now < self._due:
            return
        late = now - self._due
        self.late.append(late)
        missed = int(late / FRAME_S)
        self.dropped += missed
        self._due += (missed + 1) * FRAME_S
        bar = self._view.verticalScrollBar()
        if not 0 < bar.value() + self._way * SCROLL_STEP_PX < bar.maximum():
            self._way = -self._way
        self._view.scroll_by(0, self._way * SCROLL_STEP_PX)
        self._view.viewport().repaint()
        self.frames += 1
        self.unsharp += not self._view.is_complete()
        if now > self._end:
            self._timer.stop()
            QApplication.exit()


def measure_scroll(file: Path) -> dict[str, Any]:
    """Ten seconds at the speed of somebody who skims: late frames, and frames with blurred parts."""
    reader, watch = new_reader()
    reader.widget.view.fit_width()
    reader.open(file, str(file))
    until(watch.complete)
    settle(0.5)
    scrolling = ScrollWatch(reader)
    QApplication.exec()
    reader.close()
    reader.widget.deleteLater()
    return {
        "what": "scroll at 60 Hz",
        "file": file.name,
        "frames": scrolling.frames,
        "dropped": scrolling.dropped,
        "unsharp": scrolling.unsharp,
        "late_p99_ms": round(percentile(scrolling.late, 0.99) * 1000, 1),
        "late_max_ms": round(max(scrolling.late) * 1000, 1),
    }


def measure_zoom(file: Path) -> dict[str, Any]:
    """From a step of the zoom to the last sharp pixel."""
    reader, watch = new_reader()
    reader.open(file, str(file))
    until(watch.complete)
    settle(0.5)
    view = reader.widget.view
    times = []
    for _step in range(ZOOM_STEPS):
        times.append(shown(watch, lambda: view.zoom_step(1)))
        settle(0.2)
    reader.close()
    reader.widget.deleteLater()
    finite = [seconds for seconds in times if math.isfinite(seconds)]
    return {
        "what": "zoom step to sharp",
        "file": file.name,
        **(summary(finite) if finite else {}),
        "never": len(times) - len(finite),
    }


def measure_to_the_end(file: Path) -> dict[str, Any]:
    """The most memory of all processes while a document is paged through, and the longest stall meanwhile."""
    reader, watch = new_reader()
    reader.open(file, str(file))
    until(watch.complete)
    view = reader.widget.view
    step = max(1, math.ceil(view.page_count / PAGES_TO_THE_END))
    gui, workers, longest = 0.0, 0.0, 0.0
    looked = 0.0
    for page in range(0, view.page_count, step):
        view.turn_to(page)
        start = time.perf_counter()
        while not watch.complete() and time.perf_counter() - start < 6.0:
            before = time.perf_counter()
            QApplication.processEvents()
            longest = max(longest, time.perf_counter() - before)
            time.sleep(0.0005)
        if time.perf_counter() - looked > MEMORY_SAMPLE_S:
            looked = time.perf_counter()
            parts = dict(process_memory(os.getpid()))
            gui = max(gui, parts.get(str(os.getpid()), 0.0))
            workers = max(workers, sum(parts.values()) - parts.get(str(os.getpid()), 0.0))
    pages = view.page_count
    reader.close()
    reader.widget.deleteLater()
    return {
        "what": "paged to the end",
        "file": file.name,
        "pages": pages,
        "gui_peak_mb": round(gui),
        "workers_peak_mb": round(workers),
        "longest_stall_ms": round(longest * 1000, 1),
    }


def measure_open(file: Path) -> dict[str, Any]:
    """From opening in a running program to the first page, beside doing it in one's own thread."""
    times, width = [], 0
    for _round in range(5):
        reader, watch = new_reader()
        settle(0.8)  # the worker has loaded its library
        start = time.perf_counter()
        reader.open(file, str(file))
        until(watch.complete)
        times.append(time.perf_counter() - start)
        width = reader.widget.view._layout.page_size_px(0)[0] if reader.widget.view.page_count else 0
        reader.close()
        reader.widget.deleteLater()
    alone = [in_gui_thread_ms(file, 0, width) for _round in range(3)] if width else []
    drawn = [ms for ms in alone if ms is not None]
    baseline = statistics.median(drawn) if drawn else None
    ours = round(statistics.median(times) * 1000, 1)
    return {
        "what": "open to first page",
        "file": file.name,
        "median_ms": ours,
        "in_gui_thread_ms": baseline,
        "ratio": round(ours / baseline, 2) if baseline else None,
    }
