"""What is on the projector, once for all who show it: the window in the room and the preview at the desk."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from sync.discussion import PAGE_UNITS
from sync.meeting import Phase
from widgets.comment_runs import differ_in_comments_only
from widgets.projector_choices import ProjectorChoices, Turning
from widgets.projector_content import (
    NO_PICTURE,
    PagePicture,
    ProjectorContent,
    ProjectorPage,
    Seen,
    seats_of,
)
from widgets.projector_pages import page_of, sheet_of
from widgets.projector_text import CANVAS_HEIGHT
from widgets.projector_words import spoken
from widgets.room_comments import RoomSight
from widgets.seat_cells import Voices

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from sync.meeting import Meeting, Presentation
    from widgets.projector_sheet import Sheet

SECOND_MS = 1000
REPAINT_MS = 50  # at most twenty times a second
WIDE = CANVAS_HEIGHT * 16 / 9
LEAST_TURN_MS = 8_000
LETTERS_A_SECOND = 6  # about 360 a minute: slow readers of Japanese read 400
MOST_TURN_MS = 60_000
COUNTS = (ProjectorPage.WALL, ProjectorPage.SINGLE)  # these say how many comments there are
COMMENTS = (*COUNTS, ProjectorPage.DOCUMENT)
CLOCKS = (
    ProjectorPage.WALL,
    ProjectorPage.SINGLE,
    ProjectorPage.DOCUMENT,
    ProjectorPage.POLL,
    ProjectorPage.FLOOR,
)


def wall_clock_ms() -> int:
    """Milliseconds since 1970 on this PC."""
    return time.time_ns() // 1_000_000


def turn_ms(turning: Turning, letters: int) -> int:
    """How long a part of a long text stays; 0 for as long as nobody turns it."""
    match turning:
        case Turning.HAND:
            return 0
        case Turning.EIGHT:
            return 8_000
        case Turning.FIFTEEN:
            return 15_000
        case Turning.READING:
            return min(MOST_TURN_MS, max(LEAST_TURN_MS, letters * SECOND_MS // LETTERS_A_SECOND))


class ProjectorStage(QObject):
    """Told everything; has the sheet that is to be painted, and turns long texts."""

    changed = Signal()  # there is something else to paint; at most twenty times a second
    turned = Signal(int, int)  # which part of a long text is shown, from 1, and how many there are
    reshaped = Signal()  # the canvas is wider or narrower now
    pointed = Signal()  # somewhere else on the same sheet

    def __init__(self, parent: QObject | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent)
        self._content = ProjectorContent()
        self._seen: Seen | None = None
        self._sight = RoomSight()
        self._now_ms = now_ms
        self._width = WIDE
        self._sheet: Sheet | None = None
        self._turn = 0
        self._told = (1, 1)
        self._key = ""
        self._by_hand = False
        self._waits = False
        self._spot: tuple[int, int] | None = None
        self._pause = QTimer(self, singleShot=True, interval=REPAINT_MS)
        self._pause.timeout.connect(self._go_on)
        self._ticks = QTimer(self, interval=SECOND_MS)
        self._ticks.timeout.connect(self._renew)
        self._turns = QTimer(self, singleShot=True)
        self._turns.timeout.connect(self._turn_by_itself)

    @property
    def content(self) -> ProjectorContent:
        """What was told."""
        return self._content

    @property
    def width(self) -> float:
        """How wide the canvas is, in units of which it is 1080 high."""
        return self._width

    @property
    def now_ms(self) -> int:
        """The time that the clocks show."""
        return self._now_ms()

    @property
    def sheet(self) -> Sheet:
        """What there is to paint now."""
        if self._sheet is None:
            self._sheet = self._make_sheet()
        return self._sheet

    @property
    def laid_out(self) -> Sheet | None:
        """The same, as far as it was put together already."""
        return self._sheet

    @property
    def spot(self) -> QPointF | None:
        """Where the presenter points on the sheet, if that is seen there."""
        page = self.sheet.page
        if self._spot is None or page is None or not self._content.picture.is_there:
            return None
        across, down = self._spot[0] / PAGE_UNITS, self._spot[1] / PAGE_UNITS
        spot = QPointF(
            page.whole.left() + across * page.whole.width(), page.whole.top() + down * page.whole.height()
        )
        return spot if page.place.contains(spot) else None

    @property
    def turn_after_ms(self) -> int:
        """After how long a long text goes on by itself; 0 if it waits for the chair."""
        return self._turns.interval() if self._turns.isActive() else 0

    def recorded(self, width: float = WIDE) -> Sheet:
        """The same page on a canvas of another width, for a picture."""
        return sheet_of(self._counted(), self._seen, width, self._turn)

    def set_width(self, width: float) -> None:
        """The canvas has the proportions of the screen in the room."""
        if abs(width - self._width) > 0.5:
            self._width = width
            self._renew()
            self.reshaped.emit()

    def set_meeting(self, meeting: Meeting) -> None:
        """Show this meeting from now on."""
        if meeting is self._content.meeting:
            return
        before, self._seen = self._content.meeting, Seen(meeting, self._sight)
        content = replace(self._content, meeting=meeting)
        if differ_in_comments_only(before, meeting) and not _shows(content, COMMENTS):
            self._content = content  # nothing of what changed is on the sheet
        else:
            self._show(content)

    def set_page(self, page: ProjectorPage) -> None:
        """Change to another page."""
        if page is not self._content.page:
            self._show(replace(self._content, page=page))

    def set_code(self, code: str) -> None:
        """The six digits that let a PC in."""
        if code != self._content.code:
            self._show(replace(self._content, code=code))

    def set_guide(self, invite: str, qr: QImage | None, mark: str) -> None:
        """The invitation as text and picture, and the mark by which people recognise the chair's PC."""
        if (invite, mark) != (self._content.invite, self._content.mark) or qr != self._content.qr:
            self._show(replace(self._content, invite=invite, qr=qr, mark=mark))

    def set_seat_counts(self, posted: int, total: int, unnamed: int = 0) -> None:
        """How many of the seats have posted; told nothing, it counts the meeting itself."""
        content = replace(self._content, posted=posted, total=total, unnamed=unnamed)
        if content == self._content:
            return
        if _shows(content, COUNTS):
            self._show(content)
        else:
            self._content = content

    def set_closing_code(self, code: str) -> None:
        """The code of the record, shown with the thanks at the end."""
        if code != self._content.closing_code:
            self._show(replace(self._content, closing_code=code))

    def set_message(self, message: str) -> None:
        """The chair's own words for the room."""
        if message != self._content.message:
            self._show(replace(self._content, message=message))

    def set_picture(self, picture: PagePicture | None) -> None:
        """The presented page as it was drawn."""
        picture = picture or NO_PICTURE
        if picture is not self._content.picture:
            self._show(replace(self._content, picture=picture))

    def set_shown(self, shown: Presentation | None) -> None:
        """Where the presenter is at this moment; none for where the meeting says."""
        if shown == self._content.shown:
            return
        content = replace(self._content, shown=shown)
        if content.page is ProjectorPage.DOCUMENT:
            self._show(content)
        else:
            self._content = content  # nothing of it is on the sheet

    def point_at(self, spot: tuple[int, int] | None) -> None:
        """Where on that page the presenter points; the sheet stays as it is."""
        if spot != self._spot:
            self._spot = spot
            if self._content.page is ProjectorPage.DOCUMENT:
                self.pointed.emit()

    def set_choices(self, choices: ProjectorChoices) -> None:
        """How the projector is set up in this room."""
        if choices != self._content.choices:
            self._turns.stop()
            self._show(replace(self._content, choices=choices))

    def turn(self, step: int) -> None:
        """Go on in a long text, or back, by hand: from then on it stays until that is done again."""
        pages = self.sheet.pages
        self._by_hand = True
        self._turns.stop()
        self._turn = (self._turn + step) % pages
        self._renew()

    def in_words(self) -> str:
        """What is on the screen, for those who hear it."""
        return spoken(self._content, self._seen) if self._seen is not None else ""

    def _show(self, content: ProjectorContent) -> None:
        self._content = content
        meeting = content.meeting
        counting = (
            meeting is not None
            and meeting.phase is not Phase.CLOSED
            and content.page in CLOCKS
            and (bool(meeting.current_item) or meeting.floor.speech is not None)
        )
        if counting != self._ticks.isActive():
            (self._ticks.start if counting else self._ticks.stop)()
        self._renew()

    def _renew(self) -> None:
        """The sheet is no longer right; say so, but not more often than anybody can see."""
        self._sheet = None
        if self._pause.isActive():
            self._waits = True
            return
        self._pause.start()
        self.changed.emit()

    def _go_on(self) -> None:
        if self._waits:
            self._waits = False
            self._pause.start()
            self.changed.emit()

    def _turn_by_itself(self) -> None:
        self._turn = (self._turn + 1) % self.sheet.pages
        self._renew()

    def _counted(self) -> ProjectorContent:
        content = replace(self._content, now_ms=self._now_ms())
        if self._seen is not None and not content.total:
            total = seats_of(self._seen.meeting)
            unnamed = Voices().unnamed_comments(self._seen.meeting)
            content = replace(content, posted=self._seen.posted, total=total, unnamed=unnamed)
        return content

    def _make_sheet(self) -> Sheet:
        content = self._counted()
        sheet = sheet_of(content, self._seen, self._width, self._turn)
        if sheet.key != self._key:  # something else: it is read from its beginning
            self._key = sheet.key
            self._by_hand = False
            self._turns.stop()
            if self._turn:
                self._turn = 0
                sheet = sheet_of(content, self._seen, self._width)
        self._turn %= sheet.pages
        self._turn_later(sheet)
        part = (self._turn + 1, sheet.pages)
        if part != self._told:
            self._told = part
            QTimer.singleShot(0, self, self._tell_part)  # not while somebody paints
        return sheet

    def _tell_part(self) -> None:
        self.turned.emit(*self._told)

    def _turn_later(self, sheet: Sheet) -> None:
        after = turn_ms(self._content.choices.turning, sheet.letters) if sheet.pages > 1 else 0
        if not after or self._by_hand:
            self._turns.stop()
        elif not self._turns.isActive():
            self._turns.start(after)


def _shows(content: ProjectorContent, pages: tuple[ProjectorPage, ...]) -> bool:
    """Whether one of these pages is shown, or the end of the meeting, which counts everything."""
    is_closed = content.meeting is not None and content.meeting.phase is Phase.CLOSED
    return is_closed or page_of(content) in pages
