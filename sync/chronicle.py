"""When things happened in a meeting: what its record tells beside the values that the windows show."""

from __future__ import annotations

from dataclasses import dataclass

from sync.meeting import Member


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time at an item without a break, or a pause if `item` is empty; `until_ms` is 0 while it lasts."""

    item: str
    since_ms: int
    until_ms: int = 0


@dataclass(frozen=True, slots=True)
class Stay:
    """A device was admitted, and perhaps removed or replaced since; `until_ms` is 0 if it was not."""

    member: Member
    since_ms: int
    until_ms: int = 0


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The times of one meeting; `opened_ms` is 0 before it was opened.

    `stays` has every device that was ever admitted, by seat; `stretches` the agenda's clock in order.
    """

    opened_ms: int = 0
    stays: tuple[Stay, ...] = ()
    stretches: tuple[Stretch, ...] = ()
