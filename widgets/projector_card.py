"""A comment on the projector: a card with what it is and who wrote it, as far as that may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from widgets.projector_sheet import EDGE_WIDTH
from widgets.projector_text import text_width
from widgets.wording import anchor_words, author_words, clean, isolated, kind_label, late_words

if TYPE_CHECKING:
    from sync.meeting import Comment, Meeting
    from widgets.projector_content import Seen
    from widgets.projector_sheet import Canvas
    from widgets.projector_text import FittedText

PADDING_X = 34.0
PADDING_Y = 20.0
META_ROWS = 2


@dataclass(frozen=True, slots=True)
class Card:
    """How one comment is shown: its text in letters up to `largest`, on `room` of the height at most."""

    comment: Comment
    body: FittedText
    meta: tuple[str, ...]
    width: float

    def height(self, canvas: Canvas) -> float:
        """How high the card is."""
        return self.body.height + len(self.meta) * canvas.meta + 2 * PADDING_Y


def card_of(canvas: Canvas, seen: Seen, comment: Comment, width: float, room: float, largest: float) -> Card:
    """A comment as a card of this width, whose text takes no more than `room` of the height."""
    inner = inner_width(width)
    text = clean(comment.body)
    count = len(seen.groups.get(seen.group_of.get(comment.comment, ""), ()))
    body = canvas.fit(text, inner, room, largest)
    meta: tuple[str, ...] = ()
    for _again in range(2):  # two rows of small words leave less room, and more pages need their mark
        mark = text_width(page_mark(body.pages, body.pages), canvas.least) + PADDING_X
        beside = mark if body.pages > 1 else 0.0
        meta = meta_rows(seen.meeting, comment, inner - beside, canvas.least, alike=count)
        body = canvas.fit(text, inner, room - canvas.meta * (len(meta) - 1), largest)
    return Card(comment, body, meta, width)


def inner_width(width: float) -> float:
    """How wide the words in a card of this width may be."""
    return width - EDGE_WIDTH - 2 * PADDING_X


def inner_area(area: QRectF) -> QRectF:
    """Where in a card its words stand."""
    return area.adjusted(EDGE_WIDTH + PADDING_X, PADDING_Y, -PADDING_X, -PADDING_Y)


def put_card(canvas: Canvas, area: QRectF, card: Card, *, centred: float = 0.0) -> None:
    """One card; its text stands that share of the spare room lower."""
    colours = canvas.colours
    canvas.box(area, colours.card, edge=colours.edges[card.comment.kind])
    inner = inner_area(area)
    above = canvas.meta * len(card.meta)
    spare = max(0.0, inner.height() - above - card.body.height)
    page = canvas.block(inner.adjusted(0, above + spare * centred, 0, 0), card.body, colours.ink)
    put_meta(canvas, inner, card.meta, page, card.body.pages)


def put_meta(canvas: Canvas, inner: QRectF, rows: tuple[str, ...], page: int, pages: int) -> None:
    """The small rows above a text, with the page of the text at its right end where there are more."""
    row = QRectF(inner.left(), inner.top(), inner.width(), canvas.meta)
    if pages > 1:
        mark = page_mark(page + 1, pages)
        width = text_width(mark, canvas.least) + 4
        place = QRectF(row.right() - width, row.top(), width, row.height())
        canvas.line(place, mark, canvas.least, canvas.colours.blue, align=Qt.AlignmentFlag.AlignRight)
        row.setRight(place.left() - PADDING_X)
    for words in rows:
        canvas.line(row, words, canvas.least, canvas.colours.pale)
        row.moveTop(row.bottom())


def page_mark(page: int, pages: int) -> str:
    """Which part of a long text this is."""
    return f"{page}/{pages}"


def alike_words(count: int) -> str:
    """How many comments say alike things."""
    return QCoreApplication.translate("Projector", "%1 alike").replace("%1", str(count))


def meta_rows(
    meeting: Meeting, comment: Comment, width: float, size: float, *, alike: int = 0
) -> tuple[str, ...]:
    """Kind, author as far as shown, page and agreement, on one row or two.

    The last is in a word where there is room for it. What finds no room goes from the end; kind and author
    stay.
    """
    first = [kind_label(comment.kind), author_words(comment)]
    if comment.reply_to:
        first.insert(1, QCoreApplication.translate("Projector", "↳ reply"))
    if alike:
        first.insert(1, alike_words(alike))
    more = _more_parts(meeting, comment)
    endings = [""]
    if comment.agreed:
        count = str(len(comment.agreed))
        agree = QCoreApplication.translate("Projector", "▲ %1 agree").replace("%1", count)
        endings = [agree, f"▲ {count}"]
    tries = [(more, ending, 1) for ending in endings]
    tries += [(more[:kept], ending, META_ROWS) for kept in range(len(more), -1, -1) for ending in endings]
    for kept_more, ending, most in tries:
        rows = _in_rows([*first, *kept_more, ending], width, size)
        if len(rows) <= most:
            return rows
    return rows[:META_ROWS]


def _more_parts(meeting: Meeting, comment: Comment) -> list[str]:
    """What stands behind the author: the page, that it came late, that it was answered."""
    parts = []
    document = meeting.known_document(comment.anchor.document) if comment.anchor else None
    if document is not None and comment.anchor is not None:
        parts.append(isolated(anchor_words(document, comment.anchor)))
    if comment.late:
        parts.append(late_words())
    if comment.answered:
        parts.append(QCoreApplication.translate("Projector", "✓ answered"))
    return parts


def _in_rows(parts: list[str], width: float, size: float) -> tuple[str, ...]:
    """Parts beside each other as long as they fit, then on the next row."""
    rows: list[str] = []
    for part in filter(None, parts):
        longer = f"{rows[-1]}　{part}" if rows else part
        if rows and text_width(longer, size) <= width:
            rows[-1] = longer
        else:
            rows.append(part)
    return tuple(rows)
