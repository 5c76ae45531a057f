"""Comments on the projector: the wall, one of them large, a group of alike ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from widgets.projector_card import (
    PADDING_Y,
    Card,
    alike_words,
    card_of,
    inner_area,
    inner_width,
    put_card,
    put_meta,
)
from widgets.projector_content import MOST_ON_WALL
from widgets.projector_frame import GAP, frame, sentence
from widgets.projector_text import LINE_SPACING, fit_text
from widgets.wording import author_words, clean, kind_sign, one_line

if TYPE_CHECKING:
    from sync.meeting import Comment
    from widgets.projector_content import ProjectorContent, Seen
    from widgets.projector_sheet import Canvas

BODY_SIZE = 46.0
BODY_LINES = 3.2  # of a card on the wall, in the least letters
SPOTLIGHT_SIZE = 66.0
SPOTLIGHT_SHARE = 0.45  # of the wall, while other comments are there
LONG_SHARE = 0.7  # if it is that long
SINGLE_SIZE = 150.0
GROUP_SIZE = 76.0
GROUP_SHARE = 0.5
WHOLE_SIZES = (60.0, 54.0, 46.0, 0.0)  # of the comments of a group, where all of them fit


def put_wall(canvas: Canvas, content: ProjectorContent, seen: Seen) -> None:
    """The spotlighted comment or group large, below it as many others as fit in two columns."""
    area = frame(canvas, content, seen)
    canvas.key = f"wall {seen.meeting.current_item} {seen.meeting.spotlight}"
    chosen = seen.spotlight or _first_of(seen, seen.meeting.spotlight)
    others = seen.wall
    if chosen is None and not others:
        nothing = QCoreApplication.translate("Projector", "No comments on this yet. What do you think?")
        sentence(canvas, area, nothing)
        return
    if chosen is not None:
        for share in (SPOTLIGHT_SHARE, LONG_SHARE) if others else (1.0,):
            room = area.height() * share - canvas.meta - 2 * PADDING_Y
            card = card_of(canvas, seen, chosen, area.width(), room, canvas.grown(SPOTLIGHT_SIZE))
            if card.body.pages == 1:
                break
        height = card.height(canvas)
        put_card(canvas, QRectF(area.left(), area.top(), area.width(), height), card)
        area.setTop(area.top() + height + GAP)
    _put_columns(canvas, area, seen, others)


def put_single(canvas: Canvas, content: ProjectorContent, seen: Seen) -> None:
    """The spotlighted comment alone, as large as it fits; or the group that was chosen."""
    area = frame(canvas, content, seen)
    canvas.key = f"single {seen.meeting.spotlight}"
    if seen.meeting.spotlight in seen.groups:
        _put_group(canvas, area, seen, seen.meeting.spotlight)
        return
    chosen = seen.spotlight
    if chosen is None:
        sentence(canvas, area, QCoreApplication.translate("Projector", "No comment is chosen now"))
        return
    answer = _answer_room(canvas, area, chosen)
    room = area.height() - canvas.meta - 2 * PADDING_Y - answer
    card = card_of(canvas, seen, chosen, area.width(), room, SINGLE_SIZE)
    put_card(canvas, area.adjusted(0, 0, 0, -answer), card, centred=0.4)
    if answer:
        _put_answer(
            canvas, QRectF(area.left(), area.bottom() - answer + GAP, area.width(), answer - GAP), chosen
        )


def _answer_room(canvas: Canvas, area: QRectF, comment: Comment) -> float:
    """How much of the height the chair's answer takes, if there is one."""
    if not comment.answered or not comment.answer.strip():
        return 0.0
    fitted = canvas.fit(_answer(comment), inner_width(area.width()), area.height() * 0.3, canvas.grown(56))
    return fitted.height + 2 * PADDING_Y + GAP


def _put_answer(canvas: Canvas, area: QRectF, comment: Comment) -> None:
    colours = canvas.colours
    canvas.box(area, colours.card, edge=colours.good)
    inner = inner_area(area)
    fitted = canvas.fit(_answer(comment), inner.width(), inner.height() + 1, canvas.grown(56))
    canvas.block(inner, fitted, colours.ink)


def _answer(comment: Comment) -> str:
    words = QCoreApplication.translate("Projector", "✓ Answer: %1")
    return words.replace("%1", clean(comment.answer))


def _put_group(canvas: Canvas, area: QRectF, seen: Seen, group: str) -> None:
    """One card: what they say, how many they are, and how each of them begins."""
    colours, members = canvas.colours, seen.groups[group]
    found = seen.group(group)
    title = clean(found.title if found else "") or clean(members[0].body)
    canvas.box(area, colours.card, edge=colours.edges[members[0].kind])
    inner = inner_area(area)
    head = canvas.fit(
        title, inner.width(), area.height() * GROUP_SHARE - canvas.meta, canvas.grown(GROUP_SIZE), bold=True
    )
    page = canvas.block(inner.adjusted(0, canvas.meta, 0, 0), head, colours.ink)
    agreed = len(frozenset().union(*(member.agreed for member in members)))
    words = [alike_words(len(members))]
    if agreed:
        words.append(QCoreApplication.translate("Projector", "▲ %1 agree").replace("%1", str(agreed)))
    put_meta(canvas, inner, ("　".join(words),), page, head.pages)
    rows = inner.adjusted(0, canvas.meta + head.height + PADDING_Y, 0, 0)
    beginnings = [_beginning(member, title) for member in members]
    if _put_whole(canvas, rows, beginnings):
        return
    row_height = canvas.least * 1.5
    fit = max(1, int(rows.height() / row_height))
    first = canvas.turn_of(-(-len(members) // fit)) * fit
    for number, beginning in enumerate(beginnings[first : first + fit]):
        row = QRectF(rows.left(), rows.top() + number * row_height, rows.width(), row_height)
        canvas.line(row, beginning, canvas.least, colours.pale)


def _beginning(member: Comment, title: str) -> str:
    """Who says it, and what, unless the heading has just these words."""
    who = f"{kind_sign(member.kind)} {author_words(member)}"
    return who if clean(member.body) == title else f"{who}　{one_line(member.body)}"


def _put_whole(canvas: Canvas, area: QRectF, texts: list[str]) -> bool:
    """All of these below each other, where there is room for every word of them."""
    if len(texts) * canvas.least * LINE_SPACING > area.height():
        return False
    most = area.height() - (len(texts) - 1) * PADDING_Y
    for units in WHOLE_SIZES:  # the last of them is less than any room needs
        size = max(canvas.grown(units), canvas.least)
        fitted = [fit_text(text, area.width(), most, largest=size, least=size) for text in texts]
        if all(each.pages == 1 for each in fitted) and sum(each.height for each in fitted) <= most:
            top = area.top()
            for each in fitted:
                canvas.block(QRectF(area.left(), top, area.width(), each.height), each, canvas.colours.ink)
                top += each.height + PADDING_Y
            return True
    return False


def _first_of(seen: Seen, group: str) -> Comment | None:
    members = seen.groups.get(group)
    return members[0] if members else None


def _put_columns(canvas: Canvas, area: QRectF, seen: Seen, comments: tuple[Comment, ...]) -> None:
    """Rows of two cards, both as high as the higher one, as many as fit; long ones take what is left over.

    How many have no room is said below them, if that has room.
    """
    column = (area.width() - GAP) / 2
    room = canvas.least * BODY_LINES * LINE_SPACING
    rows: list[list[Card]] = []
    left = area.height() + GAP
    for first in range(0, len(comments), 2):
        row = _row(canvas, seen, comments[first : first + 2], column, room)
        height = _height(canvas, row) + GAP
        if height > left:
            break
        rows.append(row)
        left -= height
    cut = sum(_pages(row) > 1 for row in rows)
    if cut and left > canvas.least * LINE_SPACING:
        roomy = room + left / cut
        rows = [
            _row(canvas, seen, tuple(card.comment for card in row), column, roomy) if _pages(row) > 1 else row
            for row in rows
        ]
    top = area.top()
    for row in rows:
        height = _height(canvas, row)
        width = column if len(row) > 1 else area.width()
        for place, card in enumerate(row):
            put_card(canvas, QRectF(area.left() + place * (column + GAP), top, width, height), card)
        top += height + GAP
    more = len(comments) - sum(map(len, rows)) if len(comments) < MOST_ON_WALL else 0  # no more are known
    line = QRectF(area.left(), top - GAP / 2, area.width(), canvas.least * LINE_SPACING)
    if more and line.bottom() <= area.bottom() + GAP:
        words = QCoreApplication.translate("Projector", "and %n more", "", more)
        canvas.line(line, words, canvas.least, canvas.colours.pale, align=Qt.AlignmentFlag.AlignRight)


def _row(canvas: Canvas, seen: Seen, comments: tuple[Comment, ...], column: float, room: float) -> list[Card]:
    width = column if len(comments) > 1 else 2 * column + GAP  # one alone has the whole row
    return [card_of(canvas, seen, each, width, room, canvas.grown(BODY_SIZE)) for each in comments]


def _height(canvas: Canvas, row: list[Card]) -> float:
    return max(card.height(canvas) for card in row)


def _pages(row: list[Card]) -> int:
    return max(card.body.pages for card in row)
