"""Joins the desk's agenda clock, floor, polls and look-back to the node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from sync.node import Node
    from widgets.chair_window import ChairWindow


def join_steering(
    window: ChairWindow, send: Callable[[Callable[[Node], Coroutine[Any, Any, Any]]], None]
) -> None:
    """Let what the chair does in the columns of the desk reach the node."""
    agenda, floor = window.agenda, window.floor
    agenda.minutes_changed.connect(lambda item, minutes: send(lambda node: node.set_minutes(item, minutes)))
    agenda.names_chosen.connect(lambda item, names: send(lambda node: node.set_item_names(item, names)))
    agenda.pause_requested.connect(lambda on: send(lambda node: node.pause_agenda(on=on)))
    agenda.presenter_taken_back.connect(lambda: send(lambda node: node.give_presenter("")))
    window.room.seats.presenter_given.connect(lambda device: send(lambda node: node.give_presenter(device)))
    floor.granted.connect(
        lambda device, limit_s: send(lambda node: node.grant_floor(device, limit_s=limit_s))
    )
    floor.speech_ended.connect(lambda: send(lambda node: node.end_speech()))
    window.polls.opened.connect(lambda draft: send(lambda node: node.open_poll(draft)))
    window.polls.voted.connect(lambda poll, choices: send(lambda node: node.vote(poll, choices)))
    window.poll_closed.connect(lambda poll: send(lambda node: node.close_poll(poll)))
    window.lookback_requested.connect(lambda: send(lambda node: node.open_lookback()))
