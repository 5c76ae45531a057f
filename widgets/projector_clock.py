"""The clock of the present agenda item in words: what is left, by how much it is over, or that it pauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.discussion import ItemTime
from sync.meeting import Phase
from widgets.wording import MINUTE_MS, span_words

if TYPE_CHECKING:
    from sync.meeting import Meeting


@dataclass(frozen=True, slots=True)
class ItemClock:
    """How the present item stands; `left_ms` is negative once it is over, None where nothing was planned."""

    elapsed_ms: int
    left_ms: int | None
    paused: bool = False

    @property
    def is_over(self) -> bool:
        """Whether its time is up."""
        return self.left_ms is not None and self.left_ms < 0


def item_clock(meeting: Meeting, now_ms: int) -> ItemClock | None:
    """The clock of the present item; None while there is none."""
    item = meeting.agenda_item(meeting.current_item)
    if item is None or meeting.phase is Phase.CLOSED:
        return None
    time = meeting.clock.time_of(item.item)
    if time == ItemTime(item.item) and meeting.current_since_ms and not meeting.clock.paused_since_ms:
        time = ItemTime(item.item, 0, meeting.current_since_ms)  # nothing was told of a pause
    elapsed = time.elapsed_ms(now_ms)
    left = None if item.minutes is None else item.minutes * MINUTE_MS - elapsed
    return ItemClock(elapsed, left, bool(meeting.clock.paused_since_ms))


def clock_line(clock: ItemClock | None) -> str:
    """`12:30 left`; nothing where no minutes were planned and nothing pauses."""
    if clock is None:
        return ""
    words = ""
    if clock.left_ms is not None:
        over = clock.left_ms < 0
        sentence = (
            QCoreApplication.translate("wording", "{time} over")
            if over
            else QCoreApplication.translate("wording", "{time} left")
        )
        words = sentence.format(time=span_words(abs(clock.left_ms)))
    if clock.paused:
        paused = QCoreApplication.translate("Projector", "‖ paused")
        return f"{words}　{paused}" if words else paused
    return words
