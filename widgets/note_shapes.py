"""How one note looks on its page: where it lies, with the width of its lines, and how it is painted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Protocol, assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from widgets.ink_stroke import Band, Curve, Disc, Spot, curve_outline, curves, is_steady, outline, width_at
from widgets.memo_text import SetText, paint_words, words_width
from widgets.note_colours import (
    MEMO_INK,
    edge_colour,
    flag_colour,
    ink_colour,
    marker_colour,
    memo_colour,
)
from widgets.note_values import Ink, InkKind, InkPoint, Note, StickyFlag, TextMark, TextMemo
from widgets.page_layout import Size
from widgets.page_text import Corners
from widgets.wording import one_line

A4_HEIGHT_PT = 842.0
FLAG_HEIGHT_PT = 20.0
FLAG_TEXT_PT = 10.0
FLAG_EMPTY_PT = 22.0
FLAG_MOST_PT = 110.0
FLAG_NOTCH_PT = 6.0
FRAME_PT = 0.8
OTHER_COST = 20  # of painting a note that is no ink, in spots of ink
EDGE_PT = 1.0  # around everything, for smooth edges


def page_factor(size_pt: Size) -> float:
    """How much larger than A4 a page is: what has a size of its own on a poster grows with it."""
    return max(1.0, max(size_pt) / A4_HEIGHT_PT)


def spots_of(stroke: Sequence[InkPoint], size_pt: Size) -> list[Spot]:
    """A stroke in points of its page."""
    width, height = size_pt
    return [Spot(x * width, y * height, pressure) for x, y, pressure in stroke]


def flag_rect(flag: StickyFlag, size_pt: Size) -> QRectF:
    """Where a flag sticks at the edge of its page, in points of it."""
    factor = page_factor(size_pt)
    width = FLAG_EMPTY_PT
    if flag.text:
        width += words_width(one_line(flag.text), FLAG_TEXT_PT)
    width = min(width, FLAG_MOST_PT) * factor
    height = min(FLAG_HEIGHT_PT * factor, size_pt[1])
    left = 0.0 if flag.x < 0.5 else size_pt[0] - width
    top = min(max(flag.y * size_pt[1] - height / 2, 0.0), size_pt[1] - height)
    return QRectF(left, top, width, height)


def memo_rect(memo: TextMemo, size_pt: Size) -> QRectF:
    """Where a memo lies on its page, in points of it."""
    width, height = size_pt
    return QRectF(memo.x * width, memo.y * height, memo.width * width, memo.height * height)


class Drawn(Protocol):
    """Something on a page that can be painted."""

    @property
    def extent(self) -> Corners:
        """The rectangle in points of the page outside of which nothing is painted."""

    @property
    def is_wash(self) -> bool:
        """Whether it shines through, as a marker does, and so is painted with the page."""

    @property
    def cost(self) -> int:
        """About how much work painting is: so many spots of ink."""

    def paint(self, painter: QPainter, *, on_dark: bool) -> None:
        """Paint it; the painter is in points of the page."""


@dataclass(frozen=True)
class NoteShape:
    """A note on a page of a size, with what it costs time to work out."""

    note: Note
    size_pt: Size

    @property
    def is_wash(self) -> bool:
        """Markers are."""
        content = self.note.content
        return isinstance(content, TextMark) or (isinstance(content, Ink) and content.kind is InkKind.MARKER)

    @cached_property
    def extent(self) -> Corners:
        """The rectangle in points of the page outside of which nothing is painted."""
        content = self.note.content
        if isinstance(content, Ink):
            boxes = [_stroke_extent(stroke, self.size_pt) for stroke in content.strokes]
            return grown(reduce(united, boxes), EDGE_PT + content.width_pt / 2)
        if isinstance(content, StickyFlag):
            rect = flag_rect(content, self.size_pt)
            return grown((rect.left(), rect.top(), rect.right(), rect.bottom()), EDGE_PT)
        width, height = self.size_pt
        left, top, right, bottom = self.note.box
        return grown((left * width, top * height, right * width, bottom * height), EDGE_PT)

    @property
    def cost(self) -> int:
        """About how much work painting is: so many spots of ink."""
        content = self.note.content
        return sum(map(len, content.strokes)) if isinstance(content, Ink) else OTHER_COST

    @cached_property
    def strokes(self) -> list[list[Spot]]:
        """The strokes of ink in points of the page; none of other notes."""
        content = self.note.content
        return (
            [spots_of(stroke, self.size_pt) for stroke in content.strokes] if isinstance(content, Ink) else []
        )

    def paint(self, painter: QPainter, *, on_dark: bool) -> None:
        """Paint it; the painter is in points of the page."""
        content, colour = self.note.content, self.note.colour
        match content:
            case Ink():
                shade = marker_colour if self.is_wash else ink_colour
                for line in self._lines:
                    line.paint(painter, QPen(shade(colour, on_dark=on_dark)))
            case TextMark(lines):
                width, height = self.size_pt
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(marker_colour(colour, on_dark=on_dark))
                for left, top, right, bottom in lines:
                    painter.drawRect(
                        QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height)
                    )
            case TextMemo():
                _paint_memo(painter, memo_rect(content, self.size_pt), self._set_text, self.note)
            case StickyFlag():
                _paint_flag(painter, flag_rect(content, self.size_pt), content, self.note, self.size_pt)
            case _ as never:
                assert_never(never)

    @cached_property
    def _lines(self) -> list[InkLine]:
        content = self.note.content
        width_pt = content.width_pt if isinstance(content, Ink) else 0.0
        return [whole_line(spots, width_pt) for spots in self.strokes]

    @cached_property
    def _set_text(self) -> SetText:
        content = self.note.content
        if not isinstance(content, TextMemo):
            raise TypeError("only memos have text to set")
        return SetText(content.text, content.width * self.size_pt[0], content.text_pt)


@dataclass(frozen=True)
class InkLine:
    """A line of ink as a path: drawn along it with a pen of one width, or filled where the width varies."""

    path: QPainterPath
    width_pt: float  # 0: it is filled

    def paint(self, painter: QPainter, pen: QPen) -> None:
        """Paint it in the colour of the pen."""
        if not self.width_pt:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            painter.drawPath(self.path)
            return
        pen.setWidthF(self.width_pt)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path)


def _stroke_extent(stroke: Sequence[InkPoint], size_pt: Size) -> Corners:
    """What the smooth line through spots stays in: it goes beyond them by a quarter of a way at most."""
    width, height = size_pt
    xs, ys = [point[0] * width for point in stroke], [point[1] * height for point in stroke]
    box = min(xs), min(ys), max(xs), max(ys)
    if len(stroke) < 3:
        return box
    longest = max(map(math.dist, zip(xs, ys, strict=True), zip(xs[1:], ys[1:], strict=True)))
    return grown(box, longest / 4)


def whole_line(spots: Sequence[Spot], width_pt: float) -> InkLine:
    """A finished stroke."""
    if not is_steady(spots):
        return InkLine(_filled(outline(spots, width_pt)), 0.0)
    path = QPainterPath(QPointF(spots[0].x, spots[0].y))
    for curve in curves(spots):
        _add_curve(path, curve)
    return _steady_line(path, spots[0], width_pt)


def curve_line(curve: Curve, width_pt: float) -> InkLine:
    """One piece of a stroke that is being drawn."""
    if not is_steady((curve.start, curve.end)):
        return InkLine(_filled(curve_outline(curve, width_pt)), 0.0)
    path = QPainterPath(QPointF(curve.start.x, curve.start.y))
    _add_curve(path, curve)
    return _steady_line(path, curve.start, width_pt)


def curve_extent(curve: Curve, width_pt: float) -> Corners:
    """The rectangle that one piece of a stroke stays in."""
    start, first, second, end = curve
    xs, ys = (start.x, first[0], second[0], end.x), (start.y, first[1], second[1], end.y)
    return grown((min(xs), min(ys), max(xs), max(ys)), width_pt / 2 + EDGE_PT)


def grown(box: Corners, by: float) -> Corners:
    """A rectangle with more room on all sides."""
    left, top, right, bottom = box
    return left - by, top - by, right + by, bottom + by


def united(first: Corners, second: Corners) -> Corners:
    """The smallest rectangle around both."""
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


def _add_curve(path: QPainterPath, curve: Curve) -> None:
    path.cubicTo(*curve.first, *curve.second, curve.end.x, curve.end.y)


def _steady_line(path: QPainterPath, start: Spot, width_pt: float) -> InkLine:
    width = width_at(width_pt, start.pressure)
    if not path.length():
        path = QPainterPath()  # a pen draws no line without length
        path.addEllipse(QPointF(start.x, start.y), width / 2, width / 2)
        return InkLine(path, 0.0)
    return InkLine(path, width)


def _filled(pieces: Iterable[Band | Disc]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for piece in pieces:
        if isinstance(piece, Disc):
            path.addEllipse(
                piece.x - piece.radius, piece.y - piece.radius, 2 * piece.radius, 2 * piece.radius
            )
            continue
        (start, first, second, end), (back, third, fourth, last) = piece
        path.moveTo(*start)
        path.cubicTo(*first, *second, *end)
        path.lineTo(*back)
        path.cubicTo(*third, *fourth, *last)
        path.closeSubpath()
    return path


def _paint_memo(painter: QPainter, rect: QRectF, text: SetText, note: Note) -> None:
    painter.setPen(QPen(edge_colour(note.colour), FRAME_PT))
    painter.setBrush(memo_colour(note.colour))
    painter.drawRect(rect)
    painter.setPen(MEMO_INK)
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    text.paint(painter, rect.left(), rect.top())
    painter.restore()


def _paint_flag(painter: QPainter, rect: QRectF, flag: StickyFlag, note: Note, size_pt: Size) -> None:
    factor = page_factor(size_pt)
    notch, is_left = FLAG_NOTCH_PT * factor, flag.x < 0.5
    outer, inner = (rect.left(), rect.right()) if is_left else (rect.right(), rect.left())
    tip = inner - notch if is_left else inner + notch
    painter.setPen(QPen(edge_colour(note.colour), FRAME_PT))
    painter.setBrush(flag_colour(note.colour))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(outer, rect.top()),
                QPointF(inner, rect.top()),
                QPointF(tip, rect.center().y()),
                QPointF(inner, rect.bottom()),
                QPointF(outer, rect.bottom()),
            ]
        )
    )
    painter.setPen(MEMO_INK)
    room = rect.adjusted(notch, 0, -notch, 0)
    if is_left:
        room.translate(-notch / 2, 0)
    else:
        room.translate(notch / 2, 0)
    paint_words(painter, room, one_line(flag.text), FLAG_TEXT_PT * factor)
