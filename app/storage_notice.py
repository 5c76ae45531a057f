"""Which notices of the node stand for as long as something lasts: that the disk of this PC is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.sentences import notice_sentence

if TYPE_CHECKING:
    from sync.status import Notice
    from widgets.notice import NoticeBar

_FULL: Final = "storage_full"
_LASTING: Final = frozenset({_FULL, "storage_salvaged"})
"""What was found damaged at the start is told again at the desk that opens a moment later."""
_OVER: Final = "storage_back"


def still_lasting(before: Notice | None, notice: Notice) -> Notice | None:
    """The notice that stands once this one came."""
    if notice.code == _OVER and before is not None and before.code == _FULL:
        return None
    return notice if notice.code in _LASTING else before


def tell_standing(bar: NoticeBar, notice: Notice) -> bool:
    """Let a lasting notice stand, and end it once it is over; whether it was shown by that."""
    if notice.code == _OVER:
        bar.end_standing()
    if notice.code not in _LASTING:
        return False
    bar.stand(notice_sentence(notice), notice.severity)
    return True
