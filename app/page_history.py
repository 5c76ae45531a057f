"""Where the reader came from: back and forward between the places that were left by a jump."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.page_layout import Place

MOST_STOPS = 200
SAME_PLACE = 0.02  # of a page; a person sees no difference


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a document, which stays the same document wherever its file lies."""

    document: str
    place: Place


class PageHistory:
    """Only jumps count: links, headings, hits and typed numbers. Turning and scrolling do not."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._here = 0  # the stop that the reader is at, or went on from

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to return to."""
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether somebody went back."""
        return self._here + 1 < len(self._stops)

    def jump(self, left: Stop, arrived: Stop) -> None:
        """Keep where the reader was and where it is now; what lay ahead is forgotten."""
        if is_same_stop(left, arrived):
            return
        self._stops[self._here :] = [left, arrived]  # it may have scrolled on since it arrived there
        self._here = len(self._stops) - 1
        self._drop_neighbours()
        del self._stops[:-MOST_STOPS]
        self._here = len(self._stops) - 1

    def back(self, now: Stop) -> Stop | None:
        """The place before; ``now`` is where forward leads again."""
        return self._move(-1, now)

    def forward(self, now: Stop) -> Stop | None:
        """The place that was left by going back."""
        return self._move(1, now)

    def forget(self, document: str) -> None:
        """A document is gone or was replaced: nothing leads into it any more.

        The stop that the reader is at stays: going on from there puts the place of that moment in its stead.
        """
        kept = [
            number
            for number, stop in enumerate(self._stops)
            if stop.document != document or number == self._here
        ]
        self._here = kept.index(self._here) if kept else 0
        self._stops = [self._stops[number] for number in kept]
        self._drop_neighbours()

    def clear(self) -> None:
        """Forget everything."""
        self._stops.clear()
        self._here = 0

    def _move(self, step: int, now: Stop) -> Stop | None:
        if not 0 <= self._here + step < len(self._stops):
            return None
        self._stops[self._here] = now
        self._drop_neighbours()  # the reader may have walked where this leads
        if not 0 <= self._here + step < len(self._stops):
            return None
        self._here += step
        return self._stops[self._here]

    def _drop_neighbours(self) -> None:
        kept: list[Stop] = []
        here = 0
        for number, stop in enumerate(self._stops):
            if not kept or not is_same_stop(kept[-1], stop):
                kept.append(stop)
            if number == self._here:
                here = len(kept) - 1
        self._stops, self._here = kept, here


def is_same_stop(one: Stop, other: Stop) -> bool:
    """Whether two stops are the same to the eye; how far to the side a page was moved does not count."""
    return (one.document, one.place.page) == (other.document, other.place.page) and abs(
        one.place.y - other.place.y
    ) < SAME_PLACE
