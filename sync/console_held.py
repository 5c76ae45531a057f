"""What the console of a seat does not tell: the text of comments that wait to be released."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.meeting import Comment, Meeting


def shown_to(device: str, meeting: Meeting) -> Meeting:
    """Return the meeting as its author, the chair and the secretariat are shown it, or anybody else."""
    if all(meeting.shows_held(comment, device) for comment in meeting.comments):
        return meeting
    told = (each if meeting.shows_held(each, device) else _without_text(each) for each in meeting.comments)
    return replace(meeting, comments=tuple(told))


def comment_shown_to(device: str, meeting: Meeting | None, comment: Comment) -> Comment:
    """Return one comment, without its text unless this device is shown it."""
    is_shown = not comment.held or (meeting is not None and meeting.shows_held(comment, device))
    return comment if is_shown else _without_text(comment)


def _without_text(comment: Comment) -> Comment:
    anchor = replace(comment.anchor, quote="") if comment.anchor else None
    return replace(comment, body="", answer="", anchor=anchor)
