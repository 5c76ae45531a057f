"""Who hears how far the documents of a device are: only those to whom it matters, and soon enough."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

from sync.attendance import tell_progress
from sync.conversation import Conversation
from sync.meeting import Meeting
from sync.sources import _can_wait
from sync.wire import BlobHave, Holds

SHA = "a" * 64
SOME, MORE, WHOLE = Holds(SHA, 3, 0b001), Holds(SHA, 3, 0b011), Holds(SHA, 3, 0b111)


@dataclass
class Talk:
    """A conversation, as far as it is told something."""

    link: Any
    told: BlobHave | None = None
    said: list[BlobHave] = field(default_factory=list)

    def say(self, held: BlobHave) -> None:
        self.said.append(held)


def test_only_who_keeps_the_receipts_hears_how_much_is_here_and_only_news() -> None:
    talks = {name: Talk(SimpleNamespace(device=name)) for name in ("chair", "desk", "seat")}
    meeting = cast(Meeting, SimpleNamespace(chair="chair", secretariat=("desk",)))
    room = cast(list[Conversation], list(talks.values()))
    for have in (1, 1, 2):
        tell_progress(meeting, room, BlobHave(have, 2, complete=have == 2))
    heard = {name: [held.have for held in talk.said] for name, talk in talks.items()}
    assert heard == {"chair": [1, 2], "desk": [1, 2], "seat": []}


def test_before_the_meeting_is_known_whoever_was_called_hears_it() -> None:
    talk = Talk(SimpleNamespace(device="chair"))
    tell_progress(None, cast(list[Conversation], [talk]), BlobHave(0, 0, complete=True))
    assert len(talk.said) == 1


@pytest.mark.parametrize(
    ("before", "now", "theirs", "waits"),
    [
        (SOME, MORE, WHOLE, True),  # it asks for none of them
        (SOME, MORE, SOME, False),  # it may lack what came
        (SOME, MORE, None, False),
        (SOME, WHOLE, WHOLE, False),  # a receipt
        (SOME, Holds(SHA, 3, 0b011, gives=False), WHOLE, False),
    ],
)
def test_only_who_holds_all_can_wait_to_hear_of_more(
    before: Holds, now: Holds, theirs: Holds | None, *, waits: bool
) -> None:
    assert _can_wait(before, now, theirs) is waits
