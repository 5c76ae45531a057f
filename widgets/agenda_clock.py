"""The clock of the agenda: what each item has taken or has left, and when the meeting ends like this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.meeting import Phase
from widgets.wording import MINUTE_MS, clock_words, span_words

if TYPE_CHECKING:
    from sync.meeting import AgendaItem, Meeting

HALF_A_DAY_MS = 12 * 60 * MINUTE_MS


class ItemState(Enum):
    """Where the meeting is with an item; one that was passed over was never opened."""

    COMING = auto()
    RUNNING = auto()
    PAUSED = auto()
    DONE = auto()
    PASSED_OVER = auto()


@dataclass(frozen=True, slots=True)
class ItemClock:
    """One item against its plan; `planned_ms` is None where no minutes were planned."""

    state: ItemState
    planned_ms: int | None
    taken_ms: int = 0

    @property
    def left_ms(self) -> int:
        """What is left of the plan, below 0 once it is over."""
        return (self.planned_ms or 0) - self.taken_ms

    @property
    def is_over(self) -> bool:
        """Whether the present item has taken longer than was planned."""
        present = self.state in (ItemState.RUNNING, ItemState.PAUSED)
        return present and self.planned_ms is not None and self.left_ms < 0


@dataclass(frozen=True, slots=True)
class MeetingEnd:
    """When the meeting ends if every item takes what is planned; `planned_ms` is 0 where no end was set."""

    at_ms: int
    planned_ms: int
    is_whole: bool  # every item to come has its minutes

    @property
    def is_late(self) -> bool:
        """Whether that is a minute or more after the planned end."""
        return bool(self.planned_ms) and self.at_ms >= self.planned_ms + MINUTE_MS


def item_clock(meeting: Meeting, item: AgendaItem, now_ms: int) -> ItemClock:
    """How far the meeting is with this item."""
    planned = None if item.minutes is None else item.minutes * MINUTE_MS
    time = meeting.clock.time_of(item.item)
    taken = time.elapsed_ms(now_ms)
    if item.item == meeting.current_item:
        if meeting.phase is Phase.CLOSED:
            return ItemClock(ItemState.DONE, planned, taken)
        if meeting.clock.paused_since_ms:
            return ItemClock(ItemState.PAUSED, planned, taken)
        if not time.since_ms and meeting.current_since_ms:  # nothing is known of pauses
            taken = max(0, now_ms - meeting.current_since_ms)
        return ItemClock(ItemState.RUNNING, planned, taken)
    if any(each.item == item.item for each in meeting.clock.times):
        return ItemClock(ItemState.DONE, planned, taken)
    if _place(meeting, item.item) < _place(meeting, meeting.current_item):
        return ItemClock(ItemState.PASSED_OVER, planned)
    return ItemClock(ItemState.COMING, planned)


def meeting_end(meeting: Meeting, now_ms: int) -> MeetingEnd | None:
    """When the meeting ends like this; None for one that is closed or has no minutes at all."""
    clocks = [item_clock(meeting, item, now_ms) for item in meeting.agenda]
    if meeting.phase is Phase.CLOSED or all(clock.planned_ms is None for clock in clocks):
        return None
    rest = sum(
        max(0, clock.left_ms)
        for clock in clocks
        if clock.state in (ItemState.COMING, ItemState.RUNNING, ItemState.PAUSED)
    )
    begun = bool(meeting.current_item)
    start = now_ms if begun else max(now_ms, moment_ms(meeting.starts))
    whole = all(clock.planned_ms is not None for clock in clocks if clock.state is ItemState.COMING)
    planned = moment_ms(meeting.ends)
    same_day = abs(start + rest - planned) < HALF_A_DAY_MS  # a rehearsal tells nothing about another day
    return MeetingEnd(start + rest, planned if same_day else 0, whole)


def moment_ms(moment: str) -> int:
    """A time of the meeting file in milliseconds; 0 for none, or one that is no time."""
    try:
        return round(datetime.fromisoformat(moment).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return 0


def item_time_words(clock: ItemClock) -> str:
    """Planned minutes, what is left or over now, or what it took."""
    translate = QCoreApplication.translate
    match clock.state:
        case ItemState.DONE if clock.taken_ms:
            minutes = _minutes(clock.taken_ms)
            return translate("agendaClock", "✓ %n min", "", minutes)
        case ItemState.DONE:
            return translate("agendaClock", "✓ done")
        case ItemState.PASSED_OVER:
            return translate("agendaClock", "not taken")
        case ItemState.COMING:
            minutes = (clock.planned_ms or 0) // MINUTE_MS
            return "" if clock.planned_ms is None else translate("agendaClock", "%n min", "", minutes)
    if clock.planned_ms is None:
        return span_words(clock.taken_ms)
    return span_words(clock.left_ms) if clock.left_ms >= 0 else f"+{span_words(-clock.left_ms)}"


def item_time_note(clock: ItemClock) -> str:
    """What the time of the present item means; it stands below it."""
    translate = QCoreApplication.translate
    match clock.state:
        case ItemState.PAUSED if clock.is_over:
            return translate("agendaClock", "over, paused")
        case ItemState.PAUSED:
            return translate("agendaClock", "paused")
        case ItemState.RUNNING if clock.planned_ms is None:
            return translate("agendaClock", "so far")
        case ItemState.RUNNING:
            return translate("agendaClock", "over") if clock.is_over else translate("agendaClock", "left")
        case _:
            return ""


def item_time_in_full(clock: ItemClock) -> str:
    """The same for somebody who hears it."""
    translate = QCoreApplication.translate
    match clock.state:
        case ItemState.DONE if clock.taken_ms:
            minutes = _minutes(clock.taken_ms)
            return translate("agendaClock", "done, took %n min", "", minutes)
        case ItemState.RUNNING | ItemState.PAUSED:
            words = translate("agendaClock", "now, %1 %2").replace("%1", item_time_words(clock))
            return words.replace("%2", item_time_note(clock))
        case _:
            return item_time_words(clock)


def end_words(end: MeetingEnd) -> str:
    """When the meeting ends like this, beside the time that was planned."""
    translate = QCoreApplication.translate
    if end.planned_ms:
        words = translate("agendaClock", "Like this it ends at %1 (planned %2)")
    else:
        words = translate("agendaClock", "Like this it ends at %1")
    words = words.replace("%1", clock_words(end.at_ms)).replace("%2", clock_words(end.planned_ms))
    if end.is_late:
        minutes = (end.at_ms - end.planned_ms) // MINUTE_MS
        late = translate("agendaClock", "%n min late", "", minutes)
        words = f"！ {words} – {late}"
    left_out = translate("agendaClock", "Items without minutes are not counted.")
    return words if end.is_whole else f"{words} {left_out}"


def _minutes(span_ms: int) -> int:
    """Whole minutes as one says them: something that was done took at least one."""
    return max(1, round(span_ms / MINUTE_MS))


def _place(meeting: Meeting, item: str) -> int:
    return next((at for at, each in enumerate(meeting.agenda) if each.item == item), -1)
