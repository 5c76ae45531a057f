"""The presenter's page on the projector, and beside it what was said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QRectF

from sync.discussion import PAGE_UNITS, WHOLE_ZOOM
from widgets.projector_card import PADDING_Y, card_of, put_card
from widgets.projector_content import PageTrouble
from widgets.projector_frame import GAP, frame, sentence
from widgets.projector_sheet import PagePlace
from widgets.watermark import confidential_words
from widgets.wording import document_title, isolated, one_line

if TYPE_CHECKING:
    from sync.meeting import Comment, Presentation
    from widgets.projector_content import PagePicture, ProjectorContent, Seen
    from widgets.projector_sheet import Canvas

PAGE_SHARE = 0.62  # of the width, at most, while there are comments beside it
BODY_SIZE = 48.0
A4 = 210 / 297


def put_document(canvas: Canvas, content: ProjectorContent, seen: Seen) -> None:
    """The page as the presenter shows it, as large as it fits."""
    area = frame(canvas, content, seen, counts=False)
    shown = content.presented
    document = seen.meeting.known_document(shown.document) if shown else None
    if shown is None or document is None or document.collected or document.withdrawn_ms:
        words = QCoreApplication.translate("Projector", "No page is presented now")
        sentence(canvas, area, words)
        return
    canvas.key = f"document {shown.document} {shown.page}"
    heading = QRectF(area.left(), area.top() - GAP / 2, area.width(), canvas.meta)
    page = QCoreApplication.translate("Projector", "page %1").replace("%1", str(shown.page))
    canvas.line(heading, f"{isolated(document_title(document))}　{page}", canvas.least, canvas.colours.blue)
    area.setTop(heading.bottom() + 8)
    comments = seen.on_page(shown.document, shown.page)
    picture = content.picture
    known = (picture.document, picture.page) == (shown.document, shown.page)
    aspect = picture.aspect if known and picture.aspect else A4
    beside = bool(comments)
    place = page_area(area, aspect, shown, beside=beside)
    room = QRectF(area.left(), area.top(), page_room(area, beside=beside), area.height())
    canvas.page = PagePlace(room, place, page_rectangle(place, aspect, shown))
    _put_page(canvas, place, picture if known else None, shown)
    if document.confidential and known and picture.is_there:
        time = QDateTime.fromMSecsSinceEpoch(content.now_ms).toString("yyyy-MM-dd HH:mm")
        where = one_line(seen.meeting.room) or one_line(seen.meeting.title)
        canvas.stamp(place, confidential_words(where, time))
    if comments:
        column = QRectF(area)
        column.setLeft(place.right() + GAP)
        marked = _put_comments(canvas, column, seen, comments)
        if known and picture.is_there:
            _put_regions(canvas, place, aspect, shown, marked)


def page_room(area: QRectF, *, beside: bool) -> float:
    """How wide a page can be."""
    return area.width() * PAGE_SHARE if beside else area.width()


def page_area(area: QRectF, aspect: float, shown: Presentation, *, beside: bool) -> QRectF:
    """Where the page, or the part of it that is shown, stands."""
    most = page_room(area, beside=beside)
    if shown.zoom != WHOLE_ZOOM:
        return QRectF(area.left(), area.top(), most, area.height())
    width = min(most, area.height() * aspect)
    height = width / aspect
    left = area.left() if beside else area.center().x() - width / 2
    return QRectF(left, area.top() + (area.height() - height) / 2 * (not beside), width, height)


def page_rectangle(place: QRectF, aspect: float, shown: Presentation) -> QRectF:
    """Where the whole page lies, of which `place` shows a part: the presenter's middle is in its middle."""
    if shown.zoom == WHOLE_ZOOM:
        return QRectF(place)
    width = place.width() * max(0.1, shown.zoom / 1000)
    height = width / aspect
    left = place.center().x() - width * shown.x / PAGE_UNITS
    top = place.center().y() - height * shown.y / PAGE_UNITS
    if width <= place.width():
        left = place.center().x() - width / 2
    else:
        left = min(place.left(), max(place.right() - width, left))
    if height <= place.height():
        top = place.center().y() - height / 2
    else:
        top = min(place.top(), max(place.bottom() - height, top))
    return QRectF(left, top, width, height)


def _put_page(canvas: Canvas, place: QRectF, picture: PagePicture | None, shown: Presentation) -> None:
    if picture is None or not picture.is_there:
        canvas.box(place, canvas.colours.card, rounding=6)
        trouble = picture.trouble if picture is not None else PageTrouble.NONE
        if trouble is PageTrouble.NONE:
            return  # drawn before anybody could read a sentence
        failed = trouble is PageTrouble.FAILED
        words = (
            QCoreApplication.translate("Projector", "This page cannot be shown here")
            if failed
            else QCoreApplication.translate("Projector", "The page comes in a moment")
        )
        sentence(canvas, place.adjusted(30, 30, -30, -30), words, largest=56)
        return
    whole = page_rectangle(place, picture.aspect, shown)
    seen = whole.intersected(place)
    canvas.box(seen, "#ffffff", rounding=0)
    if picture.image is not None:
        canvas.picture(whole, picture.image, within=seen)
    if picture.sharp is not None and picture.part is not None:
        part = picture.part
        area = QRectF(
            whole.left() + part.left() * whole.width(),
            whole.top() + part.top() * whole.height(),
            part.width() * whole.width(),
            part.height() * whole.height(),
        )
        canvas.picture(area, picture.sharp, within=seen)


def _put_comments(canvas: Canvas, area: QRectF, seen: Seen, comments: tuple[Comment, ...]) -> list[Comment]:
    """Cards below each other; those that find no room come with the next turn. Gives those that are shown."""
    room = area.height() - canvas.meta - 2 * PADDING_Y
    cards = [
        card_of(canvas, seen, comment, area.width(), room, canvas.grown(BODY_SIZE))
        for comment in comments[:30]
    ]
    pages: list[list[int]] = [[]]
    used = 0.0
    for number, card in enumerate(cards):
        height = card.height(canvas) + GAP
        if pages[-1] and used + height > area.height() + GAP:
            pages.append([])
            used = 0.0
        pages[-1].append(number)
        used += height
    longest = max(card.body.pages for card in cards)
    letters = sum(len(cards[one].body.text) for one in pages[0]) if len(pages) > 1 else 0
    turn = canvas.turn_of(len(pages) * longest, letters)
    top = area.top()
    shown = pages[turn // longest]
    for one in shown:
        height = cards[one].height(canvas)
        put_card(canvas, QRectF(area.left(), top, area.width(), height), cards[one])
        top += height + GAP
    return [comments[one] for one in shown]


def _put_regions(
    canvas: Canvas,
    place: QRectF,
    aspect: float,
    shown: Presentation,
    marked: list[Comment],
) -> None:
    """A frame around the part of the page that a comment beside it is about."""
    whole = page_rectangle(place, aspect, shown)
    for comment in marked:
        region = comment.anchor.region if comment.anchor else None
        if region is None:
            continue
        across, down = whole.width() / PAGE_UNITS, whole.height() / PAGE_UNITS
        area = QRectF(
            whole.left() + region.left * across,
            whole.top() + region.top * down,
            region.width * across,
            region.height * down,
        )
        if area.intersects(place):
            canvas.outline(area, canvas.colours.edges[comment.kind], place)
