"""What stands around every page of the projector: item, clock and counts above, the code below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from widgets.projector_clock import clock_line, item_clock
from widgets.projector_sheet import page_mark
from widgets.projector_text import CANVAS_HEIGHT, text_width, widest_line
from widgets.wording import item_words, one_line

if TYPE_CHECKING:
    from widgets.projector_content import ProjectorContent, Seen
    from widgets.projector_sheet import Canvas

MARGIN = 60.0
TOP = 36.0
GAP = 24.0
TITLE_SIZE = 56.0
CODE_SIZE = 60.0
ONE_ROW = 0.65


def frame(canvas: Canvas, content: ProjectorContent, seen: Seen, *, counts: bool = True) -> QRectF:
    """Put header and footer down; gives the area between them."""
    left, width = MARGIN, canvas.width - 2 * MARGIN
    header = QRectF(left, TOP, width, max(72.0, canvas.least * 1.5))
    _header(canvas, header, content, seen, counts=counts)
    footer_height = max(84.0, canvas.least * 1.4)
    footer = QRectF(left, CANVAS_HEIGHT - footer_height - 20, width, footer_height)
    code_left = footer.right()
    if content.code:
        code_left = _code(canvas, footer, spaced_code(content.code))
    hint = QCoreApplication.translate("Projector", "You can post from your own PC at any time")
    room = footer.adjusted(0, 0, code_left - footer.right() - GAP, 0)
    if text_width(hint, canvas.least) <= room.width():  # half of it would help nobody
        canvas.line(room, hint, canvas.least, canvas.colours.pale)
    top = header.bottom() + GAP
    return QRectF(left, top, width, footer.top() - top - 8)


def sentence(canvas: Canvas, area: QRectF, words: str, *, largest: float = 80.0, colour: str = "") -> None:
    """One sentence in the middle of an area; somewhat smaller rather than with one word on a second line."""
    one_row = canvas.narrowed(words, area.width() - 8, max(largest, canvas.least))
    if one_row >= largest * ONE_ROW:
        largest = one_row
    fitted = canvas.fit(words, area.width(), area.height(), largest)
    widest = widest_line(fitted.text, area.width(), fitted.size, bold=fitted.bold)
    place = QRectF(0, 0, min(area.width(), widest + 8), fitted.height)
    place.moveCenter(area.center())
    canvas.block(place, fitted, colour or canvas.colours.pale)


def centred_line(canvas: Canvas, area: QRectF, words: str, size: float, colour: str, *, bold: bool) -> None:
    """One line in the middle of an area."""
    canvas.line(area, words, size, colour, bold=bold, align=Qt.AlignmentFlag.AlignHCenter)


def spaced_code(code: str) -> str:
    """A six-digit code as people read it aloud."""
    return f"{code[:3]} {code[3:]}" if len(code) == 6 else code


def comments_text(count: int) -> str:
    """How many comments there are."""
    return QCoreApplication.translate("Projector", "Comments: %1").replace("%1", str(count))


def seats_text(posted: int, total: int, unnamed: int = 0) -> str:
    """From how many of all seats something came by name; what came without a name tells of no seat."""
    text = QCoreApplication.translate("Projector", "%1 of %2 seats have posted")
    text = text.replace("%1", str(posted)).replace("%2", str(total))
    also = QCoreApplication.translate("Projector", " (without a name: %1)")
    return text + also.replace("%1", str(unnamed)) if unnamed else text


def _header(canvas: Canvas, area: QRectF, content: ProjectorContent, seen: Seen, *, counts: bool) -> None:
    colours, least, meeting = canvas.colours, canvas.least, seen.meeting
    item = meeting.agenda_item(meeting.current_item)
    title = item_words(item) if item else one_line(meeting.title)
    numbers = ""
    if counts:
        numbers = comments_text(seen.count)
        if content.total:
            numbers += "　" + seats_text(content.posted, content.total, content.unnamed)
    clock = item_clock(meeting, content.now_ms)
    words = clock_line(clock)
    numbers_width = text_width(numbers or page_mark(88, 88), least) + 4
    clock_width = text_width(words, least) + 4 if words else 0.0
    room = area.width() - clock_width - GAP
    size = max(TITLE_SIZE, least)
    needed = text_width(title, least, bold=True) + 8
    if numbers and needed > room - numbers_width - GAP:  # a long title matters more than the numbers
        numbers = comments_text(seen.count)
        numbers_width = text_width(numbers, least) + 4
        if needed > room - numbers_width - GAP:
            numbers = ""
    if numbers or not counts:
        room -= numbers_width + GAP
    size = canvas.narrowed(title, room, size, bold=True)
    title_width = min(room, text_width(title, size, bold=True) + 4)
    canvas.line(
        QRectF(area.left(), area.top(), title_width, area.height()), title, size, colours.ink, bold=True
    )
    beside = QRectF(area.left() + title_width + GAP, area.top() + 4, clock_width, area.height())
    if words:
        over = clock is not None and clock.is_over
        canvas.line(beside, words, least, colours.bad if over else colours.blue)
    if not counts:
        canvas.mark = QRectF(area.right() - numbers_width, area.top() + 4, numbers_width, area.height())
    if numbers:
        right = QRectF(area.right() - numbers_width, area.top() + 4, numbers_width, area.height())
        canvas.line(right, numbers, least, colours.blue, align=Qt.AlignmentFlag.AlignRight)


def _code(canvas: Canvas, area: QRectF, code: str) -> float:
    """The code and its label at the right end; gives where they begin."""
    words = QCoreApplication.translate("Projector", "Meeting code")
    size = max(CODE_SIZE, canvas.least)
    code_width = text_width(code, size, bold=True) + 4
    words_width = text_width(words, canvas.least) + 4
    place = QRectF(area.right() - code_width, area.top(), code_width, area.height())
    canvas.line(place, code, size, canvas.colours.ink, bold=True)
    begin = area.right() - code_width - 20 - words_width
    canvas.line(
        QRectF(begin, area.top(), words_width, area.height()), words, canvas.least, canvas.colours.pale
    )
    return begin
