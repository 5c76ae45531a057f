"""How soon ink follows the pen: `python -m tests.bench.ink_measurements` prints one JSON object a line.

A full screen shows one page. For each kind of pointer and number of strokes that are on the page already, 500
moves are posted one after the other; each time is that from the event being posted to the end of the paint
event that shows its piece of ink.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import sys
import time
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QImage, QInputDevice, QMouseEvent, QPaintEvent, QPointingDevice, QTabletEvent
from PySide6.QtGui import QPointingDeviceUniqueId as UniqueId
from PySide6.QtWidgets import QApplication

from widgets.note_desk import NoteDesk
from widgets.note_tool import NoteTool
from widgets.note_values import Ink, InkKind, Note, NoteColour, ink_point
from widgets.page_layout import Shade, Tile
from widgets.page_view import PageView

SIZE = (1920, 1080)
A4 = (595.0, 842.0)
MOVES = 500
STROKES = 2_000
PLAIN, LEFT, NONE = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class OnePicture:
    """Every tile is there: painting pages costs what it costs while reading."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, int], QImage] = {}

    def tile(self, tile: Tile) -> QImage | None:
        size = tile.part.width, tile.part.height
        if size not in self._tiles:
            picture = QImage(*size, QImage.Format.Format_RGB32)
            picture.fill(Qt.GlobalColor.white)
            self._tiles[size] = picture
        return self._tiles[size]

    def stand_ins(self, page: int, turn: int, shade: Shade) -> tuple[()]:
        del page, turn, shade
        return ()


class WatchedView(PageView):
    """Knows when it has painted."""

    painted_at = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.painted_at = time.perf_counter()


def handwriting(count: int, page: int = 0) -> list[Note]:
    """Strokes as of somebody who wrote all over the page; half of them by a pen that feels pressure."""
    chance = random.Random(1)  # noqa: S311 - no secret
    notes = []
    for number in range(count):
        x, y = chance.uniform(0.05, 0.9), chance.uniform(0.03, 0.95)
        points = []
        for _point in range(chance.randint(8, 25)):
            points.append(ink_point(x, y, chance.uniform(0.3, 0.9) if number % 2 else 1.0))
            x, y = x + chance.uniform(-0.008, 0.012), y + chance.uniform(-0.008, 0.008)
        is_marker = number % 10 == 0
        kind = InkKind.MARKER if is_marker else InkKind.PEN
        content = Ink((tuple(points),), 9.0 if is_marker else 1.8, kind)
        colour = NoteColour.YELLOW if is_marker else NoteColour.BLUE
        notes.append(Note(page, content, colour, 1, 1, f"stroke {number}"))
    return notes


def mouse_move(view: PageView, at: QPointF) -> QEvent:
    return QMouseEvent(QEvent.Type.MouseMove, at, QPointF(view.viewport().mapToGlobal(at)), NONE, LEFT, PLAIN)


def mouse_press(view: PageView, kind: QEvent.Type, at: QPointF) -> QEvent:
    held = LEFT if kind is QEvent.Type.MouseButtonPress else NONE
    return QMouseEvent(kind, at, QPointF(view.viewport().mapToGlobal(at)), LEFT, held, PLAIN)


def pen_event(
    view: PageView, device: QPointingDevice, kind: QEvent.Type, at: QPointF, pressure: float
) -> QEvent:
    button = NONE if kind is QEvent.Type.TabletMove else LEFT
    held = NONE if kind is QEvent.Type.TabletRelease else LEFT
    where = QPointF(view.viewport().mapToGlobal(at))
    return QTabletEvent(kind, device, at, where, pressure, 0.0, 0.0, 0.0, 0.0, 0.0, PLAIN, button, held)


def shown_after(view: WatchedView, event: QEvent) -> float:
    """Seconds from posting an event to the end of the next paint."""
    start = time.perf_counter()
    QCoreApplication.postEvent(view.viewport(), event)
    while view.painted_at < start:
        QApplication.processEvents()
        if time.perf_counter() - start > 1.0:
            return math.inf
    return view.painted_at - start


def way(step: int) -> QPointF:
    """Where the hand is: loops across the page."""
    return QPointF(560 + step * 1.6, 540 + 260 * math.sin(step / 18) + 40 * math.cos(step / 3))


def measure_ink(*, with_pen: bool, strokes: int, tool: NoteTool) -> dict[str, Any]:
    """The latency of one long stroke."""
    view = WatchedView()
    view.resize(*SIZE)
    view.show()
    view.show_pages([A4] * 3, OnePicture())
    desk = NoteDesk(view)
    notes = handwriting(strokes)
    settle(desk)
    opened = time.perf_counter()
    desk.open_notes(notes)
    stalls = settle(desk)
    opened = time.perf_counter() - opened
    desk.set_tool(tool)
    device = QPointingDevice(
        "pen",
        8,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
        "",
        UniqueId(),
    )
    kinds = QEvent.Type
    if with_pen:
        QApplication.sendEvent(view.viewport(), pen_event(view, device, kinds.TabletPress, way(0), 0.5))
    else:
        QApplication.sendEvent(view.viewport(), mouse_press(view, kinds.MouseButtonPress, way(0)))
    times = []
    for step in range(1, MOVES + 1):
        QApplication.processEvents()
        pressure = 0.5 + 0.3 * math.sin(step / 40)
        event = (
            pen_event(view, device, kinds.TabletMove, way(step), pressure)
            if with_pen
            else mouse_move(view, way(step))
        )
        times.append(shown_after(view, event))
    release = (
        pen_event(view, device, kinds.TabletRelease, way(MOVES), 0.0)
        if with_pen
        else mouse_press(view, kinds.MouseButtonRelease, way(MOVES))
    )
    finished = shown_after(view, release)
    left = len(desk.notes)
    settle(desk)
    scrolled = measure_scrolling(view)
    view.close()
    view.deleteLater()
    return {
        "what": "ink latency",
        "pointer": "pen" if with_pen else "mouse",
        "tool": tool.value,
        "strokes_on_page": strokes,
        "moves": MOVES,
        **summary(times),
        "finish_ms": round(finished * 1000, 1),
        "all_notes_painted_ms": round(opened * 1000, 1),
        "longest_stall_while_opening_ms": round(max(stalls) * 1000, 1),
        "scroll_step": summary(scrolled),
        "notes": left,
    }


def settle(desk: NoteDesk) -> list[float]:
    """Turn the event loop until nothing is left to paint; how long each turn took."""
    turns: list[float] = []
    quiet = 0
    while quiet < 5:
        start = time.perf_counter()
        QApplication.processEvents()
        turns.append(time.perf_counter() - start)
        layer = desk._layer
        quiet = 0 if layer._later.isActive() or layer._late else quiet + 1
    return turns


def measure_scrolling(view: WatchedView) -> list[float]:
    """Paints of the whole view while it scrolls with all these notes."""
    times = []
    for step in range(60):
        start = time.perf_counter()
        view.scroll_by(0, 12 if step < 30 else -12)
        while view.painted_at < start:
            QApplication.processEvents()
        times.append(view.painted_at - start)
    return times


def summary(seconds: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, in milliseconds."""
    ordered = sorted(seconds)
    return {
        "median_ms": round(statistics.median(ordered) * 1000, 2),
        "p95_ms": round(ordered[math.ceil(0.95 * len(ordered)) - 1] * 1000, 2),
        "max_ms": round(ordered[-1] * 1000, 2),
    }


def measure() -> None:
    """Measure and print."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QObject)
    for strokes in (0, STROKES):
        for with_pen, tool in (
            (False, NoteTool.PEN),
            (True, NoteTool.PEN),
            (False, NoteTool.MARKER),
            (False, NoteTool.ERASER),
        ):
            found = measure_ink(with_pen=with_pen, strokes=strokes, tool=tool)
            sys.stdout.write(json.dumps(found) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    measure()
