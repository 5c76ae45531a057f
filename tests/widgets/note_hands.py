"""A page view with notes for tests, and the hands that draw there: mouse, pen and finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QImage,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QPointingDeviceUniqueId,
    QTabletEvent,
)
from PySide6.QtWidgets import QApplication

from widgets.note_desk import NoteDesk
from widgets.note_tool import NoteTool
from widgets.note_values import Ink, InkKind, InkPoint, Note, NoteColour, StickyFlag, TextMemo
from widgets.page_layout import Place, Shade, Tile
from widgets.page_view import PageView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

A4 = (595.0, 842.0)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


class BlankPictures:
    """White pages."""

    def tile(self, tile: Tile) -> QImage | None:
        del tile
        return None

    def stand_ins(self, page: int, turn: int, shade: Shade) -> Iterable[tuple[Tile, QImage]]:
        del page, turn, shade
        return ()


class Told(QObject):
    """What a desk has told, in order."""

    def __init__(self, desk: NoteDesk) -> None:
        super().__init__(desk)
        self.events: list[tuple[str, Note]] = []
        desk.note_added.connect(lambda note: self.events.append(("added", note)))
        desk.note_changed.connect(lambda _before, note: self.events.append(("changed", note)))
        desk.note_removed.connect(lambda note: self.events.append(("removed", note)))
        desk.stroke_grew.connect(lambda note: self.events.append(("grew", note)))

    @property
    def words(self) -> list[str]:
        return [word for word, _note in self.events]

    def kept(self) -> dict[str, Note]:
        """What somebody holds who kept all of it."""
        notes: dict[str, Note] = {}
        for word, note in self.events:
            if word == "removed":
                del notes[note.note]
            else:
                notes[note.note] = note
        return notes


def desk_of(view: PageView, tool: NoteTool = NoteTool.READ) -> tuple[NoteDesk, Told]:
    desk = NoteDesk(view)
    desk.set_tool(tool)
    return desk, Told(desk)


def mouse(
    view: PageView,
    kind: QEvent.Type,
    at: QPointF,
    *,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = PLAIN,
    device: QPointingDevice | None = None,
) -> None:
    is_move = kind is QEvent.Type.MouseMove
    held = NONE if kind is QEvent.Type.MouseButtonRelease else button
    event = QMouseEvent(
        kind,
        at,
        QPointF(view.viewport().mapToGlobal(at)),
        NONE if is_move else button,
        held,
        modifiers,
        device or QPointingDevice.primaryPointingDevice(),
    )
    QApplication.sendEvent(view.viewport(), event)


def draw(
    view: PageView,
    points: Sequence[tuple[float, float]],
    *,
    modifiers: Qt.KeyboardModifier = PLAIN,
    device: QPointingDevice | None = None,
) -> None:
    """Press, move through all points and release, in pixels of the viewport."""
    first, last = QPointF(*points[0]), QPointF(*points[-1])
    mouse(view, QEvent.Type.MouseButtonPress, first, modifiers=modifiers, device=device)
    for point in points[1:]:
        mouse(view, QEvent.Type.MouseMove, QPointF(*point), modifiers=modifiers, device=device)
    mouse(view, QEvent.Type.MouseButtonRelease, last, modifiers=modifiers, device=device)


def touch_screen() -> QPointingDevice:
    return QPointingDevice(
        "screen",
        7,
        QInputDevice.DeviceType.TouchScreen,
        QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position,
        10,
        0,
    )


def stylus(kind: QPointingDevice.PointerType = QPointingDevice.PointerType.Pen) -> QPointingDevice:
    return QPointingDevice(
        "pen",
        8,
        QInputDevice.DeviceType.Stylus,
        kind,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )


def pen(
    view: PageView,
    device: QPointingDevice,
    kind: QEvent.Type,
    at: QPointF,
    pressure: float,
    *,
    down: bool = True,
) -> bool:
    event = QTabletEvent(
        kind,
        device,
        at,
        QPointF(view.viewport().mapToGlobal(at)),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        PLAIN,
        NONE if kind is QEvent.Type.TabletMove else LEFT,
        LEFT if down and kind is not QEvent.Type.TabletRelease else NONE,
    )
    QApplication.sendEvent(view.viewport(), event)
    return event.isAccepted()


def draw_with_pen(
    view: PageView, device: QPointingDevice, points: Sequence[tuple[float, float, float]]
) -> None:
    """The same with a pen; the third number is how firmly it is pressed."""
    pen(view, device, QEvent.Type.TabletPress, QPointF(*points[0][:2]), points[0][2])
    for x, y, pressure in points[1:]:
        pen(view, device, QEvent.Type.TabletMove, QPointF(x, y), pressure)
    pen(view, device, QEvent.Type.TabletRelease, QPointF(*points[-1][:2]), 0.0)


def on_page(view: PageView, x: float, y: float, page: int = 0) -> tuple[float, float]:
    """A point of the viewport by its place on a page."""
    at = view.viewport_point(Place(page, x, y))
    return float(at.x()), float(at.y())


def ink(
    points: Sequence[tuple[float, float, float]],
    page: int = 0,
    colour: NoteColour = NoteColour.BLACK,
    width_pt: float = 1.8,
    kind: InkKind = InkKind.PEN,
    name: str = "",
) -> Note:
    content = Ink((tuple(InkPoint(*point) for point in points),), width_pt, kind)
    return Note(page, content, colour, 1, 1, name or f"ink {hash(tuple(points))} {colour}")


def memo(text: str, x: float = 0.2, y: float = 0.2, name: str = "memo") -> Note:
    return Note(0, TextMemo(x, y, 0.3, 0.06, text), NoteColour.YELLOW, 1, 1, name)


def flag(text: str, y: float = 0.5, name: str = "flag") -> Note:
    return Note(0, StickyFlag(1.0, y, text), NoteColour.PINK, 1, 1, name)


def picture(view: PageView) -> QImage:
    return view.viewport().grab().toImage()


def point_of(at: tuple[float, float]) -> QPoint:
    return QPointF(*at).toPoint()
