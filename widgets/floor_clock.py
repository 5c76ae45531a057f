"""Who speaks, who waits and for how long: the numbers of the floor in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from widgets.successor_order import seat_and_name
from widgets.wording import span_words

if TYPE_CHECKING:
    from sync.discussion import Speech
    from sync.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Spoken:
    """How long one seat has spoken in the whole meeting, and how often."""

    device: str
    who: str
    times: int
    spoken_ms: int


def speaker_words(meeting: Meeting, device: str) -> str:
    """A device by its seat and name; one that left the roster by what is known of it: nothing."""
    member = meeting.member(device)
    words = seat_and_name(member) if member else ""
    return words or QCoreApplication.translate("floorClock", "A participant")


def is_over(speech: Speech, now_ms: int) -> bool:
    """Whether a speech takes longer than its limit."""
    return bool(speech.limit_s) and speech.spoken_ms(now_ms) > speech.limit_s * 1000


def speech_words(speech: Speech, now_ms: int) -> str:
    """How long it has taken, of how much, and by how much it is over."""
    translate = QCoreApplication.translate
    spoken = speech.spoken_ms(now_ms)
    if not speech.limit_s:
        return span_words(spoken)
    limit_ms = speech.limit_s * 1000
    if is_over(speech, now_ms):
        words = translate("floorClock", "! +%1 over the limit of %2")
        return words.replace("%1", span_words(spoken - limit_ms)).replace("%2", span_words(limit_ms))
    return (
        translate("floorClock", "%1 of %2")
        .replace("%1", span_words(spoken))
        .replace("%2", span_words(limit_ms))
    )


def spoken_by_seat(meeting: Meeting, now_ms: int) -> tuple[Spoken, ...]:
    """Everybody who spoke, the longest first."""
    devices = list(dict.fromkeys(speech.device for speech in meeting.floor.speeches))
    found = [
        Spoken(
            device,
            speaker_words(meeting, device),
            sum(speech.device == device for speech in meeting.floor.speeches),
            meeting.floor.spoken_ms(device, now_ms),
        )
        for device in devices
    ]
    return tuple(sorted(found, key=lambda each: -each.spoken_ms))


def spoken_text(spoken: tuple[Spoken, ...]) -> str:
    """The same as lines for the record, a tab between the columns."""
    translate = QCoreApplication.translate
    head = (
        translate("floorClock", "Seat"),
        translate("floorClock", "Speeches"),
        translate("floorClock", "Time"),
    )
    rows = [head, *((each.who, str(each.times), span_words(each.spoken_ms)) for each in spoken)]
    return "".join("\t".join(row) + "\n" for row in rows)
