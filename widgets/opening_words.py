"""What is said of a meeting that was handed out before its time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.meeting import Meeting
    from sync.status import DocumentStatus


def start_words(starts: str, now_ms: int) -> str:
    """`13:30`, with the date on another day; nothing once it has passed, or for what is no time."""
    try:
        at = dt.datetime.fromisoformat(starts)
        now = dt.datetime.fromtimestamp(now_ms / 1000, at.tzinfo)  # without a zone: on this PC's clock
    except (ValueError, OverflowError, OSError):
        return ""
    if at <= now:
        return ""
    time = at.strftime("%H:%M")
    if at.date() == now.date():
        return time
    words = QCoreApplication.translate("opening", "{month}/{day} {time}")
    return words.format(month=at.month, day=at.day, time=time)


def seat_words(meeting: Meeting, now_ms: int) -> str:
    """At a seat: when it opens."""
    if time := start_words(meeting.starts, now_ms):
        return QCoreApplication.translate("opening", "This meeting opens at {time}.").format(time=time)
    return QCoreApplication.translate("opening", "This meeting opens as soon as the chair opens it.")


def chair_words(meeting: Meeting, now_ms: int) -> str:
    """At the chair's desk: that it is not open, and when it opens by itself."""
    if time := start_words(meeting.starts, now_ms):
        words = QCoreApplication.translate(
            "opening", "This meeting is not open yet. It opens by itself at {time}."
        )
        return words.format(time=time)
    return QCoreApplication.translate("opening", "This meeting is not open yet.")


def arrival_words(meeting: Meeting, documents: Iterable[DocumentStatus]) -> str:
    """How far the documents of the agenda are here; nothing where it has none."""
    whole = {status.document for status in documents if status.complete}
    wanted = [
        document.document for item in meeting.agenda for document in item.documents if not document.collected
    ]
    if not wanted:
        return ""
    have = sum(document in whole for document in wanted)
    if have == len(wanted):
        words = QCoreApplication.translate("opening", "The documents have arrived ({have}/{all}).")
    else:
        words = QCoreApplication.translate("opening", "The documents are arriving ({have}/{all}).")
    return words.format(have=have, all=len(wanted))
