"""Paints pages: the tile that was drawn, else a scaled stand-in, else paper."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from widgets.page_arrangement import turned_size
from widgets.page_layout import Box, PageLayout, Shade, Size, Tile
from widgets.theme import current_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from widgets.page_layer import PageLayer
    from widgets.page_pictures import Pictures

PAPER = QColor("#ffffff")
DARK_PAPER = QColor("#000000")  # of pages that are shown inverted
SHADOW = QColor(29, 39, 51, 40)
FAINT_SHADOW = QColor(29, 39, 51, 20)
EDGE = QColor(29, 39, 51, 50)
SMOOTH_LIMIT_PX = 1_500_000  # scaling larger pictures smoothly would hold up the window


def paint_pages(
    viewport: QWidget, exposed: QRect, scale: float, layout: PageLayout, area: Box, pictures: Pictures | None
) -> None:
    """Paint the exposed part of a viewport that shows ``area`` of the layout."""
    painter = QPainter(viewport)
    painter.setClipRect(exposed)
    painter.scale(1 / scale, 1 / scale)
    painter.translate(-area.left, -area.top)
    shown = _shown(exposed, scale, area)
    line = max(1, round(scale))
    around = 4 * line  # the shadow of a page that is itself just out of sight
    pages = list(layout.pages_in(Box(shown.left, shown.top - around, shown.right, shown.bottom + around)))
    _paint_desk(painter, shown, [layout.page_box(page) for page in pages], line)
    for page in pages:
        tiles = layout.page_tiles(page, shown)
        if tiles:
            _paint_page(painter, layout.page_box(page), tiles, pictures)
    painter.end()


def paint_layers(
    viewport: QWidget,
    exposed: QRect,
    scale: float,
    layout: PageLayout,
    area: Box,
    sizes_pt: Sequence[Size],
    layers: Iterable[PageLayer],
) -> None:
    """Let layers paint over the exposed part of the pages, each in points of its page."""
    painter = QPainter(viewport)
    painter.setClipRect(exposed)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    turn = layout.arrangement.turn
    for page in layout.pages_in(_shown(exposed, scale, area)):
        box = layout.page_box(page).moved(-area.left, -area.top)
        width_pt, height_pt = turned_size(sizes_pt[page], turn)
        painter.save()
        painter.scale(1 / scale, 1 / scale)
        painter.setClipRect(_rect(box), Qt.ClipOperation.IntersectClip)
        painter.translate(box.left, box.top)
        painter.scale(box.width / width_pt, box.height / height_pt)
        _turn(painter, sizes_pt[page], turn)
        for layer in layers:
            layer.paint(painter, page, sizes_pt[page])
        painter.restore()
    painter.end()


def _shown(exposed: QRect, scale: float, area: Box) -> Box:
    """What of the layout is behind the exposed part of a viewport."""
    left, top = math.floor(exposed.left() * scale), math.floor(exposed.top() * scale)
    right, bottom = (
        left + math.ceil(exposed.width() * scale) + 1,
        top + math.ceil(exposed.height() * scale) + 1,
    )
    return Box(left, top, right, bottom).moved(area.left, area.top)


def paper(shade: Shade) -> QColor:
    """What an empty page looks like."""
    return DARK_PAPER if shade is Shade.INVERTED else PAPER


def _turn(painter: QPainter, size_pt: Size, turn: int) -> None:
    """From points of a turned page to those of the page as its document shows it."""
    width_pt, height_pt = turned_size(size_pt, turn)
    painter.translate(width_pt if turn in (1, 2) else 0, height_pt if turn in (2, 3) else 0)
    painter.rotate(90 * turn)


def _paint_desk(painter: QPainter, shown: Box, pages: list[Box], line: int) -> None:
    """Everything beside the pages: painting below them would take as long as painting them."""
    desk = QRegion(_rect(shown))
    for box in pages:
        desk -= _rect(box)
    painter.save()
    painter.setClipRegion(desk, Qt.ClipOperation.IntersectClip)
    painter.fillRect(_rect(shown), QColor(current_theme().palette.desk))
    for box in pages:
        top, width, height = box.top - line, box.width + 2 * line, box.height + 2 * line
        painter.fillRect(box.left - line, top, line, height, EDGE)
        painter.fillRect(box.right, top, line, height, EDGE)
        painter.fillRect(box.left, top, box.width, line, EDGE)
        painter.fillRect(box.left, box.bottom, box.width, line, EDGE)
        painter.fillRect(box.left - line, box.bottom + line, width, line, SHADOW)
        painter.fillRect(box.left, box.bottom + 2 * line, box.width, line, FAINT_SHADOW)
    painter.restore()


def _paint_page(painter: QPainter, box: Box, tiles: list[Tile], pictures: Pictures | None) -> None:
    found = [(tile, pictures.tile(tile) if pictures is not None else None) for tile in tiles]
    if any(picture is None for _tile, picture in found):
        painter.fillRect(_rect(box), paper(tiles[0].shade))
        if pictures is not None:
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
    for tile, picture in pictures.stand_ins(tiles[0].page, tiles[0].turn, tiles[0].shade):
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
