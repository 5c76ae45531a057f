"""Joins what a seat does in the discussion beside commenting: voting, asking for the floor, looking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from sync.node import Node
    from widgets.seat_window import SeatWindow

    Act = Callable[[Node], Coroutine[Any, Any, str]]
    Send = Callable[[Act, Callable[[str], object] | None], None]


def join_discussion(window: SeatWindow, send: Send) -> None:
    """Send what the person does there."""
    window.voted.connect(
        lambda poll, choices: send(
            lambda node: node.vote(poll, choices), lambda event: window.poll.confirm(poll, event)
        )
    )
    window.lookback_answered.connect(
        lambda lookback, answers: send(
            lambda node: node.answer_lookback(lookback, answers),
            lambda event: window.lookback.deliveries.confirm(lookback, event),
        )
    )
    window.floor_requested.connect(lambda: send(lambda node: node.request_floor(), None))
    window.floor_withdrawn.connect(lambda: send(lambda node: node.withdraw_floor(), None))
    window.speech_ended.connect(lambda: send(lambda node: node.end_speech(), None))
