"""A poll on the projector: the question, how many have voted, and what may be known of the votes.

Nobody's ballot is here, of an open poll neither: the room sees numbers, and only those that `Poll` lets out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from sync.discussion import Outcome, Results
from widgets.poll_wording import turnout_words
from widgets.projector_content import current_poll
from widgets.projector_frame import GAP, frame, sentence
from widgets.projector_text import text_width
from widgets.vote_words import majority_words, option_words
from widgets.wording import clean

if TYPE_CHECKING:
    from sync.discussion import Poll
    from widgets.projector_content import ProjectorContent, Seen
    from widgets.projector_sheet import Canvas

QUESTION_SIZE = 84.0
QUESTION_SHARE = 0.34
OUTCOME_SIZE = 120.0
OPTION_SIZE = 56.0
LARGEST_OPTION = 84.0
NUMBER_SIZE = 60.0
BAR_SHARE = 0.42


def put_poll(canvas: Canvas, content: ProjectorContent, seen: Seen) -> None:
    """The poll that is open, else the result of the last one."""
    area = frame(canvas, content, seen, counts=False)
    poll = current_poll(seen.meeting)
    if poll is None:
        sentence(canvas, area, QCoreApplication.translate("Projector", "No poll has been opened yet"))
        return
    canvas.key = f"poll {poll.poll} {poll.is_open} {poll.shows_tally}"
    used = _put_question(canvas, area, poll)
    area.setTop(area.top() + used + GAP)
    area.setTop(area.top() + _put_state(canvas, area, poll) + GAP)
    rules = rules_words(poll)
    if rules:
        fitted = canvas.fit(rules, area.width(), canvas.meta * 2, canvas.least)
        area.setBottom(area.bottom() - fitted.height)
        canvas.block(
            QRectF(area.left(), area.bottom(), area.width(), fitted.height), fitted, canvas.colours.pale
        )
    _put_options(canvas, area, poll)


def outcome_words(outcome: Outcome) -> str:
    """What was decided, in one or two words; nothing where nothing was to be."""
    return {
        Outcome.OPEN: "",
        Outcome.NONE: "",
        Outcome.CARRIED: QCoreApplication.translate("Projector", "Carried"),
        Outcome.REJECTED: QCoreApplication.translate("Projector", "Rejected"),
        Outcome.NO_QUORUM: QCoreApplication.translate("Projector", "No quorum"),
        Outcome.UNCOUNTED: QCoreApplication.translate("Projector", "Not counted"),
    }[outcome]


def rules_words(poll: Poll) -> str:
    """What the poll asks for: majority, quorum, who can see what; and what could not be counted."""
    translate = QCoreApplication.translate
    parts = [majority_words(poll.majority)]
    if poll.quorum:
        parts.append(translate("Projector", "quorum %1").replace("%1", str(poll.quorum)))
    if poll.secret:
        parts.append(translate("Projector", "secret: no screen shows who voted what"))
    if poll.is_open and poll.results is Results.AT_CLOSE and not poll.secret:
        parts.append(translate("Projector", "the result is shown when the poll closes"))
    if poll.invalid:
        parts.append(translate("Projector", "not readable: %1").replace("%1", str(poll.invalid)))
    if not poll.is_open and poll.late:
        parts.append(translate("Projector", "too late: %1").replace("%1", str(len(poll.late))))
    return "　".join(part for part in parts if part)


def _put_question(canvas: Canvas, area: QRectF, poll: Poll) -> float:
    room = area.height() * QUESTION_SHARE
    fitted = canvas.fit(clean(poll.question), area.width(), room, canvas.grown(QUESTION_SIZE), bold=True)
    canvas.block(area, fitted, canvas.colours.ink)
    return fitted.height


def _put_state(canvas: Canvas, area: QRectF, poll: Poll) -> float:
    """While it is open how many have voted, with a bar; then what was decided, in big words."""
    colours = canvas.colours
    voted = turnout_words(poll)
    if poll.is_open:
        size = max(NUMBER_SIZE, canvas.least)
        height = size * 1.4
        words = QRectF(area.left(), area.top(), area.width() * 0.5, height)
        canvas.line(words, voted, size, colours.ink, bold=True)
        left = area.left() + min(words.width(), text_width(voted, size, bold=True)) + 40
        bar = QRectF(left, area.top() + height * 0.3, area.right() - left, height * 0.4)
        _put_bar(canvas, bar, len(poll.voted), len(poll.eligible), colours.blue)
        return height
    outcome = outcome_words(poll.outcome)
    closed = QCoreApplication.translate("Projector", "The poll is closed")
    size = max(OUTCOME_SIZE if outcome else NUMBER_SIZE, canvas.least)
    height = size * 1.3
    good = poll.outcome is Outcome.CARRIED
    colour = colours.good if good else colours.bad if outcome else colours.ink
    sign = "○ " if good else "× " if poll.outcome is Outcome.REJECTED else ""
    place = QRectF(area.left(), area.top(), area.width() * 0.6, height)
    canvas.line(place, sign + (outcome or closed), size, colour, bold=True)
    right = QRectF(area.left() + area.width() * 0.6, area.top(), area.width() * 0.4, height)
    canvas.line(right, voted, canvas.grown(50), colours.pale, align=Qt.AlignmentFlag.AlignRight)
    return height


def _put_options(canvas: Canvas, area: QRectF, poll: Poll) -> None:
    """One row for each option; bars and numbers only where they may be known."""
    known = poll.shows_tally and len(poll.tally) == len(poll.options)
    number_width = text_width("000", max(NUMBER_SIZE, canvas.least), bold=True) if known else 0.0
    names = [option_words(option, poll.kind) for option in poll.options]
    size = min(LARGEST_OPTION, max(OPTION_SIZE, canvas.least, area.height() / max(1, len(names)) / 2.2))
    widest = max((text_width(name, size) for name in names), default=0.0) + 8
    room = area.width() * (1 - BAR_SHARE) - number_width - 2 * GAP if known else area.width()
    column = min(widest, room)
    fitted = [canvas.fit(name, column, canvas.least * 1.32 * 3.01, size) for name in names]
    heights = [max(each.height, size * 1.32) + 16 for each in fitted]
    pages = _pages_of(heights, area.height())
    longest = max((each.pages for each in fitted), default=1)
    letters = sum(len(names[one]) for one in pages[0]) if len(pages) * longest > 1 else 0
    page = canvas.turn_of(len(pages) * longest, letters) // longest
    top = area.top()
    whole = max(len(poll.voted), *poll.tally, 1) if known else 1  # a full bar is all who voted
    for one in pages[page]:
        row = QRectF(area.left(), top, area.width(), heights[one])
        words = QRectF(row.left(), row.center().y() - fitted[one].height / 2, column, fitted[one].height)
        canvas.block(words, fitted[one], canvas.colours.ink)
        if known:
            number = QRectF(row.left() + column + GAP, row.top(), number_width, row.height())
            canvas.line(
                number,
                str(poll.tally[one]),
                NUMBER_SIZE,
                canvas.colours.ink,
                bold=True,
                align=Qt.AlignmentFlag.AlignRight,
            )
            bar = QRectF(number.right() + GAP, row.center().y() - 22, row.right() - number.right() - GAP, 44)
            _put_bar(canvas, bar, poll.tally[one], whole, canvas.colours.blue)
        top += heights[one]


def _pages_of(heights: list[float], room: float) -> list[list[int]]:
    """Which rows stand together on one page; none is cut."""
    pages: list[list[int]] = [[]]
    used = 0.0
    for number, height in enumerate(heights):
        if pages[-1] and used + height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(number)
        used += height
    return pages


def _put_bar(canvas: Canvas, area: QRectF, part: int, whole: int, colour: str) -> None:
    rounding = min(10.0, area.height() / 2)
    canvas.box(area, canvas.colours.track, rounding=rounding)
    if part and whole:
        width = max(2 * rounding, area.width() * min(1.0, part / whole))
        canvas.box(QRectF(area.left(), area.top(), width, area.height()), colour, rounding=rounding)
