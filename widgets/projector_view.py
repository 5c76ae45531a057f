"""The picture on the projector: paints the sheet of its stage at any size with the same line breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPoint, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.pointer_mark import RADIUS, SIDE, paint_pointer
from widgets.projector_sheet import Sheet, paint_sheet
from widgets.projector_stage import ProjectorStage, wall_clock_ms
from widgets.projector_text import CANVAS_HEIGHT
from widgets.reduced_motion import reduced_motion

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from sync.meeting import Meeting
    from widgets.projector_content import ProjectorContent, ProjectorPage

__all__ = ["ProjectorView", "picture_of", "wall_clock_ms"]

FADE_MS = 180
FULL_HD = (1920, 1080)
POINTER_RADIUS = 30.0  # of the canvas: as large on every projector
LEAST_RADIUS = 9  # of the preview


class ProjectorView(QWidget):
    """Paints what its stage has; nothing in it can be clicked.

    The view that leads gives the stage the proportions of its screen; the others show all of the same sheet.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        now_ms: Callable[[], int] = wall_clock_ms,
        stage: ProjectorStage | None = None,
        fades: bool = False,
    ) -> None:
        super().__init__(parent)
        self.leads = stage is None
        self.stage = stage or ProjectorStage(self, now_ms=now_ms)
        self._fades = fades
        self._frame: tuple[Sheet, QPixmap] | None = None
        self._before: QPixmap | None = None
        self._ring = QRect()  # what of the picture the presenter's pointer covers
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=FADE_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self._forget_before)
        self.setAccessibleName(self.tr("Projector"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.stage.changed.connect(self._renew)
        self.stage.pointed.connect(self._point)

    @property
    def content(self) -> ProjectorContent:
        """What is shown."""
        return self.stage.content

    @property
    def painted(self) -> Sheet | None:
        """The sheet that was painted last."""
        return self._frame[0] if self._frame else None

    @property
    def is_fading(self) -> bool:
        """Whether what was there before still shines through."""
        return self._before is not None

    def follow(self, stage: ProjectorStage) -> None:
        """Show what another view shows, in its proportions."""
        if stage is self.stage:
            return
        self.stage.changed.disconnect(self._renew)
        self.stage.pointed.disconnect(self._point)
        self.stage, self.leads = stage, False
        stage.changed.connect(self._renew)
        stage.pointed.connect(self._point)
        self._renew()

    def set_meeting(self, meeting: Meeting) -> None:
        """Show this meeting from now on."""
        self.stage.set_meeting(meeting)

    def set_page(self, page: ProjectorPage) -> None:
        """Change to another page."""
        self.stage.set_page(page)

    def set_code(self, code: str) -> None:
        """The six digits that let a PC in."""
        self.stage.set_code(code)

    def set_guide(self, invite: str, qr: QImage | None, mark: str) -> None:
        """The invitation as text and picture, and the mark by which people recognise the chair's PC."""
        self.stage.set_guide(invite, qr, mark)

    def set_seat_counts(self, posted: int, total: int, unnamed: int = 0) -> None:
        """How many of the seats have posted; told nothing, it counts the meeting itself."""
        self.stage.set_seat_counts(posted, total, unnamed)

    def set_closing_code(self, code: str) -> None:
        """The code of the record, shown with the thanks at the end."""
        self.stage.set_closing_code(code)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A common projector's resolution."""
        return QSize(1280, 720)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the stage about the screen in the room."""
        super().resizeEvent(event)
        if self.leads and self.height():
            self.stage.set_width(CANVAS_HEIGHT * self.width() / self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's signature
        """Paint what was drawn once, and over it what was there before while that fades."""
        sheet = self.stage.sheet
        frame = self._drawn(sheet)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, frame)
        if self._before is not None:
            painter.setOpacity(float(self._fade.currentValue()))
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(1.0)
        spot = self._spot()
        self._ring = self._around(spot)
        if spot is not None:
            paint_pointer(painter, spot, self._radius)
        painter.end()

    @property
    def _radius(self) -> int:
        return max(LEAST_RADIUS, round(POINTER_RADIUS * _fitted(QRectF(self.rect()), self.stage.sheet)[0]))

    def _spot(self) -> QPoint | None:
        """Where the presenter points, in this picture."""
        spot = self.stage.spot
        if spot is None:
            return None
        scale, left, top = _fitted(QRectF(self.rect()), self.stage.sheet)
        return QPoint(round(left + spot.x() * scale), round(top + spot.y() * scale))

    def _around(self, spot: QPoint | None) -> QRect:
        if spot is None:
            return QRect()
        side = SIDE * self._radius // RADIUS + 4
        return QRect(spot.x() - side // 2, spot.y() - side // 2, side, side)

    def _point(self) -> None:
        """Paint only where the pointer was and where it is now."""
        for area in (self._ring, self._around(self._spot())):
            if not area.isEmpty():
                self.update(area)

    def _drawn(self, sheet: Sheet) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        before = self._frame
        if before is not None and before[0] is sheet and before[1].size() == size:
            return before[1]
        frame = QPixmap(size)
        frame.setDevicePixelRatio(ratio)
        painter = QPainter(frame)
        painter.fillRect(self.rect(), QColor(sheet.background))
        _paint_into(painter, QRectF(self.rect()), sheet)
        painter.end()
        self._frame = (sheet, frame)
        if before is not None and before[1].size() == size and _is_another(before[0], sheet):
            self._start_fade(before[1])
        return frame

    def _start_fade(self, before: QPixmap) -> None:
        if self._fades and self.stage.content.choices.calm and not reduced_motion() and self.isVisible():
            self._before = before
            self._fade.stop()
            self._fade.start()

    def _forget_before(self) -> None:
        self._before = None
        self.update()

    def _renew(self) -> None:
        self.setAccessibleDescription(self.stage.in_words())
        if self._frame is None or self._frame[0] is not self.stage.laid_out:
            self.update()  # else it was painted since, with all that came until now


def picture_of(sheet: Sheet, size: tuple[int, int] = FULL_HD) -> QImage:
    """A sheet as a picture of its own."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(sheet.background))
    painter = QPainter(image)
    _paint_into(painter, QRectF(image.rect()), sheet)
    painter.end()
    return image


def _paint_into(painter: QPainter, area: QRectF, sheet: Sheet) -> None:
    """The whole sheet in the middle of an area."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scale, left, top = _fitted(area, sheet)
    if scale <= 0:
        return
    painter.translate(left, top)
    painter.scale(scale, scale)
    paint_sheet(painter, sheet)


def _fitted(area: QRectF, sheet: Sheet) -> tuple[float, float, float]:
    """How large the whole sheet is in the middle of an area, and where it begins."""
    scale = min(area.width() / sheet.width, area.height() / CANVAS_HEIGHT)
    left = (area.width() - sheet.width * scale) / 2
    top = (area.height() - CANVAS_HEIGHT * scale) / 2
    return scale, left if left > 0.5 else 0.0, top if top > 0.5 else 0.0


def _is_another(before: Sheet, after: Sheet) -> bool:
    """Whether something else is shown now, and not only another second of a clock."""
    return before.key != after.key or before.background != after.background
