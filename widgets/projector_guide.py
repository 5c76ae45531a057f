"""How the projector paints the way into the meeting: three steps, the code, and the address to type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor

from widgets.projector_text import CANVAS_HEIGHT, LEAST_SIZE, draw_fitted, draw_line, fit_text, text_width
from widgets.projector_wall import BLUE, CARD, MARGIN, PALE, TOP, WHITE, spaced_code
from widgets.wording import one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter

    from widgets.projector_content import ProjectorContent

STEP_SIZE = 50.0
STEP_HEIGHT = 150.0
CODE_SIZE = 190.0
QR_SIDE = 330.0


def paint_guide(painter: QPainter, width: float, content: ProjectorContent) -> None:
    """Everything a person needs who just sat down."""
    if content.meeting is None:
        return
    area = QRectF(MARGIN, TOP, width - 2 * MARGIN, CANVAS_HEIGHT - 2 * TOP)
    draw_line(
        painter,
        QRectF(area.left(), area.top(), area.width(), 96),
        one_line(content.meeting.title),
        72,
        WHITE,
        bold=True,
    )
    steps = QRectF(area.left(), area.top() + 120, area.width() * 0.52, 3 * STEP_HEIGHT)
    _paint_steps(painter, steps)
    right = QRectF(
        steps.right() + MARGIN, steps.top(), area.right() - steps.right() - MARGIN, 3 * STEP_HEIGHT
    )
    _paint_code(painter, right, content)
    below = QRectF(area.left(), steps.bottom() + 30, area.width(), area.bottom() - steps.bottom() - 30)
    _paint_address(painter, below, content)


def _paint_steps(painter: QPainter, area: QRectF) -> None:
    translate = QCoreApplication.translate
    steps = (
        translate("Projector", "Open Kurumaza on your PC"),
        translate("Projector", "Choose this meeting in the list"),
        translate("Projector", "Type the code, your seat and your name"),
    )
    for number, step in enumerate(steps):
        row = QRectF(area.left(), area.top() + number * STEP_HEIGHT, area.width(), STEP_HEIGHT)
        circle = QRectF(row.left(), row.top() + 24, 84, 84)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(BLUE))
        painter.drawEllipse(circle)
        draw_line(painter, circle, str(number + 1), 54, CARD, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
        words = row.adjusted(114, 0, 0, 0)
        fitted = fit_text(step, words.width(), STEP_HEIGHT, largest=STEP_SIZE)
        words.setTop(row.top() + 66 - fitted.height / 2)
        draw_fitted(painter, fitted, words, WHITE)


def _paint_code(painter: QPainter, area: QRectF, content: ProjectorContent) -> None:
    translate = QCoreApplication.translate
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(CARD))
    painter.drawRoundedRect(area, 24, 24)
    centre = Qt.AlignmentFlag.AlignHCenter
    inner = area.adjusted(30, 30, -30, -30)
    label = QRectF(inner.left(), inner.top(), inner.width(), 70)
    draw_line(painter, label, translate("Projector", "Meeting code"), 54, PALE, align=centre)
    code = spaced_code(content.code)
    size = CODE_SIZE
    while size > LEAST_SIZE and text_width(code, size, bold=True) > inner.width():
        size *= 0.9
    big = QRectF(inner.left(), label.bottom(), inner.width(), inner.height() - 160)
    draw_line(painter, big, code, size, WHITE, bold=True, align=centre)
    if content.mark:
        mark = translate("Projector", "Check mark of the chair's PC: %1").replace("%1", content.mark)
        draw_line(
            painter,
            QRectF(inner.left(), big.bottom(), inner.width(), 80),
            mark,
            LEAST_SIZE,
            PALE,
            align=centre,
        )


def _paint_address(painter: QPainter, area: QRectF, content: ProjectorContent) -> None:
    """The invitation for PCs that do not find the meeting by themselves."""
    if not content.invite:
        return
    text_area = QRectF(area)
    if content.qr is not None and not content.qr.isNull():
        text_area.setRight(area.right() - QR_SIDE - 40)
        _paint_qr(painter, QRectF(area.right() - QR_SIDE, area.top(), QR_SIDE, QR_SIDE), content.qr)
    heading = QRectF(text_area.left(), text_area.top(), text_area.width(), 70)
    words = QCoreApplication.translate("Projector", "If the meeting is not in the list, type this address:")
    draw_line(painter, heading, words, LEAST_SIZE, PALE)
    rest = text_area.adjusted(0, 80, 0, 0)
    address = typed_address(content.invite)
    draw_fitted(painter, fit_text(address, rest.width(), rest.height(), largest=80, bold=True), rest, WHITE)


def typed_address(invite: str) -> str:
    """The addresses in an invitation, two at most: with the code they are enough to join."""
    found = re.search(r"[?&]a=([^&]+)", invite)
    return "\n".join(found.group(1).split(",")[:2]) if found else invite


def _paint_qr(painter: QPainter, area: QRectF, qr: QImage) -> None:
    """The picture on white with sharp modules: cameras need both."""
    scale = painter.deviceTransform().m11()
    quiet = area.adjusted(12, 12, -12, -12)
    fold = max(1, int(quiet.width() * scale / max(1, qr.width())))  # whole device pixels a module
    side = min(quiet.width(), qr.width() * fold / scale)
    target = QRectF(0, 0, side, side)
    target.moveTopRight(quiet.topRight())
    painter.fillRect(target.adjusted(-12, -12, 12, 12), QColor(WHITE))
    painter.drawImage(target, qr)
