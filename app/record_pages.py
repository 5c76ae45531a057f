"""Lays the blocks of a record out on pages, a line at a time; what does not fit goes on on the next page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from app.minutes import Heading, Line, Look, Table, Title
from widgets.theme import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPagedPaintDevice, QPainter, QTextLine

    from app.minutes import Block

MM_PER_INCH: Final = 25.4
STEP_MM: Final = 6.0
PAD_MM: Final = 1.2
BLANK_MM: Final = 14.0  # room to write by hand
BLACK, GREY, RED = "#000000", "#595959", "#9C1C1C"
LINE_BREAK: Final = "\u2028"  # what the layout takes for a line end within a paragraph


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks, and the room around it in millimetres."""

    points: float
    colour: str = BLACK
    bold: bool = False
    before_mm: float = 0.0
    after_mm: float = 1.2


TITLE: Final = Style(17, bold=True, after_mm=3)
HEADINGS: Final = {1: Style(13, bold=True, before_mm=6, after_mm=2), 2: Style(11.5, bold=True, before_mm=4)}
LOOKS: Final = {
    Look.PLAIN: Style(10.5),
    Look.NOTE: Style(9, GREY, after_mm=0.6),
    Look.BODY: Style(10.5),
    Look.MARK: Style(10.5, RED, bold=True),
    Look.BLANK: Style(10.5, GREY, before_mm=1, after_mm=BLANK_MM),
}
CELL: Final = Style(9.5, after_mm=0)
HEADER: Final = Style(9.5, bold=True, after_mm=0)


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text on a page; its layout has to live as long as it does."""

    line: QTextLine
    layout: QTextLayout
    at: QPointF
    colour: str

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        painter.setPen(self.colour)
        self.line.draw(painter, self.at)


@dataclass(slots=True)
class Page:
    """What stands on one page."""

    lines: list[Written] = field(default_factory=list)
    boxes: list[QRectF] = field(default_factory=list)
    shades: list[QRectF] = field(default_factory=list)


class Pages:
    """Puts one block below the other on sheets of a paper."""

    def __init__(self, paper: QPagedPaintDevice, area: QRectF, dots_per_inch: int) -> None:
        self.pages = [Page()]
        self._paper = paper
        self.area = area
        self._dpi = dots_per_inch
        self._y = area.top()
        self._fonts: dict[tuple[float, bool], QFont] = {}

    def mm(self, length: float) -> float:
        """Millimetres in the dots of the paper."""
        return length * self._dpi / MM_PER_INCH

    def put(self, block: Block) -> None:
        """Put a block below the last."""
        match block:
            case Title(text):
                self._put_text(text, TITLE)
            case Heading(text, level):
                self._put_text(text, HEADINGS[level], keep=5)
            case Line(text, look, depth, joined):
                self._put_text(text, LOOKS[look], depth, keep=3 if joined else 0)
            case Table():
                self._put_table(block)

    def laid_out(self, text: str, style: Style, width: float) -> QTextLayout:
        """A text in lines of a width; words that are too long are broken anywhere."""
        layout = QTextLayout(text.replace("\n", LINE_BREAK), self._font(style), self._paper)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() * 1.15
        layout.endLayout()
        return layout

    def _font(self, style: Style) -> QFont:
        font = self._fonts.get((style.points, style.bold))
        if font is None:
            font = QFont(list(FAMILIES))
            font.setPointSizeF(style.points)
            font.setBold(style.bold)
            font.setFeature(QFont.Tag("liga"), 0)  # fi stays two letters that a search finds
            self._fonts[style.points, style.bold] = font
        return font

    def _put_text(self, text: str, style: Style, depth: int = 0, *, keep: int = 0) -> None:
        """`keep`: as many further lines have to fit below, lest a heading stands alone."""
        left = self.area.left() + self.mm(depth * STEP_MM)
        layout = self.laid_out(text, style, self.area.right() - left)
        if self._y > self.area.top():
            self._y += self.mm(style.before_mm)
        for place in range(layout.lineCount()):
            line = layout.lineAt(place)
            height = line.height() * 1.15
            if self._y + height * (1 + (0 if place else keep)) > self.area.bottom():
                self._turn()
            self._write(layout, line, left, style)
            self._y += height
        self._y += self.mm(style.after_mm)

    def _write(self, layout: QTextLayout, line: QTextLine, left: float, style: Style) -> None:
        at = QPointF(left, self._y - line.position().y())
        self.pages[-1].lines.append(Written(line, layout, at, style.colour))

    def _turn(self) -> None:
        self.pages.append(Page())
        self._y = self.area.top()

    def _put_table(self, table: Table) -> None:
        whole = sum(table.widths)
        widths = [self.area.width() * width / whole for width in table.widths]
        if table.header:
            self._put_row(table.header, widths, strong=range(len(widths)))
        for row in table.rows:
            if table.header and self._is_full(row, widths):
                self._turn()
                self._put_row(table.header, widths, strong=range(len(widths)))
            self._put_row(row, widths, strong=() if table.header else (0,))
        self._y += self.mm(3)

    def _is_full(self, row: tuple[str, ...], widths: list[float]) -> bool:
        """Whether a row has no room below, though it would have on a page of its own."""
        height = max(self._height(cell) for cell in self._cells(row, widths, ()))
        needed = height + 2 * self.mm(PAD_MM)
        return self._y + needed > self.area.bottom() and needed < self.area.height() / 2

    def _cells(self, row: tuple[str, ...], widths: list[float], strong: Iterable[int]) -> list[QTextLayout]:
        bold = set(strong)
        return [
            self.laid_out(text, HEADER if place in bold else CELL, width - 2 * self.mm(PAD_MM))
            for place, (text, width) in enumerate(zip(row, widths, strict=False))
        ]

    @staticmethod
    def _height(layout: QTextLayout) -> float:
        if not layout.lineCount():
            return 0.0
        last = layout.lineAt(layout.lineCount() - 1)
        return last.position().y() + last.height()

    def _put_row(self, row: tuple[str, ...], widths: list[float], strong: Iterable[int]) -> None:
        """A row goes over several pages where one has not room enough."""
        strong = tuple(strong)
        cells = self._cells(row, widths, strong)
        done = [0] * len(cells)
        pad = self.mm(PAD_MM)
        while True:
            top = self._y
            lowest = self._fill(cells, done, widths, pad)
            is_over = all(count == cell.lineCount() for count, cell in zip(done, cells, strict=True))
            if lowest == top and not is_over:
                self._turn()
                continue
            self._frame(widths, top, max(lowest, top + pad) + pad, strong)
            self._y = max(lowest, top + pad) + pad
            if is_over:
                return
            self._turn()

    def _fill(self, cells: list[QTextLayout], done: list[int], widths: list[float], pad: float) -> float:
        """Write what fits of each cell; returns how far down that goes, the top if nothing fits."""
        top, lowest, left = self._y, self._y, self.area.left()
        for place, (cell, width) in enumerate(zip(cells, widths, strict=False)):
            y = top + pad
            while done[place] < cell.lineCount():
                line = cell.lineAt(done[place])
                if y + line.height() + pad > self.area.bottom():
                    break
                at = QPointF(left + pad, y - line.position().y())
                self.pages[-1].lines.append(Written(line, cell, at, BLACK))
                y += line.height() * 1.15
                lowest = max(lowest, y)
                done[place] += 1
            left += width
        return lowest

    def _frame(self, widths: list[float], top: float, bottom: float, strong: tuple[int, ...]) -> None:
        left = self.area.left()
        for place, width in enumerate(widths):
            box = QRectF(left, top, width, bottom - top)
            self.pages[-1].boxes.append(box)
            if place in strong:
                self.pages[-1].shades.append(box)
            left += width
