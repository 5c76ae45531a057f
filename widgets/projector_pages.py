"""Which page of the projector is shown now, put together for a canvas of some width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.meeting import Phase
from widgets.projector_choices import least_size
from widgets.projector_colours import projector_colours
from widgets.projector_content import ProjectorPage
from widgets.projector_document import put_document
from widgets.projector_floor import put_floor
from widgets.projector_guide import put_guide
from widgets.projector_message import put_closed, put_message
from widgets.projector_poll import put_poll
from widgets.projector_sheet import Canvas, Sheet
from widgets.projector_text import CANVAS_HEIGHT
from widgets.projector_wall import put_single, put_wall

if TYPE_CHECKING:
    from widgets.projector_content import ProjectorContent, Seen

PUT = {
    ProjectorPage.WALL: put_wall,
    ProjectorPage.SINGLE: put_single,
    ProjectorPage.DOCUMENT: put_document,
    ProjectorPage.POLL: put_poll,
    ProjectorPage.FLOOR: put_floor,
    ProjectorPage.GUIDE: put_guide,
    ProjectorPage.MESSAGE: put_message,
}


def sheet_of(content: ProjectorContent, seen: Seen | None, width: float, turn: int = 0) -> Sheet:
    """What the room sees; nothing at all before a meeting is there, and on the blank page."""
    choices = content.choices
    least = least_size(choices.farthest_m, choices.screen_m, width / CANVAS_HEIGHT)
    canvas = Canvas(width, projector_colours(dark=choices.dark), least, turn)
    if seen is None:
        return canvas.sheet()
    page = page_of(content)
    if seen.meeting.phase is Phase.CLOSED:
        put_closed(canvas, content, seen)
    elif page is not ProjectorPage.BLANK:
        PUT[page](canvas, content, seen)
    return canvas.sheet()


def page_of(content: ProjectorContent) -> ProjectorPage:
    """The chosen page; before the meeting opens people come in, and there is nothing else to show."""
    meeting = content.meeting
    return ProjectorPage.GUIDE if meeting and meeting.awaits_opening else content.page
