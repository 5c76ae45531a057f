"""Paints pages: the tile that was drawn, else a scaled stand-in, else paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.page_layout import Box, PageLayout, Tile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from widgets.page_pictures import Pictures

BACKGROUND = QColor("#dfe4e9")
PAPER = QColor("#ffffff")
SHADOW = QColor(29, 39, 51, 40)
EDGE = QColor(29, 39, 51, 50)
SMOOTH_LIMIT_PX = 1_500_000  # scaling larger pictures smoothly would hold up the window


def paint_pages(
    viewport: QWidget, exposed: QRect, scale: float, layout: PageLayout, area: Box, pictures: Pictures | None
) -> None:
    """Paint the exposed part of a viewport that shows ``area`` of the layout."""
    painter = QPainter(viewport)
    painter.fillRect(exposed, BACKGROUND)
    painter.setClipRect(exposed)
    painter.scale(1 / scale, 1 / scale)
    painter.translate(-area.left, -area.top)
    left, top = round(exposed.left() * scale), round(exposed.top() * scale)
    shown = Box(
        left, top, left + round(exposed.width() * scale) + 1, top + round(exposed.height() * scale) + 1
    ).moved(area.left, area.top)
    for page in layout.pages_in(Box(shown.left - 4, shown.top - 4, shown.right + 4, shown.bottom + 4)):
        box = layout.page_box(page)
        _paint_paper(painter, box, max(1, round(scale)))
        if pictures is not None:
            _paint_page(painter, box, layout.page_tiles(page, shown), pictures)
    painter.end()


def _paint_paper(painter: QPainter, box: Box, width_px: int) -> None:
    for step in (3, 2, 1):
        painter.fillRect(_rect(box).adjusted(-1, step * width_px, 1, step * width_px), SHADOW)
    painter.fillRect(_rect(box).adjusted(-width_px, -width_px, width_px, width_px), EDGE)
    painter.fillRect(_rect(box), PAPER)


def _paint_page(painter: QPainter, box: Box, tiles: list[Tile], pictures: Pictures) -> None:
    found = [(tile, pictures.tile(tile)) for tile in tiles]
    if any(picture is None for _tile, picture in found):
        _paint_stand_ins(painter, box, tiles, pictures)
    for tile, picture in found:
        if picture is not None:
            painter.drawImage(box.left + tile.part.left, box.top + tile.part.top, picture)


def _paint_stand_ins(painter: QPainter, box: Box, tiles: list[Tile], pictures: Pictures) -> None:
    missing = tiles[0].part
    for tile in tiles:
        missing = missing.united(tile.part)
    painter.save()
    painter.setClipRect(_rect(missing.moved(box.left, box.top)), Qt.ClipOperation.IntersectClip)
    for tile, picture in pictures.stand_ins(tiles[0].page):
        right, down = box.width / tile.width_px, box.height / tile.height_px
        target = QRectF(
            box.left + tile.part.left * right,
            box.top + tile.part.top * down,
            tile.part.width * right,
            tile.part.height * down,
        )
        smooth = _pixels(picture) <= SMOOTH_LIMIT_PX and missing.width * missing.height <= SMOOTH_LIMIT_PX
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(target, picture)
    painter.restore()


def _pixels(picture: QImage) -> int:
    return picture.width() * picture.height()


def _rect(box: Box) -> QRect:
    return QRect(box.left, box.top, box.width, box.height)
