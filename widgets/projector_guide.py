"""How the projector shows the way into the meeting: three steps, the code, and the address to type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from widgets.projector_frame import MARGIN, TOP, spaced_code
from widgets.projector_text import CANVAS_HEIGHT, text_width
from widgets.wording import isolated, one_line

if TYPE_CHECKING:
    from widgets.projector_content import ProjectorContent, Seen
    from widgets.projector_sheet import Canvas

STEP_SIZE = 50.0
STEP_HEIGHT = 150.0
CODE_SIZE = 190.0
QR_SIDE = 330.0


def put_guide(canvas: Canvas, content: ProjectorContent, seen: Seen) -> None:
    """Everything a person needs who just sat down."""
    canvas.key = "guide"
    colours, meeting = canvas.colours, seen.meeting
    area = QRectF(MARGIN, TOP, canvas.width - 2 * MARGIN, CANVAS_HEIGHT - 2 * TOP)
    title = QRectF(area.left(), area.top(), area.width(), 100)
    room = isolated(meeting.room)
    if room:
        width = text_width(room, canvas.least) + 4
        place = QRectF(title.right() - min(width, title.width() * 0.4), title.top(), width, title.height())
        place.setRight(title.right())
        canvas.line(place, room, canvas.least, colours.blue, align=Qt.AlignmentFlag.AlignRight)
        title.setRight(place.left() - 40)
    canvas.line(title, one_line(meeting.title), 72, colours.ink, bold=True)
    steps = QRectF(area.left(), area.top() + 120, area.width() * 0.52, 3 * STEP_HEIGHT)
    _put_steps(canvas, steps)
    right = QRectF(
        steps.right() + MARGIN, steps.top(), area.right() - steps.right() - MARGIN, 3 * STEP_HEIGHT
    )
    _put_code(canvas, right, content)
    below = QRectF(area.left(), steps.bottom() + 30, area.width(), area.bottom() - steps.bottom() - 30)
    _put_address(canvas, below, content)


def _put_steps(canvas: Canvas, area: QRectF) -> None:
    translate = QCoreApplication.translate
    colours = canvas.colours
    steps = (
        translate("Projector", "Open Kurumaza on your PC"),
        translate("Projector", "Choose this meeting in the list"),
        translate("Projector", "Type the code, your seat and your name"),
    )
    for number, step in enumerate(steps):
        row = QRectF(area.left(), area.top() + number * STEP_HEIGHT, area.width(), STEP_HEIGHT)
        circle = QRectF(row.left(), row.top() + 24, 84, 84)
        canvas.box(circle, colours.blue, rounding=42)
        canvas.line(
            circle,
            str(number + 1),
            max(54.0, canvas.least),
            colours.on_mark,
            bold=True,
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        words = row.adjusted(114, 0, 0, 0)
        fitted = canvas.fit(step, words.width(), STEP_HEIGHT - 10, STEP_SIZE)
        words.setTop(row.top() + 66 - min(fitted.height, STEP_HEIGHT - 10) / 2)
        canvas.block(words, fitted, colours.ink)


def _put_code(canvas: Canvas, area: QRectF, content: ProjectorContent) -> None:
    translate = QCoreApplication.translate
    colours = canvas.colours
    canvas.box(area, colours.card, rounding=24)
    centre = Qt.AlignmentFlag.AlignHCenter
    inner = area.adjusted(30, 30, -30, -30)
    label = QRectF(inner.left(), inner.top(), inner.width(), max(70.0, canvas.meta))
    canvas.line(label, translate("Projector", "Meeting code"), 54, colours.pale, align=centre)
    bottom = 90.0 if content.mark else 0.0
    big = QRectF(inner.left(), label.bottom(), inner.width(), inner.bottom() - label.bottom() - bottom)
    canvas.line(big, spaced_code(content.code), CODE_SIZE, colours.ink, bold=True, align=centre)
    if content.mark:
        mark = translate("Projector", "Check mark of the chair's PC: %1").replace("%1", content.mark)
        row = QRectF(inner.left(), inner.bottom() - bottom, inner.width(), bottom)
        canvas.line(row, mark, canvas.least, colours.pale, align=centre)


def _put_address(canvas: Canvas, area: QRectF, content: ProjectorContent) -> None:
    """The invitation for PCs that do not find the meeting by themselves."""
    if not content.invite:
        return
    colours = canvas.colours
    text_area = QRectF(area)
    if content.qr is not None and not content.qr.isNull():
        text_area.setRight(area.right() - QR_SIDE - 40)
        side = QRectF(area.right() - QR_SIDE, area.top(), QR_SIDE, QR_SIDE)
        canvas.picture(side, content.qr, modules=True)
    words = QCoreApplication.translate("Projector", "If the meeting is not in the list, type this address:")
    heading = canvas.fit(words, text_area.width(), area.height() * 0.4, canvas.least)
    canvas.block(text_area, heading, colours.pale)
    rest = text_area.adjusted(0, heading.height + 10, 0, 0)
    address = canvas.fit(typed_address(content.invite), rest.width(), rest.height(), 80, bold=True)
    canvas.block(rest, address, colours.ink)


def typed_address(invite: str) -> str:
    """The addresses in an invitation, two at most: with the code they are enough to join."""
    found = re.search(r"[?&]a=([^&]+)", invite)
    return "\n".join(found.group(1).split(",")[:2]) if found else invite
