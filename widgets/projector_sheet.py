"""One picture of the projector as values: what stands where, in canvas units; painted at any size alike.

The window in the room, the preview at the desk and a recording paint the same sheet, so they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from widgets.projector_text import (
    CANVAS_HEIGHT,
    LEAST_SIZE,
    LINE_SPACING,
    FittedText,
    elided,
    fit_text,
    laid_out,
    letters_on,
    projector_font,
    text_width,
)
from widgets.watermark import paint_words

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter

    from widgets.projector_colours import ProjectorColours

ROUNDING = 18.0
EDGE_WIDTH = 10.0
PIXELS_OFF = 1.5  # by which rounding may make a picture larger than its place


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of a text, `first` and the `count` after it; what sticks out of the area is not painted."""

    area: QRectF
    text: str
    size: float
    colour: str
    bold: bool = False
    centred: bool = False
    first: int = 0
    count: int = 1

    @property
    def bottom(self) -> float:
        """Where the last line ends."""
        return self.area.top() + self.count * self.size * LINE_SPACING


@dataclass(frozen=True, slots=True)
class Line:
    """One line in the middle of the height of its area."""

    area: QRectF
    text: str
    size: float
    colour: str
    bold: bool = False
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.area.center().y() + self.size * LINE_SPACING / 2


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle with round corners, and a coloured edge at its left if there is one."""

    area: QRectF
    colour: str
    edge: str = ""
    rounding: float = ROUNDING


@dataclass(frozen=True, slots=True)
class Outline:
    """A frame around something on a page."""

    area: QRectF
    colour: str
    within: QRectF


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its area, of which only what lies `within` is seen.

    Of a page it is the part `source`; of a QR code it has sharp modules on white.
    """

    area: QRectF
    image: QImage
    source: QRectF | None = None
    modules: bool = False
    within: QRectF | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """Pale words across something confidential, so that a photograph of it tells where it was taken."""

    area: QRectF
    words: str
    letters: float


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where the presented page is: the room there was for it, what of that it takes, and all of the page.

    The part of `whole` that lies in `place` is seen.
    """

    room: QRectF
    place: QRectF
    whole: QRectF


Item = Words | Line | Box | Outline | Picture | Stamp


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything there is to see. `pages` is how often it has to be turned until all was seen.

    `key` stays the same while the same thing is shown; `letters` have to be read before the next turn.
    `page` is where the presented page is, so that one can point at it without another sheet.
    """

    width: float
    background: str
    items: tuple[Item, ...] = ()
    pages: int = 1
    letters: int = 0
    key: str = ""
    page: PagePlace | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All words on it."""
        return tuple(item.text for item in self.items if isinstance(item, Words | Line))


class Canvas:
    """Puts a sheet together; `turn` is which of its pages is wanted."""

    def __init__(self, width: float, colours: ProjectorColours, least: float, turn: int = 0) -> None:
        self.width = width
        self.colours = colours
        self.least = least
        self._turn = turn
        self._items: list[Item] = []
        self._pages = 1
        self._letters = 0
        self.key = ""
        self.page: PagePlace | None = None
        self.mark: QRectF | None = None  # where it says which of several pages this is

    def grown(self, units: float) -> float:
        """A length that was chosen for the least letters there can be, for those of this room."""
        return units * self.least / LEAST_SIZE

    @property
    def meta(self) -> float:
        """The height of a row of small words."""
        return self.least * 1.4

    def line(
        self,
        area: QRectF,
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """One line, cut with an ellipsis where it is too wide even at the least size."""
        size = self.narrowed(text, area.width(), max(size, self.least), bold=bold)
        shown = elided(text, area.width(), size, bold=bold)
        self._items.append(Line(QRectF(area), shown, size, colour, bold, align))

    def narrowed(self, text: str, width: float, size: float, *, bold: bool = False) -> float:
        """The largest size up to this one at which a line is no wider."""
        while size > self.least and text_width(text, size, bold=bold) > width:
            size = max(self.least, size * 0.94)
        return size

    def fit(
        self, text: str, width: float, height: float, largest: float, *, bold: bool = False
    ) -> FittedText:
        """A text in letters no smaller than this room needs."""
        return fit_text(text, width, height, largest=max(largest, self.least), least=self.least, bold=bold)

    def block(self, area: QRectF, fitted: FittedText, colour: str, *, centred: bool = False) -> int:
        """The page of a text whose turn it is, from the top left; gives which one, from 0."""
        page = self.turn_of(fitted.pages)
        first = page * fitted.lines_per_page
        count = max(0, min(fitted.lines_per_page, fitted.lines - first))
        place = QRectF(area.left(), area.top(), area.width(), fitted.height)
        self._items.append(Words(place, fitted.text, fitted.size, colour, fitted.bold, centred, first, count))
        if fitted.pages > 1:
            self._letters += letters_on(fitted, area.width(), page)
        return page

    def turn_of(self, pages: int, letters: int = 0) -> int:
        """Which of so many pages is shown now; the sheet is turned until all were."""
        self._pages = max(self._pages, pages)
        self._letters += letters
        return self._turn % pages

    def box(self, area: QRectF, colour: str, *, edge: str = "", rounding: float = ROUNDING) -> None:
        """A filled rectangle."""
        self._items.append(Box(QRectF(area), colour, edge, rounding))

    def outline(self, area: QRectF, colour: str, within: QRectF) -> None:
        """A frame, of which only what lies within is seen."""
        self._items.append(Outline(QRectF(area), colour, QRectF(within)))

    def picture(
        self,
        area: QRectF,
        image: QImage,
        source: QRectF | None = None,
        *,
        modules: bool = False,
        within: QRectF | None = None,
    ) -> None:
        """A picture."""
        self._items.append(Picture(QRectF(area), image, source, modules, within))

    def stamp(self, area: QRectF, words: str) -> None:
        """A watermark."""
        self._items.append(Stamp(QRectF(area), words, self.least))

    def sheet(self) -> Sheet:
        """What was put together."""
        if self.mark is not None and self._pages > 1:
            words = page_mark(self._turn % self._pages + 1, self._pages)
            self.line(self.mark, words, self.least, self.colours.blue, align=Qt.AlignmentFlag.AlignRight)
        return Sheet(
            self.width,
            self.colours.background,
            tuple(self._items),
            self._pages,
            self._letters,
            self.key,
            self.page,
        )


def page_mark(page: int, pages: int) -> str:
    """Which part of a long text, or of much beside each other, this is."""
    return f"{page}/{pages}"


def paint_sheet(painter: QPainter, sheet: Sheet) -> None:
    """Paint it; the painter is scaled to canvas units."""
    painter.fillRect(QRectF(0, 0, sheet.width, CANVAS_HEIGHT), QColor(sheet.background))
    for item in sheet.items:
        match item:
            case Words():
                _paint_words(painter, item)
            case Line():
                _paint_line(painter, item)
            case Box():
                _paint_box(painter, item)
            case Outline():
                _paint_outline(painter, item)
            case Picture():
                _paint_picture(painter, item)
            case Stamp():
                _paint_stamp(painter, item)


def _paint_words(painter: QPainter, item: Words) -> None:
    layout = laid_out(
        item.text,
        item.area.width(),
        item.size,
        bold=item.bold,
        centred=item.centred,
        most=item.first + item.count,
    )
    painter.save()
    painter.setPen(QColor(item.colour))
    spare = item.size * (LINE_SPACING - 1)
    painter.setClipRect(item.area.adjusted(-spare, -spare, spare, spare), Qt.ClipOperation.IntersectClip)
    top = item.area.top() - item.first * item.size * LINE_SPACING
    for number in range(item.first, min(layout.lineCount(), item.first + item.count)):
        layout.lineAt(number).draw(painter, QPointF(item.area.left(), top))
    painter.restore()


def _paint_line(painter: QPainter, item: Line) -> None:
    painter.save()
    painter.setClipRect(item.area.adjusted(-4, 0, 4, 0), Qt.ClipOperation.IntersectClip)
    painter.setFont(projector_font(item.size, bold=item.bold))
    painter.setPen(QColor(item.colour))
    painter.drawText(item.area, int(item.align | Qt.AlignmentFlag.AlignVCenter), item.text)
    painter.restore()


def _paint_box(painter: QPainter, item: Box) -> None:
    path = QPainterPath()
    path.addRoundedRect(item.area, item.rounding, item.rounding)
    painter.fillPath(path, QColor(item.colour))
    if item.edge:
        edge = QPainterPath()
        edge.addRect(QRectF(item.area.left(), item.area.top(), EDGE_WIDTH, item.area.height()))
        painter.fillPath(path.intersected(edge), QColor(item.edge))


def _paint_outline(painter: QPainter, item: Outline) -> None:
    painter.save()
    painter.setClipRect(item.within, Qt.ClipOperation.IntersectClip)
    pen = painter.pen()
    pen.setColor(QColor(item.colour))
    pen.setWidthF(5.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(item.area)
    painter.restore()


def _paint_picture(painter: QPainter, item: Picture) -> None:
    if item.modules:
        _paint_modules(painter, item.area, item.image)
        return
    painter.save()
    painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
    if item.within is not None:
        painter.setClipRect(item.within, Qt.ClipOperation.IntersectClip)
    area = item.area if item.source else _on_pixels(painter, item.area, item.image)
    painter.drawImage(area, item.image, item.source or QRectF(item.image.rect()))
    painter.restore()


def _on_pixels(painter: QPainter, area: QRectF, image: QImage) -> QRectF:
    """The same place; a picture that was drawn just as large lies pixel on pixel, else its print is soft."""
    transform = painter.deviceTransform()
    there = transform.mapRect(area)
    if max(abs(there.width() - image.width()), abs(there.height() - image.height())) > PIXELS_OFF:
        return area
    exact = QRectF(round(there.left()), round(there.top()), image.width(), image.height())
    return transform.inverted()[0].mapRect(exact)


def _paint_stamp(painter: QPainter, item: Stamp) -> None:
    painter.save()
    painter.setClipRect(item.area, Qt.ClipOperation.IntersectClip)
    paint_words(painter, item.area, item.words, projector_font(item.letters))
    painter.restore()


def _paint_modules(painter: QPainter, area: QRectF, qr: QImage) -> None:
    """The picture on white with sharp modules: cameras need both."""
    scale = painter.deviceTransform().m11()
    quiet = area.adjusted(12, 12, -12, -12)
    fold = max(1, int(quiet.width() * scale / max(1, qr.width())))  # whole device pixels a module
    side = min(quiet.width(), qr.width() * fold / scale)
    target = QRectF(0, 0, side, side)
    target.moveTopRight(quiet.topRight())
    painter.fillRect(target.adjusted(-12, -12, 12, 12), QColor("#ffffff"))
    painter.drawImage(target, qr)
