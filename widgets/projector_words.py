"""What is on the projector in a sentence, for those who hear their screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.meeting import Phase
from widgets.closing_label import closing_words
from widgets.poll_wording import turnout_words
from widgets.projector_content import ProjectorPage, current_poll
from widgets.projector_floor import floor_words
from widgets.projector_frame import comments_text
from widgets.projector_pages import page_of
from widgets.projector_poll import outcome_words

if TYPE_CHECKING:
    from widgets.projector_content import ProjectorContent, Seen


def spoken(content: ProjectorContent, seen: Seen) -> str:
    """The page that is shown, or what matters on it."""
    translate = QCoreApplication.translate
    if seen.meeting.phase is Phase.CLOSED:
        return translate("Projector", "The meeting is closed") + ". " + closing_words(content.closing_code)
    page = page_of(content)
    if page is ProjectorPage.POLL:
        poll = current_poll(seen.meeting)
        words = (poll.question, turnout_words(poll), outcome_words(poll.outcome)) if poll else ()
        return " ".join(word for word in words if word)
    own = {
        ProjectorPage.GUIDE: translate("Projector", "How to join, meeting code %1").replace(
            "%1", content.code
        ),
        ProjectorPage.BLANK: translate("Projector", "Nothing is shown"),
        ProjectorPage.MESSAGE: content.message,
        ProjectorPage.FLOOR: floor_words(seen.meeting),
    }
    if page in own:
        return own[page]
    return seen.spotlight.body if seen.spotlight is not None else comments_text(seen.count)
