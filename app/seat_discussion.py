"""Joins what a seat does in the discussion beside commenting: voting, asking for the floor, looking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from sync.node import Node
    from widgets.seat_window import SeatWindow

    Send = Callable[[Callable[[Node], Coroutine[Any, Any, str]]], None]


class DiscussionActs(Protocol):
    """What a node does for a seat in the discussion."""

    async def vote(self, poll: str, choices: Sequence[int]) -> str:
        """Vote, in place of what was voted before."""

    async def answer_lookback(self, lookback: str, answers: Sequence[str]) -> str:
        """Answer the questions about the meeting."""

    async def request_floor(self) -> str:
        """Ask to speak."""

    async def withdraw_floor(self) -> str:
        """Ask no longer."""

    async def end_speech(self) -> str:
        """Give the floor back."""


def join_discussion(window: SeatWindow, send: Send) -> None:
    """Send what the person does there."""

    def acts(node: Node) -> DiscussionActs:
        return cast("DiscussionActs", node)

    window.voted.connect(lambda poll, choices: send(lambda node: acts(node).vote(poll, choices)))
    window.lookback_answered.connect(
        lambda lookback, answers: send(lambda node: acts(node).answer_lookback(lookback, answers))
    )
    window.floor_requested.connect(lambda: send(lambda node: acts(node).request_floor()))
    window.floor_withdrawn.connect(lambda: send(lambda node: acts(node).withdraw_floor()))
    window.speech_ended.connect(lambda: send(lambda node: acts(node).end_speech()))
