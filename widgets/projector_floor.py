"""Who has the floor and who waits, and how long the item still has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from widgets.projector_card import PADDING_X, PADDING_Y, page_mark
from widgets.projector_clock import item_clock
from widgets.projector_frame import GAP, frame
from widgets.projector_sheet import EDGE_WIDTH
from widgets.projector_text import text_width
from widgets.wording import isolated, member_words, seat_words, span_words

if TYPE_CHECKING:
    from sync.discussion import Speech
    from sync.meeting import Meeting
    from widgets.projector_content import ProjectorContent, Seen
    from widgets.projector_sheet import Canvas

CLOCK_SIZE = 250.0
SPEAKER_SIZE = 120.0
TIME_SIZE = 170.0
QUEUE_SIZE = 60.0


def put_floor(canvas: Canvas, content: ProjectorContent, seen: Seen) -> None:
    """At the left who speaks, at the right the clock of the item; below them the queue by seat."""
    area = frame(canvas, content, seen, counts=False)
    meeting = seen.meeting
    speech = meeting.floor.speech
    canvas.key = f"floor {speech.speech if speech else ''}"
    queue_height = max(150.0, canvas.least * 3)
    upper = area.adjusted(0, 0, 0, -queue_height - GAP)
    middle = upper.left() + upper.width() * 0.56
    left = QRectF(upper.left(), upper.top(), middle - upper.left() - GAP, upper.height())
    right = QRectF(middle, upper.top(), upper.right() - middle, upper.height())
    _put_speaker(canvas, left, meeting, speech, content.now_ms)
    _put_clock(canvas, right, meeting, content.now_ms)
    _put_queue(canvas, QRectF(area.left(), area.bottom() - queue_height, area.width(), queue_height), meeting)


def _put_speaker(canvas: Canvas, area: QRectF, meeting: Meeting, speech: Speech | None, now_ms: int) -> None:
    translate, colours = QCoreApplication.translate, canvas.colours
    canvas.box(area, colours.card, edge=colours.blue)
    inner = area.adjusted(EDGE_WIDTH + PADDING_X, PADDING_Y, -PADDING_X, -PADDING_Y)
    heading = QRectF(inner.left(), inner.top(), inner.width(), canvas.meta)
    if speech is None:
        canvas.line(heading, translate("Projector", "The floor"), canvas.least, colours.pale)
        nobody = canvas.fit(
            translate("Projector", "Nobody speaks now"), inner.width(), inner.height() - canvas.meta, 80
        )
        canvas.block(inner.adjusted(0, canvas.meta + 20, 0, 0), nobody, colours.pale)
        return
    canvas.line(heading, translate("Projector", "Speaking now"), canvas.least, colours.pale)
    member = meeting.member(speech.device)
    seat = seat_words(member.seat) if member else ""
    name = member_words(member) if member else translate("Projector", "A participant")
    spoken = speech.spoken_ms(now_ms)
    limit = speech.limit_s * 1000
    over = bool(limit) and spoken > limit
    time_height = max(TIME_SIZE, canvas.least) * 1.25
    note_height = canvas.meta if limit else 0.0
    room = inner.height() - canvas.meta - time_height - note_height
    if seat:
        row = min(room * 0.5, SPEAKER_SIZE * 1.3)
        canvas.line(
            QRectF(inner.left(), heading.bottom(), inner.width(), row),
            seat,
            SPEAKER_SIZE,
            colours.ink,
            bold=True,
        )
        room -= row
    else:
        row = 0.0
    fitted = canvas.fit(name, inner.width(), max(canvas.least * 1.33, room), 64)
    canvas.block(QRectF(inner.left(), heading.bottom() + row, inner.width(), room), fitted, colours.ink)
    time = QRectF(inner.left(), inner.bottom() - time_height - note_height, inner.width(), time_height)
    canvas.line(time, span_words(spoken), TIME_SIZE, colours.bad if over else colours.ink, bold=True)
    if limit:
        words = (
            translate("Projector", "%1 over the limit of %2").replace("%1", span_words(spoken - limit))
            if over
            else translate("Projector", "of %2")
        ).replace("%2", span_words(limit))
        note = QRectF(inner.left(), inner.bottom() - note_height, inner.width(), note_height)
        canvas.line(note, words, canvas.least, colours.bad if over else colours.pale)


def _put_clock(canvas: Canvas, area: QRectF, meeting: Meeting, now_ms: int) -> None:
    translate, colours = QCoreApplication.translate, canvas.colours
    canvas.box(area, colours.card)
    inner = area.adjusted(PADDING_X, PADDING_Y, -PADDING_X, -PADDING_Y)
    clock = item_clock(meeting, now_ms)
    heading = QRectF(inner.left(), inner.top(), inner.width(), canvas.meta)
    centre = Qt.AlignmentFlag.AlignHCenter
    if clock is None:
        canvas.line(
            heading, translate("Projector", "No item is open"), canvas.least, colours.pale, align=centre
        )
        return
    if clock.left_ms is None:
        words, time = translate("Projector", "Time on this item"), clock.elapsed_ms
    elif clock.is_over:
        words, time = translate("Projector", "Time over"), -clock.left_ms
    else:
        words, time = translate("Projector", "Time left for this item"), clock.left_ms
    canvas.line(heading, words, canvas.least, colours.bad if clock.is_over else colours.pale, align=centre)
    bottom = canvas.meta * 1.2 if clock.paused else 0.0
    big = QRectF(inner.left(), heading.bottom(), inner.width(), inner.height() - canvas.meta - bottom)
    sign = "+" if clock.is_over else ""
    colour = colours.bad if clock.is_over else colours.ink
    canvas.line(big, sign + span_words(time), CLOCK_SIZE, colour, bold=True, align=centre)
    if clock.paused:
        row = QRectF(inner.left(), inner.bottom() - bottom, inner.width(), bottom)
        paused = translate("Projector", "‖ paused")
        canvas.line(row, paused, canvas.grown(54), colours.blue, bold=True, align=centre)


def _put_queue(canvas: Canvas, area: QRectF, meeting: Meeting) -> None:
    """Whose turn it is next, in order; as many as fit on a page."""
    translate, colours = QCoreApplication.translate, canvas.colours
    queue = meeting.floor.queue
    heading = QRectF(area.left(), area.top(), area.width(), canvas.meta)
    waiting = translate("Projector", "Asking for the floor: %1").replace("%1", str(len(queue)))
    size = max(QUEUE_SIZE, canvas.least)
    seats = []
    for request in queue:
        member = meeting.member(request.device)
        name = (seat_words(member.seat) or isolated(member.name)) if member else ""
        seats.append(name or translate("Projector", "A participant"))
    pages: list[list[tuple[int, str]]] = [[]]
    used = 0.0
    for place, seat in enumerate(seats, start=1):
        words = f"{place}. {seat}"
        width = min(text_width(words, size), area.width() - 2 * PADDING_X) + 2 * PADDING_X + GAP
        if pages[-1] and used + width > area.width() + GAP:
            pages.append([])
            used = 0.0
        pages[-1].append((place, words))
        used += width
    page = canvas.turn_of(len(pages))
    mark = f"　({page_mark(page + 1, len(pages))})" if len(pages) > 1 else ""
    canvas.line(heading, waiting + mark, canvas.least, colours.pale)
    left = area.left()
    height = area.bottom() - heading.bottom() - 6
    for place, words in pages[page]:
        width = min(text_width(words, size), area.width() - 2 * PADDING_X) + 2 * PADDING_X
        box = QRectF(left, heading.bottom() + 6, width, height)
        canvas.box(box, colours.card, edge=colours.blue if place == 1 else "")
        inner = box.adjusted(PADDING_X / 2, 0, -PADDING_X / 2, 0)
        canvas.line(inner, words, size, colours.ink, bold=place == 1, align=Qt.AlignmentFlag.AlignHCenter)
        left += width + GAP


def floor_words(meeting: Meeting) -> str:
    """The same for those who hear it."""
    translate = QCoreApplication.translate
    speech = meeting.floor.speech
    member = meeting.member(speech.device) if speech else None
    speaking = translate("Projector", "Nobody speaks now")
    if speech is not None:
        name = f"{seat_words(member.seat)} {member_words(member)}".strip() if member else ""
        speaking = f"{translate('Projector', 'Speaking now')} {name}"
    waiting = translate("Projector", "Asking for the floor: %1").replace("%1", str(len(meeting.floor.queue)))
    return f"{speaking}. {waiting}"
