"""The numbers of a record: how much was said to each item, and how many seats were heard."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.record_values import ItemStatistics, State, Statistics
from sync.meeting import CommentKind
from widgets.seat_cells import Voices, seat_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.record_values import CommentRecord
    from sync.meeting import Meeting


def statistics_of(meeting: Meeting, comments: Sequence[CommentRecord]) -> Statistics:
    """Count; hidden, held and withdrawn comments have numbers of their own."""
    cells = seat_cells(meeting, ())
    states = [comment.state for comment in comments]
    shown = [comment for comment in comments if comment.state is State.SHOWN]
    return Statistics(
        seats=len(cells),
        seats_posted=sum(cell.posted for cell in cells),
        unnamed=Voices().unnamed_comments(meeting),
        spoke=len({speech.device for speech in meeting.floor.speeches}),
        comments=len(shown),
        hidden=states.count(State.HIDDEN),
        held=states.count(State.HELD),
        withdrawn=states.count(State.WITHDRAWN),
        late=sum(comment.late for comment in shown),
        answered=sum(comment.answered for comment in shown),
        items=_items(meeting, shown),
    )


def _items(meeting: Meeting, shown: Sequence[CommentRecord]) -> tuple[ItemStatistics, ...]:
    by_item: dict[int, list[CommentRecord]] = defaultdict(list)
    for comment in shown:
        by_item[comment.item].append(comment)
    numbers = [item.number for item in meeting.agenda] + [0] * (0 in by_item)
    return tuple(_item(number, by_item[number]) for number in numbers)


def _item(number: int, comments: Sequence[CommentRecord]) -> ItemStatistics:
    said = [comment for comment in comments if not comment.depth]
    kinds = [comment.kind for comment in said]
    return ItemStatistics(
        number,
        tuple((kind, kinds.count(kind)) for kind in CommentKind),
        answers=len(comments) - len(said),
        agreed=sum(comment.agreed for comment in comments),
        open_questions=sum(each.kind is CommentKind.QUESTION and not each.answered for each in said),
    )
