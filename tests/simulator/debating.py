"""What the people of a simulated meeting say in its discussion, beside comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sync.meeting import Meeting

Said = tuple[str, str, dict[str, Any]]
"""Kind, target, body."""

BY_CHAIR = ("hold", "pause", "give_floor", "give_pages")
BY_MODERATOR = ("release", "group")


def said(  # noqa: C901, PLR0911 - one case a step
    step: str, meeting: Meeting, device: str, pick: int, newest_text: Callable[[str], str]
) -> Said | None:
    """What an honest device writes; None where it has nothing to say. `newest_text` is that of a comment."""
    comments = [comment.comment for comment in meeting.comments if not comment.deleted]
    members = [member.device for member in meeting.members]
    floor = meeting.floor
    own = [request.request for request in floor.queue if request.device == device]
    match step:
        case "hold":
            return "moderation.set", "", {"mode": ("hold", "open")[pick % 2]}
        case "release" if comments:
            comment = comments[pick % len(comments)]
            return "comment.release", comment, {"text": newest_text(comment)}
        case "group" if comments:
            known = ["", *(group.group for group in meeting.groups)]
            together = comments[pick % 3 :: 1 + pick % 4]
            return "comment.group", known[pick % len(known)], {"comments": together[: pick % 7]}
        case "ask_floor":
            return "floor.request", "", {"agenda": meeting.current_item}
        case "unask" if own:
            return "floor.withdraw", own[0], {}
        case "give_floor" if members:
            target = floor.queue[0].request if floor.queue and pick % 2 else ""
            given = floor.queue[0].device if target else members[pick % len(members)]
            return "floor.grant", target, {"device": given, "limit_s": pick % 600}
        case "done" if floor.speech and floor.speech.device == device:
            return "floor.done", floor.speech.speech, {}
        case "pause":
            return "agenda.pause", "", {"on": pick % 2 == 0}
        case "give_pages":
            return "presenter.give", "", {"device": ["", *members][pick % (1 + len(members))]}
        case "page" if device in (meeting.chair, meeting.presenter):
            return "presenter.set", "", {"document": "", "page": 0}
    return None
