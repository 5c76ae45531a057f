"""How the projector paints comments: the wall, one comment large, nothing yet, and the end of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from sync.meeting import CommentKind
from widgets.closing_label import closing_explanation, closing_words
from widgets.projector_content import comments_of_item, spotlighted, visible_comments, wall_order
from widgets.projector_text import (
    CANVAS_HEIGHT,
    LEAST_SIZE,
    LINE_SEPARATOR,
    draw_fitted,
    draw_line,
    elided,
    fit_text,
    text_width,
)
from widgets.wording import (
    anchor_words,
    author_words,
    clean,
    item_words,
    kind_label,
    late_words,
    one_line,
    remaining_words,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from sync.meeting import Comment, Meeting
    from widgets.projector_content import ProjectorContent

BACKGROUND = "#0f1c2b"
CARD = "#182b40"
WHITE = "#ffffff"
PALE = "#b9cbe0"
BLUE = "#9fc3e6"
EDGES = {
    CommentKind.OPINION: "#6aa7e0",
    CommentKind.QUESTION: "#f0b04a",
    CommentKind.CONCERN: "#ff8a80",
    CommentKind.SUPPORT: "#6fcf97",
}
MARGIN = 60.0
TOP = 36.0
HEADER_HEIGHT = 72.0
FOOTER_HEIGHT = 84.0
GAP = 24.0
EDGE_WIDTH = 10.0
ROUNDING = 18.0
PADDING_X = 34.0
PADDING_Y = 20.0
META_HEIGHT = 62.0
BODY_SIZE = 46.0
BODY_HEIGHT = 190.0
SPOTLIGHT_SIZE = 66.0
SPOTLIGHT_SHARE = 0.45  # of the wall, while other comments are there
SINGLE_SIZE = 150.0


def paint_wall(painter: QPainter, width: float, content: ProjectorContent) -> None:
    """The spotlighted comment large, below it as many others as fit in two columns."""
    meeting = content.meeting
    if meeting is None:
        return
    area = paint_frame(painter, width, content, meeting)
    chosen = spotlighted(meeting)
    others = wall_order(meeting)
    if chosen is None and not others:
        _paint_sentence(painter, area, _nothing_yet())
        return
    if chosen is not None:
        room = area.height() * SPOTLIGHT_SHARE if others else area.height()
        height = _paint_card(painter, area, meeting, chosen, largest=SPOTLIGHT_SIZE, room=room)
        area.setTop(area.top() + height + GAP)
    _paint_columns(painter, area, meeting, others)


def paint_single(painter: QPainter, width: float, content: ProjectorContent) -> None:
    """The spotlighted comment alone, as large as it fits."""
    meeting = content.meeting
    if meeting is None:
        return
    area = paint_frame(painter, width, content, meeting)
    chosen = spotlighted(meeting)
    if chosen is None:
        _paint_sentence(painter, area, QCoreApplication.translate("Projector", "No comment is chosen now"))
        return
    _paint_card(
        painter, area, meeting, chosen, largest=SINGLE_SIZE, room=area.height(), whole_area=True, centred=0.4
    )


def paint_closed(painter: QPainter, width: float, content: ProjectorContent) -> None:
    """Thanks and numbers once the chair closed the meeting."""
    meeting = content.meeting
    if meeting is None:
        return
    translate = QCoreApplication.translate
    area = QRectF(MARGIN, 0, width - 2 * MARGIN, CANVAS_HEIGHT)
    draw_line(
        painter,
        _row(area, 250, 100),
        one_line(meeting.title),
        60,
        BLUE,
        bold=True,
        align=Qt.AlignmentFlag.AlignHCenter,
    )
    thanks = translate("Projector", "Thank you for taking part")
    draw_line(
        painter, _row(area, 400, 140), thanks, 96, WHITE, bold=True, align=Qt.AlignmentFlag.AlignHCenter
    )
    numbers = comments_text(len(visible_comments(meeting)))
    if content.total:
        numbers += "　" + seats_text(content.posted, content.total)
    draw_line(painter, _row(area, 590, 90), numbers, 56, PALE, align=Qt.AlignmentFlag.AlignHCenter)
    code = closing_words(content.closing_code)
    draw_line(painter, _row(area, 760, 100), code, 66, WHITE, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
    why = closing_explanation(content.closing_code)
    draw_line(painter, _row(area, 870, 80), why, LEAST_SIZE, PALE, align=Qt.AlignmentFlag.AlignHCenter)


def paint_frame(painter: QPainter, width: float, content: ProjectorContent, meeting: Meeting) -> QRectF:
    """Header and footer; gives the area between them."""
    full = QRectF(MARGIN, TOP, width - 2 * MARGIN, CANVAS_HEIGHT - TOP)
    _paint_header(painter, QRectF(full.left(), TOP, full.width(), HEADER_HEIGHT), content, meeting)
    footer = QRectF(full.left(), CANVAS_HEIGHT - FOOTER_HEIGHT - 20, full.width(), FOOTER_HEIGHT)
    code_left = footer.right()
    if content.code:
        code_left = _paint_code(painter, footer, spaced_code(content.code))
    hint = QCoreApplication.translate("Projector", "You can post from your own PC at any time")
    room = footer.adjusted(0, 0, code_left - footer.right() - GAP, 0)
    draw_line(painter, room, hint, LEAST_SIZE, PALE)
    top = TOP + HEADER_HEIGHT + GAP
    return QRectF(full.left(), top, full.width(), footer.top() - top - 8)


def spaced_code(code: str) -> str:
    """A six-digit code as people read it aloud."""
    return f"{code[:3]} {code[3:]}" if len(code) == 6 else code


def comments_text(count: int) -> str:
    """How many comments there are."""
    return QCoreApplication.translate("Projector", "Comments: %1").replace("%1", str(count))


def seats_text(posted: int, total: int) -> str:
    """From how many of all seats something came."""
    text = QCoreApplication.translate("Projector", "%1 of %2 seats have posted")
    return text.replace("%1", str(posted)).replace("%2", str(total))


def meta_line(meeting: Meeting, comment: Comment, width: float) -> str:
    """Kind, author as far as shown, page and agreement; the last in a word where there is room for it."""
    parts = [kind_label(comment.kind), author_words(comment)]
    document = meeting.known_document(comment.anchor.document) if comment.anchor else None
    if document is not None and comment.anchor is not None:
        parts.append(anchor_words(document, comment.anchor))
    if comment.late:
        parts.append(late_words())
    if comment.agreed:
        agree = QCoreApplication.translate("Projector", "▲ %1 agree")
        count = str(len(comment.agreed))
        whole = "　".join([*parts, agree.replace("%1", count)])
        if text_width(whole, LEAST_SIZE) <= width:
            return whole
        parts.append(f"▲ {count}")
    return "　".join(parts)


def _paint_header(painter: QPainter, area: QRectF, content: ProjectorContent, meeting: Meeting) -> None:
    item = meeting.agenda_item(meeting.current_item)
    title = item_words(item) if item else one_line(meeting.title)
    counts = comments_text(len(comments_of_item(meeting)))
    if content.total:
        counts += "　" + seats_text(content.posted, content.total)
    clock = remaining_words(item, meeting.current_since_ms, content.now_ms) if item else ""
    counts_width = text_width(counts, LEAST_SIZE) + 4
    clock_width = text_width(clock, LEAST_SIZE) + 4 if clock else 0.0
    room = area.width() - counts_width - clock_width - 2 * GAP
    if room < area.width() / 3:  # a long title matters more than the numbers
        counts, counts_width = "", 0.0
        room = area.width() - clock_width - GAP
    title = elided(title, room, 56, bold=True)
    title_width = min(room, text_width(title, 56, bold=True) + 4)
    draw_line(
        painter, QRectF(area.left(), area.top(), title_width, area.height()), title, 56, WHITE, bold=True
    )
    beside = QRectF(area.left() + title_width + GAP, area.top() + 4, clock_width, area.height())
    draw_line(painter, beside, clock, LEAST_SIZE, BLUE)
    right = QRectF(area.right() - counts_width, area.top() + 4, counts_width, area.height())
    draw_line(painter, right, counts, LEAST_SIZE, BLUE, align=Qt.AlignmentFlag.AlignRight)


def _paint_code(painter: QPainter, area: QRectF, code: str) -> float:
    """The code and its label at the right end; gives where they begin."""
    words = QCoreApplication.translate("Projector", "Meeting code")
    size = 60
    code_width = text_width(code, size, bold=True) + 4
    words_width = text_width(words, LEAST_SIZE) + 4
    draw_line(
        painter,
        QRectF(area.right() - code_width, area.top(), code_width, area.height()),
        code,
        size,
        WHITE,
        bold=True,
    )
    begin = area.right() - code_width - 20 - words_width
    draw_line(painter, QRectF(begin, area.top(), words_width, area.height()), words, LEAST_SIZE, PALE)
    return begin


def _paint_columns(painter: QPainter, area: QRectF, meeting: Meeting, comments: tuple[Comment, ...]) -> None:
    """Rows of two cards, both as high as the higher one, until the area is full."""
    column = (area.width() - GAP) / 2
    for first in range(0, len(comments), 2):
        pair = comments[first : first + 2]
        heights = [_card_height(comment, column) for comment in pair]
        height = max(heights)
        if height > area.height():
            return
        for place, comment in enumerate(pair):
            box = QRectF(area.left() + place * (column + GAP), area.top(), column, height)
            _paint_card(painter, box, meeting, comment, largest=BODY_SIZE, room=BODY_HEIGHT, whole_area=True)
        area.setTop(area.top() + height + GAP)


def _card_height(comment: Comment, width: float) -> float:
    body = fit_text(clean(comment.body), width - EDGE_WIDTH - 2 * PADDING_X, BODY_HEIGHT, largest=BODY_SIZE)
    return body.height + META_HEIGHT + 2 * PADDING_Y


def _paint_card(
    painter: QPainter,
    area: QRectF,
    meeting: Meeting,
    comment: Comment,
    *,
    largest: float,
    room: float,
    whole_area: bool = False,
    centred: float = 0.0,
) -> float:
    """One comment at the top of the area, its text that share of the spare room lower; gives its height."""
    inner_width = area.width() - EDGE_WIDTH - 2 * PADDING_X
    body_room = min(room, area.height() - META_HEIGHT - 2 * PADDING_Y)
    body = fit_text(clean(comment.body), inner_width, body_room, largest=largest)
    height = area.height() if whole_area else body.height + META_HEIGHT + 2 * PADDING_Y
    card = QRectF(area.left(), area.top(), area.width(), height)
    _paint_box(painter, card, EDGES[comment.kind])
    inner = card.adjusted(EDGE_WIDTH + PADDING_X, PADDING_Y, -PADDING_X, -PADDING_Y)
    meta = QRectF(inner.left(), inner.top(), inner.width(), META_HEIGHT)
    draw_line(painter, meta, meta_line(meeting, comment, meta.width()), LEAST_SIZE, PALE)
    spare = max(0.0, inner.height() - META_HEIGHT - body.height)
    draw_fitted(painter, body, inner.adjusted(0, META_HEIGHT + spare * centred, 0, 0), WHITE)
    return height


def _paint_box(painter: QPainter, card: QRectF, edge: str) -> None:
    path = QPainterPath()
    path.addRoundedRect(card, ROUNDING, ROUNDING)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(card, QColor(CARD))
    painter.fillRect(QRectF(card.left(), card.top(), EDGE_WIDTH, card.height()), QColor(edge))
    painter.restore()


def _paint_sentence(painter: QPainter, area: QRectF, sentence: str) -> None:
    fitted = fit_text(sentence, area.width(), area.height(), largest=80)
    widest = max(text_width(line, fitted.size) for line in fitted.text.split(LINE_SEPARATOR))
    width = min(area.width(), widest + 4)
    place = QRectF(0, 0, width, fitted.height)
    place.moveCenter(area.center())
    draw_fitted(painter, fitted, place, PALE)


def _nothing_yet() -> str:
    return QCoreApplication.translate("Projector", "No comments on this yet. What do you think?")


def _row(area: QRectF, top: float, height: float) -> QRectF:
    return QRectF(area.left(), top, area.width(), height)
