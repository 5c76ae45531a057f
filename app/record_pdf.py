"""The record as a PDF: A4, its pages numbered, with the fonts of what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from app.minutes import minutes_of
from app.record_glyphs import with_letters
from app.record_pages import GREY, Pages, Style

if TYPE_CHECKING:
    from pathlib import Path

    from app.record_pages import Page
    from app.record_values import Progress, Record

DOTS_PER_INCH: Final = 300
MARGIN_MM: Final = 20.0
FOOT_MM: Final = 9.0
SMALL: Final = Style(8, GREY)
SHADE: Final = "#EDEDED"
LAID_OUT: Final = 0.7  # how much of the work laying out is
PERIOD: Final = 50  # blocks between two looks whether somebody stopped it


def write_pdf(record: Record, path: Path, progress: Progress) -> None:
    """Write it. Needs a QGuiApplication. Raises OSError, and what `progress` raises."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QPdfWriter(buffer)
    paper.setTitle(record.title)
    paper.setCreator("Kurumaza")
    paper.setResolution(DOTS_PER_INCH)
    paper.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
            QPageLayout.Unit.Millimeter,
        )
    )
    pages = _laid_out(record, paper, progress)
    painter = QPainter(paper)
    try:
        for number, page in enumerate(pages.pages, 1):
            if number > 1:
                paper.newPage()
            _draw(painter, page)
            _draw_edges(painter, pages, record.title, number)
            progress(LAID_OUT + (0.95 - LAID_OUT) * number / len(pages.pages))
    finally:
        painter.end()
    path.write_bytes(with_letters(bytes(buffer.data().data())))


def _laid_out(record: Record, paper: QPdfWriter, progress: Progress) -> Pages:
    margin = MARGIN_MM * DOTS_PER_INCH / 25.4
    whole = QRectF(paper.pageLayout().paintRectPixels(DOTS_PER_INCH))
    pages = Pages(paper, whole.adjusted(margin, margin, -margin, -margin), DOTS_PER_INCH)
    expected = 3 * len(record.comments) + 200
    for number, block in enumerate(minutes_of(record)):
        pages.put(block)
        if number % PERIOD == 0:
            progress(min(LAID_OUT, LAID_OUT * number / expected))
    return pages


def _draw(painter: QPainter, page: Page) -> None:
    for shade in page.shades:
        painter.fillRect(shade, QColor(SHADE))
    painter.setPen(QPen(QColor(GREY), 1.5))
    for box in page.boxes:
        painter.drawRect(box)
    for line in page.lines:
        line.draw(painter)


def _draw_edges(painter: QPainter, pages: Pages, title: str, number: int) -> None:
    """The title above every page but the first; below, the page and how many there are."""
    width = pages.area.width()
    y = pages.area.bottom() + pages.mm(FOOT_MM)
    _draw_line(
        painter, pages, f"{number} / {len(pages.pages)}", QPointF(pages.area.left(), y), width, centred=True
    )
    if number > 1:
        _draw_line(
            painter, pages, title, QPointF(pages.area.left(), pages.area.top() - pages.mm(FOOT_MM)), width
        )


def _draw_line(
    painter: QPainter, pages: Pages, text: str, at: QPointF, width: float, *, centred: bool = False
) -> None:
    layout: Any = pages.laid_out(text, SMALL, width)
    if not layout.lineCount():
        return
    line = layout.lineAt(0)
    shift = (width - line.naturalTextWidth()) / 2 if centred else 0.0
    painter.setPen(SMALL.colour)
    line.draw(painter, QPointF(at.x() + shift, at.y()))
