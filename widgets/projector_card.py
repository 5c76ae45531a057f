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


@dataclass(frozen=True, slots=True)
class Card:
    """How one comment is shown: its text in letters up to `largest`, on `room` of the height at most."""

    comment: Comment
    body: FittedText
    meta: str
    width: float

    def height(self, canvas: Canvas) -> float:
        """How high the card is."""
        return self.body.height + canvas.meta + 2 * PADDING_Y


def card_of(canvas: Canvas, seen: Seen, comment: Comment, width: float, room: float, largest: float) -> Card:
    """A comment as a card of this width, whose text takes no more than `room` of the height."""
    inner = inner_width(width)
    body = canvas.fit(clean(comment.body), inner, room, largest)
    mark = text_width(page_mark(88, 88), canvas.least) + PADDING_X if body.pages > 1 else 0.0
    count = len(seen.groups.get(seen.group_of.get(comment.comment, ""), ()))
    meta = meta_line(seen.meeting, comment, inner - mark, canvas.least, alike=count)
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
    spare = max(0.0, inner.height() - canvas.meta - card.body.height)
    page = canvas.block(inner.adjusted(0, canvas.meta + spare * centred, 0, 0), card.body, colours.ink)
    put_meta(canvas, inner, card.meta, page, card.body.pages)


def put_meta(canvas: Canvas, inner: QRectF, words: str, page: int, pages: int) -> None:
    """The small line above a text, with the page of the text at its right end where there are more."""
    row = QRectF(inner.left(), inner.top(), inner.width(), canvas.meta)
    if pages > 1:
        mark = page_mark(page + 1, pages)
        width = text_width(mark, canvas.least) + 4
        place = QRectF(row.right() - width, row.top(), width, row.height())
        canvas.line(place, mark, canvas.least, canvas.colours.blue, align=Qt.AlignmentFlag.AlignRight)
        row.setRight(place.left() - PADDING_X)
    canvas.line(row, words, canvas.least, canvas.colours.pale)


def page_mark(page: int, pages: int) -> str:
    """Which part of a long text this is."""
    words = QCoreApplication.translate("Projector", "page %1/%2")
    return words.replace("%1", str(page)).replace("%2", str(pages))


def alike_words(count: int) -> str:
    """How many comments say alike things."""
    return QCoreApplication.translate("Projector", "%1 alike").replace("%1", str(count))


def meta_line(meeting: Meeting, comment: Comment, width: float, size: float, *, alike: int = 0) -> str:
    """Kind, author as far as shown, page and agreement; the last in a word where there is room for it.

    What finds no room goes from the end; kind and author stay.
    """
    parts = [kind_label(comment.kind), author_words(comment)]
    if alike:
        parts.insert(1, alike_words(alike))
    if comment.reply_to:
        parts.insert(1, QCoreApplication.translate("Projector", "↳ reply"))
    document = meeting.known_document(comment.anchor.document) if comment.anchor else None
    if document is not None and comment.anchor is not None:
        parts.append(isolated(anchor_words(document, comment.anchor)))
    if comment.late:
        parts.append(late_words())
    if comment.answered:
        parts.append(QCoreApplication.translate("Projector", "✓ answered"))
    agreed = ""
    if comment.agreed:
        agree = QCoreApplication.translate("Projector", "▲ %1 agree")
        count = str(len(comment.agreed))
        whole = "　".join([*parts, agree.replace("%1", count)])
        if text_width(whole, size) <= width:
            return whole
        agreed = f"▲ {count}"
    while len(parts) > 2 and text_width("　".join([*parts, agreed]), size) > width:
        parts.pop()
    return "　".join(part for part in (*parts, agreed) if part)
