"""Draws a page of the sample documents: titles, bullets, charts, tables, boxes. Lengths are in points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pymupdf

Colour = tuple[float, float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

INK: Colour = (0.13, 0.15, 0.19)
QUIET: Colour = (0.36, 0.40, 0.46)
RULE: Colour = (0.78, 0.81, 0.85)
PALE: Colour = (0.91, 0.94, 0.97)
BLUE: Colour = (0.16, 0.43, 0.60)
NAVY: Colour = (0.12, 0.31, 0.47)
AMBER: Colour = (0.78, 0.50, 0.08)
GREEN: Colour = (0.22, 0.50, 0.36)
WHITE: Colour = (1.0, 1.0, 1.0)
SERIES = (NAVY, BLUE, (0.49, 0.69, 0.82), (0.80, 0.85, 0.90), AMBER)

A4: tuple[float, float] = (595, 842)
A4_WIDE: tuple[float, float] = (842, 595)
A3_WIDE: tuple[float, float] = (1191, 842)
MARGIN = 46.0
NOT_AT_LINE_START = "、。，．）」』】％ー・ゃゅょっぁぃぅぇぉャュョッァィゥェォ！？"


NOT_AT_LINE_END = "「『（【"
FEW = 4


@cache
def font() -> Any:
    """Return the Japanese font that PyMuPDF carries, so that every machine draws the same pages."""
    return pymupdf.Font("japan")


def width_of(text: str, size: float) -> float:
    """Width of one line."""
    return float(font().text_length(text, size))


def wrap(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines that are no wider than this.

    Numbers stay whole, brackets stay with what they hold, and a last line of a few signs gets company.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        own = _break(paragraph, size, width)
        if len(own) > 1 and len(own[-1]) < FEW and width > 10 * size:
            own = _break(paragraph, size, width - FEW * size / len(own))
        lines += own
    return lines


def _break(text: str, size: float, width: float) -> list[str]:
    lines, line = [], ""
    for sign in text:
        if line and width_of(line + sign, size) > width and sign not in NOT_AT_LINE_START:
            kept = 0
            if sign.isascii() and sign.isalnum():
                kept = len(line) - len(line.rstrip("0123456789.,-"))
            elif line[-1] in NOT_AT_LINE_END:
                kept = 1
            cut = len(line) - kept if kept < len(line) else len(line)
            lines.append(line[:cut])
            line = line[cut:]
        line += sign
    return [*lines, line]


@dataclass
class Sheet:
    """One page while it is drawn; `finish` puts it onto paper."""

    page: Any
    _writers: dict[tuple[Colour, bool], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin the page."""
        self.width, self.height = float(self.page.rect.width), float(self.page.rect.height)
        self._shape = self.page.new_shape()

    def finish(self, footer: str) -> None:
        """Write the page: areas first, texts over them."""
        self.text(MARGIN, self.height - 24, footer, 9, QUIET)
        number = f"{self.page.number + 1}"
        self.text(self.width - MARGIN, self.height - 24, number, 10, QUIET, align=1)
        self._shape.commit()
        for (colour, bold), writer in self._writers.items():
            writer.write_text(self.page, color=colour, render_mode=2 if bold else 0)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: Colour = INK,
        *,
        bold: bool = False,
        align: float = 0,
    ) -> None:
        """Write one line whose baseline is y; x is its left end (align 0), middle (0.5) or right end (1)."""
        if missing := [sign for sign in text if not font().has_glyph(ord(sign))]:
            raise ValueError(f"the font has no {missing}")
        key = (colour, bold)
        if key not in self._writers:
            self._writers[key] = pymupdf.TextWriter(self.page.rect)
        self._writers[key].append((x - align * width_of(text, size), y), text, font=font(), fontsize=size)

    def paragraph(
        self, box: Box, text: str, size: float, colour: Colour = INK, *, bold: bool = False
    ) -> float:
        """Write a text between left and right, from the top; return the y below it."""
        left, y, right, _bottom = box
        for line in wrap(text, size, right - left):
            y += size * 1.2
            self.text(left, y, line, size, colour, bold=bold)
            y += size * 0.4
        return y

    def area(self, box: Box, fill: Colour | None, border: Colour | None = None, radius: float = 0) -> None:
        """Fill a rectangle."""
        rect = pymupdf.Rect(*box)
        corner = min(0.5, radius / min(rect.width, rect.height)) if radius else None
        self._shape.draw_rect(rect, radius=corner)
        self._shape.finish(fill=fill, color=border, width=0.9 if border else 0)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: Colour, width: float = 1
    ) -> None:
        """Draw a straight line."""
        self._shape.draw_line(start, end)
        self._shape.finish(color=colour, width=width)

    def arrow_down(self, x: float, top: float, bottom: float, colour: Colour = QUIET) -> None:
        """Draw an arrow that points down."""
        self.line((x, top), (x, bottom - 6), colour, 1.6)
        self._shape.draw_polyline(
            [(x - 5, bottom - 8), (x + 5, bottom - 8), (x, bottom), (x - 5, bottom - 8)]
        )
        self._shape.finish(fill=colour, color=colour, width=0.4)

    def cover(self, label: str, title: str, lines: Sequence[str]) -> None:
        """Draw a first page."""
        self.area((0, 0, self.width, self.height * 0.34), NAVY)
        self.area((0, self.height * 0.34, self.width, self.height * 0.35), AMBER)
        self.text(MARGIN, self.height * 0.13, label, 17, WHITE)
        size = min(36.0, (self.width - 2 * MARGIN) / max(1.0, width_of(title, 1)))
        self.text(MARGIN, self.height * 0.24, title, size, WHITE, bold=True)
        for index, line in enumerate(lines):
            self.text(MARGIN, self.height * 0.48 + index * 28, line, 16, INK)

    def title(self, text: str) -> float:
        """Draw the heading of a page; return the y below it."""
        self.text(MARGIN, 66, text, 23, INK, bold=True)
        self.area((MARGIN, 80, self.width - MARGIN, 83), BLUE)
        return 98

    def heading(self, y: float, text: str, x: float = MARGIN) -> float:
        """Draw a heading inside a page; return the y below it."""
        self.area((x, y + 8, x + 5, y + 26), BLUE)
        self.text(x + 13, y + 23, text, 15, NAVY, bold=True)
        return y + 36

    def bullets(
        self,
        y: float,
        items: Sequence[str],
        *,
        size: float = 15,
        box: Box | None = None,
        spread: bool = False,
    ) -> float:
        """Draw a list, spread over the page if told; ！ sets an item off. Return the y below it."""
        left, _top, right, _bottom = box or (MARGIN, 0, self.width - MARGIN, 0)
        texts = [item.removeprefix("！") for item in items]
        lines = sum(len(wrap(text, size, right - left - size * 1.5)) for text in texts)
        spare = (self.height - 60 - y - lines * size * 1.6) / len(items)
        gap = min(size * 1.5, spare) if spread else size * 0.45
        for item, text in zip(items, texts, strict=True):
            strong, dot = item.startswith("！"), size * 0.4
            top = y + size * 0.62
            self.area((left + 4, top, left + 4 + dot, top + dot), AMBER if strong else BLUE, radius=dot / 2)
            y = self.paragraph((left + size * 1.5, y, right, 0), text, size, bold=strong) + gap
        return y

    def bars(self, box: Box, unit: str, values: Sequence[tuple[str, float]]) -> None:
        """Draw upright bars with their figures."""
        left, top, right, bottom = box
        base, highest = bottom - 24, max(value for _, value in values)
        step = (right - left) / len(values)
        self.text(left, top + 10, unit, 11, QUIET)
        for index, (name, value) in enumerate(values):
            middle, height = left + step * (index + 0.5), (base - top - 34) * value / highest
            colour = AMBER if value == highest else BLUE
            self.area((middle - step * 0.29, base - height, middle + step * 0.29, base), colour)
            self.text(middle, base - height - 6, f"{value:g}", 12, INK, bold=True, align=0.5)
            self.text(middle, base + 17, name, min(11.5, step / max(1.0, width_of(name, 1))), INK, align=0.5)
        self.line((left, base), (right, base), QUIET, 1.2)

    def curve(self, box: Box, unit: str, names: Sequence[str], values: Sequence[float]) -> None:
        """Draw a line over time with its points."""
        left, top, right, bottom = box
        base, highest = bottom - 24, max(values) * 1.1
        step = (right - left) / len(values)
        self.text(left, top + 10, unit, 11, QUIET)
        points = [
            (left + step * (index + 0.5), base - (base - top - 26) * value / highest)
            for index, value in enumerate(values)
        ]
        for part in range(1, 4):
            y = base - (base - top - 26) * part / 4
            self.line((left, y), (right, y), RULE, 0.6)
        self._shape.draw_polyline(points)
        self._shape.finish(color=BLUE, width=2.4, closePath=False)
        for (x, y), name, value in zip(points, names, values, strict=True):
            self.area((x - 4, y - 4, x + 4, y + 4), AMBER if value == max(values) else BLUE, radius=4)
            self.text(x, y - 9, f"{value:g}", 10.5, INK, align=0.5)
            self.text(x, base + 16, name, 10.5, INK, align=0.5)
        self.line((left, base), (right, base), QUIET, 1.2)

    def shares(self, box: Box, legend: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> None:
        """Draw one bar of 100 % a row."""
        left, top, right, bottom = box
        x = left
        for index, name in enumerate(legend):
            self.area((x, top, x + 12, top + 12), SERIES[index])
            self.text(x + 17, top + 11, name, 11, INK)
            x += 32 + width_of(name, 11)
        start, step = left + 150, (bottom - top - 26) / len(rows)
        for index, (name, shares) in enumerate(rows):
            y, x = top + 28 + index * step, start
            self.text(start - 10, y + step * 0.48, name, 12, INK, align=1)
            for share, colour in zip(shares, SERIES, strict=False):
                end = x + (right - start) * share / sum(shares)
                self.area((x, y, end, y + step * 0.7), colour)
                if share >= 7:
                    light = sum(colour) > 1.8
                    self.text(
                        (x + end) / 2, y + step * 0.48, f"{share}", 11, INK if light else WHITE, align=0.5
                    )
                x = end

    def table(
        self, box: Box, widths: Sequence[float], rows: Sequence[Sequence[str]], *, size: float = 11
    ) -> float:
        """Draw a table whose first row is its head; figures stand right. Return the y below it.

        Rows become higher when there is room down to the bottom of the box.
        """
        left, y, right, bottom = box
        unit = (right - left) / sum(widths)
        cells = [
            [wrap(cell, size, width * unit - 12) for cell, width in zip(row, widths, strict=True)]
            for row in rows
        ]
        heights = [max(map(len, row)) * size * 1.45 + size * 0.9 for row in cells]
        room = max(0.0, min(size * 1.3, (bottom - y - sum(heights)) / len(rows)))
        figures = [all(map(_is_figure, (row[column] for row in rows[1:]))) for column in range(len(widths))]
        for number, (row, height) in enumerate(zip(cells, heights, strict=True)):
            fill = NAVY if number == 0 else PALE if number % 2 == 0 else WHITE
            self.area((left, y, right, y + height + room), fill)
            x = left
            for lines, width, figure in zip(row, widths, figures, strict=True):
                place, align = (x + width * unit - 8, 1) if figure else (x + 7, 0)
                for index, words in enumerate(lines):
                    baseline = y + room / 2 + size * 1.45 * (index + 1)
                    colour = WHITE if number == 0 else INK
                    self.text(place, baseline, words, size, colour, bold=number == 0, align=align)
                x += width * unit
            y += height + room
            self.line((left, y), (right, y), RULE, 0.7)
        return y

    def step(self, box: Box, title: str, words: str, *, strong: bool = False) -> None:
        """Draw a box of a procedure."""
        left, top, right, bottom = box
        self.area(box, PALE, AMBER if strong else BLUE, radius=8)
        middle = (top + bottom) / 2
        self.text(left + 14, middle - 4 if words else middle + 5, title, 14, NAVY, bold=True)
        if words:
            self.paragraph((left + 14, middle, right - 10, bottom), words, 11.5, QUIET)


def _is_figure(text: str) -> bool:
    return all(sign in "0123456789.,%△" for sign in text)
