"""Over confidential pages: the seat, the name and the time, so that a photograph tells where it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDateTime, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from widgets.page_layout import Size
    from widgets.page_view import PageView

ANGLE: Final = -30.0
SHARE: Final = 1 / 30  # of the shorter side of the page: the height of the letters
APART: Final = 5.0  # lines of letters from one line to the next
COLOUR: Final = QColor(150, 30, 30, 60)  # legible on white and on black, and the text below it as well
MINUTE_MS: Final = 60_000
SMALLEST_PX: Final = 14  # of its letters beside the page


class Watermark(QObject):
    """A layer over the pages of one view, and over what else shows their words; nothing while it is off."""

    changed = Signal()  # it has to be painted anew

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._owner = ""
        self._is_on = False
        self._clock = QTimer(self, interval=MINUTE_MS)
        self._clock.timeout.connect(self._repaint)
        view.add_layer(self)

    @property
    def is_on(self) -> bool:
        """Whether it is painted."""
        return self._is_on

    @property
    def words(self) -> str:
        """What it says now."""
        now = QDateTime.currentDateTime().toString("yyyy-MM-dd HH:mm")
        return confidential_words(self._owner, now)

    def set_owner(self, seat: str, name: str) -> None:
        """Whose seat this is."""
        place = self.tr("Seat %1").replace("%1", seat) if seat else ""
        owner = " ".join(part for part in (place, name) if part)
        if owner != self._owner:
            self._owner = owner
            self._repaint()

    def set_on(self, *, on: bool) -> None:
        """Paint it from now on, or no longer."""
        if on is not self._is_on:
            self._is_on = on
            if on:
                self._clock.start()
            else:
                self._clock.stop()
            self._repaint()

    def paint(self, painter: QPainter, _page: int, size_pt: Size) -> None:
        """Paint it across one page, again and again, so that no part of the page is without it."""
        if not self._is_on:
            return
        font = QFont(self._view.font())
        font.setPixelSize(max(1, round(min(size_pt) * SHARE)))
        paint_words(painter, QRectF(0, 0, *size_pt), self.words, font)

    def paint_over(self, painter: QPainter, area: QRectF, font: QFont) -> None:
        """Paint it across a part of the window that shows words of a page."""
        if self._is_on:
            letters = QFont(font)
            letters.setPixelSize(max(SMALLEST_PX, round(min(area.width(), area.height()) * SHARE)))
            paint_words(painter, area, self.words, letters)

    def _repaint(self) -> None:
        self._view.viewport().update()
        self.changed.emit()


def confidential_words(owner: str, time: str) -> str:
    """What a watermark says."""
    word = QCoreApplication.translate("Watermark", "Confidential")
    return "   ".join(part for part in (word, owner, time) if part)


def paint_words(painter: QPainter, area: QRectF, words: str, font: QFont) -> None:
    """Paint words across an area, again and again."""
    words = f"{words}      "
    metrics = QFontMetricsF(font)
    step, line = metrics.horizontalAdvance(words), metrics.height()
    reach = (area.width() ** 2 + area.height() ** 2) ** 0.5 / 2
    painter.save()
    painter.setFont(font)
    painter.setPen(COLOUR)
    painter.translate(area.center())
    painter.rotate(ANGLE)
    row, y = 0, -reach
    while y < reach:
        x = -reach - (row % 2) * step / 2
        while x < reach:
            painter.drawText(QRectF(x, y, step, line), Qt.AlignmentFlag.AlignLeft, words)
            x += step
        row, y = row + 1, y + APART * line
    painter.restore()
