"""The commands of the console about the discussion: moderation, groups, floor, agenda, presenter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from sync.agenda_acts import MAX_MINUTES
from sync.discussion import PAGE_UNITS, WHOLE_ZOOM, Region
from sync.discussion_kinds import MAX_LIMIT_S, MAX_ZOOM
from sync.meeting import Anchor, Moderation, Names

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sync.node import Node

    Answer = dict[str, Any]
    Prepared = Callable[[], Awaitable[Answer]]

_REGION: Final = ("left", "top", "width", "height")
_ACTIONS: Final = ("request", "withdraw", "grant", "done")


class _Arguments(Protocol):
    def text(self, name: str, default: str | None = None) -> str: ...
    def texts(self, name: str, *, least: int) -> tuple[str, ...]: ...
    def optional_text(self, name: str) -> str: ...
    def one_of(self, name: str, allowed: tuple[str, ...]) -> str: ...
    def flag(self, name: str) -> bool: ...
    def number(self, name: str, default: int | None, limit: int) -> int: ...
    def is_null(self, name: str) -> bool: ...
    def numbers(self, name: str, fields: tuple[str, ...], limit: int) -> tuple[int, ...] | None: ...
    def page(self) -> int: ...


def anchor(arguments: _Arguments) -> Anchor | None:
    """The page that a comment is made on, and the part of it."""
    document, page = arguments.optional_text("document"), arguments.page()
    quote, region = arguments.optional_text("quote"), arguments.numbers("region", _REGION, PAGE_UNITS)
    if not document:
        return None
    return Anchor(document, page, region=Region(*region) if region else None, quote=quote)


def release(node: Node, arguments: _Arguments) -> Prepared:
    """Show a comment that is held."""
    comment = arguments.text("comment")
    return _event(lambda: node.release(comment))


def moderation(node: Node, arguments: _Arguments) -> Prepared:
    """Hold what is posted from now on, or not."""
    mode = Moderation(arguments.one_of("mode", tuple(Moderation)))
    return _event(lambda: node.set_moderation(mode))


def group(node: Node, arguments: _Arguments) -> Prepared:
    """Put alike comments together."""
    title, replaced = arguments.optional_text("title"), arguments.optional_text("group")
    comments = arguments.texts("comments", least=0 if replaced else 1)
    return _event(lambda: node.group(comments, title=title, group=replaced))


def spotlight(node: Node, arguments: _Arguments) -> Prepared:
    """Show a comment or a group large, or none."""
    comment, together = arguments.optional_text("comment"), arguments.optional_text("group")
    return _event(lambda: node.spotlight(comment or together))


def floor(node: Node, arguments: _Arguments) -> Prepared:
    """Ask for the floor, give it, lay it down."""
    action = arguments.one_of("action", _ACTIONS)
    if action == "grant":
        device, seconds = arguments.text("device"), arguments.number("seconds", 0, MAX_LIMIT_S)
        return _event(lambda: node.grant_floor(device, limit_s=seconds))
    acts = {"request": node.request_floor, "withdraw": node.withdraw_floor, "done": node.end_speech}
    return _event(acts[action])


def agenda(node: Node, arguments: _Arguments) -> Prepared:
    """Go to an item."""
    item = arguments.text("item")
    return _event(lambda: node.open_agenda(item))


def pause(node: Node, arguments: _Arguments) -> Prepared:
    """Stop the clock of the agenda, or let it go on."""
    on = arguments.flag("on")
    return _event(lambda: node.pause_agenda(on=on))


def minutes(node: Node, arguments: _Arguments) -> Prepared:
    """Plan another time for an item, or none."""
    item = arguments.text("item")
    planned = None if arguments.is_null("minutes") else arguments.number("minutes", None, MAX_MINUTES)
    return _event(lambda: node.set_minutes(item, planned))


def names(node: Node, arguments: _Arguments) -> Prepared:
    """Set the rule for names of an item."""
    item, rule = arguments.text("item"), Names(arguments.one_of("names", tuple(Names)))
    return _event(lambda: node.set_item_names(item, rule))


def give_presenter(node: Node, arguments: _Arguments) -> Prepared:
    """Let another seat present, or take that back."""
    device = arguments.optional_text("device")
    return _event(lambda: node.give_presenter(device))


def present(node: Node, arguments: _Arguments) -> Prepared:
    """Show a page, or a part of it, or nothing."""
    document, page = arguments.optional_text("document"), arguments.page()
    zoom = arguments.number("zoom", WHOLE_ZOOM, MAX_ZOOM)
    x, y = (arguments.number(name, PAGE_UNITS // 2, PAGE_UNITS) for name in ("x", "y"))
    return _event(lambda: node.present(document, page, zoom=zoom, x=x, y=y))


def call(node: Node, arguments: _Arguments) -> Prepared:
    """Ask everybody to look at a page."""
    document, page = arguments.text("document"), arguments.page()
    return _event(lambda: node.call_to_look(document, page))


def _event(act: Callable[[], Awaitable[str]]) -> Prepared:
    async def run() -> Answer:
        return {"event": await act()}

    return run
