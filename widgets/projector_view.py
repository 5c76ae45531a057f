"""The picture on the projector: told what to show, paints it at any size with the same line breaks."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from sync.meeting import Phase
from widgets.closing_label import closing_words
from widgets.projector_content import (
    ProjectorContent,
    ProjectorPage,
    comments_of_item,
    seats_of,
    seats_that_posted,
    spotlighted,
)
from widgets.projector_guide import paint_guide
from widgets.projector_text import CANVAS_HEIGHT
from widgets.projector_wall import BACKGROUND, comments_text, paint_closed, paint_single, paint_wall

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage, QPaintEvent

    from sync.meeting import Meeting

SECOND_MS = 1000


def wall_clock_ms() -> int:
    """Milliseconds since 1970 on this PC."""
    return time.time_ns() // 1_000_000


class ProjectorView(QWidget):
    """Paints the content it was given; nothing in it can be clicked."""

    def __init__(self, parent: QWidget | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent)
        self._content = ProjectorContent()
        self._now_ms = now_ms
        self.setAccessibleName(self.tr("Projector"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ticks = QTimer(self)
        self._ticks.setInterval(SECOND_MS)
        self._ticks.timeout.connect(self.update)

    @property
    def content(self) -> ProjectorContent:
        """What is shown."""
        return self._content

    def set_meeting(self, meeting: Meeting) -> None:
        """Show this meeting from now on."""
        self._show(replace(self._content, meeting=meeting))
        counting = bool(meeting.current_item) and meeting.phase is not Phase.CLOSED
        if counting != self._ticks.isActive():
            (self._ticks.start if counting else self._ticks.stop)()

    def set_page(self, page: ProjectorPage) -> None:
        """Change to another page."""
        self._show(replace(self._content, page=page))

    def set_code(self, code: str) -> None:
        """The six digits that let a PC in."""
        self._show(replace(self._content, code=code))

    def set_guide(self, invite: str, qr: QImage | None, mark: str) -> None:
        """The invitation as text and picture, and the mark by which people recognise the chair's PC."""
        self._show(replace(self._content, invite=invite, qr=qr, mark=mark))

    def set_seat_counts(self, posted: int, total: int) -> None:
        """How many of the seats have posted; told nothing, it counts the meeting itself."""
        self._show(replace(self._content, posted=posted, total=total))

    def set_closing_code(self, code: str) -> None:
        """The code of the record, shown with the thanks at the end."""
        self._show(replace(self._content, closing_code=code))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A common projector's resolution."""
        return QSize(1280, 720)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's signature
        """Paint on a canvas 1080 units high, scaled to the window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(BACKGROUND))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        scale = max(1, self.height()) / CANVAS_HEIGHT
        painter.scale(scale, scale)
        self._paint_page(painter, self.width() / scale)

    def _paint_page(self, painter: QPainter, width: float) -> None:
        content = replace(self._content, now_ms=self._now_ms())
        if content.meeting is not None and not content.total:
            total = seats_of(content.meeting)
            content = replace(content, posted=min(total, seats_that_posted(content.meeting)), total=total)
        if content.meeting is not None and content.meeting.phase is Phase.CLOSED:
            paint_closed(painter, width, content)
            return
        match self._page():
            case ProjectorPage.WALL:
                paint_wall(painter, width, content)
            case ProjectorPage.SINGLE:
                paint_single(painter, width, content)
            case ProjectorPage.GUIDE:
                paint_guide(painter, width, content)

    def _page(self) -> ProjectorPage:
        """The chosen page; before the meeting opens people come in, and there is nothing else to show."""
        meeting = self._content.meeting
        return ProjectorPage.GUIDE if meeting and meeting.awaits_opening else self._content.page

    def _show(self, content: ProjectorContent) -> None:
        if content == self._content:
            return
        self._content = content
        self.setAccessibleDescription(self._in_words())
        self.update()

    def _in_words(self) -> str:
        """What is on the screen, for those who hear it."""
        meeting = self._content.meeting
        if meeting is None:
            return ""
        if meeting.phase is Phase.CLOSED:
            return self.tr("The meeting is closed") + ". " + closing_words(self._content.closing_code)
        if self._page() is ProjectorPage.GUIDE:
            return self.tr("How to join, meeting code %1").replace("%1", self._content.code)
        chosen = spotlighted(meeting)
        if chosen is not None:
            return chosen.body
        return comments_text(len(comments_of_item(meeting)))
