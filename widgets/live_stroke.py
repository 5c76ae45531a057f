"""A stroke while it is being drawn: each new spot adds one piece, and nothing before it is touched again."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter, QPen

from widgets.ink_stroke import Curve, Spot, curve_between
from widgets.note_colours import ink_colour, marker_colour
from widgets.note_shapes import InkLine, curve_extent, curve_line, united
from widgets.note_values import InkKind, NoteColour
from widgets.page_text import Corners


@dataclass(frozen=True, slots=True)
class StrokeStyle:
    """What a stroke is drawn with."""

    kind: InkKind
    colour: NoteColour
    width_pt: float

    def shade(self, *, on_dark: bool) -> QColor:
        """The colour it is painted in."""
        shade = marker_colour if self.kind is InkKind.MARKER else ink_colour
        return shade(self.colour, on_dark=on_dark)


class Piece:
    """The line between two spots."""

    cost = 1

    def __init__(self, curve: Curve, style: StrokeStyle) -> None:
        self.extent = curve_extent(curve, style.width_pt)
        self.is_wash = style.kind is InkKind.MARKER
        self._line: InkLine = curve_line(curve, style.width_pt)
        self._style = style

    def paint(self, painter: QPainter, *, on_dark: bool) -> None:
        """Paint it; a piece does not darken the one it joins, although both shine through the page."""
        if self.is_wash:
            mode = QPainter.CompositionMode
            painter.setCompositionMode(
                mode.CompositionMode_Lighten if on_dark else mode.CompositionMode_Darken
            )
        self._line.paint(painter, QPen(self._style.shade(on_dark=on_dark)))


class LiveStroke:
    """The spots so far, the pieces between them, and the last piece, which the next spot will bend."""

    def __init__(self, page: int, style: StrokeStyle, start: Spot) -> None:
        self.page = page
        self.style = style
        self.spots = [start]
        self.pieces: list[Piece] = []
        self.tail = Piece(Curve(start, start[:2], start[:2], start), style)

    def add(self, spot: Spot, least_pt: float) -> Corners | None:
        """Go on to a spot; returns what has to be painted, None where it is too near to be another spot."""
        last = self.spots[-1]
        if math.dist(last[:2], spot[:2]) < least_pt:
            return None
        painted = self.tail.extent
        before = self.spots[-2] if len(self.spots) > 1 else None
        if before is not None:
            earlier = self.spots[-3] if len(self.spots) > 2 else None
            piece = Piece(curve_between(earlier, before, last, spot), self.style)
            self.pieces.append(piece)
            painted = united(painted, piece.extent)
        self.spots.append(spot)
        self.tail = Piece(curve_between(before, last, spot, None), self.style)
        return united(painted, self.tail.extent)

    def replace(self, end: Spot) -> Corners:
        """Become a straight line from the start to there; returns what has to be painted."""
        painted = self.extent
        start = self.spots[0]
        self.spots = [start, end] if end[:2] != start[:2] else [start]
        self.pieces = []
        self.tail = Piece(Curve(start, start[:2], end[:2], end), self.style)
        return united(painted, self.tail.extent)

    @property
    def extent(self) -> Corners:
        """What all of it covers."""
        found = self.tail.extent
        for piece in self.pieces:
            found = united(found, piece.extent)
        return found
