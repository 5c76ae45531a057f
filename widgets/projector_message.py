"""A line that the chair typed for the room, and the thanks at the end of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from widgets.closing_label import closing_explanation, closing_words
from widgets.projector_frame import MARGIN, TOP, centred_line, comments_text, seats_text
from widgets.projector_text import CANVAS_HEIGHT, widest_line
from widgets.wording import body_words, one_line

if TYPE_CHECKING:
    from widgets.projector_content import ProjectorContent, Seen
    from widgets.projector_sheet import Canvas
    from widgets.projector_text import FittedText

MESSAGE_SIZE = 200.0
SMALLER = (0.9, 0.8, 0.7, 0.6)


def put_message(canvas: Canvas, content: ProjectorContent, seen: Seen) -> None:
    """The chair's own words as large as they fit, below the name of the meeting."""
    canvas.key = f"message {content.message}"
    colours = canvas.colours
    area = QRectF(MARGIN, TOP, canvas.width - 2 * MARGIN, CANVAS_HEIGHT - 2 * TOP)
    title = QRectF(area.left(), area.top(), area.width(), max(90.0, canvas.meta))
    centred_line(canvas, title, one_line(seen.meeting.title), 56, colours.blue, bold=True)
    room = area.adjusted(0, title.height() + 30, 0, -title.height() * 0.5)
    fitted = _fitted(canvas, body_words(content.message), room)
    widest = widest_line(fitted.text, room.width(), fitted.size, bold=True)
    place = QRectF(0, 0, min(room.width(), widest + 8), fitted.height)
    place.moveCenter(room.center())
    canvas.block(place, fitted, colours.ink, centred=True)


def _fitted(canvas: Canvas, words: str, room: QRectF) -> FittedText:
    """As large as it fits; on one line rather than two, unless the letters were much smaller for that."""
    fitted = canvas.fit(words, room.width(), room.height(), MESSAGE_SIZE, bold=True)
    for share in SMALLER if fitted.lines == 2 else ():
        smaller = canvas.fit(words, room.width(), room.height(), fitted.size * share, bold=True)
        if smaller.lines == 1:
            return smaller
    return fitted


def put_closed(canvas: Canvas, content: ProjectorContent, seen: Seen) -> None:
    """Thanks and numbers once the chair closed the meeting."""
    canvas.key = "closed"
    translate, colours, meeting = QCoreApplication.translate, canvas.colours, seen.meeting
    area = QRectF(MARGIN, 0, canvas.width - 2 * MARGIN, CANVAS_HEIGHT)

    def row(top: float, height: float) -> QRectF:
        return QRectF(area.left(), top, area.width(), height)

    centred_line(canvas, row(150, 100), one_line(meeting.title), 60, colours.blue, bold=True)
    thanks = translate("Projector", "Thank you for taking part")
    centred_line(canvas, row(270, 150), thanks, 96, colours.ink, bold=True)
    numbers = comments_text(seen.comments.count())
    if content.total:
        numbers += "　" + seats_text(content.posted, content.total, content.unnamed)
    centred_line(canvas, row(460, 100), numbers, 60, colours.pale, bold=False)
    if meeting.lookback is not None:
        words = translate("Projector", "Look-back: answers from %1 seats")
        answered = words.replace("%1", str(len({each.device for each in meeting.lookback.answers})))
        centred_line(canvas, row(565, 100), answered, 60, colours.pale, bold=False)
    centred_line(canvas, row(730, 120), closing_words(content.closing_code), 66, colours.ink, bold=True)
    why = canvas.fit(closing_explanation(content.closing_code), area.width(), 180, canvas.least)
    widest = widest_line(why.text, area.width(), why.size)
    place = QRectF(0, 850, min(area.width(), widest + 8), why.height)
    place.moveLeft(area.center().x() - place.width() / 2)
    canvas.block(place, why, colours.pale, centred=True)
