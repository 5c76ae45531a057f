"""Where the presenter points: a ring over the page that is seen on paper, on pictures and in the dark."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

SIDE = 54  # of the mark, in pixels of the desktop
RADIUS = 19
CORE = 3
EDGE, RING = QColor("#ffffff"), QColor("#c8102e")
SHADE = QColor(0, 0, 0, 110)
RINGS = ((SHADE, 9.0), (EDGE, 7.0), (RING, 4.0))  # from below: what parts it from dark and from light


class PointerMark(QWidget):
    """Lies over a viewport, takes no clicks, and moves without a trace."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(SIDE, SIDE)
        self.hide()

    @property
    def spot(self) -> QPoint:
        """The point of the viewport in its middle."""
        return self.pos() + QPoint(SIDE // 2, SIDE // 2)

    def point_at(self, spot: QPoint) -> None:
        """Stand around this point of the viewport."""
        self.move(spot - QPoint(SIDE // 2, SIDE // 2))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a ring with an edge of its own, and a dot at the very place."""
        painter = QPainter(self)
        paint_pointer(painter, QPoint(SIDE // 2, SIDE // 2))
        painter.end()


def paint_pointer(painter: QPainter, spot: QPoint, radius: int = RADIUS) -> None:
    """Paint the mark around a point; also for whoever paints pages larger, as the projector does."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in RINGS:
        painter.setPen(QPen(colour, width * radius / RADIUS))
        painter.drawEllipse(spot, radius, radius)
    core = max(1, round(CORE * radius / RADIUS))
    painter.setPen(QPen(EDGE, 1.5))
    painter.setBrush(RING)
    painter.drawEllipse(spot, core, core)
    painter.restore()
